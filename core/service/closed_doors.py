"""Which closed door of the sandbox a program ran against, as far as its words tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.actions import UseOption
from core.doors import Door
from core.remedies import explain
from core.remedies.sandbox import LIKELY, ROWS, TRACES
from core.service.model import Scope
from core.service.openings import OPENINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.problems import Advice, Problem
    from core.remedies import Remedy
    from core.service.model import Service
    from core.service.transaction import Said


def rows(service: Service, table: Iterable[Remedy] = ROWS) -> tuple[Remedy, ...]:
    """Return the symptoms of the doors that are closed to this service, and can be opened."""
    return tuple(row for row in table if _can_be_opened(row, service))


def in_trace(said: Sequence[Said], service: Service) -> Problem | None:
    """Find what only the trace under a panic names."""
    return explain("\n".join(line.text for line in said if line.own), rows(service, TRACES))


def likely(last: Iterable[Said], service: Service) -> tuple[Advice, ...]:
    """Return the door that may be meant, where what a program said fits other causes, too."""
    table = rows(service, LIKELY)
    found = (explain(line.text, table) for line in last)
    return next((one.next for one in found if one), ())


def _can_be_opened(row: Remedy, service: Service) -> bool:
    doors = [Door(one.action.text) for one in row.next if isinstance(one.action, UseOption)]
    return all(
        door not in service.allow and (OPENINGS[door].rootless or service.scope is Scope.SYSTEM)
        for door in doors
    )
