"""Steady requests against a service, counted to the last one: how many were lost, and how."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

_WORKERS = 64
_TIMEOUT = 30.0  # seconds for one reply
_LONGEST_LINE = 1 << 16
_SERVER_FAULT = 500
_NO_ANSWER = (  # none, or none that is HTTP: a head too long, or without a status
    *(OSError, EOFError, TimeoutError),
    *(ValueError, LookupError, asyncio.LimitOverrunError),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """Where to ask and how: `rate` a second in all, each on a new connection or kept ones.

    With `tls`, whoever answers is believed.
    """

    host: str
    port: int
    path: str = "/"
    method: str = "GET"
    rate: int = 500
    keep_alive: bool = True
    tls: bool = False


@dataclass(slots=True, kw_only=True)
class Tally:
    """What came of the requests; `lost` by cause, `by_release` by the X-Release that answered."""

    sent: int = 0
    slowest: float = 0.0
    lost: Counter[str] = field(default_factory=Counter)
    by_release: Counter[str] = field(default_factory=Counter)

    @property
    def lost_requests(self) -> int:
        """How many got no answer, or a server's fault for an answer."""
        return sum(self.lost.values())


class Load:
    """Requests at a steady rate between `start` and `stop`."""

    def __init__(self, aim: Aim) -> None:
        self.tally = Tally()
        self._aim = aim
        self._stopping = False
        self._tasks: list[asyncio.Task[None]] = []
        self._slots = 0
        self._since = 0.0

    def start(self) -> None:
        """Begin to ask."""
        self._since = time.monotonic()
        self._tasks = [asyncio.create_task(self._work()) for _ in range(_WORKERS)]

    async def once(self) -> Tally:
        """Ask a single time instead."""
        line = await self._one(None)
        if line:
            await line.close()
        return self.tally

    async def stop(self) -> Tally:
        """End after the requests under way, and return the count."""
        self._stopping = True
        await asyncio.gather(*self._tasks)
        return self.tally

    async def _work(self) -> None:
        line: _Line | None = None
        while not self._stopping:
            await self._wait_for_turn()
            if self._stopping:
                break
            line = await self._one(line)
        if line:
            await line.close()

    async def _wait_for_turn(self) -> None:
        turn = self._since + self._slots / self._aim.rate
        self._slots += 1
        await asyncio.sleep(max(0.0, turn - time.monotonic()))

    async def _one(self, line: _Line | None) -> _Line | None:
        """Ask once, over the given connection if it is still good; return it if it stays so."""
        self.tally.sent += 1
        since = time.monotonic()
        try:
            async with asyncio.timeout(_TIMEOUT):
                if line and line.closed:
                    await line.close()
                    line = None
                line = line or await _Line.open(self._aim)
                status, release, stays = await line.ask(self._aim)
        except _NO_ANSWER as reason:
            self.tally.lost[type(reason).__name__] += 1
            if line:
                await line.close()
            return None
        if status >= _SERVER_FAULT:
            self.tally.lost[str(status)] += 1
        self.tally.by_release[release] += 1
        self.tally.slowest = max(self.tally.slowest, time.monotonic() - since)
        if stays and self._aim.keep_alive:
            return line
        await line.close()
        return None


@cache
def _any_certificate() -> ssl.SSLContext:
    """Trust every certificate: whether requests are lost is asked, by address, not by name."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


class _Line:
    """One connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def open(cls, aim: Aim) -> _Line:
        context = _any_certificate() if aim.tls else None
        opened = asyncio.open_connection(aim.host, aim.port, limit=_LONGEST_LINE, ssl=context)
        return cls(*await opened)

    @property
    def closed(self) -> bool:
        """Whether the server has said goodbye since the last reply."""
        return self._reader.at_eof() or self._writer.is_closing()

    async def ask(self, aim: Aim) -> tuple[int, str, bool]:
        """Send a request; return status, X-Release, and whether the connection stays open."""
        keep = "keep-alive" if aim.keep_alive else "close"
        length = "Content-Length: 0\r\n" if aim.method == "POST" else ""
        self._writer.write(
            f"{aim.method} {aim.path} HTTP/1.1\r\nHost: {aim.host}\r\n{length}"
            f"Connection: {keep}\r\n\r\n".encode()
        )
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {
            name.lower(): value.strip() for name, _, value in (one.partition(":") for one in head)
        }
        await self._reader.readexactly(int(headers.get("content-length", "0")))
        stays = headers.get("connection", "").lower() != "close" and "content-length" in headers
        return int(head[0].split()[1]), headers.get("x-release", ""), stays

    async def close(self) -> None:
        self._writer.close()
        with contextlib.suppress(OSError):
            await self._writer.wait_closed()
