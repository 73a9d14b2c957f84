"""The one door to macholib: what a macOS program says of itself.

macholib's own loader copies every section's bytes as often as the file asks for it, so only its
descriptions of the structures are used, each on bytes that are known to be there.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from macholib import mach_o
from macholib.ptypes import sizeof

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

_CPUS = {0x01000007: "amd64", 0x0100000C: "arm64", 7: "386", 12: "arm"}
_LIBRARY, _PIE, _ZERO_FILL = 6, 0x200000, 1
_MAGICS = {
    b"\xce\xfa\xed\xfe": (32, "<"),
    b"\xcf\xfa\xed\xfe": (64, "<"),
    b"\xfe\xed\xfa\xce": (32, ">"),
    b"\xfe\xed\xfa\xcf": (64, ">"),
}
_FAT = {b"\xca\xfe\xba\xbe": (">5I", 20), b"\xca\xfe\xba\xbf": (">2I2Q2I", 32)}
_MOST_SLICES = 32
_MOST_COMMANDS = _MOST_SECTIONS = 1024  # a linked program has some tens of each
_LIBRARIES = {0x0C, 0x8000_0018, 0x8000_001F, 0x8000_0023}
_RANGES = {  # LC_*: what the (offset, size) pair of its linkedit_data_command holds
    0x1D: ("code signature", "headers"),
    0x1E: ("segment split info", "links"),
    0x26: ("function starts", "links"),
    0x29: ("data in code", "links"),
    0x8000_0033: ("exports trie", "links"),
    0x8000_0034: ("chained fixups", "links"),
}
_DYLD_INFO = {0x22, 0x8000_0022}
_DYLD_PARTS = ("rebase info", "bind info", "weak bind info", "lazy bind info", "exports")
_SYMTAB, _DYSYMTAB, _SEGMENT, _SEGMENT_64 = 2, 0xB, 1, 0x19


@dataclass(slots=True)
class _Slice:
    """What is gathered while walking the commands of one architecture."""

    data: Buffer
    start: int
    size: int
    bits: int
    order: str
    sections: list[Section] = field(default_factory=list)
    needed: list[str] = field(default_factory=list)
    symbols: SymbolTable | None = None
    base: int = 0

    def add(self, name: str, offset: int, size: int, *, role: str, address: int = 0) -> None:
        """Note a named stretch; offsets in a slice count from where the slice starts."""
        if size and len(self.sections) < _MOST_SECTIONS:
            place = self.start + offset
            self.sections.append(
                Section(name=name, offset=place, size=size, address=address, role=role)
            )


def read(data: Buffer) -> Image:
    """Read a Mach-O file; of a fat one, the slice for arm64 or else the first.

    Raises `DamagedFileError` when its tables make no sense.
    """
    try:
        fat = _FAT.get(data[:4])
        return _fat(data, *fat) if fat else _thin(data, 0, len(data))
    except (ValueError, IndexError, KeyError, OverflowError, struct.error) as reason:
        raise DamagedFileError(str(reason)) from reason


def _fat(data: Buffer, shape: str, entry: int) -> Image:
    count = min(struct.unpack_from(">I", data, 4)[0], _MOST_SLICES)
    slices = [struct.unpack_from(shape, data, 8 + entry * i) for i in range(count)]
    slices = [s for s in slices if 0 < s[2] < len(data) and s[2] + s[3] <= len(data)]
    if not slices:
        raise DamagedFileError("none of its architectures lies inside the file")
    chosen = next((s for s in slices if _CPUS.get(s[0]) == "arm64"), slices[0])
    others = tuple(
        Section(name=_CPUS.get(s[0], hex(s[0])), offset=s[2], size=s[3], role="slices")
        for s in slices
        if s is not chosen
    )
    header = Section(name="fat header", offset=0, size=8 + entry * count, role="headers")
    image = _thin(data, chosen[2], chosen[3])
    return replace(image, sections=(header, *image.sections, *others))


def _thin(data: Buffer, start: int, size: int) -> Image:
    magic = _MAGICS.get(data[start : start + 4])
    if magic is None:
        raise DamagedFileError("a slice does not begin with a Mach-O header")
    bits, order = magic
    shape = mach_o.mach_header_64 if bits == 64 else mach_o.mach_header  # noqa: PLR2004 - bits
    header = _parse(shape, data, start, order=order)
    found = _Slice(data, start, size, bits, order)
    length = int(header.sizeofcmds) + (32 if bits == 64 else 28)  # noqa: PLR2004 - bits
    found.add("Mach-O header", 0, length, role="headers")
    for command, at, room in _commands(found, header):
        _take(found, command, at, room)
    return Image(
        data=data,
        format="macho",
        goos="darwin",
        goarch=_CPUS.get(header.cputype & 0xFFFF_FFFF, ""),
        bits=bits,
        big_endian=order == ">",
        sections=tuple(found.sections),
        kind="library" if header.filetype == _LIBRARY else "program",
        needed=tuple(found.needed),
        stripped=not names_go_symbols(data, found.symbols),
        pie=bool(header.flags & _PIE),
        symbols=found.symbols,
        base=found.base,
    )


def _parse(shape: Any, data: Buffer, at: int, *, order: str) -> Any:  # noqa: ANN401 - macholib
    size = sizeof(shape)
    raw = data[at : at + size]
    if len(raw) < size:
        raise DamagedFileError("its header ends in the middle")
    return shape.from_str(raw, _endian_=order)


def _commands(found: _Slice, header: Any) -> Iterator[tuple[int, int, int]]:  # noqa: ANN401
    """Yield (kind, offset, length) of the load commands that lie inside the slice."""
    at = found.start + (32 if found.bits == 64 else 28)  # noqa: PLR2004 - bits
    end = min(at + header.sizeofcmds, found.start + found.size)
    for _ in range(min(header.ncmds, _MOST_COMMANDS)):
        if at + 8 > end:
            return
        kind, length = struct.unpack_from(found.order + "II", found.data, at)
        if length < 8 or at + length > end:  # noqa: PLR2004 - a command's own two words
            return
        yield kind, at, length
        at += length


def _take(found: _Slice, kind: int, at: int, length: int) -> None:
    """Note what one load command says."""
    words = found.data[at + 8 : at + length]
    if kind in (_SEGMENT, _SEGMENT_64):
        _take_segment(found, at + 8, at + length, wide=kind == _SEGMENT_64)
    elif kind in _LIBRARIES:
        name = struct.unpack_from(found.order + "I", words)[0]
        found.needed.append(c_string(found.data, at + name, longest=max(length - name, 0)))
    elif kind in _RANGES:
        name_and_role = _RANGES[kind]
        offset, size = struct.unpack_from(found.order + "2I", words)
        found.add(name_and_role[0], offset, size, role=name_and_role[1])
    elif kind in _DYLD_INFO:
        values = struct.unpack_from(found.order + "10I", words)
        for name, offset, size in zip(_DYLD_PARTS, values[::2], values[1::2], strict=True):
            found.add(name, offset, size, role="links")
    elif kind == _SYMTAB:
        _take_symbols(found, *struct.unpack_from(found.order + "4I", words))
    elif kind == _DYSYMTAB:
        offset, count = struct.unpack_from(found.order + "2I", words, 48)
        found.add("indirect symbols", offset, count * 4, role="links")


def _take_segment(found: _Slice, at: int, end: int, *, wide: bool) -> None:
    shape = mach_o.segment_command_64 if wide else mach_o.segment_command
    inner = mach_o.section_64 if wide else mach_o.section
    segment = _parse(shape, found.data, at, order=found.order)
    if segment.fileoff == 0 and segment.filesize:
        found.base = int(segment.vmaddr)
    at += sizeof(shape)
    for _ in range(min(segment.nsects, _MOST_SECTIONS)):
        if at + sizeof(inner) > end:
            return
        section = _parse(inner, found.data, at, order=found.order)
        at += sizeof(inner)
        name = shown(section.sectname.rstrip(b"\0"))
        if section.flags & 0xFF != _ZERO_FILL:
            found.add(
                name,
                int(section.offset),
                int(section.size),
                role=role_of(name),
                address=int(section.addr),
            )


def _take_symbols(found: _Slice, offset: int, count: int, strings: int, size: int) -> None:
    entry = 16 if found.bits == 64 else 12  # noqa: PLR2004 - sizeof(nlist_64), sizeof(nlist)
    found.symbols = SymbolTable(
        layout=f"macho{found.bits}",
        offset=found.start + offset,
        count=count,
        strings=found.start + strings,
        strings_size=size,
    )
    found.add("symbol table", offset, count * entry, role="names")
    found.add("string table", strings, size, role="names")
