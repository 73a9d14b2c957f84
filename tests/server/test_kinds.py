"""Services without a port on a real server: a worker, a timer's job, and what is run only once."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.deploy import deployer
from core.operate import running, secrets
from core.operate.drill import DrillWish, drill
from core.operate.rollback import restart, roll_back, stop
from core.operate.status import not_well, status
from core.problems import ProblemError
from core.service.model import Kind, RunWish, Scope
from core.service.results import Result
from tests import programs
from tests.deploying import cable_to, deploy, finished, on, remove_of_user, service
from tests.reading import log_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.events import LogLine, ServiceLine
    from core.operate.running import OneOff
    from core.service.model import Release, Service
    from core.service.results import Outcome, Status
    from core.ssh.connection import Connection
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
WORKER = replace(service(), kind=Kind.WORKER)
JOB = replace(service(), kind=Kind.TIMER, schedule="*-*-* 03:00")
_KEPT = "/var/lib/goferry/web"


def work(behaviour: str, version: str = "1") -> Release:
    return programs.release(behaviour, version, of="work")


class Ran:
    """What was run once, and what it wrote."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def take(self, line: LogLine) -> None:
        self.lines.append(line.text)

    async def begun(self, task: asyncio.Task[OneOff]) -> None:
        """Wait for its first line; where it fails before, say so."""
        while not self.lines and not task.done():  # noqa: ASYNC110 - the line comes from a server
            await asyncio.sleep(0.05)
        if task.done():
            await task

    async def run(self, one: Connection, *arguments: str, again: str = "") -> OneOff:
        wish = RunWish(arguments=arguments, again=again)
        return await running.run(one, "web", wish, self.take)


def test_a_worker_comes_stays_up_and_goes_back_when_it_does_not(
    server: Server, tmp_path: Path
) -> None:
    first = deploy(server, tmp_path, work("works"), replace(WORKER, rehearse=True))
    assert (first.result, first.url) == (Result.DEPLOYED, ""), first.problem
    assert "PORT=" not in server.run("systemctl show web.service --property=Environment")
    bad = deploy(server, tmp_path, work("dies", "2"), WORKER)
    assert bad.result is Result.ROLLED_BACK
    assert bad.problem is not None
    assert (bad.problem.code, "the queue is gone" in str(bad.problem.why)) == ("crashed", True)

    async def look(one: Connection) -> None:
        found = await status(one, "web")
        assert (found.kind, found.healthy, found.active) == (Kind.WORKER, True, "active")
        done = await finished(drill, one, "web", DrillWish())
        assert (done.requests, done.recovered_seconds < 10) == (0, True)
        assert (await status(one, "web")).healthy is True, "a change of ours is no crash"
        server.run("systemctl kill --signal=KILL web.service; sleep 2.5")
        assert (await status(one, "web")).healthy is False, "it was started anew just now"

    on(server, tmp_path, look)


@pytest.fixture
def indian(server: Server) -> Iterator[Server]:
    """Return the server with the clock of Kolkata."""
    clock = "ln -sf /usr/share/zoneinfo/{} /etc/localtime && systemctl daemon-reload"
    server.run(clock.format("Asia/Kolkata"))
    yield server
    server.run(clock.format("Etc/UTC"))


def test_a_job_runs_at_its_times_and_now_and_tells_how_it_ended(
    indian: Server, tmp_path: Path
) -> None:
    server = indian
    odd = deploy(server, tmp_path, work("job"), replace(JOB, schedule="at three"))
    assert odd.problem is not None
    assert (odd.result, odd.problem.code) == (Result.REFUSED, "schedule_unusable")
    first = deploy(server, tmp_path, work("job"), JOB)
    assert (first.result, first.url) == (Result.DEPLOYED, ""), first.problem
    server.run(
        "systemctl is-enabled web.timer; ! ls /etc/systemd/system/*.target.wants/web.service"
    )

    logged: list[ServiceLine] = []

    async def well(one: Connection) -> Status:
        before = await status(one, "web")
        assert before.runs is not None
        assert (before.healthy, before.runs.last, before.active) == (True, "", "active")
        assert before.runs.next.endswith("T03:00:00+05:30"), "as its schedule and its clock say"
        ran = Ran()
        assert (await ran.run(one)).code == 0
        assert ran.lines == ["version 1 starts", "the job is done"]
        logged.extend(await log_of(one, "web"))
        return await status(one, "web")

    after = on(server, tmp_path, well)
    words = ("version 1 starts", "the job is done")
    kept = [one.text for one in logged if one.text in words]  # other tests' runs before, too
    assert kept[-2:] == list(words), "its log has it, too"
    assert after.runs is not None
    assert (after.healthy, after.runs.last != "", after.runs.code) == (True, True, 0)
    assert deploy(server, tmp_path, work("fails", "2"), JOB).result is Result.DEPLOYED

    async def fails(one: Connection) -> None:
        ended = await Ran().run(one)
        found = await status(one, "web")
        assert (ended.code, found.healthy, found.runs and found.runs.code) == (3, False, 3)
        problem = not_well("web", [found])
        assert str(problem and problem.why) == "Its last run ended with exit code 3."
        assert (await finished(roll_back, one, "web")).result is Result.DEPLOYED
        assert (await Ran().run(one)).code == 0, "the release before does it again"
        assert (await status(one, "web")).healthy is True
        assert (await finished(restart, one, "web")).result is Result.DEPLOYED
        assert (await finished(stop, one, "web")).result is Result.DEPLOYED
        assert (await status(one, "web")).active == "inactive"

    on(server, tmp_path, fails)


def test_a_job_that_runs_goes_on_over_a_switch_and_there_is_one_of_it(
    server: Server, tmp_path: Path
) -> None:
    assert deploy(server, tmp_path, work("long"), JOB).result is Result.DEPLOYED

    async def meanwhile(one: Connection) -> tuple[OneOff, list[str], Outcome]:
        ran = Ran()
        first = asyncio.create_task(ran.run(one))
        await ran.begun(first)
        with pytest.raises(ProblemError, match="The job is running already"):
            await Ran().run(one)
        outcome = await finished(deployer.deploy, one, work("long", "2"), JOB)
        return await first, ran.lines, outcome

    ended, lines, outcome = on(server, tmp_path, meanwhile)
    assert (outcome.result, outcome.release[:2]) == (Result.DEPLOYED, "2-")
    assert (ended.code, lines[-1]) == (0, "the long job is done by version 1")


def test_what_is_run_once_has_all_that_the_service_has(server: Server, tmp_path: Path) -> None:
    (tmp_path / "env").write_text("GREETING=hello\n")
    wanted = replace(WORKER, env_file=tmp_path / "env")
    first = deploy(server, tmp_path, work("works"), wanted)
    assert first.result is Result.DEPLOYED, first.problem

    async def once(one: Connection) -> None:
        await secrets.change(one, "web", secrets.Wanted(credentials={"token": b"xyz"}))
        ran = Ran()
        words = ("a b", "${GREETING}!", "$HOME 100%", "ü'\"\\", "", "a\nb", ";", "-x")
        ended = await ran.run(one, "words", *words)
        assert (ended.code, ended.problem) == (0, None)
        assert ran.lines == [
            *('"a b"', '"hello!"', '"$HOME 100%"', r'''"ü'\"\\"''', '""', r'"a\nb"', '";"', '"-x"'),
            f"/opt/web/releases/{first.release} {first.release} hello xyz true",
            "open /etc/shadow: permission denied",
        ]
        ran = Ran()
        ended = await ran.run(one, "code", "3")
        assert (ended.code, ended.problem and ended.problem.code) == (3, "run_failed")
        ran = Ran()
        assert (await ran.run(one, "flood", "20000")).code == 0
        assert (len(ran.lines), ran.lines[-1].split()[:2]) == (20_000, ["line", "20000"])
        with pytest.raises(ProblemError, match="No arguments were given to run web"):
            await Ran().run(one)
        ran = Ran()
        task = asyncio.create_task(ran.run(one, "wait"))
        await ran.begun(task)
        task.cancel()
        ended = await task
        assert (ended.code, ended.problem and ended.problem.code) == (7, "cancelled")
        assert ran.lines == ["waiting", "asked to end"]

    on(server, tmp_path, once)
    history = server.run(f"tail -n 1 {_KEPT}/history.jsonl")
    assert '"login":"deploy","verb":"run"' in history
    assert '"code":"7"' in history
    look = "ls -d /run/systemd/system/web*; systemctl list-units --all 'web-run@*'"
    assert "web-run@" not in server.run(look, check=False)


def test_what_was_started_goes_on_without_a_line_and_can_be_read_to_its_end(
    server: Server, tmp_path: Path
) -> None:
    assert deploy(server, tmp_path, work("works"), WORKER).result is Result.DEPLOYED

    async def lost() -> OneOff:
        async with cable_to(server, tmp_path) as (cable, one):
            ran = Ran()
            task = asyncio.create_task(ran.run(one, "slow"))
            await ran.begun(task)
            cable.cut()
            return await task

    ended = asyncio.run(lost())
    assert ended.problem is not None
    assert (ended.code, ended.problem.code) == (None, "run_goes_on")
    assert f"--again {ended.id}" in str(ended.problem.next[0].text)
    ran = Ran()
    again = on(server, tmp_path, lambda one: ran.run(one, again=ended.id))
    assert (again.code, ran.lines) == (0, ["slowly", "and to its end"])


@pytest.fixture
def own(debian: Server) -> Iterator[Server]:
    """A server whose guest may have services that run on, and has none afterwards."""
    debian.run("loginctl enable-linger guest")
    yield debian
    remove_of_user(debian, "guest")


def test_without_root_a_login_has_jobs_of_its_own(own: Server, tmp_path: Path) -> None:
    wanted: Service = replace(JOB, scope=Scope.USER)
    first = deploy(own, tmp_path, work("job"), wanted, user="guest")
    assert first.result is Result.DEPLOYED, first.problem

    async def run(one: Connection) -> None:
        ran = Ran()
        assert (await ran.run(one)).code == 0
        assert (await ran.run(one, "words", "x")).code == 0
        assert ran.lines[:3] == ["version 1 starts", "the job is done", '"x"']
        found = await status(one, "web")
        assert (found.healthy, found.runs and found.runs.code) == (True, 0)

    on(own, tmp_path, run, user="guest")
