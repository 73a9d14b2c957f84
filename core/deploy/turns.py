"""In which order the servers of a fleet get a release, and what the next ones wait for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from core.problems import Advice, Problem
from core.service.model import Kind
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.service.model import Service
    from core.service.plan import Plan
    from core.words import Text

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How many servers go first, and whether the next ones wait for the end of their probation."""

    canary: int = 1
    until_proved: bool = False


def batches(servers: Sequence[T], service: Service, order: Order) -> tuple[Sequence[T], ...]:
    """Part the servers into those that go together: the canaries first, then the rest.

    The first goes alone where it runs a release command for all.
    """
    alone = 1 if service.release.command else 0
    ahead = max(order.canary, alone)
    parts = (servers[:alone], servers[alone:ahead], servers[ahead:])
    return tuple(one for one in parts if one)


def on_others(service: Service) -> Service:
    """Return the service as it goes to all but the first server: that one runs its command."""
    return replace(service, release=replace(service.release, elsewhere=True))


def foretold(plans: Sequence[Plan], service: Service, order: Order) -> tuple[Plan, ...]:
    """Add to the first plan of each later batch what it waits for; where nothing is done, nothing.

    `plans` are in the order of the servers.
    """
    noted = {one.server: one for one in plans}
    for before, batch in pairwise(batches(plans, service, order)):
        if any(one.actions for one in batch):
            note = _note(before, batch, service, until_proved=order.until_proved)
            noted[batch[0].server] = replace(batch[0], notes=(*batch[0].notes, note))
    return tuple(noted.values())


def _note(
    before: Sequence[Plan], batch: Sequence[Plan], service: Service, *, until_proved: bool
) -> Problem:
    first = ", ".join(one.server for one in before)
    watched = service.probation if service.kind is not Kind.TIMER else 0
    return Problem(
        code="waits_its_turn",
        what=say(
            "{servers}: deployed after {before}.",
            servers=", ".join(one.server for one in batch),
            before=first,
        ),
        why=_why(first, watched, until_proved=until_proved),
        next=(_LONGER,) if watched and not until_proved else (),
    )


def _why(before: str, watched: int, *, until_proved: bool) -> Text:
    if not watched:
        return say("The release must be healthy on {before} first.", before=before)
    if until_proved:
        return say(
            "The release must pass its probation of {n} seconds on {before} first.",
            n=watched,
            before=before,
        )
    return say(
        "The release must be healthy on {before} first. Its probation of {n} seconds is not "
        "waited for: if it fails then, only that server rolls back.",
        n=watched,
        before=before,
    )


_LONGER = Advice(say("To wait for the end of each probation: goferry deploy --until-proved."))
