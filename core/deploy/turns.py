"""In which order the servers of a fleet get a release, and what the next ones wait for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from core.problems import Advice, Problem
from core.service.model import Kind
from core.service.protocol import FLEET_SILENCE
from core.words import all_of, list_of, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.service.model import Service
    from core.service.plan import Plan
    from core.words import Text

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How a fleet changes: `canary` servers first, the others `batch` at a time (0: all at once).

    The canaries are watched for `soak` seconds before the next ones; with `until_proved` each batch
    is watched for the whole probation. `wait` seconds for somebody else's change. With `keep_mixed`
    servers that are healthy keep the new release where another one fails.
    """

    canary: int = 1
    batch: int = 0
    soak: int = 0
    wait: int = 0
    until_proved: bool = False
    keep_mixed: bool = False


def batches(servers: Sequence[T], order: Order, *, alone: bool = False) -> tuple[Sequence[T], ...]:
    """Part the servers into those that go together: the canaries first, then the rest.

    The first goes `alone` where it runs a release command for all.
    """
    ahead = max(order.canary, alone)
    rest = servers[ahead:]
    size = order.batch or len(rest) or 1
    later = (rest[first : first + size] for first in range(0, len(rest), size))
    parts = (servers[:alone], servers[alone:ahead], *later)
    return tuple(one for one in parts if one)


def watched(switched: int, order: Order, service: Service, *, of: int) -> int:
    """Return for how many seconds a fleet is watched once so many `of` its servers switched."""
    ahead = min(max(order.canary, service.release.here), of)
    soak = order.soak if switched == ahead else 0
    return max(soak, _probation(service) if order.until_proved else 0)


def foretold(plans: Sequence[Plan], services: Sequence[Service], order: Order) -> tuple[Plan, ...]:
    """Add to the first plan of each later batch what it waits for; where nothing is done, nothing.

    `plans` and `services` are in the order of the servers.
    """
    noted = {one.server: one for one in plans}
    if not services:
        return ()
    service = services[0]
    turns = batches(plans, order, alone=service.release.here)
    for before, batch in pairwise(turns):
        if any(one.actions for one in batch):
            switched = sum(map(len, turns[: turns.index(batch)]))
            seconds = watched(switched, order, service, of=len(plans))
            note = _note(before, batch, seconds)
            noted[batch[0].server] = replace(batch[0], notes=(*batch[0].notes, note))
    changed = [one for one in noted.values() if one.actions]
    if len(changed) > 1:
        first = changed[0]
        note = _barrier(len(changed), order)
        noted[first.server] = replace(first, notes=(*first.notes, note))
    return tuple(noted.values())


def _note(before: Sequence[Plan], batch: Sequence[Plan], seconds: int) -> Problem:
    first = all_of(one.server for one in before)
    return Problem(
        code="waits_its_turn",
        what=say(
            "{servers}: deployed after {before}.",
            servers=list_of(one.server for one in batch),
            before=first,
        ),
        why=_why(first, seconds),
    )


def _why(before: Text, seconds: int) -> Text:
    if seconds:
        return say(
            "The release must be healthy on {before} for {n} seconds first.",
            before=before,
            n=seconds,
        )
    return say("The release must be healthy on {before} first.", before=before)


def _barrier(count: int, order: Order) -> Problem:
    return Problem(
        code="all_or_none",
        what=say("No server switches before all {n} are ready.", n=count),
        why=(
            say("If a server fails, the healthy ones keep the new release.")
            if order.keep_mixed
            else say("If a server fails, all of them roll back.")
        ),
        next=(
            Advice(
                say(
                    "If this computer disconnects, each server rolls back automatically after {n} "
                    "seconds.",
                    n=FLEET_SILENCE,
                )
            ),
        ),
    )


def _probation(service: Service) -> int:
    return service.probation if service.kind is not Kind.TIMER else 0
