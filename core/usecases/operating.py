"""Look after a service that runs: its state, its log, its history, another release, its end."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from core.problems import ProblemError
from core.usecases.guarding import must_be_confirmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.data.daily import Daily
    from core.events import Job, Report
    from core.operate import removal
    from core.problems import Problem
    from core.service.results import Outcome, Status
    from core.ssh.session import ServerSession

    Kept = removal.Kept


class Operation(StrEnum):
    """What can be made of a service that is there, without sending anything."""

    ROLL_BACK = "roll_back"
    START = "start"
    RESTART = "restart"
    STOP = "stop"
    PUT_BACK = "put_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """Where a roll-back goes: the release before if none is named, and perhaps its data, too."""

    release: str = ""
    with_data: bool = False


LAST = Back()


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """What stayed on a server after a removal, and the words about it where something did.

    `daily` is the daily copy that it had: on the server of the copies, a user for it is left.
    """

    server: str
    kept: tuple[Kept, ...]
    problem: Problem | None
    daily: Daily | None = None


async def look(session: ServerSession, service: str) -> Status:
    """Tell what runs on one server, whether it is well, and how its domains stand."""
    from core.front import standing
    from core.operate.status import status

    found, domains = await asyncio.gather(
        status(session, service), standing.before(session, service)
    )
    return replace(found, domains=domains)


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


async def change(
    session: ServerSession,
    service: str,
    wish: Operation,
    *,
    back: Back = LAST,
    report: Report,
) -> Outcome:
    """Change the service on one server; `back` is where a roll-back goes."""
    must_be_confirmed((session,))
    return await _job(session, service, wish, back)(report=report)


async def change_each(
    sessions: Sequence[ServerSession],
    service: str,
    wish: Operation,
    *,
    back: Back = LAST,
    report: Report,
) -> tuple[Outcome, ...]:
    """Change it on all servers side by side; where it cannot be, the others still get theirs."""
    must_be_confirmed(sessions)
    return await _together([(one, _job(one, service, wish, back)) for one in sessions], report)


async def change_in_turn(
    sessions: Sequence[ServerSession],
    service: str,
    wish: Operation,
    *,
    batch: int = 1,
    report: Report,
) -> tuple[Outcome, ...]:
    """Change it on `batch` servers at a time, and on the next ones only while each is well."""
    must_be_confirmed(sessions)
    jobs = [(one, _job(one, service, wish, LAST)) for one in sessions]
    return await in_turn(jobs, batch=batch, report=report)


async def in_turn(
    jobs: Sequence[tuple[ServerSession, Job[Outcome]]], *, batch: int = 1, report: Report
) -> tuple[Outcome, ...]:
    """Run `batch` jobs at a time, and the next ones only while each server is well.

    What one server does not survive, the next would not either.
    """
    from core.service import stopping

    must_be_confirmed([one for one, _ in jobs])
    outcomes: list[Outcome] = []
    for first in range(0, len(jobs), batch):
        turn = jobs[first : first + batch]
        if (why := _in_the_way(outcomes)) is not None:
            outcomes += [stopping.not_begun(one, why) for one, _ in turn]
        else:
            outcomes += await _together(turn, report)
    return tuple(outcomes)


def _in_the_way(before: Sequence[Outcome]) -> Problem | None:
    """Why the next servers are not asked: somebody stopped the work, or one is not well."""
    from core.service import stopping
    from core.service.results import Result

    if stopping.wanted() or any(one.result is Result.CANCELLED for one in before):
        return stopping.not_reached()
    ill = next((one.server for one in before if not one.result.good), None)
    return None if ill is None else stopping.not_after(ill)


async def _together(
    jobs: Sequence[tuple[ServerSession, Job[Outcome]]], report: Report
) -> tuple[Outcome, ...]:
    """Run jobs side by side; a cancel goes to each, and what they then tell counts."""
    from core.service import stopping

    tasks: list[asyncio.Task[Outcome]] = []
    try:
        with contextlib.suppress(asyncio.CancelledError):  # the group has handed it on and waited
            async with asyncio.TaskGroup() as group:
                tasks += [group.create_task(_to_its_end(one, job, report)) for one, job in jobs]
    except BaseExceptionGroup as several:  # a bug or a broken pipe is told as what it is
        raise several.exceptions[0] from several
    pairs = zip(jobs, tasks, strict=True)
    return tuple(
        stopping.not_begun(one, stopping.not_reached()) if task.cancelled() else task.result()
        for (one, _), task in pairs
    )


async def _to_its_end(session: ServerSession, job: Job[Outcome], report: Report) -> Outcome:
    from core.service import stopping

    try:
        return await job(report=report)
    except ProblemError as reason:
        return stopping.not_begun(session, reason.problem)


async def extend(session: ServerSession, service: str, seconds: int) -> None:
    """Give the release that starts on this server more time; raises where none does."""
    from core.operate import extending

    must_be_confirmed((session,))
    await extending.extend(session, service, seconds)


async def remove(sessions: Sequence[ServerSession], service: str) -> tuple[Removed, ...]:
    """Stop the service and remove its releases and settings; its own data stays."""
    must_be_confirmed(sessions)
    return tuple([await _removed(one, service) for one in sessions])


def _job(session: ServerSession, service: str, wish: Operation, back: Back) -> Job[Outcome]:
    from core.operate import rollback

    match wish:
        case Operation.ROLL_BACK:
            job = partial(rollback.roll_back, session, service)
            return partial(job, release=back.release, with_data=back.with_data)
        case Operation.START:
            return partial(rollback.start, session, service)
        case Operation.RESTART:
            return partial(rollback.restart, session, service)
        case Operation.STOP:
            return partial(rollback.stop, session, service)
        case Operation.PUT_BACK:
            return partial(rollback.put_back, session, service)


async def _removed(session: ServerSession, service: str) -> Removed:
    from core.data import copying
    from core.operate import removal

    daily = await copying.where(session, service)
    kept = await removal.remove(session, service)
    server = session.profile.name
    problem = removal.notice(server, service, kept) if kept else None
    return Removed(server=server, kept=kept, problem=problem, daily=daily)
