"""Carries lines from the thread that reads them to whoever hears them, no faster than they hear."""

from __future__ import annotations

import asyncio
import contextlib
from concurrent.futures import CancelledError
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from concurrent.futures import Future

    from core.ssh.executor import StopToken

    Hear = Callable[[list[str]], Coroutine[None, None, None]]


class Listening:
    """Hands lines to a coroutine of the loop in which this was made, and waits until it is done.

    What nobody has heard yet stays in the channel's window, and then on the server.
    """

    def __init__(self, hear: Hear) -> None:
        self._hear = hear
        self._loop = asyncio.get_running_loop()

    def until(self, stop: StopToken) -> Callable[[list[str]], None]:
        """Return what the thread calls; a stop ends its waiting, too."""
        waiting = stop.holds(_Waiting())

        def hand_on(lines: list[str]) -> None:
            if not stop.asked and not self._loop.is_closed():
                waiting.wait(asyncio.run_coroutine_threadsafe(self._hear(lines), self._loop))

        return hand_on


class _Waiting:
    """The one hearing that is under way; closing it ends that."""

    def __init__(self) -> None:
        self._now: Future[None] | None = None
        self._closed = False

    def wait(self, now: Future[None]) -> None:
        self._now = now
        if self._closed:
            now.cancel()
        with contextlib.suppress(CancelledError):
            now.result()

    def close(self) -> None:
        self._closed = True
        if self._now is not None:
            self._now.cancel()
