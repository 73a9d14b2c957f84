"""Projects that mean harm, or are only odd: nothing runs that was not meant."""

from __future__ import annotations

import asyncio
import os
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.build.built_from import changed_since
from core.build.options import BuildOptions, BuildRequest
from core.build.places import output_of
from core.build.preflight import preflight
from core.problems import ProblemError
from core.project import git
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


_TRAPS = {
    "a monitor": ("core.fsmonitor", "{trap}"),
    "a filter": ("filter.x.clean", "{trap}"),
    "a filter that goes on running": ("filter.x.process", "{trap}"),
    "an odd filter": ("filter.a=b.c.clean", "{trap}"),
    "a file that is included": ("include.path", "{more}"),
}


@pytest.mark.parametrize("what", _TRAPS)
def test_neither_a_look_nor_a_build_runs_what_the_repository_names(
    what: str, tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOENV", "off")  # whatever this computer's own setting for stamps is
    folder, trap = _repository(tmp_path)
    more = tmp_path / "more"
    more.write_text(f'[filter "x"]\n\tclean = {trap}\n\trequired\n', "utf-8")
    name, value = _TRAPS[what]
    _git(folder, "config", name, value.format(trap=trap, more=more))
    _make_git_look(folder, kind="a=b.c" if "odd" in what else "x")
    project = asyncio.run(read(folder, go_projects.go()))
    request = BuildRequest(project=project, options=BuildOptions())
    asyncio.run(preflight(request, go_projects.go(), home))
    _, artifact = run(request, home)
    asyncio.run(git.version(folder))
    asyncio.run(changed_since(home, artifact, go=go_projects.go()))
    assert not (tmp_path / "sprung").exists()
    settings = subprocess.check_output(("go", "version", "-m", str(artifact.path)), text=True)
    assert "vcs.revision=" in settings  # git was really asked


def test_a_submodule_runs_nothing_of_its_own_either(tmp_path: Path) -> None:
    folder, trap = _repository(tmp_path)
    inner, _ = _repository(tmp_path / "other")
    _git(
        folder, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner), "in"
    )
    _git(folder / "in", "config", "filter.y.clean", str(trap))
    _make_git_look(folder / "in", kind="y")
    asyncio.run(git.version(folder))
    asyncio.run(git.commit(folder))
    assert not (tmp_path / "sprung").exists()


def test_a_trap_springs_where_nothing_holds_it_back(tmp_path: Path) -> None:
    """The traps of these tests are real: plain git runs them."""
    folder, trap = _repository(tmp_path)
    _git(folder, "config", "filter.x.clean", str(trap))
    _make_git_look(folder)
    _git(folder, "status", "--porcelain")
    assert (tmp_path / "sprung").exists()


def _repository(place: Path) -> tuple[Path, Path]:
    """Make a committed project, and a program that tells when it is run."""
    folder = go_projects.write(place / "p", TINY)
    trap = place / "trap"
    trap.write_text(f"#!/bin/sh\ntouch '{place}/sprung'\ncat\n", "utf-8")
    trap.chmod(0o755)
    for words in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "one")):
        _git(folder, *words)
    return folder, trap


def _make_git_look(folder: Path, *, kind: str = "x") -> None:
    """Let every file look touched, so that git reads it through its filter."""
    (folder / ".gitattributes").write_text(f"* filter={kind}\n", "utf-8")
    for file in folder.glob("*.*"):
        if file.is_file():
            os.utime(file, (1, 1))


def _git(folder: Path, *words: str) -> None:
    person = ("-c", "user.name=a", "-c", "user.email=a@example.com")
    command = ("git", *person, "-C", str(folder), *words)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


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
