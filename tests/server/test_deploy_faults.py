"""Deploys that are cut off at every kind of moment: afterwards old or new is live, and whole.

`GOFERRY_FAULTS` says how many moments of each kind; CI takes a few, `make fault-test` many.
"""

from __future__ import annotations

import asyncio
import os
import random
import time
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.deploy import deployer
from core.deploy.model import Mode
from core.events import StepStarted
from core.home import Home
from core.problems import ProblemError
from core.server.connection import connect, offered_key
from core.server.host_keys import trust
from tests import programs
from tests.deploying import ask, deploy, finished, remove, service, session
from tests.proxy import Proxy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.deploy.model import Release, Service
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
MOMENTS = int(os.environ.get("GOFERRY_FAULTS", "3"))
DICE = random.Random(7)  # noqa: S311 - the same moments each time


@pytest.fixture
def server(debian: Server) -> Iterator[Server]:
    yield debian
    remove(debian)


def must_be_whole(server: Server, *versions: str) -> str:
    """Wait until the server is done with itself, then hold it to the promise; return what runs."""
    server.run(
        "for n in $(seq 300); do [ -e /var/lib/goferry/web/txn.json ] || "
        "systemctl is-active --quiet goferry-web || break; sleep 0.2; done; "
        "rm -f /var/lib/goferry/web/lease; "  # it ends by itself: tests/server/test_prepare.py
        "for n in $(seq 150); do [ -e /var/lib/goferry/web/txn.json ] || break; sleep 0.2; done"
    )
    until = time.monotonic() + 20
    while not (answer := ask(server)) and time.monotonic() < until:
        time.sleep(0.2)
    told = server.run(
        "readlink /opt/web/current; readlink /proc/$(systemctl show web -p MainPID --value)/exe; "
        "for n in $(seq 50); do systemctl list-units --plain --no-legend 'web-next@*' 'web-try@*' "
        "| grep -q ' active ' || break; sleep 0.2; done; "
        "systemctl list-units --plain --no-legend 'web-next@*' 'web-try@*' | grep ' active '; "
        "ls -A /opt/web/releases | grep tmp; ls /var/lib/goferry/web/txn.json 2>/dev/null",
        check=False,
    ).split()
    assert len(told) == 2, told
    assert told[1] == f"/opt/web/{told[0]}/bin/web"
    assert answer.split()[1] in versions, answer
    return answer.split()[1]


async def until_step(server: Server, folder: Path, wanted: Service, *, number: int) -> bool:
    """Deploy version 2, and vanish without a word when this step starts."""
    home = Home.find(folder / "home")
    profile = server.profile(user="deploy")
    trust(home.known_hosts, profile.host, profile.port, await offered_key(profile))
    connection = await connect(profile, home)
    job = deployer.deploy(connection, programs.release(version="2"), wanted)
    try:
        async for event in job:
            if isinstance(event, StepStarted) and event.number == number:
                return False
    finally:
        connection._transport.close()  # as if the computer was switched off
        await job.aclose()
        await connection.close()
    return True


@pytest.mark.parametrize("mode", [Mode.RESTART, Mode.SHARED])
def test_a_client_that_vanishes_at_any_step_leaves_a_whole_server(
    server: Server, tmp_path: Path, mode: Mode
) -> None:
    number, over = 1, False
    while not over:
        deploy(server, tmp_path, programs.release(version="1"), service(mode))
        over = asyncio.run(until_step(server, tmp_path, service(mode), number=number))
        must_be_whole(server, "1", "2")
        number += 1
    assert number > 5


async def through_cable(server: Server, folder: Path, release: Release, *, after: int) -> None:
    """Deploy over a cable that breaks after so many bytes."""
    home = Home.find(folder / "cable")
    straight = server.profile(user="deploy")
    with Proxy(server.address, server.port) as cable:
        profile = replace(straight, host="127.0.0.1", port=cable.port)
        trust(home.known_hosts, profile.host, profile.port, await offered_key(straight))
        cable.cut_after(after)
        with suppress(ProblemError):
            connection = await connect(profile, home)
            try:
                await finished(deployer.deploy(connection, release, service()))
            finally:
                await connection.close()


def test_a_cable_that_breaks_anywhere_leaves_a_whole_server(server: Server, tmp_path: Path) -> None:
    deploy(server, tmp_path, programs.release(version="1"), service())
    size = programs.release(version="2").size
    release = programs.release(version="2")
    for _ in range(MOMENTS):
        after = DICE.choice((DICE.randrange(12_000), DICE.randrange(12_000, size + 200_000)))
        asyncio.run(through_cable(server, tmp_path, release, after=after))
        must_be_whole(server, "1", "2")
    deploy(server, tmp_path, programs.release(version="3"), service())
    must_be_whole(server, "3")


@pytest.mark.parametrize("mode", [Mode.RESTART, Mode.SHARED])
def test_a_power_cut_at_any_moment_leaves_a_whole_server(
    lasting_debian: Server, tmp_path: Path, mode: Mode
) -> None:
    deploy(lasting_debian, tmp_path, programs.release(version="1"), service(mode))

    async def deploy_until(seconds: float) -> None:
        async with session(lasting_debian, tmp_path) as one:
            job = deployer.deploy(one, programs.release(version="2"), service(mode))
            cut = asyncio.create_task(asyncio.sleep(seconds))
            try:
                async for _ in job:
                    if cut.done():
                        break
            finally:
                await cut
                await asyncio.to_thread(lasting_debian.kill)
                await job.aclose()

    for _ in range(MOMENTS):
        with suppress(ProblemError):  # the server was switched off while it was asked
            asyncio.run(deploy_until(DICE.uniform(0.1, 8.0)))
        lasting_debian.boot()
        must_be_whole(lasting_debian, "1", "2")
        deploy(lasting_debian, tmp_path, programs.release(version="1"), service(mode))
