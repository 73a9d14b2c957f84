"""Tiny ELF, PE and Mach-O files with chosen headers, which no linker at hand would write."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

BASE = 0x400000
PROGBITS, SYMTAB, STRTAB, NOBITS = 1, 2, 3, 8
ALLOCATED, INSTRUCTIONS = 2, 4
GNU_STACK, GNU_RELRO = 0x6474E551, 0x6474E552
_SENTINELS = (
    bytes.fromhex("3077af0c9274080241e1c107e6d618e6"),
    bytes.fromhex("f932433186182072008242104116d8f2"),
)
Made = tuple[str, int, int, bytes]  # a section: name, type, flags, content


def note(name: bytes, kind: int, text: bytes, order: str = "<") -> bytes:
    """One note of an ELF file."""
    head = struct.pack(f"{order}3I", len(name) + 1, len(text), kind)
    padded = (name + b"\0").ljust(-(-(len(name) + 1) // 4) * 4, b"\0")
    return head + padded + text.ljust(-(-len(text) // 4) * 4, b"\0")


def build_info(version: str = "go1.26.8", lines: str = "") -> bytes:
    """What Go 1.18 and later write of a build: `lines` are those of `go version -m`."""
    told = _SENTINELS[0] + lines.encode() + _SENTINELS[1] if lines else b""
    texts = b"".join(varint(len(one)) + one for one in (version.encode(), told))
    return b"\xff Go buildinf:\x08\x02".ljust(32, b"\0") + texts


def varint(number: int) -> bytes:
    """A number in groups of seven bits, as WASM and Go spell lengths."""
    groups = [number >> shift & 0x7F for shift in range(0, 70, 7) if number >> shift or not shift]
    return bytes([*(group | 0x80 for group in groups[:-1]), groups[-1]])


def elf(  # noqa: PLR0913 - each is a field of the file
    *,
    kind: int = 2,
    machine: int = 62,
    bits: int = 64,
    order: str = "<",
    os_abi: int = 0,
    e_flags: int = 0,
    interpreter: str = "",
    needed: Sequence[str] = (),
    names: Sequence[str] = (),
    flags: int = 0,
    flags_1: int = 0,
    notes: bytes = b"",
    stack: int | None = None,
    relro: bool = False,
    entry: int | None = None,
    sections: Sequence[Made] = (),
) -> bytes:
    """An ELF file, loaded as a whole; `names` stand among the dynamic strings, beside `needed`."""
    wide = bits == 64
    head, room, row = (64, 56, 64) if wide else (52, 32, 40)
    strings = b"\0" + b"".join(one.encode() + b"\0" for one in (*needed, *names))
    pieces: list[tuple[int, int, bytes]] = [(3, 4, interpreter.encode() + b"\0")]
    pieces = pieces if interpreter else []
    if needed or names or flags or flags_1:
        pieces += [(0, 0, strings), (2, 6, b"")]
    pieces += [(4, 4, notes)] if notes else []
    pieces += [] if stack is None else [(GNU_STACK, stack, b"")]
    pieces += [(GNU_RELRO, 4, b"")] if relro else []
    count = 1 + sum(1 for one in pieces if one[0])
    body, rows, at_strings = b"", [], 0
    for type_, permissions, content in pieces:
        text = content
        body = body.ljust(-(-len(body) // 8) * 8, b"\0")
        place = head + room * count + len(body)
        if type_ == 0:
            at_strings = place
        if type_ == 2:
            text = _dynamic(
                needed, strings, at_strings, (flags, flags_1), f"{order}{'QI'[not wide]}"
            )
        rows += [(type_, permissions, place, len(text))] if type_ else []
        body += text
    body, table, names_at = _with_sections(sections, head + room * count, body, order, wide=wide)
    whole = head + room * count + len(body) + len(table)
    segments = b"".join(_segment(one, order, wide=wide) for one in [(1, 5, 0, whole), *rows])
    ident = bytes([0x7F, *b"ELF", 1 + wide, 1 + (order == ">"), 1, os_abi]).ljust(16, b"\0")
    start = BASE if entry is None else entry
    rest = (
        kind, machine, 1, start, head, whole - len(table) if table else 0, e_flags, head, room,
        count, row, len(table) // row, names_at,
    )  # fmt: skip
    return ident + struct.pack(f"{order}2HI3{'QI'[not wide]}I6H", *rest) + segments + body + table


def _dynamic(
    needed: Sequence[str], strings: bytes, place: int, flags: tuple[int, int], word: str
) -> bytes:
    entries = [(1, strings.index(b"\0" + one.encode() + b"\0") + 1) for one in needed]
    entries += [(5, BASE + place), (10, len(strings)), (30, flags[0]), (0x6FFFFFFB, flags[1])]
    return b"".join(struct.pack(f"{word[0]}2{word[1]}", *one) for one in [*entries, (0, 0)])


def _segment(row: tuple[int, int, int, int], order: str, *, wide: bool) -> bytes:
    type_, flags, place, size = row
    if wide:
        return struct.pack(
            f"{order}2I6Q", type_, flags, place, BASE + place, BASE + place, size, size, 8
        )
    return struct.pack(f"{order}8I", type_, place, BASE + place, BASE + place, size, size, flags, 8)


def _with_sections(
    sections: Sequence[Made], before: int, body: bytes, order: str, *, wide: bool
) -> tuple[bytes, bytes, int]:
    """Lay sections down behind a body; the table of them, and the number of the one with names."""
    if not sections:
        return body, b"", 0
    names = b"\0" + b"".join(one[0].encode() + b"\0" for one in sections) + b".shstrtab\0"
    table = bytes(64 if wide else 40)
    shape = f"{order}2I4Q2I2Q" if wide else f"{order}10I"
    for name, type_, flags, content in (*sections, (".shstrtab", STRTAB, 0, names)):
        body += bytes(-(before + len(body)) % 16)
        place = before + len(body)
        table += struct.pack(
            shape, names.index(b"\0" + name.encode() + b"\0") + 1, type_, flags,
            BASE + place if flags & ALLOCATED else 0, place, len(content), 0, 0, 1, 0,
        )  # fmt: skip
        body += b"" if type_ == NOBITS else content
    return body, table, len(sections) + 1


def pe(
    *,
    machine: int = 0x8664,
    wide: bool = True,
    characteristics: int = 0x22,
    hardening: int = 0,
    libraries: Sequence[str] = (),
) -> bytes:
    """A Windows program of one section that holds its imports."""
    head, names = 0x200, b"".join(one.encode() + b"\0" for one in libraries)
    table, at = b"", 0x1000 + 20 * (len(libraries) + 1)
    for one in libraries:
        table += struct.pack("<5I", 0, 0, 0, at, 0)
        at += len(one) + 1
    body = (table + bytes(20) + names).ljust(0x200, b"\0")
    directories = struct.pack("<4I", 0, 0, 0x1000 if libraries else 0, len(table)) + bytes(112)
    fields = (0x20B if wide else 0x10B, 1, 0, 0x200, 0, 0, 0x1000, 0x1000)
    optional = struct.pack("<H2B5I", *fields)
    optional += struct.pack("<Q", 0x140000000) if wide else struct.pack("<2I", 0x1000, 0x400000)
    optional += struct.pack("<2I6H4I", 0x1000, 0x200, 6, 0, 0, 0, 6, 0, 0, 0x2000, head, 0)
    optional += struct.pack("<2H", 3, hardening)
    optional += struct.pack("<4Q" if wide else "<4I", *[0x1000] * 4) + struct.pack("<2I", 0, 16)
    optional += directories
    file = struct.pack("<2H3I2H", machine, 1, 0, 0, 0, len(optional), characteristics)
    section = struct.pack("<8s6I2HI", b".rdata", 0x200, 0x1000, 0x200, head, 0, 0, 0, 0, 0x40000040)
    start = b"MZ".ljust(60, b"\0") + struct.pack("<I", 64) + b"PE\0\0" + file + optional + section
    return start.ljust(head, b"\0") + body


def macho(  # noqa: PLR0913 - each is a field of the file
    commands: Sequence[tuple[int, bytes, int | None]] = (),
    *,
    wide: bool = True,
    order: str = "<",
    cpu: int = 0x100000C,
    kind: int = 2,
    flags: int = 0,
) -> bytes:
    """A Mach-O file of load commands: kind, what they hold, and the length that they claim."""
    body = b""
    for number, words, length in commands:
        size = len(words) + 8 if length is None else length & 0xFFFF_FFFF
        body += struct.pack(order + "2I", number, size) + words
    magic = 0xFEEDFACF if wide else 0xFEEDFACE
    head = struct.pack(order + "7I", magic, cpu, 0, kind, len(commands), len(body), flags)
    return head + b"\0\0\0\0" * wide + body
