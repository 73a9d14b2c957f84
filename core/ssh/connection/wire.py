"""The bytes under SSH, with the bounds that paramiko lacks: size, amount and silence."""

from __future__ import annotations

import contextlib
import errno
import socket
import sys
import time
from typing import TYPE_CHECKING, Protocol

import paramiko

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_READ = 1 << 20  # no packet of a sane server comes near
BEFORE_LOGIN = 256 << 10  # greeting, key exchange and banners together
SILENCE_LIMIT = 8.0  # seconds of silence; together with the pulse a dead link shows within ten

BROKEN = (paramiko.SSHException, OSError, EOFError)  # what a link that ends is told by


class Stalled(OSError):  # noqa: N818 - a state of the link
    """Nothing was heard for longer than a living server stays silent."""


class TooMuch(OSError):  # noqa: N818 - what the server sent
    """The server sends more than any server has reason to."""


class KeyChanged(OSError):  # noqa: N818 - what the server did
    """The server shows another host key in the middle of a connection."""


def _acknowledge(line: Socket) -> None:
    """Tell the server at once that its bytes have come, where the system can (Linux).

    sshd sends small packets one at a time (Nagle's algorithm): each waits until the one before is
    acknowledged, which TCP puts off by 40 ms when there is nothing else to send.
    """
    if isinstance(line, socket.socket) and sys.platform == "linux":
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)


class Socket(Protocol):
    """What paramiko needs of a socket; a channel through another server has it too."""

    def recv(self, size: int, /) -> bytes:
        """Read some bytes."""
        ...

    def send(self, data: bytes, /) -> int:
        """Write some bytes."""
        ...

    def settimeout(self, seconds: float | None, /) -> None:
        """Bound the waiting of the other methods."""
        ...

    def getpeername(self) -> object:
        """Tell who is at the other end."""
        ...

    def close(self) -> None:
        """End it."""
        ...


class Wire:
    """A socket for paramiko. `timeout` in seconds, None to wait however long it takes."""

    def __init__(self, socket: Socket) -> None:
        self._socket = socket
        self._heard = time.monotonic()
        self._allowance: int | None = BEFORE_LOGIN
        self._silence_limit: float | None = SILENCE_LIMIT
        self._closed = False  # paramiko looks at this name, which sockets have too

    @property
    def silence(self) -> float:
        """Seconds since the server was heard last."""
        return time.monotonic() - self._heard

    def allow_silence(self, seconds: float | None) -> None:
        """Change how much silence is borne, counted from now."""
        self._heard, self._silence_limit = time.monotonic(), seconds

    def lift_allowance(self) -> None:
        """Let the server send freely: it has proved itself, and so did we."""
        self._allowance = None

    def recv(self, size: int) -> bytes:
        """Read, or raise `Stalled` or `TooMuch`."""
        if size > LARGEST_READ:
            raise TooMuch(errno.EMSGSIZE, f"a packet of {size} bytes")
        with self._watched():
            data = self._socket.recv(size)
            _acknowledge(self._socket)
        self._heard = time.monotonic()
        self._count(len(data))
        return data

    def send(self, data: bytes) -> int:
        """Write, or raise `Stalled`."""
        with self._watched():
            return self._socket.send(data)

    def settimeout(self, seconds: float | None) -> None:
        """Pass on how often paramiko wants to look up from waiting."""
        self._socket.settimeout(seconds)

    def getpeername(self) -> object:
        """Pass on who is at the other end."""
        return self._socket.getpeername()

    def close(self) -> None:
        """End it."""
        self._closed = True
        self._socket.close()

    @contextlib.contextmanager
    def _watched(self) -> Iterator[None]:
        """Raise `Stalled` after too long a silence, and OSErrors only with a number.

        paramiko's thread dies without a word on an OSError that has none, as its channels raise.
        """
        try:
            yield
        except TimeoutError:
            if self._silence_limit is not None and self.silence > self._silence_limit:
                text = f"nothing was heard for {self.silence:.0f} seconds"
                raise Stalled(errno.ETIMEDOUT, text) from None
            raise
        except OSError as reason:
            if reason.errno is None:
                raise ConnectionResetError(errno.ECONNRESET, str(reason)) from reason
            raise

    def _count(self, size: int) -> None:
        if self._allowance is None:
            return
        self._allowance -= size
        if self._allowance < 0:
            raise TooMuch(errno.EMSGSIZE, f"more than {BEFORE_LOGIN} bytes before the login")
