"""The session channels of one connection, no more at once than the server allows (MaxSessions).

A server tells its limit only by a refusal. Then what was opened ahead is ended, and whoever wants
a channel waits until another is through: with a limit of one, they go one after the other.
"""

from __future__ import annotations

import contextlib
import threading
import time
from typing import TYPE_CHECKING, Protocol

import paramiko

if TYPE_CHECKING:
    from core.ssh.connection.request import Channel
    from core.ssh.executor import StopToken

_OPEN_SECONDS = 15.0
_PAUSE = 0.05
_GRACE = 3.0  # seconds that a server may take to see that the channel before has ended


class Ahead(Protocol):
    """Something that was opened ahead of its use, and can be ended for what is wanted now."""

    def give_up(self) -> None:
        """End what nobody uses yet."""
        ...


class Channels:
    """Opens session channels on a transport."""

    def __init__(self, transport: paramiko.Transport) -> None:
        self.transport = transport
        self._lock = threading.Lock()
        self._ahead: list[Ahead] = []

    def opened_ahead(self, thing: Ahead) -> None:
        """Note what may be ended when a channel is wanted and none is left."""
        with self._lock:
            self._ahead.append(thing)

    def forget(self, thing: Ahead) -> None:
        """It is used, or has ended."""
        with self._lock, contextlib.suppress(ValueError):
            self._ahead.remove(thing)

    def open(self, stop: StopToken, *, wait: bool = True, window: int | None = None) -> Channel:
        """Open a session channel; without `wait`, only if one is left at once."""
        until = time.monotonic() + _GRACE
        while True:
            try:
                channel = self.transport.open_session(window_size=window, timeout=_OPEN_SECONDS)
            except paramiko.ChannelException:
                if not wait or stop.asked:
                    raise
                if time.monotonic() > until and not self._others():
                    raise
            else:
                return stop.holds(channel)
            self._make_room()
            time.sleep(_PAUSE)

    def _others(self) -> bool:
        """Whether channels of ours are open, so that one will be through some time."""
        return len(self.transport._channels) > 0  # noqa: SLF001 - paramiko tells it nowhere else

    def _make_room(self) -> None:
        with self._lock:
            ahead, self._ahead = self._ahead, []
        for thing in ahead:
            thing.give_up()
