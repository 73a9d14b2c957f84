"""Who owns each piece of data: the file's data cut where something points, and given to owners.

An object begins where code, a pointer, a type or a symbol says so, and ends where the next one
begins. Its owner is, in this order: what its symbol says, the package of its type, the package
of the function it stands for, the package whose code names it most often, the owner of what
points at it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from core.binary.space import distinct

if TYPE_CHECKING:
    from core.binary.space import Flags, Ints, Space

_ROUNDS = 12
_SHIFT = 20  # bits for a package number beside an object's in one sorting key


@dataclass(frozen=True, slots=True)
class Edges:
    """Pointers: the file offset of each, and the file offset it points at (-1: not in the file)."""

    at: Ints
    to: Ints


class Objects:
    """The pieces of data of a file, by file offset, with `owners` (0: nobody is known)."""

    def __init__(self, spans: list[tuple[int, int]], marks: list[Ints]) -> None:
        starts = np.array([start for start, _ in spans], dtype=np.int64)
        ends = np.array([end for _, end in spans], dtype=np.int64)
        self._starts, self._ends = starts, ends
        inside = [self._within(mark) for mark in marks]
        self.starts = distinct(np.concatenate([starts, *inside]))
        span = np.searchsorted(starts, self.starts, side="right") - 1
        following = np.append(self.starts[1:], 1 << 62)
        self.sizes = np.minimum(following, ends[span]) - self.starts
        self.owners = np.zeros(len(self.starts), dtype=np.int64)

    def __len__(self) -> int:
        return len(self.starts)

    def _within(self, offsets: Ints) -> Ints:
        return offsets[self.covers(offsets)]

    def covers(self, offsets: Ints) -> Flags:
        """Which of these file offsets lie in data that is cut into objects."""
        if not len(self._starts):
            return np.zeros(len(offsets), dtype=np.bool_)
        span = np.searchsorted(self._starts, offsets, side="right") - 1
        inside: Flags = (span >= 0) & (offsets < self._ends[span])
        return inside

    def rows(self, offsets: Ints) -> Ints:
        """The object that each file offset lies in; only for offsets that are covered."""
        return np.searchsorted(self.starts, offsets, side="right") - 1

    def give(self, offsets: Ints, owners: Ints) -> None:
        """Give the objects that begin here to these owners, unless they have one."""
        covered = self.covers(offsets) & (owners > 0)
        rows, owners = self.rows(offsets[covered]), owners[covered]
        fresh = (self.starts[rows] == offsets[covered]) & (self.owners[rows] == 0)
        self.owners[rows[fresh]] = owners[fresh]

    def give_ranges(self, starts: Ints, ends: Ints, owners: Ints) -> None:
        """Give everything between these offsets (which do not overlap) to these owners."""
        if not len(starts):
            return
        order = np.argsort(starts, kind="stable")
        nearest = np.searchsorted(starts[order], self.starts, side="right") - 1
        row = order[nearest.clip(min=0)]
        inside = (nearest >= 0) & (self.starts < ends[row]) & (owners[row] > 0)
        self.owners[inside] = owners[row[inside]]

    def give_to_most_frequent(self, targets: Ints, users: Ints) -> None:
        """Give each object without an owner to the package that names it most often."""
        useful = self.covers(targets) & (users > 0)
        rows, users = self.rows(targets[useful]), users[useful]
        open_rows = self.owners[rows] == 0
        keys = np.sort(rows[open_rows] << _SHIFT | users[open_rows])
        if not len(keys):
            return
        first = np.flatnonzero(np.diff(keys, prepend=-1))
        counts = np.diff(first, append=len(keys))
        chosen = keys[first]
        order = np.lexsort((counts, chosen >> _SHIFT))
        best = chosen[order]
        self.owners[best >> _SHIFT] = best & ((1 << _SHIFT) - 1)

    def give_along(self, edges: Edges) -> None:
        """Give what an owned object points at to the same owner, again and again."""
        useful = self.covers(edges.at) & self.covers(edges.to)
        source, target = self.rows(edges.at[useful]), self.rows(edges.to[useful])
        for _ in range(_ROUNDS):
            fresh = (self.owners[target] == 0) & (self.owners[source] != 0)
            if not fresh.any():
                return
            # The last assignment wins: reversed, so that it is the lowest pointer's.
            self.owners[target[fresh][::-1]] = self.owners[source[fresh][::-1]]
            source, target = source[~fresh], target[~fresh]

    def first_pointers(self, edges: Edges) -> tuple[Ints, Ints]:
        """Objects that are one word holding a pointer: their rows, and where they point."""
        covered = self.covers(edges.at)
        rows = self.rows(edges.at[covered])
        starts_there = self.starts[rows] == edges.at[covered]
        return rows[starts_there], edges.to[covered][starts_there]


def look_like_text(space: Space, objects: Objects) -> Flags:
    """Which objects begin with printable characters: strings, by their looks."""
    text = np.zeros(256, dtype=np.bool_)
    text[[9, 10, 13, *range(32, 127), *range(0xC2, 0xF5), *range(0x80, 0xC0)]] = True
    good: Flags = objects.sizes > 0
    for step in range(8):
        here = np.minimum(objects.starts + step, objects.starts + objects.sizes - 1)
        good &= text[space.bytes[here.clip(min=0, max=space.size - 1)]]
    return good
