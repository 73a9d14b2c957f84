"""The same units and the same switch on the systemd of Debian 11 and of Debian 13."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from core.deploy import deployer
from core.deploy.model import Mode, Result
from core.events import Noticed
from core.operate.load import Aim, Load, Tally
from core.operate.rollback import roll_back
from core.operate.status import status
from tests import programs
from tests.deploying import ask, deploy, finished, on, remove, service, told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.deploy.model import Outcome
    from core.server.connection import Connection
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
SHARED = service(Mode.SHARED)


@pytest.fixture(params=["bullseye", "trixie"])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    found: Server = request.getfixturevalue(request.param)
    yield found
    remove(found)


def test_every_line_of_the_units_is_understood_and_the_exposure_small(
    server: Server, tmp_path: Path
) -> None:
    first = programs.release(version="1")
    outcome, events = on(server, tmp_path, lambda one: told(deployer.deploy(one, first, SHARED)))
    assert outcome.result is Result.DEPLOYED, outcome.problem
    noticed = [event.problem.code for event in events if isinstance(event, Noticed)]
    assert "unit_lines_inert" not in noticed
    found = on(server, tmp_path, lambda one: status(one, "web"))
    assert found.healthy
    assert found.exposure is not None
    assert found.exposure <= 1.5


def test_a_redeploy_a_roll_back_and_a_bad_release_lose_nothing(
    server: Server, tmp_path: Path
) -> None:
    deploy(server, tmp_path, programs.release(version="1"), SHARED)
    good, bad = programs.release(version="2"), programs.release("crash", "3")

    async def all_three(one: Connection) -> tuple[list[Outcome], Tally]:
        load = Load(Aim(host=server.address, port=8080, method="POST", rate=200, keep_alive=False))
        load.start()
        jobs = (
            deployer.deploy(one, good, SHARED),
            deployer.deploy(one, bad, SHARED),
            roll_back(one, "web"),
        )
        try:
            outcomes = [await finished(job) for job in jobs]
            await asyncio.sleep(2.0)
        finally:
            tally = await load.stop()
        return outcomes, tally

    outcomes, tally = on(server, tmp_path, all_three)
    assert [one.result for one in outcomes] == [Result.DEPLOYED, Result.REFUSED, Result.DEPLOYED]
    assert tally.lost_requests == 0, tally
    assert ask(server).startswith("version 1")
