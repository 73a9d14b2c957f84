"""Several servers as one: judged together, one first, and either all on the new release or none."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from core.deploy.deployer import deploy, make_plan
from core.deploy.taking import taken_up
from core.deploy.turns import Order, batches, on_others
from core.problems import Problem, ProblemError
from core.service import proving, release_words, stopping
from core.service.plan import Plan
from core.service.results import Outcome, Result
from core.service.reverting import take_back
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping, Sequence
    from typing import Any

    from core.events import Job, Report
    from core.service.model import Release, Service
    from core.ssh.session import ServerSession

T = TypeVar("T")
_ONE_FIRST = Order()


async def deploy_to(
    sessions: Sequence[ServerSession],
    release: Release,
    service: Service,
    *,
    order: Order = _ONE_FIRST,
    report: Report,
) -> tuple[Outcome, ...]:
    """Deploy to all servers, in the given order: first to the canaries, then to the rest.

    A release command is run once, on the first server, and all others wait for its end. With
    `order.until_proved` the next ones, and the whole, wait for the end of the probation, too.

    Nothing is sent before every server agreed. When one does not come up, no further one begins,
    and those that had switched return to what they ran before.
    """
    if not sessions:
        return ()
    service = await asyncio.to_thread(taken_up, service)
    if len(sessions) > 1 and (refused := await _refused(sessions, release, service)):
        return refused
    turns = batches(sessions, service, order)
    job = _proved if order.until_proved else deploy
    outcomes = await _take_turns(turns, release, service, job=job, report=report)
    if bad := _first_bad(outcomes):
        outcomes |= await _unstoppable(_return_all(sessions, service, outcomes, bad, report))
    return tuple(outcomes[one.profile.name] for one in sessions)


async def _proved(
    session: ServerSession, release: Release, service: Service, *, report: Report
) -> Outcome:
    done = await deploy(session, release, service, report=report)
    return await proving.until_proved(session, service, done, report=report)


async def _take_turns(
    turns: Sequence[Sequence[ServerSession]],
    release: Release,
    service: Service,
    *,
    job: Callable[..., Coroutine[Any, Any, Outcome]],
    report: Report,
) -> dict[str, Outcome]:
    """Deploy batch after batch; once one server did not come up, the others are left alone."""
    outcomes: dict[str, Outcome] = {}
    for batch in turns:
        if (bad := _first_bad(outcomes)) or stopping.wanted():
            outcomes |= {one.profile.name: _untouched(one, bad) for one in batch}
            continue
        jobs = {one.profile.name: partial(job, one, release, service) for one in batch}
        outcomes |= await _together(jobs, report)
        service = on_others(service)
    return outcomes


async def _refused(
    sessions: Sequence[ServerSession], release: Release, service: Service
) -> tuple[Outcome, ...]:
    """Judge all servers at once; nothing when all agree."""
    since = time.monotonic()
    plans = await asyncio.gather(*(_judged(one, release, service) for one in sessions))
    bad = next((plan for plan in plans if plan.findings), None)
    if bad is None:
        return ()
    return tuple(
        Outcome(
            server=plan.server,
            result=Result.REFUSED,
            release=plan.previous,
            previous="",
            seconds=time.monotonic() - since,
            uploaded_bytes=0,
            problem=plan.findings[0] if plan.findings else _held_back(bad.server),
        )
        for plan in plans
    )


async def _judged(session: ServerSession, release: Release, service: Service) -> Plan:
    try:
        return await make_plan(session, release, service)
    except ProblemError as reason:
        return Plan(
            server=session.profile.name,
            release="",
            previous="",
            actions=(),
            findings=(reason.problem,),
        )


def _first_bad(outcomes: dict[str, Outcome]) -> Outcome | None:
    return next((one for one in outcomes.values() if not one.result.good), None)


def _untouched(session: ServerSession, bad: Outcome | None) -> Outcome:
    problem = _held_back(bad.server) if bad else stopping.before_the_change()
    return stopping.not_begun(session, problem)


async def _return_all(
    sessions: Sequence[ServerSession],
    service: Service,
    outcomes: dict[str, Outcome],
    bad: Outcome,
    report: Report,
) -> dict[str, Outcome]:
    """Take back what went well, because of one that did not."""
    switched = [one for one in sessions if outcomes[one.profile.name].result is Result.DEPLOYED]
    jobs = {
        one.profile.name: partial(take_back, one, service, outcomes[one.profile.name])
        for one in switched
    }
    found = await _together(jobs, report)
    problem = _held_back(bad.server)
    if service.release.command and sessions[0] in switched:
        problem = replace(problem, next=(release_words.HAS_RUN,))
    return {name: _returned(one, problem) for name, one in found.items()}


def _returned(outcome: Outcome, problem: Problem) -> Outcome:
    if outcome.result is not Result.DEPLOYED:
        return outcome
    return replace(outcome, result=Result.ROLLED_BACK, problem=problem)


async def _together(jobs: Mapping[str, Job[Outcome]], report: Report) -> dict[str, Outcome]:
    """Run jobs side by side; a cancel goes to each, once, and what they then tell counts."""
    tasks: dict[str, asyncio.Task[Outcome]] = {}
    try:
        async with asyncio.TaskGroup() as group:
            for name, job in jobs.items():
                tasks[name] = group.create_task(_to_its_end(name, job, report))
    except asyncio.CancelledError:
        pass  # the group has handed it on and waited
    except BaseExceptionGroup as several:  # a bug or a broken pipe is told as what it is
        raise several.exceptions[0] from several
    return {name: _outcome(name, task) for name, task in tasks.items()}


def _outcome(name: str, task: asyncio.Task[Outcome]) -> Outcome:
    """What a task told; one that was cancelled before its first step has nothing to tell."""
    if task.cancelled():
        return stopping.refused(name, stopping.before_the_change())
    return task.result()


async def _unstoppable(work: Coroutine[Any, Any, T]) -> T:
    """Bring work to its end, however often somebody wants it to stop."""
    task = asyncio.ensure_future(work)
    while not task.done():
        with suppress(asyncio.CancelledError):
            await asyncio.wait([task])
    return task.result()


async def _to_its_end(name: str, job: Job[Outcome], report: Report) -> Outcome:
    since = time.monotonic()
    try:
        return await job(report=report)
    except ProblemError as reason:
        problem = reason.problem
    except asyncio.CancelledError:  # it had not begun
        problem = stopping.before_the_change()
    return stopping.refused(name, problem, seconds=time.monotonic() - since)


def _held_back(server: str) -> Problem:
    return Problem(
        code="fleet_stopped",
        what=say("This server stays on what it ran before."),
        why=say(
            "{server} did not take the new release, and all shall run the same.", server=server
        ),
    )
