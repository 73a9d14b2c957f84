"""Deploys that are cut off at every kind of moment: afterwards old or new is live, and whole.

`GOFERRY_FAULTS` says how many moments of each kind; CI takes a few, `make fault-test` many.
"""

from __future__ import annotations

import asyncio
import hashlib
import itertools
import os
import random
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.deploy import deployer
from core.events import Progress
from core.problems import ProblemError
from core.service.model import Limits, Mode
from core.service.results import Result
from tests import programs, testbed
from tests.deploying import ask, cable_to, deploy, finished, remove, service, session, vanish

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.events import Event
    from core.service.model import Release, Service
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
FAULTS = int(os.environ.get("GOFERRY_FAULTS", "0"))  # `make fault-test` sets it
CUTS = FAULTS * 5 // 2 or 4
POWER_CUTS = FAULTS // 2 or 3  # of each mode
LANES = 4 if FAULTS else 1  # services or servers that are broken at the same time
DICE = random.Random(7)  # noqa: S311 - the same moments each time


def must_be_whole(server: Server, *versions: str, name: str = "web", port: int = 8080) -> str:
    """Wait until the server is done with itself, then hold it to the promise; return what runs."""
    state, running = f"/var/lib/goferry/{name}", f"systemctl list-units --plain '{name}-*@*'"
    server.run(
        # What the login started last may not have got as far as to begin.
        f"started() {{ {'pgrep -u deploy sh' if LANES == 1 else 'false'} >/dev/null || "
        f"pgrep -f libexec/goferry/activate-{name} >/dev/null; }}\n"
        f"for n in $(seq 600); do [ -e {state}/txn.json ] || started || "
        f"systemctl is-active --quiet goferry-{name} || break; sleep 0.2; done; "
        f"rm -f {state}/lease; "  # it ends by itself: tests/server/test_races.py
        f"for n in $(seq 300); do [ -e {state}/txn.json ] || break; sleep 0.2; done",
        seconds=240,
    )
    until = time.monotonic() + 60
    while not (answer := ask(server, port=port)) and time.monotonic() < until:
        time.sleep(0.2)
    told = server.run(
        f"readlink /opt/{name}/current; "
        f"readlink /proc/$(systemctl show {name} -p MainPID --value)/exe; "
        f"for n in $(seq 300); do {running} | grep -q ' active ' || break; sleep 0.2; done; "
        f"{running} | grep ' active '; ls -A /opt/{name}/releases | grep tmp; "
        f"ls {state}/txn.json 2>/dev/null",
        check=False,
        seconds=120,
    ).split()
    assert len(told) == 2, told
    assert told[1] == f"/opt/{name}/{told[0]}/bin/{name}"
    assert answer.split()[1] in versions, answer
    return answer.split()[1]


@pytest.mark.parametrize(("mode", "first"), [(Mode.RESTART, 2), (Mode.SHARED, 1)])
def test_a_client_that_vanishes_at_any_step_leaves_a_whole_server(
    server: Server, tmp_path: Path, mode: Mode, first: int
) -> None:
    number, over = 1 if FAULTS else first, False
    while not over:
        deploy(server, tmp_path, programs.release(version="1"), service(mode))
        new = programs.release(version="2")
        over = asyncio.run(vanish(server, tmp_path, new, service(mode), step=number))
        must_be_whole(server, "1", "2")
        number += 1 if FAULTS else 3
    assert number > 5


def new_release(folder: Path, number: int) -> tuple[Release, str]:
    """Make a program that no server has yet, so that it must be uploaded; with its version."""
    version = str(1 + number % 2)
    release = programs.release(version=version)
    binary = folder / f"program{number}"
    binary.write_bytes(release.binary.read_bytes() + f"\n{number}\n".encode())
    content = binary.read_bytes()
    return (
        replace(
            release,
            binary=binary,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
        ),
        version,
    )


async def stages(
    server: Server, folder: Path, release: Release, wanted: Service
) -> tuple[int, int, int, int]:
    """Count the bytes of a whole deploy: to log in, until the upload, with it, and in all."""
    uploading: list[int] = []
    async with cable_to(server, folder) as (cable, connection):
        in_after = cable.passed
        before = cable.passed

        def report(event: Event) -> None:
            nonlocal before
            if isinstance(event, Progress):
                uploading.append(cable.passed)
            elif not uploading:
                before = cable.passed

        await deployer.deploy(connection, release, wanted, report=report)
        return in_after, before, uploading[-1], cable.passed


def moments(marks: tuple[int, ...], number: int) -> list[int]:
    """Choose places to cut, as many in each stage: login, preflight, upload, activation."""
    stretches = list(itertools.pairwise((0, *marks)))
    return [DICE.randrange(*stretches[one % len(stretches)]) for one in range(number)]


def test_a_cable_that_breaks_anywhere_leaves_a_whole_server(server: Server, tmp_path: Path) -> None:
    first, _ = new_release(tmp_path, 0)
    deploy(server, tmp_path, programs.release(version="1"), service())
    marks = asyncio.run(stages(server, tmp_path, first, service()))
    cuts = moments(marks, CUTS)

    def break_often(lane: int) -> None:
        folder = tmp_path / str(lane)
        folder.mkdir()
        wanted = service(name=f"web{lane}", port=9000 + lane)
        deploy(server, folder, programs.release(version="1"), wanted)
        runs = "1"
        for number, after in enumerate(cuts[lane::LANES], start=1):
            release, version = new_release(folder, number)
            asyncio.run(through_cable(server, folder, release, wanted, after=after))
            runs = must_be_whole(server, runs, version, name=wanted.name, port=wanted.port)
            release.binary.unlink()
        deploy(server, folder, new_release(folder, 0)[0], wanted)
        must_be_whole(server, "1", name=wanted.name, port=wanted.port)

    try:
        with ThreadPoolExecutor(LANES) as lanes:
            list(lanes.map(break_often, range(LANES)))
    finally:
        for lane in range(LANES):
            remove(server, f"web{lane}")


async def through_cable(
    server: Server, folder: Path, release: Release, wanted: Service, *, after: int
) -> None:
    """Deploy over a cable that breaks after so many bytes."""
    with suppress(ProblemError):
        async with cable_to(server, folder, cut_after=after) as (_, connection):
            await finished(deployer.deploy, connection, release, wanted)


def belongings(server: Server) -> tuple[str, str]:
    """The environment that the program has, and the limit that its unit sets."""
    limit = server.run("systemctl show web --property=TasksMax --value").strip()
    return ask(server).split()[-1], limit


@pytest.mark.parametrize("mode", [Mode.RESTART, Mode.SHARED])
def test_a_power_cut_or_a_reboot_at_any_moment_leaves_a_whole_server(
    tmp_path: Path, mode: Mode
) -> None:
    def of_version(version: str, folder: Path) -> Service:
        """Give each version an environment and a limit of its own, which belong to it."""
        env_file = folder / f"{version}.env"
        env_file.write_text(f"GREETING={version}\n")
        limits = Limits(tasks=100 + int(version))
        return replace(service(mode), env_file=env_file, limits=limits)

    async def deploy_until(  # noqa: PLR0913 - all that a cut of the power needs
        server: Server,
        folder: Path,
        release: Release,
        wanted: Service,
        *,
        moment: float,
        switch_off: Callable[[], None],
    ) -> None:
        async with session(server, folder) as one:
            task = asyncio.create_task(finished(deployer.deploy, one, release, wanted))
            await asyncio.sleep(moment)
            await asyncio.to_thread(switch_off)
            task.cancel()
            with suppress(asyncio.CancelledError):
                told = await task
                assert told.result is not Result.DOWN, "nobody knows yet what will run there"

    def cut_often(server: Server, lane: int) -> None:
        folder = tmp_path / str(lane)
        folder.mkdir()
        first = of_version("1", folder)
        deploy(server, folder, programs.release(version="1"), first)
        runs, since = "1", time.monotonic()
        deploy(server, folder, new_release(folder, 0)[0], first)
        whole = time.monotonic() - since
        for number in range(1 + lane, 1 + POWER_CUTS, LANES):
            release, version = new_release(folder, number)
            wanted = of_version(version, folder)
            moment = DICE.uniform(0.05, 1.1 * whole)
            switch_off = server.kill if number % 2 else server.shut_down
            with suppress(ProblemError):  # the server was switched off while it was asked
                asyncio.run(
                    deploy_until(
                        server, folder, release, wanted, moment=moment, switch_off=switch_off
                    )
                )
            server.boot()
            runs = must_be_whole(server, runs, version)
            assert belongings(server) == (runs, f"10{runs}")
            release.binary.unlink()

    _skip_unless_servers()
    with testbed.boot_many(LANES, keeps_disk=True) as servers, ThreadPoolExecutor(LANES) as lanes:
        list(lanes.map(cut_often, servers, range(LANES)))


def _skip_unless_servers() -> None:
    if why := testbed.unavailable():
        pytest.skip(why)
