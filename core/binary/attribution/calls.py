"""Which function leads to which: direct calls, and addresses taken for closures, found in bulk."""

# ruff: noqa: PLR2004 - the bit patterns of machine code are said in words beside them
from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from core.binary.attribution.parsed import function_at
from core.binary.attribution.references import arm64_addresses

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from core.binary.attribution.parsed import Anatomy
    from core.binary.attribution.space import Flags, Ints

    Finder = Callable[[Anatomy, int, int], tuple[Ints, Ints]]

_PIECE = 1 << 21
_NEAR = 64  # bytes of code in which a call is looked for


def supported(goarch: str) -> bool:
    """Whether calls can be read for this architecture."""
    return goarch in _FINDERS


def edges(body: Anatomy) -> tuple[Ints, Ints]:
    """Caller and callee of each call of, jump to or pointer to the beginning of a function."""
    goarch = body.space.image.goarch
    order = np.argsort(body.starts, kind="stable")
    starts = body.starts[order]
    callers, callees = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for piece in body.stretches:
        if piece.role != "code" or not piece.address:
            continue
        for start in range(piece.offset, piece.end, _PIECE):
            end = min(start + _PIECE + 8, piece.end)
            for finder in _FINDERS[goarch]:
                at, to = finder(body, start, end)
                row = np.searchsorted(starts, to).clip(max=len(starts) - 1)
                exact = (starts[row] == to) & (at < start + _PIECE)
                caller = np.searchsorted(starts, at[exact], side="right") - 1
                callers.append(order[caller.clip(min=0)])
                callees.append(order[row[exact]])
    return np.concatenate(callers), np.concatenate(callees)


def named(body: Anatomy, names: Collection[bytes]) -> Ints:
    """The rows of the functions with these names."""
    header, data = body.functions.header, body.space.image.data
    found = [data.find(b"\0" + name + b"\0", header.names, header.units) + 1 for name in names]
    return np.flatnonzero(np.isin(body.name_at, [at for at in found if at > 0]))


def next_callees(body: Anatomy, places: Ints) -> Ints:
    """The function that is called first after each place in the code, -1 when none is near."""
    callees = np.full(len(places), -1, dtype=np.int64)
    step, is_call, goal = _CALLS[body.space.image.goarch]
    for distance in range(step, _NEAR, step):
        waiting = np.flatnonzero(callees < 0)
        at = places[waiting] + distance
        calling = is_call(body, at)
        waiting, to = waiting[calling], goal(body, at[calling])
        row = function_at(body, to)
        exact = (row >= 0) & (body.starts[row] == to)
        callees[waiting[exact]] = row[exact]
    return callees


def _x86(body: Anatomy, start: int, end: int) -> tuple[Ints, Ints]:
    """CALL and JMP."""
    code = body.space.bytes[start:end]
    at = start + np.flatnonzero((code[:-5] == 0xE8) | (code[:-5] == 0xE9))
    return at, _x86_goal(body, at)


def _x86_goal(body: Anatomy, at: Ints) -> Ints:
    """A 32-bit distance from the next instruction."""
    return at + 5 + body.space.i32(at + 1)


def _amd64_address(body: Anatomy, start: int, end: int) -> tuple[Ints, Ints]:
    """LEA of a 32-bit distance from the next instruction: what a closure begins with."""
    code = body.space.bytes[start:end]
    wide = ((code[:-7] & 0xFB) == 0x48) & (code[1:-6] == 0x8D) & ((code[2:-5] & 0xC7) == 0x05)
    at = start + np.flatnonzero(wide)
    return at, at + 7 + body.space.i32(at + 3)


def _is_x86_call(body: Anatomy, at: Ints) -> Flags:
    calls: Flags = body.space.u8(at) == 0xE8
    return calls


def _arm64(body: Anatomy, start: int, end: int) -> tuple[Ints, Ints]:
    """BL and B."""
    start = -(-start // 4) * 4
    code = body.space.array(start, max((end - start) // 4, 0), f"{body.space.image.order}u4")
    at = start + 4 * np.flatnonzero((code & 0x7C000000) == 0x14000000)
    return at, _arm64_goal(body, at)


def _arm64_goal(body: Anatomy, at: Ints) -> Ints:
    """A distance of 26 bits in words."""
    distance = body.space.u32(at) & 0x03FFFFFF
    distance = np.where(distance & 0x02000000, distance - 0x04000000, distance)
    return at + 4 * distance


def _arm64_address(body: Anatomy, start: int, end: int) -> tuple[Ints, Ints]:
    """ADRP and the ADD after it: distances in the file, where code keeps its order in pages."""
    code = next(s for s in body.stretches if s.offset <= start < s.end)
    shift = code.address - code.offset
    at, address = arm64_addresses(body.space, start, end, shift)
    return at, address - shift


def _is_arm64_call(body: Anatomy, at: Ints) -> Flags:
    calls: Flags = body.space.u32(at) & 0xFC000000 == 0x94000000
    return calls


_FINDERS: dict[str, tuple[Finder, ...]] = {
    "amd64": (_x86, _amd64_address),
    "386": (_x86,),
    "arm64": (_arm64, _arm64_address),
}
_CALLS = {"amd64": (1, _is_x86_call, _x86_goal), "arm64": (4, _is_arm64_call, _arm64_goal)}
