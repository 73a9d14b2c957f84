"""Whose a variable cannot be: the linker lays those of one size down in the order of packages.

Go's linker sorts variables and texts by size, and those of one size by the order in which it
loaded their packages, the main one first. Code that uses a variable does not make it its own: what
stands between the variables of two other packages is theirs, or that of a package without code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.binary.attribution.space import distinct

if TYPE_CHECKING:
    from core.binary.attribution.objects import Objects
    from core.binary.attribution.parsed import Anatomy
    from core.binary.attribution.space import Flags, Ints

_NEAR = 3  # neighbours that must agree
_REACH = 100  # rows of objects in which they are looked for
_FEWEST = 3  # objects that a package must have elsewhere
_FEWEST_RANKED = 8  # packages, or their order says little
_SLACK = 3.0  # ranks; those of packages that were learned are not exact
_MAIN, _UNKNOWN = 0.0, -1.0

Ranks = NDArray[np.float64]


class Order:
    """The rank of each package in that order, as far as what surely is its own tells.

    `own` are objects that the compiler makes for each package alone, all of one size; `apart` rows
    of those that are to be judged.
    """

    def __init__(self, body: Anatomy, objects: Objects, own: Flags, apart: Ints) -> None:
        self._users = _only_users(body, objects)
        self._named = np.flatnonzero(self._users > 0)
        self._judged = np.zeros(len(objects), dtype=np.bool_)
        for step in range(3):  # a pointer, a length and a room: code names each by itself
            row = (apart + step).clip(max=max(len(objects) - 1, 0))
            self._judged[row[self._users[row] == self._users[apart]]] = True
        ends = np.array([piece.end for piece in body.stretches], dtype=np.int64)
        self._section = np.searchsorted(ends, objects.starts, side="right")
        self._ranks = self._ranked(own, len(body.packages.names))
        self._ranks[body.packages.number("main")] = _MAIN
        self._sure = self._ranks.copy()
        for known in (self._sure, self._ranks):  # first from those that are sure, then from all
            self._learn(known.copy())
        self._tells = len(distinct(self._sure)) >= _FEWEST_RANKED

    def _ranked(self, own: Flags, packages: int) -> Ranks:
        """By the longest run of what each package has of that."""
        users = self._users[np.flatnonzero(own & (self._users > 0))]
        borders = np.flatnonzero(np.diff(users, prepend=-1))
        longest = np.argsort(np.diff(borders, append=len(users)), kind="stable")
        ranks = np.full(packages, _UNKNOWN)
        ranks[users[borders[longest]]] = longest + 1
        return ranks

    def _learn(self, known: Ranks) -> None:
        """Rank the other packages by the neighbours of what they use: by the closest of those."""
        rows = np.flatnonzero((self._users > 0) & ~self._judged)
        rows = rows[self._ranks[self._users[rows]] == _UNKNOWN]
        low, high = self._between(rows, known)
        told = high >= 0
        users, low, high = self._users[rows[told]], low[told], high[told]
        order = np.lexsort((high - low, users))
        users, middle = users[order], ((low + high) / 2)[order]
        first = np.flatnonzero(np.diff(users, prepend=-1))
        counts = np.diff(first, append=len(users))
        for at, count in zip(first.tolist(), counts.tolist(), strict=True):
            if count >= _FEWEST:
                self._ranks[users[at]] = _median(middle[at : at + max(count // 4, _FEWEST)])

    def _between(self, rows: Ints, known: Ranks, but: int = 0) -> tuple[Ranks, Ranks]:
        """The lowest rank shortly before each object and the highest after it.

        Without this one package's. -1 where the order begins anew nearby, since sizes change.
        """
        nowhere = np.full(len(rows), _UNKNOWN)
        named = self._near(rows)
        users = self._users[named]
        ranks = known[users]
        useful = (users != but) & ~self._judged[named] & (ranks > _MAIN)
        places, ranks = named[useful], ranks[useful]
        if len(places) < 2 * _NEAR:
            return nowhere, nowhere
        at = np.searchsorted(places, rows).clip(_NEAR, len(places) - _NEAR)
        at = at[:, None] + np.arange(-_NEAR, _NEAR)
        around, found = places[at], ranks[at]
        fits = (np.diff(found, axis=1) >= 0).all(axis=1)
        fits &= (around[:, 0] < rows) & (around[:, -1] > rows)
        fits &= self._section[around[:, 0]] == self._section[around[:, -1]]
        fits &= around[:, -1] - around[:, 0] < _REACH
        return np.where(fits, found[:, 0], _UNKNOWN), np.where(fits, found[:, -1], _UNKNOWN)

    def _near(self, rows: Ints) -> Ints:
        """Objects that one package alone names, as far as they can matter to these."""
        if not len(rows):
            return self._named
        ends = np.array([rows.min() - _REACH, rows.max() + _REACH])
        first, last = np.searchsorted(self._named, ends).tolist()
        return self._named[first:last]

    def around(self, row: int) -> int:
        """The package whose code alone names what stands around an object, 0 where several do."""
        rows = np.arange(row - _REACH, row + _REACH).clip(0, len(self._users) - 1)
        rows = rows[(self._users[rows] > 0) & ~self._judged[rows]]
        rows = rows[self._section[rows] == self._section[row]]
        at = int(np.searchsorted(rows, row))
        near = self._users[np.concatenate([rows[max(at - _NEAR, 0) : at], rows[at : at + _NEAR]])]
        same = len(near) == 2 * _NEAR and bool((near == near[0]).all())
        return int(near[0]) if same else 0

    def allows(self, row: int, package: int) -> bool | None:
        """Whether an object can be this package's; None where its place does not tell."""
        if self.around(row) == package:
            return True
        rank = float(self._ranks[package])
        if not self._tells or rank == _UNKNOWN:
            return None
        for known in (self._sure, self._ranks):
            low, high = (float(each[0]) for each in self._between(np.array([row]), known, package))
            if high >= 0:
                slack = _SLACK if self._sure[package] == _UNKNOWN else 0
                return low - slack <= rank <= high + slack
        return None


def _median(values: Ranks) -> float:
    """The middle one; numpy's own takes ten times as long for a few."""
    ordered = sorted(values.tolist())
    half = len(ordered) // 2
    return float((ordered[half] + ordered[~half]) / 2)


def _only_users(body: Anatomy, objects: Objects) -> Ints:
    """The one package whose code names each object, 0 where none or several do."""
    rows, functions = body.uses.objects, body.uses.functions
    known = (rows >= 0) & (functions >= 0)
    rows, owners = rows[known], body.owners[functions[known]]
    low = np.full(len(objects), np.iinfo(np.int64).max, dtype=np.int64)
    high = np.zeros(len(objects), dtype=np.int64)
    np.minimum.at(low, rows, owners)
    np.maximum.at(high, rows, owners)
    return np.where(low == high, high, 0)
