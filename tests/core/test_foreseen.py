"""What a preflight found beside a build is told again without Go, as long as it is still so."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.build import foreseen, room
from core.build.checked import build_carefully
from core.build.options import BuildOptions, BuildRequest, Target
from core.build.preflight import preflight
from core.events import unheard
from core.project.model import Main, Project
from tests.core.test_made_up_builds import GOOD, LISTED
from tests.made_up_go import MadeUpGo, without_settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.home import Home

READS = 'package main\n\nimport "os"\n\nfunc main() { os.ReadFile("web/index.html") }\n'


class Foreseen:
    """A project with a note to tell, which a look found before."""

    def __init__(self, root: Path, home: Home) -> None:
        self.home, self.made = home, MadeUpGo(root / "go")
        folder = root / "p"
        folder.mkdir()
        (folder / "go.mod").write_text("module a.io/p\n\ngo 1.25\n", "utf-8")
        (folder / "m.go").write_text(READS, "utf-8")
        main = Main(package="a.io/p", folder=folder)
        project = Project(folder=folder, module="a.io/p", go_version="1.25", mains=(main,))
        self.folder = folder
        self.request = BuildRequest(project=project, options=BuildOptions(vcs=False))
        self.lists()
        time.sleep(0.02)

    def lists(self, text: str = "") -> None:
        self.made.does(GOOD, listed=text or LISTED.format(self.folder))

    def found(self, request: BuildRequest | None = None) -> tuple[list[str], bool]:
        """The codes of what is found now, and whether Go was asked."""
        before = len(self.made.calls("list"))
        found = asyncio.run(foreseen.foreseen(request or self.request, self.made.go, self.home))
        return [one.problem.code for one in found], len(self.made.calls("list")) > before


@pytest.fixture
def made(tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch) -> Foreseen:
    without_settings(monkeypatch)
    one = Foreseen(tmp_path, home)
    assert one.found() == (["files_beside"], True)
    assert one.found() == (["files_beside"], False)
    return one


def test_what_is_told_again_is_what_a_preflight_finds(made: Foreseen) -> None:
    again = asyncio.run(foreseen.foreseen(made.request, made.made.go, made.home))
    fresh = asyncio.run(preflight(made.request, made.made.go, made.home, rehearse=False))
    assert again == fresh


CHANGES: dict[str, Callable[[Path], object]] = {
    "source": lambda folder: (folder / "m.go").write_text("package main\n", "utf-8"),
    "what is embedded": lambda folder: (folder / "web").mkdir(),
    "go.mod": lambda folder: (folder / "go.mod").write_text("module a.io/p\n\ngo 1.20\n", "utf-8"),
    "a workspace": lambda folder: (folder.parent / "go.work").write_text("go 1.25\n", "utf-8"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_project_is_looked_at_again(made: Foreseen, change: str) -> None:
    CHANGES[change](made.folder)
    (made.folder / "web").mkdir(exist_ok=True)
    (made.folder / "web" / "index.html").touch()
    assert made.found()[1]


@pytest.mark.parametrize(
    "other",
    [{"tags": ("x",)}, {"env": (("CGO_CFLAGS", "-O0"),)}, {"micro": "v2"}, {"stamps": (("a", ""),)},
     {"target": Target(goarch="arm64")}, {"fetch_go": True}, {"flags": ("-v",)}, {"vcs": True}],
)  # fmt: skip
def test_another_option_is_another_question(made: Foreseen, other: dict[str, object]) -> None:
    request = replace(made.request, options=replace(made.request.options, **other))  # type: ignore[arg-type]
    assert made.found(request)[1]


def test_a_setting_of_this_computer_is_told_at_once(
    made: Foreseen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOFLAGS", "-tags=x")
    assert made.found() == (["settings_not_used", "files_beside"], True)


def test_another_go_is_asked(made: Foreseen) -> None:
    made.made.go.program.write_text(f"{made.made.go.program.read_text('utf-8')}\n", "utf-8")
    assert made.found()[1]


def test_variables_of_ones_own_that_lead_elsewhere_are_never_remembered(made: Foreseen) -> None:
    options = replace(made.request.options, env=(("GOFLAGS", "-modfile=/elsewhere/go.mod"),))
    for _ in range(2):
        assert made.found(replace(made.request, options=options))[1]


def test_what_stops_a_build_is_never_remembered(made: Foreseen) -> None:
    wrong = replace(made.request, options=replace(made.request.options, micro="v9"))
    for _ in range(2):
        assert made.found(wrong) == (["no_such_micro", "files_beside"], True)


@pytest.mark.parametrize("listed", ["", '{"ImportPath":"a.io/p","Error":{"Err":"x"}}'])
def test_what_go_could_not_answer_is_never_remembered(made: Foreseen, listed: str) -> None:
    (made.folder / "new.go").write_text("package main\n", "utf-8")
    time.sleep(0.02)
    made.made.does(GOOD, listed=listed)
    for _ in range(2):
        assert made.found()[1]


def test_a_disk_that_filled_up_meanwhile_is_told(
    made: Foreseen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "_ROOM", 1 << 80)
    assert made.found() == (["files_beside", *[room.CODE] * len({made.folder, made.home})], False)


def test_the_program_in_the_project_is_no_change_of_it(made: Foreseen) -> None:
    request = replace(made.request, output=made.folder / "app")
    assert made.found(request)[1]
    artifact = asyncio.run(build_carefully(request, made.made.go, made.home, report=unheard))
    assert made.found(request)[1], "the program is new there"
    for _ in range(2):
        asyncio.run(build_carefully(request, made.made.go, made.home, report=unheard))
    assert not made.found(request)[1]
    assert artifact.path.parent == made.folder
