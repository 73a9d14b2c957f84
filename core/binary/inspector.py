"""Look into a program file: what it is, what it needs, and where its bytes went."""

from __future__ import annotations

import hashlib
import mmap
from dataclasses import replace
from typing import TYPE_CHECKING

from core.actions import Retry
from core.binary.inspection import Inspection
from core.problems import Advice, Problem, ProblemError
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from core.binary.formats.image import Buffer, Image, Section
    from core.binary.gotables.gofile import BuildInfo
    from core.words import Text

_MAGICS = {
    b"\x7fELF": "elf",
    b"\xce\xfa\xed\xfe": "macho",
    b"\xcf\xfa\xed\xfe": "macho",
    b"\xfe\xed\xfa\xce": "macho",
    b"\xfe\xed\xfa\xcf": "macho",
    b"\xca\xfe\xba\xbe": "macho",
    b"\xca\xfe\xba\xbf": "macho",
    b"\0asm": "wasm",
    b"\0\0\x01\xeb": "plan9",
    b"\0\0\x8a\x97": "plan9",
    b"\0\0\x06\x47": "plan9",
}
_SHORT_MAGICS = {b"MZ": "pe", b"\x01\xf7": "xcoff", b"\x01\xdf": "xcoff"}
# What else people hand over, by its first bytes.
_NO_PROGRAMS = (
    (b"#!", say("The file is a script that another program runs.")),
    (b"!<arch>\n", say("The file is an archive for a linker, as go build makes from a package.")),
    (b"\x1f\x8b", say("The file is compressed with gzip. Unpack it first.")),
    (b"PK\3\4", say("The file is a zip archive. Unpack it first.")),
)
_DISSECTED = frozenset({"elf", "pe", "macho"})


def inspect(path: Path, *, functions: bool = True) -> Inspection:
    """Inspect a program file in this process: pure computing, up to half a second.

    Without `functions` the tree of packages ends at packages, which takes less time and memory.

    Raises `ProblemError` (`file_unreadable`, `not_a_program`); anything else that is odd about
    the file becomes a note of the verdict.
    """
    *_, last = inspect_in_steps(path, functions=functions)
    return last


def inspect_in_steps(path: Path, *, functions: bool = True) -> Iterator[Inspection]:
    """Like `inspect`, but yield first what is known at once (verdict, sections), then packages."""
    from core.binary.formats import sections
    from core.binary.gotables import gofile

    image = read_image(path, _open(path))
    info = gofile.read_build_info(image)
    stretches = sections.stretches(image)
    found = _first_look(path, image, info, stretches)
    yield found
    if image.format not in _DISSECTED:
        return
    from core.binary.attribution import engine, summary
    from core.binary.compatibility import verdict

    try:
        body = engine.dissect(image, stretches)
        if body is not None:
            found = summary.by_package(found, body, info)
            yield found
        if body is not None and functions:
            yield summary.with_functions(found, body, info)
        if body is None and (info or image.section(".gopclntab", "__gopclntab")):
            yield _noted(found, verdict.tables_unknown(info))
    except (ArithmeticError, LookupError, ValueError) as damage:
        yield _noted(found, verdict.tables_damaged(str(damage)))


def _noted(found: Inspection, note: Problem) -> Inspection:
    notes = (*found.verdict.notes, note)
    return replace(found, verdict=replace(found.verdict, notes=notes))


def saved_without(path: Path, groups: Sequence[Collection[str]]) -> tuple[int, ...] | None:
    """Bytes that a program would lose without each group of packages; None when nobody can tell.

    Pure computing, like `inspect`, and the same problems.
    """
    from core.binary.attribution import engine, removal
    from core.binary.formats import sections

    image = read_image(path, _open(path))
    try:
        body = engine.dissect(image, sections.stretches(image))
    except (ArithmeticError, LookupError, ValueError):
        return None
    return None if body is None else removal.saved_without(body, groups)


def read_image(path: Path, data: Buffer) -> Image:
    """Read the container's tables through the door for its format."""
    # The doors load their libraries, which a window that only starts should not wait for.
    from core.binary.formats.image import DamagedFileError

    try:
        match _format(data):
            case "elf":
                from core.binary.formats import elf

                return elf.read(data)
            case "pe":
                from core.binary.formats import pe

                return pe.read(data)
            case "macho":
                from core.binary.formats import macho

                return macho.read(data)
            case "wasm" | "plan9" | "xcoff" as kind:
                from core.binary.formats import rarities

                return rarities.read(data, kind)
            case _:
                raise ProblemError(_not_a_program(path, why=_no_program(data)))
    except DamagedFileError as damage:
        raise ProblemError(_not_a_program(path, str(damage))) from damage


def _format(data: Buffer) -> str:
    return _SHORT_MAGICS.get(data[:2], "") or _MAGICS.get(data[:4], "")


def _open(path: Path) -> Buffer:
    try:
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except ValueError:  # a file of no bytes cannot be mapped
        return b""
    except OSError as reason:
        raise ProblemError(_unreadable(path, reason)) from reason


def _first_look(
    path: Path, image: Image, info: BuildInfo | None, stretches: tuple[Section, ...]
) -> Inspection:
    from core.binary.compatibility import verdict
    from core.binary.formats import sections

    go_code = image.section(".gopclntab", "__gopclntab") is not None
    return Inspection(
        path=path,
        size=len(image.data),
        sha256=_sha256(image.data),
        verdict=verdict.judge(image, info, go_code=go_code),
        sections=sections.tree(path.name, stretches),
    )


_PIECE = 1 << 22  # bytes hashed at a time


def _sha256(data: Buffer) -> str:
    """The file's SHA-256, without keeping all of the file in memory."""
    from core.binary.formats.image import release

    found = hashlib.sha256()
    for start in range(0, len(data), _PIECE):
        found.update(data[start : start + _PIECE])
        release(data, start, start + _PIECE)
    return found.hexdigest()


def _unreadable(path: Path, reason: OSError) -> Problem:
    return Problem(
        code="file_unreadable",
        what=say("{path} could not be read.", path=str(path)),
        why=say("The system reported: {reason}", reason=reason.strerror or str(reason)),
        next=(Advice(say("Choose another file.")),),
    )


def _no_program(data: Buffer) -> Text | None:
    """Say what a file is that is no program, where its first bytes tell."""
    return next((why for start, why in _NO_PROGRAMS if data[: len(start)] == start), None)


def _not_a_program(path: Path, details: str = "", *, why: Text | None = None) -> Problem:
    return Problem(
        code="not_a_program",
        what=say("GoFerry cannot read {name} as a program.", name=path.name),
        why=why
        or say("The file is not an ELF, PE or Mach-O file, or its first bytes are damaged."),
        next=(Advice(say("Choose the file that the build made."), Retry()),),
        details=details,
    )
