"""Files that go:embed put into the program, found by the shape of embed.FS in the data.

An embed.FS is a pointer to a slice that the linker laid down right before its own entries:
name, contents and a 16-byte hash each (src/embed/embed.go, cmd/compile/internal/staticdata).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from core.binary.formats.image import release, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.binary.attribution.space import Flags, Ints, Space

_HASH = 16
_PIECE = 1 << 22  # bytes hashed at a time
_MOST_FILES = 1 << 20
_LONGEST_NAME = 4096
_ENTRIES_PER_BYTE = 1  # of tables that are looked at: what begins well mostly is one


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One embedded file: its bytes stand at `offset`; `table` is where its embed.FS stands."""

    name: str
    offset: int
    size: int
    verified: bool
    sha256: str
    table: int


def find(space: Space, places: Ints, targets: Ints) -> tuple[Found, ...]:
    """Find the files of every embed.FS among these pointers (offset of each, address it names)."""
    word = space.image.word
    own = space.offsets(targets) == places + 3 * word
    heads = places[own]
    lengths, rooms = space.pointers(heads + word), space.pointers(heads + 2 * word)
    fits = (lengths == rooms) & (lengths > 0) & (lengths < _MOST_FILES)
    fits &= _begin_well(space, heads + 3 * word)
    reader = _Reader(space)
    found: list[Found] = []
    for head, count in zip(heads[fits].tolist(), lengths[fits].tolist(), strict=True):
        found.extend(_files(reader, head, count))
    return tuple(found)


class _Reader:
    """Reads files, but no more than there can be: honest ones do not overlap, unless as a whole."""

    def __init__(self, space: Space) -> None:
        self.space = space
        self._entries, self._bytes = _ENTRIES_PER_BYTE * space.size, space.size
        self._known: dict[tuple[int, int], tuple[bytes, bytes]] = {}

    def may_look_at(self, entries: int) -> bool:
        """Whether so many entries of tables may be looked at, beside those that were."""
        self._entries -= entries
        return self._entries >= 0

    def digests(self, start: int, size: int) -> tuple[bytes, bytes] | None:
        """What Go may hash of a file; None when files overlap, which is a lie."""
        found = self._known.get((start, size))
        if found is None and size <= self._bytes:
            self._bytes -= size
            found = self._known[start, size] = _digests(self.space, start, size)
        return found


def _begin_well(space: Space, entries: Ints) -> Flags:
    """Which tables have a first entry with a name of a sensible length: most others do not."""
    length = space.pointers(entries + space.image.word)
    sensible: Flags = (length > 0) & (length < _LONGEST_NAME)
    return sensible & (space.offsets(space.pointers(entries)) >= 0)


def _files(reader: _Reader, head: int, count: int) -> Iterator[Found]:
    """The files of one table; none at all when any entry does not look like one."""
    space, word = reader.space, reader.space.image.word
    entry = 4 * word + _HASH
    at = head + 3 * word + entry * np.arange(count, dtype=np.int64)
    if int(at[-1]) + entry > space.size or not reader.may_look_at(count):
        return
    names, datas = space.offsets(space.pointers(at)), space.offsets(space.pointers(at + 2 * word))
    lengths, sizes = space.pointers(at + word), space.pointers(at + 3 * word)
    good = (names >= 0) & (lengths > 0) & (lengths < _LONGEST_NAME) & (sizes >= 0)
    good &= (sizes == 0) | (datas >= 0) & (datas + sizes <= space.size)
    if not good.all():
        return
    columns = (at, names, lengths, datas, sizes)
    for place, name, length, data, size in zip(*(c.tolist() for c in columns), strict=True):
        path = shown(space.image.data[name : name + length])
        if path.endswith("/"):
            continue
        kept = place + 4 * word
        digests = reader.digests(data, size)
        if digests is None:
            return
        plain, marked = digests
        yield Found(
            name=path,
            offset=data if size else -1,
            size=size,
            verified=space.image.data[kept : kept + _HASH] in _spellings(plain, marked),
            sha256=plain.hex(),
            table=head,
        )


def _digests(space: Space, start: int, size: int) -> tuple[bytes, bytes]:
    """SHA-256 of a file's contents, and of a 1 and its contents, without a copy in memory."""
    plain, marked = hashlib.sha256(), hashlib.sha256(b"\x01")
    for at in range(start, start + size, _PIECE):
        end = min(at + _PIECE, start + size)
        piece = space.image.data[at:end]
        plain.update(piece)
        marked.update(piece)
        release(space.image.data, at, end)
    return plain.digest(), marked.digest()


def _spellings(plain: bytes, marked: bytes) -> set[bytes]:
    """What Go may have kept: its hash of files marks itself apart in one of three ways."""
    short = plain[:_HASH]
    return {
        short,
        marked[:_HASH],
        bytes([short[0] ^ 0xFF]) + short[1:],
        bytes(byte ^ 0xFF for byte in short),
    }
