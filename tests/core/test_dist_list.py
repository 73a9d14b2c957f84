"""The targets of a Go: how it is asked, what of its answer is taken, and what a broken one says."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest

from core.actions import ChooseGo
from core.problems import ProblemError
from core.toolchain import dist_targets
from core.toolchain.go import Go

if TYPE_CHECKING:
    from pathlib import Path

_GO = """#!/bin/sh
echo "$* GOFLAGS=$GOFLAGS GOOS=$GOOS" >"$0.asked"
cat "$0.out"
cat "$0.err" >&2
"""


def answering(root: Path, out: str, err: str = "") -> Go:
    """Lay out a Go that answers with this, and notes how it was asked."""
    (root / "bin").mkdir(exist_ok=True)
    for name, text in (("go", _GO), ("go.out", out), ("go.err", err)):
        (root / "bin" / name).write_text(text, "utf-8")
    (root / "bin" / "go").chmod(0o755)
    return Go(root, "1.26.8")


def test_a_go_is_asked_without_surprises(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOFLAGS", "-mod=mod")
    monkeypatch.setenv("GOOS", "plan9")
    rows = [
        {"GOOS": "plan9", "GOARCH": "386", "CgoSupported": False},
        {"GOOS": "linux", "GOARCH": "arm", "CgoSupported": True, "FirstClass": True},
        {"GOOS": "aix", "GOARCH": "ppc64", "CgoSupported": True, "FirstClass": False},
    ]
    found = asyncio.run(dist_targets(answering(tmp_path, json.dumps(rows))))
    assert [(one.target.goos, one.target.goarch, one.cgo, one.first_class) for one in found] == [
        ("plan9", "386", False, False),
        ("linux", "arm", True, True),
        ("aix", "ppc64", True, False),
    ]
    asked = (tmp_path / "bin" / "go.asked").read_text()
    assert asked == "tool dist list -json GOFLAGS= GOOS=\n"


@pytest.mark.parametrize(
    ("out", "err", "details"),
    [
        ("{", "", "{"),
        ("{", "broken", "broken"),
        ("3", "", "3"),
        ("[3]", "", "[3]"),
        ('[{"GOOS": "linux"}]', "", '[{"GOOS": "linux"}]'),
        ("", "x" * 4000, "x" * 4000),
        ("", "x" * 4001, "x" * 4000),
    ],
)
def test_a_broken_go_is_named_with_what_it_said(
    tmp_path: Path, out: str, err: str, details: str
) -> None:
    with pytest.raises(ProblemError) as caught:
        asyncio.run(dist_targets(answering(tmp_path, out, err)))
    problem = caught.value.problem
    assert (problem.code, problem.details, problem.field) == ("go_damaged", details, "go")
    assert str(problem.what) == "This Go installation did not report its targets."
    assert str(problem.why) == f"The installation at {tmp_path} seems damaged."
    assert [(str(one.text), one.action) for one in problem.next] == [
        ("Choose another Go installation.", ChooseGo())
    ]
