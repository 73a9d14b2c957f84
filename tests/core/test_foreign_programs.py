"""Programs that somebody wrote to break a reader: read or refused, in time and in bounded memory.

`GOFERRY_EXAMPLES=5000 pytest tests/core/test_foreign_programs.py` hunts with that many.
"""

from __future__ import annotations

import os
import struct
import tempfile
import time
import tracemalloc
import zlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from core.binary.attribution.space import Space
from core.binary.gotables import embedded, moduledata, pclntab
from core.binary.inspector import inspect, read_image
from core.problems import ProblemError
from tests.core.test_inspector import codes, sums_hold
from tests.corpus.programs import Variant, built
from tests.made_up_programs import macho, varint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.binary.inspection import Inspection

_LONGEST = 20.0  # seconds of computing; the whole ones take a fifth of one
_MOST_MEMORY, _PER_BYTE = 100_000_000, 4
_HUNT = int(os.environ.get("GOFERRY_EXAMPLES") or 0)
_MANY = settings(max_examples=_HUNT or 80)
_FEW = settings(
    max_examples=max(_HUNT // 5, 6),
    phases=(Phase.explicit, Phase.generate),  # a smaller program of 2 MB is not worth minutes
    suppress_health_check=list(HealthCheck),
)
_NUMBERS = st.sampled_from(
    [
        *(0, 1, 2, 7, 8, 16, 0x7F, 0x80, 0xFF, 0xFFFF, 1 << 16, 1 << 24, (1 << 31) - 1, 1 << 31),
        *((1 << 32) - 4, (1 << 32) - 1, 1 << 40, 1 << 62, (1 << 63) - 1, 1 << 63, (1 << 64) - 1),
    ]
)
_VALUES = _NUMBERS | st.integers(0, 1 << 20) | st.integers(0, (1 << 64) - 1)


def _look(data: bytes) -> Inspection | None:
    """Inspect it: a problem in words or sums that hold, before long and without much memory."""
    tracemalloc.start()
    began = time.process_time()
    try:
        found = _inspected(data)
        took, (_, peak) = time.process_time() - began, tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert took < _LONGEST
    assert peak < _MOST_MEMORY + _PER_BYTE * len(data)
    if found is not None:
        assert found.sections.size == len(data)
        assert sums_hold(found.sections)
        assert found.packages is None or sums_hold(found.packages)
    return found


def _inspected(data: bytes) -> Inspection | None:
    """What it holds; None when it is refused."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "program"
        path.write_bytes(data)
        try:
            return inspect(path)
        except ProblemError:
            return None


_TEXTS = st.binary(max_size=40) | st.sampled_from(
    [b"\4name\1\2", b"\x09producers\x01go1.26.8", b"\x0bgo:buildinfo", b"\x06.debug", b"\xff" * 6]
)
_PARTS = st.tuples(st.integers(0, 20), _TEXTS, st.none() | _VALUES).map(
    lambda part: bytes([part[0]]) + varint(len(part[1]) if part[2] is None else part[2]) + part[1]
)


@_MANY
@given(st.lists(_PARTS, max_size=12).map(b"".join), st.binary(max_size=20))
@example(b"\0\xff\xff\xff\xff\xff\xff", b"")
def test_wasm(parts: bytes, rest: bytes) -> None:
    _look(b"\0asm\1\0\0\0" + parts + rest)


@_MANY
@given(st.sampled_from([0x1EB, 0x8A97, 0x647]), st.lists(_VALUES, max_size=9), st.binary())
def test_plan_9(magic: int, numbers: list[int], rest: bytes) -> None:
    words = (number & 0xFFFF_FFFF for number in (magic, *numbers))
    _look(struct.pack(f">{len(numbers) + 1}I", *words) + rest)


@_MANY
@given(st.sampled_from([b"\1\xf7", b"\1\xdf"]), st.lists(_VALUES, max_size=40), st.binary())
def test_xcoff(magic: bytes, numbers: list[int], rest: bytes) -> None:
    halves = (number & 0xFFFF for number in numbers)
    _look(magic + struct.pack(f">{len(numbers)}H", *halves) + rest)


_COMMANDS = st.tuples(
    st.sampled_from([1, 2, 0xB, 0xC, 0x19, 0x1D, 0x22, 0x26, 0x29, 0x80000022, 0x80000034]),
    st.lists(_NUMBERS, max_size=20).map(lambda n: struct.pack(f"<{len(n)}Q", *n)),
    st.none() | _VALUES,
)
_SLICES = st.builds(
    macho, st.lists(_COMMANDS, max_size=5), wide=st.booleans(), order=st.sampled_from("<>")
)


@_MANY
@given(_SLICES, st.binary(max_size=9))
def test_macos(program: bytes, rest: bytes) -> None:
    _look(program + rest)


_ENTRIES = st.tuples(_VALUES, st.integers(0, 400) | _VALUES, st.integers(0, 400) | _VALUES)


@_MANY
@given(st.booleans(), st.lists(_ENTRIES, max_size=5), st.none() | _VALUES, _SLICES)
def test_a_file_for_several_processors(
    wide: bool,  # noqa: FBT001 - hypothesis chooses
    entries: list[tuple[int, int, int]],
    claimed: int | None,
    program: bytes,
) -> None:
    count = len(entries) if claimed is None else claimed & 0xFFFF_FFFF
    head = struct.pack(">2I", 0xCAFEBABF if wide else 0xCAFEBABE, count)
    shape, mask = (">2I2Q2I", (1 << 64) - 1) if wide else (">5I", 0xFFFF_FFFF)
    for kind, at, size in entries:
        more = (0, 0) if wide else (0,)
        head += struct.pack(shape, kind & 0xFFFF_FFFF, 0, at & mask, size & mask, *more)
    _look(head + program)


def _elf(segments: list[tuple[int, bytes, int | None]], *, wide: bool, order: str) -> bytes:
    """An ELF file without sections, of segments that may lie about their lengths."""
    head, entry = (64, 56) if wide else (52, 32)
    place, table, body = head + entry * len(segments), b"", b""
    most = (1 << 64 if wide else 1 << 32) - 1
    for kind, text, size in segments:
        at, length = place + len(body), len(text) if size is None else size & most
        fields = (kind, 5, at, at, at, length, length, 1)
        narrow = (kind, at, at, at, length, length, 5, 1)
        table += struct.pack(order + ("2I6Q" if wide else "8I"), *(fields if wide else narrow))
        body += text
    ident = bytes([0x7F, 0x45, 0x4C, 0x46, 1 + wide, 1 + (order == ">"), 1]).ljust(16, b"\0")
    shape = order + ("2HI3QI6H" if wide else "2HI3II6H")
    rest = (2, 62 if wide else 3, 1, place, head, 0, 0, head, entry, len(segments), 0, 0, 0)
    return ident + struct.pack(shape, *rest) + table + body


_NOTES = st.builds(
    lambda sizes, name, text: struct.pack("<3I", *(n & 0xFFFF_FFFF for n in sizes)) + name + text,
    st.tuples(_VALUES | st.just(4), _VALUES | st.just(16), st.sampled_from([0, 1, 3, 5])),
    st.sampled_from([b"GNU\0", b"Go\0\0", b"NetBSD\0\0", b"Android\0", b""]),
    st.binary(max_size=24) | st.just(struct.pack("<3I", 0xC0008002, 4, 0xFFFFFFFF)),
)
_SEGMENTS = st.tuples(
    st.sampled_from([1, 2, 3, 4, 0x6474E553]),
    _NOTES
    | st.binary(max_size=30)
    | st.lists(_VALUES, max_size=6).map(lambda numbers: struct.pack(f"<{len(numbers)}Q", *numbers)),
    st.none() | _VALUES,
)


@_MANY
@given(st.lists(_SEGMENTS, max_size=5), st.booleans(), st.sampled_from("<>"))
def test_notes_and_other_segments(
    segments: list[tuple[int, bytes, int | None]],
    wide: bool,  # noqa: FBT001 - hypothesis chooses
    order: str,
) -> None:
    _look(_elf(segments, wide=wide, order=order))


_MAGIC = b"\xff Go buildinf:"


@_MANY
@given(
    st.integers(0, 255), st.integers(0, 255), _VALUES, st.lists(_VALUES, max_size=8),
    st.binary(max_size=60),
)  # fmt: skip
def test_what_go_noted_of_the_build(
    word: int, flags: int, length: int, numbers: list[int], rest: bytes
) -> None:
    pointers = struct.pack(f"<{len(numbers)}Q", *numbers).ljust(16, b"\0")[:16]
    note = _MAGIC + bytes([word, flags]) + pointers + varint(length) + rest
    _look(_elf([(1, b"\0" * 8 + note, None)], wide=True, order="<"))


@_MANY
@given(st.sampled_from([b"!<arch>\n", b"\x1f\x8b", b"PK\3\4", b"#!"]), st.binary(max_size=80))
def test_archives_and_scripts(start: bytes, rest: bytes) -> None:
    assert _look(start + rest) is None


_PROGRAMS = (
    Variant(stripped=True),
    Variant(),
    Variant(stripped=True, flags=("-buildmode=pie",)),
    Variant(target="windows/amd64", stripped=True),
    Variant(target="darwin/arm64"),
    Variant(target="linux/386", stripped=True),
)


@cache
def _whole(number: int) -> tuple[bytes, tuple[tuple[int, int], ...]]:
    """A real program, and the places in it that its readers believe."""
    path = built(_PROGRAMS[number])
    data = path.read_bytes()
    return data, tuple(_places(path, data))


def _places(path: Path, data: bytes) -> Iterator[tuple[int, int]]:
    image = read_image(path, data)
    yield 4, 1024
    yield from ((s.offset, s.end) for s in image.sections if s.size and s.role != "code")
    header = pclntab.find(image)
    assert header is not None
    space = Space(image)
    module = moduledata.find(space, header)
    assert module is not None
    yield header.start, header.start + 72
    yield header.table, header.table + 4096
    yield module.offset, module.offset + module.words * image.word
    for address in (module.types, module.masks[0], module.data[0], module.plain[0]):
        if (at := image.offset_of(address)) is not None:
            yield at, at + 4096
    if (at := data.find(_MAGIC)) >= 0:
        yield at, at + 400


_EDITS = st.lists(
    st.tuples(
        st.integers(0, 1 << 16), st.integers(0, 1 << 20), st.sampled_from([1, 2, 4, 8]), _VALUES
    ),
    min_size=1,
    max_size=12,
)


@pytest.mark.go
@pytest.mark.parametrize("number", range(len(_PROGRAMS)))
@_FEW
@given(edits=_EDITS, copied=st.booleans(), appended=st.binary(max_size=40))
def test_damaged_where_the_readers_look(
    number: int,
    edits: list[tuple[int, int, int, int]],
    copied: bool,  # noqa: FBT001 - hypothesis chooses
    appended: bytes,
) -> None:
    whole, places = _whole(number)
    data = bytearray(whole)
    for which, far, width, value in edits:
        start, end = places[which % len(places)]
        at = start + far * width % max(end - start, 1)
        new = (value & (1 << 8 * width) - 1).to_bytes(width, "little")
        if copied:  # a number that makes sense elsewhere
            new = whole[start + value % max(end - start, 1) :][:width]
        data[at : at + width] = new
    _look(bytes(data[: len(whole)]) + appended)


def test_embedded_files_that_overlap_are_not_hashed_again_and_again() -> None:
    base, count = 64 + 56, 3000
    table = struct.pack("<3Q", base + 24, count, count)
    rest = 24 + 48 * count
    for each in range(count):
        table += struct.pack("<4Q16x", base + rest, 4, base + each, rest - each)
    image = read_image(Path("program"), _elf([(1, table + b"name", None)], wide=True, order="<"))
    space = Space(image)
    at, targets = (np.array([place], dtype=np.int64) for place in (base, base + 24))
    found = embedded.find(space, at, targets)
    assert found
    assert sum(file.size for file in found) <= space.size


@pytest.mark.go
def test_a_function_table_of_countless_empty_names_is_damaged() -> None:
    whole, _ = _whole(0)
    header = pclntab.find(read_image(Path("program"), whole))
    assert header is not None
    room = header.units - header.names
    found = _look(whole[: header.names] + b"\0" * room + whole[header.units :])
    assert found is not None
    assert "tables_damaged" in codes(found)


def test_a_macos_program_of_countless_sections_takes_no_longer() -> None:
    section = struct.pack("<16s16s2Q8I", b"__text", b"__TEXT", 1 << 20, 1, 1, *[0] * 7)
    segment = struct.pack("<16s4Q4I", b"__TEXT", 0, 1 << 30, 0, 1, 7, 7, 50_000, 0)
    data = macho([(0x19, segment + section * 50_000, None)], wide=True, order="<")
    assert len(read_image(Path("program"), data).sections) < 2000
    assert _look(data) is not None


@pytest.mark.go
@_FEW
@given(
    claimed=_VALUES | st.none(),
    numbers=st.lists(_VALUES, max_size=6),
    size=st.sampled_from([0, 1]),
    broken=st.booleans(),
)
@example(claimed=0, numbers=[], size=32, broken=False)
def test_debug_information_that_unpacks_to_much(
    claimed: int | None,
    numbers: list[int],
    size: int,
    broken: bool,  # noqa: FBT001 - hypothesis chooses
) -> None:
    whole, _ = _whole(1)
    image = read_image(Path("program"), whole)
    section = image.section(".debug_info", ".zdebug_info")
    assert section is not None
    text = struct.pack(f"<{len(numbers)}Q", *numbers) + b"\0" * (size << 22)
    packed = zlib.compress(text, 1)[: section.size - 24]
    head = struct.pack("<2I2Q", 1, 0, len(text) if claimed is None else claimed, 1)
    piece = (head + packed[: len(packed) // 2 if broken else None]).ljust(section.size, b"\0")
    _look(whole[: section.offset] + piece + whole[section.end :])
