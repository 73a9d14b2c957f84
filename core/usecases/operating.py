"""Look after a service that runs: its state, its log, its history, another release, its end."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from core.problems import ProblemError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from core.events import Job, LogLine, Report
    from core.operate import drill as drills
    from core.operate import removal
    from core.problems import Problem
    from core.service.results import Outcome, Status
    from core.ssh.session import ServerSession

    Drill = drills.Drill
    Kept = removal.Kept


class Operation(StrEnum):
    """What can be made of a service that is there, without sending anything."""

    ROLL_BACK = "roll_back"
    RESTART = "restart"
    STOP = "stop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """Where a roll-back goes: the release before if none is named, and perhaps its data, too."""

    release: str = ""
    with_data: bool = False


LAST = Back()


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What was done to a service on one server: what its helper wrote down, and who it was."""

    server: str
    entries: tuple[Mapping[str, Any], ...]
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """What stayed on a server after a removal, and the words about it where something did."""

    server: str
    kept: tuple[Kept, ...]
    problem: Problem | None


async def look(session: ServerSession, service: str) -> Status:
    """Tell what runs on one server, whether it is well, and how its domains stand."""
    from core.front import standing
    from core.operate.status import status

    found = await status(session, service)
    return replace(found, domains=await standing.before(session, service))


async def look_at_all(
    sessions: Sequence[ServerSession], service: str
) -> tuple[tuple[Status, ...], Problem | None]:
    """Tell what runs on each server, and where the service is not well, or nobody could look.

    A certificate that has expired is no fault of the service, but its visitors meet an error.
    """
    from core.operate.status import not_well
    from core.usecases.fronting import not_proved

    found = tuple(await asyncio.gather(*(look(one, service) for one in sessions)))
    expired = (
        domain
        for one in found
        for domain in (one.domains if isinstance(one.domains, tuple) else ())
        if domain.certificate.expired
    )
    return found, not_well(service, found) or not_proved(expired)


def differ(service: str, found: Sequence[Status]) -> Problem | None:
    """Say where servers hold different releases of the service, and why."""
    from core.operate.differing import differing

    return differing(service, found)


async def follow(
    sessions: Sequence[ServerSession],
    service: str,
    take: Callable[[LogLine], None],
    *,
    follow: bool = True,
) -> None:
    """Hand on what the service writes on these servers; without `follow` only what is there."""
    from core.operate.logs import logs

    await asyncio.gather(*(logs(one, service, take, follow=follow) for one in sessions))


async def history(sessions: Sequence[ServerSession], service: str) -> tuple[Past, ...]:
    """Tell what was deployed when, and by whom; raises where a history is closed to this login."""
    return tuple([await _past(one, service) for one in sessions])


async def change(
    session: ServerSession,
    service: str,
    wish: Operation,
    *,
    back: Back = LAST,
    report: Report,
) -> Outcome:
    """Change the service on one server; `back` is where a roll-back goes."""
    return await _job(session, service, wish, back)(report=report)


async def change_each(
    sessions: Sequence[ServerSession],
    service: str,
    wish: Operation,
    *,
    back: Back = LAST,
    report: Report,
) -> tuple[Outcome, ...]:
    """Change it on one server after the other; where it cannot be, the others still get theirs."""
    from core.service import stopping

    outcomes = []
    for one in sessions:
        if stopping.wanted():
            outcomes.append(stopping.not_begun(one, stopping.not_reached()))
            continue
        try:
            outcomes.append(await change(one, service, wish, back=back, report=report))
        except ProblemError as reason:
            outcomes.append(stopping.not_begun(one, reason.problem))
    return tuple(outcomes)


async def extend(session: ServerSession, service: str, seconds: int) -> None:
    """Give the release that starts on this server more time; raises where none does."""
    from core.operate import extending

    await extending.extend(session, service, seconds)


async def remove(sessions: Sequence[ServerSession], service: str) -> tuple[Removed, ...]:
    """Stop the service and remove its releases and settings; its own data stays."""
    return tuple([await _removed(one, service) for one in sessions])


async def drill(
    sessions: Sequence[ServerSession], service: str, *, report: Report
) -> tuple[Drill, ...]:
    """Kill it, restart it under load, and count lost requests: its users notice."""
    from core.operate import drill

    return tuple([await drill.drill(one, service, report=report) for one in sessions])


def _job(session: ServerSession, service: str, wish: Operation, back: Back) -> Job[Outcome]:
    from core.operate import rollback

    match wish:
        case Operation.ROLL_BACK:
            job = partial(rollback.roll_back, session, service)
            return partial(job, release=back.release, with_data=back.with_data)
        case Operation.RESTART:
            return partial(rollback.restart, session, service)
        case Operation.STOP:
            return partial(rollback.stop, session, service)


async def _past(session: ServerSession, service: str) -> Past:
    from core.service import installed, record, unseen
    from core.service.layout import Layout

    known = await record.read(session, service)
    there = await installed.ask(session, known)
    if problem := unseen.history_problem(there, Layout.of(known)):
        raise ProblemError(problem)
    return Past(
        server=session.profile.name,
        entries=there.history,
        who=tuple(map(installed.by_whom, there.history)),
    )


async def _removed(session: ServerSession, service: str) -> Removed:
    from core.operate import removal

    kept = await removal.remove(session, service)
    server = session.profile.name
    problem = removal.notice(server, service, kept) if kept else None
    return Removed(server=server, kept=kept, problem=problem)
