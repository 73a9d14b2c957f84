"""Try a smaller program, keep it, or take it back; the one in use changes only when it is kept."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.journey import State, Stop
from core.words import say
from gui.runtime.speech import shown

if TYPE_CHECKING:
    from core.binary.inspection import Inspection
    from core.binary.report.difference import Difference
    from core.build.artifact import Artifact
    from core.build.lighter import Lighter
    from core.build.options import BuildOptions
    from core.events import Event
    from core.problems import Problem
    from core.usecases.saving import Tried
    from core.words import Text
    from gui.runtime.session import Session
    from gui.runtime.task_runner import TaskRunner
    from gui.widgets.size.savings_panel import SavingsPanel


class Saver(QObject):
    """Leads a panel. `rebuilt` says that there is another program, `failed` carries a `Problem`.

    `compared` carries the difference to look at, None where only what is offered changed.
    """

    rebuilt = Signal()
    failed = Signal(object)
    compared = Signal(object)

    def __init__(self, session: Session, runner: TaskRunner, panel: SavingsPanel) -> None:
        super().__init__(panel)
        self._session, self._runner, self._panel = session, runner, panel
        self._tried: Tried | None = None
        self._before: BuildOptions | None = None  # what a kept saving takes the place of
        self._made: Artifact | None = None  # what was built here
        panel.tried.connect(lambda offer: runner.spawn(self._try(offer)))
        panel.kept.connect(lambda: runner.spawn(self._keep()))
        panel.dropped.connect(lambda: runner.spawn(self._take_back()))
        panel.compared.connect(self._compare)

    @property
    def difference(self) -> Difference | None:
        """What the measured saving would change, until it is kept or taken back."""
        return self._tried.difference if self._tried and self._before is None else None

    def show(self, found: Inspection) -> None:
        """Show what can be saved of a program, unless there is something to decide first."""
        if self._runner.busy:
            return
        if self._tried is not None:
            self._panel.show_tried(self._tried, kept=self._before is not None)
            return
        from core.usecases.saving import savings

        current = self._session.current
        outdated = current.marks[Stop.BUILD].state is not State.DONE
        self._panel.show_offers(savings(found, current.options), outdated=outdated)

    def look_at(self, artifact: Artifact) -> None:
        """This program is looked at: what was measured of another one is over."""
        if artifact != self._made:
            self.forget()

    def forget(self) -> None:
        """There is nothing to decide."""
        self._tried = self._before = None

    async def _try(self, offer: Lighter) -> None:
        from core.usecases.saving import try_out
        from core.usecases.settling import settled

        current = self._session.current
        found, project, go = current.inspection, current.project, current.go
        if found is None or project is None or go is None or self._runner.busy:
            return
        plan = settled(project, go, offer.applied(current.options))
        job = partial(try_out, self._session.home, plan, found)
        what = say("Measuring a smaller program")
        self._panel.show_work(say("{what}…", what=what))
        ending = await self._runner.run(what, job, _unheard, at=Stop.INSPECT)
        self._tried, self._before, self._made = ending.value, None, current.artifact
        self._end(ending.problem)

    async def _keep(self) -> None:
        if self._tried is None:
            return
        before = self._session.current.options
        if await self._build(self._tried.options, say("Building the smaller program")):
            self._before = before
            self.rebuilt.emit()

    async def _take_back(self) -> None:
        """Forget what was only measured; build again what was kept, as it was before."""
        if self._before is None:
            self.forget()
            self._end(None)
        elif await self._build(self._before, say("Building the previous program")):
            self.forget()
            self.rebuilt.emit()

    async def _build(self, options: BuildOptions, what: Text) -> bool:
        """Build with these options for good; where that does not end well, the old ones stay."""
        from core.usecases.building import build
        from core.usecases.settling import settled

        current = self._session.current
        if current.project is None or current.go is None or self._runner.busy:
            return False
        plan = settled(current.project, current.go, options, current.also)
        self._panel.show_work(say("{what}…", what=what))
        job = partial(build, self._session.home, plan, words=shown)
        ending = await self._runner.run(what, job, _unheard, at=Stop.BUILD)
        if ending.value is None or ending.value.program is None:
            self._end(ending.problem)
            return False
        self._made = ending.value.program
        self._session.note_end(Stop.BUILD, failed=False)
        wanted = replace(self._session.current, options=options).wanted
        self._session.take_program(self._made, built=wanted, options=options, kept_old=False)
        if ending.value.exceeded is not None:
            self.failed.emit(ending.value.exceeded)
        return True

    def _end(self, problem: Problem | None) -> None:
        """Show again what there is to decide, and what stood in the way."""
        if problem is not None:
            self.failed.emit(problem)
        if (found := self._session.current.inspection) is not None:
            self.show(found)
        self.compared.emit(None)

    def _compare(self) -> None:
        self.compared.emit(self.difference)


def _unheard(_event: Event) -> None:
    """The footer tells how far it is."""
