"""Go's table of functions, decoded in bulk: names, code sizes, files, and whose table bytes.

The layout is that of runtime/symtab.go and cmd/link/internal/ld/pcln.go. Four layouts exist, each
with its magic number; nothing here depends on a Go version.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from core.binary.attribution.space import Ints, Space, runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from core.binary.formats.image import Image, Section

_MAGIC_16, _MAGIC_18, _MAGIC_20 = 0xFFFFFFFA, 0xFFFFFFF0, 0xFFFFFFF1
_MAGICS = (_MAGIC_20, _MAGIC_18, _MAGIC_16)
_NAMES = (".gopclntab", "__gopclntab", ".data.rel.ro.gopclntab")
_MOST_FUNCTIONS = 1 << 24
_MOST_CANDIDATES = 1 << 16  # places of one section that begin like the table
_NO_FUNCDATA = 0xFFFFFFFF
_HIGHEST = 1 << 62


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Where the parts of the table stand: file offsets, in the order in which they follow.

    `unit` is the bytes of code that program counters are told in.
    """

    magic: int
    start: int
    end: int
    functions: int
    text: int
    names: int
    units: int
    files: int
    pcs: int
    table: int
    unit: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Functions:
    """One row per function, in order of address.

    `entries` are distances from the start of Go's code (or addresses, when `absolute`), `sizes`
    are bytes of code with the padding after them, `records` the file offsets of their records.
    `data_at`/`data_of` are offsets into what the garbage collector needs, and the function that
    names each.
    """

    header: Header
    absolute: bool
    entries: Ints
    sizes: Ints
    names: Ints
    records: Ints
    record_sizes: Ints
    first_file: Ints
    units: Ints
    data_at: Ints
    data_of: Ints
    end: int

    def __len__(self) -> int:
        return len(self.entries)


def has_inline_trees(functions: Functions) -> bool:
    """Whether the records are of the layout whose trees of inlined calls can be read."""
    return functions.header.magic == _MAGIC_20


def find(image: Image) -> Header | None:
    """Find the table: by the name of its section, else by its magic number."""
    own = image.section(*_NAMES)
    places = [own] if own else [s for s in image.loaded if s.role in ("data", "tables")]
    for section in places:
        for at in islice(_candidates(image, section, anywhere=own is None), _MOST_CANDIDATES):
            header = _header(image, at, section.end)
            if header:
                return header
    return None


def _candidates(image: Image, section: Section, *, anywhere: bool) -> Iterator[int]:
    if not anywhere:
        yield section.offset
        return
    for magic in _MAGICS:
        mark = struct.pack(f"{image.order}IH", magic, 0)
        at = image.data.find(mark, section.offset, section.end)
        while at >= 0:
            yield at
            at = image.data.find(mark, at + 1, section.end)


def _header(image: Image, start: int, end: int) -> Header | None:
    """The header at this place, None when what stands there is none."""
    if start + 8 + 8 * image.word > end:
        return None
    code = image.order + ("Q" if image.word == 8 else "I") * 8  # noqa: PLR2004 - bytes of a pointer
    magic, pad, unit, word = struct.unpack_from(image.order + "IHBB", image.data, start)
    if magic not in _MAGICS or pad or unit not in (1, 2, 4) or word != image.word:
        return None
    words = struct.unpack_from(code, image.data, start + 8)
    text, parts = (0, words[2:7]) if magic == _MAGIC_16 else (words[2], words[3:8])
    ordered = list(parts) == sorted(parts)
    if not ordered or start + parts[-1] >= end or text >= _HIGHEST:
        return None
    if not 0 < words[0] < _MOST_FUNCTIONS:
        return None
    places = [start + part for part in parts]
    names, units, files, pcs, table = places
    return Header(
        magic=magic, start=start, end=end, functions=words[0], text=text,
        names=names, units=units, files=files, pcs=pcs, table=table, unit=unit,
    )  # fmt: skip


def read(space: Space, header: Header) -> Functions | None:
    """Decode every function's record; None when the table is damaged."""
    image = space.image
    absolute = header.magic == _MAGIC_16
    width = image.word if absolute else 4
    count = header.functions
    if header.table + (2 * count + 1) * width > header.end:
        return None
    index = space.array(header.table, 2 * count + 1, f"{image.order}u{width}").astype(np.int64)
    entries, at = index[0::2], header.table + index[1::2]
    ends_in = at + 4 * 8 < header.end
    if not ends_in.all() or (np.diff(entries) < 0).any() or (np.diff(at) <= 0).any():
        return None
    return _records(space, header, entries, at)


def _records(space: Space, header: Header, entries: Ints, at: Ints) -> Functions:
    word, magic = space.image.word, header.magic
    lead = word if magic == _MAGIC_16 else 4  # the entry comes first
    fixed = lead + (40 if magic == _MAGIC_20 else 36)
    tables = _within(space.u32(at + lead + 24), header)
    unit = space.u32(at + lead + 28)
    datas = space.u8(at + fixed - 1)
    extra = at + fixed
    rows = np.arange(len(at), dtype=np.int64)
    after = extra + 4 * tables
    data_of, data_at, end = _funcdata(space, rows, after, datas, absolute=magic == _MAGIC_16)
    last = int(end[-1]) if len(end) else header.table
    return Functions(
        header=header,
        absolute=magic == _MAGIC_16,
        entries=entries[:-1],
        sizes=np.diff(entries),
        names=space.i32(at + lead),
        records=at,
        record_sizes=np.diff(at, append=max(min(last, header.end), int(at[-1]))),
        first_file=_first_files(space, header, space.u32(at + lead + 16), unit),
        units=unit,
        data_at=data_at,
        data_of=data_of,
        end=min(last, header.end),
    )


def program_counters(
    space: Space, functions: Functions
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Offsets into the table of program counters, and the function that names each.

    The longest of all lists: hence in 32 bits.
    """
    header, at = functions.header, functions.records
    lead = space.image.word if functions.absolute else 4
    tables = _within(space.u32(at + lead + 24), header)
    rows = np.arange(len(at), dtype=np.int32)
    extra = at + lead + (40 if header.magic == _MAGIC_20 else 36)
    named = [space.u32(at + lead + 12 + 4 * step) for step in range(3)]
    named.append(space.u32(np.repeat(extra, tables) + 4 * runs(tables)))
    offsets = np.concatenate([each.astype(np.int32) for each in named])
    real = (offsets > 0) & (offsets < header.table - header.pcs)
    return offsets[real], np.concatenate([rows, rows, rows, np.repeat(rows, tables)])[real]


def _within(counts: Ints, header: Header) -> Ints:
    """Counts that a damaged table cannot blow up: together they never pass the table's end."""
    room = (header.end - header.table) // 4
    return counts if int(counts.sum()) <= room else np.zeros_like(counts)


def _funcdata(
    space: Space, rows: Ints, after: Ints, counts: Ints, *, absolute: bool
) -> tuple[Ints, Ints, Ints]:
    """Which function names which piece of go:func.*: an offset, or in old tables an address."""
    width = space.image.word if absolute else 4
    start = -(-after // width) * width if absolute else after
    of = np.repeat(rows, counts)
    places = np.repeat(start, counts) + width * runs(counts)
    found = space.pointers(places) if absolute else space.u32(places)
    real = found > 0 if absolute else found != _NO_FUNCDATA
    return of[real], found[real], start + width * counts


def _first_files(space: Space, header: Header, pc_file: Ints, unit: Ints) -> Ints:
    """The file offset of the name of the file where each function begins, -1 where unknown."""
    at = header.pcs + pc_file
    low, high, top = space.u8(at), space.u8(at + 1), space.u8(at + 2)
    value = low & 0x7F
    value = np.where(low > 0x7F, value | (high & 0x7F) << 7, value)  # noqa: PLR2004 - varint
    value = np.where((low > 0x7F) & (high > 0x7F), value | (top & 0x7F) << 14, value)  # noqa: PLR2004
    step = np.where(value & 1, -((value + 1) >> 1), value >> 1)
    number = step - 1  # values start at -1
    place = header.units + 4 * (unit + number)
    known = (pc_file > 0) & (number >= 0) & (unit < _NO_FUNCDATA)
    known &= (place >= header.units) & (place + 4 <= header.files)
    name = header.files + space.u32(np.where(known, place, 0))
    known &= name < header.pcs
    return np.where(known, name, -1)
