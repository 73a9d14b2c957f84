"""How far large data reaches, as the program itself knows it: slices and strings in its variables.

A pointer with a length after it says where something begins and where it ends. Numbers in code or
tables that happen to look like addresses in between say nothing: without this, one of them would
cut a file of megabytes in two and give the rest of it to a stranger.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from core.binary.attribution.space import distinct

if TYPE_CHECKING:
    from core.binary.attribution.space import Flags, Ints, Space

_LEAST = 1 << 10  # bytes; smaller data is cut by chance too seldom to matter
_PER_CHANCE = 1 << 12  # bytes of data in which one place may look pointed at by chance
_ROUNDS = 4
_LOWEST_BITS = (1 << 18) - 1
_ALIGN = 32  # bytes; what Go aligns its largest variables to


@dataclass(frozen=True, slots=True)
class Words:
    """What may be pointers: file offsets of each (in order) and of where it points to.

    `sure` are those that the program itself vouches for.
    """

    at: Ints
    targets: Ints
    sure: Flags

    def only(self, kept: Flags) -> Words:
        """Without the others."""
        return Words(self.at[kept], self.targets[kept], self.sure[kept])


class Extents:
    """Stretches of the file that are one piece each: none overlaps another, in order of place."""

    def __init__(self, starts: Ints, ends: Ints) -> None:
        order = np.lexsort((-ends, starts))
        starts, ends = starts[order], ends[order]
        reach = np.maximum.accumulate(ends)
        outer = starts >= np.concatenate([[-1], reach[:-1]])[: len(starts)]
        self.starts, self.ends = starts[outer], ends[outer]

    def hold(self, offsets: Ints) -> Flags:
        """Which of these places lie in one of them."""
        return self._beyond(offsets, -1)

    def cut(self, offsets: Ints) -> Flags:
        """Which of these places would cut one of them in two."""
        return self._beyond(offsets, 0)

    def _beyond(self, offsets: Ints, least: int) -> Flags:
        if not len(self.starts):
            return np.zeros(len(offsets), dtype=np.bool_)
        row = np.searchsorted(self.starts, offsets, side="right") - 1
        inside: Flags = (row >= 0) & (offsets - self.starts[row] > least)
        return inside & (offsets < self.ends[row])


def find(space: Space, spans: list[tuple[int, int]], words: Words, seen: Ints) -> Extents:
    """The large slices and strings of these stretches of the file.

    `seen` are places in the data that something in the code seems to name.
    """
    word = space.image.word
    lengths = space.pointers(words.at + word)
    near = np.flatnonzero((lengths >= _LEAST) & (lengths <= space.size) & (words.targets >= 0))
    limits = _ends_of_spans(spans, words.targets[near])
    kept = words.targets[near] + lengths[near] <= limits
    fits, limits = near[kept], limits[kept]
    at, starts, lengths = (each[fits] for each in (words.at, words.targets, lengths))
    ends, vouched = starts + lengths, words.sure[fits]
    known = words.targets[words.sure & (words.targets >= 0)]
    whole = _union(starts, ends + _ALIGN)  # of the many places only those that matter are sorted
    seen, known = (each[whole.hold(each)] for each in (seen, known))
    inside = _between(distinct(known), starts + 1, ends)
    inside += _between(words.at[words.sure], starts, ends)
    marks = distinct(np.concatenate([seen, known, limits]))
    gaps = _padding(space, ends, marks)
    few = _between(marks, starts + 1, ends) <= 1 + lengths // _PER_CHANCE
    slices = lengths == space.pointers(at + 2 * word)
    real = np.where(vouched, few | slices & (gaps >= 0), few & (gaps == 0)) & (inside == 0)
    return Extents(starts[real], ends[real])


def _union(starts: Ints, ends: Ints) -> Extents:
    """All that lies in any of these stretches, which may overlap."""
    if not len(starts):
        return Extents(starts, ends)
    order = np.argsort(starts, kind="stable")
    starts, reach = starts[order], np.maximum.accumulate(ends[order])
    first = np.flatnonzero(starts > np.concatenate([[-1], reach[:-1]])[: len(starts)])
    last = np.append(first[1:], len(starts)) - 1
    return Extents(starts[first], reach[last])


def strays(marks: Ints, sure: list[Ints], code: Ints) -> Ints:
    """Those of all marks (in order) that one instruction alone or words seem to name.

    That is, with nothing for long after them: most data is small, and what looks like an address
    by chance mostly lands in what is large. Words repeat themselves in tables, instructions that
    do not mean it never agree.
    """
    found, kept = [np.zeros(0, dtype=np.int64)], np.zeros(0, dtype=np.int64)
    for _ in range(_ROUNDS):  # one may hide behind another
        far = marks[np.diff(marks, append=1 << 62) >= _PER_CHANCE]
        far = far[~among(far, kept)]
        if not len(far):
            break
        vouched = _counts(far, code) > 1
        for places in sure:
            vouched |= _counts(far, places) > 0
        kept = distinct(np.concatenate([kept, far[vouched]]))
        found.append(far[~vouched])
        marks = marks[~among(marks, found[-1])]
    strayed: Ints = distinct(np.concatenate(found))
    return strayed


def _counts(few: Ints, places: Ints) -> Ints:
    """How often each of a few places (in order) is among many."""
    places = places[_perhaps(few, places)]
    row = np.searchsorted(few, places).clip(max=len(few) - 1)
    return np.bincount(row[few[row] == places], minlength=len(few))


def among(places: Ints, known: Ints) -> Flags:
    """Which of many places are some of a few (in order)."""
    if not len(known):
        return np.zeros(len(places), dtype=np.bool_)
    found = np.zeros(len(places), dtype=np.bool_)
    asked = _perhaps(known, places)
    row = np.searchsorted(known, places[asked]).clip(max=len(known) - 1)
    found[asked] = known[row] == places[asked]
    return found


def _perhaps(few: Ints, places: Ints) -> Ints:
    """Rows of the places that may be one of a few: most others differ in their lowest bits."""
    seen = np.zeros(_LOWEST_BITS + 1, dtype=np.bool_)
    seen[few & _LOWEST_BITS] = True
    return np.flatnonzero(seen[places & _LOWEST_BITS])


def _ends_of_spans(spans: list[tuple[int, int]], offsets: Ints) -> Ints:
    """The end of the stretch that each place lies in, 0 where there is none."""
    ordered = np.array(sorted(spans), dtype=np.int64).reshape(-1, 2)
    row = np.searchsorted(ordered[:, 0], offsets, side="right") - 1
    return np.where(row >= 0, ordered[:, 1][row], 0)


def _between(places: Ints, starts: Ints, ends: Ints) -> Ints:
    """How many of these places (in order) lie in [start, end)."""
    return np.searchsorted(places, ends) - np.searchsorted(places, starts)


def _padding(space: Space, ends: Ints, marks: Ints) -> Ints:
    """Bytes of padding between each end and the next mark (in order), -1 where more lies there."""
    ordered = np.append(marks, 1 << 62)
    gap = ordered[np.searchsorted(ordered, ends)] - ends
    near = np.flatnonzero(gap < _ALIGN)
    small, start = gap[near], ends[near]
    for step in range(_ALIGN):
        small = np.where((step < small) & (space.u8(start + step) != 0), _ALIGN, small)
    gap[near] = small
    return np.where(gap < _ALIGN, gap, -1)


def ends_with_padding(space: Space, found: Extents, marks: Ints) -> Ints:
    """Where what follows each of them begins: after the padding, where only that lies between."""
    ends: Ints = found.ends + _padding(space, found.ends, marks).clip(min=0)
    return ends
