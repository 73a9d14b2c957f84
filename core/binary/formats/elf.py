"""The one door to pyelftools: what an ELF file says of itself."""

from __future__ import annotations

import io
import re
import struct
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, cast

from elftools.common.exceptions import ELFError
from elftools.common.utils import struct_parse
from elftools.construct import ConstructError
from elftools.elf.elffile import ELFFile

from core.binary.compatibility import origin
from core.binary.formats.image import (
    Buffer,
    DamagedFileError,
    Image,
    Section,
    SymbolTable,
    c_string,
    role_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_MACHINES = {
    "EM_X86_64": "amd64",
    "EM_AARCH64": "arm64",
    "EM_386": "386",
    "EM_ARM": "arm",
    "EM_RISCV": "riscv64",
    "EM_S390": "s390x",
    "EM_PPC64": "ppc64",
    "EM_MIPS": "mips",
    "EM_LOONGARCH": "loong64",
}
_BITS = {"386": 32, "arm": 32, "mips": 32, "mipsle": 32}  # of the others: 64
_LITTLE = {"amd64", "arm64", "386", "arm", "riscv64", "loong64"}  # Go knows them in no other order
_N32 = 0x20  # e_flags of a MIPS program with wide registers and narrow pointers
_DT_NEEDED, _DT_STRTAB, _DT_STRSZ, _DT_FLAGS, _DT_FLAGS_1 = 1, 5, 10, 30, 0x6FFFFFFB
_BIND_NOW, _NOW_1, _PIE_1 = 8, 1, 0x08000000
_STACK_EXECUTABLE = _EXECUTABLE = 1
_INSTRUCTIONS = 4  # SHF_EXECINSTR
_LONGEST_NOTES = 1 << 16
_MOST_HEADERS = 1024  # a linked program has some tens of them
_LIBRARY_ERRORS = (
    ELFError,
    ConstructError,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    OverflowError,
    struct.error,
)


@dataclass(frozen=True, slots=True)
class _Dynamic:
    needed: tuple[str, ...] = ()
    glibc: str = ""
    flags: int = 0
    flags_1: int = 0


def read(data: Buffer) -> Image:
    """Read the tables of an ELF file; raises `DamagedFileError` when they make no sense."""
    try:
        stream = io.BytesIO(data) if isinstance(data, bytes) else data
        return _image(ELFFile(cast("IO[bytes]", stream)), data)
    except _LIBRARY_ERRORS as reason:
        raise DamagedFileError(str(reason)) from reason


def _image(elf: Any, data: Buffer) -> Image:  # noqa: ANN401 - pyelftools' types are private
    segments = list(_headers(elf, "ph", elf.structs.Elf_Phdr))
    headers = list(_headers(elf, "sh", elf.structs.Elf_Shdr))
    sections = tuple(_sections(elf, data, headers))
    dynamic = _dynamic(elf, data, segments)
    segment = next((s for s in segments if s["p_type"] == "PT_INTERP"), None)
    interpreter = c_string(data, segment["p_offset"]) if segment else ""
    symbols = _symbol_table(headers, bits=elf.elfclass)
    evidence = origin.Evidence(
        os_abi=str(elf["e_ident"]["EI_OSABI"]),
        goarch=_goarch(elf),
        notes=tuple(_notes(elf, data, segments)),
        interpreter=interpreter,
        needed=dynamic.needed,
        table=_function_table(sections, len(data)),
    )
    kind = _kind(elf, dynamic, interpreter=segment is not None)
    if kind == "program" and not _starts(elf, segments, headers, len(data)):
        kind = "debug"
    if kind == "object" and any(section.name == ".modinfo" for section in sections):
        kind = "module"
    return Image(
        data=data,
        format="elf",
        goos=origin.goos_of(data, evidence),
        goarch=evidence.goarch,
        bits=elf.elfclass,
        big_endian=not elf.little_endian,
        sections=(*_own_tables(elf, len(data)), *(sections or _from_segments(segments))),
        kind=kind,
        interpreter=interpreter,
        needed=dynamic.needed,
        glibc=dynamic.glibc,
        stripped=symbols is None,
        pie=elf["e_type"] == "ET_DYN",
        hardening=_hardening(segments, dynamic),
        symbols=symbols,
        noted_level=origin.x86_level(evidence.notes),
    )


def _function_table(sections: tuple[Section, ...], size: int) -> tuple[int, int]:
    """Where Go's table of functions begins and ends; all of the file, where no section is its."""
    own = (one for one in sections if one.name.endswith("gopclntab"))
    return next(((one.offset, min(one.end, size)) for one in own), (0, size))


def _notes(elf: Any, data: Buffer, segments: list[Any]) -> Iterator[origin.Note]:  # noqa: ANN401 - see above
    order = "<" if elf.little_endian else ">"
    for one in segments:
        if one["p_type"] in ("PT_NOTE", "PT_GNU_PROPERTY"):
            raw = data[one["p_offset"] : one["p_offset"] + min(one["p_filesz"], _LONGEST_NOTES)]
            yield from origin.notes_in(raw, order=order)


def _starts(elf: Any, segments: list[Any], headers: list[Any], size: int) -> bool:  # noqa: ANN401 - see above
    """Whether the first instruction is in the file: what only debuggers read has none."""
    at = _file_offset([one for one in segments if one["p_flags"] & _EXECUTABLE], elf["e_entry"])
    code = [one for one in headers if one["sh_flags"] & _INSTRUCTIONS and one["sh_size"]]
    taken_out = bool(code) and all(one["sh_type"] == "SHT_NOBITS" for one in code)
    return at is not None and at < size and not taken_out


def _headers(elf: Any, which: str, shape: Any) -> Iterator[Any]:  # noqa: ANN401 - see above
    """Parse a header table, never further than the file and reason go, whatever it claims."""
    start, size, count = (elf[f"e_{which}{part}"] for part in ("off", "entsize", "num"))
    if not start or size < shape.sizeof():
        return
    count = min(count, _MOST_HEADERS)
    for at in range(start, min(start + size * count, elf.stream_len - size + 1), size):
        yield struct_parse(shape, elf.stream, stream_pos=at)


def _sections(elf: Any, data: Buffer, headers: list[Any]) -> Iterator[Section]:  # noqa: ANN401
    names_at = elf["e_shstrndx"]
    names = headers[names_at]["sh_offset"] if names_at < len(headers) else -1
    for header in headers:
        if header["sh_type"] in ("SHT_NULL", "SHT_NOBITS"):
            continue
        name = c_string(data, names + header["sh_name"]) if names >= 0 else ""
        yield Section(
            name=name or "(no name)",
            offset=header["sh_offset"],
            size=header["sh_size"],
            address=header["sh_addr"],
            role=role_of(name),
        )


def _from_segments(segments: list[Any]) -> tuple[Section, ...]:
    """Stand in for a section table that was removed: the stretches that get loaded."""
    return tuple(
        Section(
            name="LOAD (code)" if segment["p_flags"] & 1 else "LOAD",
            offset=segment["p_offset"],
            size=segment["p_filesz"],
            address=segment["p_vaddr"],
            role="code" if segment["p_flags"] & 1 else "data",
        )
        for segment in segments
        if segment["p_type"] == "PT_LOAD"
    )


def _own_tables(elf: Any, size: int) -> Iterator[Section]:  # noqa: ANN401 - see above
    yield Section(name="ELF header", offset=0, size=elf["e_ehsize"], role="headers")
    for which, name in (("ph", "program headers"), ("sh", "section headers")):
        length = elf[f"e_{which}entsize"] * elf[f"e_{which}num"]
        if 0 < elf[f"e_{which}off"] < size and length:
            yield Section(name=name, offset=elf[f"e_{which}off"], size=length, role="headers")


def _dynamic(elf: Any, data: Buffer, segments: list[Any]) -> _Dynamic:  # noqa: ANN401 - see above
    segment = next((s for s in segments if s["p_type"] == "PT_DYNAMIC"), None)
    if segment is None:
        return _Dynamic()
    code = ("<" if elf.little_endian else ">") + ("QQ" if elf.elfclass == 64 else "II")  # noqa: PLR2004 - bits
    raw = data[segment["p_offset"] : segment["p_offset"] + segment["p_filesz"]]
    whole = len(raw) - len(raw) % struct.calcsize(code)
    entries: list[tuple[int, int]] = []
    for tag, value in struct.iter_unpack(code, raw[:whole]):
        if not tag:
            break
        entries.append((tag, value))
    tags = dict(entries)
    strings = _file_offset(segments, tags.get(_DT_STRTAB, 0))
    if strings is None:
        return _Dynamic(flags=tags.get(_DT_FLAGS, 0), flags_1=tags.get(_DT_FLAGS_1, 0))
    names = data[strings : strings + tags.get(_DT_STRSZ, 0)]
    return _Dynamic(
        tuple(c_string(names, value) for tag, value in entries if tag == _DT_NEEDED),
        _highest_glibc(names),
        tags.get(_DT_FLAGS, 0),
        tags.get(_DT_FLAGS_1, 0),
    )


def _highest_glibc(names: bytes) -> str:
    """The highest GLIBC version among a file's dynamic strings: "2.34", or "" for none."""
    found = re.findall(rb"GLIBC_(\d{1,3}(?:\.\d{1,3}){1,2})\0", names)
    versions = [tuple(map(int, text.split(b"."))) for text in found]
    return ".".join(map(str, max(versions, default=())))


def _file_offset(segments: list[Any], address: int) -> int | None:
    for segment in segments:
        inside = address - segment["p_vaddr"]
        if segment["p_type"] == "PT_LOAD" and 0 <= inside < segment["p_filesz"]:
            return int(segment["p_offset"] + inside)
    return None


def _symbol_table(headers: list[Any], *, bits: int) -> SymbolTable | None:
    table = next((h for h in headers if h["sh_type"] == "SHT_SYMTAB"), None)
    if table is None or not 0 <= table["sh_link"] < len(headers):
        return None
    strings = headers[table["sh_link"]]
    entry = 24 if bits == 64 else 16  # noqa: PLR2004 - sizeof(Elf64_Sym), sizeof(Elf32_Sym)
    return SymbolTable(
        layout=f"elf{bits}",
        offset=table["sh_offset"],
        count=table["sh_size"] // entry,
        strings=strings["sh_offset"],
        strings_size=strings["sh_size"],
    )


def _kind(elf: Any, dynamic: _Dynamic, *, interpreter: bool) -> str:  # noqa: ANN401 - see above
    match elf["e_type"]:
        case "ET_EXEC":
            return "program"
        case "ET_DYN" if interpreter or dynamic.flags_1 & _PIE_1:
            return "program"
        case "ET_DYN":
            return "library"
        case "ET_CORE":
            return "core"
        case _:
            return "object"


def _hardening(segments: list[Any], dynamic: _Dynamic) -> tuple[str, ...]:
    """The protections that the file asks for, by the names that checksec made known."""
    by_type = {segment["p_type"]: segment for segment in segments}
    stack = by_type.get("PT_GNU_STACK")
    facts = {
        "RELRO": "PT_GNU_RELRO" in by_type,
        "BIND_NOW": bool(dynamic.flags & _BIND_NOW or dynamic.flags_1 & _NOW_1),
        "NX": stack is not None and not stack["p_flags"] & _STACK_EXECUTABLE,
    }
    return tuple(name for name, holds in facts.items() if holds)


def _goarch(elf: Any) -> str:  # noqa: ANN401 - see above
    """GOARCH's name for the processor, empty for what only looks like one (x32, n32, armeb)."""
    arch = _MACHINES.get(str(elf["e_machine"]), "")
    if arch in ("ppc64", "mips") and elf.little_endian:
        arch += "le"
    if arch.startswith("mips") and elf.elfclass == 64:  # noqa: PLR2004 - bits
        arch = arch.replace("mips", "mips64")
    odd = arch.startswith("mips") and elf["e_flags"] & _N32
    order = (arch == "s390x" and elf.little_endian) or (arch in _LITTLE and not elf.little_endian)
    return "" if odd or order or elf.elfclass != _BITS.get(arch, 64) else arch
