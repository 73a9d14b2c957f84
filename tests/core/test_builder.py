"""Building for real: the story told, the result proved, and nothing left behind."""

from __future__ import annotations

import asyncio
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.actions import OpenFile
from core.build.builder import build
from core.build.options import BuildOptions, BuildRequest
from core.events import Event, LogLine, Noticed, Progress, StepFinished, StepStarted
from core.problems import ProblemError
from tests import go_projects
from tests.cancelling import cancelled_at
from tests.goferry import processes_with
from tests.made_up import whole

if TYPE_CHECKING:
    from core.build.artifact import Artifact
    from core.home import Home

pytestmark = pytest.mark.go

STEPS = ["Find what must be compiled", "Compile", "Link", "Verify the result"]


def run(request: BuildRequest, home: Home) -> tuple[list[Event], Artifact]:
    """Run a build to its end and return its story and its program."""
    return asyncio.run(whole(build, request, go_projects.go(), home))


def failing(request: BuildRequest, home: Home) -> tuple[list[Event], ProblemError]:
    """Run a build that ends in a problem; return its story and the problem."""
    story: list[Event] = []
    with pytest.raises(ProblemError) as caught:
        asyncio.run(build(request, go_projects.go(), home, report=story.append))
    return story, caught.value


def left_in(home: Home) -> list[Path]:
    """Everything temporary that a build left."""
    return [*home.cache.glob("build-*"), *home.builds.rglob("*.partial")]


def test_a_build_tells_its_steps_and_gives_a_program(tmp_path: Path, home: Home) -> None:
    story, artifact = run(go_projects.request(tmp_path / "hello"), home)
    assert [str(one.step) for one in story if isinstance(one, StepStarted)] == STEPS
    assert [str(one.step) for one in story if isinstance(one, StepFinished)] == STEPS
    assert artifact.static
    assert artifact.size == artifact.path.stat().st_size
    assert (
        subprocess.run((artifact.path,), check=True, capture_output=True).stdout == b"hello dev\n"
    )
    assert left_in(home) == []


def test_progress_foresees_every_package(tmp_path: Path, home: Home) -> None:
    options = BuildOptions(fresh=True)
    story, _ = run(go_projects.request(tmp_path / "hello", options), home)
    counts = [one for one in story if isinstance(one, Progress)]
    totals = {one.total for one in counts} - {None}
    assert len(totals) == 1
    assert [one.done for one in counts] == sorted(one.done for one in counts)


def test_a_compile_error_names_file_and_line(tmp_path: Path, home: Home) -> None:
    broken = "package main\n\nfunc main() {\n\tundefinedThing()\n\tvar x int\n}\n"
    project = go_projects.project(tmp_path / "broken", {"main.go": broken})
    story, error = failing(BuildRequest(project=project, options=BuildOptions()), home)
    assert error.problem.code == "variable_unused"
    assert error.problem.next[0].action == OpenFile(tmp_path / "broken" / "main.go", 5)
    assert "./main.go:4:2: undefined: undefinedThing" in error.problem.details
    noticed = [one.problem.code for one in story if isinstance(one, Noticed)]
    assert noticed == ["undefined_name"]
    assert any(isinstance(one, LogLine) and "main.go:4:2" in one.text for one in story)
    assert left_in(home) == []


def test_the_old_program_stays_when_a_build_breaks(tmp_path: Path, home: Home) -> None:
    _, old = run(go_projects.request(tmp_path / "hello"), home)
    before = old.path.read_bytes()
    broken = go_projects.project(tmp_path / "hello", {"main.go": "package main\nfunc main() {"})
    failing(BuildRequest(project=broken, options=BuildOptions()), home)
    assert old.path.read_bytes() == before
    assert left_in(home) == []


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc to look for processes")
def test_cancelling_leaves_no_process_and_no_file(tmp_path: Path, home: Home) -> None:
    request = go_projects.request(tmp_path / "hello", BuildOptions(fresh=True))
    begun: list[Event] = []

    def third(event: Event) -> bool:
        begun.extend([event] if isinstance(event, LogLine) else [])
        return len(begun) == 3

    asyncio.run(cancelled_at(third, build, request, go_projects.go(), home))
    assert processes_with(str(home.cache), file="environ") == []
    assert left_in(home) == []
    assert not list(home.builds.rglob("hello"))


def test_a_program_that_was_tampered_with_is_made_anew(tmp_path: Path, home: Home) -> None:
    request = go_projects.request(tmp_path / "hello")
    _, first = run(request, home)
    _, again = run(request, home)
    assert again.sha256 == first.sha256
    with first.path.open("ab") as file:
        file.write(b"something else")
    _, anew = run(request, home)
    assert anew.sha256 == first.sha256
