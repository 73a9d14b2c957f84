"""What goferry.toml asks of the service on servers of some labels: `[service.on."env=staging"]`.

Of several tables that fit a server, the one with more terms counts, then the later one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from core.problems import ProblemError
from core.project.shared import unreadable
from core.servers.choosing import meets, terms
from core.service.shared_options import values_of
from core.service.values import laid_over

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from core.project.shared import Shared
    from core.servers.choosing import Term

_LONGEST_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What a server has of its own: values by their keys, and the labels that each is from."""

    values: Mapping[str, Any] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of the file: for which servers it is, and what it gives."""

    expression: str
    terms: tuple[Term, ...]
    values: Mapping[str, Any]


def tables(said: Shared, folder: Path) -> tuple[Table, ...]:
    """Read all of them, those that count more later; their paths begin at the folder.

    Raises `ProblemError`, also for a table that no server needs now.
    """
    found = [_table(said, folder, *one) for one in said.on.items()]
    return tuple(sorted(found, key=lambda one: len(one.terms)))


def own(found: tuple[Table, ...], labels: Mapping[str, str]) -> Own:
    """Return what these tables give to a server with these labels."""
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for one in found:
        if meets(one.terms, labels):
            values = laid_over(one.values, values)
            origins |= dict.fromkeys(one.values, one.expression)
    return Own(values=values, origins=origins)


def _table(said: Shared, folder: Path, expression: str, written: Mapping[str, Any]) -> Table:
    where = f'[service.on."{expression[:_LONGEST_SHOWN]}"]'
    try:
        wanted = terms(expression)
    except ProblemError as odd:
        raise ProblemError(unreadable(said.file, odd.problem.what)) from odd
    values = values_of(said.file, written, folder, where=where)
    return Table(expression=expression, terms=wanted, values=values)
