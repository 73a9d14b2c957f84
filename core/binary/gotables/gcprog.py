"""The garbage collector's program: which words of the variables are pointers.

The linker writes it, and the runtime unfolds it at the start (runGCProg in runtime/mbitmap.go).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.binary.formats.image import Buffer

_MORE = 0x80  # an instruction: repeat; a byte of a number: another one follows
_LONGEST = 10  # bytes of a number
_MOST_STEPS = 1 << 20  # the program of 120,000 functions has 2,000
_BITS = tuple(bytes(byte >> bit & 1 for bit in range(8)) for byte in range(256))


def unfold(data: Buffer, at: int, wanted: int) -> bytearray | None:
    """One byte for each of `wanted` words, 1 for a pointer; None when it tells of more or fewer."""
    found = bytearray()
    for _ in range(_MOST_STEPS if wanted <= len(data) else 0):  # else a lie that takes memory
        step = data[at] if 0 <= at < len(data) else 0
        if not step or len(found) > wanted:
            break
        if step < _MORE:
            end = at + 1 + -(-step // 8)
            found += b"".join(_BITS[byte] for byte in data[at + 1 : end])[:step]
            at = end
        else:
            at = _repeat(data, at, found, wanted=wanted)
    return found if len(found) == wanted else None


def _repeat(data: Buffer, at: int, found: bytearray, *, wanted: int) -> int:
    """Repeat what was found last; where the next instruction stands."""
    count, at = (data[at] - _MORE, at + 1) if data[at] > _MORE else _number(data, at + 1)
    times, at = _number(data, at)
    if 0 < count <= len(found):
        most = (wanted - len(found)) // count + 1  # once more than fits shows in the length
        found += bytes(found[-count:]) * min(times, most)
    return at


def _number(data: Buffer, at: int) -> tuple[int, int]:
    """A number of seven bits per byte, the lowest first, and where it ends."""
    number = 0
    for place, byte in enumerate(data[at : at + _LONGEST]):
        number |= (byte & ~_MORE) << 7 * place
        if byte < _MORE:
            return number, at + place + 1
    return number, at + _LONGEST
