"""Large literals and embedded files: to the package that holds them, or to nobody by name."""

from __future__ import annotations

import os
import random
import subprocess
from typing import TYPE_CHECKING

import numpy as np
import pytest

from core.binary import inspector
from core.binary.attribution import engine, extents
from core.binary.formats import sections
from core.binary.inspector import inspect
from tests.core.test_engine import by_package
from tests.corpus.programs import go_programs

if TYPE_CHECKING:
    from pathlib import Path

    from core.binary.inspection import Inspection

pytestmark = pytest.mark.go

SIZE = 3 << 20
MAIN = """package main

import (
	"fmt"
	"io"
	"net/http"

	"example.com/large/bare"
	"example.com/large/pages"
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		w.Write(bare.Bundle)
		io.WriteString(w, bare.Page)
		w.Write(pages.All(r.URL.Path))
	})
	fmt.Println(http.ListenAndServe(":8080", nil))
}
"""
BARE = """package bare

import _ "embed"

//go:embed page.html
var Page string

// Bundle is what go-bindata and its like make of a front end.
var Bundle = []byte("%s")
"""
PAGES = """package pages

import (
	_ "embed"
	"errors"
)

var errNone = errors.New("no such page")

//go:embed numbers
var numbers []byte

const text = "%s"

// All tells a page.
//
//go:noinline
func All(path string) []byte {
	if path == "/" {
		return append([]byte(errNone.Error()), text...)
	}
	return numbers
}
"""


def words(seed: int, size: int) -> bytes:
    """What looks like a front end."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable test
    letters = b"abcdefghijklmnopqrstuvwxyz(){};=.,\n "
    some = [bytes(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(4000)]
    return b" ".join(chance.choices(some, k=size // 3))[:size]


def literal(data: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in data)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A program whose package `bare` is nothing but data; `pages` has code of its own."""
    at: Path = tmp_path_factory.mktemp("large")
    (at / "bare").mkdir()
    (at / "pages").mkdir()
    (at / "go.mod").write_text("module example.com/large\n\ngo 1.21\n")
    (at / "main.go").write_text(MAIN)
    (at / "bare/page.html").write_bytes(words(1, SIZE // 2))
    (at / "bare/bare.go").write_text(BARE % literal(words(2, SIZE)))
    numbers = np.random.default_rng(3).integers(0, 1 << 24, SIZE // 8, dtype=np.int64)
    (at / "pages/numbers").write_bytes(numbers.tobytes())  # many look like an address
    (at / "pages/pages.go").write_text(PAGES % literal(words(4, SIZE // 3)))
    return at


def made(folder: Path, target: str, flags: str) -> Inspection:
    return inspect(file_of(folder, target, flags), functions=False)


def file_of(folder: Path, target: str, flags: str) -> Path:
    goos, goarch = target.split("/")
    file = folder / f"{goos}-{goarch}{len(flags)}"
    env = {**os.environ, "GOOS": goos, "GOARCH": goarch, "CGO_ENABLED": "0", "GOFLAGS": ""}
    go = str(go_programs()[0])
    command = (go, "build", "-trimpath", f"-ldflags={flags}", "-o", str(file), ".")
    if not file.exists():
        subprocess.run(command, cwd=folder, env=env, check=True)
    return file


@pytest.mark.parametrize("target", ["linux/amd64", "linux/arm64", "windows/amd64"])
def test_large_data_goes_to_its_package_or_to_none_by_name(folder: Path, target: str) -> None:
    plain, bare = made(folder, target, ""), made(folder, target, "-s -w")
    truth, found = by_package(plain), by_package(bare)
    assert truth["example.com/large/bare"] >= SIZE + SIZE // 2
    assert found["example.com/large/pages"] >= SIZE + SIZE // 3
    more = {p: size - truth.get(p, 0) for p, size in found.items()}
    assert max(more.values()) < 0.005 * bare.size, sorted(more.items(), key=lambda x: -x[1])[:5]
    assert bare.parts["unnamed"] in range(SIZE + SIZE // 2, SIZE + SIZE // 2 + 200)
    assert bare.unattributed < 0.005 * bare.size


def test_who_uses_data_without_a_name_is_told(folder: Path) -> None:
    found = made(folder, "linux/amd64", "-s -w")
    assert found.packages is not None
    row = next(node for node in found.packages.children if node.name == "unnamed")
    assert [(child.name, child.size) for child in row.children] == [("main", row.size)]


def test_texts_that_look_like_a_type_stay_texts(folder: Path) -> None:
    file = file_of(folder, "linux/amd64", "-s -w")
    clean = inspect(file, functions=False)
    whole = bytearray(file.read_bytes())
    image = inspector.read_image(file, bytes(whole))
    body = engine.dissect(image, sections.stretches(image))
    assert body is not None
    assert body.types is not None
    real = int(body.types.at[len(body.types.at) // 2])
    for seed, size in ((1, SIZE // 2), (4, SIZE // 3)):
        text = words(seed, size)
        place = whole.find(text[:1000]) + size // 2 & ~63
        section = next(s for s in image.loaded if s.offset <= place < s.end)
        whole[place : place + 48] = whole[real : real + 48]
        address = section.address + place - section.offset
        whole[place - 6400 : place - 6392] = address.to_bytes(8, "little")
    changed = folder / "looks-typed"
    changed.write_bytes(whole)
    found = inspect(changed, functions=False)
    assert abs(found.parts["types"] - clean.parts["types"]) < 1000
    assert by_package(found)["example.com/large/pages"] >= SIZE + SIZE // 3


def test_pieces_that_overlap_are_one() -> None:
    pieces = extents.Extents(np.array([10, 12, 40, 10]), np.array([30, 20, 50, 20]))
    assert pieces.starts.tolist() == [10, 40]
    asked = np.array([9, 10, 11, 29, 30, 45])
    assert pieces.cut(asked).tolist() == [False, False, True, True, False, True]
    assert pieces.hold(asked).tolist() == [False, True, True, True, False, True]


def test_one_instruction_alone_does_not_cut_what_is_large() -> None:
    sure, code = np.array([0, 100_000]), np.array([50_000, 70_000, 70_000, 99_990, 100_000])
    marks = np.array([0, 20_000, 20_100, 50_000, 70_000, 99_990, 100_000])
    assert extents.strays(marks, [sure], code).tolist() == [20_000, 20_100, 50_000]
