"""Requests lost over many redeploys and roll-backs under load; the goal is none.

    python -m benchmarks.bench_deploy [--cycles 20] [--rate 500] [--suite bookworm]

Boots a real Debian, deploys the test service in mode shared, and then redeploys and rolls back
while POST requests, which nobody retries, go on: once over kept connections, once over new ones.
Prints one row per run. The numbers depend on the computer; zero or not zero does not.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from core.deploy import deployer
from core.deploy.model import Mode, Result
from core.operate.load import Aim, Load, Tally
from core.operate.rollback import roll_back
from tests import programs, testbed
from tests.deploying import finished, service, session

if TYPE_CHECKING:
    from core.deploy.model import Outcome, Release
    from core.server.connection import Connection
    from tests.testbed import Server

SHARED = service(Mode.SHARED)


async def measure(
    server: Server, folder: Path, load: Aim, cycles: int
) -> tuple[Tally, list[float]]:
    """Redeploy and roll back `cycles` times under this load; return the count and the seconds."""
    seconds = []
    async with session(server, folder) as one:
        await must_deploy(one, "1")
        stream = Load(load)
        stream.start()
        for number in range(cycles):
            for work in (deployer.deploy(one, release(number), SHARED), roll_back(one, "web")):
                since = time.monotonic()
                outcome = await finished(work)
                seconds.append(time.monotonic() - since)
                must_be_live(outcome)
        await asyncio.sleep(2)
        tally = await stream.stop()
    return tally, seconds


def release(number: int) -> Release:
    """Alternate between two programs, so that each redeploy is a real change."""
    return programs.release(version=str(2 + number % 2))


async def must_deploy(one: Connection, version: str) -> None:
    """Bring the service to a known release."""
    must_be_live(await finished(deployer.deploy(one, programs.release(version=version), SHARED)))


def must_be_live(outcome: Outcome) -> None:
    """End the benchmark when a change did not go well: its numbers would mean nothing."""
    if outcome.result not in {Result.DEPLOYED, Result.UNCHANGED}:
        raise SystemExit(f"{outcome.result}: {outcome.problem}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cycles", type=int, default=20)
    parser.add_argument("--rate", type=int, default=500)
    parser.add_argument("--suite", default="bookworm")
    arguments = parser.parse_args()
    print(
        f"{'connections':<12} {'requests':>9} {'lost':>5} {'changes':>8} "
        f"{'median s':>9} {'slowest reply s':>16}"
    )
    with testbed.boot(arguments.suite) as server, tempfile.TemporaryDirectory() as folder:
        aim = Aim(host=server.address, port=8080, method="POST", rate=arguments.rate)
        for name, kept in (("kept", True), ("new", False)):
            tally, seconds = asyncio.run(
                measure(server, Path(folder), replace(aim, keep_alive=kept), arguments.cycles)
            )
            print(
                f"{name:<12} {tally.sent:>9} {tally.lost_requests:>5} {len(seconds):>8} "
                f"{median(seconds):>9.1f} {tally.slowest:>16.2f}  {dict(tally.lost) or ''}"
            )


if __name__ == "__main__":
    main()
