"""A release that turns bad after the deploy goes back by itself, with nobody connected.

`make probation-test` takes every kind of end at 0, 2, 10, 45 and 100 seconds. What no server of
ours can show is a kill for memory, for want of control groups of the second version: here such a
program kills itself, and tests/apart makes up systemd's word for it.
"""

from __future__ import annotations

import asyncio
import json
import os
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from http.client import HTTPConnection
from itertools import product
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from core.deploy import deployer
from core.deploy.fleet import deploy_to
from core.deploy.turns import Order
from core.operate.differing import differing
from core.operate.status import status
from core.service.model import Mode
from core.service.proving import until_proved
from core.service.results import Result
from tests import programs
from tests.deploying import alike, deploy, finished, on, remove, service, session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from core.service.model import Service
    from core.service.results import Outcome
    from core.ssh.connection import Connection
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
_LONG = os.environ.get("GOFERRY_PROBATION") == "1"
_ENDS = ("end", "leave", "killed", "panic", "fork", "sick", "hang")
_FATES = (
    list(product(_ENDS, (0, 2, 10, 45, 100)))
    if _LONG
    else [("end", 8), ("killed", 8), ("fork", 8), ("sick", 8), ("hang", 8)]
)
_CAUSES = {"sick": "bad_status", "hang": "no_answer", "panic": "program_panicked"}
_FIRST, _LAST_PORT = 8200, 8300


@dataclass
class Case:
    """One service, and what its second release does so many seconds after its start."""

    does: str
    after: int
    service: Service
    outcome: Outcome | None = None

    @property
    def name(self) -> str:
        return self.service.name


@pytest.fixture
def cases(debian: Server) -> Iterator[list[Case]]:
    """Describe the services; they are gone from the server afterwards."""
    made = [
        Case(does, after, replace(service(name=f"{does}{after}", port=_FIRST + n), probation=130))
        for n, (does, after) in enumerate(_FATES)
    ]
    yield made
    for one in made:
        remove(debian, one.name)


async def put_there(server: Server, folder: Path, cases: list[Case]) -> None:
    """Deploy a release that is well to each, then the bad one; and hang up."""
    gate = asyncio.Semaphore(5)

    async def both(one: Connection, case: Case) -> None:
        async with gate:
            well = replace(case.service, probation=0)
            first = await finished(
                deployer.deploy, one, programs.unsteady("well", version="1"), well
            )
            assert first.result is Result.DEPLOYED, first
            bad = programs.unsteady(case.does, case.after)
            case.outcome = await finished(deployer.deploy, one, bad, case.service)

    async with session(server, folder) as one:
        await asyncio.gather(*(both(one, case) for case in cases))


def last_of(server: Server, name: str) -> dict[str, str]:
    return dict(json.loads(server.run(f"tail -n 1 /var/lib/goferry/{name}/history.jsonl")))


def settled(server: Server, names: list[str], within: float) -> dict[str, dict[str, str]]:
    """Wait until each has gone back, or was not let in; return what was written down last."""
    until = time.monotonic() + within
    found: dict[str, dict[str, str]] = {}
    while len(found) < len(names) and time.monotonic() < until:
        time.sleep(1)
        for name in set(names) - found.keys():
            last = last_of(server, name)
            if last["verb"] == "return" or last["result"] != "live":
                found[name] = last
    return found


def test_whatever_becomes_of_a_release_its_server_goes_back_alone(
    debian: Server, tmp_path: Path, cases: list[Case]
) -> None:
    asyncio.run(put_there(debian, tmp_path, cases))
    found = settled(debian, [one.name for one in cases], max(one.after for one in cases) + 60)
    for case in cases:
        last, outcome = found.get(case.name), case.outcome
        assert last is not None, f"{case.name} was called done for good"
        assert outcome is not None
        print(case.name, outcome.result, last["verb"], last["result"], last["code"])  # noqa: T201
        taken = outcome.result is Result.DEPLOYED
        assert bool(outcome.probation_until) is taken
        assert last["verb"] == ("return" if taken else "deploy"), last
        running = debian.run(f"readlink /opt/{case.name}/current").strip()
        assert running.startswith("releases/1-"), (case.name, running)
        assert debian.run(f"ls /var/lib/goferry/{case.name}/bad").startswith("2-")
        assert debian.run(f"ls /var/lib/goferry/{case.name}").split().count("probation") == 0
    returned = [one for one in cases if one.outcome and one.outcome.result is Result.DEPLOYED]
    assert returned

    async def causes(one: Connection) -> list[tuple[str, str]]:
        told = [await status(one, case.name) for case in returned]
        assert all(state.healthy for state in told), told
        return [(state.probation.code if state.probation else "", "") for state in told]

    named = [code for code, _ in on(debian, tmp_path, causes)]
    print(list(zip([one.name for one in returned], named, strict=True)))  # noqa: T201
    assert named == [_CAUSES.get(one.does, "crashed") for one in returned]


def test_a_power_cut_amid_a_probation_ends_it_for_nobody(
    lasting_debian: Server, tmp_path: Path
) -> None:
    server, wanted = lasting_debian, service()
    deploy(server, tmp_path, programs.unsteady("well", version="1"), wanted)
    made = deploy(server, tmp_path, programs.unsteady("end", 12), replace(wanted, probation=100))
    assert made.probation_until
    server.kill()
    server.boot()
    last = settled(server, ["web"], 60)["web"]
    assert (last["verb"], last["code"], last["release"][:2]) == ("return", "crashed", "1-")


def test_a_fleet_that_waits_is_on_one_release_and_one_that_does_not_is_told_apart(
    fleet: Callable[[int], tuple[Server, ...]], tmp_path: Path
) -> None:
    servers, wanted = fleet(2), replace(service(), probation=4)
    patient = replace(wanted, probation=60)

    async def whole() -> None:
        async with AsyncExitStack() as lines:
            sessions = []
            for number, one in enumerate(servers):
                line = await lines.enter_async_context(session(one, tmp_path / str(number)))
                line.profile = replace(line.profile, name=f"s{number}")
                sessions.append(line)
            order = Order(until_proved=True)
            well = programs.unsteady("well", version="1")
            good = await finished(deploy_to, alike(sessions, well, wanted), order=order)
            assert [(one.result, one.proved) for one in good] == [(Result.DEPLOYED, True)] * 2, good
            bad = programs.unsteady("end", 6)
            ended = await finished(deploy_to, alike(sessions, bad, patient), order=order)
            assert [one.result for one in ended] == [Result.ROLLED_BACK, Result.REFUSED], ended
            codes = [one.problem.code for one in ended if one.problem]
            assert codes == ["crashed", "fleet_stopped"]
            assert ended[0].release.startswith("1-")
            assert differing("web", [await status(one, "web") for one in sessions]) is None

            left = [
                await finished(deployer.deploy, one, bad, replace(patient, probation=seconds))
                for one, seconds in zip(sessions, (60, 0), strict=True)
            ]
            assert [one.result for one in left] == [Result.DEPLOYED] * 2, "nobody waited"
            back = await finished(until_proved, sessions[0], patient, left[0])
            assert back.result is Result.ROLLED_BACK, back
            told = differing("web", [await status(one, "web") for one in sessions])
            assert told is not None
            assert str(told.why).startswith("s0: Release 3-"), told.why
            assert str(told.why).endswith("is live again: The new release exited unexpectedly.")

    asyncio.run(whole())


def test_on_a_shared_socket_the_way_back_loses_no_request(debian: Server, tmp_path: Path) -> None:
    wanted = service(Mode.SHARED, name="shared", port=_LAST_PORT)
    try:
        deploy(debian, tmp_path, programs.unsteady("well", version="1"), wanted)
        bad = programs.unsteady("sick", 10)
        made = deploy(debian, tmp_path, bad, replace(wanted, probation=60))
        assert made.result is Result.DEPLOYED, made
        ended, lost, asked = Event(), list[str](), 0

        def load() -> None:
            nonlocal asked
            while not ended.is_set():
                asked += 1
                try:
                    line = HTTPConnection(debian.address, _LAST_PORT, timeout=10)
                    line.request("POST", "/")
                    line.getresponse().read()
                    line.close()
                except OSError as why:
                    lost.append(str(why))

        asking = Thread(target=load)
        asking.start()
        last = settled(debian, ["shared"], 60).get("shared")
        ended.set()
        asking.join()
        print(asked, "requests,", len(lost), "lost")  # noqa: T201
        assert last is not None
        assert last["code"] == "bad_status"
        assert lost == []
    finally:
        remove(debian, "shared")
