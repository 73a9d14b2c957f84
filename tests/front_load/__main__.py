"""Count what is lost behind the front door: redeploys, roll-backs and reloads at 300 a second.

`python -m tests.front_load [SECONDS]` runs HTTP/1.1 and HTTP/2, on kept and new connections, each
for so long (90): more than 100,000 requests. Ends with 1 where one of them was lost.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
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
from core.toolchain import choose
from core.usecases import fronting
from core.usecases.fronting import FrontWish
from tests import programs, testbed
from tests.certifying import authority
from tests.deploying import finished, on, service

if TYPE_CHECKING:
    from core.ssh.connection import Connection
    from tests.certifying import Authority
    from tests.testbed import Server

_HOME = Home.find(Path.home() / ".cache" / "goferry" / "front-home")
_RATE = 300
_KINDS = {
    "HTTP/1.1, kept": ("-keep",),
    "HTTP/1.1, new": (),
    "HTTP/2, kept": ("-h2", "-keep"),
    "HTTP/2, new": ("-h2",),
}
_SHARED = service(Mode.SHARED)


def main(seconds: float = 90.0) -> int:
    """Run all kinds, and print a row for each; return how many requests were lost."""
    with tempfile.TemporaryDirectory() as folder, testbed.boot() as server:
        place = Path(folder)
        load = _built(place)
        with authority(server, place / "ca") as ca:
            on(server, place, lambda one: _prepare(one, ca))
            found = {
                name: _under_load(server, place, (str(load), *words), seconds)
                for name, words in _KINDS.items()
            }
    return sum(sum(one["lost"].values()) for one in found.values())


async def _prepare(one: Connection, ca: Authority) -> None:
    await finished(deployer.deploy, one, programs.release(version="1"), _SHARED)
    wish = FrontWish(domains=("app.example.test",), service="web", acme=ca.url, acme_root=ca.root)
    (site,) = await fronting.front(_HOME, one, wish, report=unheard)
    assert site.certificate.valid, site


def _under_load(
    server: Server, folder: Path, words: tuple[str, ...], seconds: float
) -> dict[str, Any]:
    aim = ("-address", f"{server.address}:443", "-url", "https://app.example.test/")
    running = subprocess.Popen(
        (*words, *aim, "-rate", str(_RATE)), stdout=subprocess.PIPE, text=True
    )
    assert running.stdout is not None
    assert running.stdout.readline() == "begun\n"
    try:
        changes = on(server, folder, lambda one: _changes(one, time.monotonic() + seconds))
        time.sleep(2.0)  # what drains must drain well, too
    finally:
        running.terminate()
        said, _ = running.communicate(timeout=120)
    told: dict[str, Any] = json.loads(said)
    lost = sum(told["lost"].values())
    print(  # noqa: T201 - a table for a person
        f"{' '.join(words[1:]) or '-':10} {told['sent']:7,} sent {lost:5} lost {told['lost'] or ''}"
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


def _built(folder: Path) -> Path:
    source = Path(__file__).parent
    words = (str(choose().program), "build", "-o", str(folder / "load"), ".")
    subprocess.run(words, cwd=source, env=os.environ | {"CGO_ENABLED": "0"}, check=True)
    return folder / "load"


if __name__ == "__main__":
    sys.exit(1 if main(*map(float, sys.argv[1:])) else 0)
