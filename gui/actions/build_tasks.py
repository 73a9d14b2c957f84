"""Small jobs around a build, by name: what the Build page's menu and the advices can start."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, assert_never

from core.actions import GetZig, ModDownload, ModTidy, ModVendor
from core.build.task import BuildTask
from core.words import Text, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.actions import BuildChore
    from core.events import Job
    from core.home import Home
    from core.usecases.settling import Settled


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


def job_of(task: BuildTask, settled: Settled, home: Home, value: str = "") -> Job[Any]:
    """Make the job of a task; `value` is what it asks for beside the project."""
    from core.usecases import maintaining

    request = settled.requests[0]
    match task:
        case BuildTask.REPRODUCIBLE:
            return partial(maintaining.compare_settled, home, settled)
        case BuildTask.GET_ZIG:
            return maintaining.install_zig
        case BuildTask.PREPARE_ZIG:
            return partial(maintaining.prepare_zig, request.options)
        case _:
            folder, options = request.project.folder, request.options
            place = maintaining.Place(folder=folder, go=settled.go, options=options)
            return partial(maintaining.run_task, task, place, package=value)


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


def said_after(chore: BuildTask) -> Text:
    """Say that a chore ended well."""
    if chore is BuildTask.REPRODUCIBLE:
        return say("Both builds gave the same bytes: the program is reproducible.")
    return say("Done: {what}", what=TITLES[chore])
