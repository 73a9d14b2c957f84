"""The board: what a row says of a service, by what its server answered to one question."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.operate.board.look import Looker
from core.problems import ProblemError
from core.service import record
from core.service.model import Health, HealthScheme, Kind, Process, Service
from core.service.results import ProcessStatus, Runs
from core.service.seen import Difference, Drift, Machine, Mark, Seen
from core.ssh.session import Ran
from tests.made_up import Server
from tests.made_up_board import RUNS, WENT_LIVE, There

if TYPE_CHECKING:
    from collections.abc import Mapping

UNIT = "/etc/systemd/system/web.service"
PROGRAM = "/opt/web/releases/2-bbbbbbbb/bin/web"
HELPER = "/usr/local/libexec/goferry/activate-web"
SHA, OTHER = "ab" * 32, "cd" * 32
NOTED = "\n".join(
    (
        "release 2-bbbbbbbb",
        "disk 8500000",
        f"{SHA} 1/2/3.4 {UNIT}",
        f"{SHA} 5/6/7.8 {PROGRAM}",
        f"{SHA} 9/9/9.9 {HELPER}",
    )
)
AS_NOTED = {UNIT: "1/2/3.4", PROGRAM: "5/6/7.8", HELPER: "9/9/9.9"}
WORKER = Service(name="web", kind=Kind.WORKER)


def looked(*there: There, times: int = 1) -> tuple[Machine, list[str]]:
    """Look so many times at a server that answers each question in its turn."""
    server = Server(("exec bash", [one.text for one in there]))
    looker = Looker()

    async def look() -> Machine:
        for _ in range(times - 1):
            await looker.look(server)
        return await looker.look(server)

    return asyncio.run(look()), server.texts()


def row(*there: There, times: int = 1) -> Seen:
    (found,) = looked(*there, times=times)[0].services
    return found


def test_a_row_holds_all_that_the_server_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time", lambda: 1_796_036_400.0)  # when the server says it is
    machine, _ = looked(There())
    assert machine == Machine(
        server="web1",
        at=1_796_036_400.0,
        took=machine.took,
        clock="2026-11-30T12:00:00+01:00",
        uptime=1000.5,
        cpus=3,
        load=0.25,
        memory_used=512_000,
        memory_size=2_048_000,
        disk_free=409_600,
        disk_size=1_638_400,
        reboot_required=True,
        services=(
            Seen(
                server="web1",
                service="web",
                active="active",
                release="2-bbbbbbbb",
                previous="1-aaaaaaaa",
                since="2026-11-30T11:58:20+01:00",
                uptime=100.5,
                run="ab" * 16,
                restarts=2,
                memory=5_000_000,
                cpu=10 / 100.5,
                cpu_seconds=10.0,
                healthy=True,
                latency=0.0025,
                changes=(
                    Mark(at=1_796_032_800.0, verb="deploy", release="1-aaaaaaaa"),
                    Mark(at=1_796_036_340.0, verb="deploy", release="2-bbbbbbbb"),
                ),
                url="http://192.0.2.1:8080/",
            ),
        ),
    )


def test_the_first_look_asks_twice_and_each_further_one_once() -> None:
    machine, asked = looked(There(answers=()), There(), times=3)
    assert machine.services[0].healthy is True
    assert len(asked) == 4
    assert "questions=()" in asked[0]
    assert "questions=(http 8080 /up 3)" in asked[1]


@pytest.mark.parametrize(
    ("said", "healthy"),
    [
        ("200 2-bbbbbbbb", True),
        ("399 -", True),
        ("404 -", False),
        ("speaks_https -", False),
        ("", False),
    ],
)
def test_a_reply_is_judged_as_a_deploy_judges_it(said: str, *, healthy: bool) -> None:
    found = row(There(answers=(f"0 900 {said}",)))
    assert (found.healthy, found.latency) == (healthy, 0.0009 if said else None)
    assert (found.why is None) is healthy


@pytest.mark.parametrize("state", ["inactive", "failed", "activating"])
def test_one_that_is_not_active_is_not_well_whatever_answers_at_its_port(state: str) -> None:
    found = row(There(units={"web.service": {**RUNS, "ActiveState": state, "MainPID": "0"}}))
    assert (found.active, found.healthy, found.uptime) == (state, False, None)
    assert found.why is not None
    assert str(found.why.why) == f"systemd reports the state “{state}”."


@pytest.mark.parametrize(
    ("state", "sub", "job", "restarting"),
    [
        ("activating", "auto-restart", "", True),
        ("activating", "auto-restart-queued", "340", True),
        ("deactivating", "stop-sigterm", "", True),
        ("deactivating", "stop-sigterm", "1340", False),
        ("activating", "start", "12", False),
        ("failed", "failed", "", False),
    ],
)
def test_what_systemd_starts_again_is_restarting_and_what_a_person_stops_is_not(
    state: str, sub: str, job: str, *, restarting: bool
) -> None:
    told = {"ActiveState": state, "SubState": sub, "Job": job}
    found = row(There(units={"web.service": {**RUNS, **told}}))
    assert (found.active, found.restarting, found.healthy) == (state, restarting, False)
    assert found.why is not None
    assert ("systemd is restarting it" in str(found.why.why)) is restarting


def test_where_systemd_says_nothing_nobody_knows() -> None:
    found = row(There(units={}))
    assert (found.active, found.healthy, found.why) == ("unknown", None, None)
    assert found.unknown is not None
    assert found.unknown.code == "systemd_silent"


def test_a_worker_is_well_that_stays_up() -> None:
    for restarts, since, healthy in (("0", "0", True), ("3", "999000000", False)):
        shown = {**RUNS, "NRestarts": restarts, "ActiveEnterTimestampMonotonic": since}
        found = row(There(service=WORKER, units={"web.service": shown}, answers=()))
        assert (found.healthy, found.latency, found.url) == (healthy, None, "")


def test_a_timer_tells_of_its_runs_by_the_servers_clock() -> None:
    job = Service(name="web", kind=Kind.TIMER, schedule="daily")
    ran = {
        "ActiveState": "inactive", "Result": "exit-code", "ExecMainCode": "1",
        "ExecMainStatus": "3", "ExecMainStartTimestamp": "Mon 2026-11-30 10:00:00 UTC",
    }  # fmt: skip
    timer = {"ActiveState": "active", "NextElapseUSecRealtime": "Tue 2026-12-01 00:00:00 UTC"}
    found = row(There(service=job, units={"web.service": ran, "web.timer": timer}, answers=()))
    assert (found.active, found.healthy) == ("active", False)
    assert found.runs == Runs(
        last="2026-11-30T11:00:00+01:00", next="2026-12-01T01:00:00+01:00", code=3, well=False
    )


def test_a_process_that_is_not_well_makes_its_service_so() -> None:
    both = Service(
        name="web", health_path="/up", processes=(Process(name="mail", kind=Kind.WORKER),)
    )
    units = {"web.service": RUNS, "web.mail.service": {**RUNS, "ActiveState": "failed"}}
    found = row(There(service=both, units=units))
    assert found.healthy is False
    assert found.processes == (ProcessStatus(name="mail", active="failed", healthy=False),)
    assert found.memory == 10_000_000, "what its processes use together"


def test_what_only_the_helper_can_ask_is_asked_by_it_and_not_at_every_look() -> None:
    health = Health(scheme=HealthScheme.COMMAND, command="check")
    there = There(service=Service(name="web", health=health), answers=())
    server = Server(("exec bash", there.text), ("activate-web", '{"healthy":false}'))
    looker = Looker()
    first, second = (asyncio.run(looker.look(server)).services[0] for _ in range(2))
    assert (first.healthy, second.healthy) == (False, False)
    assert sum("activate-web" in one for one in server.texts()) == 1


def test_how_busy_it_is_counts_from_the_look_before_while_the_run_is_the_same() -> None:
    later = {**RUNS, "CPUUsageNSec": "12000000000"}
    after = There(units={"web.service": later}, machine=("uptime 1010.50", *There().machine[1:]))
    assert row(There(), There(), after, times=2).cpu == pytest.approx(0.2)
    other = replace(after, units={"web.service": {**later, "InvocationID": "cd" * 16}})
    assert row(There(), There(), other, times=2).cpu == pytest.approx(12 / 110.5)


def test_without_accounting_the_main_process_is_what_is_known() -> None:
    unset = {**RUNS, "MemoryCurrent": "[not set]", "CPUUsageNSec": "[not set]"}
    there = There(units={"web.service": unset}, processes=("42 1000 150 50",))
    found, asked = looked(There(units={"web.service": unset}), there)
    assert "pids=(42)" in asked[1]
    assert (found.services[0].memory, found.services[0].cpu_seconds) == (1_024_000, 2.0)


@pytest.mark.parametrize(
    ("went", "code"),
    [
        ({"time": "2026-11-30T03:15:00Z"}, None),
        ({"time": "2026-11-28T12:00:00Z"}, None),
        ({"time": "2026-11-28T09:00:00Z"}, "daily_late"),
        ({"time": "2026-11-28T09:00:00Z", "code": "not_sent"}, "daily_failed"),
        ({"time": "2026-11-28T09:00:00"}, None),
        ({"time": "soon"}, None),
    ],
)
def test_a_daily_copy_that_failed_or_is_late_is_told(
    went: Mapping[str, str], code: str | None
) -> None:
    found = row(There(daily=json.dumps(went)))
    assert (found.healthy, found.copied and found.copied.time) == (True, went["time"])
    assert (found.uncopied and found.uncopied.code) == code
    assert replace(found, restarts=0).urgency == (2 if code else 3)
    assert row(There()).copied is None


def test_a_release_on_probation_says_until_when() -> None:
    until = '{"release":"2-bbbbbbbb","left":"90","until":"2026-11-30T12:05:00+01:00"}'
    assert row(There(probation=until)).probation_until == "2026-11-30T12:05:00+01:00"


def test_a_record_that_cannot_be_read_is_a_row_that_says_so() -> None:
    for text, code in (("{", "record_unreadable"), ('{"format": 99}', "record_newer")):
        found = row(There(record=text))
        assert (found.service, found.healthy, found.unknown and found.unknown.code) == (
            "web", None, code,
        )  # fmt: skip


def test_a_record_is_read_anew_where_its_text_is_another_and_only_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []
    understood = record.understood

    def counted(server: str, name: str, told: str) -> Service:
        read.append(told)
        return understood(server, name, told)

    monkeypatch.setattr(record, "understood", counted)
    service = Service(name="web", health_path="/up")
    as_job = replace(service, kind=Kind.WORKER)
    machine, _ = looked(There(), There(), There(service=as_job, answers=()), times=4)
    assert machine.services[0].kind is Kind.WORKER
    assert len(read) == 2


def test_what_is_closed_is_told_and_not_passed_over() -> None:
    there = There(words=("closed /var/lib/goferry", "hidden shop", "hidden ../x"))
    machine, _ = looked(there)
    assert machine.unknown is not None
    assert machine.unknown.code == "services_closed"
    assert [(one.service, one.unknown and one.unknown.code) for one in machine.services] == [
        ("shop", "record_not_allowed"),
        ("web", None),
    ]


def test_an_answer_that_breaks_off_is_none() -> None:
    server = Server(("exec bash", Ran(127, There(end="").text, "bash: not found")))
    with pytest.raises(ProblemError) as refused:
        asyncio.run(Looker().look(server))
    assert refused.value.problem.code == "board_not_told"


def drift(facts: Mapping[str, str], digests: Mapping[str, str], **more: object) -> list[Drift]:
    there = replace(There(noted=NOTED, facts=facts, digests=digests), **more)  # type: ignore[arg-type]
    return list(row(There(noted=NOTED), there).drift)


def test_what_is_as_it_was_noted_is_no_drift_and_is_not_read() -> None:
    there = There(noted=NOTED, facts=AS_NOTED)
    machine, asked = looked(There(noted=NOTED), there)
    found = machine.services[0]
    assert (found.drift, found.drift_known, found.disk) == ((), True, 8_500_000)
    assert f"paths=({UNIT} {PROGRAM} {HELPER}) hashes=()" in asked[1].replace("\n", " ")
    assert row(There()).drift_known is False


def test_a_file_that_was_written_is_read_once_and_differs_by_its_content() -> None:
    written = {**AS_NOTED, UNIT: "1/2/9.9"}
    first = There(noted=NOTED, facts=written)
    read = replace(first, digests={UNIT: OTHER})
    machine, asked = looked(There(noted=NOTED), first, read, first, times=2)
    assert machine.services[0].drift == (Drift(kind=Difference.EDITED, path=UNIT),)
    assert [f"hashes=({UNIT})" in one for one in asked] == [False, False, True, False]
    same = replace(first, digests={UNIT: SHA})
    assert row(There(noted=NOTED), first, same, first, times=2).drift == ()


def test_each_difference_has_its_own_name() -> None:
    odd = dict.fromkeys((PROGRAM, HELPER), "0/0/0.0")
    assert drift(odd, {PROGRAM: OTHER, HELPER: OTHER}) == [
        Drift(kind=Difference.GONE, path=UNIT),
        Drift(kind=Difference.HELPER, path=HELPER),
        Drift(kind=Difference.PROGRAM, path=PROGRAM),
    ]
    assert drift(AS_NOTED, {}, current="7-77777777") == [
        Drift(kind=Difference.RELEASE, path="7-77777777")
    ]


def test_additions_for_the_unit_alone_are_drift_and_goferrys_own_are_none() -> None:
    paths = (
        "/etc/systemd/system/web.service.d/more.conf",
        "/etc/systemd/system/web.service.d/goferry-credentials.conf",
        "/usr/lib/systemd/system/service.d/10-all.conf",
    )
    units = {"web.service": {**RUNS, "DropInPaths": " ".join(paths)}}
    assert drift(AS_NOTED, {}, units=units) == [Drift(kind=Difference.ADDED, path=paths[0])]


def test_while_a_change_runs_nothing_is_drift() -> None:
    assert drift({}, {}, words=("changing web",), current="7-77777777") == []


def test_history_that_makes_no_sense_is_no_mark() -> None:
    odd = {**WENT_LIVE, "time": "yesterday"}
    assert row(There(history=(odd,))).changes == ()
