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
_ROUND = (
    'package round\n\nimport "example.com/hello/large"\n\ntype Round struct{{ N int }}\n\n{}\n'
    "func (r *Round) M59() int {{ return r.N + len(large.Text()) }}\n"
).format("\n".join(f"func (r *Round) {one}() int {{ return r.N + {n} }}"
                   for n, one in enumerate(_NAMES[:-1])))  # fmt: skip
_CALLER = """package caller

import "example.com/hello/shape"

//go:noinline
func Call(one shape.Shape) int { return one.M59() }
"""
_MAIN = """package main

import (
	"os"

	"example.com/hello/caller"
	"example.com/hello/round"
	"example.com/hello/shape"
)

var shapes = map[string]shape.Shape{}

func main() {
	shapes["round"] = &round.Round{N: len(os.Args)}
	one := shapes[os.Args[len(os.Args)-1]]
	os.Exit(one.M58() + caller.Call(one))
}
"""


@pytest.mark.parametrize("goarch", ["amd64", "arm64"])
def test_a_method_is_lost_with_its_only_caller_and_one_that_is_called_elsewhere_stays(
    goarch: str, tmp_path: Path
) -> None:
    text = "".join(f"{n:08x}" for n in range(_LARGE // 8))
    large = (
        f'package large\n\nvar T = "{text}"\n\n//go:noinline\nfunc Text() string {{ return T }}\n'
    )
    folder = go_projects.write(
        tmp_path,
        {"shape/s.go": _SHAPE, "round/r.go": _ROUND, "large/l.go": large, "caller/c.go": _CALLER,
         "main.go": _MAIN},
    )  # fmt: skip
    file = tmp_path / "program"
    env = {**os.environ, "GOOS": "linux", "GOARCH": goarch, "CGO_ENABLED": "0", "GOFLAGS": ""}
    words = (str(go_projects.go().program), "build", "-trimpath", "-ldflags=-s -w", "-o", str(file))
    subprocess.run(words, cwd=folder, env=env, check=True)
    found = saved_without(file, [{f"example.com/hello/{one}"} for one in ("caller", "large")])
    assert found is not None
    for lost in found:
        assert abs(lost - _LARGE) < _PAGE, found
