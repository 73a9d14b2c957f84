"""Made-up WASM, Plan 9 and AIX files: what their headers say, section by section."""

from __future__ import annotations

import struct

import pytest

from core.binary.formats import rarities
from core.binary.formats.image import DamagedFileError, Image
from tests.made_up_programs import varint


def told(image: Image) -> list[tuple[str, int, int, str]]:
    return [(one.name, one.offset, one.size, one.role) for one in image.sections]


def wasm(*parts: tuple[int, bytes]) -> bytes:
    return b"\0asm\1\0\0\0" + b"".join(
        bytes([kind]) + varint(len(text)) + text for kind, text in parts
    )


def test_wasm_tells_its_system_and_its_sections() -> None:
    for named, goos in ((b"wasi_snapshot_preview1", "wasip1"), (b"gojs", "js"), (b"x", "")):
        found = rarities.read(wasm((2, named), (10, b"co"), (0, b"\4namexx")), "wasm")
        assert (found.goos, found.goarch, found.bits, found.stripped) == (goos, "wasm", 64, False)
        size, at = len(named), 10
        assert told(found) == [
            ("header", 0, 8, "headers"), ("header", 8, 2, "headers"),
            ("imports", at, size, "links"),
            ("header", at + size, 2, "headers"), ("code", at + size + 2, 2, "code"),
            ("header", at + size + 4, 2, "headers"), ("name", at + size + 6, 7, "names"),
        ]  # fmt: skip
    roles = rarities.read(wasm((11, b"d"), (9, b"e"), (0, b"\x06.debug"), (7, b"x")), "wasm")
    assert [one[0::3] for one in told(roles) if one[0] != "header"] == [
        ("data", "data"), ("elements", "tables"), (".debug", "debug"), ("exports", "headers"),
    ]  # fmt: skip
    assert roles.stripped
    long = rarities.read(wasm((10, b"x" * 300)), "wasm")
    assert told(long)[1:] == [("header", 8, 3, "headers"), ("code", 11, 300, "code")]
    for damaged in (
        wasm((99, b"")),
        wasm()[:8] + b"\x0a\xff\xff\xff\xff\xff\xff",
        wasm() + b"\x0a",
    ):
        with pytest.raises(DamagedFileError):
            rarities.read(damaged, "wasm")


@pytest.mark.parametrize(
    ("magic", "goarch", "bits", "head", "page"),
    [
        (0x1EB, "386", 32, 32, 0x1000), (0x8A97, "amd64", 64, 40, 0x200000),
        (0x647, "arm", 32, 32, 0x1000),
    ],
)  # fmt: skip
def test_plan_9_tells_its_processor_and_its_sections(
    magic: int, goarch: str, bits: int, head: int, page: int
) -> None:
    data = struct.pack(">8I", magic, 100, 50, 7, 20, 0, 5, 4)
    found = rarities.read(data, "plan9")
    assert (found.goos, found.goarch, found.bits, found.stripped) == ("plan9", goarch, bits, False)
    assert told(found) == [
        ("header", 0, head, "headers"), ("text", head, 100, "code"),
        ("data", head + 100, 50, "data"),
        ("symbols", head + 150, 29, "names"),
    ]  # fmt: skip
    assert [one.address for one in found.sections] == [0, page + head, 2 * page, 0]
    assert rarities.read(struct.pack(">8I", magic, 1, 1, 0, 0, 0, 0, 0), "plan9").stripped
    with pytest.raises(DamagedFileError):
        rarities.read(data[:20], "plan9")


def test_aix_tells_its_processor_and_its_sections() -> None:
    rows = ((b".text", 0x20), (b".data", 0x40), (b".loader", 0x1000), (b".dwline", 0x10),
            (b".bss", 0x80))  # fmt: skip
    table = b"".join(
        struct.pack(">8s6Q2I4x", name, 0, 64, 8, 500, 0, 0, 0, flags)[:64]
        + struct.pack(">I4x", flags)
        for name, flags in rows
    )
    head = struct.pack(">2HIQ2H", 0x1F7, len(rows), 0, 600, 0, 0) + struct.pack(">I", 0)
    found = rarities.read((head + table).ljust(650, b"\0"), "xcoff")
    assert (found.goos, found.goarch, found.bits) == ("aix", "ppc64", 64)
    assert (found.big_endian, found.stripped) == (True, False)
    assert told(found) == [
        ("headers", 0, 24 + 5 * 72, "headers"), (".text", 500, 8, "code"),
        (".data", 500, 8, "data"),
        (".loader", 500, 8, "links"), (".dwline", 500, 8, "debug"), ("symbols", 600, 50, "names"),
    ]  # fmt: skip
    narrow = rarities.read(struct.pack(">2H3I2H", 0x1DF, 0, 0, 0, 0, 0, 0), "xcoff")
    assert (narrow.goarch, narrow.bits, narrow.stripped) == ("", 32, True)
    with pytest.raises(DamagedFileError):
        rarities.read(head[:9], "xcoff")
