"""`goferry export`: the files, their questions, what proved them, and what is never overwritten."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.go_projects import write
from tests.goferry import goferry

if TYPE_CHECKING:
    from pathlib import Path

_TOML = '[service]\nname = "hello"\nport = 8080\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = write(tmp_path / "hello")
    (folder / "goferry.toml").write_text(_TOML)
    return folder


def test_list_names_the_kinds(tmp_path: Path) -> None:
    ran = goferry("export", "list", "--json", home=tmp_path)
    kinds = {one["kind"]: one["caption"] for one in ran.result["kinds"]}
    assert ran.code == 0
    assert kinds["compose"]
    assert "compose" in goferry("export", "list", home=tmp_path).out


def test_files_are_written_proved_and_written_again_without_a_change(
    project: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    words = (
        "export",
        "compose",
        project,
        "--output",
        out,
        "--set",
        "image=r.example/x:1",
        "--json",
    )
    first = goferry(*words, "--check", home=tmp_path).result
    assert first["ok"]
    (file,) = first["files"]
    assert (file["path"], file["kind"]) == ("compose.yaml", "compose")
    assert "check-jsonschema compose" in file["proved_by"]
    asked = {one["key"]: one for one in first["questions"]}
    assert asked["image"]["answer"] == "r.example/x:1"
    assert asked["memory"]["default"] == asked["memory"]["answer"] == "128Mi"
    assert all(one["why"] for one in asked.values())
    second = goferry(*words, home=tmp_path).result
    assert second["files"][0]["became"] == "unchanged"
    assert second["files"][0]["proved_by"] == []


def test_a_changed_file_is_shown_and_replaced_by_name(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = ("export", "compose", project, "--output", out, "--json")
    goferry(*words, home=tmp_path)
    file = out / "compose.yaml"
    file.write_text(file.read_text() + "# mine\n")
    refused = goferry(*words, home=tmp_path)
    assert refused.code == 1
    assert refused.problem["code"] == "export_changed"
    assert "-# mine" in refused.problem["details"]
    kept = goferry(*words, "--keep", "compose.yaml", home=tmp_path)
    assert kept.result["files"][0]["became"] == "kept"
    replaced = goferry(*words, "--replace", "compose.yaml", home=tmp_path)
    assert replaced.result["files"][0]["became"] == "written"
    assert "# mine" not in file.read_text()


def test_a_tool_that_refuses_makes_it_a_problem_and_one_that_is_missing_is_said(
    project: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    words = ("export", "compose", project, "--output", out, "--check", "--json")
    goferry(*words, home=tmp_path)
    (out / "compose.yaml").write_text("services: []\n")
    ran = goferry(*words, "--keep", "compose.yaml", home=tmp_path)
    assert ran.problem["code"] == "export_refused"
    assert ran.result["files"][0]["proved_by"] == []
    docker = subprocess.run(["sh", "-c", "command -v docker"], check=False, capture_output=True)
    if docker.returncode:
        assert ran.result["files"][0]["unknown_to"] == ["docker compose"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("compose",), 2),
        (("compose", "."), 2),
        (("composed", ".", "--output", "x"), 1),
        (("compose", ".", "--output", "x", "--set", "image"), 2),
        (("compose", ".", "--output", "x", "--set", "colour=red"), 1),
    ],
)
def test_what_cannot_be_is_said(
    words: tuple[str, ...], code: int, project: Path, tmp_path: Path
) -> None:
    named = [str(project) if one == "." else one for one in words]
    placed = [str(tmp_path / "x") if one == "x" else one for one in named]
    ran = goferry("export", *placed, "--json", home=tmp_path)
    assert ran.code == code
    assert ran.problem["next"]


def test_text_tells_each_file_with_its_reason_and_what_was_assumed(
    project: Path, tmp_path: Path
) -> None:
    ran = goferry("export", "compose", project, "--output", tmp_path / "out", home=tmp_path)
    assert ran.code == 0, ran.err
    assert "compose.yaml" in ran.out
    assert "--set memory=128Mi" in ran.out
