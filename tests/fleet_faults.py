"""Faults on server k of a fleet, and a client killed there: are all on one release afterwards?

    python -m tests.fleet_faults [SERVERS] [--at PHASE,…] [--on K,…]

Real servers and the real command line. At each phase a fault strikes one server, then the deploying
program is killed with SIGKILL when that server comes to the phase. Each time all servers must run
the same release, the report must say what is true, and the servers must be free for the next
deploy within a minute.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.home import Home
from core.ssh.connection import offered_key
from core.ssh.host_key_records import trust
from tests import programs, testbed
from tests.deploying import ask
from tests.goferry import WORDS, environment, goferry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.testbed import Server

When = Callable[[dict[str, Any], "subprocess.Popen[str]"], None]
FREE_WITHIN = 60.0  # seconds
_SERVICE = (
    "--service", "web", "--rehearse", "--health-period", "0.2", "--health-deadline", "20",
    "--health-watch", "1", "--probation", "0",
)  # fmt: skip
_STEPS: dict[
    str, str | tuple[str, ...]
] = {  # the step of a server's that tells that it has come to a phase
    "preflight": "",
    "upload": ("Upload", "Reuse the program"),
    "rehearsal": "Rehearse",
    "barrier": "Wait until all servers are ready to switch",
    "switch": "Switch to the new release",
    "soak": "Watch it until all servers are healthy",
}
FAULTS = ("preflight", "upload", "rehearsal", "switch", "soak")
KILLS = tuple(_STEPS)
_DROP_IN = "/run/systemd/system/{unit}.d/fault.conf"
_BREAKS = {
    "preflight": ("mv /usr/bin/flock /usr/bin/flock.away", "mv /usr/bin/flock.away /usr/bin/flock"),
    "upload": (
        "chmod 0500 /var/lib/goferry/web/incoming/$(id -u deploy)",
        "chmod 0700 /var/lib/goferry/web/incoming/$(id -u deploy)",
    ),
}
_IS_FREE = """
cd /var/lib/goferry/web
! systemctl -q is-active goferry-web.service && [ ! -e txn.json ] || exit 0
until=$(cut -d' ' -f2 lease 2>/dev/null || echo 0)
[ "${until:-0}" -ge "$(cut -d. -f1 /proc/uptime)" ] || echo free
"""


@dataclass
class Seen:
    """What came of all rounds."""

    rounds: int = 0
    wrong: list[str] = field(default_factory=list)
    free: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


class Fleet:
    """Servers with version 1 live, which a command line in a home of its own knows."""

    def __init__(self, servers: Sequence[Server], folder: Path) -> None:
        self.servers = servers
        self.names = [f"s{number}" for number in range(1, len(servers) + 1)]
        self.home = folder / "home"
        self.found = Home.find(self.home)
        for name, server in zip(self.names, servers, strict=True):
            profile = server.profile()
            key = asyncio.run(offered_key(profile))
            trust(self.found.known_hosts, profile.host, profile.port, key)
            added = goferry(
                "server", "add", name, "--host", profile.host, "--user", profile.user,
                "--key", profile.key, "--sudo", "--anyway", home=self.home,
            )  # fmt: skip
            assert added.code == 0, added
        first = self.deploy("1")
        assert first["ok"], first

    def words(self, version: str, soaking: str) -> list[str]:
        """The command line of a deploy."""
        program = programs.program("well", version)
        return [
            "--json", "deploy", str(program), *_SERVICE, "--to", ",".join(self.names),
            "--canary", soaking, "--soak", "3", "--batch", "4", "--wait", "60",
        ]  # fmt: skip

    def deploy(
        self, version: str, *, soaking: str = "1", when: When | None = None
    ) -> dict[str, Any]:
        """Deploy to all, to the end; `when` sees each event and the process."""
        return self.ran(self.words(version, soaking), when)

    def ran(self, words: list[str], when: When | None = None) -> dict[str, Any]:
        """Run a command to its end, and return its last event where that is the result."""
        command = [*WORDS, "--home", str(self.home), *words]
        with subprocess.Popen(
            command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL, text=True,
        ) as running:  # fmt: skip
            assert running.stdout is not None
            last: dict[str, Any] = {}
            for line in running.stdout:
                last = json.loads(line)
                if when is not None:
                    when(last, running)
        return last if last.get("event") == "result" else {}

    def versions(self) -> list[str]:
        """What each of them answers."""
        return [(ask(one).split() or ["", "?"])[1] for one in self.servers]

    def releases(self) -> list[str]:
        """What `current` is on each of them."""
        return [one.run("basename $(readlink /opt/web/current)").strip() for one in self.servers]

    def free_after(self) -> float:
        """Wait until all are free again; return after how many seconds."""
        since = time.monotonic()
        for server in self.servers:
            while server.run(_IS_FREE, check=False) != "free\n":
                time.sleep(0.3)
                assert time.monotonic() - since < 3 * FREE_WITHIN, "it is never free"
        return time.monotonic() - since


@contextmanager
def broken(fleet: Fleet, phase: str, k: int) -> Iterator[None]:
    """Let a phase fail on server k."""
    server, old = fleet.servers[k], fleet.releases()[k]
    unit = {"rehearsal": "web-try@.service", "switch": "web.service"}.get(phase, "")
    does, undoes = _BREAKS.get(phase, ("true", "true"))
    if unit:
        file = _DROP_IN.format(unit=unit)
        test = (
            "/bin/false"
            if phase == "rehearsal"
            else (f'/bin/sh -c "readlink /opt/web/current | grep -q {old}"')
        )
        does = (
            f"mkdir -p {Path(file).parent}; "
            f"printf '[Service]\\nExecStartPre=+{test}\\n' >{file}; systemctl daemon-reload"
        )
        undoes = f"rm -r {Path(file).parent}; systemctl daemon-reload"
    server.run(does)
    try:
        yield
    finally:
        server.run(undoes)


def fails(fleet: Fleet, phase: str, k: int, seen: Seen) -> None:
    """A fault on server k: all stay on, or return to, what they ran."""
    over: list[bool] = []

    def kill_it(event: dict[str, Any], _: object) -> None:
        if _comes_to(event, "soak", fleet.names[k]) and not over:
            over.append(True)
            fleet.servers[k].run("systemctl kill --signal=KILL web.service")

    since = time.monotonic()
    with broken(fleet, phase, k):
        watched = phase == "soak"
        soaking = str(k + 1) if watched else "1"
        result = fleet.deploy("2", soaking=soaking, when=kill_it if watched else None)
    seen.seconds.append(time.monotonic() - since)
    _judge(fleet, f"{phase} fails on {fleet.names[k]}", seen, result)


def vanishes(fleet: Fleet, phase: str, k: int, seen: Seen) -> None:
    """The client is killed when server k comes to a phase: each server ends alone."""

    def kill_me(event: dict[str, Any], running: subprocess.Popen[str]) -> None:
        if _comes_to(event, phase, fleet.names[k]):
            running.send_signal(signal.SIGKILL)

    fleet.deploy("2", soaking=str(k + 1), when=kill_me)
    free = fleet.free_after()
    seen.free.append(free)
    if free > FREE_WITHIN:
        seen.wrong.append(f"killed at {phase} of {fleet.names[k]}: free after {free:.0f} s")
    _judge(fleet, f"killed at {phase} of {fleet.names[k]}", seen, None)


def _comes_to(event: dict[str, Any], phase: str, name: str) -> bool:
    if event["event"] != "step_started":
        return False
    if phase == "preflight":  # the first thing that is heard comes just after it
        return True
    return event.get("server") == name and str(event["step"]).startswith(_STEPS[phase])


def _judge(fleet: Fleet, what: str, seen: Seen, result: dict[str, Any] | None) -> None:
    seen.rounds += 1
    until = time.monotonic() + 10
    while "?" in (versions := fleet.versions()) and time.monotonic() < until:
        time.sleep(0.5)
    wrong = f"versions {versions}" if set(versions) != {"1"} else ""
    if result is not None:
        wrong = wrong or _untrue(fleet, result)
    seen.wrong += [f"{what}: {wrong}"] if wrong else []
    print(f"  {what}: {wrong or 'as it should be'}", flush=True)
    if set(versions) != {"1"}:
        fleet.deploy("1")


def _untrue(fleet: Fleet, result: dict[str, Any]) -> str:
    """Say what the report says that is not so."""
    if not result or result["ok"]:
        return f"no problem was told: {result}"
    told = {one["name"]: one for one in result["servers"]}
    for name, current in zip(fleet.names, fleet.releases(), strict=True):
        one = told[name]
        if one["release"] not in {current, ""} or one["outcome"] in {"deployed", "unchanged"}:
            return f"{name} runs {current}, told is {one}"
        if not one.get("why"):
            return f"{name} has no why"
    if result["fleet"]["outcome"] not in {"refused", "rolled_back"}:
        return f"the whole is told as {result['fleet']}"
    return ""


def run(count: int, faults: Sequence[str], kills: Sequence[str], on: Sequence[int]) -> Seen:
    """Boot so many servers and let all of it happen."""
    seen = Seen()
    with testbed.boot_many(count) as servers, tempfile.TemporaryDirectory() as folder:
        fleet = Fleet(servers, Path(folder))
        for phase in faults:
            for k in on or range(count):
                fails(fleet, phase, k, seen)
        for phase in kills:
            for k in on or range(count):
                vanishes(fleet, phase, k, seen)
        last = fleet.deploy("2")
        if not last.get("ok") or set(fleet.versions()) != {"2"}:
            seen.wrong.append(f"no good deploy afterwards: {last}")
    return seen


def main() -> int:
    """Print what was seen; 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("servers", type=int, nargs="?", default=3)
    parser.add_argument("--faults", default=",".join(FAULTS))
    parser.add_argument("--kills", default=",".join(KILLS))
    parser.add_argument("--on", default="", help="the servers, from 1 on")
    chosen = parser.parse_args()
    on = [int(one) - 1 for one in chosen.on.split(",") if one]
    faults, kills = (
        [one for one in text.split(",") if one] for text in (chosen.faults, chosen.kills)
    )
    seen = run(chosen.servers, faults, kills, on)
    good = seen.rounds - len(seen.wrong)
    print(f"{good} of {seen.rounds} rounds: all on one release, told as it is")
    for what, found in (("free after kill -9", seen.free), ("a failing deploy", seen.seconds)):
        if found:
            print(f"{what}: {statistics.median(found):.0f} s, at most {max(found):.0f} s")
    print(*seen.wrong, sep="\n")
    return 1 if seen.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
