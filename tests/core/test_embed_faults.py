"""An embed that takes less than one thinks is told of before the build, and no other."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from core.actions import OpenFile
from core.build.options import BuildOptions, BuildRequest
from core.build.preflight import preflight
from core.project.reader import read
from tests import go_projects

if TYPE_CHECKING:
    from pathlib import Path

    from core.home import Home
    from core.problems import Problem

pytestmark = pytest.mark.go


def main(*patterns: str) -> str:
    """A program with one embed for each pattern."""
    lines = "\n\n".join(f"//go:embed {one}\nvar v{n} embed.FS" for n, one in enumerate(patterns))
    return f'package main\n\nimport "embed"\n\n{lines}\n\nfunc main() {{}}\n'


def told(folder: Path, home: Home, files: dict[str, str]) -> list[Problem]:
    """What reading the project tells; a look before the build tells the same."""
    project = asyncio.run(read(go_projects.write(folder, files), go_projects.go()))
    request = BuildRequest(project=project, options=BuildOptions())
    found = asyncio.run(preflight(request, go_projects.go(), home, rehearse=False))
    before = [one.problem for one in found if one.problem.code.startswith("embed_")]
    assert sorted(before, key=str) == sorted(project.notices, key=str)
    return list(project.notices)


WEB = {"web/index.html": "x", "web/_app/start.js": "x", "web/.well-known/security.txt": "x"}


def test_what_a_folder_leaves_out_is_named_with_the_cure(tmp_path: Path, home: Home) -> None:
    (one,) = told(tmp_path / "p", home, {"main.go": main("web"), **WEB})
    assert one.code == "embed_leaves_out"
    assert str(one.what) == "//go:embed web leaves out web/.well-known/, web/_app/."
    assert "//go:embed all:web" in str(one.next[0].text)
    assert one.next[0].action == OpenFile(tmp_path / "p/main.go", 5)


def test_what_is_embedded_otherwise_or_of_tools_is_not_missed(tmp_path: Path, home: Home) -> None:
    tools = {"web/.gitignore": "x", "web/.vite/x": "x", "web/.DS_Store": "x"}
    assert told(tmp_path / "a", home, {"main.go": main("all:web"), **WEB}) == []
    assert (
        told(tmp_path / "b", home, {"main.go": main("web", "web/_app", "web/.well-known"), **WEB})
        == []
    )
    (one,) = told(tmp_path / "c", home, {"main.go": main("web"), **WEB, **tools})
    assert one.details.splitlines() == ["web/.well-known/", "web/_app/"]


def test_a_front_end_that_was_never_built_is_told_once(tmp_path: Path, home: Home) -> None:
    (one,) = told(tmp_path / "p", home, {"main.go": main("all:dist"), "dist/.gitkeep": ""})
    assert one.code == "embed_empty"
    assert str(one.what) == "//go:embed all:dist finds only dist/.gitkeep."
    files = {"main.go": main("all:dist"), "dist/.gitkeep": "", "dist/index.html": "x"}
    assert told(tmp_path / "q", home, files) == []


def test_a_pattern_without_files_is_told_of_when_the_project_is_read(
    tmp_path: Path, home: Home
) -> None:
    (one,) = told(tmp_path / "p", home, {"main.go": main("dist/*.js")})
    assert one.code == "embed_missing"
    assert "dist/*.js" in str(one.what)
