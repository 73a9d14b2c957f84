"""What one face of GoFerry does is known to the other, and neither loses what the other kept."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core import settings
from core.build import kept_log
from core.build.artifact import Artifact
from core.build.options import BuildOptions
from core.events import LogLine, Noticed, StepStarted
from core.problems import ProblemError
from core.project.model import Main, Project
from core.remembered import Remembered, fingerprint, recall, remember
from core.target import Target
from core.toolchain import Go
from core.usecases.building import build
from core.usecases.remembering import remember_build
from core.usecases.settling import Settled, follow, settled
from core.words import say
from tests.made_up import job_of, problem

if TYPE_CHECKING:
    from pathlib import Path

    from core.events import Event
    from core.home import Home

ARM = Target(goarch="arm64")
MAIN = "example.com/web"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(
        folder=tmp_path,
        module=MAIN,
        go_version="1.24",
        mains=(Main(package=MAIN, folder=tmp_path),),
    )


@pytest.fixture
def made(tmp_path: Path) -> Artifact:
    file = tmp_path / "web"
    file.write_bytes(b"\x7fELF")
    return Artifact(
        target=Target(),
        path=file,
        folder=tmp_path,
        size=4,
        sha256="1" * 64,
        static=True,
        seconds=2.0,
        command=("go", "build", MAIN),
        env={},
    )


def test_each_keeps_only_what_it_changed(home: Home, tmp_path: Path, made: Artifact) -> None:
    before = Remembered(shipped="a")
    remember(home, tmp_path, before)
    remember(home, tmp_path, replace(before, artifact=made, built="b"), before)
    remember(home, tmp_path, replace(before, shipped="c"), before)
    assert recall(home, tmp_path)[0] == Remembered(artifact=made, built="b", shipped="c")


def test_a_build_where_nobody_chose_is_what_the_window_opens_with(
    home: Home, project: Project, made: Artifact
) -> None:
    options = BuildOptions(target=ARM, main=MAIN, strip=False, fresh=True)
    remember_build(home, project, made, options=options, asked=BuildOptions(target=ARM))
    found, _ = recall(home, project.folder)
    assert found.options == replace(options, fresh=False), "an empty cache was for once"
    assert (found.asked, found.artifact) == (BuildOptions(target=ARM), made)
    assert found.built == fingerprint(project.folder, found.options)
    assert settings.load(home)[0].recent == (str(project.folder),)


def test_a_build_as_goferry_toml_says_is_up_to_date_in_the_window(
    home: Home, project: Project, made: Artifact
) -> None:
    (project.folder / "goferry.toml").write_text('[build]\nmain = "."\n')
    asked = BuildOptions(main=".")
    remember_build(home, project, made, options=replace(asked, main=MAIN), asked=asked)
    found, _ = recall(home, project.folder)
    shown, _ = follow(project.folder, found.options, found.asked)
    assert found.built == fingerprint(project.folder, shown)


@pytest.mark.parametrize("same", [True, False])
def test_what_a_person_chose_in_the_window_stays(
    home: Home,
    project: Project,
    made: Artifact,
    same: bool,  # noqa: FBT001 - both cases
) -> None:
    chosen = BuildOptions(target=ARM, strip=False)
    remember(home, project.folder, Remembered(options=chosen))
    built = replace(chosen, main=MAIN, strip=not same)
    remember_build(home, project, made, options=built, asked=BuildOptions())
    found, _ = recall(home, project.folder)
    assert (found.options, found.artifact) == (chosen, made)
    assert (found.built == fingerprint(project.folder, chosen)) is same


def test_the_project_that_the_window_opens_by_itself_stays_the_first(
    home: Home, project: Project, made: Artifact
) -> None:
    settings.save(home, settings.Settings(recent=("/first", "/second")))
    for _ in range(2):
        remember_build(home, project, made, options=BuildOptions())
    folder = str(project.folder)
    assert settings.load(home)[0].recent == ("/first", folder, "/second")


def test_the_same_program_again_writes_nothing(
    home: Home, project: Project, made: Artifact
) -> None:
    remember_build(home, project, made, options=BuildOptions())
    remember_build(home, project, replace(made, seconds=9.0), options=BuildOptions())
    assert recall(home, project.folder)[0].artifact == made
    other = replace(made, sha256="2" * 64)
    remember_build(home, project, other, options=BuildOptions())
    assert recall(home, project.folder)[0].artifact == other


def _settled(project: Project) -> Settled:
    return settled(project, Go(project.folder, "1.26.1"), BuildOptions())


def test_a_build_keeps_the_end_of_its_log_in_its_readers_words(
    home: Home, project: Project, made: Artifact, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = StepStarted(step=say("Compile"), number=1, of=1)
    monkeypatch.setattr("core.build.builder.build", job_of(made, step, LogLine(text="ok")))
    heard: list[Event] = []
    job = build(home, _settled(project), report=heard.append, words=lambda _: "Bauen")
    built = asyncio.run(job)
    assert (built.program, built.exceeded, len(heard)) == (made, None, 2)
    assert kept_log.recall(home, project.folder) == ("\x1b[1mBauen\x1b[0m", "ok")


def test_a_program_that_cannot_be_remembered_is_built_all_the_same(
    home: Home, project: Project, made: Artifact, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ProblemError(problem("home_full"))

    monkeypatch.setattr("core.build.builder.build", job_of(made))
    monkeypatch.setattr("core.remembered.remember", refuse)
    heard: list[Event] = []
    built = asyncio.run(build(home, _settled(project), report=heard.append))
    assert built.artifacts == (made,)
    assert [one.problem.code for one in heard if isinstance(one, Noticed)] == ["home_full"]
