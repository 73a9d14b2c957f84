"""Let servers tell by themselves what is wrong, when no window is open."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.alarms.alarm import CALM, CERTIFICATE_DAYS, DISK, Alarm, Settings, Tried
from core.alarms.receivers import LARGEST, Form, must_be_mail, receiver_in
from core.events import Progress, on_server
from core.problems import Advice, Problem, ProblemError
from core.service_name import must_be_usable
from core.usecases.guarding import must_be_confirmed
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from core.alarms.receivers import Receiver
    from core.events import Report
    from core.home import Home
    from core.ssh.session import ServerSession
    from core.words import Text

__all__ = [
    "CALM",
    "CERTIFICATE_DAYS",
    "DISK",
    "LARGEST",
    "Alarm",
    "AlarmWish",
    "Form",
    "Settings",
    "Tried",
    "add",
    "check",
    "listed",
    "not_delivered",
    "remove",
    "set_up",
    "test",
    "unwell",
]

_SET = "goferry alarm set"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmWish:
    """Who is told of what, as a person says it.

    `webhook` is what a file with the address holds, `form` None takes what its host tells; no
    `services` means all. It replaces what a server had, but for the webhook if that is kept.
    """

    webhook: bytes = b""
    keeps_webhook: bool = False
    form: Form | None = None
    mail: str = ""
    services: tuple[str, ...] = ()
    disk: int = DISK
    certificate_days: int = CERTIFICATE_DAYS
    calm: int = CALM
    log_lines: int = 0


def check(wish: AlarmWish) -> Receiver | None:
    """Read the address, before any server is reached; None where there is mail only.

    Raises "alarm_nobody", "webhook_unusable" and their like.
    """
    if not wish.webhook.strip() and not wish.mail and not wish.keeps_webhook:
        raise ProblemError(_nobody())
    for one in wish.services:
        must_be_usable(one)
    if wish.mail:
        must_be_mail(wish.mail)
    return receiver_in(wish.webhook, wish.form) if wish.webhook.strip() else None


async def set_up(
    home: Home, sessions: Sequence[ServerSession], wish: AlarmWish, *, report: Report
) -> tuple[Alarm, ...]:
    """Build the program that tells, put it onto each server, and tell how it is there."""
    must_be_confirmed(sessions)
    receiver = check(wish)
    settings = [_settings(one.profile.name, wish, receiver) for one in sessions]
    if wish.keeps_webhook:
        before = await listed(sessions)
        settings = list(map(_with_webhook_of, settings, before))
    return await _put(home, sessions, settings, receiver, report=report)


async def add(
    home: Home, sessions: Sequence[ServerSession], wish: AlarmWish, *, report: Report
) -> tuple[Alarm, ...]:
    """Tell a further receiver, and leave all that was set before as it is.

    A server has one webhook and one mail address. Raises "alarm_taken" where one has what is to
    be added, before anything is changed.
    """
    must_be_confirmed(sessions)
    receiver = check(wish)
    before = await listed(sessions)
    settings = [_beside(one, wish, receiver) for one in before]
    return await _put(home, sessions, settings, receiver, report=report)


async def listed(sessions: Iterable[ServerSession]) -> tuple[Alarm, ...]:
    """Tell the alarm of each server; never an address."""
    from core.alarms import setting

    return tuple(await asyncio.gather(*map(setting.listed, sessions)))


async def test(sessions: Sequence[ServerSession]) -> tuple[tuple[str, Tried], ...]:
    """Let each server send a message now; each way with the server's name."""
    from core.alarms import setting

    every = await asyncio.gather(*map(setting.tried, sessions))
    return tuple(
        (one.profile.name, found)
        for one, ways in zip(sessions, every, strict=True)
        for found in ways
    )


async def remove(sessions: Sequence[ServerSession]) -> None:
    """Take the alarm off each server."""
    from core.alarms import setting

    must_be_confirmed(sessions)
    await asyncio.gather(*map(setting.removed, sessions))


def unwell(found: Iterable[Alarm]) -> Problem | None:
    """Say which alarm would tell nothing: its timer stands still, or its program is another."""
    for one in found:
        if one.told is not None and not (one.running and one.genuine):
            return _unwell(one)
    return None


def not_delivered(found: Iterable[tuple[str, Tried]]) -> Problem | None:
    """Say which test message did not get through, and why."""
    for server, one in found:
        if not one.delivered:
            return _not_delivered(server, one)
    return None


async def _put(
    home: Home,
    sessions: Sequence[ServerSession],
    settings: Sequence[Settings],
    receiver: Receiver | None,
    *,
    report: Report,
) -> tuple[Alarm, ...]:
    from core.alarms.program import sources
    from core.usecases.bringing import built_for

    folder = sources(home)
    programs = [
        await built_for(home, one, folder, report=on_server(one.profile.name, report))
        for one in sessions
    ]
    works = (
        _set_up(one, wanted, receiver, made, report=report)
        for one, wanted, made in zip(sessions, settings, programs, strict=True)
    )
    return tuple(await asyncio.gather(*works))


async def _set_up(
    session: ServerSession,
    settings: Settings,
    receiver: Receiver | None,
    made: Path,
    *,
    report: Report,
) -> Alarm:
    from core.alarms import setting

    wish = setting.Wish(settings=settings, receiver=receiver, program=made)
    await setting.put(session, wish, on_bytes=_progress(made, on_server(settings.server, report)))
    return await setting.listed(session)


def _progress(made: Path, report: Report) -> Callable[[int], None]:
    total = made.stat().st_size
    return lambda done: report(Progress(done=done, total=total, unit="bytes"))


def _settings(server: str, wish: AlarmWish, receiver: Receiver | None) -> Settings:
    return Settings(
        server=server,
        services=wish.services,
        form=receiver.form if receiver else "",
        host=receiver.host if receiver else "",
        mail=wish.mail,
        disk=wish.disk,
        certificate_days=wish.certificate_days,
        calm=wish.calm,
        log_lines=wish.log_lines,
    )


def _with_webhook_of(settings: Settings, before: Alarm) -> Settings:
    found = before.told.settings if before.told else Settings()
    return replace(settings, form=found.form, host=found.host)


def _beside(before: Alarm, wish: AlarmWish, receiver: Receiver | None) -> Settings:
    """Settle what a server tells when this comes to what it tells already."""
    if before.told is None:
        return _settings(before.server, wish, receiver)
    found = before.told.settings
    if receiver is not None and found.form:
        raise ProblemError(_taken(before.server, say("a webhook at {host}", host=found.host)))
    if wish.mail and found.mail:
        raise ProblemError(_taken(before.server, say("the address {address}", address=found.mail)))
    if receiver is not None:
        found = replace(found, form=receiver.form, host=receiver.host)
    return replace(found, mail=wish.mail or found.mail)


def _taken(server: str, what: Text) -> Problem:
    return Problem(
        code="alarm_taken",
        what=say("{server} already sends alarms to {what}.", server=server, what=what),
        why=say("A server has one webhook and one mail address for alarms."),
        next=(
            Advice(say("Replace it: {command}", command=f"{_SET} --to {server} …")),
            Advice(say("To notify more people, add them to that channel or mailing list.")),
        ),
    )


def _nobody() -> Problem:
    return Problem(
        code="alarm_nobody",
        what=say("The alarm has no receiver."),
        why=say("There is neither a webhook address nor a mail address."),
        next=(Advice(say("Add --webhook-from FILE, or --mail ADDRESS.")),),
        field="webhook",
    )


def _unwell(one: Alarm) -> Problem:
    why = (
        say("The alarm program is not the one that GoFerry uploaded.")
        if one.running
        else say("The timer goferry-alarm.timer is not running.")
    )
    return Problem(
        code="alarm_unwell",
        what=say("The alarm of {server} does not work.", server=one.server),
        why=why,
        next=(Advice(say("Set it again: {command}", command=_SET)),),
    )


def _not_delivered(server: str, one: Tried) -> Problem:
    if "x509" in one.why:
        advice = say("Install ca-certificates there, or check the receiver's certificate.")
    else:
        advice = say("Check the address, then set it again: {command}", command=_SET)
    return Problem(
        code="alarm_not_delivered",
        what=say("The test message of {server} was not delivered.", server=server),
        why=say("{server} reports: {line}", server=server, line=one.why or "-"),
        next=(Advice(advice),),
    )
