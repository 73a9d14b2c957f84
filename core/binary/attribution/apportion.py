"""Split tables that the linker packed and deduplicated among those who use their pieces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from core.binary.attribution.ranks import Ranks
from core.binary.attribution.space import distinct

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from core.binary.attribution.space import Ints


@dataclass(frozen=True, slots=True)
class Split:
    """`sizes[i]` is what user i pays; `unused` bytes stand before the first piece."""

    sizes: Ints
    unused: int


def split(at: NDArray[Any], *, start: int, end: int) -> Split:
    """Each piece begins where some user says and ends where the next begins; users share evenly.

    `at` are offsets in [start, end), one per use. The sizes and `unused` sum to `end - start`
    exactly: what does not divide goes to one of the users.
    """
    if not len(at) or end <= start:
        return Split(np.zeros(len(at), dtype=np.int64), max(end - start, 0))
    starts = distinct(at)
    lengths = np.diff(starts, append=end)
    return Split(among(Ranks(starts).rows(at), lengths), int(starts[0]) - start)


def among(pieces: NDArray[Any], lengths: Ints) -> Ints:
    """What each user pays for the piece (a row of `lengths`) that it uses; exact in sum."""
    users = np.bincount(pieces, minlength=len(lengths))
    sizes: Ints = (lengths // np.maximum(users, 1))[pieces]
    last = np.full(len(lengths), -1, dtype=np.int64)
    last[pieces] = np.arange(len(pieces), dtype=np.int64)
    used = np.flatnonzero(users)
    sizes[last[used]] += lengths[used] % users[used]
    return sizes
