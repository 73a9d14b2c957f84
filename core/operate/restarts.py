"""Why a service was started anew: each end of a run, its cause, and what it said before."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from core.codec import object_in
from core.events import time_of
from core.operate import past
from core.operate.log_faults import MAY_READ, must_be_told
from core.operate.logs import message_of
from core.plain_text import inert
from core.problems import ProblemError
from core.service import end_words, record, run_ends, transaction
from core.service.installed import ROOT_PROBLEMS
from core.service.layout import Layout, is_release
from core.service.model import Scope
from core.service.privilege import act
from core.service.protocol import Verb
from core.service.run_ends import ASKED_FOR, EndCause
from core.service.transaction import Change, new_change, whoami
from core.service.unit import resource

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.problems import Problem
    from core.service.history import Entry
    from core.service.model import Service
    from core.service.run_ends import RunEnd
    from core.ssh.session import Ran, ServerSession

SHOWN = 20  # lines before an end
MOST = 20  # ends; activate/restarts.sh asks for one run more
_SLACK = 1.5  # seconds between what systemd and the helper note down of one thing
_USUAL = 120  # seconds of a change of which nobody noted how long it took
_OF_RELEASE = re.compile(r"/releases/([^/]+)/bin/[^/]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """The end of one run. `time` in microseconds since 1970, by the server's clock.

    `release` is what ran, empty where nobody knows; `process` names a further process; `lines` is
    what the program wrote last; `who` made the change that ended it.
    """

    time: int
    cause: EndCause
    release: str
    process: str
    code: int | None
    signal: str
    lines: tuple[str, ...]
    problem: Problem
    who: str = ""

    @property
    def moment(self) -> str:
        """When it ended: ISO 8601, in UTC."""
        return time_of(self.time)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restarts:
    """How the runs of a service on one server ended, the newest last; at most `MOST`."""

    server: str
    service: str
    ends: tuple[End, ...]

    @property
    def count(self) -> int:
        """How many of them nobody asked for."""
        return sum(one.cause not in ASKED_FOR for one in self.ends)


async def ask(session: ServerSession, name: str) -> Restarts:
    """Ask the server's journal. Raises "logs_closed" for a login that may not read it."""
    service = await record.read(session, name)
    (known,) = await past.ask(session, name)
    ran = await _asked(session, service)
    must_be_told(session, ran)
    entries = [found for line in ran.out.splitlines() if (found := object_in(line))]
    own = _by_run(entries)
    ends = run_ends.read(entries)[-MOST:]
    return Restarts(
        server=session.profile.name,
        service=name,
        ends=tuple(_end(one, own.get(one.invocation, ()), service, known.history) for one in ends),
    )


async def _asked(session: ServerSession, service: Service) -> Ran:
    script = _script(service)
    try:
        return await act(session, service.scope, script)
    except ProblemError as refused:
        if service.scope is Scope.USER or refused.problem.code not in ROOT_PROBLEMS:
            raise
    told = await _by_helper(session, Layout.of(service))
    return told or await session.run(f"{MAY_READ}{script}")


async def _by_helper(session: ServerSession, layout: Layout) -> Ran | None:
    """Ask the helper, where this login may; nothing where an older one does not know that."""
    asked = Change(verb=Verb.RESTARTS, id=new_change(), who=whoami())
    try:
        ran = await transaction.tell(session, layout, asked)
    except ProblemError as refused:
        if refused.problem.code not in ROOT_PROBLEMS:
            raise
        return None
    return ran if ran.code == 0 else None


def _script(service: Service) -> str:
    """Ask as the helper does: what systemd says of the units, and what each run said at its end."""
    layout = Layout.of(service)
    units = (layout.unit, *(layout.process_unit(one.name) for one in service.processes))
    user = service.scope is Scope.USER
    before = "USER_" if user else ""
    words = (
        f"{before}INVOCATION_ID",
        f"_SYSTEMD_{before}UNIT=init.scope",
        *(f"{before}UNIT={unit}" for unit in units),
    )
    return f"{resource('activate/restarts.sh')}restarts {shlex.join(words)}\n"


def _by_run(entries: Sequence[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for entry in entries:
        run = str(entry.get("_SYSTEMD_INVOCATION_ID", ""))
        if run and not ({"INVOCATION_ID", "USER_INVOCATION_ID"} & entry.keys()):
            found.setdefault(run, []).append(entry)
    return found


def _end(
    run: RunEnd, own: Sequence[Mapping[str, Any]], service: Service, history: Sequence[Entry]
) -> End:
    lines = [line for entry in own for line in message_of(entry.get("MESSAGE")).split("\n")]
    change = _change(run, history) if run.asked else None
    if change is not None:
        run = replace(run, result="", changed=True)
    cause, problem = end_words.explain(run, lines, service)
    programs = (_OF_RELEASE.search(str(entry.get("_EXE", ""))) for entry in reversed(own))
    return End(
        time=run.time,
        cause=cause,
        release=next((one[1] for one in programs if one and is_release(one[1])), "")
        or _live_at(run.time, history),
        process=Layout.of(service).process_of(run.unit),
        code=run.code,
        signal=run.signal,
        lines=tuple(inert(line) for line in lines[-SHOWN:]),
        problem=problem,
        who=change.by if change else "",
    )


def _change(run: RunEnd, history: Sequence[Entry]) -> Entry | None:
    """Find the change during which a run was told to stop."""
    stopped = run.time / 1_000_000
    for entry in reversed(history):
        over = _seconds(entry.time)
        begun = over - (_USUAL if entry.seconds is None else entry.seconds)
        if over and begun - _SLACK <= stopped <= over + _SLACK:
            return entry
    return None


def _live_at(moment: int, history: Sequence[Entry]) -> str:
    before = (one for one in reversed(history) if one.live and _seconds(one.time) * 1e6 <= moment)
    found = next(before, None)
    return found.live if found and is_release(found.live) else ""


def _seconds(told: str) -> float:
    try:
        return datetime.fromisoformat(told).timestamp()
    except (ValueError, OverflowError):
        return 0
