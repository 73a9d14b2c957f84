"""Further processes of one release, from goferry.toml to what a server tells of them."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.codec import read_json
from core.operate.status import not_well, status
from core.problems import ProblemError
from core.project import shared
from core.service import further, record
from core.service.layout import Layout
from core.service.model import Health, Kind, Limits, Mode, Process, Scope, Service
from core.service.phases import Phase, expected
from core.service.protocol import Verb
from core.service.results import ProcessStatus, Result
from core.service.reverting import to_itself
from core.service.sound import problem_of
from core.service.unit import units
from core.ssh.session import Ran, Reply
from core.typed import from_plain, to_plain
from core.usecases.serving import ServiceWish, settle
from tests.made_up import Server, record_of
from tests.made_up_clock import leap
from tests.made_up_deploy import MadeUp, deploy, planned, release, running, told
from tests.reading import log_of

if TYPE_CHECKING:
    from pathlib import Path


WORKER = Process(name="worker", args=("work",), limits=Limits(memory="64M"), health=Health(watch=9))
API = Process(name="api-2", kind=Kind.WEB, port=9001, health_path="/up")
WEB = Service(name="web", processes=(WORKER, API))
NIGHTLY = Process(name="nightly", kind=Kind.TIMER, schedule="*-*-* 03:00")
_FILE = """
[service]
name = "web"
memory = "1G"
[processes.worker]
args = ["work"]
memory = "64M"
[processes.api-2]
kind = "web"
port = 9001
health = "/up"
"""


def said(folder: Path, text: str) -> Service:
    """What becomes of a goferry.toml."""
    (folder / "goferry.toml").write_text(text)
    return settle(ServiceWish(what=folder), shared.load(folder))


def refused(folder: Path, text: str) -> str:
    with pytest.raises(ProblemError) as caught:
        said(folder, text)
    problem = caught.value.problem
    return f"{problem.code}: {problem.what} {problem.why}"


# ---- what goferry.toml says ----


def test_each_table_is_a_process_with_the_options_that_it_may_have(tmp_path: Path) -> None:
    found = said(tmp_path, _FILE)
    assert found.limits == Limits(memory="1G")
    assert [one.name for one in found.processes] == ["worker", "api-2"], "in their order"
    worker, api = found.processes
    assert worker.kind is Kind.WORKER, "where nothing is said"
    assert worker == Process(name="worker", args=("work",), limits=Limits(memory="64M"))
    assert (api.port, api.health_path, api.limits) == (9001, "/up", Limits())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[processes.worker]\nmode='shared'", "[processes.worker] cannot set mode; it can set: "),
        ("[processes.worker]\nincludes=['a']", "cannot set includes"),
        ("[processes.worker]\nport=70000", "Port cannot be 70000."),
        ("[processes.Worker]\nport=1", "process_unusable: No further process can be called “Work"),
        ("[processes.a-]\nport=1", "process_unusable: No further process"),
        (f"[processes.a{'b' * 21}]\nport=1", "process_unusable: No further process"),
        ("[processes]\nworker=1", "“processes.worker” must be a table of keys and values"),
        (
            "[processes.a]\nkind='web'\nport=8080",
            "Process “a” needs its own port. Port 8080 already belongs",
        ),
        (
            "[processes.a]\nkind='web'\nport=1\n[processes.b]\nkind='web'\nport=1",
            "Process “b” needs its own port.",
        ),
        ("[processes.a]\nkind='cron'", "Kind cannot be cron."),
    ],
)
def test_what_cannot_be_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    assert told in refused(tmp_path, f"[service]\nname='web'\n{text}\n")


def test_twenty_are_the_most(tmp_path: Path) -> None:
    tables = [f"[processes.p{n}]\nport={9000 + n}\n" for n in range(21)]
    assert len(said(tmp_path, "[service]\nname='web'\n" + "".join(tables[:20])).processes) == 20
    assert "at most" in refused(tmp_path, "[service]\nname='web'\n" + "".join(tables))


def test_a_process_that_two_tables_of_an_older_memory_name_is_refused() -> None:
    twice = replace(WEB, processes=(WORKER, replace(WORKER, port=9001)))
    problem = problem_of(twice)
    assert problem is not None
    assert problem.code == "process_unusable"


def test_what_is_wrong_with_one_is_told_by_its_name_and_leads_to_no_field_of_the_form() -> None:
    problem = problem_of(replace(WEB, processes=(replace(WORKER, port=0),)))
    assert problem is not None
    assert str(problem.what) == "Process “worker”: Port cannot be 0."
    assert (problem.field, [one.action for one in problem.next]) == ("", [None])


# ---- what is kept of them ----


def test_a_project_remembers_them() -> None:
    assert from_plain(Service, json.loads(json.dumps(to_plain(WEB)))) == WEB


def test_a_server_s_record_has_them_in_a_format_that_an_older_goferry_refuses() -> None:
    found = read_json(record.text(WEB))
    assert found["format"] == 2
    assert found["processes"][0]["limits"]["memory"] == "64M"
    assert record.parsed("web", found) == WEB
    assert read_json(record.text(Service(name="web")))["format"] == 1
    assert "processes" not in record.text(Service(name="web"))


@pytest.mark.parametrize("processes", [[{"name": "a;rm -rf /"}], [{}], ["a"], [{"name": 1}], {}, 7])
def test_a_record_that_names_no_process_is_read_as_damaged(processes: object) -> None:
    server = Server(record_of(processes=processes))
    if processes == {}:
        assert asyncio.run(record.read(server, "web")).processes == ()
        return
    with pytest.raises(ProblemError) as caught:
        asyncio.run(record.read(server, "web"))
    assert caught.value.problem.code == "record_unreadable"


# ---- their units ----


@pytest.mark.parametrize("scope", list(Scope))
def test_each_has_a_unit_of_its_own_with_all_that_is_the_service_s(scope: Scope) -> None:
    service = replace(WEB, scope=scope)
    found = {one.path.rpartition("/")[2]: one.content for one in units(service)}
    main, own = found["web.service"].splitlines(), found["web.worker.service"].splitlines()
    other = [line for line in own if line not in main]
    *lines, section, settings = other
    root = "/opt/web/current" if scope is Scope.SYSTEM else "%h/.local/share/goferry/web/current"
    assert lines == [
        "Description=web.worker"
        + ("" if scope is Scope.SYSTEM else ", without root: not sandboxed"),
        f"ExecStart={root}/bin/web work",
        "MemoryMax=64M",
    ]
    assert section == "[X-GoFerry]"
    words = settings.removeprefix("Settings=").split()
    assert {"service=web", "kind=worker", "mode=restart", "watch=9"} <= set(words)
    assert own[-2:] == [section, settings]
    assert "Environment=PORT=9001\n" in found["web.api-2.service"]
    assert "health_path=/up" in found["web.api-2.service"]


def test_a_job_has_a_timer_beside_its_unit_and_none_that_begins_with_the_server() -> None:
    service = replace(WEB, processes=(NIGHTLY,))
    found = {one.path.rpartition("/")[2]: one.content for one in units(service)}
    assert "OnCalendar=*-*-* 03:00\n" in found["web.nightly.timer"]
    assert "Description=When web.nightly runs\n" in found["web.nightly.timer"]
    assert "Type=oneshot\n" in found["web.nightly.service"]
    assert "[Install]" not in found["web.nightly.service"]
    assert "web.timer" not in found


def test_only_names_of_such_units_are_taken_for_them() -> None:
    layout = Layout("web")
    assert layout.process_of("web.worker.service") == "worker"
    assert layout.process_of("web.worker.timer") == "worker"
    assert layout.process_of("goferry-web@job.worker.service") == "", "no unit of its own"
    assert layout.writer_of("goferry-web@job.worker.service") == "worker"
    assert layout.writer_of("web.worker.service") == "worker"
    assert layout.writer_of("goferry-web@job.service") == layout.writer_of("web.service") == ""
    for odd in (
        "web.service",
        "web.a.b.service",
        "web.A.service",
        "other.a.service",
        "web..service",
    ):
        assert layout.process_of(odd) == ""
    assert layout.may_be_ours("/etc/systemd/system/web.worker.service")
    assert not layout.may_be_ours("/usr/lib/systemd/system/web.worker.service")


# ---- changes ----


def test_a_change_has_one_phase_more() -> None:
    alone = replace(WEB, processes=())
    for verb in (Verb.DEPLOY, Verb.ROLLBACK, Verb.RESTART):
        more = [one for one in expected(WEB, verb=verb) if one not in expected(alone, verb=verb)]
        assert more == [Phase.PROCESSES]
    assert to_itself(WEB).steps == to_itself(alone).steps + 1


def test_the_one_that_was_not_well_is_named_and_judged_by_its_own_port(tmp_path: Path) -> None:
    server, program = MadeUp(tmp_path), release(tmp_path)
    server.there = running("0" * 64, WEB)
    server.story = [
        '{"step":"probe","release":"2-x"}',
        '{"journal":"of the main one"}',
        '{"step":"processes","release":"2-x"}',
        '{"process":"api-2"}',
        '{"journal":"no queue"}',
        '{"result":"rolled_back","release":"2-x","running":"1-x","code":"no_answer","detail":"9"}',
    ]
    outcome, _ = leap(told(server, program, WEB))
    assert outcome.result is Result.ROLLED_BACK
    assert outcome.problem is not None
    assert str(outcome.problem.what).startswith("Process “api-2”: ")
    assert "port 9001" in str(outcome.problem.why)
    assert "no queue" in outcome.problem.details
    assert "of the main one" not in outcome.problem.details
    assert outcome.url == "http://192.0.2.7:8080/"


@pytest.mark.parametrize(
    ("states", "unchanged"),
    [
        (("web.worker.service active", "web.api-2.service active"), True),
        (("web.worker.service failed", "web.api-2.service active"), False),
        (("web.worker.service inactive", "web.worker.timer active"), True),
        (("web.worker.service inactive", "web.worker.timer inactive"), False),
    ],
)
def test_a_deploy_is_not_done_while_one_of_them_does_not_run(
    tmp_path: Path, states: tuple[str, ...], *, unchanged: bool
) -> None:
    server, program = MadeUp(tmp_path), release(tmp_path)
    server.there = running(program.sha256, WEB, process=states)
    outcome = deploy(server, program, WEB)
    assert outcome.result is (Result.UNCHANGED if unchanged else Result.DEPLOYED)


# ---- what is seen of them ----


def seen(process: Process, *lines: str, **shown: str) -> tuple[bool | None, ProcessStatus, str]:
    """What a status tells of a service with this process, and why it is not well."""
    told = "\n".join(("login root", "current 3-cccccccc", "unit_state active", *lines))
    service = replace(WEB, health_path="", processes=(process,))
    server = Server(
        ("opens:8080", True),
        ("get:9001/up", Reply(503, {}, b"")),
        ("TZ=UTC systemctl show web.", "\n".join(f"{key}={one}" for key, one in shown.items())),
        ("systemd-analyze", ""),
        ("unit_state", told),
        record_of(**json.loads(record.text(service))),
    )
    found = asyncio.run(status(server, "web"))
    problem = not_well("web", [found])
    return found.healthy, found.processes[0], str(problem.why) if problem else ""


def test_a_service_is_well_when_all_of_it_is() -> None:
    running_ = "process web.worker.service active"
    healthy, process, _ = seen(WORKER, running_, NRestarts="0")
    assert (healthy, process) == (True, ProcessStatus(name="worker", active="active", healthy=True))
    healthy, process, why = seen(WORKER, "process web.worker.service failed")
    assert (healthy, process.healthy, process.active) == (False, False, "failed")
    assert why == "The process “worker” is unhealthy. systemd reports the state “failed”."
    assert seen(WORKER)[1].active == "inactive", "its unit is not even there"
    unsteady = {"NRestarts": "3", "ActiveEnterTimestampMonotonic": "9000000", "up": "10"}
    assert seen(WORKER, running_, **unsteady)[0] is False
    assert seen(API, "process web.api-2.service active")[0] is False, "it answers badly"


def test_a_job_is_as_well_as_its_last_run() -> None:
    waiting = ("process web.nightly.service inactive", "process web.nightly.timer active")
    healthy, process, _ = seen(NIGHTLY, *waiting, Result="success")
    assert (healthy, process.active, process.healthy) == (True, "active", True)
    failed = {"Result": "exit-code", "ExecMainCode": "1", "ExecMainStatus": "3"}
    healthy, process, why = seen(NIGHTLY, *waiting, **failed)
    assert (healthy, process.runs and process.runs.code) == (False, 3)
    assert why == "The last run of the process “nightly” ended with exit code 3."


def test_its_lines_in_the_log_carry_its_name() -> None:
    entries = [
        {"MESSAGE": "a", "_SYSTEMD_UNIT": "web.worker.service", "__CURSOR": "s=1"},
        {"MESSAGE": "b", "_SYSTEMD_UNIT": "web.service", "__CURSOR": "s=2"},
        {
            "MESSAGE": "c",
            "_SYSTEMD_USER_UNIT": "web.api-2.service",
            "_SYSTEMD_UNIT": "user@1.service",
            "__CURSOR": "s=3",
        },
    ]
    server = Server(("journalctl", "\n".join(map(json.dumps, entries))), record_of())
    lines = asyncio.run(log_of(server, "web"))
    assert [(one.process, one.text) for one in lines] == [
        ("worker", "a"),
        ("", "b"),
        ("api-2", "c"),
    ]
    assert "--unit='web.*.service'" in server.asked[-1].text


def test_which_options_a_process_has_follows_from_its_fields() -> None:
    keys = {entry.key for entry in further.OWN_ENTRIES}
    assert {"port", "health_path", "limits.memory", "health.watch"} <= keys
    assert not keys & {"mode", "scope", "env_file", "includes", "keep_releases", "rehearse"}


def test_a_plan_says_what_is_not_rehearsed_and_what_ends(tmp_path: Path) -> None:
    server, program = MadeUp(tmp_path), release(tmp_path)
    old = ("web.worker.service active", "web.old.service active", "web.old.timer active")
    server.there = running("0" * 64, WEB, process=old)
    found = {one.code: one for one in planned(server, program, WEB).notes}
    assert "processes_not_rehearsed" not in found
    assert str(found["processes_end"].what) == "This deploy stops running processes: old."
    found = {one.code: one for one in planned(server, program, replace(WEB, rehearse=True)).notes}
    assert "(worker, api-2)" in str(found["processes_not_rehearsed"].why)
    server.there = running("0" * 64, WEB, process=old[:1])
    shared_ = replace(WEB, mode=Mode.SHARED)
    found = {one.code: one for one in planned(server, program, shared_).notes}
    assert "processes_not_rehearsed" in found
    assert "processes_end" not in found


@pytest.mark.parametrize(
    ("process", "code", "told"),
    [
        (replace(NIGHTLY, schedule=""), "schedule_missing", "Process “nightly”: The timer"),
        (replace(WORKER, schedule="daily"), "schedule_unused", "Process “worker”: "),
        (API, "port_in_use", "Process “api-2”: Port 9001 is used by odd"),
    ],
)
def test_what_no_service_could_be_no_process_can(
    tmp_path: Path, process: Process, code: str, told: str
) -> None:
    server, program = MadeUp(tmp_path), release(tmp_path)
    server.facts["listen"] = 'LISTEN 0 9 0.0.0.0:9001 0.0.0.0:* users:(("odd",pid=7,fd=3))'
    plan = planned(server, program, replace(WEB, processes=(process,)))
    found = {one.code: str(one.what) for one in plan.findings}
    assert found[code].startswith(told)


def test_a_schedule_is_judged_by_the_server_s_own_systemd(tmp_path: Path) -> None:
    server, program = MadeUp(tmp_path), release(tmp_path)

    async def runs() -> Ran:
        return Ran(0, "  Next elapse: Mon 2026-11-30 03:00:00 UTC\n", "")

    async def odd() -> Ran:
        return Ran(1, "Failed to parse calendar specification\n", "")

    service = replace(WEB, processes=(NIGHTLY,))
    server.at["calendar"] = runs
    (note,) = [one for one in planned(server, program, service).notes if one.code == "next_runs"]
    assert str(note.what).startswith("Process “nightly”: The job runs next at Mon 2026-11-30")
    server.at["calendar"] = odd
    codes = [one.code for one in planned(server, program, service).findings]
    assert codes == ["schedule_unusable"]
