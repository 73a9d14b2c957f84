"""Deploys that are cut off at every kind of moment: afterwards the old or the new one is live, whole.

`GOFERRY_FAULTS` says how many moments of each kind; CI takes a few, `make fault-test` many.
"""

from __future__ import annotations

import asyncio
import os
import random
import time
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.deploy import deployer
from core.deploy.model import Mode
from core.events import Finished, StepStarted
from core.home import Home
from core.problems import ProblemError
from core.server.connection import connect, offered_key
from core.server.host_keys import trust
from tests import programs
from tests.deploying import ask, deploy, remove, service, session

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
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
    number, finished = 1, False
    while not finished:
        deploy(server, tmp_path, programs.release(version="1"), service(mode))
        finished = asyncio.run(until_step(server, tmp_path, service(mode), number=number))
        must_be_whole(server, "1", "2")
        number += 1
    assert number > 5


class Cutter:
    """A cable that breaks after so many bytes from the client."""

    def __init__(self, server: Server, *, after: int) -> None:
        self._server = server
        self._left = after
        self.port = 0
        self._tasks: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def between(self) -> AsyncIterator[Cutter]:
        listener = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = listener.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            listener.close()
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there = await asyncio.open_connection(self._server.address, self._server.port)
        back = asyncio.create_task(self._pump(there[0], writer, counted=False))
        self._tasks.add(back)
        await self._pump(reader, there[1], counted=True)
        for end in (writer, there[1]):
            end.transport.abort()
        back.cancel()

    async def _pump(
        self, source: asyncio.StreamReader, target: asyncio.StreamWriter, *, counted: bool
    ) -> None:
        try:
            while data := await source.read(65_536):
                if counted:
                    data = data[: self._left]
                    self._left -= len(data)
                target.write(data)
                await target.drain()
                if counted and self._left <= 0:
                    return
        except OSError:
            return


async def through_cable(server: Server, folder: Path, release: Release, *, after: int) -> bool:
    """Deploy over a cable that breaks; tell whether it came to its end all the same."""
    home = Home.find(folder / "cable")
    async with Cutter(server, after=after).between() as cutter:
        straight = server.profile(user="deploy")
        profile = replace(straight, host="127.0.0.1", port=cutter.port)
        trust(home.known_hosts, profile.host, profile.port, await offered_key(straight))
        try:
            connection = await connect(profile, home)
        except ProblemError:
            return False
        try:
            async with aclosing(deployer.deploy(connection, release, service())) as job:
                async for event in job:
                    if isinstance(event, Finished):
                        return event.value.problem is None
        except ProblemError:
            return False
        finally:
            await connection.close()
    return False


def test_a_cable_that_breaks_anywhere_leaves_a_whole_server(server: Server, tmp_path: Path) -> None:
    deploy(server, tmp_path, programs.release(version="1"), service())
    size = programs.release(version="2").size
    for number in range(MOMENTS):
        after = DICE.choice((DICE.randrange(6_000), DICE.randrange(6_000, size + 80_000)))
        asyncio.run(through_cable(server, tmp_path, programs.release(version="2"), after=after))
        must_be_whole(server, "1", "2")
        assert number >= 0
    deploy(server, tmp_path, programs.release(version="3"), service())
    assert must_be_whole(server, "3") == "3"


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
        try:
            asyncio.run(deploy_until(DICE.uniform(0.1, 8.0)))
        except ProblemError:
            pass  # the server was switched off while it was asked
        lasting_debian.boot()
        must_be_whole(lasting_debian, "1", "2")
        deploy(lasting_debian, tmp_path, programs.release(version="1"), service(mode))
