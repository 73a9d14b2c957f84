"""What a build option would take off a file, foretold from the file alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.binary.gotables import symbols
from core.binary.gotables.gofile import minor
from core.binary.inspection import Inspection, Saving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.binary.attribution.parsed import Anatomy
    from core.binary.formats.image import Image, Section

STRIP, TRIM = "-ldflags=-s -w", "-trimpath"
_PE_BLOCK = 512  # sections of a PE file begin at multiples of this
_SIGNED_PAGE, _SIGNED_HASH = 4096, 32  # a Mach-O signature holds one hash per page
_NAMES_GO = 22  # the N of the first go1.N whose `-s` leaves the names out for macOS, too
_GOROOT = re.compile(rb"\0(/[^\0]*?/src/|[A-Za-z]:/[^\0]*?/src/)runtime/proc\.go\0")
_MODULES = re.compile(rb"\0([^\0@]*?/pkg/mod/)[^\0]*@")


def predict(body: Anatomy, first: Inspection) -> tuple[Saving, ...]:
    """The options that this build did not use and that would make it smaller, largest first."""
    found = [
        Saving(option=STRIP, bytes=_strip(body, first.verdict.go_version)),
        Saving(option=TRIM, bytes=0 if first.verdict.trimmed else _trim(body)),
    ]
    return tuple(sorted((s for s in found if s.bytes > 0), key=lambda saving: -saving.bytes))


def _strip(body: Anatomy, go_version: str) -> int:
    """Bytes that `-s -w` leaves out: symbol names and debug information, with their headers."""
    image = body.space.image
    gone = [s for s in body.stretches if s.role in ("debug", "names")]
    if not gone or image.stripped:
        return 0
    if image.format == "elf":
        return _strip_elf(image, [s for s in image.sections if s.role in ("debug", "names")])
    if image.format == "pe":
        return _with_padding(body.stretches, "debug", "names") - _PE_BLOCK
    return _strip_macho(body, names_go=(minor(go_version) or _NAMES_GO) >= _NAMES_GO)


def _with_padding(stretches: tuple[Section, ...], *roles: str) -> int:
    """What goes, together with the padding right after each piece of it."""
    total, going = 0, False
    for piece in stretches:
        going = piece.role in roles or (going and piece.role == "padding")
        total += piece.size if going else 0
    return total


def _strip_macho(body: Anatomy, *, names_go: bool) -> int:
    """Names of what other libraries provide stay, and the signature shrinks with the file."""
    table = body.space.image.symbols
    signature = next((s for s in body.stretches if s.name == "code signature"), None)
    size = _with_padding(body.stretches, "debug", *(("names",) if names_go else ()))
    size -= symbols.imported_size(body.space, table) if table and names_go else 0
    if signature is None:
        return size
    before, after = signature.offset, signature.offset - size
    pages = -(-before // _SIGNED_PAGE) - -(-after // _SIGNED_PAGE)
    return size + _SIGNED_HASH * pages


def _strip_elf(image: Image, gone: list[Section]) -> int:
    """All that stands after what is loaded goes, but for the names of the sections that stay."""
    names = next((s for s in image.sections if s.name == ".shstrtab"), None)
    start = min(section.offset for section in gone)
    if names is None or names.offset < start:
        return sum(section.size for section in gone)
    staying = names.size - sum(len(section.name) + 1 for section in gone)
    return len(image.data) - start - staying


def _trim(body: Anatomy) -> int:
    """Bytes that `-trimpath` takes off the names of source files in the function table."""
    header = body.functions.header
    files = b"\0" + body.space.image.data[header.files : header.pcs]
    return sum(len(prefix) * files.count(b"\0" + prefix) for prefix in set(_prefixes(files)))


def _prefixes(files: bytes) -> Iterator[bytes]:
    """The folders of this computer that the names begin with: Go's own and the module cache's."""
    for pattern in (_GOROOT, _MODULES):
        found = pattern.search(files)
        if found:
            yield found.group(1)
