"""Which of many sorted places is the last one at or before an offset, without searching."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from core.binary.attribution.space import Ints

_ALL = np.uint64(0xFFFF_FFFF_FFFF_FFFF)


class Ranks:
    """One bit per offset, and how many bits stand before each word of 64: rank is two look-ups.

    `places` are distinct and in order. Takes an eighth of a byte per byte between the first and
    the last of them, and about a tenth of the time of a binary search.
    """

    def __init__(self, places: NDArray[Any]) -> None:
        self._base = int(places[0]) if len(places) else 0
        distance = places - self._base
        word = distance >> 6
        bits = np.uint64(1) << (distance & 63).astype(np.uint64)
        first = np.flatnonzero(np.diff(word, prepend=-1))
        self._words = np.zeros(int(word[-1]) + 1 if len(places) else 1, dtype=np.uint64)
        if len(places):
            self._words[word[first]] = np.bitwise_or.reduceat(bits, first)
        counts = np.bitwise_count(self._words)
        self._before = np.cumsum(counts, dtype=np.int32) - counts

    def rows(self, offsets: NDArray[Any]) -> Ints:
        """The row of the last place at or before each offset, -1 when all come after it."""
        distance = offsets - self._base
        last = 64 * len(self._words) - 1
        inside = np.clip(distance, 0, last)
        word = inside >> 6
        mask = _ALL >> (63 - (inside & 63)).astype(np.uint64)
        row = self._before[word] + np.bitwise_count(self._words[word] & mask) - 1
        return np.where(distance >= 0, row, -1).astype(np.int64)
