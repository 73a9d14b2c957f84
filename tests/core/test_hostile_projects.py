"""Projects that mean harm, or are only odd: nothing runs that was not meant."""

from __future__ import annotations

import asyncio
import os
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.build.options import BuildOptions, BuildRequest
from core.build.places import output_of
from core.problems import ProblemError
from core.project.reader import read
from core.project.shared import load
from tests import go_projects
from tests.core.test_builder import run

if TYPE_CHECKING:
    from pathlib import Path

    from core.home import Home

pytestmark = pytest.mark.go

TINY = {"main.go": 'package main\n\nfunc main() { println("runs") }\n'}
NAMES = ['it\'s "quoted"', "$(touch pwned)", "-o", "two\nlines", "名前 é", "a;b&c|d", "#x%20{y}"]


@pytest.mark.parametrize("name", NAMES)
def test_an_odd_folder_name_is_only_a_name(name: str, tmp_path: Path, home: Home) -> None:
    folder = tmp_path / name
    try:
        project = go_projects.project(folder, TINY)
        _, artifact = run(BuildRequest(project=project, options=BuildOptions()), home)
        said = subprocess.run((artifact.path,), check=True, capture_output=True).stderr
    except ProblemError as error:  # a sentence is a good answer too
        said = str(error.problem.what).encode()
    assert said
    assert not list(tmp_path.rglob("pwned"))


def test_a_module_name_never_leads_out_of_the_folder(tmp_path: Path, home: Home) -> None:
    project = go_projects.project(tmp_path / "p", TINY)
    for module in ("../../../etc", "/", "a/..", "..", "x/v2", "\x00", "con"):
        odd = BuildRequest(
            project=replace(project, module=module), options=BuildOptions(main=f"{module}/..")
        )
        assert output_of(odd, home).resolve().is_relative_to(home.builds.resolve())


def test_git_runs_nothing_that_the_repository_names(tmp_path: Path) -> None:
    folder = go_projects.write(tmp_path / "p", TINY)
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch '{tmp_path}/sprung'\n", "utf-8")
    trap.chmod(0o755)
    git = ("git", "-c", "user.name=a", "-c", "user.email=a@example.com", "-C", str(folder))
    for words in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "one")):
        subprocess.run((*git, *words), check=True)
    subprocess.run((*git, "config", "core.fsmonitor", str(trap)), check=True)
    asyncio.run(read(folder, go_projects.go()))
    assert not (tmp_path / "sprung").exists()


def test_loops_and_closed_files_are_passed_over(tmp_path: Path) -> None:
    folder = go_projects.write(tmp_path / "p", TINY)
    (folder / "loop").symlink_to(folder)
    (folder / "goferry.toml").symlink_to(folder / "goferry.toml")
    (folder / "more").mkdir()
    for number in range(5000):
        (folder / "more" / f"{number}.txt").touch()
    assert asyncio.run(read(folder, go_projects.go())).mains
    with pytest.raises(ProblemError, match="cannot be used"):
        load(folder)


def test_a_go_mod_that_is_a_folder_is_no_project(tmp_path: Path) -> None:
    (tmp_path / "go.mod").mkdir()
    with pytest.raises(ProblemError):
        asyncio.run(read(tmp_path, go_projects.go()))


def test_binary_noise_in_go_mod_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "go.mod").write_bytes(os.urandom(5000))
    with pytest.raises(ProblemError) as caught:
        asyncio.run(read(tmp_path, go_projects.go()))
    assert str(caught.value.problem.what)
