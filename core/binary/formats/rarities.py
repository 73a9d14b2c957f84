"""Containers that no Linux starts, as far as telling what they are: WASM, Plan 9's and AIX's.

Their sizes are told by section; what is in a section stays whole.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from core.binary.formats.image import DamagedFileError, Image, Section, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from core.binary.formats.image import Buffer


def read(data: Buffer, kind: str) -> Image:
    """Read the headers of such a file; raises `DamagedFileError` when they make no sense."""
    try:
        return _READERS[kind](data)
    except (struct.error, IndexError, ValueError) as reason:
        raise DamagedFileError(str(reason)) from reason


_MOST = 4096  # sections
_WASM_NAMES = (
    "custom", "types", "imports", "functions", "tables", "memories", "globals", "exports", "start",
    "elements", "code", "data", "data count", "tags",
)  # fmt: skip
_CUSTOM, _IMPORTS, _CODE, _DATA = 0, 2, 10, 11
_WASM_ROLES = {_CODE: "code", _DATA: "data", _IMPORTS: "links", 9: "tables"}
_WASM_HEADER = 8
_WASI, _JS = b"wasi_snapshot_preview1", b"gojs"


def _wasm(data: Buffer) -> Image:
    sections = tuple(_wasm_sections(data))
    imports = next((one for one in sections if one.name == _WASM_NAMES[_IMPORTS]), None)
    named = data[imports.offset : imports.end] if imports else b""
    return Image(
        data=data,
        format="wasm",
        goos="wasip1" if _WASI in named else "js" if _JS in named else "",
        goarch="wasm",
        bits=64,
        big_endian=False,
        sections=sections,
        stripped=not any(one.name == "name" for one in sections),
    )


def _wasm_sections(data: Buffer) -> Iterator[Section]:
    yield Section(name="header", offset=0, size=_WASM_HEADER, role="headers")
    at = _WASM_HEADER
    for _ in range(_MOST):
        if at >= len(data):
            return
        number = data[at]
        size, start = _number(data, at + 1)
        yield Section(name="header", offset=at, size=start - at, role="headers")
        yield _wasm_section(data, number, start=start, size=size)
        at = start + size


def _wasm_section(data: Buffer, number: int, *, start: int, size: int) -> Section:
    if number != _CUSTOM:
        name = _WASM_NAMES[number]
        return Section(name=name, offset=start, size=size, role=_WASM_ROLES.get(number, "headers"))
    length, at = _number(data, start)
    name = shown(data[at : at + min(length, size)])
    role = "names" if name == "name" else "debug" if name.startswith(".debug") else "headers"
    return Section(name=name, offset=start, size=size, role=role)


def _number(data: Buffer, at: int) -> tuple[int, int]:
    """A number of WASM (LEB128, below 2**35), and where it ends."""
    value = 0
    for shift in range(0, 35, 7):
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:  # noqa: PLR2004 - the bit that says more follows
            return value, at
    raise ValueError("a number without an end")


_PLAN9_MAGICS = {0x1EB: ("386", 32), 0x8A97: ("amd64", 64), 0x647: ("arm", 32)}
_WIDE_PLAN9 = 0x8000  # its entry point follows the header in full
_PLAN9_PAGE, _PLAN9_WIDE_PAGE = 0x1000, 0x200000


def _plan9(data: Buffer) -> Image:
    magic, text, initialised, _, symbols, _, lines, pcs = struct.unpack_from(">8I", data)
    goarch, bits = _PLAN9_MAGICS[magic]
    at = 40 if magic & _WIDE_PLAN9 else 32
    page = _PLAN9_WIDE_PAGE if magic & _WIDE_PLAN9 else _PLAN9_PAGE
    beyond = -(-(page + text) // page) * page
    found = [Section(name="header", offset=0, size=at, role="headers")]
    for name, size, address, role in (
        ("text", text, page + at, "code"),
        ("data", initialised, beyond, "data"),
        ("symbols", symbols + lines + pcs, 0, "names"),
    ):
        found.append(Section(name=name, offset=at, size=size, address=address, role=role))
        at += size
    return Image(
        data=data,
        format="plan9",
        goos="plan9",
        goarch=goarch,
        bits=bits,
        big_endian=False,
        sections=tuple(found),
        stripped=not symbols,
    )


_XCOFF64 = 0x01F7
_XCOFF_ROLES = {0x20: "code", 0x40: "data", 0x1000: "links", 0x2000: "debug", 0x10: "debug"}
_UNINITIALISED = 0x80


def _xcoff(data: Buffer) -> Image:
    magic, count = struct.unpack_from(">2H", data)
    wide = magic == _XCOFF64
    optional = struct.unpack_from(">H", data, 16)[0]
    header, entry = (24, 72) if wide else (20, 40)
    start = header + optional
    headers = Section(name="headers", offset=0, size=start + count * entry, role="headers")
    found = [_xcoff_section(data, start + entry * n, wide=wide) for n in range(min(count, _MOST))]
    symbols = struct.unpack_from(">Q" if wide else ">I", data, 8)[0]
    return Image(
        data=data,
        format="xcoff",
        goos="aix",
        goarch="ppc64" if wide else "",
        bits=64 if wide else 32,
        big_endian=True,
        sections=(headers, *filter(None, found), *_xcoff_names(data, symbols)),
        stripped=not symbols,
    )


def _xcoff_section(data: Buffer, at: int, *, wide: bool) -> Section | None:
    name = shown(data[at : at + 8].rstrip(b"\0"))
    address, size, place = struct.unpack_from(
        ">3Q" if wide else ">3I", data, at + (16 if wide else 12)
    )
    flags = struct.unpack_from(">I", data, at + (64 if wide else 36))[0]
    if flags & _UNINITIALISED or not place:
        return None
    role = next((role for bit, role in _XCOFF_ROLES.items() if flags & 0xFFFF & bit), "data")
    return Section(name=name, offset=place, size=size, address=address, role=role)


def _xcoff_names(data: Buffer, symbols: int) -> Iterator[Section]:
    if 0 < symbols < len(data):
        yield Section(name="symbols", offset=symbols, size=len(data) - symbols, role="names")


_READERS: dict[str, Callable[[Buffer], Image]] = {"wasm": _wasm, "plan9": _plan9, "xcoff": _xcoff}
