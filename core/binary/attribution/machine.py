"""What code does with types and interfaces: allocate, convert to, and which methods it calls."""

# ruff: noqa: PLR2004 - the bit patterns of machine code are said in words beside them
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from core.binary.attribution import calls
from core.binary.attribution.parsed import function_at
from core.binary.attribution.space import distinct

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from core.binary.attribution.parsed import Anatomy
    from core.binary.attribution.space import Flags, Ints

_ALLOCATING = (
    "newobject", "newarray", "makeslice", "makeslicecopy", "makeslice64", "makechan", "makechan64",
    "makemap", "makemap64", "makemap_small", "mapaccess1", "mapaccess2", "mapassign", "mapdelete",
    "mapaccess1_faststr", "mapaccess2_faststr", "mapassign_faststr", "mapdelete_faststr",
    "mapaccess1_fast64", "mapaccess2_fast64", "mapassign_fast64", "mapassign_fast64ptr",
    "mapaccess1_fast32", "mapaccess2_fast32", "mapassign_fast32", "mapclear", "mapiterinit",
    "mapIterStart", "typedmemmove", "typedmemclr", "typedslicecopy", "wbMove", "wbZero",
    "unsafeslice", "mallocgc", "growslice",
)  # fmt: skip
_ARGUMENT = {"mallocgc": 1, "growslice": 4}  # which one the type is, where it is not the first
_AMD64_ARGUMENTS = (0, 3, 1, 7, 6)  # AX, BX, CX, DI, SI: Go's registers for arguments, in order


def only_allocates(body: Anatomy, places: Ints) -> Flags:
    """Whether code at each place names a type to allocate or copy it, or to compare with it."""
    reader = _READERS.get(body.space.image.goarch)
    if reader is None:
        return np.zeros(len(places), dtype=np.bool_)
    argument, compares = reader(body, places)
    wanted = _arguments(body)
    asked = np.flatnonzero((argument >= 0) & ~compares)
    callee = calls.next_callees(body, places[asked])
    compares[asked] = (callee >= 0) & (wanted[callee] == argument[asked])
    return compares


def _arguments(body: Anatomy) -> Ints:
    """Of each function that allocates: the number of the argument that is the type, else -2."""
    numbers = {f"runtime.{name}".encode(): _ARGUMENT.get(name, 0) for name in _ALLOCATING}
    wanted = np.full(len(body.functions), -2, dtype=np.int64)
    for name, number in numbers.items():
        wanted[calls.named(body, [name])] = number
    return wanted


def _amd64(body: Anatomy, places: Ints) -> tuple[Ints, Flags]:
    """LEA to a register for arguments; whether a comparison of 64 bits follows."""
    # REX.W is 0x48; its R (4) is the fourth bit of the register, whose other three are in the
    # middle of ModRM. LEA is 8D, CMP 39 or 3B. ModRM is at the place, its distance takes the next
    # four bytes.
    space = body.space
    prefix, opcode, operand = (space.u8(places - back) for back in (2, 1, 0))
    lea = (opcode == 0x8D) & (prefix & 0xF8 == 0x48)
    order = np.full(16, -1, dtype=np.int64)
    order[list(_AMD64_ARGUMENTS)] = np.arange(len(_AMD64_ARGUMENTS))
    register = (operand >> 3) & 7 | (prefix & 4) << 1
    compares = lea & (space.u8(places + 5) & 0xF8 == 0x48) & (space.u8(places + 6) & 0xFD == 0x39)
    return np.where(lea, order[register], -1), compares


def _arm64(body: Anatomy, places: Ints) -> tuple[Ints, Flags]:
    """ADRP and ADD to a register for arguments; whether a comparison of 64 bits follows."""
    # ADD (immediate, 64 bits) begins with 1001000100. CMP (shifted register, 64 bits) is SUBS whose
    # result goes to register 31, which keeps nothing.
    add, after = body.space.u32(places + 4), body.space.u32(places + 8)
    register = add & 31
    compares: Flags = after & 0xFFE0FC1F == 0xEB00001F
    return np.where((add >> 22 == 0x244) & (register < 5), register, -1), compares


_READERS = {"amd64": _amd64, "arm64": _arm64}


MOST_SLOTS = 4096  # methods of one interface that are told apart
_FIRST_SLOT = 24  # bytes of runtime.itab before its methods
_LOOK_BACK = 64  # bytes of code


def interface_calls(body: Anatomy) -> tuple[Ints, Ints]:
    """Which functions call through interfaces, and by which place among its methods.

    One row per call: a register is loaded from where a method stands in a table, then called. A
    processor for which that cannot be read calls every one, as if from its first function.
    """
    finder = _CALLERS.get(body.space.image.goarch)
    if finder is None:
        return np.zeros(MOST_SLOTS, dtype=np.int64), np.arange(MOST_SLOTS, dtype=np.int64)
    at, distance = finder(body)
    slot = (distance - _FIRST_SLOT) // 8
    function = function_at(body, at)
    real = (function >= 0) & (slot >= 0) & (slot < MOST_SLOTS) & (distance % 8 == 0)
    both = distinct(function[real] * MOST_SLOTS + slot[real])
    return both // MOST_SLOTS, both % MOST_SLOTS


def _amd64_calls(body: Anatomy) -> tuple[Ints, Ints]:
    """CALL of a register; before it, MOVQ to it from a distance of 8 or 32 bits."""
    # FF /2 is CALL: ModRM D0 to D7 (JMP, E0 to E7, is not among what the mask lets through); 41
    # before it makes it one of the upper eight registers. MOVQ is REX.W and 8B; of mod in ModRM, 01
    # means a distance of one byte and 10 of four; rm 100 would mean another byte (SIB), by which no
    # table of methods is read.
    space = body.space
    at = _positions(body, lambda code: (code[:-1] == 0xFF) & (code[1:] & 0xD8 == 0xD0), step=1)
    register = space.u8(at + 1) & 7 | np.where(space.u8(at - 1) == 0x41, 8, 0)
    distance = np.full(len(at), -1, dtype=np.int64)
    for back in range(4, _LOOK_BACK):
        waiting = np.flatnonzero(distance < 0)
        place = at[waiting] - back
        prefix, operand = space.u8(place), space.u8(place + 2)
        loads = (prefix & 0xFA == 0x48) & (space.u8(place + 1) == 0x8B) & (operand & 7 != 4)
        loads &= (operand >> 3 & 7 | (prefix & 4) << 1) == register[waiting]
        near, far = loads & (operand >> 6 == 1), loads & (operand >> 6 == 2)
        distance[waiting[near]] = space.u8(place[near] + 3)
        distance[waiting[far]] = space.u32(place[far] + 3)
    return at, distance


def _arm64_calls(body: Anatomy) -> tuple[Ints, Ints]:
    """BLR; before it, LDR of its register from a distance."""
    # BR and BLR differ in bit 21 alone. LDR (unsigned offset, 64 bits): 1111100101, 12 bits in
    # units of 8 bytes, Rn, Rt.
    space = body.space
    at = _positions(body, lambda code: code & 0xFFDFFC1F == 0xD61F0000, step=4)
    register = space.u32(at) >> 5 & 31
    distance = np.full(len(at), -1, dtype=np.int64)
    for back in range(4, _LOOK_BACK, 4):
        waiting = np.flatnonzero(distance < 0)
        load = space.u32(at[waiting] - back)
        fits = (load & 0xFFC00000 == 0xF9400000) & (load & 31 == register[waiting])
        distance[waiting[fits]] = (load[fits] >> 10 & 0xFFF) * 8
    return at, distance


def _positions(body: Anatomy, test: Callable[[NDArray[Any]], Flags], *, step: int) -> Ints:
    """Where in the code a test of its bytes (or words, with steps of 4) holds."""
    found = [np.zeros(0, dtype=np.int64)]
    for piece in body.stretches:
        if piece.role == "code" and piece.address:
            start = -(-piece.offset // step) * step
            count = max((piece.end - start) // step, 0)
            code = body.space.array(start, count, f"{body.space.image.order}u{step}")
            found.append(start + step * np.flatnonzero(test(code)))
    return np.concatenate(found)


_CALLERS = {"amd64": _amd64_calls, "arm64": _arm64_calls}
