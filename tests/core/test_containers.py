"""What made-up ELF, PE and Mach-O files say of themselves, header by header."""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from core.binary.compatibility import origin
from core.binary.formats import elf, macho, pe
from core.binary.formats.image import DamagedFileError, Image, Section
from core.binary.inspector import inspect, inspect_in_steps, read_image
from tests import made_up_programs as made
from tests.corpus.programs import Variant, built

if TYPE_CHECKING:
    from pathlib import Path

GLIBC = "/lib64/ld-linux-x86-64.so.2"


def test_a_made_up_elf_tells_its_loader_libraries_and_highest_glibc() -> None:
    versions = ("GLIBC_2.4", "GLIBC_2.34", "GLIBC_2.9", "GLIBC_2.2.5", "GLIBC_PRIVATE", "XGLIBC_9")
    found = elf.read(
        made.elf(kind=3, interpreter=GLIBC, needed=("libc.so.6", "libm.so.6"), names=versions)
    )
    assert (found.interpreter, found.needed) == (GLIBC, ("libc.so.6", "libm.so.6"))
    assert (found.glibc, found.goos, found.goarch) == ("2.34", "linux", "amd64")
    assert (found.kind, found.pie, found.stripped, found.format) == ("program", True, True, "elf")


@pytest.mark.parametrize(
    ("names", "glibc"),
    [
        ((), ""), (("GLIBC_2.17",), "2.17"), (("GLIBC_2.17", "GLIBC_2.2.5"), "2.17"),
        (("GLIBC_2.9", "GLIBC_2.10"), "2.10"), (("GLIBC_2.3.4", "GLIBC_2.3"), "2.3.4"),
        (("GLIBC_2", "GLIBC_PRIVATE", "GLIBC_2.x"), ""), (("GLIBC_3.0", "GLIBC_2.99"), "3.0"),
        (("GLIBCXX_3.4.30", "GLIBC_2.31"), "2.31"), (("GLIBC_2.1234", "GLIBC_2.2"), "2.2"),
    ],
)  # fmt: skip
def test_the_highest_glibc_is_highest_by_number(names: tuple[str, ...], glibc: str) -> None:
    assert elf.read(made.elf(interpreter=GLIBC, names=names, flags=1)).glibc == glibc


@pytest.mark.go
@pytest.mark.skipif(shutil.which("gcc") is None, reason="needs a C compiler")
@pytest.mark.skipif(shutil.which("readelf") is None, reason="needs binutils")
def test_the_glibc_of_a_real_program_is_what_readelf_tells_and_older_systems_lack_it() -> None:
    program = built(Variant(program="withc", cgo=True))
    said = subprocess.run(("readelf", "-VW", program), check=True, capture_output=True, text=True)
    versions = {
        tuple(map(int, one.split("."))) for one in re.findall(r"GLIBC_([\d.]+)", said.stdout)
    }
    dynamic = subprocess.run(
        ("readelf", "-dlW", program), check=True, capture_output=True, text=True
    )
    found = inspect(program, functions=False).verdict
    assert found.glibc == ".".join(map(str, max(versions)))
    assert list(found.needed) == re.findall(r"NEEDED.*\[(.+)\]", dynamic.stdout)
    assert f"interpreter: {found.interpreter}]" in dynamic.stdout
    has = {"Debian 11": (2, 31), "Debian 13": (2, 41), "RHEL 8": (2, 28), "Ubuntu 22.04": (2, 35)}
    answers = {one.name: one.ok for one in found.runs_on}
    assert {name: answers[name] for name in has} == {
        name: max(versions) <= there for name, there in has.items()
    }
    assert (answers["Alpine"], answers["scratch image"]) == (False, False)


ARCHITECTURES: list[tuple[dict[str, Any], str]] = [
    ({"machine": 62}, "amd64"), ({"machine": 62, "bits": 32}, ""),
    ({"machine": 62, "order": ">"}, ""),
    ({"machine": 183}, "arm64"), ({"machine": 183, "bits": 32}, ""),
    ({"machine": 183, "order": ">"}, ""), ({"machine": 3, "bits": 32}, "386"), ({"machine": 3}, ""),
    ({"machine": 40, "bits": 32}, "arm"), ({"machine": 40, "bits": 32, "order": ">"}, ""),
    ({"machine": 243}, "riscv64"), ({"machine": 243, "bits": 32}, ""),
    ({"machine": 22, "order": ">"}, "s390x"), ({"machine": 22}, ""),
    ({"machine": 21, "order": ">"}, "ppc64"), ({"machine": 21}, "ppc64le"),
    ({"machine": 8, "bits": 32, "order": ">"}, "mips"), ({"machine": 8, "bits": 32}, "mipsle"),
    ({"machine": 8, "order": ">"}, "mips64"), ({"machine": 8}, "mips64le"),
    ({"machine": 8, "bits": 32, "e_flags": 0x20}, ""), ({"machine": 258}, "loong64"),
    ({"machine": 2, "order": ">"}, ""),
]  # fmt: skip


@pytest.mark.parametrize(("header", "goarch"), ARCHITECTURES)
def test_the_processor_is_told_by_machine_width_and_order(
    header: dict[str, Any], goarch: str
) -> None:
    found = elf.read(made.elf(**header))
    assert found.goarch == goarch
    assert found.bits == header.get("bits", 64)
    assert found.big_endian is (header.get("order") == ">")


TEXT = (".text", made.PROGBITS, made.ALLOCATED | made.INSTRUCTIONS, b"\x90" * 16)
NO_TEXT = (".text", made.NOBITS, made.ALLOCATED | made.INSTRUCTIONS, b"\x90" * 16)
KINDS: list[tuple[dict[str, Any], str]] = [
    ({"kind": 2}, "program"), ({"kind": 3}, "library"), ({"kind": 4}, "core"),
    ({"kind": 1}, "object"), ({"kind": 3, "interpreter": GLIBC}, "program"),
    ({"kind": 3, "flags_1": 0x08000000}, "program"), ({"kind": 3, "flags_1": 1}, "library"),
    ({"kind": 1, "sections": ((".modinfo", 1, 2, b"license=GPL"),)}, "module"),
    ({"kind": 2, "sections": ((".modinfo", 1, 2, b"license=GPL"),)}, "program"),
    ({"kind": 2, "entry": 0}, "debug"), ({"kind": 2, "sections": (NO_TEXT,)}, "debug"),
    ({"kind": 2, "sections": (TEXT,)}, "program"),
    ({"kind": 2, "sections": (TEXT, NO_TEXT)}, "program"),
    ({"kind": 3, "entry": 0}, "library"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "kind"), KINDS)
def test_only_what_can_be_started_is_a_program(header: dict[str, Any], kind: str) -> None:
    assert elf.read(made.elf(**header)).kind == kind


HARDENING: list[tuple[dict[str, Any], tuple[str, ...]]] = [
    ({}, ()), ({"stack": 6}, ("NX",)), ({"stack": 7}, ()), ({"relro": True}, ("RELRO",)),
    ({"flags": 8}, ("BIND_NOW",)), ({"flags_1": 1}, ("BIND_NOW",)), ({"flags": 4}, ()),
    ({"relro": True, "stack": 6, "flags": 8}, ("RELRO", "BIND_NOW", "NX")),
]  # fmt: skip


@pytest.mark.parametrize(("header", "told"), HARDENING)
def test_protections_are_told_only_where_the_file_asks_for_them(
    header: dict[str, Any], told: tuple[str, ...]
) -> None:
    assert elf.read(made.elf(**header)).hardening == told


SYSTEMS: list[tuple[dict[str, Any], str]] = [
    ({"os_abi": 3}, "linux"), ({"os_abi": 9}, "freebsd"), ({"os_abi": 2}, "netbsd"),
    ({"os_abi": 12}, "openbsd"), ({"os_abi": 6}, "solaris"), ({}, ""),
    ({"needed": ("libc.so.6",)}, "linux"), ({"needed": ("libc.so.7",)}, "freebsd"),
    ({"needed": ("libsocket.so.1",)}, "solaris"), ({"needed": ("libc.so",)}, ""),
    ({"notes": made.note(b"OpenBSD", 1, b"\0" * 4)}, "openbsd"),
    ({"notes": made.note(b"GNU", 1, struct.pack("<I", 0))}, "linux"),
    ({"notes": made.note(b"GNU", 1, struct.pack("<I", 2))}, "solaris"),
    ({"notes": made.note(b"GNU", 1, struct.pack("<I", 3))}, "freebsd"),
    ({"notes": made.note(b"GNU", 1, struct.pack(">I", 4), ">"), "machine": 22, "order": ">"},
     "netbsd"),
    ({"notes": made.note(b"GNU", 3, b"\0" * 20)}, ""),
    ({"os_abi": 9, "interpreter": GLIBC}, "freebsd"),
    ({"interpreter": "/lib/ld.so.1", "machine": 8}, "linux"),
    ({"interpreter": "/lib/ld.so.1"}, "solaris"), ({"interpreter": "/lib64/ld.so.1"}, "linux"),
    ({"interpreter": "/lib/ld64.so.1"}, "linux"), ({"interpreter": "/lib64/ld64.so.2"}, "linux"),
    ({"interpreter": "/lib/ld-linux.so.2"}, "linux"),
    ({"interpreter": "/lib/64/ld.so.1"}, "solaris"),
    ({"interpreter": "/usr/lib/ld.so.1"}, "solaris"),
    ({"interpreter": "/system/bin/linker"}, "android"),
    ({"interpreter": "/usr/libexec/ld.elf_so"}, "netbsd"), ({"interpreter": "/x"}, ""),
]  # fmt: skip


@pytest.mark.parametrize(("header", "goos"), SYSTEMS)
def test_the_system_is_told_by_header_note_loader_and_library_in_this_order(
    header: dict[str, Any], goos: str
) -> None:
    assert elf.read(made.elf(**header)).goos == goos


@pytest.mark.parametrize("goos", ["android", "illumos", "solaris", "freebsd", "netbsd", "openbsd",
                                  "dragonfly", "linux"])  # fmt: skip
def test_go_s_own_files_tell_the_system_last(goos: str) -> None:
    table = f"/go/src/runtime/os_{goos}.go\0/go/src/runtime/os_plan9.go\0".encode()
    own = (".gopclntab", made.PROGBITS, made.ALLOCATED, table)
    assert elf.read(made.elf(sections=(own,))).goos == goos
    stranger = (".rodata", made.PROGBITS, made.ALLOCATED, b"runtime/os3_solaris.go\0" + table)
    assert elf.read(made.elf(sections=(own, stranger))).goos == goos
    assert elf.read(made.elf(sections=((".gopclntab", 1, 2, table[:-1] + b"x"),))).goos == goos


def _property(*bits: int) -> bytes:
    text = b"".join(struct.pack("<4I", 0xC0008002, 4, one, 0) for one in bits)
    return made.note(b"GNU", 5, struct.pack("<4I", 0xC0008001, 4, 15, 0) + text)


@pytest.mark.parametrize(
    ("notes", "level"),
    [
        (b"", ""), (_property(), ""), (_property(0), "v1"), (_property(1), "v1"),
        (_property(3), "v2"), (_property(2), "v2"), (_property(7), "v3"), (_property(15), "v4"),
        (made.note(b"Go", 5, _property(3)[16:]), ""), (made.note(b"GNU", 4, _property(3)[16:]), ""),
    ],
)  # fmt: skip
def test_the_level_that_the_linker_noted(notes: bytes, level: str) -> None:
    assert elf.read(made.elf(notes=notes)).noted_level == level


def test_notes_are_read_one_after_the_other_and_not_for_ever() -> None:
    raw = made.note(b"Go", 4, b"id") + made.note(b"GNU", 1, b"abcd")
    assert list(origin.notes_in(raw, order="<")) == [(b"Go", 4, b"id"), (b"GNU", 1, b"abcd")]
    assert len(list(origin.notes_in(made.note(b"", 1, b"") * 99, order="<"))) == 64


def test_sections_and_symbols_are_where_the_headers_say() -> None:
    symbols = (".symtab", made.SYMTAB, 0, bytes(48))
    whole = elf.read(made.elf(sections=(TEXT, symbols)))
    assert not whole.stripped
    assert whole.symbols is not None
    assert (whole.symbols.layout, whole.symbols.count) == ("elf64", 2)
    narrow = elf.read(made.elf(bits=32, machine=3, sections=(symbols,)))
    assert narrow.symbols is not None
    assert (narrow.symbols.layout, narrow.symbols.count) == ("elf32", 3)
    text = whole.section(".text")
    assert text is not None
    assert (text.role, text.size, text.address - text.offset) == ("code", 16, made.BASE)
    assert whole.data[text.offset : text.end] == TEXT[3]
    names = [(one.name, one.role) for one in whole.sections]
    assert names == [
        ("ELF header", "headers"), ("program headers", "headers"), ("section headers", "headers"),
        (".text", "code"), (".symtab", "names"), (".shstrtab", "headers"),
    ]  # fmt: skip
    bare = elf.read(made.elf())
    assert [(one.name, one.role) for one in bare.sections][2:] == [("LOAD (code)", "code")]
    assert elf.read(made.elf(sections=(NO_TEXT,))).section(".text") is None


def test_what_makes_no_sense_is_damaged_and_never_another_error() -> None:
    whole = made.elf(interpreter=GLIBC, needed=("libc.so.6",))
    for cut in (5, 20, 63):
        with pytest.raises(DamagedFileError):
            elf.read(whole[:cut])
    for broken in (made.pe()[:100], made.macho()[:20], b"\xca\xfe\xba\xbe\0\0\0\1" + bytes(20)):
        with pytest.raises(DamagedFileError):
            (pe if broken[:2] == b"MZ" else macho).read(broken)


def test_a_windows_program_tells_processor_libraries_and_protections() -> None:
    libraries = ("KERNEL32.dll", "ws2_32.dll")
    found = pe.read(made.pe(libraries=libraries, hardening=0x4160))
    assert (found.goos, found.goarch, found.bits, found.kind) == ("windows", "amd64", 64, "program")
    assert (found.needed, found.pie, found.base) == (libraries, True, 0x140000000)
    assert found.hardening == ("ASLR", "NX", "HIGH_ENTROPY_VA", "CFG")
    assert (found.stripped, found.interpreter, found.big_endian) == (True, "", False)
    for machine, goarch in {0xAA64: "arm64", 0x14C: "386", 0x1C4: "arm", 0x200: ""}.items():
        assert pe.read(made.pe(machine=machine)).goarch == goarch
    plain = pe.read(made.pe(wide=False, characteristics=0x2022, hardening=0x8000))
    assert (plain.bits, plain.kind, plain.hardening, plain.pie) == (32, "library", (), False)
    assert plain.needed == ()
    (flag,) = pe.read(made.pe(hardening=0x100)).hardening
    assert flag == "NX"


def _library(name: bytes) -> bytes:
    return struct.pack("<4I", 24, 0, 0, 0) + name.ljust(16, b"\0")


def test_a_macos_program_tells_processor_libraries_and_kind() -> None:
    commands = [(kind, _library(b"/usr/lib/%d" % at), None)
                for at, kind in enumerate((0xC, 0x80000018, 0x8000001F, 0x80000023))]  # fmt: skip
    found = macho.read(made.macho(commands, flags=0x200000))
    assert found.needed == ("/usr/lib/0", "/usr/lib/1", "/usr/lib/2", "/usr/lib/3")
    assert (found.goos, found.goarch, found.bits) == ("darwin", "arm64", 64)
    assert (found.kind, found.pie, found.stripped) == ("program", True, True)
    for cpu, goarch in {0x01000007: "amd64", 7: "386", 12: "arm", 18: ""}.items():
        assert macho.read(made.macho(cpu=cpu, wide=cpu > 99)).goarch == goarch
    other = macho.read(made.macho(kind=6))
    assert (other.kind, other.pie, other.needed) == ("library", False, ())
    big = macho.read(made.macho(order=">", wide=False))
    assert (big.big_endian, big.bits) == (True, 32)


RANGES = {
    0x1D: ("code signature", "headers"), 0x1E: ("segment split info", "links"),
    0x26: ("function starts", "links"), 0x29: ("data in code", "links"),
    0x80000033: ("exports trie", "links"), 0x80000034: ("chained fixups", "links"),
}  # fmt: skip


def test_the_parts_of_a_macos_program_have_their_names_and_roles() -> None:
    for kind, wanted in RANGES.items():
        (head, part) = macho.read(made.macho([(kind, struct.pack("<2I", 100, 7), None)])).sections
        assert (part.name, part.role, part.offset, part.size) == (*wanted, 100, 7)
        assert (head.name, head.size, head.role) == ("Mach-O header", 48, "headers")
    parts = struct.pack("<10I", *range(1, 11))
    for kind in (0x22, 0x80000022):
        _, *five = macho.read(made.macho([(kind, parts, None)])).sections
        assert [(one.name, one.offset, one.size) for one in five] == [
            ("rebase info", 1, 2), ("bind info", 3, 4), ("weak bind info", 5, 6),
            ("lazy bind info", 7, 8), ("exports", 9, 10),
        ]  # fmt: skip
    for wide, entry in ((True, 16), (False, 12)):
        words = struct.pack("<4I", 50, 3, 200, 9)
        found = macho.read(made.macho([(2, words, None)], wide=wide))
        assert [(one.name, one.offset, one.size) for one in found.sections[1:]] == [
            ("symbol table", 50, 3 * entry), ("string table", 200, 9),
        ]  # fmt: skip
    indirect = bytes(48) + struct.pack("<2I", 60, 5) + bytes(16)
    assert macho.read(made.macho([(0xB, indirect, None)])).sections[1] == Section(
        name="indirect symbols", offset=60, size=20, role="links"
    )


def _segment(name: bytes, sections: tuple[tuple[bytes, int], ...], place: int) -> bytes:
    head = struct.pack("<16s4Q4I", name, 0x1000, 0x1000, place, 64, 7, 7, len(sections), 0)
    return head + b"".join(
        struct.pack("<16s16s2Q8I", one, name, 0x1000, 8, 40, 0, 0, 0, flags, 0, 0, 0)
        for one, flags in sections
    )


def test_segments_give_sections_and_the_base_but_no_room_without_bytes() -> None:
    inner = ((b"__text", 0), (b"__bss", 1), (b"__gopclntab", 0))
    found = macho.read(made.macho([(0x19, _segment(b"__TEXT", inner, 0), None)]))
    assert [(one.name, one.role) for one in found.sections[1:]] == [
        ("__text", "code"), ("__gopclntab", "tables"),
    ]  # fmt: skip
    assert (found.base, found.sections[1].address) == (0x1000, 0x1000)
    assert macho.read(made.macho([(0x19, _segment(b"__DATA", inner, 64), None)])).base == 0


def test_of_several_processors_arm64_is_taken_and_the_others_are_slices() -> None:
    one, two = made.macho(cpu=0x01000007), made.macho(cpu=0x100000C)
    rows = struct.pack(">5I", 0x01000007, 0, 100, len(one), 0)
    rows += struct.pack(">5I", 0x100000C, 0, 200, len(two), 0)
    data = (b"\xca\xfe\xba\xbe" + struct.pack(">I", 2) + rows).ljust(100, b"\0")
    data = (data + one).ljust(200, b"\0") + two
    found = macho.read(data)
    assert found.goarch == "arm64"
    assert [(s.name, s.offset, s.size, s.role) for s in found.sections] == [
        ("fat header", 0, 48, "headers"), ("Mach-O header", 200, 32, "headers"),
        ("amd64", 100, 32, "slices"),
    ]  # fmt: skip
    assert macho.read(data[:231]).goarch == "amd64"  # the other is not whole


STARTS: list[tuple[bytes, str]] = [
    (made.elf(), "elf"), (made.pe(), "pe"), (made.macho(), "macho"),
    (made.macho(order=">", wide=False), "macho"), (b"\0asm\1\0\0\0", "wasm"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("used", "size"), [(0x80, 0x80), (0x200, 0x200), (0x300, 0x200), (0, 0x200)]
)
def test_what_fills_a_block_of_a_windows_program_is_none_of_its_section(
    used: int, size: int
) -> None:
    name = b".rdata\0\0"
    data = made.pe().replace(name + struct.pack("<I", 0x200), name + struct.pack("<I", used))
    (section,) = (one for one in pe.read(data).sections if one.name == ".rdata")
    assert (section.offset, section.size) == (0x200, size)


@pytest.mark.parametrize(("data", "container"), STARTS)
def test_the_first_bytes_choose_the_reader(data: bytes, container: str, tmp_path: Path) -> None:
    found: Image = read_image(tmp_path / "x", data)
    assert found.format == container


def test_the_first_look_has_verdict_size_and_checksum(tmp_path: Path) -> None:
    lines = "path\texample.com/a\nmod\texample.com/a\tv1.0.0\t\nbuild\tGOAMD64=v1\n"
    info = (".go.buildinfo", made.PROGBITS, made.ALLOCATED, made.build_info("go1.26.8", lines))
    file = tmp_path / "program"
    file.write_bytes(made.elf(os_abi=3, sections=(TEXT, info)))
    found = next(inspect_in_steps(file))
    assert (found.size, found.path) == (file.stat().st_size, file)
    assert (
        found.sha256
        == subprocess.run(
            ("sha256sum", file), check=True, capture_output=True, text=True
        ).stdout.split()[0]
    )
    assert (found.verdict.go_version, found.verdict.module) == ("go1.26.8", "example.com/a")
    assert found.verdict.static
    assert all(one.ok for one in found.verdict.runs_on)
    assert found.sections.size == found.size
    *_, last = inspect_in_steps(file)
    assert [one.code for one in last.verdict.notes] == ["tables_unknown"]


def test_a_function_table_that_does_not_fit_together_is_noted_and_the_rest_told(
    tmp_path: Path,
) -> None:
    head = struct.pack("<IHBB8Q", 0xFFFFFFF1, 0, 1, 8, 1000, 0, 0, *[72] * 5)
    table = (".gopclntab", made.PROGBITS, made.ALLOCATED, head + bytes(100))
    file = tmp_path / "program"
    file.write_bytes(made.elf(os_abi=3, sections=(TEXT, table)))
    first, last = inspect_in_steps(file)
    assert [one.code for one in first.verdict.notes] == ["no_build_info"]
    assert [one.code for one in last.verdict.notes] == ["no_build_info", "tables_damaged"]
    assert (last.sections, last.packages) == (first.sections, None)
