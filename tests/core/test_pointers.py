"""Pointers and references are told from numbers that look like them."""

from __future__ import annotations

import struct

import numpy as np
import pytest

from core.binary import inspector
from core.binary.attribution import engine, references
from core.binary.attribution.parsed import funcdata_offsets
from core.binary.attribution.space import Space
from core.binary.formats import sections
from core.binary.formats.image import Image, Section
from core.binary.gotables import gcprog, pointers
from tests.corpus.programs import Variant, built, go_programs


@pytest.mark.parametrize(
    ("program", "words"),
    [
        (b"\x05\x16\x00", [0, 1, 1, 0, 1]),  # five bits as they are
        (b"\x02\x02\x82\x02\x00", [0, 1, 0, 1, 0, 1]),  # the last two, twice again
        (b"\x01\x01\x80\x01\x84\x01\x00", [1] * 133),  # both numbers may be long ones
        (b"\x09\xff\x01\x00", [1] * 9),
        (b"\x00", []),
    ],
)
def test_the_collectors_program_unfolds_to_its_words(program: bytes, words: list[int]) -> None:
    inside = program + bytes(200)
    assert gcprog.unfold(inside, 0, len(words)) == bytearray(words)
    assert gcprog.unfold(inside, 0, len(words) + 1) is None


@pytest.mark.parametrize(
    "program",
    [
        b"",
        b"\x85\x05\x00",
        b"\x01\x01\x81\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f",
        b"\x7f",
        b"\x80",
    ],
)
def test_a_collectors_program_that_makes_no_sense_tells_nothing(program: bytes) -> None:
    assert gcprog.unfold(program + bytes(8), 0, 8) is None
    assert gcprog.unfold(program + bytes(8), -1, 8) is None
    assert gcprog.unfold(program, 0, 1 << 60) is None


@pytest.mark.go
def test_what_go_says_of_pointers_knows_all_that_the_linker_relocates() -> None:
    for go in go_programs():
        path = built(Variant(stripped=True, flags=("-buildmode=pie",)), go)
        image = inspector.read_image(path, path.read_bytes())
        body = engine.dissect(image, sections.stretches(image))
        assert body is not None
        assert body.types is not None
        space, at, targets = body.space, body.space.patched_at, body.space.patched_to
        assert len(at) > 5000
        assert not pointers.in_masks(space, body.types, at).any()
        space.patched_at = at[:0]  # as if nothing were relocated
        assert pointers.told(body, funcdata_offsets(body), at, targets).real.all()


def test_a_hash_in_a_comparison_is_no_reference() -> None:
    """From encoding/xml by Go 1.27: CMP and a hash of a type, JNE, LEA."""
    code = bytes.fromhex("81fa1c942a05 0f8503010000 488d15") + struct.pack("<i", 0x2000)
    data = code + bytes(0x1104000)
    image = Image(
        data=data, format="elf", goos="linux", goarch="amd64", bits=64, big_endian=False,
        sections=(
            Section(name=".text", offset=0, size=len(code), address=0x1000, role="code"),
            Section(name=".data", offset=len(code), size=len(data) - len(code), address=0x2000),
        ),
    )  # fmt: skip
    space = Space(image)
    places, addresses = references.from_code(space, image.sections[:1])
    assert (places.tolist(), addresses.tolist()) == ([14], [0x1000 + len(code) + 0x2000])
    assert np.all(space.offsets(addresses) > 0)
