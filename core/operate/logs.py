"""What a service writes, as the journal keeps it; followed without missing a line."""

from __future__ import annotations

import asyncio
import shlex
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from core.codec import object_in
from core.events import LogLine
from core.plain_text import inert
from core.problems import Advice, Problem, ProblemError
from core.service import record, transaction
from core.service.installed import ROOT_PROBLEMS
from core.service.layout import Layout
from core.service.model import Scope
from core.service.privilege import act
from core.service.protocol import Verb
from core.service.transaction import Change, new_change, whoami
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from core.ssh.profile import Profile
    from core.ssh.session import Ran, ServerSession

_FIRST_LINES = 200
_FIELDS = "MESSAGE,PRIORITY,_SYSTEMD_UNIT,_SYSTEMD_USER_UNIT"
_GRAVE = frozenset("01234")  # from emergency to warning
_PAUSE = 1.0  # seconds between two questions to the helper
_WAIT = 20  # seconds that one question waits for news
_CLOSED = 13
# journalctl gives one who may not read the system's journal an empty answer, often without a word.
_MAY_READ = f"""\
open=
for one in /var/log/journal/*/system.journal /run/log/journal/*/system.journal; do
    [ -r "$one" ] && open=yes
done
[ -n "$open" ] || exit {_CLOSED}
"""
_MAY_NOT = "insufficient permissions"  # what journalctl says when it can open no file at all


async def logs(
    session: ServerSession, name: str, take: Callable[[LogLine], None], *, follow: bool = False
) -> None:
    """Hand over the newest lines of the service and of a release on probation, oldest first.

    With `follow` it goes on until a cancel; a cursor keeps lines from being lost or repeated.
    """
    layout = Layout.of(await record.read(session, name))
    cursor = ""
    while True:
        ran = await _ask(session, layout, cursor, follow=follow)
        for line in ran.out.splitlines():
            entry = object_in(line)
            cursor = str(entry.get("__CURSOR", cursor))
            if "MESSAGE" in entry:
                unit = entry.get("_SYSTEMD_USER_UNIT") or entry.get("_SYSTEMD_UNIT")
                told = line_of(session.profile.name, entry)
                take(replace(told, process=layout.writer_of(str(unit))))
        if not follow:
            return
        if not cursor:  # nothing was written yet
            await asyncio.sleep(_PAUSE)


def _script(layout: Layout, cursor: str, *, follow: bool) -> str:
    option = "--unit" if layout.scope is Scope.SYSTEM else "--user --user-unit"
    more = ("-next@*", "-try@*", "-command@*", "-run@*", ".*.service")
    units = (layout.unit, *(f"{layout.name}{one}" for one in more), layout.jobs_by_hand)
    words = " ".join(
        (
            f"journalctl --no-pager --quiet --output=json --output-fields={_FIELDS}",
            *(f"{option}='{unit}'" for unit in units),
        )
    )
    if not cursor:
        return f"{words} --lines={_FIRST_LINES}"
    after = f"{words} --after-cursor={shlex.quote(cursor)}"
    if not follow:
        return after
    return (
        f"for _ in $(seq {_WAIT * 2}); do\n"
        f'  said=$({after})\n  [ -n "$said" ] && break\n  sleep 0.5\ndone\n'
        'printf "%s\\n" "$said"'
    )


async def _ask(session: ServerSession, layout: Layout, cursor: str, *, follow: bool) -> Ran:
    """As root where that is possible; else by the helper, or as a member of systemd-journal."""
    script = _script(layout, cursor, follow=follow)
    try:
        return _told(session, await act(session, layout.scope, script))
    except ProblemError as refused:
        if layout.scope is Scope.USER or refused.problem.code not in ROOT_PROBLEMS:
            raise
    ran = await _by_helper(session, layout, cursor)
    if ran is None:
        return _told(session, await session.run(f"{_MAY_READ}{script}"))
    if follow and cursor and not ran.out:
        await asyncio.sleep(_PAUSE)
    return ran


async def _by_helper(session: ServerSession, layout: Layout, cursor: str) -> Ran | None:
    """Ask the helper, if this login may; None where it may not."""
    asked = Change(verb=Verb.LOGS, id=new_change(), wanted=cursor or "-", who=whoami())
    try:
        ran = await transaction.tell(session, layout, asked)
    except ProblemError as refused:
        if refused.problem.code not in ROOT_PROBLEMS:
            raise
        return None
    return ran if ran.code == 0 else None


def _told(session: ServerSession, ran: Ran) -> Ran:
    """Return the journal's answer; an empty one is believed only of one who may read it."""
    if ran.code == _CLOSED or _MAY_NOT in ran.err:
        raise ProblemError(_closed(session.profile, ran.err))
    if ran.code != 0:
        raise ProblemError(_not_told(session.profile, ran.err))
    return ran


def _closed(profile: Profile, told: str) -> Problem:
    return Problem(
        code="logs_closed",
        what=say(
            "“{user}” may not read the log on {server}.", user=profile.user, server=profile.name
        ),
        why=say("Its journal is open to root and to the groups systemd-journal and adm."),
        next=(
            Advice(
                say(
                    "Let an administrator run: usermod -aG systemd-journal {user}",
                    user=profile.user,
                )
            ),
            Advice(say("Or let an administrator run: goferry prepare.")),
        ),
        details=inert(told),
    )


def _not_told(profile: Profile, told: str) -> Problem:
    return Problem(
        code="logs_not_told",
        what=say("{server} did not give out the log.", server=profile.name),
        why=say("Its journalctl ended without an answer; see the details."),
        details=inert(told),
    )


def line_of(server: str, entry: Mapping[str, Any]) -> LogLine:
    """Make a line of one of the journal's entries, whatever the program put into it."""
    grave = str(entry.get("PRIORITY")) in _GRAVE
    return LogLine(text=_message(entry["MESSAGE"]), stream="err" if grave else "out", server=server)


def _message(value: object) -> str:
    """Read a message: text, byte values where it is no clean UTF-8, or several of them.

    A program that speaks to the journal itself may give one entry more than one message; one that
    is too long for an answer comes as nothing.
    """
    if not isinstance(value, list):
        return "…" if value is None else str(value)
    small = [byte for byte in value if isinstance(byte, int) and 0 <= byte < 256]  # noqa: PLR2004
    if len(small) == len(value):
        return bytes(small).decode(errors="replace")
    return "\n".join(_message(one) for one in value if not isinstance(one, int))
