"""Addresses that two instructions build: a high part, and what the one after adds or reads at.

For processors with instructions of one word, as Go's compiler writes them (cmd/internal/obj).
A mask keeps the bits of the operation, and of registers that must be certain ones; the rest are
operands. The manuals, by which each can be looked up: Power ISA 3.1 book I, LoongArch Reference
Manual volume 1, MIPS64 volume II, Arm Architecture Reference Manual DDI 0406.
"""

# ruff: noqa: PLR2004 - the bit patterns of machine code are said in words beside them
from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from core.binary.attribution.space import Ints, Space

_PPC_USES = (14, 32, 34, 36, 38, 40, 42, 44, 48, 50, 52, 54, 58, 62)  # ADDI, loads and stores
_PPC_WIDE = (58, 62)  # those whose lowest bits of the distance say which
_MIPS_USES = (0x09, 0x19, 0x0D, *range(0x20, 0x40))  # ADDIU, DADDIU, ORI, loads and stores


def ppc64(space: Space, start: int, end: int, _shift: int) -> tuple[Ints, Ints]:
    """ADDIS to nothing, and the addition, load or store that uses its register."""
    # D-form: operation (6 bits), RT (5), RA (5), 16 bits with a sign. ADDIS is 15, and RA 0 is no
    # register there but nought. DS-form (58, 62) has the two lowest bits for the operation. DQ-form
    # (LXV and STXV, 61) has the four lowest, but Go's assembler takes no symbol's address there.
    at, first, use = _adjacent(space, start, end, mask=0xFC1F0000, value=0x3C000000)
    kind = use >> 26
    fits = ((use >> 16) & 31 == (first >> 21) & 31) & np.isin(kind, _PPC_USES)
    at, first, use, kind = at[fits], first[fits], use[fits], kind[fits]
    low = _signed(use & 0xFFFF, 16) & np.where(np.isin(kind, _PPC_WIDE), ~3, -1)
    return at, (_signed(first & 0xFFFF, 16) << 16) + low


def loong64(space: Space, start: int, end: int, shift: int) -> tuple[Ints, Ints]:
    """PCALAU12I, and the addition, load or store that uses its register."""
    # PCALAU12I: 0001101, 20 bits, rd: the page of 4 KiB so many pages away. ADDI.D: 0000001011,
    # 12 bits, rj, rd. All loads and stores with 12 bits begin with 001010 and have rj there, too.
    at, first, use = _adjacent(space, start, end, mask=0xFE000000, value=0x1A000000)
    adds = use & 0xFFC00000 == 0x02C00000
    reads = use & 0xFC000000 == 0x28000000
    fits = ((use >> 5) & 31 == first & 31) & (adds | reads)
    at, first, use = at[fits], first[fits], use[fits]
    page = (at + shift) & ~0xFFF
    return at, page + (_signed(first >> 5 & 0xFFFFF, 20) << 12) + _signed(use >> 10 & 0xFFF, 12)


def mips(space: Space, start: int, end: int, _shift: int) -> tuple[Ints, Ints]:
    """LUI, and the addition, load or store that uses its register; 64 bits add R28 between."""
    # I-type: operation (6 bits), rs (5), rt (5), 16 bits with a sign, which ORI has not. LUI is
    # 0x0F with rs 0. R-type, as DADDU: operation 0, rs, rt, rd, five bits of 0, and 0x2D for which
    # it is.
    at, first, use = _adjacent(space, start, end, mask=0xFFE00000, value=0x3C000000)
    based = use & 0xFC1F07FF == 0x001C002D  # DADDU of R28, which is 0
    use = np.where(based, space.u32(at + 8), use)
    kind = use >> 26
    fits = ((use >> 21) & 31 == (first >> 16) & 31) & np.isin(kind, _MIPS_USES)
    at, first, use, kind = at[fits], first[fits], use[fits], kind[fits]
    low = np.where(kind == 0x0D, use & 0xFFFF, _signed(use & 0xFFFF, 16))
    return at, ((first & 0xFFFF) << 16) + low


def _adjacent(
    space: Space, start: int, end: int, *, mask: int, value: int
) -> tuple[Ints, Ints, Ints]:
    """The offset of each first instruction of this kind, it, and the one after it."""
    start = -(-start // 4) * 4
    words = space.array(start, max((end - start) // 4, 0), f"{space.image.order}u4")
    row = np.flatnonzero(words[:-1] & mask == value)
    return start + 4 * row, words[row].astype(np.int64), words[row + 1].astype(np.int64)


def _signed(numbers: Ints, bits: int) -> Ints:
    high = 1 << (bits - 1)
    return np.where(numbers & high, numbers - 2 * high, numbers)


def arm(space: Space, start: int, end: int, _shift: int) -> tuple[Ints, Ints]:
    """LDR of a word that stands near the instruction, in a pool between the functions."""
    start = -(-start // 4) * 4
    words = space.array(start, max((end - start) // 4, 0), f"{space.image.order}u4")
    # LDR (literal): condition (4 bits), 0101, U, 001, register 15 as the base, Rt, 12 bits. U (bit
    # 23) adds them, else they are taken away; register 15 reads as two instructions further on.
    row = np.flatnonzero(words & 0x0F7F0000 == 0x051F0000)
    at, load = start + 4 * row, words[row].astype(np.int64)
    distance = np.where(load & 0x00800000 != 0, load & 0xFFF, -(load & 0xFFF))
    return at, space.u32(at + 8 + distance)
