"""SFTP sessions that are kept open between files: opening one costs two round trips."""

from __future__ import annotations

import contextlib
import threading
import time
from typing import TYPE_CHECKING

from core.server.connection.request import ask_for
from core.server.connection.sftp import Garbled, Refused, Sftp
from core.server.connection.wire import BROKEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    import paramiko

    from core.server.executor import Stop

ANSWER_SECONDS = 120.0  # for one answer of the server: a slow disk may take long to sync


class SftpPool:
    """The SFTP sessions of one connection; each is lent to one thread at a time."""

    def __init__(self, transport: paramiko.Transport) -> None:
        self._transport = transport
        self._lock = threading.Lock()
        self._idle: list[Sftp] = []

    def prepare(self) -> None:
        """Open the first session in the background, while nothing waits for it yet."""
        threading.Thread(target=self._prepare, name="goferry-sftp", daemon=True).start()

    @contextlib.contextmanager
    def lend(self, stop: Stop) -> Iterator[Sftp]:
        """Lend a session; one that something went wrong with is ended, not kept."""
        with self._lock:  # also waits for the one that is being prepared
            session = self._idle.pop() if self._idle else None
        if session is None:
            session = self._open()
        stop.holds(session)
        try:
            yield session
        except BaseException:
            session.close()
            raise
        with self._lock:
            self._idle.append(session)

    def _prepare(self) -> None:
        with self._lock, contextlib.suppress(*BROKEN, Garbled, Refused):
            self._idle.append(self._open())

    def _open(self) -> Sftp:
        since = time.monotonic()
        channel = self._transport.open_session(timeout=ANSWER_SECONDS, window_size=1 << 20)
        opened = time.monotonic() - since
        channel.settimeout(ANSWER_SECONDS)
        ask_for(channel, "subsystem", "sftp")
        session = Sftp(channel)
        session.round_trip = min(session.round_trip, opened)
        return session
