"""Several processes of one release, on real systemd: they switch as one, and return as one."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.operate import running
from core.operate.rollback import restart, roll_back, stop
from core.operate.status import status
from core.service.model import Health, Kind, Limits, Mode, Process, RunWish
from core.service.results import Result
from tests import programs
from tests.deploying import deploy, finished, on, remove, service
from tests.reading import log_of

if TYPE_CHECKING:
    from pathlib import Path

    from core.events import LogLine
    from core.service.model import Release, Service
    from core.service.results import Outcome
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
LONG = bool(os.environ.get("GOFERRY_FAULTS"))
TIMES = 20 if LONG else 2
WATCHED = Health(period=0.2, deadline=5, watch=5)
WORKER = Process(name="worker", kind=Kind.WORKER, args=("work", "a b"), health=WATCHED)
API = Process(name="api", kind=Kind.WEB, args=("api",), port=9001, health=replace(WATCHED, watch=1))
NIGHTLY = Process(name="nightly", kind=Kind.TIMER, args=("job",), schedule="*-*-* 03:00")
ALL = ("web.api.service", "web.nightly.timer", "web.service", "web.worker.service")


def of(
    mode: Mode = Mode.RESTART, *processes: Process, greeting: str = "", folder: Path | None = None
) -> Service:
    """A web service with a worker, an interface of its own and a job."""
    wanted = replace(service(mode), args=("web",), processes=processes or (WORKER, API, NIGHTLY))
    if folder is None:
        return wanted
    (folder / f"{greeting}.env").write_text(f"GREETING={greeting}\n")
    return replace(wanted, env_file=folder / f"{greeting}.env")


def release(version: str, behaviour: str = "well") -> Release:
    return programs.release(behaviour, version, of="many")


def units_of(server: Server) -> dict[str, str]:
    """Of each unit that is there all the time: what it runs, how it was called, and greets."""
    told = server.run(
        "systemctl list-units --plain --no-legend 'web.*' | while read -r unit _ state _; do\n"
        "pid=$(systemctl show $unit --property=MainPID --value); [ $state = active ] || continue\n"
        "if [ ${pid:-0} = 0 ]; then echo $unit -; continue; fi\n"
        "exe=$(readlink /proc/$pid/exe); exe=${exe#/opt/web/releases/}\n"
        "echo $unit ${exe%%-*} $(tr '\\0' '|' </proc/$pid/cmdline | cut -d'|' -f2-) "
        "$(tr '\\0' '\\n' </proc/$pid/environ | grep GREETING); done"
    )
    lines = (line.partition(" ") for line in told.splitlines())
    return {unit: what.strip() for unit, _, what in lines if not unit.endswith(".socket")}


def snapshot(server: Server) -> str:
    """All that belongs to a release beside its program, of all its processes."""
    return server.run(
        "cd / && find etc/systemd/system/web* etc/web var/lib/goferry/web/service.json "
        "usr/local/libexec/goferry/activate-web ! -type d ! -path '*.wants/*' -print0 "
        "2>/dev/null | sort -z | xargs -0 -I@ sh -c 'stat -c \"%n %a %U:%G\" @; sha256sum <@'; "
        "systemctl show web.service web.worker.service web.api.service web.nightly.timer "
        "web.nightly.service --property=Id,MemoryMax,Environment,ExecStart,TimersCalendar "
        "| sed 's/start_time=.*//; s/next_elapse=.*//'; "
        "find etc/systemd/system/*.wants -name 'web*' | sort",
        check=False,
    )


def back(server: Server, folder: Path, release: str = "") -> Outcome:
    return on(server, folder, lambda one: finished(roll_back, one, "web", release=release))


def test_all_switch_as_one_and_return_as_one_and_are_looked_after_as_one(
    server: Server, tmp_path: Path
) -> None:
    assert deploy(server, tmp_path, release("1"), of(Mode.SHARED)).result is Result.DEPLOYED
    assert units_of(server) == {
        "web.api.service": "1 api|",
        "web.nightly.timer": "-",
        "web.service": "1 web|",
        "web.worker.service": "1 work|a b|",
    }
    found = on(server, tmp_path, lambda one: status(one, "web"))
    assert found.healthy
    assert [(one.name, one.active, one.healthy) for one in found.processes] == [
        ("worker", "active", True), ("api", "active", True), ("nightly", "active", True),
    ]  # fmt: skip
    lines = on(server, tmp_path, lambda one: log_of(one, "web"))
    assert ("worker", "work of version 1 starts") in [(one.process, one.text) for one in lines]
    wrote: list[LogLine] = []
    wish = RunWish(process="nightly")
    assert on(server, tmp_path, lambda one: running.run(one, "web", wish, wrote.append)).code == 0
    assert [one.text for one in wrote][-1:] == ["the job is done by version 1"]
    lines = on(server, tmp_path, lambda one: log_of(one, "web"))
    job = [one.text for one in lines if one.process == "nightly"]
    assert job.count("the job is done by version 1") == 1, job
    assert on(server, tmp_path, lambda one: finished(restart, one, "web")).result.good
    server.run("systemctl kill --signal=KILL web.worker.service; systemctl stop web.worker.service")
    ill = on(server, tmp_path, lambda one: status(one, "web"))
    assert (ill.healthy, ill.active) == (False, "active")
    again = deploy(server, tmp_path, release("1"), of(Mode.SHARED))
    assert again.result is Result.DEPLOYED, "one of them did not run"
    assert set(units_of(server)) == set(ALL)
    on(server, tmp_path, lambda one: finished(stop, one, "web"))
    assert units_of(server) == {}
    assert (
        server.run("find /etc/systemd/system/*.wants -name 'web.[anw]*' ! -name web.socket") == ""
    )
    remove(server)
    assert (
        server.run("ls -d /etc/systemd/system/web* 2>&1", check=False).count("cannot access") == 1
    )


# How it fails, which process is told, why, and in which mode.
BAD = [
    ("work:3s", "worker", "crashed", Mode.SHARED),
    ("api:silent", "api", "no_answer", Mode.PROXY),
]
MORE = [
    (behaviour, name, code, mode)
    for behaviour, name, code in (
        ("work:dies", "worker", "crashed"),
        ("work:3s", "worker", "crashed"),
        ("api:silent", "api", "no_answer"),
        ("api:sick", "api", "bad_status"),
        ("api:dies", "api", "crashed"),
        ("web:dies", "", "crashed"),
    )
    for mode in Mode
]


@pytest.mark.parametrize("bad", MORE if LONG else BAD, ids=str)
def test_one_that_is_bad_takes_all_back(
    server: Server, tmp_path: Path, bad: tuple[str, str, str, Mode]
) -> None:
    behaviour, name, code, mode = bad
    old = of(mode, greeting="one", folder=tmp_path)
    assert deploy(server, tmp_path, release("1"), old).result is Result.DEPLOYED
    before, ran = snapshot(server), units_of(server)
    new = of(
        mode,
        replace(WORKER, args=("work", "c"), limits=Limits(tasks=77)),
        API,
        replace(WORKER, name="more", args=("idle",)),
        greeting="two",
        folder=tmp_path,
    )
    outcome = deploy(server, tmp_path, release("2", behaviour), new)
    in_rehearsal = mode is Mode.SHARED and not name  # of the main process alone, and always there
    assert outcome.result is (Result.REFUSED if in_rehearsal else Result.ROLLED_BACK), outcome
    assert outcome.problem is not None
    assert outcome.problem.code == code
    assert (f"Process “{name}”" in str(outcome.problem.what)) is bool(name)
    assert snapshot(server) == before
    assert units_of(server) == ran


def test_one_that_serves_and_turns_sick_on_probation_takes_all_back(
    server: Server, tmp_path: Path
) -> None:
    assert deploy(server, tmp_path, release("1"), of()).result is Result.DEPLOYED
    ran = units_of(server)
    outcome = deploy(server, tmp_path, release("2"), replace(of(), probation=300))
    assert (outcome.result, bool(outcome.probation_until)) == (Result.DEPLOYED, True), outcome
    server.run("systemctl kill --signal=USR1 web.api.service")
    server.run("for _ in $(seq 120); do grep -q '\"verb\":\"return\"' "
               "/var/lib/goferry/web/history.jsonl && break; sleep 1; done")  # fmt: skip
    found = on(server, tmp_path, lambda one: status(one, "web"))
    assert (found.healthy, found.probation_until) == (True, "")
    assert found.probation is not None
    assert found.probation.code == "bad_status"
    assert "Process “api”" in str(found.probation.what)
    assert units_of(server) == ran


def test_a_roll_back_brings_all_of_them_back_as_they_were(server: Server, tmp_path: Path) -> None:
    first = of(greeting="one", folder=tmp_path)
    second = of(
        Mode.RESTART,
        replace(WORKER, args=("work", "c")),
        replace(API, port=9002),
        replace(WORKER, name="more", args=("idle",)),
        greeting="two",
        folder=tmp_path,
    )
    deploy(server, tmp_path, release("1"), first)
    old, ran = snapshot(server), units_of(server)
    for n in range(TIMES):
        outcome = deploy(server, tmp_path, release("2"), second)
        assert outcome.result is Result.DEPLOYED, outcome
        new = units_of(server)
        assert set(new) == {
            "web.api.service", "web.more.service", "web.service", "web.worker.service",
        }  # fmt: skip
        assert new["web.worker.service"].endswith("work|c| GREETING=two")
        outcome = back(server, tmp_path)
        assert outcome.result is Result.DEPLOYED, outcome
        assert snapshot(server) == old, n
        assert units_of(server) == ran
