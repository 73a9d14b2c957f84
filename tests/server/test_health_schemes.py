"""Each way to ask for health, on a real server: the deploy asks it, and `status` asks the same."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest

from core.deploy import deployer
from core.events import Noticed
from core.operate.drill import DrillWish, drill
from core.operate.extending import extend
from core.operate.status import status
from core.service.model import Health, HealthScheme
from core.service.results import Result
from tests import programs
from tests.deploying import deploy, finished, on, service

if TYPE_CHECKING:
    from pathlib import Path

    from core.events import Event
    from core.problems import Problem
    from core.service.model import Service
    from core.service.results import Outcome, Status
    from core.ssh.connection import Connection
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
QUICK = Health(period=0.1, threshold=1, deadline=4, watch=0)


def asked_by(scheme: HealthScheme, **other: object) -> Service:
    return replace(service(), health=replace(QUICK, scheme=scheme), **other)  # type: ignore[arg-type]


def seen(server: Server, folder: Path) -> Status:
    return on(server, folder, lambda one: status(one, "web"))


def sent(server: Server, folder: Path, behaviour: str, wanted: Service) -> Outcome:
    return deploy(server, folder, programs.release(behaviour, of="speaker"), wanted)


def code_of(outcome: Outcome) -> str:
    return outcome.problem.code if outcome.problem else ""


def test_grpc_is_asked_by_its_health_protocol(server: Server, tmp_path: Path) -> None:
    wanted = replace(asked_by(HealthScheme.GRPC), rehearse=True)
    assert sent(server, tmp_path, "grpc", wanted).result is Result.DEPLOYED
    assert seen(server, tmp_path).healthy is True
    sick = sent(server, tmp_path, "sick", wanted)
    assert (sick.result, code_of(sick)) == (Result.REFUSED, "not_serving")
    other = sent(server, tmp_path, "http", wanted)
    assert (other.result, code_of(other)) == (Result.REFUSED, "speaks_http")
    server.run("systemctl kill --signal=STOP web.service")
    assert seen(server, tmp_path).healthy is False


def test_https_is_asked_over_tls_on_a_low_port(server: Server, tmp_path: Path) -> None:
    wanted = asked_by(HealthScheme.HTTPS, port=443)
    plain = sent(server, tmp_path, "http", wanted)
    assert (plain.result, code_of(plain)) == (Result.REFUSED, "speaks_http")
    done = sent(server, tmp_path, "https", wanted)
    assert (done.result, done.url) == (Result.DEPLOYED, f"https://{server.address}/")
    found = seen(server, tmp_path)
    assert (found.healthy, found.addresses) == (True, (f"https://{server.address}/",))
    wish = DrillWish(program=programs.generator(), back=False)
    tried = on(server, tmp_path, partial(finished, drill, name="web", wish=wish))
    assert tried.requests > 0


def test_one_that_is_ready_late_gets_the_time_that_somebody_gives_it_meanwhile(
    server: Server, tmp_path: Path
) -> None:
    slow = replace(asked_by(HealthScheme.NOTIFY, env=("READY_AFTER=9s",)), rehearse=True)
    release = programs.release("ready", of="speaker")
    told: list[Problem] = []

    async def whole(one: Connection) -> Outcome:
        given = asyncio.Event()

        def hear(event: Event) -> None:
            if isinstance(event, Noticed):
                told.append(event.problem)
                given.set()

        deploying = asyncio.ensure_future(deployer.deploy(one, release, slow, report=hear))
        await given.wait()
        await extend(one, "web", 30)  # systemd itself would have ended it after 4 seconds
        return await deploying

    assert on(server, tmp_path, whole).result is Result.DEPLOYED
    assert [one.code for one in told] == ["still_starting", "deadline_extended"]
    late = programs.release("ready", "2", of="speaker")
    assert deploy(server, tmp_path, late, slow).result is Result.DEPLOYED, "it is remembered"
    assert server.run("ls /run/systemd/system | grep ^web || true") == ""


def test_what_tells_systemd_that_it_is_ready_is_well_then(server: Server, tmp_path: Path) -> None:
    ready = sent(server, tmp_path, "ready", asked_by(HealthScheme.NOTIFY))
    assert ready.result is Result.DEPLOYED, ready.problem
    assert seen(server, tmp_path).healthy is True
    mute = sent(server, tmp_path, "mute", replace(asked_by(HealthScheme.NOTIFY), rehearse=True))
    assert (mute.result, code_of(mute)) == (Result.REFUSED, "not_ready")
    silent = sent(server, tmp_path, "mute", asked_by(HealthScheme.NONE))
    assert silent.result is Result.DEPLOYED, silent.problem


def test_a_command_of_the_program_is_run_beside_it(server: Server, tmp_path: Path) -> None:
    wanted = asked_by(HealthScheme.COMMAND)
    well = replace(wanted, health=replace(wanted.health, command="check 0"), rehearse=True)
    done = sent(server, tmp_path, "mute", well)
    assert done.result is Result.DEPLOYED, done.problem
    assert seen(server, tmp_path).healthy is True
    sick = replace(wanted, health=replace(wanted.health, command="check 3"))
    returned = sent(server, tmp_path, "ready", sick)
    assert returned.problem is not None
    assert (returned.result, returned.problem.code) == (Result.ROLLED_BACK, "health_command")
    assert str(returned.problem.what) == "The health command ended with code 3."
    assert "Last output: checked by 2-" in str(returned.problem.why)
    assert server.run("ls /run/systemd/system | grep _health || true") == ""
