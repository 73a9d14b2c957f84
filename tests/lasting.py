"""Answers that last, and what becomes of them: a download, a stream of events, a WebSocket.

`python -m tests.lasting [MODE|front …]` deploys in every mode while these are open, directly and
behind the front door, then reloads and updates the front door, and prints who was cut, and when.
"""

from __future__ import annotations

import asyncio
import ssl
import sys
import tempfile
import time
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from core.deploy import deployer
from core.events import unheard
from core.home import Home
from core.operate.rollback import restart
from core.service.model import Mode
from core.usecases import fronting
from core.usecases.fronting import FrontWish
from tests import programs, testbed
from tests.certifying import authority
from tests.deploying import finished, on, service

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from core.service.results import Outcome
    from core.ssh.connection import Connection
    from tests.testbed import Server

HOME = Home.find(Path.home() / ".cache" / "goferry" / "front-home")
DOMAIN = "app.example.test"
KINDS = {
    "download": "/download?seconds={seconds}",
    "rest": "/rest?seconds={seconds}",
    "events": "/events",
    "websocket": "/socket",
}
PROGRAMS = ("plain", "graceful", "waits")
_SECONDS = 60
_UPGRADE = (
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
)


@dataclass(slots=True)
class Lasting:
    """One answer that lasts: what came of it so far, and when and how it ended."""

    kind: str
    came: int = 0
    last: bytes = b""
    length: int = -1
    ended: float = 0.0
    how: str = ""
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def whole(self) -> bool:
        """Whether all came that was promised."""
        return self.came == self.length or self.last.endswith(b"\r\n0\r\n\r\n")


@asynccontextmanager
async def open_to(
    server: Server,
    *,
    port: int = 8080,
    kinds: Iterable[str] = ("download", "events", "websocket"),
    seconds: int = _SECONDS,
) -> AsyncIterator[dict[str, Lasting]]:
    """Hold one connection of each kind open, from its first bytes on."""
    lines = {kind: Lasting(kind=kind) for kind in kinds}
    readers = [
        asyncio.create_task(_read(one, server.address, port, seconds)) for one in lines.values()
    ]
    try:
        await asyncio.gather(*(one.begun.wait() for one in lines.values()))
        yield lines
    finally:
        for reader in readers:
            reader.cancel()
        await asyncio.gather(*readers, return_exceptions=True)


async def all_over(lines: Iterable[Lasting], *, within: float) -> None:
    """Wait until each of them has ended, or so many seconds are over."""
    with suppress(TimeoutError):
        async with asyncio.timeout(within):
            await asyncio.gather(*(one.over.wait() for one in lines))


async def _read(line: Lasting, address: str, port: int, seconds: int) -> None:
    behind = port == 443
    reader, writer = await asyncio.open_connection(
        address, port, ssl=_looking_away() if behind else None,
        server_hostname=DOMAIN if behind else None,
    )  # fmt: skip
    path = KINDS[line.kind].format(seconds=seconds)
    more = _UPGRADE if line.kind == "websocket" else ""
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {DOMAIN}\r\n{more}\r\n".encode())
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = head.partition("content-length: ")[2].partition("\r\n")[0]
        line.length = int(length or -1)
        while not line.whole and (part := await reader.read(65_536)):
            line.came += len(part)
            line.last = (line.last + part)[-16:]
            line.begun.set()
        line.how = "whole" if line.whole else "ended"
    except (OSError, asyncio.IncompleteReadError) as reason:
        line.how = type(reason).__name__
    finally:
        line.ended = time.monotonic()
        line.begun.set()
        line.over.set()
        writer.close()


def _looking_away() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def main(*wanted: str) -> int:
    """Measure all of it, or what is wanted, a line for each; returns 0."""
    with tempfile.TemporaryDirectory() as folder, testbed.boot() as server:
        place = Path(folder)
        with authority(server, place / "ca") as ca:
            wish = FrontWish(domains=(DOMAIN,), service="web", acme=ca.url, acme_root=ca.root)
            for mode in Mode:
                for program in PROGRAMS if mode in (wanted or (mode,)) else ():
                    on(server, place, partial(_redeploy, server, wish, mode, program))
            if "front" in (wanted or ("front",)):
                on(server, place, partial(_of_the_front, server, wish))
    return 0


async def _redeploy(
    server: Server, wish: FrontWish, mode: Mode, program: str, one: Connection
) -> None:
    wanted = service(mode)
    await finished(deployer.deploy, one, programs.release(program, "1", of="lasting"), wanted)
    await fronting.front(HOME, one, wish, report=unheard)
    async with open_to(server) as direct, open_to(server, port=443) as behind:
        since = time.monotonic()
        new = programs.release(program, "2", of="lasting")
        outcome = await finished(deployer.deploy, one, new, wanted)
        took = time.monotonic() - since
        await all_over((*direct.values(), *behind.values()), within=66 - took)
    _tell(f"{mode} {program}: {outcome.result} in {took:.1f} s. {_said(outcome)}")
    _tell_each({"directly": direct, "behind the front": behind}, since)


async def _of_the_front(server: Server, wish: FrontWish, one: Connection) -> None:
    first = programs.release("waits", "1", of="lasting")
    await finished(deployer.deploy, one, first, service(Mode.SHARED))
    await fronting.front(HOME, one, wish, report=unheard)
    async with open_to(server, port=443) as lines:
        since = time.monotonic()
        await fronting.front(HOME, one, replace(wish, domains=("b.example.test",)), report=unheard)
        await all_over(lines.values(), within=66)
    _tell("the front door is reloaded")
    _tell_each({"behind it": lines}, since)
    async with open_to(server, port=443) as lines:
        since = time.monotonic()
        waited: list[float] = []
        visitor = asyncio.create_task(_visit(server, waited))
        outcome = await finished(restart, one, "front")  # which is what an update does
        took = time.monotonic() - since
        await all_over(lines.values(), within=66)
        visitor.cancel()
    _tell(f"the front door is started anew: {outcome.result} in {took:.1f} s. {_said(outcome)}")
    _tell_each({"behind it": lines}, since)
    _tell(f"   of {len(waited)} visitors one waited {max(waited):.1f} s")


async def _visit(server: Server, waited: list[float]) -> None:
    """Ask again and again as a visitor would, and keep how long each answer took."""
    while True:
        since = time.monotonic()
        try:
            reader, writer = await asyncio.open_connection(
                server.address,
                443,
                ssl=_looking_away(),
                server_hostname=DOMAIN,
                ssl_handshake_timeout=60,
            )
        except OSError as reason:
            _tell(f"   a visitor met {reason!r} after {time.monotonic() - since:.1f} s")
            continue
        writer.write(f"GET / HTTP/1.1\r\nHost: {DOMAIN}\r\nConnection: close\r\n\r\n".encode())
        await reader.read()
        writer.close()
        waited.append(time.monotonic() - since)
        await asyncio.sleep(0.2)


def _said(outcome: Outcome) -> str:
    return str(outcome.cut.words) if outcome.cut else "It does not tell what was cut."


def _tell_each(found: dict[str, dict[str, Lasting]], since: float) -> None:
    for way, lines in found.items():
        ends = (
            f"{one.kind} {one.how} after {one.ended - since:.1f} s" if one.how
            else f"{one.kind} goes on"
            for one in lines.values()
        )  # fmt: skip
        _tell(f"   {way:18} {', '.join(ends)}")


def _tell(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - a table for a person


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
