"""Count what is lost behind the front door: redeploys, roll-backs and reloads under load.

`python -m tests.front_load [SECONDS [RATE [KIND…]]]` runs HTTP/1.1, HTTP/2 and HTTP/3, on kept and
new connections, each for so long (90) at so many requests a second (300): more than 100,000; or
only what is named, as "HTTP/3". Ends with 1 where one of them was lost.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.deploy import deployer
from core.events import unheard
from core.home import Home
from core.operate.rollback import roll_back
from core.service.model import Mode
from core.usecases import fronting
from core.usecases.fronting import FrontWish
from tests import programs, testbed
from tests.certifying import authority
from tests.deploying import finished, on, service
from tests.front_load.client import asking, built

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from core.ssh.connection import Connection
    from tests.certifying import Authority
    from tests.testbed import Server

_HOME = Home.find(Path.home() / ".cache" / "goferry" / "front-home")
_KINDS = {
    "HTTP/1.1, kept connections": ("-http", "1", "-keep"),
    "HTTP/1.1, new connections": ("-http", "1"),
    "HTTP/2, kept connections": ("-http", "2", "-keep"),
    "HTTP/2, new connections": ("-http", "2"),
    "HTTP/3, kept connections": ("-http", "3", "-keep"),
    "HTTP/3, new connections": ("-http", "3"),
}
_SHARED = service(Mode.SHARED)


def main(seconds: str = "90", rate: str = "300", *wanted: str) -> int:
    """Run all kinds, or those that are wanted, and print a row for each; return what was lost."""
    with tempfile.TemporaryDirectory() as folder, testbed.boot() as server:
        place = Path(folder)
        load = built(place)
        with authority(server, place / "ca") as ca:
            on(server, place, lambda one: _prepare(one, ca))
            found = {
                name: _under_load(
                    server,
                    place,
                    name,
                    asking(load, server.address, *words, rate=int(rate)),
                    float(seconds),
                )
                for name, words in _KINDS.items()
                if not wanted or any(one in name for one in wanted)
            }
    return sum(sum(one["lost"].values()) for one in found.values())


async def _prepare(one: Connection, ca: Authority) -> None:
    await finished(deployer.deploy, one, programs.release(version="1"), _SHARED)
    wish = FrontWish(domains=("app.example.test",), service="web", acme=ca.url, acme_root=ca.root)
    (site,) = await fronting.front(_HOME, one, wish, report=unheard)
    assert site.certificate.valid, site


def _under_load(
    server: Server,
    folder: Path,
    name: str,
    load: AbstractContextManager[dict[str, Any]],
    seconds: float,
) -> dict[str, Any]:
    with load as told:
        changes = on(server, folder, lambda one: _changes(one, time.monotonic() + seconds))
        time.sleep(2.0)  # what drains must drain well, too
    lost = sum(told["lost"].values())
    print(  # noqa: T201 - a table for a person
        f"{name:26} {told['sent']:7,} sent {lost:5} lost {told['lost'] or ''}"
        f" slowest {told['slowest']:.2f} s, {changes[0]} changes of release, {changes[1]} reloads"
        f" {told['protos']}",
        flush=True,
    )
    return told


async def _changes(one: Connection, until: float) -> tuple[int, int]:
    """Deploy, roll back and add a domain again and again."""
    rounds = 0
    while time.monotonic() < until:
        rounds += 1
        new = programs.release(version="2" if rounds % 2 else "1")
        await finished(deployer.deploy, one, new, _SHARED)
        await finished(roll_back, one, "web")
        wish = FrontWish(domains=(f"d{rounds % 3}.example.test",), service="web")
        await fronting.front(_HOME, one, wish, report=unheard)
        await asyncio.sleep(1.0)
    return 2 * rounds, rounds


if __name__ == "__main__":
    sys.exit(1 if main(*sys.argv[1:]) else 0)
