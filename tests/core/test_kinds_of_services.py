"""Services without a port: what is judged before a deploy, and what a status says of them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import pytest

from core.deploy import preflight, schedule
from core.deploy.proposal import service_of
from core.deploy.schedule import Schedule
from core.events import unheard
from core.operate.drill import DrillWish, drill
from core.operate.status import not_well, status
from core.project.traits import ServiceTraits
from core.service import phases
from core.service.following import url_of
from core.service.model import Kind, Mode, Scope, Service
from core.service.phases import Phase
from core.service.results import Runs, Status
from core.service.unit import units
from core.ssh.session import Ran
from tests.made_up import Server, record_of, refusal
from tests.made_up_case import case, codes

if TYPE_CHECKING:
    from core.ssh.session import ServerSession
    from tests.made_up import Answer

WORKER = {"kind": Kind.WORKER}
TIMER = {"kind": Kind.TIMER, "schedule": "daily"}
JOB = Service(name="web", kind=Kind.TIMER, schedule="daily")
TOMORROW = "Mon 2026-11-30 00:00:00 CET"
_KNOWN = Schedule(understood=True, runs=(TOMORROW,), told="Next elapse")


@pytest.mark.parametrize(
    ("service", "times", "found"),
    [
        (WORKER, None, ""),
        ({**WORKER, "mode": Mode.SHARED}, None, "mode_needs_port"),
        ({**TIMER, "mode": Mode.PROXY}, _KNOWN, "mode_needs_port"),
        (TIMER, _KNOWN, ""),
        ({**TIMER, "schedule": ""}, None, "schedule_missing"),
        ({**WORKER, "schedule": "daily"}, None, "schedule_unused"),
        ({"schedule": "daily"}, None, "schedule_unused"),
        (TIMER, replace(_KNOWN, runs=()), "schedule_unusable"),
        (TIMER, Schedule(understood=False, told="Failed to parse"), "schedule_unusable"),
        (TIMER, Schedule(understood=False), ""),
    ],
)
def test_what_does_not_fit_together_is_refused_before_anything_is_sent(
    service: dict[str, Any], times: Schedule | None, found: str
) -> None:
    assert codes(preflight.findings(replace(case(service=service), schedule=times))) == found


def test_a_refused_schedule_is_told_in_systemds_own_words() -> None:
    said = Schedule(understood=False, told="Failed to parse calendar specification 'daily'")
    (problem,) = preflight.findings(replace(case(service=TIMER), schedule=said))
    assert str(problem.what) == "systemd on the server does not understand the schedule daily."
    assert str(problem.why) == f"Output of systemd: {said.told}"
    over = replace(said, understood=True)
    (problem,) = preflight.findings(replace(case(service=TIMER), schedule=over))
    assert str(problem.what) == "With the schedule daily, the job would never run again."


@pytest.mark.parametrize(
    ("service", "times", "found"),
    [
        (TIMER, _KNOWN, "next_runs"),
        (TIMER, Schedule(understood=False), "not_looked_at"),
        ({**TIMER, "rehearse": True}, _KNOWN, "next_runs job_not_rehearsed"),
        ({**WORKER, "rehearse": True}, None, "rehearsal_works"),
        (WORKER, None, ""),
    ],
)
def test_what_a_person_should_know_of_a_service_without_a_port(
    service: dict[str, Any], times: Schedule | None, found: str
) -> None:
    assert codes(preflight.notes(replace(case(service=service), schedule=times))) == found


@pytest.mark.parametrize("kind", [WORKER, TIMER])
def test_of_a_port_nothing_is_said_where_there_is_none(kind: dict[str, Any]) -> None:
    service = {**kind, "port": 80, "scope": Scope.USER}
    facts = {"listeners": None, "firewall": ("ufw",)}
    running = {"unit_state": "active", "env": "PORT=81\n", "exists": frozenset({"bash", "linger"})}
    judged = replace(case(facts=facts, service=service, there=running), schedule=None)
    said = codes((*preflight.findings(judged), *preflight.notes(judged)))
    assert not {"port_needs_root", "firewall_active", "port_in_env_file", "not_looked_at",
                "restart_costs_requests"} & set(said.split()), said  # fmt: skip
    assert url_of(_session(Server()), judged.service) == ""


def test_the_source_chooses_the_mode_only_where_there_is_a_port() -> None:
    ready = ServiceTraits(socket=True, ready=True, stops=True)
    assert service_of("web", WORKER, lambda: ready).mode is Mode.RESTART
    assert service_of("web", {**WORKER, "mode": Mode.SHARED}, lambda: ready).mode is Mode.SHARED


def test_a_job_has_a_timer_and_no_rehearsal_and_is_no_part_of_the_boot() -> None:
    found = units(JOB)
    texts = {file.path.rpartition("/")[2]: file.content for file in found}
    assert texts.keys() == {"web.service", "web.timer", "web-run@.service", "web-recover.service"}
    assert "WantedBy" not in texts["web.service"]
    assert "PORT=" not in texts["web.service"]
    assert "OnCalendar=daily\n" in texts["web.timer"]
    rehearsed = replace(JOB, rehearse=True)
    assert Phase.REHEARSE not in phases.expected(rehearsed)
    assert Phase.REHEARSE in phases.expected(replace(rehearsed, kind=Kind.WORKER))


# ---- when a job runs ----


def asked(service: Service, answer: Answer) -> Schedule | None:
    server = Server(("systemd-analyze calendar", answer))
    return asyncio.run(schedule.asked(_session(server), service))


def test_the_server_is_asked_what_it_makes_of_a_schedule() -> None:
    said = (
        "  Original form: daily\nNormalized form: *-*-* 00:00:00\n"
        f"    Next elapse: {TOMORROW}\n       From now: 15h left\n"
        "       Iter. #2: Tue 2026-12-01 00:00:00 CET\n"
        "       Iteration #3: Wed 2026-12-02 00:00:00 CET\n"
    )
    found = asked(JOB, said)
    assert found is not None
    assert (found.understood, [one[:3] for one in found.runs]) == (True, ["Mon", "Tue", "Wed"])
    over = asked(JOB, "    Next elapse: never\n")
    assert over is not None
    assert (over.understood, over.runs) == (True, ())
    odd = asked(JOB, Ran(1, "Failed to parse calendar specification\n", ""))
    assert odd == Schedule(understood=False, told="Failed to parse calendar specification")
    assert asked(JOB, Ran(127, "sh: systemd-analyze: not found\n", "")) == Schedule(
        understood=False
    )


def test_no_server_is_asked_for_a_schedule_that_is_none() -> None:
    for service in (Service(name="web"), Service(name="web", kind=Kind.TIMER)):
        assert asyncio.run(schedule.asked(_session(Server()), service)) is None


# ---- status ----


def seen(state: str, shown: str, **record: object) -> Status:
    told = f"login root\ncurrent 1-aaaaaaaa\nrelease 1-aaaaaaaa\nunit_state {state}\n"
    server = Server(
        ("TZ=UTC", shown), ("systemd-analyze", ""), ("unit_state", told), record_of(**record)
    )
    return asyncio.run(status(_session(server), "web"))


@pytest.mark.parametrize(
    ("since", "restarts", "well"), [(1, "0", True), (99, "4", False), (93, "4", True)]
)
def test_a_worker_is_well_when_it_was_not_started_anew_just_now(
    since: int, restarts: str, *, well: bool
) -> None:
    shown = f"ActiveEnterTimestampMonotonic={since}000000\nNRestarts={restarts}\nup=100\n"
    found = seen("active", shown, kind="worker", health={"watch": 7})
    assert (found.kind, found.healthy) == (Kind.WORKER, well)
    assert seen("activating", shown, kind="worker").healthy is False


@pytest.mark.parametrize(
    ("sign", "restarts", "kind", "well"),
    [
        (9, "0", "worker", True),
        (9, "4", "worker", False),
        (10, "4", "worker", False),
        (11, "4", "worker", True),
        (10, "4", "web", False),
        (11, "4", "web", True),
    ],
)
def test_what_its_watchdog_ended_is_well_when_it_says_again_that_it_lives(
    sign: int, restarts: str, kind: str, *, well: bool
) -> None:
    shown = (
        "ActiveEnterTimestampMonotonic=10\nup=100\n"
        f"NRestarts={restarts}\nWatchdogTimestampMonotonic={sign}\n"
    )
    scheme = {"worker": "http", "web": "none"}[kind]
    health = {"watchdog": 30, "scheme": scheme}
    assert seen("active", shown, kind=kind, health=health).healthy is well


SHOWN = (
    "ActiveState=inactive\nResult={result}\nExecMainCode={how}\nExecMainStatus={code}\n"
    "ExecMainStartTimestamp={last}\nNextElapseUSecRealtime=2026-11-30T03:00:00+05:30\nup=1\n"
)
NEXT = "2026-11-30T03:00:00+05:30"
LAST = "2026-11-29T03:00:00+05:30"


@pytest.mark.parametrize(
    ("shown", "runs", "well"),
    [
        (("success", 0, 0, ""), Runs(next=NEXT), True),
        (("success", 0, 0, "n/a"), Runs(next=NEXT), True),
        (("success", 1, 0, LAST), Runs(next=NEXT, last=LAST), True),
        (("exit-code", 1, 3, LAST),
         Runs(next=NEXT, last=LAST, code=3, well=False), False),
        (("signal", 2, 9, LAST),
         Runs(next=NEXT, last=LAST, code=137, well=False), False),
    ],
)  # fmt: skip
def test_a_job_is_as_well_as_its_last_run_was(
    shown: tuple[str, int, int, str], runs: Runs, *, well: bool
) -> None:
    result, how, code, last = shown
    told = SHOWN.format(result=result, how=how, code=code, last=last)
    found = seen("active", told, kind="timer", schedule="daily")
    assert (found.healthy, found.runs) == (well, runs)
    if not well:
        problem = not_well("web", [found])
        assert str(problem and problem.why) == f"Its last run ended with exit code {runs.code}."
    assert seen("inactive", told, kind="timer").healthy is False, "its timer does not wait"


def test_a_job_has_nothing_that_a_drill_could_kill() -> None:
    server = Server(record_of(kind="timer", schedule="daily"))
    found = refusal(
        lambda: asyncio.run(drill(_session(server), "web", DrillWish(), report=unheard))
    )
    assert found.code == "nothing_to_drill"


def _session(server: Server) -> ServerSession:
    return cast("ServerSession", server)
