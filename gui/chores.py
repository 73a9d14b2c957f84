"""Small jobs around a build, by name: what the Build page's menu and the advices can start."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from core.build.options import BuildRequest
from core.problems import Action
from core.words import Text, say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from core.events import Job
    from core.home import Home
    from core.problems import Problem
    from core.project.model import Project
    from core.toolchain import Go
    from gui.session import Current


class Chore(StrEnum):
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


TITLES: Mapping[Chore, Text] = {
    Chore.REPRODUCIBLE: say("Check that it is reproducible"),
    Chore.VET: say("Look for suspicious code (go vet)"),
    Chore.TEST: say("Run the tests (go test)"),
    Chore.VULNERABILITIES: say("Look for known security holes (govulncheck)"),
    Chore.TIDY: say("Tidy the list of modules (go mod tidy)"),
    Chore.DOWNLOAD: say("Fetch every module now (go mod download)"),
    Chore.VENDOR: say("Copy the modules into the project (go mod vendor)"),
    Chore.WHY: say("Ask why a package is needed (go mod why)…"),
    Chore.GET_ZIG: say("Get zig, a C compiler for every system"),
    Chore.PREPARE_ZIG: say("Prepare zig for this target now"),
}
OF_ACTION: Mapping[Action, Chore] = {
    Action.MOD_TIDY: Chore.TIDY,
    Action.MOD_DOWNLOAD: Chore.DOWNLOAD,
    Action.MOD_VENDOR: Chore.VENDOR,
    Action.GET_ZIG: Chore.GET_ZIG,
}
CHANGES_PROJECT = frozenset({Chore.TIDY, Chore.VENDOR})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a chore runs: project, Go, and what else the job asks for."""

    current: Current
    project: Project
    go: Go
    home: Home
    value: str = ""


def start(chore: Chore, place: Place) -> Job[Any]:
    """Make the job of a chore; it may raise a `ProblemError` before it begins."""
    return _JOBS[chore](place)


def said_after(chore: Chore) -> Text:
    """Say that a chore ended well."""
    if chore is Chore.REPRODUCIBLE:
        return say("Both builds gave the same bytes: the program is reproducible.")
    return say("Done: {what}", what=TITLES[chore])


def fault_of(value: object) -> Problem | None:
    """Tell when two builds that were compared are not the same."""
    from core.build.reproducible import Comparison

    return value.problem() if isinstance(value, Comparison) else None


def _reproducible(place: Place) -> Job[Any]:
    from core.build.reproducible import check

    request = BuildRequest(project=place.project, options=place.current.options)
    return check(request, place.go, place.home)


def _go_job(name: str) -> Callable[[Place], Job[Any]]:
    def make(place: Place) -> Job[Any]:
        from core.build import go_jobs

        more = {"package": place.value} if name == "why" else {}
        job: Job[Any] = getattr(go_jobs, name)(
            place.project.folder, place.go, options=place.current.options, **more
        )
        return job

    return make


def _get_zig(_: Place) -> Job[Any]:
    from core.build import zig

    return zig.install()


def _prepare_zig(place: Place) -> Job[Any]:
    from core.build import zig

    return zig.prepare(place.current.options)


_JOBS: Mapping[Chore, Callable[[Place], Job[Any]]] = {
    Chore.REPRODUCIBLE: _reproducible,
    Chore.GET_ZIG: _get_zig,
    Chore.PREPARE_ZIG: _prepare_zig,
    **{
        chore: _go_job(chore.value)
        for chore in Chore
        if chore not in {Chore.REPRODUCIBLE, Chore.GET_ZIG, Chore.PREPARE_ZIG}
    },
}
