"""Who owns each piece of data: the file's data cut where something points, and given to owners.

An object begins where code, a pointer, a type or a symbol says so, and ends where the next one
begins. Whose it is, `ownership` finds out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from core.binary.attribution.ranks import Ranks
from core.binary.attribution.space import merged

if TYPE_CHECKING:
    from core.binary.attribution.space import Flags, Ints, Space

_ROUNDS = 12
_SHIFT = 20  # bits for a package number beside an object's in one sorting key


class Objects:
    """The pieces of data of a file, by file offset, with `owners` (0: nobody is known)."""

    def __init__(self, spans: list[tuple[int, int]], marks: Ints, more: Ints) -> None:
        """Cut these spans at `marks` (distinct, in order) and at some more."""
        starts = np.array([start for start, _ in spans], dtype=np.int64)
        ends = np.array([end for _, end in spans], dtype=np.int64)
        self._spans = starts, ends
        marks, more = (places[self._within(places)] for places in (marks, more))
        self.starts = merged(marks, np.concatenate([starts, more]))
        span = np.searchsorted(starts, self.starts, side="right") - 1
        following = np.append(self.starts[1:], 1 << 62)
        self.sizes = np.minimum(following, ends[span]) - self.starts
        self.owners = np.zeros(len(self.starts), dtype=np.int64)
        self._ranks = Ranks(self.starts)

    def __len__(self) -> int:
        return len(self.starts)

    def _within(self, offsets: Ints) -> Flags:
        starts, ends = self._spans
        span = np.searchsorted(starts, offsets, side="right") - 1
        inside: Flags = (span >= 0) & (offsets < ends[span])
        return inside

    def rows(self, offsets: Ints) -> Ints:
        """The object that each file offset lies in, -1 for one that lies in none."""
        row = self._ranks.rows(offsets)
        inside = (row >= 0) & (offsets < self.starts[row] + self.sizes[row])
        return np.where(inside, row, -1)

    def give(self, offsets: Ints, owners: Ints) -> None:
        """Give the objects that begin here to these owners, unless they have one."""
        useful = owners > 0
        rows, offsets, owners = self.rows(offsets[useful]), offsets[useful], owners[useful]
        fresh = (rows >= 0) & (self.starts[rows] == offsets) & (self.owners[rows] == 0)
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

    def give_to_most_frequent(self, rows: Ints, users: Ints) -> None:
        """Give each object (a row per use) that has no owner to the package that uses it most."""
        useful = (rows >= 0) & (users > 0)
        useful[useful] = self.owners[rows[useful]] == 0
        keys = np.sort(rows[useful] << _SHIFT | users[useful])
        if not len(keys):
            return
        first = np.flatnonzero(np.diff(keys, prepend=-1))
        counts = np.diff(first, append=len(keys))
        chosen = keys[first]
        order = np.lexsort((counts, chosen >> _SHIFT))
        best = chosen[order]
        self.owners[best >> _SHIFT] = best & ((1 << _SHIFT) - 1)

    def give_along(self, sources: Ints, targets: Ints) -> None:
        """Give what an owned object points at (a row each) to the same owner, again and again."""
        useful = (sources >= 0) & (targets >= 0)
        source, target = sources[useful], targets[useful]
        for _ in range(_ROUNDS):
            fresh = (self.owners[target] == 0) & (self.owners[source] != 0)
            if not fresh.any():
                return
            # The last assignment wins: reversed, so that it is the lowest pointer's.
            self.owners[target[fresh][::-1]] = self.owners[source[fresh][::-1]]
            source, target = source[~fresh], target[~fresh]


def look_like_text(space: Space, objects: Objects) -> Flags:
    """Which objects begin with printable characters: strings, by their looks."""
    text = np.zeros(256, dtype=np.bool_)
    text[[9, 10, 13, *range(32, 127), *range(0xC2, 0xF5), *range(0x80, 0xC0)]] = True
    good: Flags = objects.sizes > 0
    for step in range(8):
        here = np.minimum(objects.starts + step, objects.starts + objects.sizes - 1)
        good &= text[space.bytes[here.clip(min=0, max=space.size - 1)]]
    return good
