"""Addresses in the code of every processor: instructions as Go 1.26 wrote them into main.main."""

from __future__ import annotations

import pytest

from core.binary.attribution import references
from core.binary.attribution.space import Space
from core.binary.formats.image import Image, Section

# processor, big-endian, address of the code, its words, and the addresses that it names
RECORDED = {
    "ppc64le": (
        False, 0xECD6C, "7fe802a6 fbe1fec1 3c800020 e88489e0 3c600013 3863ac58 4bfffcdd",
        [0x1F89E0, 0x12AC58],
    ),
    "ppc64": (True, 0xECD6C, "3d000010 3908c320 f9010120 41820008", [0xFC320]),
    "loong64": (
        False, 0xEA97C, "1a0023fe 28e703c5 1a000824 02fd6084 57fd17ff",
        [0x2089C0, 0x12AF58],
    ),
    "mipsle": (
        False, 0x1108C0, "3c170024 8ee18a20 3c020017 2442adb8 00000000",
        [0x238A20, 0x16ADB8],
    ),
    "mips64le": (
        False, 0x128A9C, "3c170024 02fcb82d dee18a20 3c020017 005c102d 6442adb8 ffa20008",
        [0x238A20, 0x16ADB8],
    ),
    "arm": (False, 0x11000, "e59f0004 e1a00000 e12fff1e 00238a20", [0x238A20]),
}  # fmt: skip


@pytest.mark.parametrize("goarch", RECORDED)
def test_addresses_in_code_are_read(goarch: str) -> None:
    big, address, words, named = RECORDED[goarch]
    raw = b"".join(
        bytes.fromhex(word)[:: 1 if big else -1] for word in f"{words} {'00000000 ' * 4}".split()
    )
    data = raw + bytes(64)
    bits = 32 if goarch in ("mipsle", "arm") else 64
    code = Section(name=".text", offset=0, size=len(raw), address=address, role="code")
    # The data is told to be where the program had it: only the range matters here.
    near = Section(name=".data", offset=len(raw), size=32, address=min(named))
    far = Section(name=".bss", offset=len(raw) + 32, size=32, address=max(named) - 31)
    image = Image(
        data=data, format="elf", goos="linux", goarch=goarch, bits=bits, big_endian=big,
        sections=(code, near, far),
    )  # fmt: skip
    _, found = references.from_code(Space(image), (code,))
    assert sorted(found.tolist()) == sorted(named)
