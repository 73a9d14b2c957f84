"""Several servers as one: judged together, switched together, and all on one release at the end."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from core.deploy.aim import taken_up
from core.deploy.as_one import Course, as_one, lasted
from core.deploy.deployer import deploy, looked, nothing_done
from core.deploy.member import Deployment, Member
from core.deploy.together import together
from core.deploy.turns import Order
from core.events import Noticed, on_server
from core.problems import ProblemError
from core.service import proving, stopping
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.deploy.aim import Aim
    from core.events import Report
    from core.service.journal import Journal
    from core.service.results import Outcome
    from core.words import Text

_ONE_FIRST = Order()


def _switch(servers: Text) -> Text:
    return say("Switch to the release: {servers}", servers=servers)


_DEPLOY = Course(
    approach=say("Upload and rehearse the release"),
    switch=_switch,
    keep=say("Keep the release on all servers"),
)


async def deploy_to(
    aims: Sequence[Aim],
    *,
    order: Order = _ONE_FIRST,
    journal: Journal | None = None,
    report: Report,
) -> tuple[Outcome, ...]:
    """Deploy to all servers as one: all of them come to the new release, or none.

    No server switches before each has rehearsed the release; a release command is run once, on the
    first. Those that switched are watched until all are well. Where one fails all return, and so
    does each alone where this computer is gone. `order.until_proved` waits for the probation.
    What the `journal` still tells of it afterwards is to be settled by a person.
    """
    if not aims:
        return ()
    since = time.monotonic()
    aims = await taken_up(aims)
    if len(aims) == 1:
        job = partial(_alone, aims[0], order)
        return tuple((await together({aims[0].name: job}, report)).values())
    found = await asyncio.gather(*(_judged(one, report) for one in aims))
    course = replace(_DEPLOY, order=order)
    outcomes = await as_one(aims, found, course, journal=journal, report=report)
    return lasted(outcomes, time.monotonic() - since)


async def _alone(aim: Aim, order: Order, *, report: Report) -> Outcome:
    done = await deploy(aim.session, aim.release, aim.service, report=report, wait=order.wait)
    if not order.until_proved:
        return done
    return await proving.until_proved(aim.session, aim.service, done, report=report)


async def _judged(aim: Aim, report: Report) -> Member | Outcome:
    """See what there is to do; an outcome where that is nothing, or it is refused."""
    try:
        task, plan, there = await looked(aim.session, aim.release, aim.service)
    except ProblemError as reason:
        return stopping.refused(aim.name, reason.problem)
    report = on_server(aim.name, report)
    for problem in (*plan.findings, *plan.notes):
        report(Noticed(problem=problem))
    if plan.findings or not plan.actions:
        return nothing_done(task, plan, there)
    return Member(work=Deployment(task=task, plan=plan), report=report)
