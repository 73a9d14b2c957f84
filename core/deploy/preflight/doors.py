"""What the open doors of the sandbox mean, told before anything is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.problems import Problem
from core.service import sandbox
from core.service.model import Scope
from core.service.openings import OPENINGS
from core.service.options.sandbox import DOORS, price
from core.words import list_of, say, say_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.deploy.preflight.case import Case
    from core.doors import Door


def open_doors(case: Case) -> Problem | None:
    """Say which doors are open, what each is for, and what all of them cost."""
    doors = case.service.allow
    if not doors or case.service.scope is Scope.USER:
        return None
    return Problem(
        code="doors_open",
        what=say_count(
            len(doors),
            one="One door of the sandbox is open: {doors}.",
            many="{n} doors of the sandbox are open: {doors}.",
            doors=list_of(f"{door} (+{OPENINGS[door].price})" for door in doors),
        ),
        why=say(
            "systemd will count an exposure of about {points} of 10, {closed} with all closed.",
            points=sandbox.exposure(case.service),
            closed=sandbox.EXPOSURE,
        ),
        details=_each(doors),
        field="allow",
    )


def doors_need_root(case: Case) -> Problem | None:
    """Name the doors that change nothing for a service without root."""
    idle = [door for door in case.service.allow if not OPENINGS[door].rootless]
    if not idle or case.service.scope is Scope.SYSTEM:
        return None
    return Problem(
        code="doors_need_root",
        what=say("Without root these doors change nothing: {doors}.", doors=list_of(idle)),
        why=say("These doors are open anyway without root, or only root can open them."),
        field="allow",
    )


def _each(doors: Sequence[Door]) -> str:
    words = {one.value: f"{one.title}. {one.sentence}" for one in DOORS.choices}
    return "\n".join(f"{door} ({price(door)}): {words[door]}" for door in doors)
