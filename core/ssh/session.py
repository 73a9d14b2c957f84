"""What can be done on a connected server; `connection` does it for real over SSH."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from core.ssh.delta_bases import KeptFiles
    from core.ssh.profile import Profile


@dataclass(frozen=True, slots=True)
class Ran:
    """A finished remote script: exit code (128 and a number: ended by a signal), decoded output."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP reply: status code, header names in lower case, the first 64 KiB of the body."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class DeltaBase:
    """A file that is the same here and on the server: `here` and `there`."""

    here: Path
    there: str


class ServerSession(Protocol):
    """One open connection to one server. Every method raises `ProblemError` on failure.

    `kept` holds copies of programs that were sent, `sent` counts the bytes of uploads that have
    travelled so far.
    """

    profile: Profile
    kept: KeptFiles
    sent: int

    async def run(self, script: str, *, stdin: bytes = b"", seconds: float = 60.0) -> Ran:
        """Run a POSIX shell script as the login user; output is cut at 4 MiB.

        Whatever the login shell is and whatever its start-up files print, the answer is the
        script's own. `stdin` is text for the script's commands.
        """
        ...

    async def run_as_root(self, script: str, *, seconds: float = 120.0) -> Ran:
        """Run a POSIX shell script as root; it travels on standard input, never in argv."""
        ...

    async def listen(
        self,
        script: str,
        hear: Callable[[list[str]], Coroutine[None, None, None]],
        *,
        as_root: bool = False,
    ) -> Ran:
        """Run a script for as long as it speaks; `hear` gets its lines, as they come.

        The server waits while `hear` is busy, so that nothing heaps up here. `out` stays empty.
        """
        ...

    async def upload(
        self,
        source: Path,
        target: str,
        *,
        on_bytes: Callable[[int], None] | None = None,
        delta_base: DeltaBase | None = None,
    ) -> None:
        """Send a file to `target`, fsync it there; `on_bytes` gets how much of it has gone so far.

        It is written to `target + ".part"` and renamed, resumed where a part's hash agrees, and
        no partial file stays behind when it is cancelled. With a `delta_base` that resembles
        it, only the difference travels, if the server has zstd.
        """
        ...

    async def download(
        self, source: str, take: Callable[[bytes], None], *, offset: int = 0
    ) -> None:
        """Read a file of the login from a byte on; `take` gets it in order, in another thread.

        What `take` raises as a `ProblemError` ends it.
        """
        ...

    async def must_take_files(self) -> None:
        """Raise `ProblemError` where no file can be sent; changes nothing."""
        ...

    async def write_file(self, target: str, content: bytes, *, mode: int = 0o600) -> None:
        """Write a small file beside its final name and rename it into place."""
        ...

    async def http_get(
        self, port: int, path: str, *, host: str = "127.0.0.1", seconds: float = 5.0
    ) -> Reply:
        """Ask a port on the server's own loopback, by an SSH channel, else from the server itself.

        Raises `ProblemError`: "port_closed" and "no_answer" are the service's own fault, any other
        says that nobody could look.
        """
        ...

    async def opens(self, port: int, *, host: str = "127.0.0.1", seconds: float = 5.0) -> bool:
        """Whether a port on the server's own loopback takes a connection; raises as `http_get`."""
        ...

    async def close(self) -> None:
        """End the connection; closing twice is fine."""
        ...
