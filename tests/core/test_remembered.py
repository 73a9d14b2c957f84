"""Each project comes back as it was left, and a file that cannot be read costs nothing else."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from core.build.artifact import Artifact
from core.build.options import BuildMode, BuildOptions, Cgo, Target
from core.deploy.taking import taken_up
from core.remembered import Remembered, carried_over, fingerprint, recall, remember
from core.service.model import Health, Limits, Mode, Scope, Service

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.home import Home

_OPTIONS = BuildOptions(
    target=Target(goarch="arm64"),
    cgo=Cgo.STATIC,
    mode=BuildMode.PIE,
    tags=("nomsgpack",),
    stamps=(("main.version", "1"),),
    env=(("A", "b"),),
)


def _artifact(folder: Path) -> Artifact:
    program = folder / "program"
    program.write_bytes(b"1234")
    return Artifact(
        target=Target(goarch="arm64"),
        path=program,
        folder=folder,
        size=4,
        sha256="ab",
        static=True,
        seconds=1.5,
        command=("go", "build"),
        env={"GOOS": "linux"},
    )


def test_everything_comes_back_as_it_was(home: Home, tmp_path: Path) -> None:
    service = Service(
        name="shop",
        mode=Mode.SHARED,
        env_file=tmp_path / "env",
        includes=(tmp_path / "static",),
        includes_from=tmp_path,
    )
    value = Remembered(
        options=_OPTIONS,
        artifact=_artifact(tmp_path),
        built="x",
        service=service,
        chosen=("web1",),
        shipped="ab",
    )
    remember(home, tmp_path, value)
    assert recall(home, tmp_path) == (value, None)


def test_what_an_environment_file_held_is_not_kept(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "env"
    file.write_text("TOKEN=canary\n")
    service = taken_up(Service(name="shop", env_file=file))
    remember(home, tmp_path, Remembered(service=service))
    (kept,) = (home.state / "projects").iterdir()
    assert "canary" not in kept.read_text()
    assert recall(home, tmp_path)[0].service == Service(name="shop", env_file=file)


def test_a_program_that_is_gone_is_forgotten_and_the_choices_stay(
    home: Home, tmp_path: Path
) -> None:
    artifact = _artifact(tmp_path)
    remember(home, tmp_path, Remembered(options=_OPTIONS, artifact=artifact, built="x"))
    artifact.path.unlink()
    found, problem = recall(home, tmp_path)
    assert problem is None
    assert found == Remembered(options=_OPTIONS)


def test_a_damaged_file_is_said_and_nothing_else_is_lost(home: Home, tmp_path: Path) -> None:
    remember(home, tmp_path, Remembered(options=_OPTIONS))
    (file,) = (home.state / "projects").iterdir()
    file.write_text("{", "utf-8")
    found, problem = recall(home, tmp_path)
    assert found == Remembered()
    assert problem is not None
    assert problem.code == "project_memory_unreadable"
    (kept,) = file.parent.iterdir()
    assert kept.read_text("utf-8") == "{"
    assert [str(one.text) for one in problem.next] == [f"The original file: {kept}"]


def test_projects_do_not_mix(home: Home) -> None:
    remember(home, Path("/a"), Remembered(built="a"))
    remember(home, Path("/b"), Remembered(built="b"))
    assert [recall(home, Path(one))[0].built for one in ("/a", "/b")] == ["a", "b"]
    assert recall(home, Path("/nowhere"))[0] == Remembered()


def test_a_folder_whose_name_is_no_text_is_remembered_too(home: Home) -> None:
    odd = Path(os.fsdecode(b"/x/b\xff d"))
    service = Service(name="shop", includes=(odd / "static",))
    remember(home, odd, Remembered(built="a", service=service))
    assert recall(home, odd) == (Remembered(built="a", service=service), None)


def _rewrite(home: Home, change: Callable[[dict[str, Any]], None]) -> None:
    (file,) = (home.state / "projects").iterdir()
    found = json.loads(file.read_text("utf-8"))
    change(found)
    file.write_text(json.dumps(found), "utf-8")


def test_what_an_older_goferry_did_not_know_yet_gets_its_default(
    home: Home, tmp_path: Path
) -> None:
    def age(found: dict[str, Any]) -> None:
        found["format"] = 1
        del found["shipped"], found["options"]["workspace"], found["artifact"]["glibc"]
        for name in ("scope", "limits", "excludes"):
            del found["service"][name]
        del found["service"]["health"]["lowest"]
        found["options"]["gone_since"] = True

    service = Service(name="shop", port=9000, mode=Mode.SHARED)
    artifact = _artifact(tmp_path)
    value = Remembered(options=_OPTIONS, artifact=artifact, built="x", service=service)
    remember(home, tmp_path, replace(value, shipped="ab"))
    _rewrite(home, age)
    assert recall(home, tmp_path) == (value, None)


def test_a_file_of_a_newer_goferry_is_kept_aside(home: Home, tmp_path: Path) -> None:
    remember(home, tmp_path, Remembered(options=_OPTIONS))
    _rewrite(home, lambda found: found.update(format=99))
    found, problem = recall(home, tmp_path)
    assert found == Remembered()
    assert problem is not None
    assert "newer" in str(problem.why)
    assert len(list((home.state / "projects").glob("*.kept-*"))) == 1


def test_every_choice_comes_back(home: Home, tmp_path: Path) -> None:
    value = Remembered(
        options=replace(_OPTIONS, flags=("-v",), micro="v3", vcs=False, ldflags="-w"),
        asked=BuildOptions(tags=("asked",)),
        proposed=Service(name="proposed", excludes=("*.md", "x/**")),
        service=Service(
            name="shop",
            scope=Scope.USER,
            mode=Mode.SOCKET,
            limits=Limits(memory="1G", cpu=50, tasks=7),
            health=Health(lowest=201, highest=299, deadline=3),
            excludes=("*.log",),
            includes_named=(tmp_path / "named",),
            rehearse=True,
        ),
        chosen=("web1", "web2"),
    )
    remember(home, tmp_path, value)
    assert recall(home, tmp_path) == (value, None)
    (file,) = (home.state / "projects").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(file.read_text("utf-8"))["format"] == 2


def test_a_project_s_file_is_found_by_its_folder_also_by_an_older_goferry(home: Home) -> None:
    remember(home, Path("/x"), Remembered(built="a"))
    (file,) = (home.state / "projects").iterdir()
    assert file.name == f"{_digest('/x')}.json"
    assert json.loads(file.read_text("utf-8"))["folder"] == "/x"


def _digest(folder: str) -> str:
    return hashlib.sha256(folder.encode()).hexdigest()[:24]


@pytest.mark.parametrize("content", [b"123", b"12345", b"1234"])
def test_a_build_counts_only_while_its_file_is_the_same(
    home: Home, tmp_path: Path, content: bytes
) -> None:
    artifact = _artifact(tmp_path)
    value = Remembered(artifact=artifact, built="x", shipped="ab", chosen=("web1",))
    remember(home, tmp_path, value)
    artifact.path.write_bytes(content)
    gone = replace(value, artifact=None, built="")
    assert recall(home, tmp_path) == (value if len(content) == 4 else gone, None)


def test_a_file_that_may_not_be_read_costs_only_the_choices(home: Home, tmp_path: Path) -> None:
    (home.state / "projects" / f"{_digest(str(tmp_path))}.json").mkdir(parents=True)
    found, problem = recall(home, tmp_path)
    assert found == Remembered()
    assert problem is not None
    assert problem.code == "not_read"


def test_equal_wishes_have_one_fingerprint_and_others_another() -> None:
    same = fingerprint("/x", _OPTIONS)
    assert fingerprint(Path("/x"), replace(_OPTIONS)) == same
    changed: dict[str, Any] = {
        "target": Target(goarch="riscv64"),
        "cgo": Cgo.OFF,
        "mode": BuildMode.PROGRAM,
        "tags": (),
        "stamps": (),
        "env": (),
        "strip": False,
        "trimpath": False,
        "race": True,
        "flags": ("-v",),
    }
    others = [
        fingerprint("/y", _OPTIONS),
        *(fingerprint("/x", replace(_OPTIONS, **{name: changed[name]})) for name in changed),
    ]
    assert len({same, *others}) == len(others) + 1


@pytest.mark.parametrize(
    ("chosen", "then", "now", "found"),
    [
        ("own", "asked", "asks now", "own"),
        ("asked", "asked", "asks now", "asks now"),
        ("own", "asked", "asked", "own"),
        ("own", "own", "asked", "asked"),
    ],
)
def test_a_choice_stays_and_what_was_none_follows_the_project(
    chosen: str, then: str, now: str, found: str
) -> None:
    def options(main: str) -> BuildOptions:
        return BuildOptions(main=main, tags=("same",))

    carried = carried_over(options(chosen), then=options(then), now=options(now))
    assert carried == options(found)


def test_a_project_comes_back_after_a_change_of_ours_beside_it(home: Home, tmp_path: Path) -> None:
    remember(home, tmp_path, Remembered(built="a"))
    _rewrite(home, lambda found: found.update(of_a_newer_one=1))
    remember(home, tmp_path, Remembered(built="b"))
    (file,) = (home.state / "projects").iterdir()
    found = json.loads(file.read_text("utf-8"))
    assert (found["built"], found["of_a_newer_one"]) == ("b", 1)
