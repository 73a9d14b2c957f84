"""The release command runs once for a whole fleet, and only its success touches the old release.

`GOFERRY_FAULTS` lets each end of a command come three times, on one server and on five; CI takes
each once, on two.
"""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from core.deploy.fleet import deploy_to
from core.deploy.turns import Order
from core.events import LogLine
from core.service.model import Mode, ReleaseCommand
from core.service.results import Result
from tests import programs, testbed
from tests.deploying import alike, ask, service, session
from tests.servers import skip_unless

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from core.events import Event
    from core.service.model import Service
    from core.service.results import Outcome
    from core.ssh.connection import Connection
    from tests.testbed import Server

Then = Callable[["Sequence[Connection]"], None]
pytestmark = [pytest.mark.server, pytest.mark.go]
LONG = bool(os.environ.get("GOFERRY_FAULTS"))
SIZES = (1, 5) if LONG else (2,)
ROUNDS = 3 if LONG else 1
DICE = random.Random(7)  # noqa: S311 - the same moments each time
# All that belongs to the live service, and which run of it that is: a pid of its own tells it.
_LIVE = (
    "find /etc/web /etc/systemd/system /usr/local/libexec/goferry -type f ! -name 'web-command@*' "
    "| sort | xargs sha256sum; readlink /opt/web/current; cat /var/lib/goferry/web/service.json; "
    "systemctl show web --property=NRestarts,ActiveState --value"
)
_RUN = "systemctl show web --property=MainPID,InvocationID --value"
_IS_DONE = (
    "for n in $(seq 300); do [ -e /var/lib/goferry/web/txn.json ] || "
    "systemctl is-active --quiet goferry-web || break; sleep 0.2; done"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What is live on a server, which run of it, and how often a release command noted itself."""

    live: str
    run: str
    version: str
    noted: tuple[str, ...]


def seen(server: Server) -> Seen:
    noted = server.run("cat /var/lib/web/noted 2>/dev/null", check=False).splitlines()
    version = (ask(server).split() or ["", ""])[1]
    return Seen(live=server.run(_LIVE), run=server.run(_RUN), version=version, noted=tuple(noted))


def wanted(command: str, folder: Path, *, mode: Mode, timeout: int = 60) -> Service:
    """A service whose environment, too, is another one with each release."""
    env_file = folder / "env"
    env_file.write_text(f"GREETING={command.replace(' ', '-')}\n")
    release = ReleaseCommand(command=command, timeout=timeout)
    return replace(service(mode), env_file=env_file, release=release)


async def to_all(
    servers: Sequence[Server], folder: Path, version: str, one: Service, *, then: Then
) -> tuple[Outcome, ...]:
    """Deploy to the fleet; do something once the command has said that it is at work."""
    async with AsyncExitStack() as lines:
        sessions: list[Connection] = []
        for number, server in enumerate(servers):
            line = await lines.enter_async_context(session(server, folder / str(number)))
            line.profile = replace(line.profile, name=f"s{number}")
            sessions.append(line)
        over: list[bool] = []

        def report(event: Event) -> None:
            if isinstance(event, LogLine) and "noting" in event.text and not over:
                over.append(True)
                then(sessions)

        aims = alike(sessions, programs.release(version=version), one)
        try:
            return await deploy_to(aims, order=Order(canary=9), report=report)
        except _GoneError:
            return ()


def nothing(_: Sequence[Connection]) -> None:
    """Let it go on."""


class _GoneError(Exception):
    """The computer that deploys is no more."""


def gone(sessions: Sequence[Connection]) -> None:
    for line in sessions:
        line._transport.close()  # as if the computer was switched off
    raise _GoneError


class Fleet:
    """Some servers with version 1 live, and what becomes of version 2 on them."""

    def __init__(self, servers: Sequence[Server], folder: Path, mode: Mode) -> None:
        self.servers, self.folder, self.mode = servers, folder, mode
        folder.mkdir()
        if LONG or {seen(one).version for one in servers} != {"1"}:  # one that failed left it there
            first = self.deploy("1", "note well")
            assert [one.result.good for one in first] == [True] * len(servers), first
        self.before = [seen(one) for one in servers]
        assert [one.version for one in self.before] == ["1"] * len(servers)

    def deploy(
        self, version: str, command: str, *, timeout: int = 60, then: Then = nothing
    ) -> tuple[Outcome, ...]:
        one = wanted(command, self.folder, mode=self.mode, timeout=timeout)
        return asyncio.run(to_all(self.servers, self.folder, version, one, then=then))

    def still_as_before(self, _: Sequence[Connection]) -> None:
        """While the command runs, nobody has touched what is live."""
        for server, before in zip(self.servers, self.before, strict=True):
            now = seen(server)
            assert (now.live, now.run, now.version) == (before.live, before.run, before.version)

    def must_have_run_once(self) -> None:
        """The first server alone noted it, with what is new."""
        for number, (server, before) in enumerate(zip(self.servers, self.before, strict=True)):
            more = seen(server).noted[len(before.noted) :]
            assert len(more) == (number == 0), (number, more)
            assert all(line.startswith("version 2 greeting note-") for line in more), more
            assert all(" in /opt/web/releases/" in line for line in more), more

    def must_be_untouched(self, *, same_run: bool = True) -> None:
        """All are as they were, to the byte, and were not even started anew."""
        for server, before in zip(self.servers, self.before, strict=True):
            server.run(_IS_DONE, seconds=120)
            answers(server)
            now = seen(server)
            assert (now.version, now.live) == (before.version, before.live)
            assert now.run == before.run or not same_run
            self._nothing_is_left(server)

    @staticmethod
    def _nothing_is_left(server: Server) -> None:
        told = server.run(
            "systemctl list-units --all --plain --no-legend 'web-command@*'; "
            "ls /run/systemd/system | grep ^web-; "
            "ls -A /var/lib/goferry/web | grep -E '^(after|before|txn.json|[.]cursor)'",
            check=False,
        )
        assert told == "", told


def answers(server: Server) -> None:
    until = time.monotonic() + 60
    while not ask(server) and time.monotonic() < until:
        time.sleep(0.2)


def succeeds(fleet: Fleet) -> None:
    outcomes = fleet.deploy("2", "note well 1s", then=fleet.still_as_before)
    assert [one.result for one in outcomes] == [Result.DEPLOYED] * len(fleet.servers), outcomes
    fleet.must_have_run_once()
    assert [seen(one).version for one in fleet.servers] == ["2"] * len(fleet.servers)


def _refused(outcomes: Sequence[Outcome], code: str) -> None:
    codes = [one.problem.code if one.problem else "" for one in outcomes]
    assert codes == [code, *["fleet_stopped"] * (len(outcomes) - 1)]
    assert {one.result for one in outcomes} == {Result.REFUSED}


def fails(fleet: Fleet) -> None:
    outcomes = fleet.deploy("2", "note badly 1s", then=fleet.still_as_before)
    _refused(outcomes, "command_failed")
    assert outcomes[0].problem is not None
    told = f"{outcomes[0].problem.what} {outcomes[0].problem.why}"
    assert "code 3" in told
    assert "no such table: users" in told
    fleet.must_have_run_once()
    fleet.must_be_untouched()


def takes_too_long(fleet: Fleet) -> None:
    outcomes = fleet.deploy("2", "note well 1h", timeout=2)
    _refused(outcomes, "command_too_slow")
    fleet.must_have_run_once()
    fleet.must_be_untouched()


def loses_its_client(fleet: Fleet) -> None:
    """The first server brings the command to its end alone, and goes on only where it was good."""
    good = LONG and DICE.random() < 0.5
    command = f"note {'well' if good else 'badly'} 2s"
    assert fleet.deploy("2", command, then=gone) == ()
    fleet.servers[0].run(_IS_DONE, seconds=120)
    fleet.must_have_run_once()
    if good:
        others = len(fleet.servers) - 1
        assert [seen(one).version for one in fleet.servers] == ["2", *["1"] * others]
    else:
        fleet.must_be_untouched()


def loses_its_power(fleet: Fleet) -> None:
    first = fleet.servers[0]

    def cut(sessions: Sequence[Connection]) -> None:
        time.sleep(DICE.uniform(0, 2))
        first.kill()
        gone(sessions)

    assert fleet.deploy("2", "note well 4s", then=cut) == ()
    first.boot()
    fleet.must_be_untouched(same_run=False)
    fleet.must_have_run_once()


# In this order each finds the old release still live.
ENDS = (fails, takes_too_long, loses_its_power, loses_its_client, succeeds)


@pytest.fixture(params=SIZES, scope="module")
def servers(request: pytest.FixtureRequest) -> Iterator[tuple[Server, ...]]:
    skip_unless("bookworm")
    with testbed.boot_many(request.param, keeps_disk=True) as found:
        yield found


@pytest.mark.parametrize(
    "ends", [(one,) for one in ENDS] if LONG else [ENDS], ids=lambda ends: str(ends[-1].__name__)
)
@pytest.mark.parametrize("number", range(ROUNDS))
def test_it_runs_once_and_the_old_release_stays_unless_it_succeeds(
    servers: tuple[Server, ...],
    tmp_path: Path,
    ends: Sequence[Callable[[Fleet], None]],
    number: int,
) -> None:
    for end in ends:
        end(Fleet(servers, tmp_path / end.__name__, (Mode.RESTART, Mode.SHARED)[number % 2]))
