"""SFTP sessions that are kept open between files: opening one costs two round trips."""

from __future__ import annotations

import contextlib
import threading
import time
from typing import TYPE_CHECKING

import paramiko

from core.ssh.connection.door import COMMAND, MOST_NOISE, Question
from core.ssh.connection.request import Channel, ask_for, must_be_granted
from core.ssh.connection.sftp import Garbled, Refused, Sftp
from core.ssh.connection.wire import BROKEN
from core.ssh.executor import StopToken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from core.ssh.connection.channels import Channels

ANSWER_SECONDS = 120.0  # for one answer of the server: a slow disk may take long to sync
_FIRST_SECONDS = 10.0  # for the first: a start-up file may have eaten the greeting
_FAULTS = (*BROKEN, Garbled, Refused)


class NoFiles(Exception):  # noqa: N818 - a state, told to the caller
    """The server offers no way to send files; `printed` tells that its shell spoke in between."""

    def __init__(self, reason: BaseException) -> None:
        super().__init__(str(reason))
        self.printed = isinstance(reason, Garbled | Refused | TimeoutError)


class SftpPool:
    """The SFTP sessions of one connection; each is lent to one thread at a time."""

    def __init__(self, channels: Channels) -> None:
        self._channels = channels
        self._lock = threading.Lock()
        self._idle: list[Sftp] = []
        self._ways: tuple[Callable[[Channel], Sftp], ...] = (_by_subsystem, _by_shell)

    def prepare(self) -> None:
        """Open the first session in the background, while nothing waits for it yet."""
        threading.Thread(target=self._prepare, name="goferry-sftp", daemon=True).start()

    @contextlib.contextmanager
    def lend(self, stop: StopToken) -> Iterator[Sftp]:
        """Lend a session; one that something went wrong with is ended, not kept.

        Raises `NoFiles` where the server has none.
        """
        with self._lock:  # also waits for the one that is being prepared
            session = self._idle.pop() if self._idle else None
        if session is None:
            session = self._open(stop, wait=True)
        stop.holds(session)
        try:
            yield session
        except BaseException:
            session.close()
            raise
        with self._lock:
            self._idle.append(session)
        self._channels.opened_ahead(self)

    def give_up(self) -> None:
        """End the sessions that nobody uses."""
        with self._lock:
            idle, self._idle = self._idle, []
        for session in idle:
            session.close()

    def _prepare(self) -> None:
        with self._lock, contextlib.suppress(*_FAULTS, NoFiles):
            self._idle.append(self._open(StopToken(), wait=False))
            self._channels.opened_ahead(self)

    def _open(self, stop: StopToken, *, wait: bool) -> Sftp:
        """Open a session by the first way that works, and stay with it."""
        faults: list[Exception] = []
        for number, way in enumerate(self._ways):
            since = time.monotonic()
            channel = self._channels.open(stop, wait=wait, window=1 << 20)
            opened = time.monotonic() - since
            channel.settimeout(_FIRST_SECONDS)
            try:
                session = way(channel)
            except _FAULTS as reason:
                channel.close()
                if not self._channels.transport.is_active():
                    raise
                faults.append(reason)
                continue
            channel.settimeout(ANSWER_SECONDS)
            session.round_trip = min(session.round_trip, opened)
            self._ways = self._ways[number:]
            return session
        if isinstance(faults[-1], paramiko.SSHException):  # not even a shell is allowed
            raise faults[-1]
        raise NoFiles(faults[0]) from faults[0]


def _by_subsystem(channel: Channel) -> Sftp:
    ask_for(channel, "subsystem", "sftp")
    with _granted(channel):
        return Sftp(channel)


def _by_shell(channel: Channel) -> Sftp:
    """Let the door start the server's SFTP program, behind all that start-up files print."""
    question = Question("")
    ask_for(channel, "exec", COMMAND)
    with _granted(channel):
        channel.sendall(question.to_sftp())
        _wait_for(f"\n{question.token}-sftp\n".encode(), channel)
        return Sftp(channel)


def _wait_for(mark: bytes, channel: Channel) -> None:
    heard = b""
    while mark not in heard:
        more = channel.recv(MOST_NOISE)
        if not more or len(heard) > MOST_NOISE:
            raise EOFError("no SFTP program was started")
        heard += more


@contextlib.contextmanager
def _granted(channel: Channel) -> Iterator[None]:
    """Blame the refusal, where a channel ends under whoever uses it because the server said no."""
    try:
        yield
    except TimeoutError:  # it said nothing yet
        raise
    except (EOFError, OSError):
        must_be_granted(channel)
        raise
