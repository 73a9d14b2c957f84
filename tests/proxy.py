"""A line that goes bad on purpose: a TCP proxy that delays, slows, holds back or cuts.

`with Proxy(host, port) as proxy:` listens on `proxy.port` of the loopback, or of the address `at`.
Its faults may be changed at any time and hold for all its connections at once.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Coroutine

_LARGEST_PIECE = 16 * 1024
_PIECES_A_SECOND = 50  # how finely a limited rate is spread
_ON_THE_WAY = 256  # pieces; then a sender is held up, as on a real line
_GLANCE = 0.01  # seconds between looks at a line that holds everything back
_TIMEOUT = 60.0  # seconds for the proxy itself to start, cut and end


class Proxy:
    """Stands between clients and `host:port`; works in a thread of its own.

    `delay` is in seconds each way, `rate` in bytes per second each way (0: no limit), and
    `black_hole` takes what it is given and passes nothing on, without a word to either end.
    """

    def __init__(self, host: str, port: int, *, at: str = "127.0.0.1") -> None:
        self.delay = 0.0
        self.rate = 0
        self.black_hole = False
        self.port = 0  # its own, known inside the `with` block
        self.opened = 0
        self.to_server = 0
        self.to_client = 0
        self._target = (host, port)
        self._at = at
        self._last: int | None = None
        self._lines: set[_Line] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="proxy", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._run(self._listen())
        return self

    def __exit__(self, *_: object) -> None:
        self._run(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_TIMEOUT)
        self._loop.close()

    @property
    def passed(self) -> int:
        """How many bytes went through, both ways together."""
        return self.to_server + self.to_client

    def cut_after(self, count: int) -> None:
        """Cut every connection once `count` more bytes went through, both ways together."""
        self._last = self.passed + count

    def cut(self) -> None:
        """Cut every connection now; the next ones are taken."""
        self._run(self._cut())

    def room(self) -> int:
        """How many bytes may still go through before the cut."""
        return _LARGEST_PIECE if self._last is None else max(self._last - self.passed, 0)

    def drop_all(self) -> None:
        """Close every connection, from inside the proxy's own thread."""
        self._last = None
        for line in self._lines:
            line.drop()

    def _run(self, work: Coroutine[object, object, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(_TIMEOUT)

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._serve, self._at, 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _end(self) -> None:
        self._server.close()
        await self._cut()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _cut(self) -> None:
        self.drop_all()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.opened += 1
        try:
            far_reader, far_writer = await asyncio.open_connection(*self._target)
        except OSError:
            writer.transport.abort()
            return
        line = _Line(self, writer, far_writer)
        self._lines.add(line)
        try:
            # asyncio's streams complain about a handler that ends as cancelled.
            with contextlib.suppress(OSError, asyncio.CancelledError):
                await asyncio.gather(
                    line.carry(reader, far_writer, "to_server"),
                    line.carry(far_reader, writer, "to_client"),
                )
        finally:
            line.drop()
            self._lines.discard(line)


class _Line:
    """One connection through the proxy: two ends, and what is on its way between them."""

    def __init__(
        self, proxy: Proxy, client: asyncio.StreamWriter, server: asyncio.StreamWriter
    ) -> None:
        self._proxy = proxy
        self._ends = (client, server)

    def drop(self) -> None:
        """Close both ends at once: what is on its way never arrives."""
        for end in self._ends:
            end.transport.abort()

    async def carry(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, counter: str
    ) -> None:
        """Carry everything one way. A delay holds back each piece, not the one behind it."""
        way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(_ON_THE_WAY)
        async with asyncio.TaskGroup() as both:
            both.create_task(self._take(source, way))
            both.create_task(self._deliver(way, sink, counter))

    async def _take(
        self, source: asyncio.StreamReader, way: asyncio.Queue[tuple[float, bytes]]
    ) -> None:
        ended = False
        while not ended:
            rate = self._proxy.rate
            largest = min(max(rate // _PIECES_A_SECOND, 1), _LARGEST_PIECE)
            piece = await _read(source, largest if rate else _LARGEST_PIECE)
            ended = not piece
            await way.put((asyncio.get_running_loop().time() + self._proxy.delay, piece))
            if rate:
                await asyncio.sleep(len(piece) / rate)

    async def _deliver(
        self, way: asyncio.Queue[tuple[float, bytes]], sink: asyncio.StreamWriter, counter: str
    ) -> None:
        while True:
            due, piece = await way.get()
            await asyncio.sleep(due - asyncio.get_running_loop().time())
            while self._proxy.black_hole:  # noqa: ASYNC110 - a test turns it off from outside
                await asyncio.sleep(_GLANCE)
            if not piece or sink.is_closing():
                break
            await self._pass_on(piece, sink, counter)
        with contextlib.suppress(OSError):
            sink.write_eof()

    async def _pass_on(self, piece: bytes, sink: asyncio.StreamWriter, counter: str) -> None:
        proxy = self._proxy
        allowed = piece[: proxy.room()]
        # Counted first: who has received a byte may at once ask how many there were.
        setattr(proxy, counter, getattr(proxy, counter) + len(allowed))
        with contextlib.suppress(OSError):
            sink.write(allowed)
            await sink.drain()
        if proxy.room() == 0:
            proxy.drop_all()


async def _read(source: asyncio.StreamReader, most: int) -> bytes:
    try:
        return await source.read(most)
    except OSError:
        return b""
