"""Which function calls which: direct calls in machine code, found in bulk."""

# ruff: noqa: PLR2004 - the bit patterns of machine code are said in words beside them
from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from core.binary.anatomy import Anatomy
    from core.binary.space import Ints

_PIECE = 1 << 21


def supported(goarch: str) -> bool:
    """Whether calls can be read for this architecture."""
    return goarch in _FINDERS


def edges(body: Anatomy) -> tuple[Ints, Ints]:
    """Caller and callee of each direct call or jump to the beginning of a function, as rows."""
    finder = _FINDERS[body.space.image.goarch]
    order = np.argsort(body.starts, kind="stable")
    starts = body.starts[order]
    callers, callees = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for piece in body.stretches:
        if piece.role != "code" or not piece.address:
            continue
        for start in range(piece.offset, piece.end, _PIECE):
            at, to = finder(body, start, min(start + _PIECE + 8, piece.end))
            row = np.searchsorted(starts, to).clip(max=len(starts) - 1)
            exact = (starts[row] == to) & (at < start + _PIECE)
            caller = np.searchsorted(starts, at[exact], side="right") - 1
            callers.append(order[caller.clip(min=0)])
            callees.append(order[row[exact]])
    return np.concatenate(callers), np.concatenate(callees)


def _x86(body: Anatomy, start: int, end: int) -> tuple[Ints, Ints]:
    """CALL and JMP with a 32-bit distance from the next instruction."""
    code = body.space.bytes[start:end]
    at = np.flatnonzero((code[:-5] == 0xE8) | (code[:-5] == 0xE9))
    return start + at, start + at + 5 + body.space.i32(start + at + 1)


def _arm64(body: Anatomy, start: int, end: int) -> tuple[Ints, Ints]:
    """BL and B: a distance of 26 bits in words."""
    start = -(-start // 4) * 4
    code = body.space.array(start, max((end - start) // 4, 0), f"{body.space.image.order}u4")
    at = np.flatnonzero((code & 0x7C000000) == 0x14000000)
    distance = (code[at] & 0x03FFFFFF).astype(np.int64)
    distance = np.where(distance & 0x02000000, distance - 0x04000000, distance)
    return start + 4 * at, start + 4 * (at + distance)


_FINDERS = {"amd64": _x86, "386": _x86, "arm64": _arm64}
