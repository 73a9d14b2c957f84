"""Uploads beside OpenSSH's own scp and sftp, on the same lines and in the same run.

Prints seconds and ratios, each the best of several: above 1.0 GoFerry is faster. Both sides pay
for their connection; GoFerry also has the server hash the file and sync it to its disk, and packs
it where the line is far. The file is the beginning of a real Go program; the last row sends random
bytes, which nobody can pack. The share of the line is that of the upload without its connection.
Last, how long it takes until a line that went silent in the middle of an upload is noticed.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from core.home import Home
from core.problems import ProblemError
from core.ssh.connection import connect
from core.ssh.profile import Profile
from core.toolchain import find_all
from tests import sshd
from tests.proxy import Proxy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T", float, tuple[float, float])
_SIZES = (10_000_000, 30_000_000)
_ROUNDS = 3
_LINES = (  # name, delay one way in seconds, bytes per second
    ("loopback", 0.0, 0.0),
    ("30 ms, 100 Mbit/s", 0.015, 12_500_000.0),
    ("150 ms, 50 Mbit/s", 0.075, 6_250_000.0),
)


def main() -> None:
    """Measure every line and print the table."""
    with tempfile.TemporaryDirectory() as name, sshd.running(Path(name) / "sshd") as server:
        place = Path(name)
        os.environ["HOME"] = name
        os.environ.pop("SSH_AUTH_SOCK", None)
        print(f"seconds, the best of {_ROUNDS}")
        print(f"{'line':20}{'MB':>4}{'goferry':>9}{'connecting':>12}{'scp':>7}{'sftp':>7}  ratios")
        sources = [_a_file(place / f"program{size}", _a_program(size)) for size in _SIZES]
        random = _a_file(place / "random", os.urandom(_SIZES[0]))
        for line, delay, rate in _LINES:
            with _line(server.port, delay, rate) as port:
                for source in sources:
                    print(_row(line, _Bench(server, port, source, place), rate))
                if rate:
                    print(_row(line, _Bench(server, port, random, place), rate), "(random)")
        noticed = asyncio.run(_until_noticed(server, Home.find(place / "home"), place))
        print(f"a line that went silent: noticed after {noticed:.1f} s")


async def _until_noticed(server: sshd.Sshd, home: Home, place: Path) -> float:
    """Upload over a line that goes silent; return after how many seconds the upload gives up."""
    source = _a_file(place / "silent", os.urandom(_SIZES[0]))
    with Proxy("127.0.0.1", server.port) as line:
        line.rate = _SIZES[0] // 5
        profile = Profile(name="bench", host="127.0.0.1", port=line.port, key=str(server.key))
        connection = await connect(profile, home)
        since: list[float] = []

        def begun(_count: int) -> None:
            line.black_hole = True
            since.append(time.monotonic())

        with contextlib.suppress(ProblemError):
            await connection.upload(source, "/root/silent", on_bytes=begun)
        noticed = time.monotonic() - since[0]
        await connection.close()
        return noticed


def _a_file(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _a_program(size: int) -> bytes:
    """Take a real Go program, the go command itself and its parts."""
    folder = find_all()[0].program.parent
    programs = (folder / "go", *sorted((folder.parent / "pkg" / "tool").glob("*/*")))
    content = b""
    for program in programs:
        content += program.read_bytes()
        if len(content) >= size:
            break
    return content[:size]


class _Bench:
    """The same file to the same server, sent by three programs."""

    def __init__(self, server: sshd.Sshd, port: int, source: Path, place: Path) -> None:
        self._server, self._port, self.source = server, port, source
        self._home = Home.find(place / "home")
        self._home.config.mkdir(parents=True, exist_ok=True)
        self._home.known_hosts.write_text(f"127.0.0.1 {server.host_key_line}\n")
        self._options = (
            "-q", "-F", "none", "-o", f"UserKnownHostsFile={self._home.known_hosts}",
            "-i", str(server.key), "-P", str(port),
        )  # fmt: skip

    def goferry(self) -> tuple[float, float]:
        """Connect and upload; returns the seconds of each."""
        return asyncio.run(self._goferry())

    async def _goferry(self) -> tuple[float, float]:
        profile = Profile(
            name="bench", host="127.0.0.1", port=self._port, key=str(self._server.key)
        )
        start = time.monotonic()
        connection = await connect(profile, self._home)
        connected = time.monotonic()
        await connection.upload(self.source, "/root/goferry")
        done = time.monotonic()
        await connection.close()
        return connected - start, done - connected

    def scp(self) -> float:
        """Send with scp."""
        return _timed(("scp", *self._options, str(self.source), "root@127.0.0.1:/root/scp"))

    def sftp(self) -> float:
        """Send with sftp."""
        words = ("sftp", *self._options, "-b", "-", "root@127.0.0.1")
        return _timed(words, f"put {self.source} /root/sftp\n".encode())


def _row(line: str, bench: _Bench, rate: float) -> str:
    connecting, sending = _best(bench.goferry)
    scp, sftp = _best(bench.scp), _best(bench.sftp)
    whole, size = connecting + sending, bench.source.stat().st_size
    share = f"; {size / sending / rate:.0%} of the line" if rate else ""
    return (
        f"{line:20}{size / 1e6:4.0f}{whole:9.2f}{connecting:12.2f}{scp:7.2f}{sftp:7.2f}"
        f"  {scp / whole:.2f} {sftp / whole:.2f}{share}"
    )


def _best(measure: Callable[[], T]) -> T:
    return min(measure() for _ in range(_ROUNDS))


def _timed(words: tuple[str, ...], stdin: bytes = b"") -> float:
    start = time.monotonic()
    subprocess.run(words, input=stdin, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - start


@contextlib.contextmanager
def _line(port: int, delay: float, rate: float) -> Iterator[int]:
    """Yield the port of a slow line to `port`, or that port itself."""
    if not rate:
        yield port
        return
    words = (
        sys.executable, str(Path(__file__).with_name("slow_line.py")),
        str(port), str(delay), str(rate),
    )  # fmt: skip
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield int(process.stdout.readline() if process.stdout else 0)
        finally:
            process.kill()


if __name__ == "__main__":
    main()
