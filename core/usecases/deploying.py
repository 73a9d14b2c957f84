"""Bring a program to servers, or tell what that would do; and what counts as shipped."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from core.events import Noticed
from core.problems import ProblemError
from core.usecases.guarding import must_be_confirmed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from core.deploy.aim import Aim
    from core.deploy.turns import Order
    from core.events import Report
    from core.home import Home
    from core.service.model import Release, Service
    from core.service.plan import Plan
    from core.service.results import Outcome
    from core.ssh.session import ServerSession
    from core.usecases.settling import BuildWish, Settled


@dataclass(frozen=True, slots=True, kw_only=True)
class DeployWish:
    """What goes to the servers: a program's file, a project to build, or what was looked into.

    A project is built for each server's processor, where nobody names a target; with `others`, for
    those servers where a release does not start. `services` holds, by a server's name, the service
    where that server's labels want it otherwise. All from `canary` on is as in an `Order`.
    """

    what: Path | BuildWish | Release
    service: Service
    services: Mapping[str, Service] = field(default_factory=dict)
    others: Settled | None = None
    canary: int = 1
    batch: int = 0
    soak: int = 0
    wait: int = 0
    keep_mixed: bool = False
    until_proved: bool = False


async def deploy(
    home: Home, sessions: Sequence[ServerSession], wish: DeployWish, *, report: Report
) -> tuple[Outcome, ...]:
    """Deploy to these servers: all of them get the new release, or none.

    Where all is well, that is remembered for the project that the program is of.
    """
    from core.deploy.fleet import deploy_to
    from core.service.journal import Journal

    must_be_confirmed(sessions)
    aims = await _aims(home, sessions, wish, report)
    journal = Journal(home)
    outcomes = await deploy_to(aims, order=_order(wish), journal=journal, report=report)
    if outcomes and is_shipped(outcomes):
        journal.forget_older(wish.service.name, [one.server for one in outcomes], report=report)
        _remember(home, aims[0].release, wish.service, outcomes, report)
    return outcomes


async def plan(
    home: Home, sessions: Sequence[ServerSession], wish: DeployWish, *, report: Report
) -> tuple[Plan, ...]:
    """Say what a deploy would do on each of these servers, to the byte; changes nothing there."""
    from core.deploy.aim import taken_up
    from core.deploy.deployer import make_plan
    from core.deploy.turns import foretold

    aims = await taken_up(await _aims(home, sessions, wish, report))
    plans = [await make_plan(one.session, one.release, one.service) for one in aims]
    return foretold(plans, [one.service for one in aims], _order(wish))


def is_shipped(outcomes: Sequence[Outcome]) -> bool:
    """Whether a program counts as shipped: every server that was meant runs it now."""
    return all(one.result.good for one in outcomes)


def _order(wish: DeployWish) -> Order:
    from core.deploy.turns import Order

    return Order(**{one.name: getattr(wish, one.name) for one in fields(Order)})


async def _aims(
    home: Home, sessions: Sequence[ServerSession], wish: DeployWish, report: Report
) -> tuple[Aim, ...]:
    """What each server gets: its processor's program, and the service as its labels want it."""
    from core.deploy.aim import Aim
    from core.usecases.supplying import releases

    programs = await releases(home, sessions, wish.what, others=wish.others, report=report)
    return tuple(
        Aim(
            session=one,
            release=program,
            service=wish.services.get(one.profile.name, wish.service),
        )
        for one, program in zip(sessions, programs, strict=True)
    )


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
