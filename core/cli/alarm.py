"""Commands about alarms: who is told by a server when no window is open."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli.arguments import count, some
from core.cli.connecting import chosen, connected
from core.cli.deploy import add_servers
from core.cli.show import Answer, table
from core.problems import Problem, ProblemError
from core.usecases import alarming
from core.usecases.alarming import AlarmWish, Form
from core.words import Size, list_of, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.cli.arguments import Commands, Parser
    from core.cli.call import Call
    from core.usecases.alarming import Alarm, Tried


def add(commands: Commands) -> None:
    """Offer the commands."""
    group = commands.group("alarm", str(say("send alarms from the servers when no window is open")))
    put = group.add(
        "set", str(say("set the alarm of servers (replaces the previous one)")), run=_set
    )
    more = group.add("add", str(say("add one more receiver (keeps what was set before)")), run=_add)
    told = group.add(
        "list", str(say("show alarms and open incidents (never the address)")), run=_list
    )
    tried = group.add("test", str(say("send a test message from the servers")), run=_test)
    gone = group.add("remove", str(say("remove the alarm of servers")), run=_remove)
    for parser in (put, more, told, tried, gone):
        add_servers(parser, changing=parser in {put, more, gone})
    _add_receiver(more)
    _add_receiver(put)
    put.add_argument(
        "--yes", action="store_true", help=str(say("do not ask for confirmation on a terminal"))
    )
    _add_wish(put)


def _add_receiver(parser: Parser) -> None:
    parser.add_argument(
        "--webhook-from",
        metavar="FILE",
        help=str(
            say(
                "file with the webhook address in its first line; - is standard "
                "input. A second line is the signing secret of DingTalk"
            )
        ),
    )
    parser.add_argument(
        "--form",
        choices=tuple(map(str, Form)),
        help=str(say("type of the receiver (default: by the address, else json)")),
    )
    parser.add_argument("--mail", default="", metavar="ADDRESS", help=str(say("mail address")))


def _add_wish(put: Parser) -> None:
    put.add_argument(
        "--service",
        dest="services",
        type=some,
        default=(),
        metavar="S[,S]",
        help=str(say("only these services (default: all)")),
    )
    put.add_argument(
        "--disk",
        type=_per_cent,
        default=alarming.DISK,
        metavar="PERCENT",
        help=str(say("disk usage that raises an alarm (default: {usual})", usual=alarming.DISK)),
    )
    put.add_argument(
        "--certificate-days",
        type=count,
        default=alarming.CERTIFICATE_DAYS,
        metavar="N",
        help=str(
            say(
                "days before a certificate expires (default: {usual})",
                usual=alarming.CERTIFICATE_DAYS,
            )
        ),
    )
    put.add_argument(
        "--calm",
        type=count,
        default=alarming.CALM,
        metavar="SECONDS",
        help=str(
            say(
                "seconds that a service must be healthy before its incident is "
                "over (default: {usual})",
                usual=alarming.CALM,
            )
        ),
    )
    put.add_argument(
        "--log-lines",
        type=count,
        default=0,
        metavar="N",
        help=str(
            say(
                "also send the last N lines of the log, which might contain secrets (default: none)"
            )
        ),
    )


async def _set(call: Call) -> Answer:
    arguments = call.arguments
    wish = AlarmWish(
        webhook=_address(call),
        form=Form(arguments.form) if arguments.form else None,
        mail=arguments.mail,
        services=arguments.services,
        disk=arguments.disk,
        certificate_days=arguments.certificate_days,
        calm=arguments.calm,
        log_lines=arguments.log_lines,
    )
    alarming.check(wish)
    async with connected(call, chosen(call, arguments.to), changing=True) as sessions:
        before = await alarming.listed(sessions)
        gone = {one.server: _receivers(one) for one in before if one.told is not None}
        if gone:
            lines = table(
                (str(say("{server} notifies", server=server)), told)
                for server, told in gone.items()
            )
            call.confirm(
                "\n".join((*lines, str(say("Replace this? (goferry alarm add keeps it.)"))))
            )
        found = await alarming.set_up(call.home, sessions, wish, report=call.report)
    replaced = (
        str(say("{server}: replaced {what}", server=server, what=told))
        for server, told in gone.items()
    )
    return _told(found, *replaced, _try_it(call))


async def _add(call: Call) -> Answer:
    arguments = call.arguments
    form = Form(arguments.form) if arguments.form else None
    wish = AlarmWish(webhook=_address(call), form=form, mail=arguments.mail)
    alarming.check(wish)
    async with connected(call, chosen(call, arguments.to), changing=True) as sessions:
        found = await alarming.add(call.home, sessions, wish, report=call.report)
    return _told(found, _try_it(call))


def _try_it(call: Call) -> str:
    return str(
        say("Try it: goferry alarm test --to {servers}", servers=",".join(call.arguments.to))
    )


async def _list(call: Call) -> Answer:
    async with connected(call, chosen(call, call.arguments.to)) as sessions:
        return _told(await alarming.listed(sessions))


async def _test(call: Call) -> Answer:
    async with connected(call, chosen(call, call.arguments.to)) as sessions:
        found = await alarming.test(sessions)
    return Answer(
        fields={"alarms": [{"server": server, **asdict(one)} for server, one in found]},
        lines=table(_tried_row(server, one) for server, one in found if one.delivered),
        problem=alarming.not_delivered(found),
    )


async def _remove(call: Call) -> Answer:
    async with connected(call, chosen(call, call.arguments.to), changing=True) as sessions:
        await alarming.remove(sessions)
    servers = [one.profile.name for one in sessions]
    return Answer(
        fields={"alarms": [{"server": one, "set": False} for one in servers]},
        lines=tuple(str(say("✓ {server}: the alarm was removed.", server=one)) for one in servers),
    )


def _told(found: tuple[Alarm, ...], *more: str) -> Answer:
    return Answer(
        fields={"alarms": [_fields(one) for one in found]},
        lines=(*table(map(_row, found)), *(line for one in found for line in _lines(one)), *more),
        problem=alarming.unwell(found),
    )


def _fields(one: Alarm) -> dict[str, Any]:
    if one.told is None:
        return {"server": one.server, "set": False}
    told = asdict(one.told)
    settings = told.pop("settings")
    state = {"running": one.running, "genuine": one.genuine, "bytes": one.bytes}
    return {**settings, "server": one.server, "set": True, **state, **told}


def _row(one: Alarm) -> tuple[str, ...]:
    if one.told is None:
        return (one.server, str(say("no alarm")))
    wish = one.told.settings
    return (
        one.server,
        _receivers(one),
        str(say("services: {names}", names=list_of(wish.services or (say("all"),)))),
        str(say("disk {percent}%", percent=wish.disk)),
        str(say("certificates {days} days", days=wish.certificate_days)),
        str(say("uses {size}", size=Size(one.bytes))),
    )


def _receivers(one: Alarm) -> str:
    """Name whom it tells; of a webhook no more than the host."""
    if one.told is None:
        return ""
    wish = one.told.settings
    webhook = str(say("{form} at {host}", form=wish.form, host=wish.host)) if wish.form else ""
    return " and ".join(
        filter(None, (webhook, wish.mail and str(say("mail to {address}", address=wish.mail))))
    )


def _lines(one: Alarm) -> Iterable[str]:
    """Tell what is open, and whether messages get through."""
    if one.told is None:
        return
    for incident in one.told.open:
        yield str(
            say(
                "  {server}: {subject}: {kind} since {time}",
                server=one.server,
                subject=incident.subject,
                kind=incident.kind,
                time=_moment(incident.since),
            )
        )
    if one.told.waiting:
        why = f" ({one.told.refused})" if one.told.refused else ""
        yield str(
            say(
                "  {server}: messages waiting to be delivered: {n}{why}",
                server=one.server,
                n=one.told.waiting,
                why=why,
            )
        )
    if one.told.given_up:
        yield str(
            say(
                "  {server}: messages that were rejected: {n}",
                server=one.server,
                n=one.told.given_up,
            )
        )


def _tried_row(server: str, one: Tried) -> tuple[str, ...]:
    told = (
        str(say("the receiver responded with {status}", status=one.status))
        if one.status
        else str(say("handed to sendmail"))
    )
    return (f"✓ {server}", one.by, told)


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def _address(call: Call) -> bytes:
    """Read the address where no process list shows it: in a file, from a pipe, or hidden typing."""
    file = call.arguments.webhook_from
    if file == "-":
        return sys.stdin.buffer.read(alarming.LARGEST + 1)
    if file is not None:
        try:
            with Path(file).open("rb") as opened:
                return opened.read(alarming.LARGEST + 1)
        except OSError as reason:
            raise ProblemError(_unreadable(file, str(reason))) from reason
    if call.arguments.mail or not call.asking.anyone:
        return b""
    return call.asking.secret(str(say("Webhook address:"))).encode()


def _unreadable(file: str, reason: str) -> Problem:
    return Problem(
        code="webhook_file_unreadable",
        what=say("{file} cannot be read.", file=file),
        why=say("The system reported: {reason}", reason=reason),
        field="webhook",
    )


def _per_cent(text: str) -> int:
    """Read a part of the whole disk."""
    import argparse

    if not (text.isascii() and text.isdigit() and 0 < int(text[:6]) < 100):  # noqa: PLR2004 - all of it
        raise argparse.ArgumentTypeError(
            str(say("“{text}” is not a number from 1 to 99", text=text))
        )
    return int(text)
