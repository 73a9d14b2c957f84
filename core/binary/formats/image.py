"""A program file as its container describes it: named stretches of bytes, before Go is known."""

from __future__ import annotations

import ctypes
import mmap
import sys
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from core.plain_text import printable

if TYPE_CHECKING:
    from collections.abc import Callable

Buffer = mmap.mmap | bytes
_HIGHEST = 1 << 62  # no address that a program may use; sums of two still fit 64 bits


class DamagedFileError(Exception):
    """The container's own tables make no sense; the message says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """`size` bytes of the file at `offset`; `address` is where they are loaded (0: nowhere).

    `role` says what they are for: "code", "tables", "types", "data", "debug", "names",
    "links", "headers", "padding", "slices" (of a file for several processors), "appended" or
    "unexplained".
    """

    name: str
    offset: int
    size: int
    address: int = 0
    role: str = "data"

    @property
    def end(self) -> int:
        """The first offset after it."""
        return self.offset + self.size


@dataclass(frozen=True, slots=True, kw_only=True)
class SymbolTable:
    """Where a symbol table and its names stand; `layout` is "elf64", "macho64", "coff" etc."""

    layout: str
    offset: int
    count: int
    strings: int
    strings_size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """What one container says of itself. Nothing in it is trusted to be right or complete.

    `sections` may overlap or end past the file; `partition` puts that right. `loaded` are the
    sections with an address, in order of address, cut to the file. `goos` is "" when the
    container does not tell. `kind` is "program", "library", "object", "module" (of the kernel),
    "debug" (what debuggers read beside a program) or "core"; `noted_level` the level of amd64
    that the linker noted, "" where it did not.
    """

    data: Buffer
    format: str
    goos: str
    goarch: str
    bits: int
    big_endian: bool
    sections: tuple[Section, ...]
    kind: str = "program"
    interpreter: str = ""
    needed: tuple[str, ...] = ()
    glibc: str = ""
    stripped: bool = False
    pie: bool = False
    hardening: tuple[str, ...] = ()
    symbols: SymbolTable | None = None
    noted_level: str = ""
    base: int = 0
    shift: int = 0

    @property
    def order(self) -> str:
        """The `struct` prefix of this file's byte order."""
        return ">" if self.big_endian else "<"

    @property
    def word(self) -> int:
        """Bytes in a pointer."""
        return self.bits // 8

    @property
    def loaded(self) -> tuple[Section, ...]:
        """The sections that have an address and bytes of their own in the file, by address."""
        found: list[Section] = []
        end = 0
        for section in sorted(self.sections, key=lambda section: section.offset):
            inside = section.size > 0 and section.end <= len(self.data)
            if inside and 0 < section.address < _HIGHEST and section.offset >= end:
                found.append(section)
                end = section.end
        return tuple(sorted(found, key=lambda section: section.address))

    def section(self, *names: str) -> Section | None:
        """The first section with one of these names that lies in the file."""
        size = len(self.data)
        found = (s for s in self.sections if s.name in names and s.size and s.end <= size)
        return next(found, None)

    def offset_of(self, address: int) -> int | None:
        """Where in the file the byte for `address` stands, or None when it has no byte there."""
        for section in self.loaded:
            if section.address <= address < section.address + section.size:
                return section.offset + address - section.address
        return None


_ROLES = {
    "code": (".text", "__text", ".plt", ".init", ".fini", "__stubs", "__symbol_stub", "__helper"),
    "tables": (".gopclntab", "__gopclntab", ".go.func", "__go_func", ".gosymtab", "__gosymtab"),
    "types": (".typelink", "__typelink", ".itablink", "__itablink", ".go.type", "__go_type"),
    "debug": (".debug", ".zdebug", "__debug", "__zdebug", ".stab", ".gnu_debug"),
    "names": (".symtab", ".strtab"),
    "links": (
        ".rel",
        ".dyn",
        ".got",
        "__got",
        ".gnu.version",
        ".gnu.hash",
        ".hash",
        ".reloc",
        ".idata",
        ".edata",
        "__nl_symbol_ptr",
        "__la_symbol_ptr",
        ".interp",
        ".eh_frame",
        "__unwind_info",
        "__eh_frame",
        ".pdata",
        ".xdata",
        ".gcc_except",
    ),
    "headers": (".shstrtab", ".note", ".comment", ".go.buildinfo", "__go_buildinfo"),
}


def role_of(name: str) -> str:
    """What a section of this name is for, in ELF, PE and Mach-O alike."""
    bare = name.removeprefix(".data.rel.ro") or ".data"
    for role, starts in _ROLES.items():
        if bare.startswith(starts):
            return role
    return "data"


def partition(
    size: int, named: tuple[Section, ...], *, is_filler: Callable[[int, int], bool]
) -> tuple[Section, ...]:
    """Cut a file of `size` bytes so that each byte lies in exactly one stretch.

    Where named stretches overlap the one that starts first keeps the bytes; what none of them
    names is "padding" when `is_filler(start, end)` says so, else "unexplained".
    """
    pieces: list[Section] = []
    at = 0
    for section in sorted(named, key=lambda s: (s.offset, -s.size)):
        start, end = max(section.offset, at), min(section.end, size)
        if end <= start:
            continue
        if start > at:
            pieces.append(_gap(at, start, is_filler=is_filler))
        pieces.append(_cut(section, start, end))
        at = end
    if at < size:
        pieces.append(_gap(at, size, is_filler=is_filler))
    return tuple(pieces)


def _cut(section: Section, start: int, end: int) -> Section:
    skipped = start - section.offset
    return Section(
        name=section.name,
        offset=start,
        size=end - start,
        address=section.address + skipped if section.address else 0,
        role=section.role,
    )


def _gap(start: int, end: int, *, is_filler: Callable[[int, int], bool]) -> Section:
    role = "padding" if is_filler(start, end) else "unexplained"
    return Section(name=role, offset=start, size=end - start, role=role)


def filler_test(data: Buffer) -> Callable[[int, int], bool]:
    """Make the test whether a stretch holds one repeated byte: what linkers fill gaps with."""

    def is_filler(start: int, end: int) -> bool:
        step = 1 << 20
        first = data[start : start + 1]
        cuts = [*range(start, end, step), end]
        return all(data[a:b] == first * (b - a) for a, b in pairwise(cuts))

    return is_filler


def release(data: Buffer, start: int, end: int) -> None:
    """Let go of the memory for a stretch that was read: the system reads it again when asked."""
    if isinstance(data, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
        first = -(-start // mmap.PAGESIZE) * mmap.PAGESIZE
        length = min(end, len(data)) - first
        if length > 0:
            data.madvise(mmap.MADV_DONTNEED, first, length)


def let_go(data: Buffer) -> None:
    """Give all memory back that was read of the file, and what was freed since the last time."""
    release(data, 0, len(data))
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc has it, musl does not
        if trim is not None:
            trim(0)


def names_go_symbols(data: Buffer, table: SymbolTable | None) -> bool:
    """Whether Go's own symbols are there: PE and Mach-O keep small tables when they are not."""
    if table is None:
        return False
    return data.find(b"runtime.main\0", table.strings, table.strings + table.strings_size) >= 0


def c_string(data: Buffer, offset: int, *, longest: int = 4096) -> str:
    """The NUL-ended text at `offset`, "" when it lies outside the file."""
    if not 0 <= offset < len(data):
        return ""
    return shown(data[offset : offset + longest].split(b"\0", 1)[0])


def shown(raw: bytes) -> str:
    """A name from the file as text that is safe to show: no control character survives."""
    return printable(raw.decode("utf-8", "replace"))
