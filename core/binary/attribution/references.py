# ruff: noqa: PLR2004 - the bit patterns of machine code are said in words beside them
"""What points at what: addresses in machine code, and pointers in data, found in bulk.

Only patterns that the Go compiler and linker emit are recognised. A byte sequence that happens to
look like one must also point into the data of the file, which few accidents do. Where the bits
are explained: Intel SDM volume 2 (chapter 2, appendix A), Arm Architecture Reference Manual DDI
0487, z/Architecture Principles of Operation, RISC-V Unprivileged ISA.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from core.binary.attribution import pairs
from core.binary.formats.image import release

if TYPE_CHECKING:
    from core.binary.attribution.space import Bytes, Flags, Ints, Space
    from core.binary.formats.image import Section

_PIECE = 1 << 21  # bytes of code looked at together: bounds the memory for intermediate arrays
_OVERLAP = 16  # bytes that the longest instruction reaches into the next piece

# amd64: instructions that Go's compiler writes with a variable as operand. The operand byte is
# followed by a distance from the next instruction; here are how many bytes of constant stand
# between the distance and that next instruction.
_AMD64_PLAIN = bytes.fromhex(
    "8d 8b 89 8a 88 39 3b 38 3a 03 01 2b 29 33 31 0b 09 23 21 87 86 ff 63 13 11 1b 19 f7"
)
_AMD64_BYTE, _AMD64_WORD = bytes.fromhex("83 80 c6 f6"), bytes.fromhex("81 c7")


def from_code(space: Space, code: tuple[Section, ...]) -> tuple[Ints, Ints]:
    """The file offsets of instructions that name data, and the addresses that they name."""
    finder = _FINDERS.get(space.image.goarch)
    places, targets = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    low, high = _data_range(space)
    for section in code:
        if finder is None:
            break
        for start in range(section.offset, section.end, _PIECE):
            begin = max(start - _OVERLAP, section.offset)
            end = min(start + _PIECE + _OVERLAP, section.end)
            at, target = finder(space, begin, end, section.address - section.offset)
            inside = (target >= low) & (target < high) & (at >= start) & (at < start + _PIECE)
            places.append(at[inside])
            targets.append(target[inside])
            release(space.image.data, start, end)
    return np.concatenate(places), np.concatenate(targets)


def sure(space: Space, places: Ints) -> Flags:
    """Which of these instructions can hardly be anything else: LEA, where a processor has it."""
    image = space.image
    if image.goarch not in ("amd64", "386"):
        return np.ones(len(places), dtype=np.bool_)
    wide = image.goarch == "amd64"
    operand = places if wide else places - 1
    leads: Flags = space.u8(operand - 1) == 0x8D
    leads &= space.u8(operand - 2) & 0xF8 == 0x48 if wide else space.u8(operand) & 0xC7 == 0x05
    return leads


def from_data(space: Space, spans: list[tuple[int, int]]) -> tuple[Ints, Ints]:
    """The file offsets of pointers in these stretches of the file, and their addresses."""
    if len(space.patched_at):
        return space.patched_at, space.patched_to
    low, high = _whole_range(space)
    word = space.image.word
    places, targets = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for start, end in spans:
        first = -(-start // word) * word
        for at in range(first, end - word + 1, _PIECE):
            count = (min(at + _PIECE, end) - at) // word
            words = space.array(at, count, f"{space.image.order}u{word}")
            found = np.flatnonzero((words >= low) & (words < high))
            places.append(at + found * word)
            targets.append(words[found].astype(np.int64))
            release(space.image.data, at, at + _PIECE)
    return np.concatenate(places), np.concatenate(targets)


def _data_range(space: Space) -> tuple[int, int]:
    """The lowest and highest address of anything that is not code."""
    ends = [(s.address, s.address + s.size) for s in space.image.loaded if s.role != "code"]
    return min((e[0] for e in ends), default=0), max((e[1] for e in ends), default=0)


def _whole_range(space: Space) -> tuple[int, int]:
    ends = [(s.address, s.address + s.size) for s in space.image.loaded]
    return min((e[0] for e in ends), default=0), max((e[1] for e in ends), default=0)


def _table(values: bytes) -> Flags:
    known = np.zeros(256, dtype=np.bool_)
    known[list(values)] = True
    return known


# Operations on bytes, with one byte of operation and after the byte 0F.
_AMD64_SMALL = bytes.fromhex("88 8a 38 3a 86 80 c6 f6")
_AMD64_TWO_BYTE_SMALL = bytes([0xB6, 0xBE, 0xB0, 0xC0, *range(0x90, 0xA0), 0x10, 0x11, 0x6F, 0x7F])
_NEVER = -1  # no address but 0 lacks all of these bits
_IS_SMALL, _IS_TWO_BYTE_SMALL = _table(_AMD64_SMALL), _table(_AMD64_TWO_BYTE_SMALL)
_IS_PLAIN, _IS_BYTE, _IS_WORD = map(_table, (_AMD64_PLAIN, _AMD64_BYTE, _AMD64_WORD))
_IS_STORE = _table(bytes.fromhex("c6 c7 f6"))  # of a constant; the operand's other bits are 0


def _amd64(space: Space, start: int, end: int, shift: int) -> tuple[Ints, Ints]:
    """RIP-relative operands: mod=00, rm=101, a 32-bit distance."""
    code = space.bytes[start:end]
    # ModRM: mod (2 bits), a register (3), rm (3). With mod 00, rm 101 means: relative to the next
    # instruction. What stands before it is the operation (after 0F: of the second map; after C5, C4
    # or 62: VEX and EVEX), and before that 66 for 16 bits or REX, 0x48 with W for 64 bits.
    operand = np.flatnonzero((code[5:-4] & 0xC7) == 0x05) + 5
    distance = np.zeros(len(operand), dtype=np.uint32)
    for step in range(4):
        distance |= code[operand + 1 + step].astype(np.uint32) << np.uint32(8 * step)
    before, second, third = (code[operand - back] for back in (1, 2, 3))
    two_bytes = second == 0x0F
    vex, evex = code[operand - 4] == 0xC4, code[operand - 5] == 0x62
    vector = (third == 0xC5) | vex | evex
    # The third map of instructions of each: a constant of one byte follows.
    constant = vex & (third & 0x1F == 3) | evex & (code[operand - 4] & 7 == 3)
    byte, word = _IS_BYTE[before] & ~two_bytes, _IS_WORD[before] & ~two_bytes
    known = _IS_PLAIN[before] | byte | word | two_bytes | vector
    target = start + shift + operand + 5 + distance.view(np.int32).astype(np.int64)
    narrow = second == 0x66
    target += (byte & ~evex | constant) + np.where(narrow, 2, 4) * (word & ~evex)
    known &= (target & _alignment(before, second, vector=vector)) == 0
    low, high = _data_range(space)
    known &= (target >= low) & (target < high)
    known &= ~(_IS_STORE[before] & ~two_bytes & ~vector) | (code[operand] == 0x05)
    sure = (second & 0xF8 == 0x48) & ~two_bytes
    unsure = np.flatnonzero(known & ~sure)
    known[unsure] = ~_in_compared(code, operand[unsure])
    return _apart(start + operand[known], target[known], sure[known])


def _in_compared(code: Bytes, operand: Ints) -> Flags:
    """What lies in the constant of a comparison and jump: a type switch is full of hashes."""
    inside = np.zeros(len(operand), dtype=np.bool_)
    # 3D is CMP of EAX and 81 /7 (ModRM F8 to FF) CMP of a register, with four bytes of constant; 70
    # to 7F and, with four bytes of distance, 0F begin a jump on a condition.
    padded = np.append(code, np.zeros(8, dtype=np.uint8))
    for back in range(1, 6):
        first, second, after = (padded[operand - back + step] for step in (0, 1, 5))
        near = (after & 0xF0 == 0x70) | (after == 0x0F)
        inside |= (first == 0x3D) & near & (back < 5)
        after = padded[operand - back + 6]
        near = (after & 0xF0 == 0x70) | (after == 0x0F)
        inside |= (first == 0x81) & (second >= 0xF8) & near & (back > 1)
    return inside


def _apart(places: Ints, targets: Ints, sure: Flags) -> tuple[Ints, Ints]:
    """Without what lies in the distance that a sure one (three bytes fit) ends with."""
    last = np.maximum.accumulate(np.where(sure, places, -_OVERLAP))
    before = np.append(-_OVERLAP, last[:-1])
    free = places - before > 4
    return places[free], targets[free]


def _alignment(before: Bytes, second: Bytes, *, vector: Flags) -> Ints:
    """The low bits that an operand's address must not have: Go aligns all that it lays down.

    An address of which only bytes are read may have any; LEA, which in Go's code always has the
    prefix for 64 bits, as well.
    """
    wide = (second & 0xF8) == 0x48
    two_bytes = second == 0x0F
    mask = np.where(wide, 7, np.where(second == 0x66, 1, 3))
    mask[two_bytes] = np.where(_IS_TWO_BYTE_SMALL[before[two_bytes]], 0, 1)
    mask[_IS_SMALL[before] & ~two_bytes | vector] = 0
    mask[(before == 0x8D) & ~two_bytes] = 0
    mask[(before == 0x8D) & ~wide & ~two_bytes] = _NEVER
    return mask


def arm64_addresses(space: Space, start: int, end: int, shift: int) -> tuple[Ints, Ints]:
    """ADRP and the ADD, load or store beside it that uses its register."""
    start = -(-start // 4) * 4
    code = space.array(start, max((end - start) // 4, 0), f"{space.image.order}u4")
    # ADRP: 1, two low bits, 10000, 19 high bits, Rd: the page of 4 KiB so many pages away. ADD
    # (immediate, 64 bits, not shifted): 1001000100, 12 bits, Rn, Rd. Load and store (unsigned
    # offset): size, 111, V, 01, two bits, 12 bits in units of the size, Rn, Rt; V with the upper of
    # the two bits is a vector of 16 bytes.
    at = np.flatnonzero((code[:-1] & 0x9F000000) == 0x90000000)
    page, use = code[at].astype(np.int64), code[at + 1].astype(np.int64)
    same = ((use >> 5) & 31) == (page & 31)
    add, access = (use & 0xFFC00000) == 0x91000000, (use & 0x3B000000) == 0x39000000
    fits = same & (add | access)
    at, page, use, add = at[fits], page[fits], use[fits], add[fits]
    pages = ((page >> 5) & 0x7FFFF) << 2 | (page >> 29) & 3
    pages = np.where(pages & 0x100000, pages - 0x200000, pages)
    size = np.where(((use >> 26) & 1 == 1) & ((use >> 23) & 1 == 1), 4, (use >> 30) & 3)
    low = ((use >> 10) & 0xFFF) << np.where(add, 0, size)
    place = start + 4 * at
    return place, ((place + shift) & ~0xFFF) + (pages << 12) + low


def _absolute(space: Space, start: int, end: int, _shift: int) -> tuple[Ints, Ints]:
    """386: addresses stand in the code as they are, at any alignment."""
    code = space.bytes[start:end]
    if len(code) < 4:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    pieces = [code[step : len(code) - 3 + step].astype(np.int64) << 8 * step for step in range(4)]
    target = pieces[0] | pieces[1] | pieces[2] | pieces[3]
    low, high = _data_range(space)
    found = np.flatnonzero((target >= low) & (target < high))
    return start + found, target[found]


def _s390x(space: Space, start: int, end: int, shift: int) -> tuple[Ints, Ints]:
    """LARL and the loads and stores relative to the instruction, in halfwords."""
    code = space.bytes[start:end]
    # RIL: eight bits of the operation, a register (4), four more of the operation, 32 bits. C0 with
    # 0 is LARL; all of C4 load from there or store to it.
    at = np.flatnonzero((code[:-6] == 0xC0) & (code[1:-5] & 0x0F == 0) | (code[:-6] == 0xC4))
    at = at[at % 2 == 0]
    distance = space.i32(start + at + 2)
    return start + at, start + at + shift + 2 * distance


def _riscv64(space: Space, start: int, end: int, shift: int) -> tuple[Ints, Ints]:
    """AUIPC and the addition, load or store after it that uses its register."""
    half = space.array(start, max((end - start) // 2, 0), "<u2").astype(np.int64)
    # The lowest seven bits are the operation: 17 AUIPC, 13 ADDI and its like, 03 and 07 loads, 23
    # and 27 stores (07 and 27: of floating point). rd is in bits 7 to 11, rs1 in 15 to 19. Stores
    # have no rd: the low bits of their distance stand there. Short instructions are of 16 bits, so
    # any of these may begin at a halfword.
    at = np.flatnonzero((half[:-3] & 0x7F) == 0x17)
    first = half[at] | half[at + 1] << 16
    use = half[at + 2] | half[at + 3] << 16
    kind = use & 0x7F
    same = ((use >> 15) & 31) == ((first >> 7) & 31)
    fits = same & np.isin(kind, (0x13, 0x03, 0x23, 0x07, 0x27))
    at, first, use, kind = at[fits], first[fits], use[fits], kind[fits]
    stores = np.isin(kind, (0x23, 0x27))
    low = np.where(stores, (use >> 25) << 5 | (use >> 7) & 31, use >> 20)
    low = np.where(low & 0x800, low - 0x1000, low)
    high = first & 0xFFFFF000
    high = np.where(high & 0x80000000, high - 0x100000000, high)
    place = start + 2 * at
    return place, place + shift + high + low


_FINDERS: dict[str, Any] = {
    "amd64": _amd64,
    "arm64": arm64_addresses,
    "386": _absolute,
    "arm": pairs.arm,
    **dict.fromkeys(("ppc64", "ppc64le"), pairs.ppc64),
    "loong64": pairs.loong64,
    **dict.fromkeys(("mips", "mipsle", "mips64", "mips64le"), pairs.mips),
    "s390x": _s390x,
    "riscv64": _riscv64,
}
