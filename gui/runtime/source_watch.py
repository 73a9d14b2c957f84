"""Is the source still what the program was built from? Looked at while the window is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    import asyncio

    from PySide6.QtWidgets import QWidget

    from core.build.artifact import Artifact
    from gui.runtime.session import Session
    from gui.runtime.task_runner import TaskRunner

_PAUSE = 1500  # ms between two looks


class SourceWatch(QObject):
    """Keeps `touched` of the session true; started once, it looks by itself."""

    def __init__(self, session: Session, runner: TaskRunner, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._runner = runner
        self._window = window
        self._looking: asyncio.Task[None] | None = None
        self._of: Artifact | None = None
        self._timer = QTimer(self, interval=_PAUSE)
        self._timer.timeout.connect(self._look_if_seen)

    def start(self) -> None:
        """Look now and then from now on, and at once at another program."""
        self._session.changed.connect(self._look_if_other)
        self._timer.start()
        self._look()

    def _look_if_seen(self) -> None:
        if self._window.isActiveWindow():
            self._look()

    def _look_if_other(self) -> None:
        if self._session.current.artifact != self._of:
            self._look()

    def _look(self) -> None:
        if self._runner.busy or (self._looking is not None and not self._looking.done()):
            return
        self._of = self._session.current.artifact
        if self._of is not None:
            self._looking = self._runner.spawn(look(self._session))


async def look(session: Session) -> None:
    """Find out what changed since the program at hand was built, and let the session know."""
    from core.usecases.building import changed_since

    session.take_over()
    current = session.current
    if current.artifact is None:
        return
    found = await changed_since(session.home, current.artifact, go=current.go)
    if session.current.artifact == current.artifact:
        session.change(touched=found)
