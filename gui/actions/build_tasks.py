"""Small jobs around a build, by name: what the Build page's menu and the advices can start."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, assert_never

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMenu

from core.actions import GetZig, ModDownload, ModTidy, ModVendor
from core.build.task import BuildTask
from core.words import Text, say
from gui.runtime.speech import tell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from core.actions import BuildChore
    from core.events import Job
    from core.home import Home
    from core.problems import Problem
    from core.usecases.settling import Settled
    from gui.runtime.task_runner import Ending


TITLES: Mapping[BuildTask, Text] = {
    BuildTask.REPRODUCIBLE: say("Check that the build is reproducible"),
    BuildTask.VET: say("Check for suspicious code (go vet)"),
    BuildTask.TEST: say("Run the tests (go test)"),
    BuildTask.VULNERABILITIES: say("Check for known vulnerabilities (govulncheck)"),
    BuildTask.TIDY: say("Tidy the list of modules (go mod tidy)"),
    BuildTask.DOWNLOAD: say("Download all modules now (go mod download)"),
    BuildTask.VENDOR: say("Copy the modules into the project (go mod vendor)"),
    BuildTask.WHY: say("Find out why a package is needed (go mod why)…"),
    BuildTask.GET_ZIG: say("Get zig, a C compiler for every system"),
    BuildTask.PREPARE_ZIG: say("Prepare zig for this target now"),
}
CHANGES_PROJECT = frozenset({BuildTask.TIDY, BuildTask.VENDOR})


class TaskMenu(QMenu):
    """Offers the jobs; one that asks about a package asks which."""

    chosen = Signal(object, str)  # the BuildTask, and what it asks for

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        for task, title in TITLES.items():
            action = QAction(self)
            tell(action, text=title)
            action.triggered.connect(partial(self._choose, task))
            self.addAction(action)
            if task in {BuildTask.VULNERABILITIES, BuildTask.WHY}:
                self.addSeparator()

    def _choose(self, task: BuildTask) -> None:
        if task is not BuildTask.WHY:
            self.chosen.emit(task, "")
            return
        dialog = QInputDialog(self.parentWidget())
        tell(
            dialog,
            windowTitle=say("Why is a package needed?"),
            labelText=say("Import path of the package, for example golang.org/x/net/http2"),
        )
        dialog.textValueSelected.connect(lambda package: self.chosen.emit(task, package.strip()))
        dialog.open()


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
            place = maintaining.WorkPlace(folder=folder, go=settled.go, options=options)
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
        return say("Both builds are identical. The build is reproducible.")
    return say("Done: {what}", what=TITLES[chore])


def fault_of(chore: BuildTask, ending: Ending[Any]) -> Problem | None:
    """Two builds that were compared and differ are a problem, too."""
    from core.usecases import maintaining

    if chore is not BuildTask.REPRODUCIBLE or ending.value is None:
        return None
    return maintaining.fault_of(ending.value)
