"""Start and stop the practice server; what it says on the way stands in a log."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from core.events import Event, LogLine
from core.journey import Stop
from core.words import Text, say
from gui.widgets.log.log_pane import LogPane
from gui.widgets.server.practice_card import PracticeCard

if TYPE_CHECKING:
    from core.events import Job
    from gui.page import Page
    from gui.runtime.task_runner import Ending

T = TypeVar("T")


class Practice(QObject):
    """Does what the buttons of its card say; both parts stand on the page that has them."""

    changed = Signal(str)  # the list of servers; the name of the one that is new there

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self.card = PracticeCard()
        self.log = LogPane()
        self.log.hide()
        self.card.start.clicked.connect(lambda: page.runner.spawn(self.start()))
        self.card.stop.clicked.connect(lambda: page.runner.spawn(self.stop()))

    def enable(self, *, idle: bool, there: bool) -> None:
        """Offer what can be done now; `there` tells whether the server is on the list."""
        self.card.start.setEnabled(idle)
        self.card.stop.setEnabled(idle and there)

    async def start(self) -> None:
        """Boot the practice server and put it on the list."""
        from core.usecases import practising

        self.log.clear()
        self.log.show()
        job = partial(practising.start, self._page.session.home)
        ending = await self._run(say("Starting the practice server"), job)
        self.log.setVisible(ending.problem is not None)
        self.changed.emit(ending.value.name if ending.value is not None else "")

    async def stop(self) -> None:
        """Stop the practice server; all that was on it is gone."""
        from core.usecases import practising

        job = partial(practising.stop, self._page.session.home)
        await self._run(say("Stopping the practice server"), job)
        self.changed.emit("")

    async def _run(self, what: Text, job: Job[T]) -> Ending[T]:
        ending = await self._page.runner.run(what, job, self._on_event, at=Stop.SERVERS)
        self._page.show_problems((ending.problem,) if ending.problem else ())
        return ending

    def _on_event(self, event: Event) -> None:
        if isinstance(event, LogLine):
            self.log.append([event.text])
