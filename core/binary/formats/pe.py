"""The one door to pefile: what a Windows program says of itself."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

import pefile

from core.binary.formats.image import (
    Buffer,
    DamagedFileError,
    Image,
    Section,
    SymbolTable,
    c_string,
    names_go_symbols,
    role_of,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_MACHINES = {0x8664: "amd64", 0xAA64: "arm64", 0x14C: "386", 0x1C4: "arm"}
_IMPORTS, _CERTIFICATES = 1, 4
_SYMBOL, _IMPORT = 18, 20  # bytes of a COFF symbol, of an import descriptor
_MOST_LIBRARIES = 4096
_WIDE = 0x20B
_HARDENING = {0x0040: "ASLR", 0x0100: "NX", 0x0020: "HIGH_ENTROPY_VA", 0x4000: "CFG"}
_LIBRARY_FLAG = 0x2000
_LIBRARY_ERRORS = (
    pefile.PEFormatError,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    OverflowError,
    struct.error,
)


def read(data: Buffer) -> Image:
    """Read the tables of a PE file; raises `DamagedFileError` when they make no sense."""
    try:
        return _image(pefile.PE(data=data, fast_load=True), data)
    except _LIBRARY_ERRORS as reason:
        raise DamagedFileError(str(reason)) from reason


def _image(pe: Any, data: Buffer) -> Image:  # noqa: ANN401 - pefile has no types
    base = pe.OPTIONAL_HEADER.ImageBase
    table = _symbol_table(pe, data)
    flags = pe.OPTIONAL_HEADER.DllCharacteristics
    return Image(
        data=data,
        format="pe",
        goos="windows",
        goarch=_MACHINES.get(pe.FILE_HEADER.Machine, ""),
        bits=64 if pe.OPTIONAL_HEADER.Magic == _WIDE else 32,
        big_endian=False,
        sections=tuple(_sections(pe, data, table, base=base)),
        kind="library" if pe.FILE_HEADER.Characteristics & _LIBRARY_FLAG else "program",
        needed=tuple(_libraries(pe, data)),
        stripped=not names_go_symbols(data, table),
        pie=bool(flags & 0x0040),
        hardening=tuple(name for flag, name in _HARDENING.items() if flags & flag),
        symbols=table,
        base=base,
    )


def _sections(
    pe: Any,  # noqa: ANN401 - pefile has no types
    data: Buffer,
    table: SymbolTable | None,
    *,
    base: int,
) -> Iterator[Section]:
    yield Section(
        name="PE headers", offset=0, size=pe.OPTIONAL_HEADER.SizeOfHeaders, role="headers"
    )
    for section in pe.sections:
        name = _section_name(section.Name, data, table)
        used = min(section.Misc_VirtualSize or section.SizeOfRawData, section.SizeOfRawData)
        yield Section(
            name=name,
            offset=section.PointerToRawData,
            size=used,
            address=base + section.VirtualAddress,
            role=role_of(name),
        )
    if table:
        size = table.count * _SYMBOL
        yield Section(name="symbol table", offset=table.offset, size=size, role="names")
        yield Section(
            name="string table", offset=table.strings, size=table.strings_size, role="names"
        )
    signature = _directory(pe, _CERTIFICATES)
    if signature and signature.VirtualAddress:
        yield Section(
            name="signature", offset=signature.VirtualAddress, size=signature.Size, role="headers"
        )


def _directory(pe: Any, number: int) -> Any:  # noqa: ANN401 - pefile has no types
    known = getattr(pe.OPTIONAL_HEADER, "DATA_DIRECTORY", [])
    return known[number] if number < len(known) else None


def _section_name(raw: bytes, data: Buffer, table: SymbolTable | None) -> str:
    """A section's name; "/123" means that it stands in the string table."""
    name = shown(raw.rstrip(b"\0"))
    if name[1:].isdecimal() and name[0] == "/" and table:
        return c_string(data, table.strings + int(name[1:])) or name
    return name or "(no name)"


def _symbol_table(pe: Any, data: Buffer) -> SymbolTable | None:  # noqa: ANN401 - see above
    offset, count = pe.FILE_HEADER.PointerToSymbolTable, pe.FILE_HEADER.NumberOfSymbols
    strings = offset + count * _SYMBOL
    if not offset or strings + 4 > len(data):
        return None
    size = struct.unpack_from("<I", data, strings)[0]
    return SymbolTable(
        layout="coff", offset=offset, count=count, strings=strings, strings_size=size
    )


def _libraries(pe: Any, data: Buffer) -> Iterator[str]:  # noqa: ANN401 - see above
    """The libraries that the import table names; only the names, so that none can be a trap."""
    directory = _directory(pe, _IMPORTS)
    at = _offset(pe, directory.VirtualAddress) if directory else None
    for _ in range(_MOST_LIBRARIES):
        if at is None or at + _IMPORT > len(data):
            return
        name_at = struct.unpack_from("<I", data, at + 12)[0]
        name = c_string(data, _offset(pe, name_at) or -1, longest=256) if name_at else ""
        if not name:
            return
        yield name
        at += _IMPORT


def _offset(pe: Any, address: int) -> int | None:  # noqa: ANN401 - see above
    for section in pe.sections:
        inside = address - section.VirtualAddress
        if 0 <= inside < section.SizeOfRawData:
            return int(section.PointerToRawData + inside)
    return None
