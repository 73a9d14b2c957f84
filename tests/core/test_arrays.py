"""Numbers read from files in bulk, and shares of tables: exact on small made-up ones."""

from __future__ import annotations

import hashlib
import struct
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from core.binary.attribution import extents, removal, stretches
from core.binary.attribution.apportion import split
from core.binary.attribution.extents import Extents, Words, among, strays
from core.binary.attribution.ledger import KINDS, Ledger
from core.binary.attribution.objects import Objects
from core.binary.attribution.ranks import Ranks
from core.binary.attribution.savings import predict
from core.binary.attribution.space import Space, distinct, merged, runs, totals
from core.binary.formats.image import Section, SymbolTable
from core.binary.formats.relocations import relative
from core.binary.gotables import embedded, pclntab, symbols
from core.binary.gotables.names import Packages
from tests.core.test_systems import image_of
from tests.made_up_sizes import inspection

if TYPE_CHECKING:
    from numpy.typing import NDArray

BASE = 0x1000


def ints(*values: int) -> NDArray[Any]:
    return np.array(values, dtype=np.int64)


def space_of(data: bytes, **more: Any) -> Space:  # noqa: ANN401 - fields of an image
    """A file that is loaded as a whole at BASE."""
    own = Section(name=".data", offset=0, size=len(data), address=BASE)
    return Space(image_of("amd64", **({"data": data, "sections": (own,)} | more)))


def test_numbers_are_read_in_the_file_s_own_order_at_any_place() -> None:
    data = bytes(range(1, 13))
    little, big = space_of(data), space_of(data, big_endian=True)
    assert little.u16(ints(0, 1, 11, -1)).tolist() == [0x0201, 0x0302, 0, 0]
    assert big.u16(ints(0, 1, 11, -1)).tolist() == [0x0102, 0x0203, 0, 0]
    assert little.u32(ints(0, 3, 8, 9)).tolist() == [0x04030201, 0x07060504, 0x0C0B0A09, 0]
    assert big.u32(ints(0, 4)).tolist() == [0x01020304, 0x05060708]
    assert little.u8(ints(11, 12, -1)).tolist() == [12, 0, 0]
    assert little.pointers(ints(0, 4, 5)).tolist() == [0x0807060504030201, 0x0C0B0A0908070605, 0]
    assert space_of(b"\xff\xff\xff\xff\1\0\0\0").i32(ints(0, 4)).tolist() == [-1, 1]
    assert space_of(data, bits=32).pointers(ints(8)).tolist() == [0x0C0B0A09]


def test_addresses_have_offsets_only_inside_of_sections() -> None:
    sections = (
        Section(name="a", offset=0, size=4, address=100),
        Section(name="b", offset=6, size=2, address=200),
    )
    space = space_of(bytes(8), sections=sections)
    assert space.offsets(ints(99, 100, 103, 104, 199, 200, 201, 202)).tolist() == [
        -1, 0, 3, -1, -1, 6, 7, -1,
    ]  # fmt: skip
    assert space.address(sections[1], 7) == 201
    assert space_of(b"abc", sections=()).offsets(ints(0, 5)).tolist() == [-1, -1]


@pytest.mark.parametrize(
    ("goarch", "kind"),
    [("amd64", 8), ("arm64", 1027), ("riscv64", 3), ("s390x", 12), ("ppc64le", 22), ("loong64", 3)],
)
def test_pointers_of_a_position_independent_file_stand_in_its_relocations(
    goarch: str, kind: int
) -> None:
    rows = struct.pack("<9Q", BASE + 80, kind, BASE + 3, BASE + 72, kind, BASE + 2, BASE, 99, 7)
    data = rows + bytes(16)
    parts = (
        Section(name=".rela.dyn", offset=0, size=72, role="links"),
        Section(name=".data", offset=72, size=16, address=BASE + 72),
    )
    image = replace(image_of(goarch), data=data, sections=parts)
    where, what = relative(image)
    assert (where.tolist(), what.tolist()) == ([BASE + 72, BASE + 80], [BASE + 2, BASE + 3])
    space = Space(image)
    assert space.pointers(ints(72, 80)).tolist() == [BASE + 2, BASE + 3]
    assert (space.places_of(BASE + 3), space.places_of(9)) == ([80], [])
    for odd in ({"format": "pe"}, {"bits": 32}, {"goarch": "mips"}, {"data": data[:71]}):
        assert len(relative(replace(image, **odd))[0]) == 0


def test_helpers_of_arrays() -> None:
    assert runs(ints(2, 0, 3)).tolist() == [0, 1, 0, 1, 2]
    assert totals(ints(0, 2, 0), ints(5, 6, 7), 4).tolist() == [12, 0, 6, 0]
    for many in (1, 5000):  # a long one is sorted in half the bits
        found = distinct(np.tile(ints(7, -3, 7, 1 << 40 if many == 1 else 9), many))
        assert found.tolist() == [-3, 7, 1 << 40 if many == 1 else 9]
    edge = np.tile(ints(1 << 31, (1 << 31) - 1, -(1 << 31), -(1 << 31) - 1), 2000)
    assert distinct(edge).tolist() == sorted(set(edge.tolist()))
    assert merged(ints(2, 5, 9), ints(5, 1, 12, 9, 1)).tolist() == [1, 2, 5, 9, 12]
    assert merged(ints(), ints(3)).tolist() == [3]


def test_the_last_place_at_or_before_an_offset() -> None:
    places = ints(5, 6, 68, 69, 200, 1000)
    ranks = Ranks(places)
    asked = np.arange(0, 1100, dtype=np.int64)
    assert ranks.rows(asked).tolist() == (np.searchsorted(places, asked, side="right") - 1).tolist()
    assert Ranks(ints()).rows(ints(0, 9)).tolist() == [-1, -1]


def test_pieces_of_a_table_are_paid_by_their_users_to_the_byte() -> None:
    found = split(ints(10, 30, 10, 10, 50), start=5, end=61)
    assert (found.unused, found.sizes.tolist()) == (5, [6, 20, 6, 8, 11])
    assert int(found.sizes.sum()) + found.unused == 56
    assert split(ints(), start=5, end=9).unused == 4
    backwards = split(ints(3), start=9, end=5)
    assert (backwards.unused, backwards.sizes.tolist()) == (0, [0])


def test_the_books_count_each_byte_once() -> None:
    assert KINDS == (
        "code", "tables", "types", "strings", "data", "embedded", "debug", "names", "links",
        "headers", "padding", "foreign", "slices", "appended", "unnamed", "unexplained",
    )  # fmt: skip
    book = Ledger(3, 2)
    book.charge("code", ints(1, 2, 1), ints(5, 6, 7), functions=ints(0, 1, -1))
    book.charge("data", ints(2), ints(9))
    book.charge_nobody("padding", 4)
    assert (book.total(), book.functions.tolist()) == (31, [5, 6])
    assert [book.kind(one).tolist() for one in ("code", "data", "padding", "types")] == [
        [0, 12, 6], [0, 0, 9], [4, 0, 0], [0, 0, 0],
    ]  # fmt: skip


def test_extents_do_not_overlap_and_know_what_would_cut_them() -> None:
    found = Extents(ints(50, 10, 10, 15, 30), ints(60, 20, 30, 18, 35))
    assert (found.starts.tolist(), found.ends.tolist()) == ([10, 30, 50], [30, 35, 60])
    places = ints(9, 10, 11, 29, 30, 31, 35, 49, 50, 59, 60)
    assert found.hold(places).tolist() == [
        False, True, True, True, True, True, False, False, True, True, False,
    ]  # fmt: skip
    assert found.cut(places).tolist() == [
        False, False, True, True, False, True, False, False, False, True, False,
    ]  # fmt: skip
    nothing = Extents(ints(), ints())
    assert not nothing.hold(places).any()
    assert among(places, ints(10, 31)).tolist() == [one in (10, 31) for one in places.tolist()]
    assert not among(places, ints()).any()


def _large(size: int, *more: tuple[int, int, int]) -> tuple[Space, Words]:
    """A slice of `size` bytes at 4096, told of at 0, and more (place, target, length)."""
    data = bytearray(64 * 1024)
    rows = [(0, 4096, size), *more]
    for place, target, length in rows:
        struct.pack_into("<3Q", data, place, BASE + target, length, length)
    at, targets = (ints(*(row[column] for row in rows)) for column in (0, 1))
    return space_of(bytes(data)), Words(at, targets, np.ones(len(rows), dtype=np.bool_))


def found_in(space: Space, words: Words, *seen: int, end: int = 64 * 1024) -> list[tuple[int, int]]:
    whole = extents.find(space, [(0, end)], words, ints(*seen))
    return list(zip(whole.starts.tolist(), whole.ends.tolist(), strict=True))


def test_large_slices_are_one_piece_and_small_ones_are_not_looked_at() -> None:
    assert found_in(*_large(1024)) == [(4096, 5120)]
    assert found_in(*_large(1023)) == []
    assert found_in(*_large(40_000)) == [(4096, 44_096)]
    assert found_in(*_large(4000), end=8096) == [(4096, 8096)]
    assert found_in(*_large(4000), end=8095) == []  # it would end after its stretch
    inside = _large(8000, (8, 5000, 0))  # the program itself points into it
    assert found_in(*inside) == []
    space, words = _large(8000)
    assert found_in(space, words, 5000, 6000) == [(4096, 12_096)]  # two by chance in 8000 bytes
    assert found_in(space, words, 5000, 5500, 6000) == []
    assert found_in(space, words, 5000, 5500, 6000, 12_127) == [(4096, 12_096)]  # it ends there
    assert found_in(space, words, 5000, 5500, 6000, 12_128) == []
    unsure = Words(words.at, words.targets, np.zeros(1, dtype=np.bool_))
    assert found_in(space, unsure, 12_096) == [(4096, 12_096)]
    assert found_in(space, unsure, 5000, 5500, 6000, 6500) == []


def test_a_lone_place_far_from_others_is_a_stray_unless_somebody_vouches() -> None:
    marks, code = ints(0, 10_000, 20_000, 20_001), ints(10_000, 0)
    assert strays(marks, [ints(0)], code).tolist() == [10_000, 20_000, 20_001]
    assert strays(marks, [ints(0, 10_000, 20_001, 20_000)], code).tolist() == []
    twice = ints(10_000, 10_000)
    assert 10_000 not in strays(marks, [], twice).tolist()


def test_symbols_are_read_for_each_layout() -> None:
    strings = b"\0a.io/b.F\0x\0"
    elf = struct.pack("<I4xQQ", 1, BASE, 7) + struct.pack("<I4xQQ", 99, 5, 6)
    table = SymbolTable(layout="elf64", offset=0, count=2, strings=48, strings_size=len(strings))
    space = space_of(elf + strings)
    found = symbols.read(space, table)
    assert found is not None
    assert (found.addresses.tolist(), found.sizes.tolist(), found.names.tolist()) == (
        [BASE, 5], [7, 6], [49, -1],
    )  # fmt: skip
    packages = Packages()
    numbers = symbols.packages_at(space, found.names, packages, underscore=False)
    assert [packages.names[one] for one in numbers.tolist()] == ["a.io/b", ""]
    assert symbols.name_lengths(space, table, ints(49, 58, -1)).tolist() == [9, 2, 0]
    for odd in (replace(table, count=0), replace(table, count=9), replace(table, strings_size=99)):
        assert symbols.read(space, odd) is None
    assert symbols.read(space, replace(table, strings_size=len(strings))) is not None
    macho = struct.pack("<IBBHQ", 1, 0x0F, 1, 0, BASE) + struct.pack("<IBBHQ", 10, 1, 0, 0, 0)
    other = space_of(macho + strings)
    named = replace(table, layout="macho64", strings=32)
    assert symbols.imported_size(other, named) == 16 + 2
    coff = struct.pack("<4s4sIhHBB", b"shrt", b"name", 3, 1, 0, 2, 0)
    coff += struct.pack("<IIIhHBB", 0, 1, 4, 9, 0, 2, 0)
    windows = symbols.read(space_of(coff + strings), replace(table, layout="coff", strings=36))
    assert windows is not None
    assert (windows.addresses.tolist(), windows.names.tolist()) == ([BASE + 3, 0], [-1, 37])


def test_what_only_carries_other_names_is_nobody_s() -> None:
    names = b"\0_net/http.F\0go:string.*\0type:*\0runtime.rodata\0runtime.etypes\0runtime.main\0"
    places = ints(*(at for at in range(1, len(names)) if not names[at - 1]), -1)
    packages = Packages()
    found = symbols.packages_at(space_of(names), places, packages, underscore=True)
    assert [packages.names[one] for one in found.tolist()] == [
        "net/http", "", "", "", "", "runtime", "",
    ]  # fmt: skip


def _embed(files: dict[bytes, bytes], *, mark: bytes | None = b"", spoil: bool = False) -> Space:
    """An embed.FS at 0 with these files; `mark`: what Go hashes before the contents."""
    table = struct.pack("<3Q", BASE + 24, len(files), len(files))
    at, texts = 24 + 48 * len(files), b""
    for name, content in files.items():
        place = at + len(texts)
        digest = hashlib.sha256((mark or b"") + content).digest()[:16]
        digest = bytes(16) if spoil else digest
        entry = (BASE + place, len(name), BASE + place + len(name), len(content))
        table += struct.pack("<4Q", *entry) + digest
        texts += name + content
    return space_of(table + texts)


def embedded_in(space: Space) -> list[tuple[str, int, bool]]:
    found = embedded.find(space, ints(0), ints(BASE + 24))
    for one in found:
        assert one.table == 0
        assert (
            one.size == 0
            or one.sha256
            == hashlib.sha256(space.image.data[one.offset : one.offset + one.size]).hexdigest()
        )
    return [(one.name, one.size, one.verified) for one in found]


def test_embedded_files_are_found_and_held_against_the_hash_that_go_kept() -> None:
    files = {b"a.txt": b"hello", b"web/": b"", b"web/b": b"", b"web/c": b"x" * 99}
    wanted = [("a.txt", 5, True), ("web/b", 0, True), ("web/c", 99, True)]
    assert embedded_in(_embed(files)) == wanted
    assert embedded_in(_embed(files, mark=b"\1")) == wanted
    assert embedded_in(_embed(files, spoil=True)) == [(*one[:2], False) for one in wanted]
    space = _embed(files)
    assert embedded.find(space, ints(0), ints(BASE + 25)) == ()
    for damage in (8, 16, 32, 40):  # its lengths, a name's length, a file's place
        data = bytearray(space.image.data)
        struct.pack_into("<Q", data, damage, 1 << 50)
        assert embedded_in(space_of(bytes(data))) == []


def test_no_more_entries_of_tables_are_looked_at_than_there_are_bytes() -> None:
    space = _embed({b"a": b"one", b"b": b"two"})
    times = space.size  # that the same table is named: a lie
    heads, targets = ints(*[0] * times), ints(*[BASE + 24] * times)
    assert len(embedded.find(space, heads[:1], targets[:1])) == 2
    assert len(embedded.find(space, heads, targets)) == space.size // 2 * 2


def test_parts_of_a_file_begin_at_whole_pages_of_its_system() -> None:
    assert removal._PAGES == {
        ("elf", "arm64"): 65536, ("macho", "arm64"): 16384, ("pe", "amd64"): 512,
        ("pe", "arm64"): 512, ("pe", "386"): 512,
    }  # fmt: skip
    assert removal._PAGE == 4096


def test_more_than_four_kilobytes_of_code_that_is_not_go_s_show_that_there_is_c() -> None:
    for more, foreign in ((4096, False), (4097, True)):
        pieces = (
            Section(name=".text", offset=0, size=100 + more, role="code"),
            Section(name=".data", offset=0, size=9999),
        )
        body: Any = SimpleNamespace(stretches=pieces, functions=SimpleNamespace(sizes=ints(60, 40)))
        assert stretches._is_foreign(body) is foreign


@pytest.mark.parametrize("container", ["elf", "pe", "macho"])
@pytest.mark.parametrize("stripped", [False, True])
def test_what_is_stripped_is_not_told_to_strip(container: str, *, stripped: bool) -> None:
    """Though a small table stays in many, and a link to where the rest lies."""
    pieces = (
        Section(name=".text", offset=0, size=4096, role="code"),
        Section(name=".gnu_debuglink", offset=4096, size=5000, role="debug"),
        Section(name=".symtab", offset=9096, size=904, role="names"),
    )
    image = image_of(
        "amd64", data=bytes(10_000), format=container, sections=pieces, stripped=stripped
    )
    header = SimpleNamespace(files=0, pcs=0)
    body: Any = SimpleNamespace(
        space=Space(image), stretches=pieces, functions=SimpleNamespace(header=header)
    )
    saved = {"elf": 5904, "pe": 5904 - 512, "macho": 5904}[container]
    found = [(one.option, one.bytes) for one in predict(body, inspection())]
    assert found == ([] if stripped else [("-ldflags=-s -w", saved)])


@pytest.mark.parametrize(
    ("entries", "records", "sizes"),
    [
        ((0, 16, 32), (40, 80), [16, 16]), ((8, 8, 32), (40, 80), [0, 24]),
        ((0, 16, 32), (40, 303), [16, 16]), ((0, 32, 16), (40, 80), None),
        ((16, 0, 32), (40, 80), None), ((0, 16, 32), (80, 40), None),
        ((0, 16, 32), (40, 40), None), ((0, 16, 32), (40, 304), None),
    ],
)  # fmt: skip
def test_functions_that_do_not_stand_in_order_are_damage(
    entries: tuple[int, ...], records: tuple[int, ...], sizes: list[int] | None
) -> None:
    index = (entries[0], records[0], entries[1], records[1], entries[2])
    space = space_of(bytes(64) + struct.pack("<5I", *index) + bytes(400))
    places = dict.fromkeys(("start", "names", "units", "files", "pcs"), 16)
    header = pclntab.Header(magic=0xFFFFFFF1, **places, table=64, end=400, functions=2, text=0)
    found = pclntab.read(space, header)
    assert (found and found.sizes.tolist()) == sizes


def _body_of_two_objects(c: int, unnamed: dict[int, int]) -> Any:  # noqa: ANN401 - what is asked of one
    """Of 60 bytes that are of package 1 and of 40 that are of none, beside so much code of C."""
    objects = Objects([(0, 100)], ints(0, 60), ints())
    objects.owners[:] = ints(1, 0)
    functions = SimpleNamespace(
        sizes=ints(), data_of=ints(), end=500, header=SimpleNamespace(start=400)
    )
    return SimpleNamespace(
        ledger=Ledger(2, 0), functions=functions, objects=objects, funcdata=ints(), owners=ints(),
        object_kinds=np.full(2, KINDS.index("data")), unnamed=unnamed,
        stretches=(Section(name=".text", offset=200, size=c, role="code", address=1),),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("c", "unnamed", "left"),
    [(4097, {}, "foreign"), (4096, {}, "unexplained"), (4097, {1: 1}, "unnamed")],
)
def test_data_of_nobody_is_that_of_c_where_there_is_c(
    c: int, unnamed: dict[int, int], left: str
) -> None:
    body = _body_of_two_objects(c, unnamed)
    stretches.charge(body, Section(name=".data", offset=0, size=100, address=1))
    assert body.ledger.kind("data").tolist() == [0, 60]
    assert body.ledger.kind(left).tolist() == [40, 0]
    assert body.ledger.total() == 100


def test_more_bytes_than_there_are_belong_to_nobody() -> None:
    for size in (59, 99):
        with pytest.raises(ArithmeticError, match=r"^\.data$"):
            stretches.charge(
                _body_of_two_objects(0, {}), Section(name=".data", offset=0, size=size, address=1)
            )


@pytest.mark.parametrize("trimmed", [True, False])
def test_only_who_left_the_folders_in_is_told_to_trim(*, trimmed: bool) -> None:
    names = b"\0/home/me/go/src/runtime/proc.go\0/home/me/go/src/fmt/print.go\0"
    names += b"/home/me/pkg/mod/a.io/b@v1/c.go\0main.go\0"
    header = SimpleNamespace(files=0, pcs=len(names))
    body: Any = SimpleNamespace(
        space=space_of(names), stretches=(), functions=SimpleNamespace(header=header)
    )
    first = inspection()
    first = replace(first, verdict=replace(first.verdict, trimmed=trimmed))
    found = [(one.option, one.bytes) for one in predict(body, first)]
    saved = 2 * len("/home/me/go/src/") + len("/home/me/pkg/mod/")
    assert found == ([] if trimmed else [("-trimpath", saved)])
