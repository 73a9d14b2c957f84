"""Rows for what is no package's: C, other slices, what was appended, and tables of old Go."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
from typing import TYPE_CHECKING

import pytest

from core.binary.inspector import inspect
from tests.core.test_inspector import sums_hold
from tests.corpus.programs import HERE, Variant, built, go_programs

if TYPE_CHECKING:
    from pathlib import Path

    from core.binary.inspection import Inspection, Node

pytestmark = pytest.mark.go

BARE = Variant(stripped=True)


def row(found: Inspection, name: str) -> Node:
    assert found.packages is not None
    assert sums_hold(found.packages)
    assert found.packages.size == found.size
    return next(node for node in found.packages.children if node.name == name)


def test_what_was_appended_is_told(tmp_path: Path) -> None:
    """By many ways to ship data behind a program, a ZIP for one."""
    added = os.urandom(300_000)
    file = tmp_path / "hello"
    file.write_bytes(built(BARE).read_bytes() + added)
    found = inspect(file)
    assert row(found, "appended").size == len(added)
    assert found.unattributed == inspect(built(BARE)).unattributed


def test_all_slices_of_a_universal_file_are_told(tmp_path: Path) -> None:
    thin = built(Variant(target="darwin/arm64", stripped=True)).read_bytes()
    other = thin[:4] + struct.pack("<I", 0x01000007) + thin[8 : len(thin) // 2]
    places = [1 << 14, (1 << 14) + (len(thin) + 0x3FFF & ~0x3FFF)]
    table = struct.pack(">2I", 0xCAFEBABE, 2)
    table += struct.pack(">5I", 0x0100000C, 0, places[0], len(thin), 14)
    table += struct.pack(">5I", 0x01000007, 3, places[1], len(other), 14)
    file = tmp_path / "universal"
    whole = table.ljust(places[0], b"\0") + thin
    file.write_bytes(whole.ljust(places[1], b"\0") + other)
    found = inspect(file)
    assert found.verdict.goarch == "arm64"
    slices = row(found, "slices")
    assert [(one.name, one.size) for one in slices.children] == [("amd64", len(other))]


@pytest.mark.skipif(shutil.which("gcc") is None, reason="needs a C compiler")
def test_c_in_a_static_program_has_a_row(tmp_path: Path) -> None:
    file = tmp_path / "withc"
    env = {**os.environ, "CGO_ENABLED": "1", "GOFLAGS": "-mod=mod"}
    flags = "-ldflags=-s -w -extldflags=-static"
    command = (str(go_programs()[0]), "build", "-trimpath", flags, "-o", str(file), ".")
    subprocess.run(command, cwd=HERE / "withc", env=env, check=True, capture_output=True)
    found = inspect(file)
    assert row(found, "foreign").size > 0.2 * found.size
    assert found.unattributed < 0.005 * found.size
    assert "foreign" not in inspect(built(BARE)).parts


def test_a_table_of_go_before_1_16_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    whole = bytearray(built(BARE).read_bytes())
    at = whole.find(struct.pack("<IHBB", 0xFFFFFFF1, 0, 1, 8))
    whole[at : at + 4] = struct.pack("<I", 0xFFFFFFFB)
    file = tmp_path / "old"
    file.write_bytes(whole)
    found = inspect(file)
    assert found.packages is None
    assert "tables_unknown" in [note.code for note in found.verdict.notes]
