"""What a look at the board costs: ten servers beside one, and the work that it is for a server.

    python -m tests.benchmarks.bench_board [SERVERS [SERVICES]]

Boots real servers (root), deploys the services, and looks at one server and at all of them in
turns: directly, where all share this computer's processors with who looks, and each over a line on
which one mostly waits. What a server works is the time of all its processes, with those that ended
meanwhile; the two words that count it are in it, some 20 ms.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.deploy import deployer
from core.events import unheard
from core.home import Home
from core.operate.board.look import Looker
from core.ssh.connection import connect, offered_key
from core.ssh.host_key_records import trust
from tests import programs
from tests.benchmarks.bench_fleet import reached
from tests.deploying import service, session
from tests.testbed import boot_many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.ssh.connection import Connection
    from tests.benchmarks.bench_fleet import Host
    from tests.testbed import Server

_ROUNDS = 15
_LINE = "0.03,20"
_WORK_LOOKS = 40
_EACH = 5.0  # seconds from look to look, for the share of a processor
# Ticks of each process and of those that it waited for, in hundredths of a second.
_WORK = (
    "cat /proc/[0-9]*/stat 2>/dev/null | sed 's/.*) //' | "
    "awk '{ s += $12 + $13 + $14 + $15 } END { print s }'"
)


def main() -> None:
    """Print the ratios and the shares."""
    count, services = (*map(int, sys.argv[1:3]), *(10, 5)[len(sys.argv) - 1 :])[:2]
    with tempfile.TemporaryDirectory() as folder, boot_many(count) as servers:
        asyncio.run(_deploy(servers, services, Path(folder)))
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        for line in ("", _LINE):
            with reached(servers, line) as hosts:
                asyncio.run(_measure(hosts, services, Path(folder), line))


async def _deploy(servers: Sequence[Server], services: int, folder: Path) -> None:
    release = programs.release("well", "1")
    async with AsyncExitStack() as stack:
        found = [await stack.enter_async_context(session(one, folder)) for one in servers]
        for number in range(services):
            wanted = service(name=f"s{number}", port=8080 + number)
            wanted = replace(wanted, health_path="/health")
            jobs = (deployer.deploy(one, release, wanted, report=unheard) for one in found)
            done = await asyncio.gather(*jobs)
            assert all(one.result.good for one in done), done


async def _measure(hosts: Sequence[Host], services: int, folder: Path, line: str) -> None:
    async with AsyncExitStack() as stack:
        found = [await _connected(one, folder, stack) for one in hosts]
        print(f"over a line of {line} (s, Mbit/s) each:" if line else "directly:")
        await _compare(hosts, found, services)
        if not line:
            await _work(hosts[0].server, found[0])


async def _connected(host: Host, folder: Path, stack: AsyncExitStack) -> Connection:
    straight = host.server.profile()
    profile = replace(straight, host=host.host, port=host.port)
    home = Home.find(folder / "measured")
    trust(home.known_hosts, profile.host, profile.port, await offered_key(straight))
    connection = await connect(profile, home)
    stack.push_async_callback(connection.close)
    return connection


@dataclass(slots=True)
class _Spent:
    """What looks took: seconds on the clock, our processor's, and the servers' all together."""

    clock: list[float] = field(default_factory=list)
    ours: list[float] = field(default_factory=list)
    theirs: float = 0.0

    def say(self, name: str) -> None:
        """Print the medians, without the first look, which asks for more."""
        clock, ours = (statistics.median(one[1:]) * 1000 for one in (self.clock, self.ours))
        theirs = self.theirs / len(self.clock) * 1000
        print(f"  {name}: {clock:.0f} ms a look; processors: {ours:.0f} ms here, {theirs:.0f} ms "
              "on the servers", flush=True)  # fmt: skip


async def _compare(hosts: Sequence[Host], found: Sequence[Connection], services: int) -> None:
    lookers = [Looker() for _ in found]
    spent = {number: _Spent() for number in (1, len(found))}
    for _ in range(_ROUNDS):
        for number, one in spent.items():
            before = [int(host.server.run(_WORK)) for host in hosts[:number]]
            since, ours = time.monotonic(), time.process_time()
            pairs = zip(lookers[:number], found[:number], strict=True)
            seen = await asyncio.gather(*(looker.look(to) for looker, to in pairs))
            one.clock.append(time.monotonic() - since)
            one.ours.append(time.process_time() - ours)
            after = [int(host.server.run(_WORK)) for host in hosts[:number]]
            one.theirs += (sum(after) - sum(before)) / 100
            assert all(len(machine.services) == services for machine in seen)
            assert all(row.healthy for machine in seen for row in machine.services)
    for number, one in spent.items():
        one.say(f"{number} servers with {services} services each")
    alone, together = (statistics.median(one.clock[1:]) for one in spent.values())
    print(f"  {together / alone:.2f} times one", flush=True)


async def _work(server: Server, connection: Connection) -> None:
    looker = Looker()
    for _ in range(3):
        await looker.look(connection)
    before = int(server.run(_WORK))
    for _ in range(_WORK_LOOKS):
        await looker.look(connection)
    each = (int(server.run(_WORK)) - before) / 100 / _WORK_LOOKS
    print(f"work on the server: {each * 1000:.0f} ms a look, {each / _EACH:.2%} of one processor "
          f"at a look every {_EACH:.0f} s")  # fmt: skip


if __name__ == "__main__":
    main()
