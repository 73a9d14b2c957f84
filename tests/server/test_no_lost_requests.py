"""Deploys and roll-backs under load, in mode shared: not one request may be lost."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from core.deploy import deployer
from core.operate.rollback import roll_back
from core.service.model import Mode
from core.service.results import Result
from tests import programs
from tests.deploying import deploy, finished, on, service
from tests.load import Aim, Load, Tally
from tests.long import few

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from core.service.results import Outcome
    from core.ssh.connection import Connection
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
SHARED = service(Mode.SHARED)


def under_load(
    server: Server,
    folder: Path,
    work: Callable[[Connection], Awaitable[Outcome]],
    *,
    keep_alive: bool,
) -> tuple[Outcome, Tally]:
    """Do some work while POST requests, which nobody retries, go on all the time."""

    async def both(one: Connection) -> tuple[Outcome, Tally]:
        load = Load(
            Aim(host=server.address, port=8080, method="POST", rate=300, keep_alive=keep_alive)
        )
        load.start()
        await asyncio.sleep(0.5)
        try:
            outcome = await work(one)
            await asyncio.sleep(2.0)  # what drains must drain well, too
        finally:
            tally = await load.stop()
        return outcome, tally

    return on(server, folder, both)


@pytest.mark.parametrize("keep_alive", [True, False], ids=["kept", "new"])
def test_a_redeploy_and_a_roll_back_lose_nothing(
    server: Server, tmp_path: Path, *, keep_alive: bool
) -> None:
    deploy(server, tmp_path, programs.release(version="1"), SHARED)
    new = programs.release(version="2")
    outcome, tally = under_load(
        server,
        tmp_path,
        lambda one: finished(deployer.deploy, one, new, SHARED),
        keep_alive=keep_alive,
    )
    assert outcome.result is Result.DEPLOYED
    assert (tally.lost_requests, len(tally.by_release)) == (0, 2), tally
    assert tally.sent > 500
    outcome, tally = under_load(
        server, tmp_path, lambda one: finished(roll_back, one, "web"), keep_alive=keep_alive
    )
    assert outcome.result is Result.DEPLOYED
    assert outcome.release.startswith("1-")
    assert (tally.lost_requests, len(tally.by_release)) == (0, 2), tally


@pytest.mark.parametrize("behaviour", few(["sick", "silent", "crash"]))
def test_a_bad_release_never_meets_a_request(
    server: Server, tmp_path: Path, behaviour: str
) -> None:
    deploy(server, tmp_path, programs.release(version="1"), SHARED)
    bad = programs.release(behaviour, "2")
    outcome, tally = under_load(
        server,
        tmp_path,
        lambda one: finished(deployer.deploy, one, bad, service(Mode.SHARED, deadline=6)),
        keep_alive=False,
    )
    assert outcome.result is Result.REFUSED
    assert outcome.release.startswith("1-")
    assert (tally.lost_requests, len(tally.by_release)) == (0, 1), tally
