"""Several servers as one: judged together, one first, and either all on the new release or none."""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING

from core.deploy.deployer import deploy, make_plan
from core.deploy.taking import taken_up
from core.events import Finished
from core.problems import Problem, ProblemError
from core.service import stopping
from core.service.model import Outcome, Plan, Result
from core.service.reverting import take_back
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.events import Event, Job
    from core.service.model import Release, Service
    from core.ssh.session import ServerSession

_GOOD = frozenset({Result.DEPLOYED, Result.UNCHANGED})


async def deploy_to(
    sessions: Sequence[ServerSession], release: Release, service: Service, *, canary: int = 1
) -> Job[tuple[Outcome, ...]]:
    """Deploy to all servers, in the given order: first to `canary` of them, then to the rest.

    Nothing is sent before every server agreed. When one does not come up, no further one begins,
    and those that had switched return to what they ran before.
    """
    if not sessions:
        yield Finished(())
        return
    service = await asyncio.to_thread(taken_up, service)
    if len(sessions) > 1 and (refused := await _refused(sessions, release, service)):
        yield Finished(refused)
        return
    outcomes: dict[str, Outcome] = {}
    turns = _take_turns((sessions[:canary], sessions[canary:]), release, service)
    for work in (turns, _return_all(sessions, service, outcomes)):
        async with aclosing(work) as events:
            async for event in events:
                if isinstance(event, Finished):
                    outcomes.update(event.value)
                else:
                    yield event
    yield Finished(_in_order(sessions, outcomes))


def _in_order(
    sessions: Sequence[ServerSession], outcomes: dict[str, Outcome]
) -> tuple[Outcome, ...]:
    return tuple(outcomes[one.profile.name] for one in sessions)


async def _take_turns(
    batches: Sequence[Sequence[ServerSession]], release: Release, service: Service
) -> Job[dict[str, Outcome]]:
    """Deploy batch after batch; once one server did not come up, the others are left alone."""
    outcomes: dict[str, Outcome] = {}
    for batch in batches:
        if (bad := _first_bad(outcomes)) or stopping.wanted():
            outcomes |= {one.profile.name: _untouched(one, bad) for one in batch}
            continue
        jobs = {one.profile.name: deploy(one, release, service) for one in batch}
        async with aclosing(_together(jobs)) as events:
            async for event in events:
                if isinstance(event, Finished):
                    outcomes |= event.value
                else:
                    yield event
    yield Finished(outcomes)


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
    return next((one for one in outcomes.values() if one.result not in _GOOD), None)


def _untouched(session: ServerSession, bad: Outcome | None) -> Outcome:
    problem = _held_back(bad.server) if bad else stopping.before_the_change()
    return stopping.not_begun(session, problem)


async def _return_all(
    sessions: Sequence[ServerSession], service: Service, outcomes: dict[str, Outcome]
) -> Job[dict[str, Outcome]]:
    """Take back what went well, if anything did not; begins only when `outcomes` is full."""
    stopped = _first_bad(outcomes)
    switched = [one for one in sessions if outcomes[one.profile.name].result is Result.DEPLOYED]
    jobs = {
        one.profile.name: take_back(one, service, outcomes[one.profile.name])
        for one in (switched if stopped else ())
    }
    async with aclosing(_together(jobs, stoppable=False)) as events:
        async for event in events:
            if isinstance(event, Finished):
                yield Finished({name: _returned(one, stopped) for name, one in event.value.items()})
            else:
                yield event


def _returned(outcome: Outcome, stopped: Outcome | None) -> Outcome:
    if stopped is None or outcome.result is not Result.DEPLOYED:
        return outcome
    return replace(outcome, result=Result.ROLLED_BACK, problem=_held_back(stopped.server))


async def _together(
    jobs: dict[str, Job[Outcome]], *, stoppable: bool = True
) -> Job[dict[str, Outcome]]:
    """Run jobs side by side and forward their events; closing ends them all.

    A cancel goes to each of them, where they are `stoppable`; what they tell then is the value.
    """
    news: asyncio.Queue[Event | None] = asyncio.Queue()
    tasks = {
        name: asyncio.create_task(_to_its_end(name, job, news.put_nowait))
        for name, job in jobs.items()
    }
    for task in tasks.values():
        task.add_done_callback(lambda _: news.put_nowait(None))
    running, to_stop = len(tasks), list(tasks.values()) if stoppable else []
    try:
        while running:
            event = await _next(news, to_stop)
            if event is None:
                running -= 1
            else:
                yield event
        yield Finished({name: await task for name, task in tasks.items()})
    finally:
        for task in tasks.values():
            task.cancel()
        await asyncio.gather(*tasks.values(), return_exceptions=True)


async def _next(
    news: asyncio.Queue[Event | None], to_stop: list[asyncio.Task[Outcome]]
) -> Event | None:
    """Wait for the next event; a cancel goes on to each task, once, which then tells its end."""
    while True:
        try:
            return await news.get()
        except asyncio.CancelledError:
            while to_stop:
                to_stop.pop().cancel()


async def _to_its_end(name: str, job: Job[Outcome], forward: Callable[[Event], None]) -> Outcome:
    since = time.monotonic()
    try:
        async with aclosing(job):
            async for event in job:
                if isinstance(event, Finished):
                    return event.value
                forward(event)
    except ProblemError as reason:
        problem = reason.problem
    except asyncio.CancelledError:  # it had not begun
        problem = stopping.before_the_change()
    else:
        raise RuntimeError("a job must end with Finished")
    return stopping.refused(name, problem, seconds=time.monotonic() - since)


def _held_back(server: str) -> Problem:
    return Problem(
        code="fleet_stopped",
        what=say("This server stays on what it ran before."),
        why=say(
            "{server} did not take the new release, and all shall run the same.", server=server
        ),
    )
