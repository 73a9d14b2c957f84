"""The same units and the same switch on the systemd of Debian 11 and of Debian 13."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest

from core.deploy import deployer
from core.events import Noticed
from core.operate.removal import remove as take_off
from core.operate.rollback import restart, roll_back
from core.operate.secrets import Wanted, change
from core.operate.status import status
from core.service.model import Limits, Mode, Scope
from core.service.results import Result
from tests import programs
from tests.deploying import ask, deploy, finished, on, remove, remove_of_user, service, told
from tests.load import Aim, Load, Tally

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.service.model import Service
    from core.service.results import Outcome
    from core.ssh.connection import Connection
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
SHARED = service(Mode.SHARED)


@pytest.fixture(params=["bullseye", "trixie"])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    found: Server = request.getfixturevalue(request.param)
    yield found
    remove(found)
    remove_of_user(found, "guest", "own")


def test_every_line_of_the_units_is_understood_and_the_exposure_told(
    server: Server, tmp_path: Path
) -> None:
    first = programs.release(version="1")
    outcome, events = on(server, tmp_path, lambda one: told(deployer.deploy, one, first, SHARED))
    assert outcome.result is Result.DEPLOYED, outcome.problem
    noticed = [event.problem.code for event in events if isinstance(event, Noticed)]
    assert "unit_lines_inert" not in noticed
    found = on(server, tmp_path, lambda one: status(one, "web"))
    assert found.healthy
    assert found.exposure is not None  # what is closed, tests/server/test_sandbox.py says


def test_a_user_s_service_a_credential_and_the_proxy_work_there_too(
    server: Server, tmp_path: Path
) -> None:
    # As loginctl does it, which on 257 serves nobody from outside the machine's control groups.
    server.run(
        "install -D /dev/null /var/lib/systemd/linger/guest && systemctl start user@$(id -u guest)"
    )
    own = replace(SHARED, name="own", port=8090, scope=Scope.USER)
    behind = replace(SHARED, mode=Mode.PROXY)

    async def as_guest(one: Connection) -> list[Outcome]:
        releases = [programs.release(version=version) for version in ("1", "2")]
        outcomes = [await finished(deployer.deploy, one, release, own) for release in releases]
        await change(one, "own", Wanted(variables={"GREETING": "hello"}))
        outcomes.append(await finished(restart, one, "own"))
        assert ask(server, port=8090) == "version 2 greeting hello\n"
        await take_off(one, "own")
        return outcomes

    outcomes = on(server, tmp_path, as_guest, user="guest")
    for version in ("1", "2"):
        outcomes.append(deploy(server, tmp_path, programs.release(version=version), behind))
    assert [one.result for one in outcomes] == [Result.DEPLOYED] * 5, outcomes
    on(server, tmp_path, lambda one: change(one, "web", Wanted(credentials={"db": b"secret"})))
    on(server, tmp_path, lambda one: finished(restart, one, "web"))
    assert ask(server, "/?read=/run/credentials/web.service/db").startswith("secret")


def with_env(folder: Path, greeting: str, *, tasks: int) -> Service:
    file = folder / f"{greeting}.env"
    file.write_text(f"GREETING={greeting}\n")
    return replace(SHARED, env_file=file, limits=Limits(tasks=tasks))


def test_a_redeploy_a_roll_back_and_a_bad_release_lose_nothing(
    server: Server, tmp_path: Path
) -> None:
    first, second = with_env(tmp_path, "one", tasks=101), with_env(tmp_path, "two", tasks=102)
    deploy(server, tmp_path, programs.release(version="1"), first)
    good, bad = programs.release(version="2"), programs.release("crash", "3")

    async def all_three(one: Connection) -> tuple[list[Outcome], Tally]:
        load = Load(Aim(host=server.address, port=8080, method="POST", rate=200, keep_alive=False))
        load.start()
        jobs = (
            partial(deployer.deploy, one, good, second),
            partial(deployer.deploy, one, bad, first),
            partial(roll_back, one, "web"),
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
    assert ask(server) == "version 1 greeting one\n"
    assert server.run("systemctl show web --property=TasksMax --value").strip() == "101"
