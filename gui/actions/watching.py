"""Keep the board true: watch all servers while somebody looks at the window.

Nobody is asked anything unless a button was pressed: what a server needs for a login is shown as
its problem until then.
"""

from __future__ import annotations

import asyncio
import time
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from core.actions import EnterPassphrase, EnterPassword, EnterSudoPassword, TrustHostKey
from core.problems import Problem, ProblemError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from core.service.seen import Board
    from core.ssh.profile import Profile
    from gui.actions.connecting import Connector
    from gui.page import Page

_TICK = 1000  # ms
_SOON = 250  # ms: what several servers tell within is shown at once
_SEEN_PAUSE = 4.0  # seconds between two looks while the page is in sight
_ELSEWHERE_PAUSE = 30.0  # … while another page is: the rail still tells
_FRESH = 10.0  # seconds: what is older when the page comes into sight is looked at anew
_IDLE = 60.0  # seconds out of sight after which the connections end
_LIBRARY = "core.ssh.connection"
_QUESTIONS = (EnterPassphrase, EnterPassword, EnterSudoPassword, TrustHostKey)


class Watcher(QObject):
    """Watches by itself from `start` on; `looked` tells that something new is known."""

    looked = Signal()

    def __init__(self, page: Page, connector: Connector) -> None:
        super().__init__(page)
        self._page = page
        self._session = page.session
        self._connector = connector
        self._watch: asyncio.Task[None] | None = None
        self._changing: asyncio.Task[None] | None = None
        self._watched: tuple[Profile, ...] = ()
        self._newest: Board | None = None
        self._last_seen = self._last_told = time.monotonic()
        self._timer = QTimer(self, interval=_TICK)
        self._timer.timeout.connect(self._tick)
        self._soon = QTimer(self, interval=_SOON, singleShot=True)
        self._soon.timeout.connect(self._tell)

    @property
    def waiting(self) -> tuple[Profile, ...]:
        """The servers that need an answer from a person before they can be asked."""
        board = self._session.current.board
        machines = {one.server: one.unknown for one in board.machines} if board else {}
        return tuple(
            one
            for one in self._session.current.servers
            if (problem := machines.get(one.name)) is not None and _is_question(problem)
        )

    def start(self) -> None:
        """Watch from now on; what is not fresh any more is looked at at once."""
        self._timer.start()
        if self._watch is not None and time.monotonic() - self._last_told > _FRESH:
            self.look_now()

    def look_now(self) -> None:
        """Look at all servers at once, trying those anew that could not be reached."""
        self._change(self._anew)

    def ask(self) -> None:
        """Connect to the servers that need an answer, asking for it, then watch them, too."""
        self._change(self._ask)

    def _change(self, change: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Begin or end the watch; while that goes on, nothing else does."""
        if self._changing is None or self._changing.done():
            self._changing = self._page.runner.spawn(change())

    def _tick(self) -> None:
        if not _jobs_can_run():
            return
        now, window = time.monotonic(), self._page.window()
        if window.isVisible() and not window.isMinimized():
            self._last_seen = now
            if self._watch is None or self._watched != self._session.current.servers:
                self._change(self._anew)
        elif self._watch is not None and now - self._last_seen > _IDLE:
            self._change(self._end)

    async def _anew(self) -> None:
        from core.usecases import watching

        await self._end()
        await asyncio.to_thread(import_module, _LIBRARY)  # which takes long, the first time
        self._watched = self._session.current.servers
        self._last_told = time.monotonic()
        home, typed = self._session.home, self._session.credentials
        self._watch = self._page.runner.keep(
            watching.watch(
                home,
                self._watched,
                self._take,
                reach=watching.quietly(home, typed),
                interval=self._pause,
            )
        )

    async def _end(self) -> None:
        """End the connections; what was seen is kept by then."""
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.wait([self._watch])
            self._watch = None

    async def _ask(self) -> None:
        for profile in self.waiting:
            try:
                connection = await self._connector.connect(profile, self._page.add_problems)
            except ProblemError as refused:
                self._page.add_problems((refused.problem,))
                break  # whoever declined one question wants no further one now
            await connection.close()
        await self._anew()

    def _pause(self) -> float:
        return _SEEN_PAUSE if self._page.isVisible() else _ELSEWHERE_PAUSE

    def _take(self, board: Board) -> None:
        self._newest, self._last_told = board, time.monotonic()
        if not self._soon.isActive():
            self._soon.start()

    def _tell(self) -> None:
        if self._newest is not None:
            self._session.change(board=self._newest)
            self.looked.emit()


def _is_question(problem: Problem) -> bool:
    return any(problem.offered(one) for one in _QUESTIONS)


def _jobs_can_run() -> bool:
    """Tell whether asyncio is there already: the window can be seen, and drawn, without it."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
