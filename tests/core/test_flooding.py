"""What a real program would lose: a method goes with the only call of its place in an interface."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from core.binary.inspector import saved_without
from tests import go_projects

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.go

_LARGE = 400_000  # bytes that only one method leads to
_PAGE = 1 << 16  # what is lost shows in whole pages
_METHODS = 60  # of the interface: no other one in the program has as many
_NAMES = [f"M{n:02}" for n in range(_METHODS)]
_SHAPE = "package shape\n\ntype Shape interface {{ {} }}\n".format(
    "; ".join(f"{one}() int" for one in _NAMES)
)
_CALLER = """package caller

import "example.com/hello/shape"

//go:noinline
func Call(one shape.Shape) int { return one.M59() }
"""
_PUTS = """package puts

import (
	"example.com/hello/shape"
	"example.com/hello/square"
)

//go:noinline
func Put(to map[string]shape.Shape) { to["square"] = square.Square{N: len(to)} }
"""
_MAIN = """package main

import (
	"os"

	"example.com/hello/caller"
	"example.com/hello/puts"
	"example.com/hello/round"
	"example.com/hello/shape"
	"example.com/hello/square"
)

var shapes = map[string]shape.Shape{}
var made *square.Square

func main() {
	made = new(square.Square)
	shapes["round"] = round.Round{N: len(os.Args)}
	puts.Put(shapes)
	one := shapes[os.Args[len(os.Args)-1]]
	os.Exit(one.M58() + caller.Call(one) + made.N)
}
"""


def _type(name: str, *, large: str) -> str:
    """A type of which one method leads to what is large."""
    package = name.lower()
    head = f"func (r {name}) "
    gives = {one: f"{n}" for n, one in enumerate(_NAMES)} | {large: f"len({package}data.Text())"}
    methods = "\n".join(f"{head}{one}() int {{ return r.N + {it} }}" for one, it in gives.items())
    used = f'import "example.com/hello/{package}data"'
    return f"package {package}\n\n{used}\n\ntype {name} struct{{ N int }}\n\n{methods}\n"


def _data(package: str, seed: int) -> str:
    text = "".join(f"{n + seed:08x}" for n in range(_LARGE // 8))
    function = "//go:noinline\nfunc Text() string { return T }\n"
    return f'package {package}\n\nvar T = "{text}"\n\n{function}'


@pytest.mark.parametrize("goarch", ["amd64", "arm64"])
def test_a_method_is_lost_with_its_only_caller_and_one_that_is_called_elsewhere_stays(
    goarch: str, tmp_path: Path
) -> None:
    """So does one of a type that nothing puts into an interface any more, though it is made."""
    files = {
        "main.go": _MAIN, "shape/s.go": _SHAPE, "caller/c.go": _CALLER, "puts/p.go": _PUTS,
        "round/r.go": _type("Round", large="M59"), "rounddata/d.go": _data("rounddata", 0),
        "square/s.go": _type("Square", large="M58"),
        "squaredata/d.go": _data("squaredata", 1 << 24),
    }  # fmt: skip
    folder = go_projects.write(tmp_path, files)
    file = tmp_path / "program"
    env = {**os.environ, "GOOS": "linux", "GOARCH": goarch, "CGO_ENABLED": "0", "GOFLAGS": ""}
    words = (str(go_projects.go().program), "build", "-trimpath", "-ldflags=-s -w", "-o", str(file))
    subprocess.run(words, cwd=folder, env=env, check=True)
    asked = [{f"example.com/hello/{one}"} for one in ("caller", "rounddata", "puts")]
    found = saved_without(file, asked)
    assert found is not None
    for lost in found:
        assert abs(lost - _LARGE) < _PAGE, found
