"""Requests lost on a fleet while new releases go to it: `python -m tests.rolling_load --servers 5`.

Each server is asked by the load generator of a drill, on its own loopback, 300 POST requests a
second, which nobody retries: half of the deploys meet new connections, half kept ones. Every
deploy brings another program in mode shared, to one server first and then to the rest. What was
lost is counted from the generators' logs; one that is lost fails the command.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from core.deploy.fleet import deploy_to
from core.events import unheard
from core.operate.generator import Aim, Load, under_load
from core.service.model import Mode
from tests import programs, testbed
from tests.deploying import alike, service, session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.service.model import Release
    from core.ssh.connection import Connection
    from tests.testbed import Server

_CALM = 1.0
_WEB = service(Mode.SHARED)
_versions = count(1)


def main() -> int:
    """Boot the fleet, deploy to it again and again, and tell what was lost; 0 where nothing was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--servers", type=int, default=2, help="how many (2)")
    parser.add_argument("--times", type=int, default=2, help="how many deploys (2)")
    parser.add_argument("--rate", type=int, default=300, help="requests a second on each (300)")
    chosen = parser.parse_args()
    with testbed.boot_many(chosen.servers) as fleet, tempfile.TemporaryDirectory() as folder:
        lost = asyncio.run(_rolled(fleet, Path(folder), times=chosen.times, rate=chosen.rate))
    return 1 if lost else 0


async def _rolled(fleet: Sequence[Server], folder: Path, *, times: int, rate: int) -> int:
    async with AsyncExitStack() as stack:
        sessions = [
            await stack.enter_async_context(session(one, folder / str(number)))
            for number, one in enumerate(fleet)
        ]
        for number, one in enumerate(sessions, 1):  # a fleet is told apart by its names
            one.profile = replace(one.profile, name=f"web{number}")
        await _deployed(sessions, _next())
        found = [
            await _under_load(sessions, _next(), rate=rate, keep=bool(number % 2))
            for number in range(times)
        ]
    sent, lost = sum(one for one, _ in found), sum(one for _, one in found)
    print(f"{len(fleet)} servers, {times} deploys: {lost} of {sent} requests lost")
    return lost


def _next() -> Release:
    return programs.release(version=f"rolling{next(_versions)}")


async def _deployed(sessions: Sequence[Connection], release: Release) -> None:
    outcomes = await deploy_to(alike(sessions, release, _WEB), report=unheard)
    bad = [one for one in outcomes if not one.result.good]
    if bad:
        sys.exit(f"{bad[0].server}: {bad[0].result}: {bad[0].problem}")


async def _under_load(
    sessions: Sequence[Connection], release: Release, *, rate: int, keep: bool
) -> tuple[int, int]:
    """Deploy while all servers are asked; return how many requests were sent, and how many lost."""
    aim = Aim(rate=rate, method="POST", keep=keep)
    loads: list[Load] = []
    async with AsyncExitStack() as stack:
        for one in sessions:
            load = under_load(one, _WEB, programs.generator(), aim)
            loads.append(await stack.enter_async_context(load))
        await asyncio.sleep(_CALM)
        since = time.monotonic()
        await _deployed(sessions, release)
        seconds = time.monotonic() - since
        await asyncio.sleep(_CALM)
    shots = [one for load in loads for one in load.shots]
    lost = [one for one in shots if one.lost]
    slowest = max((one.seconds for one in shots), default=0.0)
    releases = {one.release for one in shots if one.release}
    kind = "kept" if keep else "new"
    print(
        f"deploy in {seconds:.1f} s, {kind} connections: {len(lost)} of {len(shots)} lost, "
        f"{len(releases)} releases answered, slowest {1000 * slowest:.0f} ms "
        f"{dict(Counter(one.status for one in lost)) or ''}",
        flush=True,
    )
    return len(shots), len(lost)


if __name__ == "__main__":
    sys.exit(main())
