"""A cancel is told as the server tells it: what runs now, and whether it was too late."""

from __future__ import annotations

import asyncio
import os
from contextlib import AsyncExitStack
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest

from core.deploy import deployer
from core.deploy.fleet import deploy_to
from core.events import Event, StepStarted
from core.operate.rollback import roll_back
from core.service.model import Health, Mode
from core.service.results import Result
from tests import programs
from tests.deploying import alike, ask, cable_to, deploy, either, on, service, session

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.events import Job
    from core.service.results import Outcome
    from core.ssh.connection import Connection
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
PATIENT = Health(period=0.2, deadline=600, watch=1)
STEPS = ["Upload", "Install the release", "Rehearse", "Start the service", "healthy"]
CHOSEN = STEPS if os.environ.get("GOFERRY_FAULTS") else ["Upload", "Rehearse", "healthy"]


async def stopped(
    job: Job[Outcome], word: str, *, then: Callable[[], None] | None = None
) -> Outcome:
    """Cancel the job as Ctrl+C does while this step runs; return what it tells in the end."""
    begun = asyncio.Event()

    def report(event: Event) -> None:
        if isinstance(event, StepStarted) and word in str(event.step):
            begun.set()

    task = asyncio.create_task(job(report=report))
    await either(begun, task)
    await asyncio.sleep(0.3)
    if then is not None:
        then()
    task.cancel()
    return await task


@pytest.mark.parametrize("word", CHOSEN)
def test_a_cancelled_deploy_tells_what_runs_and_so_does_the_server(
    server: Server, tmp_path: Path, word: str
) -> None:
    wanted = replace(service(Mode.SOCKET), rehearse=word == "Rehearse")
    first = deploy(server, tmp_path, programs.release(version="1"), wanted)
    patient = replace(wanted, health=PATIENT)
    release = programs.release("sick" if word == "healthy" else "silent", "2")
    outcome = on(
        server, tmp_path, lambda one: stopped(partial(deployer.deploy, one, release, patient), word)
    )
    assert outcome.result is Result.CANCELLED, outcome
    assert outcome.release == first.release
    assert ask(server).startswith("version 1")
    assert server.run("basename $(readlink /opt/web/current)").strip() == first.release
    assert server.run("find /var/lib/goferry/web/incoming -mindepth 2") == ""


def test_a_cancelled_roll_back_stays_and_says_so(server: Server, tmp_path: Path) -> None:
    for version in ("1", "2"):
        deploy(server, tmp_path, programs.release(version=version), service())
    server.run("sed -i 's/ watch=1 / watch=600 /' /usr/local/libexec/goferry/activate-web")
    outcome = on(server, tmp_path, lambda one: stopped(partial(roll_back, one, "web"), "healthy"))
    assert outcome.result is Result.CANCELLED
    assert outcome.release.startswith("2-")
    assert ask(server).startswith("version 2")


def test_out_of_reach_nobody_claims_to_know_how_a_cancel_ended(
    server: Server, tmp_path: Path
) -> None:
    deploy(server, tmp_path, programs.release(version="1"), service())
    patient = replace(service(), health=PATIENT)

    async def whole() -> Outcome:
        async with cable_to(server, tmp_path) as (_, one):
            job = partial(deployer.deploy, one, programs.release("sick", "2"), patient)
            return await stopped(job, "healthy", then=one._transport.close)

    outcome = asyncio.run(whole())
    assert outcome.result is Result.UNKNOWN
    assert outcome.problem is not None
    server.run(
        "cd /var/lib/goferry/web && ls -t txn | head -n 1 | cut -c1-32 >cancel; "
        "while systemctl is-active goferry-web; do sleep 0.2; done"
    )
    assert ask(server).startswith("version 1")


def test_a_cancelled_fleet_is_back_on_the_old_release_everywhere(
    fleet: Callable[[int], tuple[Server, ...]], tmp_path: Path
) -> None:
    servers = fleet(2)
    patient = replace(service(), health=PATIENT)
    for one in servers:
        deploy(one, tmp_path, programs.release(version="1"), service())

    async def whole() -> tuple[Outcome, ...]:
        async with AsyncExitStack() as lines:
            sessions: list[Connection] = []
            for number, one in enumerate(servers):
                line = await lines.enter_async_context(session(one, tmp_path / str(number)))
                line.profile = replace(line.profile, name=f"s{number}")
                sessions.append(line)
            job = partial(deploy_to, alike(sessions, programs.release(version="2"), patient))
            return await cancelled_on("s1", job)

    outcomes = asyncio.run(whole())
    assert [one.result for one in outcomes] == [Result.CANCELLED] * 2, outcomes
    assert [ask(one).split()[1] for one in servers] == ["1", "1"]


async def cancelled_on(server: str, job: Job[tuple[Outcome, ...]]) -> tuple[Outcome, ...]:
    """Cancel when the fleet has come to this server's switch."""
    begun = asyncio.Event()

    def report(event: Event) -> None:
        if (
            isinstance(event, StepStarted)
            and event.server == server
            and "Switch" in str(event.step)
        ):
            begun.set()

    task = asyncio.create_task(job(report=report))
    await either(begun, task)
    task.cancel()
    return await task
