"""A program file as arrays: addresses to offsets, and numbers read from many places at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from core.binary.formats.relocations import relative

if TYPE_CHECKING:
    from core.binary.formats.image import Image, Section

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Bytes = NDArray[np.uint8]
NOWHERE = -1
_WORTHWHILE, _MOST_NARROW = 1 << 12, 1 << 31


class Space:
    """Reads numbers at many file offsets at once, and turns addresses into file offsets.

    Places outside the file read as 0; addresses without a byte in the file become -1.
    """

    def __init__(self, image: Image) -> None:
        self.image = image
        self.bytes = np.frombuffer(image.data, dtype=np.uint8)
        self.size = len(image.data)
        loaded = image.loaded
        self._starts = np.array([s.address for s in loaded], dtype=np.int64)
        self._ends = np.array([s.address + s.size for s in loaded], dtype=np.int64)
        self._shifts = np.array([s.offset - s.address for s in loaded], dtype=np.int64)
        places, self.patched_to = relative(image)
        self.patched_at = self.offsets(places)

    def offsets(self, addresses: NDArray[Any]) -> Ints:
        """The file offset of each address, -1 for an address that has none."""
        wanted = addresses.astype(np.int64)
        if not len(self._starts):
            return np.full(len(wanted), NOWHERE, dtype=np.int64)
        nearest = np.searchsorted(self._starts, wanted, side="right") - 1
        inside = (nearest >= 0) & (wanted < self._ends[nearest])
        return np.where(inside, wanted + self._shifts[nearest], NOWHERE)

    def address(self, section: Section, offset: int) -> int:
        """The address of a file offset inside a section."""
        return section.address + offset - section.offset

    def u32(self, offsets: Ints) -> Ints:
        """The 32-bit numbers at these offsets."""
        return self._numbers(offsets, 4)

    def i32(self, offsets: Ints) -> Ints:
        """The signed 32-bit numbers at these offsets."""
        return self._numbers(offsets, 4).astype(np.uint32).view(np.int32).astype(np.int64)

    def u16(self, offsets: Ints) -> Ints:
        """The 16-bit numbers at these offsets."""
        return self._numbers(offsets, 2)

    def u8(self, offsets: Ints) -> Ints:
        """The bytes at these offsets."""
        return self._numbers(offsets, 1)

    def pointers(self, offsets: Ints) -> Ints:
        """The pointers at these offsets, relocated; huge numbers come out negative."""
        found = self._numbers(offsets, self.image.word)
        if not len(self.patched_at):
            return found
        nearest = np.searchsorted(self.patched_at, offsets).clip(max=len(self.patched_at) - 1)
        return np.where(self.patched_at[nearest] == offsets, self.patched_to[nearest], found)

    def places_of(self, address: int) -> list[int]:
        """The file offsets of relocated pointers to this address."""
        return [int(at) for at in self.patched_at[self.patched_to == address]]

    def _numbers(self, offsets: Ints, width: int) -> Ints:
        inside = (offsets >= 0) & (offsets + width <= self.size)
        places = offsets if inside.all() else np.where(inside, offsets, 0)
        kind = np.dtype(f"{self.image.order}u{width}")
        if len(places) and not (places & (width - 1)).any():
            shift = width.bit_length() - 1  # a shift takes a tenth of the time of a division
            found = self.array(0, self.size // width, kind)[places >> shift].astype(np.int64)
        else:
            found = self._unaligned(places, width)
        return found if inside.all() else np.where(inside, found, 0)

    def _unaligned(self, places: Ints, width: int) -> Ints:
        found = np.zeros(len(places), dtype=np.uint64)
        for step in range(width):
            shift = 8 * (width - 1 - step if self.image.big_endian else step)
            found |= self.bytes[places + step].astype(np.uint64) << np.uint64(shift)
        return found.view(np.int64)

    def array(self, offset: int, count: int, kind: np.dtype[Any] | str) -> NDArray[Any]:
        """`count` numbers standing one after the other, without a copy."""
        return np.frombuffer(self.image.data, dtype=kind, count=count, offset=offset)


def runs(counts: Ints) -> Ints:
    """For groups of these lengths, the place of each member in its group: [2, 3] → 0 1 0 1 2."""
    total = int(counts.sum())
    starts = np.repeat(np.cumsum(counts) - counts, counts)
    return np.arange(total, dtype=np.int64) - starts


def totals(owners: NDArray[Any], sizes: NDArray[Any], length: int) -> Ints:
    """Sum the sizes of each owner 0 … length-1; exact up to 2**53 bytes."""
    return np.bincount(owners, weights=sizes, minlength=length).astype(np.int64)


def distinct(values: NDArray[Any]) -> NDArray[Any]:
    """The distinct values in order; numpy's own `unique` hashes first, which takes longer."""
    ordered = np.sort(_narrow(values))
    fresh = np.ones(len(ordered), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=fresh[1:])
    return ordered[fresh].astype(values.dtype)


def _narrow(values: NDArray[Any]) -> NDArray[Any]:
    """The same in 32 bits where all fit, as the offsets of most files do: half the time to sort."""
    if values.dtype != np.int64 or len(values) < _WORTHWHILE:
        return values
    fits = int(values.min()) >= -_MOST_NARROW and int(values.max()) < _MOST_NARROW
    return values.astype(np.int32) if fits else values


def merged(ordered: Ints, more: Ints) -> Ints:
    """Distinct values in order, and some more that are not."""
    more = distinct(more)
    at = np.searchsorted(ordered, more)
    fresh = np.append(ordered, 0)[at] != more
    fresh |= at == len(ordered)
    return np.insert(ordered, at[fresh], more[fresh])
