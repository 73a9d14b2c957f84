"""Bring a program to servers, or tell what that would do; and what counts as shipped."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.events import Noticed
from core.problems import ProblemError
from core.service.model import Release

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.deploy.turns import Order
    from core.events import Report
    from core.home import Home
    from core.service.model import Service
    from core.service.plan import Plan
    from core.service.results import Outcome
    from core.ssh.session import ServerSession
    from core.usecases.settling import BuildWish


@dataclass(frozen=True, slots=True, kw_only=True)
class DeployWish:
    """What goes to the servers: a program's file, a project to build, or what was looked into.

    A project is built for the first server's processor, where nobody names a target. `canary` is
    how many servers go first. With `until_proved` the next ones, and the end of it all, wait for
    the end of the probation.
    """

    what: Path | BuildWish | Release
    service: Service
    canary: int = 1
    until_proved: bool = False


async def deploy(
    home: Home, sessions: Sequence[ServerSession], wish: DeployWish, *, report: Report
) -> tuple[Outcome, ...]:
    """Deploy to these servers: all of them get the new release, or none.

    Where all is well, that is remembered for the project that the program is of.
    """
    from core.deploy.fleet import deploy_to

    release = await _release(home, sessions, wish, report)
    outcomes = await deploy_to(sessions, release, wish.service, order=_order(wish), report=report)
    if outcomes and is_shipped(outcomes):
        _remember(home, release, wish.service, outcomes, report)
    return outcomes


async def plan(
    home: Home, sessions: Sequence[ServerSession], wish: DeployWish, *, report: Report
) -> tuple[Plan, ...]:
    """Say what a deploy would do on each of these servers, to the byte; changes nothing there."""
    from core.deploy.deployer import make_plan
    from core.deploy.taking import taken_up
    from core.deploy.turns import foretold, on_others

    release = await _release(home, sessions, wish, report)
    service = await asyncio.to_thread(taken_up, wish.service)
    services = (service, *[on_others(service)] * (len(sessions) - 1))
    pairs = zip(sessions, services, strict=True)
    plans = [await make_plan(one, release, wanted) for one, wanted in pairs]
    return foretold(plans, service, _order(wish))


def is_shipped(outcomes: Sequence[Outcome]) -> bool:
    """Whether a program counts as shipped: every server that was meant runs it now."""
    return all(one.result.good for one in outcomes)


def _order(wish: DeployWish) -> Order:
    from core.deploy.turns import Order

    return Order(canary=wish.canary, until_proved=wish.until_proved)


async def _release(
    home: Home, sessions: Sequence[ServerSession], wish: DeployWish, report: Report
) -> Release:
    """Look into the program; build the project first where that was named.

    A program over its project's budget goes nowhere.
    """
    from core.usecases.inspecting import inspect_program

    if isinstance(wish.what, Release):
        return wish.what
    program = wish.what
    if not isinstance(program, Path):
        program = await _built(home, sessions, program, report)
    return Release.of(await inspect_program(program))


async def _built(
    home: Home, sessions: Sequence[ServerSession], wish: BuildWish, report: Report
) -> Path:
    from core.target import Target
    from core.usecases import building, introducing, settling

    arch = (await introducing.ask_facts(sessions[0])).arch
    default = Target(goarch=arch) if arch else Target()
    settled = await settling.settle(home, replace(wish, default=default))
    return (await building.build_within_budget(home, settled, report=report)).path


def _remember(
    home: Home, release: Release, service: Service, outcomes: Sequence[Outcome], report: Report
) -> None:
    """Remember it for the next window; the work is done where that cannot be."""
    from core.usecases.remembering import remember_deploy

    try:
        servers = tuple(one.server for one in outcomes)
        remember_deploy(home, release.sha256, service=service, servers=servers)
    except ProblemError as refused:
        report(Noticed(problem=refused.problem))
