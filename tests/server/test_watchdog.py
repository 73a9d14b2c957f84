"""A program that must tell systemd that it lives, on a real server: while it does, and when not."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.operate.status import status
from core.service.model import Health, HealthScheme, Kind, Mode, Process
from core.service.results import Result
from tests import programs
from tests.deploying import deploy, on, service

if TYPE_CHECKING:
    from pathlib import Path

    from core.service.results import Status
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
WATCHED = Health(period=0.2, threshold=1, deadline=10, watch=4, watchdog=2)
WORKER = replace(service(), kind=Kind.WORKER, health=WATCHED)


def seen(server: Server, folder: Path) -> Status:
    return on(server, folder, lambda one: status(one, "web"))


def shown(server: Server, unit: str, what: str) -> str:
    return server.run(f"systemctl show {unit} --property={what} --value").strip()


def test_who_says_that_it_lives_stays_and_who_does_not_goes_back(
    server: Server, tmp_path: Path
) -> None:
    lives = deploy(server, tmp_path, programs.release("lives", of="work"), WORKER)
    assert lives.result is Result.DEPLOYED, lives.problem
    assert (shown(server, "web", "Type"), shown(server, "web", "NotifyAccess")) == ("exec", "main")
    assert seen(server, tmp_path).healthy is True
    mute = deploy(server, tmp_path, programs.release("works", of="work"), WORKER)
    assert (mute.result, mute.problem and mute.problem.code) == (Result.ROLLED_BACK, "watchdog")
    assert mute.problem is not None
    assert "runtime.goexit" in mute.problem.details, "what each of its goroutines did"
    longer = replace(WATCHED, scheme=HealthScheme.NOTIFY, watch=7)
    rehearsed = replace(WORKER, rehearse=True, health=longer)
    hangs = deploy(server, tmp_path, programs.release("hangs", of="work"), rehearsed)
    assert (hangs.result, hangs.problem and hangs.problem.code) == (Result.REFUSED, "watchdog")
    assert [shown(server, "web", one) for one in ("NRestarts", "ActiveState")] == ["0", "active"]


def test_in_a_mode_that_overlaps_the_running_release_never_stops(
    server: Server, tmp_path: Path
) -> None:
    wanted = service(Mode.SHARED)
    assert deploy(server, tmp_path, programs.release(), wanted).result is Result.DEPLOYED
    pid = shown(server, "web", "MainPID")
    watched = replace(wanted, health=replace(WATCHED, watch=5))
    mute = deploy(server, tmp_path, programs.release(version="2"), watched)
    assert (mute.result, mute.problem and mute.problem.code) == (Result.REFUSED, "watchdog")
    assert shown(server, "web", "MainPID") == pid


def test_one_that_hangs_on_probation_goes_back_and_its_cause_is_named(
    server: Server, tmp_path: Path
) -> None:
    job = Process(name="job", health=WATCHED)
    first = replace(WORKER, processes=(job,))
    well = deploy(server, tmp_path, programs.release("lives", of="work"), first)
    assert well.result is Result.DEPLOYED, well.problem
    late = replace(WORKER, probation=60, health=replace(WATCHED, watch=1, period=5))
    made = deploy(server, tmp_path, programs.release("hangs", of="work"), late)
    assert made.result is Result.DEPLOYED, made.problem
    until = time.monotonic() + 40
    while not (found := seen(server, tmp_path)).release.startswith("1-"):
        assert time.monotonic() < until, found
        time.sleep(1)
    while (found := seen(server, tmp_path)).probation is None:
        assert time.monotonic() < until, found
        time.sleep(1)
    assert found.probation.code == "watchdog"


def test_one_that_systemd_has_to_start_again_and_again_is_not_well(
    server: Server, tmp_path: Path
) -> None:
    quick = replace(WORKER, health=replace(WATCHED, watch=0, watchdog=5))
    made = deploy(server, tmp_path, programs.release("works", of="work"), quick)
    assert made.result is Result.DEPLOYED, made.problem
    until = time.monotonic() + 30
    while shown(server, "web", "NRestarts") == "0" or seen(server, tmp_path).active != "active":
        assert time.monotonic() < until
        time.sleep(0.3)
    assert seen(server, tmp_path).healthy is False
    time.sleep(1)
    assert seen(server, tmp_path).healthy is False, "it has been up for longer than it is watched"
