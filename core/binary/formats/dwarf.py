"""Debug information by package: each compile unit is a package, and says so in its first words.

Only the chain of unit headers and each unit's name are read, in the compressed section's own
units: a package pays for its part of `.debug_info`, and in the same proportion for the rest.
"""

from __future__ import annotations

import struct
import zlib
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.binary.formats.image import Buffer, Image, Section

_INFO = (".debug_info", ".zdebug_info", "__debug_info", "__zdebug_info")
_MOST = 1 << 29  # bytes of a section that are unpacked, whatever it claims
_MOST_UNITS = 1 << 17
_FED, _PIECE = 1 << 16, 1 << 20  # bytes that are given to be unpacked at a time, and that come out
_WIDE = 0xFFFF_FFFF
_LONGEST_HEAD, _LONGEST_NAME = 32, 1024
_LEAST = 14  # bytes of the shortest unit with its head
_DWARF_5 = 5


def sizes_by_package(image: Image) -> dict[str, int]:
    """Bytes of uncompressed debug information of each package, empty when there is none."""
    section = image.section(*_INFO)
    if section is None:
        return {}
    sizes: dict[str, int] = {}
    for name, size in islice(_units(_contents(image, section), image.order), _MOST_UNITS):
        sizes[name] = sizes.get(name, 0) + size
    return sizes


def _contents(image: Image, section: Section) -> _Contents:
    """The section's contents: plain, after Go's old "ZLIB" mark, or after ELF's own header."""
    start, end = section.offset, section.end
    raw = image.data[start : min(start + 25, end)]
    if raw[:4] == b"ZLIB":
        return _Packed(image.data, start + 12, end, int.from_bytes(raw[4:12], "big"))
    head = 24 if image.bits == 64 else 12  # noqa: PLR2004 - Elf64_Chdr, Elf32_Chdr
    if len(raw) > head and struct.unpack_from(image.order + "I", raw)[0] == 1 and raw[head] == 0x78:  # noqa: PLR2004 - ELFCOMPRESS_ZLIB, and how zlib begins
        size = struct.unpack_from(image.order + ("8xQ" if head > 12 else "4xI"), raw)[0]  # noqa: PLR2004
        return _Packed(image.data, start + head, end, size)
    return _Contents(image.data, start, end)


class _Contents:
    """What a section holds, read from front to back."""

    def __init__(self, data: Buffer, start: int, end: int) -> None:
        self._data, self._start, self._end = data, start, end

    def read(self, at: int, count: int) -> bytes:
        """The bytes from here on, as many as there are."""
        start = self._start + at
        return self._data[start : min(start + count, self._end)]


class _Packed(_Contents):
    """The same of a packed one: never more of it is kept than is asked for, whatever it unpacks to.

    It ends where it is damaged, and where the file itself announced.
    """

    def __init__(self, data: Buffer, start: int, end: int, announced: int) -> None:
        super().__init__(data, start, end)
        self._most = min(announced, _MOST)
        self._unpacker = zlib.decompressobj()
        self._held, self._at, self._fed = b"", 0, start

    def read(self, at: int, count: int) -> bytes:
        """The bytes from here on; what stood before is gone."""
        end = min(at + count, self._most)
        while self._at + len(self._held) < end and (more := self._more()):
            gone = min(at - self._at, len(self._held))
            self._held, self._at = self._held[gone:] + more, self._at + gone
        return self._held[max(at - self._at, 0) : max(end - self._at, 0)]

    def _more(self) -> bytes:
        found = b""
        while not found and not self._unpacker.eof:
            fed = self._unpacker.unconsumed_tail
            if not fed:
                fed = self._data[self._fed : min(self._fed + _FED, self._end)]
                self._fed += len(fed)
            if not fed:
                break
            try:
                found = self._unpacker.decompress(fed, _PIECE)
            except zlib.error:
                break
        return found


def _units(info: _Contents, order: str) -> Iterator[tuple[str, int]]:
    """Each unit's package and length. Go names a unit in its first attribute, in place."""
    at = 0
    while len(head := info.read(at, _LONGEST_HEAD + _LONGEST_NAME)) > _LEAST:
        length, lead, wide = struct.unpack_from(order + "I", head)[0], 4, False
        if length == _WIDE:
            length, lead, wide = struct.unpack_from(order + "Q", head, 4)[0], 12, True
        if length <= 0 or not info.read(at + lead + length - 1, 1):
            return
        version = struct.unpack_from(order + "H", head, lead)[0]
        header = 3 + (8 if wide else 4) + (1 if version >= _DWARF_5 else 0)
        name_at = lead + header + 1  # one byte says which shape the entry has
        end = head.find(b"\0", name_at, name_at + _LONGEST_NAME)
        name = head[name_at:end].decode("utf-8", "replace") if end > 0 else ""
        yield (name if name.isprintable() else ""), lead + length
        at += lead + length
