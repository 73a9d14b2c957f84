"""Files that go:embed put into the program, found by the shape of embed.FS in the data.

An embed.FS is a pointer to a slice that the linker laid down right before its own entries:
name, contents and a 16-byte hash each (src/embed/embed.go, cmd/compile/internal/staticdata).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from core.binary.image import release, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.binary.space import Flags, Ints, Space

_HASH = 16
_PIECE = 1 << 22  # bytes hashed at a time
_MOST_FILES = 1 << 20
_LONGEST_NAME = 4096


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
    found: list[Found] = []
    for head, count in zip(heads[fits].tolist(), lengths[fits].tolist(), strict=True):
        found.extend(_files(space, head, count))
    return tuple(found)


def _begin_well(space: Space, entries: Ints) -> Flags:
    """Which tables have a first entry with a name of a sensible length: most others do not."""
    length = space.pointers(entries + space.image.word)
    sensible: Flags = (length > 0) & (length < _LONGEST_NAME)
    return sensible & (space.offsets(space.pointers(entries)) >= 0)


def _files(space: Space, head: int, count: int) -> Iterator[Found]:
    """The files of one table; none at all when any entry does not look like one."""
    word = space.image.word
    entry = 4 * word + _HASH
    at = head + 3 * word + entry * np.arange(count, dtype=np.int64)
    if int(at[-1]) + entry > space.size:
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
        plain, marked = _digests(space, data, size)
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
