"""Two admins at once: one gets the service, the other is told who has it, and nobody keeps it.

`GOFERRY_FAULTS` says how many races, in tens; CI takes a few, `make fault-test` a thousand.
"""

from __future__ import annotations

import asyncio
import os
import time
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

import pytest

from core.deploy import lease
from core.problems import ProblemError
from core.service.layout import Layout
from core.service.protocol import Verb
from core.service.transaction import Change, begin, new_change
from tests import programs
from tests.deploying import cable_to, deploy, remove, service, session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.problems import Problem
    from core.ssh.connection import Connection
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
RACES = int(os.environ.get("GOFERRY_FAULTS", "0")) * 10 or 20
LAYOUT = Layout("web")
LEASE_SECONDS = 10  # resources/units/activate/words.sh


@pytest.fixture
def server(debian: Server, tmp_path: Path) -> Iterator[Server]:
    deploy(debian, tmp_path, programs.release(), service())
    yield debian
    remove(debian)


def asked_by(who: str) -> Change:
    return Change(verb=Verb.DEPLOY, id=new_change(), wanted="0" * 64, who=who)


async def race(admins: dict[str, Connection]) -> list[str]:
    """Let all ask at the same time, and return who got it."""
    all_know = asyncio.Barrier(len(admins))
    winners: list[str] = []
    refusals: list[Problem] = []

    async def ask(who: str) -> None:
        try:
            async with lease.held(admins[who], LAYOUT, asked_by(who)):
                winners.append(who)
                await all_know.wait()
        except ProblemError as refused:
            refusals.append(refused.problem)
            await all_know.wait()

    await asyncio.gather(*map(ask, admins))
    assert [one.code for one in refusals] == ["deploy_busy"] * (len(admins) - len(winners))
    told = [str(one.why) for one in refusals]
    assert all(winners[0] in why and "T" in why for why in told), told  # who, and since when
    return winners


def test_of_two_deploys_at_once_one_wins_and_the_other_is_told_who(
    server: Server, tmp_path: Path
) -> None:
    async def all_races() -> list[int]:
        async with AsyncExitStack() as lines:
            admins = {
                who: await lines.enter_async_context(session(server, tmp_path / who))
                for who in ("ada", "bob")
            }
            return [len(await race(admins)) for _ in range(RACES)]

    assert asyncio.run(all_races()) == [1] * RACES


@pytest.mark.parametrize("fault", ["kill", "hang", "black hole"])
def test_a_lease_ends_by_itself_whatever_becomes_of_its_holder(
    server: Server, tmp_path: Path, fault: str
) -> None:
    async def hold_and_wait() -> None:
        async with (
            cable_to(server, tmp_path) as (cable, dying),
            session(server, tmp_path) as other,
        ):
            if fault == "hang":  # it took the lease and never renews it
                await begin(dying, LAYOUT, Change(verb=Verb.LEASE, id=new_change(), who="ada"))
                await freed(server, other)
                return
            async with lease.held(dying, LAYOUT, asked_by("ada")):
                if fault == "kill":
                    dying._transport.close()
                else:
                    cable.black_hole = True
                await freed(server, other)
                cable.black_hole = False

    asyncio.run(hold_and_wait())


async def freed(server: Server, other: Connection) -> None:
    """Ask until it is granted: not before the lease has ended, nor a second later than that.

    Both are counted on the uptime that the server shares with this computer.
    """
    granted = False
    while not granted:
        record = await asyncio.to_thread(server.run, "cat /var/lib/goferry/web/lease")
        ends, asked = int(record.split()[1]), time.clock_gettime(time.CLOCK_BOOTTIME)
        assert ends - asked <= LEASE_SECONDS
        told = await refusal(other)
        granted = not told
        assert "ada" in told or time.clock_gettime(time.CLOCK_BOOTTIME) >= ends
        assert granted or asked <= ends + 1
        await asyncio.sleep(0.1)


async def refusal(other: Connection) -> str:
    """Ask for the lease: why it is not to be had, or nothing."""
    try:
        await begin(other, LAYOUT, Change(verb=Verb.LEASE, id=new_change(), who="bob"))
    except ProblemError as refused:
        return str(refused.problem.why)
    return ""
