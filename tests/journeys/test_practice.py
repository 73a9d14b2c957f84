"""The practice server: starts, lets us log in, outlives the process, and leaves no trace."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.events import StepStarted, unheard
from core.practice import machine
from core.problems import ProblemError
from core.servers.store import ServerStore
from core.ssh.connection import connect
from core.ssh.profile import Profile
from core.usecases import practising
from tests.deploying import either

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.events import Event
    from core.home import Home

pytestmark = pytest.mark.server


@pytest.fixture
def practice_home(home: Home) -> Iterator[Home]:
    """Return a home whose practice server is stopped afterwards, whatever the test did."""
    yield home
    asyncio.run(practising.stop(home, report=unheard))


def record(home: Home) -> dict[str, str]:
    kept: dict[str, str] = json.loads((home.state / "practice.json").read_text("utf-8"))
    return kept


def traces(found: dict[str, str]) -> list[str]:
    """Whatever this computer still has of the machine."""
    shown = (("ip", "link"), ("ip", "route", "show", "table", "all"), ("mount",))
    said = [subprocess.run(words, capture_output=True, text=True, check=True) for words in shown]
    lines = [line for done in said for line in done.stdout.splitlines()]
    groups = [str(group) for group in Path("/sys/fs/cgroup").glob(f"*/{found['name']}")]
    return [line for line in lines if found["name"] in line or found["subnet"] in line] + groups


def test_a_started_server_is_in_the_list_and_lets_us_in(practice_home: Home) -> None:
    async def journey() -> tuple[Profile, str, str]:
        profile = await practising.start(practice_home, report=unheard)
        session = await connect(profile, practice_home)
        try:
            user = await session.run("id -un; systemctl is-system-running")
            names = await session.run("getent ahostsv4 localhost && getent hosts ip6-loopback")
            root = await session.run_as_root("id -un")
        finally:
            await session.close()
        assert names.code == 0, names
        assert "127.0.0.1" in names.out
        return profile, user.out, root.out

    profile, user, root = asyncio.run(journey())
    assert ServerStore(practice_home).all() == (profile,)
    assert practising.running(practice_home) == profile
    assert user == "deploy\nrunning\n"
    assert root == "root\n"


def test_a_second_start_finds_it_running(practice_home: Home) -> None:
    first = asyncio.run(practising.start(practice_home, report=unheard))
    before = record(practice_home)
    assert asyncio.run(practising.start(practice_home, report=unheard)) == first
    assert record(practice_home) == before


def test_stopping_leaves_nothing_but_the_keys(practice_home: Home) -> None:
    profile = asyncio.run(practising.start(practice_home, report=unheard))
    found = record(practice_home)
    assert traces(found)
    asyncio.run(practising.stop(practice_home, report=unheard))
    assert traces(found) == []
    assert practising.running(practice_home) is None
    assert ServerStore(practice_home).all() == ()
    assert {file.name for file in Path(profile.key).parent.iterdir()} == {"host_key", "login_key"}


def test_a_new_one_has_the_address_and_the_key_of_the_old_one(practice_home: Home) -> None:
    first = asyncio.run(practising.start(practice_home, report=unheard))
    asyncio.run(practising.stop(practice_home, report=unheard))
    trusted = practice_home.known_hosts.read_bytes()
    assert asyncio.run(practising.start(practice_home, report=unheard)) == first
    assert practice_home.known_hosts.read_bytes() == trusted


def test_it_outlives_the_process_that_started_it(practice_home: Home) -> None:
    script = (
        "import asyncio; from core.usecases import practising; from core.events import unheard\n"
        "from core.home import Home\n"
        "print(asyncio.run(practising.start(Home.find(), report=unheard)).host)"
    )
    done = subprocess.run(
        (sys.executable, "-c", script),
        env={**os.environ, "GOFERRY_HOME": str(practice_home.state)},
        capture_output=True,
        text=True,
        check=True,
    )
    found = practising.running(practice_home)
    assert found is not None
    assert found.host == done.stdout.strip()


def test_a_server_that_lost_its_power_is_replaced(practice_home: Home) -> None:
    asyncio.run(practising.start(practice_home, report=unheard))
    before = record(practice_home)
    lost = practising._recorded(practice_home)
    assert lost is not None
    asyncio.run(machine.power_off(lost))
    assert practising.running(practice_home) is None
    asyncio.run(practising.start(practice_home, report=unheard))
    assert record(practice_home)["name"] != before["name"]
    assert record(practice_home)["subnet"] == before["subnet"]


@pytest.mark.parametrize("step", [2, 3])
def test_a_cancelled_start_leaves_nothing(practice_home: Home, step: int) -> None:
    async def until(number: int) -> dict[str, str]:
        begun = asyncio.Event()

        def report(event: Event) -> None:
            if isinstance(event, StepStarted) and event.number == number:
                begun.set()

        task = asyncio.create_task(practising.start(practice_home, report=report))
        await either(begun, task)
        written = practice_home.state / "practice.json"
        while not (written.exists() or task.done()):  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        await asyncio.sleep(0.02)
        found = record(practice_home)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return found

    found = asyncio.run(until(step))
    assert traces(found) == []
    assert practising.running(practice_home) is None
    assert ServerStore(practice_home).all() == ()


def test_a_server_of_ones_own_with_that_name_is_kept(practice_home: Home) -> None:
    own = Profile(name="practice", host="192.0.2.9")
    ServerStore(practice_home).add(own)
    with pytest.raises(ProblemError) as refused:
        asyncio.run(practising.start(practice_home, report=unheard))
    assert refused.value.problem.code == "practice_name_taken"
    assert ServerStore(practice_home).all() == (own,)


def test_each_step_is_told_in_its_order(practice_home: Home) -> None:
    told: list[Event] = []
    asyncio.run(practising.start(practice_home, report=told.append))
    assert [event.number for event in told if isinstance(event, StepStarted)] == [1, 2, 3]


def test_two_starts_at_once_start_one(practice_home: Home) -> None:
    async def both() -> list[Profile]:
        return await asyncio.gather(
            *(practising.start(practice_home, report=unheard) for _ in range(2))
        )

    one, other = asyncio.run(both())
    assert one == other
    assert ServerStore(practice_home).all() == (one,)
