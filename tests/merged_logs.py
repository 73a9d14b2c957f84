"""The log of many servers as one, while services restart, lines are cut and journals rotate.

    python -m tests.merged_logs [--servers 10] [--rate 1000] [--seconds 60] [--restarts 20]
        [--cuts 10]

Each line has a number, so that each one that is lost, doubled or out of its order is seen; what
the journal itself has afterwards is the truth. How the window bears as many lines is measured by
`tests.benchmarks.bench_log`.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import resource
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.events import Noticed
from core.home import Home
from core.ssh.connection import offered_key
from core.ssh.host_key_records import trust
from core.usecases import reading_logs
from core.usecases.asking import Nobody
from core.usecases.connecting import Connector
from tests import programs, testbed
from tests.deploying import deploy, service
from tests.proxy import Proxy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.events import Event, ServiceLine
    from core.ssh.profile import Profile
    from tests.testbed import Server

_UNLIMITED = """mkdir -p /run/systemd/journald.conf.d /run/systemd/system/web.service.d
printf '[Journal]\\nRateLimitIntervalSec=0\\n' >/run/systemd/journald.conf.d/test.conf
cat >/run/systemd/system/web.service.d/test.conf <<'UNIT'
[Service]
RestartSec=100ms
Environment=WRITE_RATE={rate}
LogRateLimitIntervalSec=0
UNIT
systemctl daemon-reload; systemctl restart systemd-journald; systemctl restart web
"""
_COUNT = "journalctl --quiet --unit=web --output=cat | grep -c '\"n\":'"
_MORE = 2.0  # seconds in which what is doubled would still come
_END = 300.0  # seconds in which all must have come after the last was written


@dataclass(slots=True)
class Heard:
    """What came of each server: how many lines, and what was wrong with them."""

    lines: dict[str, int] = field(default_factory=dict)
    lost: int = 0
    doubled: int = 0
    out_of_order: int = 0
    notices: list[str] = field(default_factory=list)
    newest: int = 0
    _runs: dict[tuple[str, int], int] = field(default_factory=dict)

    def take(self, line: ServiceLine) -> None:
        """Count a line, and what lies between it and the one before of its run."""
        if line.time < self.newest:
            self.out_of_order += 1
        self.newest = max(self.newest, line.time)
        number = line.fields.get("n")
        if not isinstance(number, int):
            return
        self.lines[line.server] = self.lines.get(line.server, 0) + 1
        run = (line.server, int(line.fields.get("run", 0)))
        before = self._runs.get(run)
        self._runs[run] = max(number, before or 0)
        if before is None:
            self.lost += number - 1
        elif number <= before:
            self.doubled += 1
        else:
            self.lost += number - before - 1

    def report(self, event: Event) -> None:
        """Keep what was told beside the lines."""
        if isinstance(event, Noticed):
            self.notices.append(f"{event.server} {event.problem.code}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What came of it all."""

    heard: Heard
    written: dict[str, int]
    megabytes: float
    cpu: float

    @property
    def missing(self) -> int:
        """How many lines the journals have that did not come, or the other way round."""
        return sum(
            abs(count - self.heard.lines.get(name, 0)) for name, count in self.written.items()
        )

    @property
    def good(self) -> bool:
        """Whether nothing was lost or doubled."""
        return (self.heard.lost, self.heard.doubled, self.missing) == (0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """How much each server writes in these seconds, and how often all of them are disturbed."""

    rate: int = 1000
    seconds: float = 60
    restarts: int = 20
    cuts: int = 10


def measure(servers: Sequence[Server], folder: Path, trouble: Trouble) -> Told:
    """Deploy, write, disturb, and count."""
    release = programs.release(of="troubled")
    begin = _UNLIMITED.replace("{rate}", str(trouble.rate))
    for server in servers:
        outcome = deploy(server, folder, release, service())
        assert outcome.result.good, outcome.problem
    for server in servers:
        server.run(f"systemctl stop web; journalctl --rotate\njournalctl --vacuum-time=1s\n{begin}")
    with ExitStack() as stack:
        cables = [stack.enter_context(Proxy(one.address, one.port)) for one in servers]
        return asyncio.run(_whole(servers, cables, folder, trouble))


async def _whole(
    servers: Sequence[Server], cables: Sequence[Proxy], folder: Path, trouble: Trouble
) -> Told:
    home = Home.find(folder / "home")
    profiles: list[Profile] = []
    for number, (server, cable) in enumerate(zip(servers, cables, strict=True), 1):
        straight = server.profile(user="root")
        profile = replace(straight, name=f"web{number}", host="127.0.0.1", port=cable.port)
        trust(home.known_hosts, profile.host, profile.port, await offered_key(straight))
        profiles.append(profile)
    heard = Heard()
    wish = reading_logs.wish_of(services=("web",), since="1d", follow=True)
    cpu, memory = time.process_time(), _megabytes()
    reading = asyncio.ensure_future(
        reading_logs.read(
            Connector(home, Nobody()), profiles, wish, take=heard.take, report=heard.report
        )
    )
    await _disturb(servers, cables, trouble)
    stops = (asyncio.to_thread(one.run, "systemctl stop web; journalctl --sync") for one in servers)
    await asyncio.gather(*stops)
    written = {
        profile.name: int((await asyncio.to_thread(server.run, _COUNT)).strip())
        for profile, server in zip(profiles, servers, strict=True)
    }
    until = time.monotonic() + _END
    while (  # noqa: ASYNC110 - lines come from servers
        heard.lines != written and time.monotonic() < until and not reading.done()
    ):
        await asyncio.sleep(0.2)
    await asyncio.sleep(_MORE)
    used = time.process_time() - cpu
    reading.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await reading
    return Told(heard=heard, written=written, megabytes=_megabytes() - memory, cpu=used)


async def _disturb(servers: Sequence[Server], cables: Sequence[Proxy], trouble: Trouble) -> None:
    """Spread the trouble over the time: restarts, cuts, and in the middle a rotation everywhere."""
    seconds = trouble.seconds
    often = (("restart", trouble.restarts), ("cut", trouble.cuts))
    deeds = [
        (seconds * (n + 1) / (times + 1), what, n) for what, times in often for n in range(times)
    ]
    deeds += [(seconds / 2, "rotate", n) for n in range(len(servers))]
    begun = time.monotonic()
    for due, what, number in sorted(deeds):
        await asyncio.sleep(max(0, begun + due - time.monotonic()))
        server, cable = servers[number % len(servers)], cables[number % len(cables)]
        if what == "cut":
            await asyncio.to_thread(cable.cut)
        elif what == "rotate":
            await asyncio.to_thread(server.run, "journalctl --rotate")
        elif number % 2:
            await asyncio.to_thread(server.run, "systemctl restart web")
        else:
            await asyncio.to_thread(server.run, "pkill -KILL -x web", check=False)
    await asyncio.sleep(max(0, begun + seconds - time.monotonic()))


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(words: Sequence[str]) -> int:
    """Measure, and say it."""
    parser = argparse.ArgumentParser(prog="python -m tests.merged_logs")
    parser.add_argument("--servers", type=int, default=10)
    parser.add_argument("--rate", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=0)
    parser.add_argument("--restarts", type=int, default=20)
    parser.add_argument("--cuts", type=int, default=10)
    told = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder, testbed.boot_many(told.servers) as servers:
        trouble = Trouble(
            rate=told.rate or 1000,
            seconds=told.seconds or 60,
            restarts=told.restarts,
            cuts=told.cuts,
        )
        found = measure(servers, Path(folder), trouble)
    heard, lines = found.heard, sum(found.heard.lines.values())
    print(json.dumps({
        "servers": told.servers,
        "lines": lines,
        "a_second": round(lines / (told.seconds or 60)),
        "lost": heard.lost,
        "doubled": heard.doubled,
        "differs_from_the_journals": found.missing,
        "out_of_order": heard.out_of_order,
        "cut": sum("cut_off" in one for one in heard.notices),
        "reconnected": sum("reconnected" in one for one in heard.notices),
        "late": sum("late" in one for one in heard.notices),
        "more_megabytes_at_most": round(found.megabytes),
        "processor_microseconds_a_line": round(found.cpu / max(lines, 1) * 1e6),
    }, indent=2))  # fmt: skip
    return int(not found.good)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
