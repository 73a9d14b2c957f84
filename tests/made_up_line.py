"""A made-up SSH connection in this process: real `sh` and made-up files behind it.

It speaks as paramiko's transport and channels do, so that pools, uploads and questions run on it
within milliseconds. `Clock` stands in for `time` where a module waits.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import subprocess
import threading
import time
from typing import IO, TYPE_CHECKING, Any, TypeVar

import paramiko
import pytest

from core.problems import ProblemError
from core.ssh.connection.session import Connection
from core.ssh.delta_bases import KeptFiles
from core.ssh.profile import Profile, Sudo
from tests.made_up_files import Files, Talk

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from pathlib import Path

    from core.problems import Problem

T = TypeVar("T")
_ANYWHERE = 1 << 30


class Clock:
    """Time that passes only while somebody sleeps, for an hour; `at` is called after each sleep."""

    def __init__(self, at: Callable[[float], None] = lambda _: None) -> None:
        self.now = 1000.0
        self.slept: list[float] = []
        self.at = at

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        assert self.now - 1000 < 3600 > len(self.slept) / 10, "this sleeps for ever"
        self.at(self.now - 1000.0)


class Channel:
    """A session channel: nothing at first, then a process or the files."""

    def __init__(self, transport: Transport, number: int) -> None:
        self.transport = transport
        self.remote_chanid = number
        self.event_ready = True
        self.closed = False
        self.timeouts: list[float | None] = []
        self.heard = b""  # what was sent to it
        self.process: subprocess.Popen[bytes] | None = None
        self._talk: Talk | None = None
        self._said = b""
        self._more = threading.Condition()

    def _event_pending(self) -> None:
        """As paramiko's own channels have it."""

    def asked(self, kind: str, words: str) -> None:
        self.transport.asked.append((kind, words))
        if kind in self.transport.refuses:
            self.event_ready = False
            self.close()
        elif kind == "subsystem":
            self._talk = Talk(self.transport.files, self.says)
        elif not self.transport.ended:
            self.process = subprocess.Popen(
                self.transport.login_shell(words),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                bufsize=0,
                cwd=self.transport.folder,
                env=self.transport.env,
                start_new_session=True,
            )

    def says(self, data: bytes) -> None:
        with self._more:
            self._said += data
            self._more.notify_all()

    def settimeout(self, seconds: float | None) -> None:
        self.timeouts.append(seconds)

    def sendall(self, data: bytes) -> None:
        if self.closed:
            raise OSError("Socket is closed")
        self.heard += data
        if self._talk is not None:
            self._talk.hear(data)
        elif self.process is not None and self.process.stdin is not None:
            left = memoryview(data)
            while left:
                left = left[self.process.stdin.write(left) :]

    def shutdown_write(self) -> None:
        if self.process is not None and self.process.stdin is not None:
            self.process.stdin.close()

    def recv(self, size: int) -> bytes:
        if self.process is not None:
            return _read(self.process.stdout, size)
        with self._more:
            self._more.wait_for(lambda: self._said or self.closed, 60)
            said, self._said = self._said[:size], self._said[size:]
        return said

    def recv_stderr(self, size: int) -> bytes:
        return b"" if self.process is None else _read(self.process.stderr, size)

    def recv_exit_status(self) -> int:
        return -1 if self.process is None else max(self.process.wait(), -1)

    def close(self) -> None:
        with self._more:
            self.closed = True
            self._more.notify_all()
        self.transport.left(self)
        if self._talk is not None:
            self._talk.end()
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def end(self) -> None:
        """Close what `close` must leave open for whoever still reads."""
        self.close()
        if self.process is not None:
            for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
                if pipe is not None:
                    pipe.close()


def _read(pipe: IO[bytes] | None, size: int) -> bytes:
    with contextlib.suppress(ValueError):  # the test has ended
        return pipe.read(size) if pipe is not None else b""
    return b""


class Transport:
    """Opens made-up channels, at most `most` at once; `env` and `folder` are the shells'."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = {"PATH": os.environ["PATH"], "HOME": str(folder)}
        self.files = Files()
        self.most = _ANYWHERE
        self.refuses: set[str] = set()
        self.active, self.ended = True, False
        self.asked: list[tuple[str, str]] = []  # of each channel: exec or subsystem, and its words
        self.opened: list[tuple[int | None, float | None]] = []  # each channel's window and time
        self.every: list[Channel] = []
        self.signs: list[str] = []
        self.reason: Exception | None = None
        # What sshd starts for a command.
        self.login_shell: Callable[[str], tuple[str, ...]] = lambda words: ("/bin/sh", "-c", words)
        self._channels: list[Channel] = []  # the open ones; paramiko's name, which Channels reads
        self._lock, self._starting = threading.Lock(), threading.Lock()

    def open_session(self, window_size: int | None = None, timeout: float | None = None) -> Channel:
        with self._lock:
            self.opened.append((window_size, timeout))
            if not self.active:
                raise paramiko.SSHException("SSH session not active")
            if len(self._channels) >= self.most:
                raise paramiko.ChannelException(4, "Resource shortage")
            channel = Channel(self, len(self.every))
            self.every.append(channel)
            self._channels.append(channel)
            return channel

    def left(self, channel: Channel) -> None:
        with self._lock, contextlib.suppress(ValueError):
            self._channels.remove(channel)

    def open_channel(self, *words: object, **named: object) -> Channel:
        raise paramiko.ChannelException(2, f"{words} {named}")

    def _send_user_message(self, message: paramiko.Message) -> None:
        message.rewind()
        message.get_byte()
        channel = self.every[message.get_int()]
        kind, wants_answer, words = (
            message.get_text(),
            message.get_boolean(),
            message.get_text(),
        )
        assert wants_answer, "a no would never be heard"
        with self._starting:
            channel.asked(kind, words)

    def is_active(self) -> bool:
        return self.active

    def get_exception(self) -> Exception | None:
        return self.reason

    def global_request(self, kind: str, data: object = None, *, wait: bool = True) -> None:
        del data, wait
        self.signs.append(kind)

    def close(self) -> None:
        self.active = False
        for channel in list(self._channels):
            channel.close()

    def end(self) -> None:
        with self._starting:
            self.ended = True
        for channel in self.every:
            channel.end()


@contextlib.contextmanager
def line(folder: Path) -> Iterator[Transport]:
    """A made-up transport, of which nothing is left behind."""
    transport = Transport(folder)
    try:
        yield transport
    finally:
        transport.end()


def connection(
    transport: Transport, *, user: str = "root", sudo: Sudo = Sudo.AUTO, sudo_password: str = ""
) -> Connection:
    """A connection over it, as `connect` makes one."""
    profile = Profile(name="web1", host="web1.example", user=user, sudo=sudo)
    kept = KeptFiles(transport.folder / "kept")
    return Connection(profile, transport, kept=kept, sudo_password=sudo_password)


def over(transport: Transport, work: Callable[[Connection], Awaitable[T]], **login: Any) -> T:  # noqa: ANN401 - as `connection` takes it
    """Connect, do one thing, and close the connection; the line is a new one each time."""

    async def whole() -> T:
        one = connection(transport, **login)
        try:
            return await work(one)
        finally:
            await one.close()

    transport.active = True
    return asyncio.run(whole())


def problem_of(
    transport: Transport,
    work: Callable[[Connection], Awaitable[object]],
    **login: Any,  # noqa: ANN401 - as `connection` takes it
) -> Problem:
    """The problem that it ends in."""
    with pytest.raises(ProblemError) as caught:
        over(transport, work, **login)
    return caught.value.problem


async def there(file: Path) -> None:
    """Wait until a file is there, made by what runs elsewhere."""
    while not file.exists():  # noqa: ASYNC110, ASYNC240 - nobody else can tell
        await asyncio.sleep(0.005)


def eventually(true: Callable[[], bool]) -> bool:
    """Wait until something is so, which another thread brings about."""
    end = time.monotonic() + 30
    while not true() and time.monotonic() < end:
        time.sleep(0.005)
    return true()


def program(size: int, seed: int = 1) -> bytes:
    """Bytes that shrink to about half, as a program's do."""
    dice = random.Random(seed)  # noqa: S311 - nothing secret
    return b"".join(dice.randbytes(500) + bytes(500) for _ in range(size // 1000 + 1))[:size]


def target(transport: Transport) -> Path:
    """Where a file goes on the server, under a name that no shell may take apart."""
    (transport.folder / "there").mkdir(exist_ok=True)
    return transport.folder / "there" / "it's $(touch ran)"


def left(transport: Transport) -> list[str]:
    """What lies beside it."""
    return sorted(one.name for one in target(transport).parent.iterdir())


@pytest.fixture
def transport(tmp_path: Path) -> Iterator[Transport]:
    """A made-up transport whose shells work in the test's own folder."""
    with line(tmp_path) as made_up:
        yield made_up
