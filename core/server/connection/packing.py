"""A file on its way: as it is, or packed with gzip while it is read."""

from __future__ import annotations

import zlib
from collections import deque
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from typing import BinaryIO

_GZIP = 31  # zlib's window bits for a gzip stream; without a date, so always the same bytes
_LEVEL = 5
_PIECE = 64 << 10
_SAMPLE = 256 << 10
_WORTHWHILE = 0.8


class Stream(Protocol):
    """The bytes to send; the same file always gives the same ones, so that it can be resumed."""

    def read(self, size: int) -> bytes:
        """Return the next bytes, up to `size`; none at the end."""
        ...

    def source_bytes(self, sent: int) -> int:
        """Tell how much of the file the first `sent` bytes stand for."""
        ...


class Plain:
    """A file as it is."""

    def __init__(self, file: BinaryIO) -> None:
        file.seek(0)
        self.read = file.read

    def source_bytes(self, sent: int) -> int:
        """Each byte stands for itself."""
        return sent


class Packed:
    """A file as a gzip stream."""

    def __init__(self, file: BinaryIO) -> None:
        file.seek(0)
        self._file = file
        self._pack = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
        self._ready = bytearray()
        self._ended = False
        self._taken = self._made = 0
        self._marks: deque[tuple[int, int]] = deque()  # packed bytes made, file bytes taken
        self._passed = 0

    def read(self, size: int) -> bytes:
        """Return the next packed bytes."""
        while len(self._ready) < size and not self._ended:
            self._pack_more()
        data = bytes(self._ready[:size])
        del self._ready[:size]
        return data

    def source_bytes(self, sent: int) -> int:
        """Tell it to the nearest piece."""
        while self._marks and self._marks[0][0] <= sent:
            self._passed = self._marks.popleft()[1]
        return self._passed

    def _pack_more(self) -> None:
        data = self._file.read(_PIECE)
        self._ended = not data
        more = self._pack.flush() if self._ended else self._pack.compress(data)
        self._ready += more
        self._taken += len(data)
        self._made += len(more)
        self._marks.append((self._made, self._taken))


def shrinks(file: BinaryIO) -> bool:
    """Whether packing is worth it, by the middle of the file."""
    end = file.seek(0, 2)
    file.seek(max(0, end // 2 - _SAMPLE // 2))
    sample = file.read(_SAMPLE)
    return len(zlib.compress(sample, 1)) < _WORTHWHILE * len(sample)
