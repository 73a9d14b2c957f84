"""A program that only opens a port by itself, behind systemd's own proxy: the port stays open."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

import pytest

from core.deploy import deployer
from core.events import Noticed
from core.operate.removal import remove as take_off
from core.operate.rollback import restart, roll_back
from core.service.model import Mode
from core.service.results import Result
from tests import programs
from tests.deploying import ask, deploy, finished, on, service, told
from tests.load import Aim, Load, Tally

if TYPE_CHECKING:
    from pathlib import Path

    from core.service.results import Outcome
    from core.ssh.connection import Connection
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
BEHIND = service(Mode.PROXY)
RATE = 50  # requests a second


def test_the_port_stays_open_while_releases_change_and_short_requests_get_through(
    server: Server, tmp_path: Path
) -> None:
    first, events = on(
        server,
        tmp_path,
        lambda one: told(deployer.deploy, one, programs.release(version="1"), BEHIND),
    )
    assert first.result is Result.DEPLOYED, first.problem
    past_it = [one.problem for one in events if isinstance(one, Noticed)][-1]
    assert (past_it.code, "18080" in str(past_it.why)) == ("inner_port_open", True)
    new = programs.release(version="2")

    async def change(one: Connection) -> tuple[list[Outcome], Tally]:
        load = Load(Aim(host=server.address, port=8080, rate=RATE, keep_alive=False))
        load.start()
        jobs = (
            partial(deployer.deploy, one, new, BEHIND),
            partial(roll_back, one, "web"),
            partial(restart, one, "web"),
        )
        try:
            outcomes = [await finished(job) for job in jobs]
            await asyncio.sleep(1.0)
        finally:
            tally = await load.stop()
        await take_off(one, "web")
        return outcomes, tally

    outcomes, tally = on(server, tmp_path, change)
    assert [one.result for one in outcomes] == [Result.DEPLOYED] * 3, outcomes
    assert len(tally.by_release) == 2
    assert "ConnectionRefusedError" not in tally.lost, tally
    # A request is lost only where it is under way at the very moment when the proxy changes.
    under_way = 2 + RATE * tally.slowest
    assert tally.lost_requests <= 2 * 3 * under_way, tally
    assert server.run("ls /etc/systemd/system /run | grep web", check=False) == ""


def test_a_bad_release_behind_the_proxy_never_gets_the_port(server: Server, tmp_path: Path) -> None:
    deploy(server, tmp_path, programs.release(version="1"), BEHIND)
    before = server.run("systemctl show web --property=InvocationID")
    hasty = service(Mode.PROXY, deadline=6)
    outcome = deploy(server, tmp_path, programs.release("sick", "2"), hasty)
    assert outcome.result is Result.ROLLED_BACK
    assert outcome.problem is not None
    assert outcome.problem.code == "bad_status"
    assert ask(server).startswith("version 1")
    assert server.run("systemctl show web --property=InvocationID") == before
