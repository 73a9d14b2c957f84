"""Requests lost over many redeploys and roll-backs under load; the goal is none.

    python -m tests.benchmarks.bench_deploy [--cycles 20] [--rate 500] [--suites bookworm,trixie]

On Debian 11, 12 and 13 (systemd 247, 252 and 257) it deploys the test service in mode shared, then
redeploys and rolls back while POST requests, which nobody retries, go on: once over kept
connections, once over new ones. Then come releases that crash, never get ready, answer 500, or die
after some seconds. How long a roll-back takes to be seen is asked from outside, 50 times a second.
Last, the client vanishes at the start of each step of a redeploy, in modes restart and shared: how
long the server then takes to finish or to return, alone.
The seconds depend on the computer; zero or not zero does not.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from core.deploy import deployer
from core.operate.rollback import roll_back
from core.service.model import Health, Mode, Release
from core.service.results import Outcome, Result
from tests import programs, testbed
from tests.deploying import deploy, finished, service, session, vanish
from tests.load import Aim, Load, Tally

if TYPE_CHECKING:
    from core.ssh.connection import Connection
    from tests.testbed import Server

SHARED = service(Mode.SHARED)
WATCHED = replace(SHARED, health=Health(period=0.2, deadline=6, watch=6))
BAD = ("crash", "silent", "sick", "dies")
_DRAINED = 2.0  # seconds until the old process has answered its last request
_GLANCE = 0.02
_AT_REST = (
    "while [ -e /var/lib/goferry/web/txn.json ] || systemctl is-active --quiet goferry-web; "
    "do sleep 0.1; done"
)


@dataclass(slots=True)
class Figures:
    """What many changes under load came to; seconds of each."""

    tally: Tally = field(default_factory=Tally)
    redeploys: list[float] = field(default_factory=list)
    roll_backs: list[float] = field(default_factory=list)
    first_good: list[float] = field(default_factory=list)
    bad_gone: list[float] = field(default_factory=list)


async def measure(server: Server, folder: Path, aim: Aim, cycles: int) -> Figures:
    """Redeploy and roll back `cycles` times under this load."""
    figures = Figures()
    async with session(server, folder) as one:
        await must_deploy(one, "1")
        stream = Load(aim)
        stream.start()
        for number in range(cycles):
            since = time.monotonic()
            must_be_live(await finished(deployer.deploy, one, release(number), SHARED))
            figures.redeploys.append(time.monotonic() - since)
            await watched_roll_back(one, aim, figures)
        await asyncio.sleep(_DRAINED)
        figures.tally = await stream.stop()
    return figures


async def watched_roll_back(one: Connection, aim: Aim, figures: Figures) -> None:
    """Roll back, and see from outside when the wanted release answers, and the bad one no more."""
    await asyncio.sleep(_DRAINED)
    bad = await who_answers(aim)
    since = time.monotonic()
    seen: dict[bool, list[float]] = {True: [], False: []}
    watching = asyncio.create_task(watch(aim, bad, seen))
    must_be_live(await finished(roll_back, one, "web"))
    figures.roll_backs.append(time.monotonic() - since)
    await asyncio.sleep(_DRAINED)
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)
    figures.first_good.append(seen[False][0] - since)
    figures.bad_gone.append(max((*seen[True], since)) - since)


async def watch(aim: Aim, bad: str, seen: dict[bool, list[float]]) -> None:
    """Note when the bad release answered, and when another one did."""
    while True:
        answered = await who_answers(aim)
        seen[answered == bad].append(time.monotonic())
        await asyncio.sleep(_GLANCE)


async def who_answers(aim: Aim) -> str:
    """Ask once over a new connection; a request that is lost counts for nobody."""
    tally = await Load(replace(aim, keep_alive=False)).once()
    return next(iter(tally.by_release), "")


async def refused(server: Server, folder: Path, aim: Aim, behaviour: str) -> Tally:
    """Deploy a bad release under load; the benchmark ends if it goes live."""
    async with session(server, folder) as one:
        must_be_live(await finished(deployer.deploy, one, programs.release(version="1"), WATCHED))
        before = await who_answers(aim)
        stream = Load(aim)
        stream.start()
        outcome = await finished(deployer.deploy, one, programs.release(behaviour, "2"), WATCHED)
        await asyncio.sleep(_DRAINED)
        tally = await stream.stop()
        if outcome.result is not Result.REFUSED or await who_answers(aim) != before:
            raise SystemExit(f"{behaviour}: {outcome}")
        return tally


def left_alone(server: Server, folder: Path, mode: Mode, behaviour: str) -> list[float]:
    """Vanish at each step; the seconds until the server is at rest."""
    wanted, took, over = service(mode), [0.0], False
    while not over:
        deploy(server, folder, programs.release(version="1"), wanted)
        new = programs.release(behaviour, "2")
        over = asyncio.run(vanish(server, folder, new, wanted, step=len(took)))
        since = time.monotonic()
        server.run(_AT_REST)
        took.append(time.monotonic() - since)
        server.run(
            "rm -f /var/lib/goferry/web/lease"
        )  # it ends by itself: tests/server/test_races.py
    return took[1:-1]


def release(number: int) -> Release:
    """Alternate between two programs, so that each redeploy is a real change."""
    return programs.release(version=str(2 + number % 2))


async def must_deploy(one: Connection, version: str) -> None:
    """Bring the service to a known release."""
    must_be_live(await finished(deployer.deploy, one, programs.release(version=version), SHARED))


def must_be_live(outcome: Outcome) -> None:
    """End the benchmark when a change did not go well: its numbers would mean nothing."""
    if outcome.result not in {Result.DEPLOYED, Result.UNCHANGED}:
        raise SystemExit(f"{outcome.result}: {outcome.problem}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cycles", type=int, default=20)
    parser.add_argument("--rate", type=int, default=500)
    parser.add_argument("--suites", default="bullseye,bookworm,trixie")
    arguments = parser.parse_args()
    for suite in arguments.suites.split(","):
        with testbed.boot(suite) as server, tempfile.TemporaryDirectory() as folder:
            version = server.run("systemctl --version | head -n 1").split()[1]
            aim = Aim(host=server.address, port=8080, method="POST", rate=arguments.rate)
            report(Path(folder), server, aim, cycles=arguments.cycles, systemd=version)


def report(folder: Path, server: Server, aim: Aim, *, cycles: int, systemd: str) -> None:
    """Print what one server's changes came to."""
    for name, kept in (("kept", True), ("new", False)):
        found = asyncio.run(measure(server, folder, replace(aim, keep_alive=kept), cycles))
        print(
            f"systemd {systemd}, {name} connections: {found.tally.lost_requests} of"
            f" {found.tally.sent} lost {dict(found.tally.lost) or ''} in {cycles} redeploys"
            f" (median {median(found.redeploys):.1f} s) and {cycles} roll-backs"
            f" ({median(found.roll_backs):.1f} s); first good answer after"
            f" {median(found.first_good):.1f} s, at worst {max(found.first_good):.1f},"
            f" the bad one gone after {median(found.bad_gone):.1f} s, at worst"
            f" {max(found.bad_gone):.1f}; slowest reply {found.tally.slowest:.2f} s",
            flush=True,
        )
    for behaviour in BAD:
        tally = asyncio.run(refused(server, folder, replace(aim, keep_alive=False), behaviour))
        print(
            f"systemd {systemd}, a release that is {behaviour}: {tally.lost_requests} of"
            f" {tally.sent} lost {dict(tally.lost) or ''}, the old one answers",
            flush=True,
        )
    for mode, behaviour in product((Mode.RESTART, Mode.SHARED), ("well", "silent")):
        took = left_alone(server, folder, mode, behaviour)
        print(
            f"systemd {systemd}, mode {mode}, a release that is {behaviour}, client gone at each of"
            f" {len(took)} steps: at rest"
            f" after {median(took):.1f} s, at worst {max(took):.1f}"
            f" (health: {SHARED.health.deadline:g} s)",
            flush=True,
        )


if __name__ == "__main__":
    main()
