"""A file on its way, packed: the same bytes each time, worth it or not, and how far it is."""

from __future__ import annotations

import gzip
import os
import sys
import zlib
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from core.ssh.connection.packing import Plain, can_differ, differing, gzipped, shrinks
from tests.made_up_line import program

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def here(tmp_path: Path) -> Path:
    source = tmp_path / "program"
    source.write_bytes(program(100_000))
    return source


@pytest.mark.parametrize("size", [0, 1, 65_536, 1_000_000])
def test_packing_gives_the_same_bytes_each_time_and_knows_how_far_it_is(
    here: Path, size: int
) -> None:
    here.write_bytes(program(size))
    with here.open("rb") as file:
        file.seek(size // 2)
        whole, again = gzipped(file).read(1 << 30), gzipped(file)
        assert gzip.decompress(whole) == here.read_bytes()
        pieces = list(iter(lambda: again.read(1000), b""))
    unpack, unpacked, told = zlib.decompressobj(31), 0, []
    for sent, piece in enumerate(pieces):  # which are read long before they have gone
        told.append(again.source_bytes(1000 * sent + len(piece)))
        unpacked += len(unpack.decompress(piece))
        assert abs(told[-1] - unpacked) <= 128 << 10
    assert b"".join(pieces) == whole
    assert {len(piece) for piece in pieces[:-1]} <= {1000}
    assert told == sorted(told)
    assert told[-1] == size


def test_a_file_as_it_is_begins_at_its_beginning(here: Path) -> None:
    with here.open("rb") as file:
        file.seek(7)
        plain = Plain(file)
        assert plain.read(1 << 20) == here.read_bytes()
        assert plain.source_bytes(7) == 7


@pytest.mark.parametrize(
    ("content", "worth"),
    [
        (lambda: program(100_000), True),
        (lambda: os.urandom(100_000), False),
        (lambda: os.urandom(170_000) + bytes(30_000), False),
        (lambda: os.urandom(150_000) + bytes(60_000), True),
        (lambda: os.urandom(300_000) + bytes(262_144) + os.urandom(300_000), True),
        (lambda: bytes(300_000) + os.urandom(262_144) + bytes(300_000), False),
        (lambda: b"", False),
    ],
    ids=["program", "noise", "a seventh", "a quarter", "its middle", "its ends", "empty"],
)
def test_the_middle_of_a_file_tells_whether_packing_is_worth_it(
    here: Path, content: Callable[[], bytes], worth: object
) -> None:
    here.write_bytes(content())
    with here.open("rb") as file:
        assert shrinks(file) is worth


def test_only_files_that_fit_into_memory_are_compared(here: Path) -> None:
    other = here.with_name("other")
    for size, fits in (((1 << 27) - 100_001, True), ((1 << 27) - 100_000, False)):
        with other.open("wb") as sparse:
            sparse.truncate(size)
        with here.open("rb") as file:
            assert can_differ(file, other) is fits
    other.unlink()
    with here.open("rb") as file:
        assert can_differ(file, other) is False


def test_a_difference_tells_how_much_memory_it_takes(here: Path) -> None:
    zstd = import_module(f"{'compression' if sys.version_info >= (3, 14) else 'backports'}.zstd")
    other = here.with_name("other")
    other.write_bytes(program(90_000, 2))
    with here.open("rb") as file:
        whole = differing(other, file).read(1 << 30)
    assert zstd.get_frame_info(whole).decompressed_size == 100_000
    before = zstd.ZstdDict(other.read_bytes(), is_raw=True)
    assert zstd.decompress(whole, zstd_dict=before.as_prefix) == here.read_bytes()
