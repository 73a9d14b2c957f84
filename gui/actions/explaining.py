"""Why a part is in the program and what it costs: asked in the background, said below the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.problems import ProblemError
from core.words import say

if TYPE_CHECKING:
    import asyncio

    from core.binary.inspection import Inspection
    from core.build.artifact import Artifact
    from core.build.reason import Pull
    from gui.runtime.session import Session
    from gui.runtime.task_runner import TaskRunner
    from gui.widgets.size.import_list import ImportList
    from gui.widgets.size.node_details import NodeDetails


class Explainer(QObject):
    """Leads the lines about one part and the list of imports; `weighed` says that it is known."""

    weighed = Signal()

    def __init__(
        self, session: Session, runner: TaskRunner, *, details: NodeDetails, imports: ImportList
    ) -> None:
        super().__init__(details)
        self._session, self._runner = session, runner
        self._details, self._imports = details, imports
        self._asking: asyncio.Task[None] | None = None
        self.pulls: tuple[Pull, ...] = ()
        details.asked.connect(self.ask_why)

    def forget(self) -> None:
        """Another program is looked at."""
        self.pulls = ()
        self._imports.wait()

    def ask_why(self, package: str) -> None:
        """Look for the reason in the background; an older question is given up."""
        if self._asking is not None:
            self._asking.cancel()
        self._asking = self._runner.spawn(self._why(package))

    async def weigh(self, made: Artifact, found: Inspection) -> None:
        """Look at what each import of one's own brings, when all else is shown."""
        from core.usecases.explaining import heaviest

        current = self._session.current
        project, options, go = current.project, current.options, current.go
        if go is None:
            return
        try:
            pulls = await heaviest(found, made, project=project, options=options, go=go)
        except ProblemError as error:  # said where the list would be
            problem = error.problem
            self._imports.show_problem(say("{what} {why}", what=problem.what, why=problem.why))
        else:
            self.pulls = pulls
            self._imports.show_pulls(pulls)
            self.weighed.emit()

    async def _why(self, package: str) -> None:
        from core.usecases.explaining import why

        current = self._session.current
        made, go = current.artifact, current.go
        if made is None or go is None:
            return
        self._details.wait()
        options = current.options
        try:
            found = await why(package, made, project=current.project, options=options, go=go)
        except ProblemError as error:  # said where the answer would be
            problem = error.problem
            self._details.show_problem(say("{what} {why}", what=problem.what, why=problem.why))
        else:
            if package == self._details.package:
                self._details.show_reason(found)
