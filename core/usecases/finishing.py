"""Settle a deploy to several servers that was cut off, or that came apart afterwards."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from core.actions import CheckServer, SettleFleet
from core.events import unheard
from core.operate.apart import Standing, Way, in_the_way
from core.problems import Advice, Problem, ProblemError
from core.service.journal import Begun, Journal
from core.service.results import moment
from core.usecases.guarding import must_be_confirmed
from core.words import list_of, lists_of, say, say_count

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from core.events import Report
    from core.home import Home
    from core.service.results import Outcome
    from core.ssh.profile import Profile
    from core.ssh.session import ServerSession

__all__ = [
    "Begun",
    "Standing",
    "Way",
    "advised",
    "cut_off",
    "in_the_way",
    "look",
    "noticed",
    "servers_of",
    "settle",
    "the_one",
]  # fmt: skip


def cut_off(home: Home, service: str = "", *, report: Report = unheard) -> tuple[Begun, ...]:
    """Return the deploys that this computer began, and of which nobody knows how they ended."""
    return tuple(one for one in Journal(home).found(service, report=report) if one.is_cut_off)


def the_one(home: Home, service: str, words: Collection[str], *, report: Report) -> Begun:
    """Return the deploy that is to be settled; of no service or server named, the only one.

    `words` are names, also of servers that were removed from the list since, or labels. Raises
    `ProblemError` where there is none, or more than one.
    """
    noted = Journal(home).found(service, report=report)
    names = {name for one in noted for name in one.names}
    servers = _named(home, words, names, report)
    gone = names - _listed(home, report).keys()
    found = [one for one in noted if not words or set(one.names) - gone <= servers]
    found = [one for one in found if one.is_cut_off] or found
    if len(found) == 1:
        return found[0]
    raise ProblemError(_several(found) if found else _nothing())


def servers_of(
    home: Home, begun: Begun, words: Collection[str], way: Way, *, report: Report
) -> tuple[Profile, ...]:
    """Return the servers of a deploy, to reach them.

    Raises "fleet_server_gone" where one was removed from the list since: it may still run. Only who
    names all others, and no more, goes on without it.
    """
    listed = _listed(home, report)
    left = [name for name in begun.names if name in listed]
    gone = [name for name in begun.names if name not in listed]
    if gone and not (left and set(words) == set(left)):
        raise ProblemError(_gone(begun, gone, left, way))
    return tuple(listed[name] for name in left)


async def look(
    sessions: Sequence[ServerSession], begun: Begun, *, report: Report
) -> tuple[Standing, ...]:
    """Ask the servers that were reached where each stands; one that is changing is waited for."""
    from core.operate import apart

    there = {one.profile.name: one for one in sessions}
    asked = (apart.ask(there[one.server], begun.service, one, report=report)
             for one in begun.servers if one.server in there)  # fmt: skip
    return tuple(await asyncio.gather(*asked))


async def settle(
    home: Home, sessions: Sequence[ServerSession], begun: Begun, way: Way, *, report: Report
) -> tuple[Outcome, ...]:
    """Bring all servers to the new release, or back to the one before; or change none.

    Raises `ProblemError` where one of them cannot go that way.
    """
    from core.operate import apart
    from core.usecases.operating import in_turn

    must_be_confirmed(sessions)
    found = await look(sessions, begun, report=report)
    if problem := in_the_way(found, way):
        if problem.code == "changed_since":
            Journal(home).forget(begun)
        raise ProblemError(problem)
    there = {one.profile.name: one for one in sessions}
    jobs = [
        (there[one.server], partial(apart.settle, there[one.server], begun.service, one, way))
        for one in found
    ]
    outcomes = await in_turn(jobs, batch=len(jobs), report=report)
    if all(one.result.good for one in outcomes):
        Journal(home).forget(begun)
    return outcomes


def noticed(begun: Begun) -> Problem:
    """Say that it was cut off, and offer both ways."""
    return Problem(
        code="deploy_cut_off",
        what=say_count(
            len(begun.servers),
            one="A deploy of {service} to {n} server was interrupted at {time}: {servers}.",
            many="A deploy of {service} to {n} servers was interrupted at {time}: {servers}.",
            service=begun.service,
            time=moment(begun.at),
            servers=list_of(begun.names),
        ),
        why=say("Some servers might run the new release, and others the previous one."),
        next=_ways(begun),
    )


def advised(home: Home, problem: Problem, service: str, servers: Collection[str]) -> Problem:
    """Offer both ways where servers differ and this computer knows the deploy they differ by."""
    known = Journal(home).found(service, report=unheard)
    begun = next((one for one in known if set(one.names) <= set(servers)), None)
    return problem if begun is None else replace(problem, next=_ways(begun))


def _ways(begun: Begun) -> tuple[Advice, ...]:
    from core.service.release_words import HAS_RUN

    go_on = SettleFleet(begun.service, begun.names)
    back = SettleFleet(begun.service, begun.names, back=True)
    offered = (
        Advice(say("Finish: switch all of them to the new release."), go_on),
        Advice(say("Roll back: return all of them to the previous release."), back),
    )
    return (*offered, HAS_RUN) if begun.command else offered


def _named(
    home: Home, words: Collection[str], noted: Collection[str], report: Report
) -> frozenset[str]:
    """Return the names that are meant: those that are noted are known without the list."""
    from core.usecases.servers import chosen

    asked = [word for word in words if word not in noted]
    others = chosen(home, asked, report=report) if asked else ()
    return frozenset((*(word for word in words if word in noted), *(one.name for one in others)))


def _listed(home: Home, report: Report) -> dict[str, Profile]:
    from core.usecases.servers import known

    return {one.name: one for one in known(home, report=report)}


def _gone(begun: Begun, gone: Sequence[str], left: Sequence[str], way: Way) -> Problem:
    """Say which servers are missing, and both ways on: with them, or knowingly without."""
    add = Advice(say("Add it to the list again, under the same name."), CheckServer())
    alone = Advice(
        say("Only if {service} no longer runs there: settle the others.", service=begun.service),
        SettleFleet(begun.service, tuple(left), back=way is Way.RETURN),
    )
    return Problem(
        code="fleet_server_gone",
        what=say_count(
            len(gone),
            one="A server of this deploy is no longer on the list: {servers}.",
            many="{n} servers of this deploy are no longer on the list: {servers}.",
            servers=list_of(gone),
        ),
        why=say("It might still run a different release than the others. Nothing was changed."),
        next=(add, alone) if left else (add,),
    )


def _nothing() -> Problem:
    return Problem(
        code="nothing_to_finish",
        what=say("This computer has no deploy to finish or to roll back."),
        why=say("No deploy to several servers from this computer was interrupted."),
        next=(Advice(say("See which release each server runs: goferry status --to all.")),),
    )


def _several(found: Sequence[Begun]) -> Problem:
    listed = lists_of(
        say("{name} ({names})", name=one.service, names=list_of(one.names)) for one in found
    )
    return Problem(
        code="several_to_finish",
        what=say("Several deploys were interrupted: {deploys}.", deploys=listed),
        why=say("It is not clear which deploy you mean."),
        next=(Advice(say("Specify it: --service S --to NAME,NAME.")),),
        field="service",
    )
