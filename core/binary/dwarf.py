"""Debug information by package: each compile unit is a package, and says so in its first words.

Only the chain of unit headers and each unit's name are read, in the compressed section's own
units: a package pays for its part of `.debug_info`, and in the same proportion for the rest.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.binary.image import Image, Section

_INFO = (".debug_info", ".zdebug_info", "__debug_info", "__zdebug_info")
_MOST = 1 << 31  # bytes that a section may claim to inflate to
_WIDE = 0xFFFF_FFFF
_LONGEST_NAME = 1024
_DWARF_5 = 5


def sizes_by_package(image: Image) -> dict[str, int]:
    """Bytes of uncompressed debug information of each package, empty when there is none."""
    section = image.section(*_INFO)
    if section is None:
        return {}
    sizes: dict[str, int] = {}
    for name, size in _units(_inflated(image, section), image.order):
        sizes[name] = sizes.get(name, 0) + size
    return sizes


def _inflated(image: Image, section: Section) -> bytes:
    """The section's contents: plain, after Go's old "ZLIB" mark, or after ELF's own header."""
    raw = image.data[section.offset : section.end]
    if raw[:4] == b"ZLIB":
        return _inflate(raw[12:], int.from_bytes(raw[4:12], "big"))
    head = 24 if image.bits == 64 else 12  # noqa: PLR2004 - Elf64_Chdr, Elf32_Chdr
    if len(raw) > head and struct.unpack_from(image.order + "I", raw)[0] == 1 and raw[head] == 0x78:  # noqa: PLR2004 - ELFCOMPRESS_ZLIB, and how zlib begins
        size = struct.unpack_from(image.order + ("8xQ" if head > 12 else "4xI"), raw)[0]  # noqa: PLR2004
        return _inflate(raw[head:], size)
    return raw


def _inflate(raw: bytes, size: int) -> bytes:
    """What is inside, as far as it is whole; never more than the file itself announced."""
    try:
        return zlib.decompressobj().decompress(raw, min(size, _MOST, 1100 * len(raw) + 1))
    except zlib.error:
        return b""


def _units(info: bytes, order: str) -> Iterator[tuple[str, int]]:
    """Each unit's package and length. Go names a unit in its first attribute, in place."""
    at = 0
    while at + 12 < len(info):
        length, lead, wide = struct.unpack_from(order + "I", info, at)[0], 4, False
        if length == _WIDE:
            length, lead, wide = struct.unpack_from(order + "Q", info, at + 4)[0], 12, True
        if length <= 0 or at + lead + length > len(info):
            return
        version = struct.unpack_from(order + "H", info, at + lead)[0]
        header = 3 + (8 if wide else 4) + (1 if version >= _DWARF_5 else 0)
        name_at = at + lead + header + 1  # one byte says which shape the entry has
        end = info.find(b"\0", name_at, name_at + _LONGEST_NAME)
        name = info[name_at:end].decode("utf-8", "replace") if end > 0 else ""
        yield (name if name.isprintable() else ""), lead + length
        at += lead + length
