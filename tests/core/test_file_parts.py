"""Bytes and whose they are: sections without overlap, roles, Go's notes, modules, and the wire."""

from __future__ import annotations

import json
import struct
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.actions import OpenFile
from core.binary import wire
from core.binary.formats.image import (
    Image,
    Section,
    c_string,
    filler_test,
    names_go_symbols,
    partition,
    role_of,
    shown,
)
from core.binary.formats.image import SymbolTable as Table
from core.binary.formats.sections import COLOURS, LABELS, stretches, tree
from core.binary.gotables import gofile
from core.binary.gotables.gofile import BuildInfo, Module
from core.binary.gotables.modules import Directory, Home
from core.binary.gotables.names import package_of, package_of_file
from core.binary.inspection import EmbeddedFile, Saving, System, Verdict
from core.problems import Advice, Problem, ProblemError
from core.words import Size, say
from tests import made_up_programs as made
from tests.core.test_systems import image_of
from tests.made_up_sizes import inspection


def section(offset: int, size: int, **more: Any) -> Section:  # noqa: ANN401 - fields
    named: dict[str, Any] = {"name": f"s{offset}", "offset": offset, "size": size}
    return Section(**named | more)


def cut(size: int, *named: Section) -> list[tuple[str, int, int, int, str]]:
    found = partition(size, named, is_filler=lambda start, end: start % 2 == 0 and end > 0)
    assert sum(one.size for one in found) == size
    return [(one.name, one.offset, one.size, one.address, one.role) for one in found]


def test_each_byte_lies_in_exactly_one_stretch() -> None:
    assert cut(10) == [("padding", 0, 10, 0, "padding")]
    assert cut(0) == []
    assert cut(10, section(3, 7)) == [("padding", 0, 3, 0, "padding"),
                                      ("s3", 3, 7, 0, "data")]  # fmt: skip
    overlapping = (section(2, 4, address=100), section(0, 3, address=50), section(7, 9))
    assert cut(9, *overlapping) == [
        ("s0", 0, 3, 50, "data"), ("s2", 3, 3, 101, "data"), ("padding", 6, 1, 0, "padding"),
        ("s7", 7, 2, 0, "data"),
    ]  # fmt: skip
    assert cut(8, section(0, 8, name="whole"), section(0, 4), section(2, 2)) == [
        ("whole", 0, 8, 0, "data")
    ]
    assert cut(5, section(0, 3), section(9, 1)) == [
        ("s0", 0, 3, 0, "data"), ("unexplained", 3, 2, 0, "unexplained"),
    ]  # fmt: skip


def test_filler_is_one_byte_over_and_over() -> None:
    data = b"\0" * 5 + b"\xcc" * 5 + b"\xcc\xcd" + b"\0" * (3 << 20) + b"\1"
    test = filler_test(data)
    assert [test(0, 5), test(5, 10), test(5, 12), test(0, 6), test(12, len(data) - 1)] == [
        True, True, False, False, True,
    ]  # fmt: skip
    assert not test(12, len(data))


def test_what_follows_the_last_section_was_appended() -> None:
    image = image_of("amd64", data=b"abcd\0\0xy", sections=(section(0, 4), section(6, 1)))
    assert [(one.name, one.role, one.size) for one in stretches(image)] == [
        ("s0", "data", 4), ("padding", "padding", 2), ("s6", "data", 1), ("padding", "padding", 1),
    ]  # fmt: skip
    whole = replace(image, sections=(section(0, 4),))
    assert [(one.name, one.role) for one in stretches(whole)][1:] == [("appended", "appended")]
    assert stretches(replace(image, data=b"", sections=())) == ()


ROLES = {
    "code": ".text __text .plt .plt.got .init .fini .init_array __stubs __symbol_stub1 __helper",
    "tables": ".gopclntab __gopclntab .data.rel.ro.gopclntab .go.func .gosymtab __gosymtab",
    "types": ".typelink __typelink .itablink .data.rel.ro.typelink .go.type __go_type",
    "debug": ".debug_info .zdebug_line __debug_abbrev __zdebug_str .stab .gnu_debuglink",
    "names": ".symtab .strtab",
    "links": ".rela .rel.dyn .dynsym .dynamic .got .got.plt __got .gnu.version_r .gnu.hash .hash "
    ".reloc .idata .edata __nl_symbol_ptr __la_symbol_ptr .interp .eh_frame .eh_frame_hdr "
    "__unwind_info __eh_frame .pdata .xdata .gcc_except_table",
    "headers": ".shstrtab .note.go.buildid .note.gnu.build-id .comment .go.buildinfo "
    "__go_buildinfo",
    "data": ".rodata .data .noptrdata .data.rel.ro .tdata __const __data .rdata .bss",
}


@pytest.mark.parametrize("role", ROLES)
def test_a_section_s_name_tells_what_it_is_for(role: str) -> None:
    assert {name: role_of(name) for name in ROLES[role].split()} == dict.fromkeys(
        ROLES[role].split(), role
    )


KINDS = {
    "code": ("Machine code", "module"), "tables": ("Function tables", "runtime"),
    "types": ("Type descriptions", "std"), "strings": ("String data", "data"),
    "data": ("Data", "data"),
    "embedded": ("Embedded files", "data"), "debug": ("Debug information", "debug"),
    "names": ("Symbol names", "debug"), "links": ("Linking and relocations", "structure"),
    "headers": ("Headers", "structure"), "padding": ("Padding", "structure"),
    "foreign": ("C code and data", "data"),
    "slices": ("The same program for other processors", "structure"),
    "appended": ("Appended after the program", "data"),
    "unnamed": ("Data of packages that the file does not name", "unexplained"),
    "unexplained": ("Not explained", "unexplained"),
}  # fmt: skip


def test_each_kind_has_its_words_and_its_colour() -> None:
    assert {kind: (str(LABELS[kind]), COLOURS[kind]) for kind in LABELS} == KINDS
    assert list(COLOURS) == list(LABELS)


def test_sections_are_grouped_by_what_they_are_for_the_largest_first() -> None:
    pieces = (
        section(0, 5, name=".text", role="code"), section(5, 3, name="a"),
        section(8, 9, name="b"), section(17, 2, name="a"),
        section(19, 1, name=".init", role="code"),
    )  # fmt: skip
    root = tree("app", pieces)
    assert (root.name, root.size, root.kind) == ("app", 20, "structure")
    assert [(g.name, g.size, g.kind, [(c.name, c.size, c.kind) for c in g.children])
            for g in root.children] == [
        ("data", 14, "data", [("b", 9, "data"), ("a", 5, "data")]),
        ("code", 6, "module", [(".text", 5, "module"), (".init", 1, "module")]),
    ]  # fmt: skip


def test_addresses_become_offsets_only_where_bytes_are() -> None:
    parts = (
        section(10, 5, address=100), section(12, 5, address=200), section(20, 5, address=0),
        section(30, 9, address=300), section(0, 4, address=1 << 62), section(16, 2, address=90),
    )  # fmt: skip
    image = image_of("amd64", data=bytes(35), sections=parts)
    assert [(one.offset, one.address) for one in image.loaded] == [(16, 90), (10, 100)]
    assert [image.offset_of(at) for at in (99, 100, 104, 105, 90, 91, 92, 200, 300)] == [
        None, 10, 14, None, 16, 17, None, None, None,
    ]  # fmt: skip
    assert image.section("s30") is None
    assert image.section("none", "s20", "s10") == parts[0]
    assert (image.order, image.word) == ("<", 8)
    other = replace(image, big_endian=True, bits=32)
    assert (other.order, other.word) == (">", 4)


def test_texts_from_a_file_are_bounded_and_tame() -> None:
    data = b"abc\0def\x07\xff\0"
    assert [c_string(data, at) for at in (0, 4, 3, -1, 99)] == ["abc", "def��", "", "", ""]
    assert c_string(b"x" * 9, 0, longest=4) == "xxxx"
    assert c_string(b"x" * 9999, 0) == "x" * 4096
    assert shown("\u202eü".encode()) == "�ü"
    named = b"..runtime.main\0"
    table = Table(layout="coff", offset=0, count=1, strings=2, strings_size=13)
    assert names_go_symbols(named, table)
    assert not names_go_symbols(named, replace(table, strings_size=12))
    assert not names_go_symbols(named, replace(table, strings=3))
    assert not names_go_symbols(named, None)


LINES = (
    "path\texample.com/a/cmd\nmod\texample.com/a\tv1.0.0\th1:x\ndep\td.io/d\tv4.0.0\n"
    "dep\tb.io/b\tv2.0.0\th1:y\n=>\tc.io/c\tv3.0.0\th1:z\nbuild\t-trimpath=true\n"
    'build\tCGO_CFLAGS="-O2 \\"x\\""\nbuild\tGOARM64=v8.0\n'
)


def go_file(version: str = "go1.26.8", lines: str = LINES, lead: bytes = b"") -> Image:
    content = lead + made.build_info(version, lines)
    own = section(0, len(content), name=".go.buildinfo", address=0x1000)
    return image_of("amd64", data=content, sections=(own,))


def test_go_s_own_note_is_read_word_by_word() -> None:
    found = gofile.read_build_info(go_file())
    assert found == BuildInfo(
        go_version="go1.26.8", main="example.com/a/cmd", module=Module("example.com/a", "v1.0.0"),
        dependencies=(Module("d.io/d", "v4.0.0"), Module("b.io/b", "v2.0.0", "c.io/c v3.0.0")),
        settings={"-trimpath": "true", "CGO_CFLAGS": '-O2 "x"', "GOARM64": "v8.0"},
    )  # fmt: skip
    assert found.micro == "v8.0"
    experiment = gofile.read_build_info(go_file("go1.27 X:jsonv2"))
    assert experiment is not None
    assert experiment.go_version == "go1.27"


def test_a_note_must_stand_at_a_sixteenth_byte_and_be_whole() -> None:
    assert gofile.read_build_info(go_file(lead=bytes(16))) is not None
    assert gofile.read_build_info(go_file(lead=bytes(8))) is None
    twice = go_file(lead=b"\xff Go buildinf:".ljust(32, b"x")[1:] + b"x")
    assert gofile.read_build_info(twice) is not None
    image = go_file()
    short = section(0, 32, name=".go.buildinfo", address=0x1000)
    assert gofile.read_build_info(replace(image, data=image.data[:31], sections=(short,))) is None
    assert gofile.read_build_info(go_file("")) is None
    without = gofile.read_build_info(go_file("go1.26.8", LINES[:-1]))  # no end of the last line
    assert without == BuildInfo(go_version="go1.26.8")
    hidden = replace(image, sections=(section(0, len(image.data), address=0x1000, role="code"),))
    assert gofile.read_build_info(hidden) is None
    assert gofile.read_build_info(
        replace(image, sections=(section(0, len(image.data), address=0x1000),))
    )


@pytest.mark.parametrize(("order", "word"), [("<", 8), (">", 8), ("<", 4), (">", 4)])
def test_go_1_17_points_to_its_note(order: str, word: int) -> None:
    letter = "Q" if word == 8 else "I"
    text = b"s" * 16 + LINES.encode() + b"e" * 16
    version_at, modules_at = 32, 32 + 2 * word
    texts = 32 + 4 * word
    head = b"\xff Go buildinf:" + bytes([word, order == ">"])
    head += struct.pack(f"{order}2{letter}", 0x1000 + version_at, 0x1000 + modules_at)
    head = head.ljust(32, b"\0")
    body = struct.pack(f"{order}4{letter}", 0x1000 + texts, 8, 0x1000 + texts + 8, len(text))
    data = head + body + b"go1.17.1" + text
    own = section(0, len(data), name=".go.buildinfo", address=0x1000)
    found = gofile.read_build_info(image_of("amd64", data=data, sections=(own,)))
    assert found is not None
    assert (found.go_version, found.main) == ("go1.17.1", "example.com/a/cmd")


@pytest.mark.parametrize(
    ("version", "number"),
    [("go1.26.8", 26), ("go1.9", 9), ("go1.27rc1", 27), ("go1.21-x", 21),
     ("devel", None), ("", None)],
)  # fmt: skip
def test_the_release_is_a_number(version: str, number: int | None) -> None:
    assert gofile.minor(version) == number


@pytest.mark.parametrize("name", ["GOAMD64", "GOARM64", "GOARM", "GO386", "GOMIPS64", "GOMIPS",
                                  "GOPPC64", "GORISCV64"])  # fmt: skip
def test_each_variable_of_a_level_is_known(name: str) -> None:
    assert BuildInfo(go_version="go1.26", settings={"GOOS": "linux", name: "x"}).micro == "x"


INFO = BuildInfo(
    go_version="go1.26", main="a.io/app/cmd", module=Module("a.io/app", "v1.0.0"),
    dependencies=(Module("b.io/x", "v2.0.0"), Module("b.io/x/sub", "v3.0.0")),
)  # fmt: skip
RUNTIME, STD = Home("runtime", "go1.26", "runtime"), Home("std", "go1.26", "std")
OWN = Home("a.io/app", "v1.0.0", "own")
HOMES = {
    "main": OWN, "main.init": OWN, "command-line-arguments": OWN, "a.io/app/store": OWN,
    "a.io/app": OWN, "a.io/application": Home("a.io/application", "", "module"),
    "b.io/x/y": Home("b.io/x", "v2.0.0", "module"),
    "b.io/x/sub/z": Home("b.io/x/sub", "v3.0.0", "module"),
    "b.io/xx": Home("b.io/xx", "", "module"),
    "github.com/o/n/a/b": Home("github.com/o/n", "", "module"),
    "runtime": RUNTIME, "runtime/debug": RUNTIME, "internal/runtime/maps": RUNTIME,
    "internal/abi": RUNTIME, "internal/cpu": RUNTIME, "internal/bytealg": RUNTIME,
    "sync/atomic": RUNTIME, "unsafe": RUNTIME, "internal/goos": RUNTIME, "internal/goarch": RUNTIME,
    "internal/chacha8rand": RUNTIME, "internal/stringslite": RUNTIME,
    "sync": STD, "runtimex": STD, "net/http": STD, "internal/poll": STD, "fmt": STD,
}  # fmt: skip


def test_a_package_belongs_to_exactly_this_module() -> None:
    directory = Directory(INFO, {})
    assert {package: directory.home_of(package) for package in HOMES} == HOMES
    nameless = Directory(BuildInfo(go_version="go1.26", main="cmd/go"), {})
    assert nameless.home_of("main") == nameless.home_of("cmd/go/x") == Home("cmd/go", "", "own")
    files = {"b.io/x/y": "/home/u/go/pkg/mod/b.io/x@v1.5.0/y/y.go", "c.io/z": "/src/c.io/z/z.go"}
    learned = Directory(None, files)
    assert learned.home_of("b.io/x/other") == Home("b.io/x", "v1.5.0", "module")
    assert learned.home_of("c.io/z") == Home("c.io/z", "", "module")
    assert learned.home_of("main") == Home("main", "", "own")
    assert Directory(INFO, {"q.io/q": "q.io/q@v9.0.0/q.go"}).home_of("q.io/q").version == ""


PACKAGES = {
    "main.main": "main", "net/http.(*Client).Do": "net/http", "gopkg.in/yaml%2ev3.Load":
    "gopkg.in/yaml.v3", "type:.eq.net/http.Header": "net/http", "type:.hash.[4]a.io/b.T": "a.io/b",
    "type:*net/http.Header": "", "go:buildid": "", "go.shape.int": "", "$f64.3ff8": "",
    "struct { F a.io/b.T }": "", "func(int) string": "", "map[string]int": "", "nothing": "",
    "a.io/b.Map[c.io/d.K].Get": "a.io/b", "a.io/b.T.c.io/d.m": "a.io/b",
    "type:.eq.type:x": "", "_cgo_init": "",
}  # fmt: skip


@pytest.mark.parametrize("symbol", PACKAGES)
def test_a_symbol_names_its_package_or_none(symbol: str) -> None:
    assert package_of(symbol) == PACKAGES[symbol]


def test_assembly_is_named_by_its_file() -> None:
    for path, package in {
        "/usr/local/go/src/internal/bytealg/index_amd64.s": "internal/bytealg",
        "runtime/asm.s": "runtime", "/go/pkg/mod/a.io/b@v1.0.0/x.s": "", "x.s": "",
    }.items():  # fmt: skip
        assert package_of_file(path) == package


DEEP = inspection(
    {"p": {"a.go": {"p.F": 4}, "types": 2}, "q": 7},
    nobody={"padding": 3},
    unattributed=3,
    parts={"code": 13},
    embedded=(EmbeddedFile(path="a", size=1, verified=True, sha256="x"),),
    savings=(Saving(option="-trimpath", bytes=5),),
    hints=(
        Problem(
            code="c", what=say("{size} of {n}", size=Size(5), n=2), why=say("Why."), details="d",
            next=(Advice(say("Do."), OpenFile(Path("a.go"), 3)),), field="f",
        ),
    ),
    verdict=Verdict(
        format="elf", sentence=say("{a}", a=say("inner")), needed=("libc.so.6",), static=True,
        settings={"GOOS": "linux"},
        runs_on=(
            System(name="Debian 12", ok=True, why=say("Yes."), processor="amd64 v1"),
            System(name="RHEL 9", ok=None, why=say("?")),
            System(name="Alpine", ok=False, why=say("No.")),
        ),
    ),
)  # fmt: skip


@pytest.mark.parametrize("found", [DEEP, inspection(sections={"code": {".text": 3}})])
def test_an_inspection_survives_the_wire_with_every_field(found: Any) -> None:  # noqa: ANN401
    reader = wire.Reader(found.path)
    lines = list(wire.lines_of(found))
    *early, last = [reader.take(line) for line in lines]
    assert (early, last) == ([None] * len(early), found)
    assert all("\n" not in line for line in lines)
    assert wire.Reader(Path("/other")).take(lines[0]) is None
    assert [next(iter(json.loads(line))) for line in lines][:2] == ["head", "tree"]


def test_an_inspection_that_breaks_off_is_none_and_a_problem_is_raised() -> None:
    reader = wire.Reader(DEEP.path)
    for line in list(wire.lines_of(DEEP))[:-1]:
        assert reader.take(line) is None
    with pytest.raises(ValueError, match="head"):
        wire.Reader(DEEP.path).take('{"end": true}')
    line = wire.line_of_problem(DEEP.hints[0])
    for read in (wire.saved_in, wire.Reader(DEEP.path).take):
        with pytest.raises(ProblemError) as raised:
            read(line)
        assert raised.value.problem == DEEP.hints[0]
    for sizes in ((1, 0, 7), (), None):
        assert wire.saved_in(wire.line_of_saved(sizes)) == sizes
