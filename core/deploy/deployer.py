"""Carry a release to one server: plan, prepare, upload, then let the server switch by itself."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from core.deploy import data_there, lease, preflight, schedule, steps
from core.deploy.carrier import deliver, sweep
from core.deploy.delivery import DELIVERY, delivery
from core.deploy.task import Headway, new_task
from core.events import Noticed, Steps, on_server
from core.problems import Problem, ProblemError
from core.servers import facts
from core.service import further, phases, probation, release_words, stopping
from core.service import installed as looking
from core.service.following import attend, begun, taken_back, url_of
from core.service.plan import ActionKey, Plan
from core.service.results import Outcome, Result

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from core.deploy.task import Task
    from core.events import Report
    from core.service.installed import Installed
    from core.service.model import Release, Service
    from core.service.plan import PlanStep
    from core.service.transaction import Change
    from core.ssh.session import ServerSession

_PATCHING_MEMORY = 16  # times the program: what the server must have, and much more than it takes


async def make_plan(session: ServerSession, release: Release, service: Service) -> Plan:
    """Say everything that `deploy` would do, and what forbids it; changes nothing."""
    _, plan, _ = await looked(session, release, service)
    return plan


async def looked(
    session: ServerSession, release: Release, service: Service
) -> tuple[Task, Plan, Installed]:
    """Take a deploy on, and see what it has to do there."""
    task = await new_task(session, release, service)
    plan, there = await _look(task)
    staged = any(action.key == ActionKey.SET_OUT for action in plan.actions)
    return replace(task, uid=there.uid, staged=staged), plan, there


async def deploy(
    session: ServerSession,
    release: Release,
    service: Service,
    *,
    report: Report,
    wait: float = 0.0,
) -> Outcome:
    """Bring the release to the server and let it take over, or leave all as it was.

    Cancelled during the upload, it removes what was sent; once the server has begun to switch, it
    makes it return to the previous release. It then returns what the server says became of it.
    Where the connection is lost the server goes on alone. A service that somebody else changes is
    waited for, up to `wait` seconds.
    """
    since = time.monotonic()
    task, plan, there = await looked(session, release, service)
    report = on_server(session.profile.name, report)
    for problem in (*plan.findings, *plan.notes):
        report(Noticed(problem=problem))
    if plan.findings or not plan.actions:
        return replace(nothing_done(task, plan, there), seconds=time.monotonic() - since)
    headway = Headway()
    try:
        outcome = await _carry_out(task, plan, headway, report, wait)
    except ProblemError as reason:
        if not headway.done:
            raise
        outcome = stopping.not_begun(session, reason.problem, running=plan.previous)
    except asyncio.CancelledError:
        outcome = await asyncio.shield(_stopped(task, plan, headway))
    outcome = stopping.with_what_stays(outcome, headway.done)
    return replace(outcome, seconds=time.monotonic() - since)


async def _stopped(task: Task, plan: Plan, headway: Headway) -> Outcome:
    if headway.begun:
        return await taken_back(task.session, task.service, task.asked)
    problem = stopping.before_the_change()
    return stopping.not_begun(task.session, problem, running=plan.previous)


async def _look(task: Task) -> tuple[Plan, Installed]:
    there, found, closed, times, others, data = await asyncio.gather(
        looking.ask(task.session, task.service),
        facts.ask(task.session),
        _closed(task.session),
        schedule.asked(task.session, task.service),
        schedule.of_processes(task.session, task.service),
        data_there.asked(task.session, task.service),
    )
    case = preflight.Case(
        facts=found,
        there=there,
        release=task.release,
        service=task.service,
        closed=closed,
        schedule=times,
        schedules=others,
        data=data,
    )
    return _plan(task, case), there


async def _closed(session: ServerSession) -> Problem | None:
    """Learn before anything is made for a program whether it can be sent at all."""
    try:
        await session.must_take_files()
    except ProblemError as reason:
        if reason.problem.code != "files_refused":
            raise
        return reason.problem
    return None


def _plan(task: Task, case: preflight.Case) -> Plan:
    there = case.there
    actions = steps.preparation(there, task.service, change=task.change)
    if actions or not _runs_already(task, there):
        with_copy = replace(there, copy=_copy(task, case))
        actions += delivery(with_copy, task.release, task.service, change=task.change, who=task.who)
    return Plan(
        server=task.session.profile.name,
        release=f"{there.next_number}-{task.release.sha256[:8]}",
        previous=there.current,
        actions=actions,
        findings=preflight.findings(case),
        notes=preflight.notes(case) if actions else release_words.not_run(task.service),
    )


def _copy(task: Task, case: preflight.Case) -> Path | None:
    """Find a copy of the running program, if the server can take a difference to it."""
    needed = _PATCHING_MEMORY * task.release.size
    if "zstd" not in case.facts.tools or (case.facts.memory or 0) < needed:
        return None
    return task.session.kept.find(case.there.current_sha256)


def _runs_already(task: Task, there: Installed) -> bool:
    same = (
        there.unit_state == "active"
        and not further.stopped(there.process_states)
        and there.current_sha256 == task.release.sha256
        and there.current_files == task.files
    )
    env = task.service.environment
    if env is None or not same:
        return same
    return there.root and env.text == there.env


def nothing_done(task: Task, plan: Plan, there: Installed) -> Outcome:
    """Tell of a server where all is as it should be, or that refused."""
    return Outcome(
        server=plan.server,
        result=Result.REFUSED if plan.findings else Result.UNCHANGED,
        release=there.current,
        previous=there.previous,
        seconds=0.0,
        uploaded_bytes=0,
        url=url_of(task.session, task.service) if there.current else "",
        problem=plan.findings[0] if plan.findings else None,
        scope=task.service.scope,
        probation_until="" if plan.findings else probation.until(there),
    )


def steps_of(task: Task, plan: Plan, report: Report) -> Steps:
    """Count what is done here, and then on the server."""
    expected = phases.expected(task.service, first=not plan.previous)
    return Steps(len(plan.actions) - 1 + len(expected), report)


def parts(plan: Plan) -> tuple[tuple[PlanStep, ...], tuple[PlanStep, ...]]:
    """Part what makes a server ready from what sends the release."""
    sending = tuple(action for action in plan.actions if action.key in DELIVERY)
    return plan.actions[: -len(sending) - 1], sending


async def _carry_out(
    task: Task, plan: Plan, headway: Headway, report: Report, wait: float
) -> Outcome:
    counted = steps_of(task, plan, report)
    preparation, sending = parts(plan)
    await deliver(task, preparation, counted, headway)
    sent = task.session.sent
    patience = lease.Patience(seconds=wait, report=report) if wait else None
    async with lease.held(task.session, task.layout, task.asked, patience=patience):
        await deliver(task, sending, counted, headway)
        ended = await begun_there(
            task.session, task.service, asked=task.asked, swept=partial(sweep, task)
        )
        headway.begun = ended is None
    if ended is not None:
        return ended
    outcome = await attend(task.session, task.service, counted, change=task.asked)
    return replace(outcome, uploaded_bytes=task.session.sent - sent)


async def begun_there(
    session: ServerSession,
    service: Service,
    *,
    asked: Change,
    swept: Callable[[], Awaitable[None]],
) -> Outcome | None:
    """Ask the server to change over; where it does not, nothing that was sent stays there.

    Where it may have heard and go on, what it reads is left to it.
    """
    try:
        ended = await begun(session, service, asked)
    except ProblemError:
        await asyncio.shield(swept())
        raise
    if ended is not None and ended.result is not Result.UNKNOWN:
        await asyncio.shield(swept())
    return ended
