"""Where Go's runtime keeps the ends of everything: the linker's `runtime.firstmoduledata`.

Found by what it must contain, not by a Go version: a pointer to the function table followed by a
slice of the names. Its fields keep their order from release to release (runtime/symtab.go).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from core.binary.attribution.space import Space
    from core.binary.gotables.pclntab import Header

_NAMES = (".go.module", "__go_module", ".noptrdata", "__noptrdata", ".data", "__data")
_WORDS = 48
_MOST_PLACES = 4096  # that point at the function table: there are two or three
_FIND, _LOWEST, _HIGHEST, _TEXT, _PLAIN, _DATA = 19, 20, 21, 22, 24, 26
_BUCKET, _BUCKET_SIZE = 4096, 20  # bytes of code per row of the index of functions, and of a row
_TYPES_BY_MAGIC = {0xFFFFFFFA: 35, 0xFFFFFFF0: 35, 0xFFFFFFF1: 37}


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleData:
    """Addresses: of Go's code, of [types, types_end) and of go:func.* (0 where unknown).

    `offset` is where it stands in the file itself, `words` how many of its words are known.
    `index` and `index_size` are the runtime's index of functions by address. `plain` are the ends
    of the variables without pointers, `data` of those with some; `masks` are the programs that
    tell the pointers among the latter, and among what is empty at the start.
    """

    offset: int
    words: int
    text: int
    types: int
    types_end: int
    gofunc: int
    index: int
    index_size: int
    plain: tuple[int, int]
    data: tuple[int, int]
    masks: tuple[int, int]


def find(space: Space, header: Header) -> ModuleData | None:
    """Find it, None when the file has none that fits the function table."""
    address = _address_of(space, header.start)
    if address is None:
        return None
    names_at = address + header.names - header.start
    for at in _places_of(space, address):
        words = space.pointers(at + space.image.word * np.arange(_WORDS, dtype=np.int64))
        if words[1] == names_at and 0 < words[2] <= header.units - header.names:
            return _fields(words, at, header.magic)
    return None


def _address_of(space: Space, offset: int) -> int | None:
    for section in space.image.loaded:
        if section.offset <= offset < section.end:
            return space.address(section, offset)
    return None


def _places_of(space: Space, address: int) -> list[int]:
    """Where a pointer to this address stands: relocations first, then the likely sections."""
    patched = space.places_of(address)
    if patched:
        return patched[:_MOST_PLACES]
    image = space.image
    mark = struct.pack(image.order + ("Q" if image.word == 8 else "I"), address)  # noqa: PLR2004
    likely = [s for s in image.loaded if s.name.removeprefix(".data.rel.ro") in _NAMES]
    found: list[int] = []
    for section in (*likely, *(s for s in image.loaded if s.role == "data" and s not in likely)):
        at = image.data.find(mark, section.offset, section.end)
        while at >= 0 and len(found) < _MOST_PLACES:
            found.append(at)
            at = image.data.find(mark, at + 1, section.end)
    return found


def _fields(words: np.ndarray[tuple[int], np.dtype[np.int64]], at: int, magic: int) -> ModuleData:
    first = _TYPES_BY_MAGIC[magic]
    types = int(words[first])
    # From Go 1.27 on, the length of the descriptors stands between the two ends.
    later = int(words[first + 1]) < types
    end = int(words[first + 2 if later else first + 1])
    gofunc = int(words[first + 6 if later else first + 3]) if magic != 0xFFFFFFFA else 0  # noqa: PLR2004
    code = max(int(words[_HIGHEST] - words[_LOWEST]), 0)
    return ModuleData(
        offset=at,
        words=_WORDS,
        text=int(words[_TEXT]),
        types=types,
        types_end=max(end, types),
        gofunc=gofunc,
        index=int(words[_FIND]),
        index_size=-(-code // _BUCKET) * _BUCKET_SIZE,
        plain=(int(words[_PLAIN]), int(words[_PLAIN + 1])),
        data=(int(words[_DATA]), int(words[_DATA + 1])),
        masks=(int(words[first - 2]), int(words[first - 1])),
    )
