"""A file on its way: as it is, packed with gzip, or as its difference to another one."""

from __future__ import annotations

import sys
import zlib
from collections import deque
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

_GZIP = 31  # zlib's window bits for a gzip stream; without a date, so always the same bytes
_LEVEL = 5
_PIECE = 64 << 10
_SAMPLE = 256 << 10
_WORTHWHILE = 0.8
_THOROUGHNESS = 12  # zstd's level: 40 MB a second, and half of what level 3 leaves
_FARTHEST_BACK = 27  # zstd's window bits: what any server has the memory for


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


class Packer(Protocol):
    """What makes a stream smaller, as `zlib` and `zstd` do."""

    def compress(self, data: bytes, /) -> bytes:
        """Take more, and return what is ready."""
        ...

    def flush(self) -> bytes:
        """Return the rest."""
        ...


class Packed:
    """A file as a packed stream."""

    def __init__(self, file: BinaryIO, packer: Packer) -> None:
        file.seek(0)
        self._file = file
        self._pack = packer
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


def gzipped(file: BinaryIO) -> Packed:
    """Pack so that `gzip -d` can unpack it."""
    return Packed(file, zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP))


def can_differ(file: BinaryIO, other: Path) -> bool:
    """Whether both files fit into the memory that a difference needs on either side."""
    try:
        return file.seek(0, 2) + other.stat().st_size < 1 << _FARTHEST_BACK
    except OSError:  # the copy has gone
        return False


def differing(other: Path, file: BinaryIO) -> Packed:
    """Pack so that `zstd -d --patch-from` with the same other file can unpack it."""
    if sys.version_info >= (3, 14):
        from compression import zstd  # noqa: PLC0415 - the window starts without it
    else:
        from backports import zstd  # noqa: PLC0415 - the same
    options: dict[int, int] = {
        zstd.CompressionParameter.compression_level: _THOROUGHNESS,
        zstd.CompressionParameter.enable_long_distance_matching: 1,
        zstd.CompressionParameter.window_log: _FARTHEST_BACK,
    }
    content = zstd.ZstdDict(other.read_bytes(), is_raw=True)
    packer = zstd.ZstdCompressor(options=options, zstd_dict=content.as_prefix)
    packer.set_pledged_input_size(file.seek(0, 2))  # takes only the memory that both files need
    return Packed(file, packer)


def shrinks(file: BinaryIO) -> bool:
    """Whether packing is worth it, by the middle of the file."""
    end = file.seek(0, 2)
    file.seek(max(0, end // 2 - _SAMPLE // 2))
    sample = file.read(_SAMPLE)
    return len(zlib.compress(sample, 1)) < _WORTHWHILE * len(sample)
