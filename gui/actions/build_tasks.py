"""Small jobs around a build, by name: what the Build page's menu and the advices can start."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any, assert_never

from core.actions import GetZig, ModDownload, ModTidy, ModVendor
from core.build.options import BuildRequest
from core.words import Text, say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from core.actions import BuildChore
    from core.events import Job
    from core.home import Home
    from core.problems import Problem
    from core.project.model import Project
    from core.toolchain import Go
    from gui.runtime.session import Current


class BuildTask(StrEnum):
    """The jobs, in the menu's order."""

    REPRODUCIBLE = "reproducible"
    VET = "vet"
    TEST = "test"
    VULNERABILITIES = "vulnerabilities"
    TIDY = "tidy"
    DOWNLOAD = "download"
    VENDOR = "vendor"
    WHY = "why"
    GET_ZIG = "get_zig"
    PREPARE_ZIG = "prepare_zig"


TITLES: Mapping[BuildTask, Text] = {
    BuildTask.REPRODUCIBLE: say("Check that it is reproducible"),
    BuildTask.VET: say("Look for suspicious code (go vet)"),
    BuildTask.TEST: say("Run the tests (go test)"),
    BuildTask.VULNERABILITIES: say("Look for known security holes (govulncheck)"),
    BuildTask.TIDY: say("Tidy the list of modules (go mod tidy)"),
    BuildTask.DOWNLOAD: say("Fetch every module now (go mod download)"),
    BuildTask.VENDOR: say("Copy the modules into the project (go mod vendor)"),
    BuildTask.WHY: say("Ask why a package is needed (go mod why)…"),
    BuildTask.GET_ZIG: say("Get zig, a C compiler for every system"),
    BuildTask.PREPARE_ZIG: say("Prepare zig for this target now"),
}
CHANGES_PROJECT = frozenset({BuildTask.TIDY, BuildTask.VENDOR})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a chore runs: project, Go, and what else the job asks for."""

    current: Current
    project: Project
    go: Go
    home: Home
    value: str = ""


def task_of(action: BuildChore) -> BuildTask:
    """Return the job that an advice offers."""
    match action:
        case ModTidy():
            return BuildTask.TIDY
        case ModDownload():
            return BuildTask.DOWNLOAD
        case ModVendor():
            return BuildTask.VENDOR
        case GetZig():
            return BuildTask.GET_ZIG
    assert_never(action)


def job_of(chore: BuildTask, place: Place) -> Job[Any]:
    """Make the job of a chore."""
    return _JOBS[chore](place)


def said_after(chore: BuildTask) -> Text:
    """Say that a chore ended well."""
    if chore is BuildTask.REPRODUCIBLE:
        return say("Both builds gave the same bytes: the program is reproducible.")
    return say("Done: {what}", what=TITLES[chore])


def fault_of(value: object) -> Problem | None:
    """Tell when two builds that were compared are not the same."""
    from core.build.reproducible import Comparison

    return value.problem() if isinstance(value, Comparison) else None


def _reproducible(place: Place) -> Job[Any]:
    from core.build.reproducible import check

    request = BuildRequest(project=place.project, options=place.current.options)
    return partial(check, request, place.go, place.home)


def _go_job(name: str) -> Callable[[Place], Job[Any]]:
    def make(place: Place) -> Job[Any]:
        from core.build import go_jobs

        more = {"package": place.value} if name == "why" else {}
        options = place.current.options
        job = getattr(go_jobs, name)
        return partial(job, place.project.folder, place.go, options=options, **more)

    return make


def _get_zig(_: Place) -> Job[Any]:
    from core.build import zig

    return zig.install


def _prepare_zig(place: Place) -> Job[Any]:
    from core.build import zig

    return partial(zig.prepare, place.current.options)


_JOBS: Mapping[BuildTask, Callable[[Place], Job[Any]]] = {
    BuildTask.REPRODUCIBLE: _reproducible,
    BuildTask.GET_ZIG: _get_zig,
    BuildTask.PREPARE_ZIG: _prepare_zig,
    **{
        chore: _go_job(chore.value)
        for chore in BuildTask
        if chore not in {BuildTask.REPRODUCIBLE, BuildTask.GET_ZIG, BuildTask.PREPARE_ZIG}
    },
}
