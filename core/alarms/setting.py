"""Put an alarm onto a server, ask how it is, try it, and take it away."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.alarms.alarm import Alarm, Settings, Tried, alarm_in, text_of, tried_in
from core.alarms.program import resource
from core.plain_text import inert, one_line
from core.problems import Advice, Problem, ProblemError
from core.service import root_script
from core.service.root_script import put as put_file
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.alarms.receivers import Receiver
    from core.ssh.session import Ran, ServerSession

_FOREIGN, _CUT, _NO_SENDMAIL, _NONE = 3, 4, 5, 6
_PROGRAM = "/usr/local/libexec/goferry/alarm"
_SECONDS = 180.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a server is to have.

    Without a `receiver` it keeps the webhook that the settings speak of, or has none.
    """

    settings: Settings
    receiver: Receiver | None
    program: Path


async def put(
    session: ServerSession, wish: Wish, *, on_bytes: Callable[[int], None] | None = None
) -> None:
    """Send the program where it is another, and write the rest; all is taken over at once.

    Raises "alarm_foreign", "alarm_no_sendmail" or "alarm_not_set", and leaves what was there.
    """
    sha256 = hashlib.sha256(wish.program.read_bytes()).hexdigest()
    program = root_script.Program(file=wish.program, sha256=sha256, place=_PROGRAM)
    sent = await root_script.send(session, program, _not_done, on_bytes=on_bytes)
    ran = await session.run_as_root(script(wish, sha256=sha256, sent=sent), seconds=_SECONDS)
    _must_have_worked(session.profile.name, ran)


def script(wish: Wish, *, sha256: str, sent: str) -> str:
    """Spell what root does; the address is on standard input, as all of it is."""
    values = {"sha256": sha256, "sent": sent, "mail": wish.settings.mail}
    address = wish.receiver.credential if wish.receiver is not None else ""
    stays = wish.receiver is None and wish.settings.form
    return "\n".join(
        (
            root_script.beginning(values),
            root_script.putting(),
            resource("places.sh"),
            resource("set.sh"),
            *(() if stays else (put_file('"$folder/webhook"', "0600", address),)),
            put_file('"$folder/settings"', "0600", text_of(replace(wish.settings, program=sha256))),
            *(
                put_file(f'"$units/goferry-{name}"', "0644", resource(name))
                for name in ("alarm-root.service", "alarm.service", "alarm.timer")
            ),
            resource("begin.sh"),
        )
    )


async def listed(session: ServerSession) -> Alarm:
    """Tell the alarm of a server, and what is open there; raises "alarm_not_told"."""
    ran = await session.run_as_root(asking("list.sh"))
    _must_have_worked(session.profile.name, ran)
    return alarm_in(session.profile.name, ran.out)


async def tried(session: ServerSession) -> tuple[Tried, ...]:
    """Send a test message from the server; raises "alarm_none" without an alarm."""
    ran = await session.run_as_root(asking("test.sh"))
    _must_have_worked(session.profile.name, ran)
    return tried_in(ran.out)


async def removed(session: ServerSession) -> None:
    """Take the alarm away, with all that it knew; without one, nothing happens."""
    _must_have_worked(session.profile.name, await session.run_as_root(asking("remove.sh")))


def asking(name: str) -> str:
    """Spell one of the other scripts, with the places before it."""
    return "\n".join((root_script.beginning({}), resource("places.sh"), resource(name)))


def _must_have_worked(server: str, ran: Ran) -> None:
    if ran.code == _FOREIGN:
        raise ProblemError(_foreign(server, ran))
    if ran.code == _NO_SENDMAIL:
        raise ProblemError(_no_sendmail(server))
    if ran.code == _NONE:
        raise ProblemError(none(server))
    if ran.code:
        raise ProblemError(_not_done(server, ran))


def none(server: str) -> Problem:
    """Say that a server has no alarm."""
    return Problem(
        code="alarm_none",
        what=say("{server} has no alarm.", server=server),
        why=say("None was set, or it was removed."),
        next=(Advice(say("Set one: {command}", command=f"goferry alarm set --to {server} …")),),
    )


def _foreign(server: str, ran: Ran) -> Problem:
    return Problem(
        code="alarm_foreign",
        what=say("The alarm of {server} was not changed.", server=server),
        why=say("{server} reports: {line}", server=server, line=one_line(ran.err)),
        next=(Advice(say("Move that file away if you do not need it, then try again.")),),
    )


def _no_sendmail(server: str) -> Problem:
    return Problem(
        code="alarm_no_sendmail",
        what=say("{server} cannot send mail.", server=server),
        why=say("/usr/sbin/sendmail is not installed there."),
        next=(
            Advice(say("Install a mail program such as msmtp-mta or postfix.")),
            Advice(say("Or use a webhook only: leave out --mail.")),
        ),
        field="mail",
    )


def _not_done(server: str, ran: Ran) -> Problem:
    return Problem(
        code="alarm_not_done",
        what=say("The alarm of {server} could not be set or read.", server=server),
        why=say("The server did not complete the script."),
        next=(Advice(say("See Details for its output.")),),
        details=inert(f"{ran.out}\n{ran.err}"),
    )
