"""Finding Go without running it, its targets, and an environment without surprises."""

from __future__ import annotations

import asyncio
import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from core.actions import ChooseGo, UseBundledGo
from core.problems import ProblemError
from core.toolchain import choose, dist_targets, environment, find_all, neutral, surprises
from core.toolchain.go import Go, at, version_numbers

if TYPE_CHECKING:
    from pathlib import Path


def fake_go(root: Path, version: str) -> Path:
    """Lay out a Go that would fail the test if it were ever run."""
    (root / "bin").mkdir(parents=True)
    (root / "VERSION").write_text(f"go{version}\ntime 2026-01-01T00:00:00Z\n", "ascii")
    (root / "bin" / "go").write_text('#!/bin/sh\ntouch "$0.was-run"\n', "ascii")
    (root / "bin" / "go").chmod(0o755)
    return root


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Let nothing of this computer's own Go be found."""
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    monkeypatch.delenv("GOROOT", raising=False)
    monkeypatch.setattr("core.toolchain.go._PLACES", (f"{tmp_path}/sdk/go*",))
    monkeypatch.setattr("core.toolchain.go._bundled", lambda: ())
    return tmp_path


def test_versions_are_compared_as_numbers() -> None:
    assert version_numbers("1.9") < version_numbers("1.21rc2") < version_numbers("1.21")
    assert version_numbers("1.21.13") < version_numbers("1.26")
    assert version_numbers("nonsense") < version_numbers("1.0")


def test_every_go_is_found_without_being_run(only: Path) -> None:
    for version in ("1.21.13", "1.26.8", "1.24.1"):
        fake_go(only / "sdk" / f"go{version}", version)
    assert [go.version for go in find_all()] == ["1.26.8", "1.24.1", "1.21.13"]
    assert not list(only.rglob("*.was-run"))


def test_the_go_in_path_comes_first(only: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_go(only / "sdk" / "go1.26.8", "1.26.8")
    monkeypatch.setenv("PATH", str(fake_go(only / "mine", "1.24.1") / "bin"))
    assert [go.version for go in find_all()] == ["1.24.1", "1.26.8"]
    assert choose(at_least="1.25").version == "1.26.8"


def test_a_folder_with_no_version_is_no_go(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "VERSION").write_bytes(b"\xff\x00binary")
    assert at(tmp_path) is None


@pytest.mark.usefixtures("only")
def test_without_any_go_the_ways_out_are_named() -> None:
    with pytest.raises(ProblemError) as caught:
        choose()
    assert caught.value.problem.code == "go_not_found"
    assert [advice.action for advice in caught.value.problem.next] == [
        UseBundledGo(),
        ChooseGo(),
    ]


def test_a_go_is_chosen_by_its_folder_or_its_program(tmp_path: Path) -> None:
    root = fake_go(tmp_path / "go", "1.25.0").resolve()
    assert choose(root) == choose(root / "bin" / "go") == Go(root, "1.25.0")
    with pytest.raises(ProblemError, match="no Go installation"):
        choose(tmp_path / "elsewhere")


def test_surprises_are_shown_and_put_out_of_force(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = Go(fake_go(tmp_path / "go", "1.26.8"), "1.26.8")
    written = tmp_path / "env"
    written.write_text("CGO_ENABLED=1\nGOPROXY=https://mirror.example\nGOMODCACHE=/m\n", "ascii")
    monkeypatch.setenv("GOENV", str(written))
    monkeypatch.setenv("GOROOT", "/wrong")
    monkeypatch.setenv("GOFLAGS", "-mod=mod")
    assert [
        (one.name, one.origin)
        for one in surprises(go)
        if one.name in {"GOROOT", "GOFLAGS"} or one.origin == "go env -w"
    ] == [
        ("CGO_ENABLED", "go env -w"),
        ("GOFLAGS", "environment"),
        ("GOROOT", "environment"),
    ]
    env = environment(go)
    assert "GOROOT" not in env
    assert "GOFLAGS" not in env
    assert env["GOENV"] == "off"
    assert env["GOPROXY"] == "https://mirror.example"
    assert env["GOTOOLCHAIN"] == "local"
    shown = neutral(go)
    assert shown["GOROOT"] == shown["GOFLAGS"] == ""
    assert shown["GOMODCACHE"] == "/m"
    assert "GOPROXY" not in shown


@pytest.mark.go
def test_targets_are_those_of_the_chosen_go() -> None:
    go = choose()
    listed = json.loads(
        subprocess.run(
            (go.program, "tool", "dist", "list", "-json"),
            check=True,
            capture_output=True,
            env=environment(go),
        ).stdout
    )
    found = asyncio.run(dist_targets(go))
    assert [str(one.target) for one in found] == [
        f"{row['GOOS']}/{row['GOARCH']}" for row in listed
    ]
    assert [one.cgo for one in found] == [row["CgoSupported"] for row in listed]


def test_a_damaged_go_is_a_problem(tmp_path: Path) -> None:
    go = Go(fake_go(tmp_path / "go", "1.26.8"), "1.26.8")
    with pytest.raises(ProblemError, match="did not report"):
        asyncio.run(dist_targets(go))
