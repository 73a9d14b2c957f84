"""Which system an ELF file was made for: its own word, its notes, its loader, and Go's files."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from core.binary.formats.image import Buffer

_OS_ABI = {
    "ELFOSABI_FREEBSD": "freebsd",
    "ELFOSABI_NETBSD": "netbsd",
    "ELFOSABI_OPENBSD": "openbsd",
    "ELFOSABI_SOLARIS": "solaris",
    "ELFOSABI_LINUX": "linux",
}
_NOTES = {
    b"NetBSD": "netbsd",
    b"OpenBSD": "openbsd",
    b"FreeBSD": "freebsd",
    b"DragonFly": "dragonfly",
    b"Android": "android",
}
_GNU, _ABI_TAG, _PROPERTY = b"GNU", 1, 5
_GNU_SYSTEMS = {0: "linux", 2: "solaris", 3: "freebsd", 4: "netbsd"}  # the first word of the tag
_LOADERS = {
    "/libexec/ld-elf.so": "freebsd",
    "/usr/libexec/ld-elf.so.2": "dragonfly",
    "/usr/libexec/ld.so": "openbsd",
    "/libexec/ld.elf_so": "netbsd",
    "/usr/libexec/ld.elf_so": "netbsd",
    "/system/bin/linker": "android",
    "/lib/ld-musl": "linux",
    "/lib/ld-linux": "linux",
    "/lib64/ld-linux": "linux",
    "/lib/ld64.so": "linux",
    "/lib64/ld64.so": "linux",
    "/lib64/ld.so.1": "linux",
    "/usr/lib/ld.so.1": "solaris",
    "/usr/lib/amd64/ld.so.1": "solaris",
    "/lib/amd64/ld.so.1": "solaris",
    "/lib/64/ld.so.1": "solaris",
}
_SHARED_LOADER = "/lib/ld.so.1"  # of Solaris, and of Linux on MIPS and 32-bit POWER
_LIBRARIES = {"libc.so.6": "linux", "libc.so.7": "freebsd", "libsocket.so.1": "solaris"}
# Go's function table names the file of its run-time library that each system has alone; the
# first of this order counts, since some systems use files of others.
_GO_SYSTEMS = (
    *("android", "illumos", "solaris", "freebsd", "netbsd", "openbsd", "dragonfly", "linux"),
)
_GO_FILE = b"runtime/os"  # then what the next line fits
_GO_FILE_OF = re.compile(rb"runtime/os3?_([a-z]+)\.go\0")
_LONGEST_FILE = 40
_HEADER = 12  # bytes of a note before its name
_MOST_NOTES = 64
_X86_NEEDED = 0xC0008002  # GNU_PROPERTY_X86_ISA_1_NEEDED


Note = tuple[bytes, int, bytes]  # name, type, description


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the headers of a file tell of where it comes from.

    `table` are the ends of Go's function table, or of all that it may stand in.
    """

    os_abi: str
    goarch: str
    notes: tuple[Note, ...]
    interpreter: str
    needed: tuple[str, ...]
    table: tuple[int, int]


def goos_of(data: Buffer, seen: Evidence) -> str:
    """Return GOOS's name for the system, "" when nothing in the file tells it."""
    by_note = (_of_note(note) for note in seen.notes)
    by_library = (_LIBRARIES.get(name, "") for name in seen.needed)
    loader = _of_loader(seen.interpreter, seen.goarch)
    told = (_OS_ABI.get(seen.os_abi, ""), *by_note, loader, *by_library)
    return next(filter(None, told), "") or _of_go(data, *seen.table)


def notes_in(raw: bytes, *, order: str) -> Iterator[Note]:
    """Read the notes of one segment, as far as they make sense."""
    at = 0
    for _ in range(_MOST_NOTES):
        if at + _HEADER > len(raw):
            return
        named, described, kind = struct.unpack_from(f"{order}3I", raw, at)
        start = at + _HEADER + -(-named // 4) * 4
        name = raw[at + _HEADER : at + _HEADER + named].rstrip(b"\0")
        yield name, kind, raw[start : start + described]
        at = start + -(-described // 4) * 4


def x86_level(notes: Iterable[Note]) -> str:
    """The level of amd64 that the linker noted as needed ("v2"), "" where it noted none."""
    for name, kind, text in notes:
        if name == _GNU and kind == _PROPERTY:
            for at in range(0, len(text) - 11, 4):
                if int.from_bytes(text[at : at + 4], "little") == _X86_NEEDED:
                    bits = int.from_bytes(text[at + 8 : at + 12], "little")
                    return f"v{max(bits.bit_length(), 1)}"
    return ""


def _of_note(note: Note) -> str:
    name, kind, text = note
    if name == _GNU and kind == _ABI_TAG and len(text) >= 4:  # noqa: PLR2004 - a word
        number = min(int.from_bytes(text[:4], order) for order in ("little", "big"))
        return _GNU_SYSTEMS.get(number, "")
    return _NOTES.get(name, "")


def _of_loader(interpreter: str, goarch: str) -> str:
    if interpreter == _SHARED_LOADER:
        return "linux" if goarch.startswith("mips") else "solaris"
    return next((goos for start, goos in _LOADERS.items() if interpreter.startswith(start)), "")


def _of_go(data: Buffer, start: int, end: int) -> str:
    """In one go through the table: a file of megabytes takes its time to search."""
    seen: set[str] = set()
    at = data.find(_GO_FILE, start, end)
    while at >= 0:
        if named := _GO_FILE_OF.match(data[at : at + _LONGEST_FILE]):
            seen.add(named[1].decode())
        at = data.find(_GO_FILE, at + 1, end)
    return next((goos for goos in _GO_SYSTEMS if goos in seen), "")
