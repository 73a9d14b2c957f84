"""Prove that what was built is what was asked for."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.build.options import Cgo, Mode
from core.problems import Action, Advice, Problem, ProblemError
from core.words import say

if TYPE_CHECKING:
    from pathlib import Path

    from core.build.options import BuildRequest

_ELF64 = 2
_PT_INTERP = 3


@dataclass(frozen=True, slots=True)
class Proved:
    """What the finished file itself shows."""

    static: bool


async def prove(file: Path, request: BuildRequest) -> Proved:
    """Read the finished file and hold it against the request.

    Raises `ProblemError` when no program came out, or when static was asked and not got.
    """
    try:
        with file.open("rb") as opened:
            head = opened.read(1 << 16)
    except FileNotFoundError as missing:
        raise ProblemError(_nothing()) from missing
    interpreter = _has_interpreter(head)
    asked_static = request.options.cgo is Cgo.STATIC or (
        request.options.cgo is Cgo.OFF and request.options.mode is Mode.PROGRAM
    )
    if interpreter and asked_static and request.options.target.goos == "linux":
        raise ProblemError(_not_static())
    return Proved(static=head[:4] == b"\x7fELF" and not interpreter)


def _has_interpreter(head: bytes) -> bool:
    if head[:4] != b"\x7fELF":
        return False
    wide, order = head[4] == _ELF64, "<" if head[5] == 1 else ">"
    start, size = struct.unpack_from(order + ("32xQ14xH" if wide else "28xI10xH"), head)
    (count,) = struct.unpack_from(order + "H", head, 56 if wide else 44)
    kinds = (struct.unpack_from(order + "I", head, start + i * size)[0] for i in range(count))
    return _PT_INTERP in kinds


def _nothing() -> Problem:
    return Problem(
        code="no_program",
        what=say("Go reported success, but no program is there."),
        why=say("Something removed the file while it was being checked."),
        next=(Advice(say("Build again."), Action.RETRY),),
    )


def _not_static() -> Problem:
    return Problem(
        code="not_static",
        what=say("The program is not static, though a static one was asked for."),
        why=say("It still wants the system's own loader and C library."),
        next=(
            Advice(say("Turn cgo off."), Action.CGO_OFF),
            Advice(say("Link C statically with zig."), Action.CGO_STATIC),
        ),
        field="cgo",
    )
