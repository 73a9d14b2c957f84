"""Commands about a running service: what is asked of which server, the JSON, and the exit code."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from core.doors import Door
from core.events import LogLine, StepStarted
from core.operate.differing import differing
from core.operate.drill import Drill
from core.operate.removal import Kept, Reason
from core.problems import ProblemError
from core.service.copies import DataCopy
from core.service.fronted import Certificate, Fronted, Site
from core.service.model import Kind, Scope
from core.service.results import Outcome, ProcessStatus, Result, Runs, Status
from core.words import say, verbatim
from tests.cli_made_up import Called, Cli, a_job, awaited, server
from tests.made_up import problem, record_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.events import Report
    from core.home import Home
    from core.problems import Problem
    from core.ssh.session import ServerSession

MORNING = "2026-11-30T03:00:00+05:30"
TO = ("--service", "web", "--to")
WELL = Status(
    server="web1",
    active="active",
    release="2-bbbbbbbb",
    previous="1-aaaaaaaa",
    releases=("1-aaaaaaaa", "2-bbbbbbbb"),
    healthy=True,
    exposure=1.9,
    protocol=1,
)
SAID = {
    "name": "web1",
    "server": "web1",
    "active": "active",
    "release": "2-bbbbbbbb",
    "previous": "1-aaaaaaaa",
    "releases": ["1-aaaaaaaa", "2-bbbbbbbb"],
    "healthy": True,
    "exposure": 1.9,
    "allow": [],
    "scope": "system",
    "protocol": 1,
    "processes": [],
    "addresses": [],
    "kind": "web",
    "domains": [],
}
GONE = Outcome(
    server="web1",
    result=Result.DEPLOYED,
    release="1-aaaaaaaa",
    previous="2-bbbbbbbb",
    seconds=1.23456,
    uploaded_bytes=0,
    url="http://192.0.2.1:8080/",
)
ENDED = {
    "name": "web1",
    "outcome": "deployed",
    "release": "1-aaaaaaaa",
    "previous": "2-bbbbbbbb",
    "seconds": 1.235,
    "uploaded_bytes": 0,
    "url": "http://192.0.2.1:8080/",
    "sandboxed": True,
}


def two(home: Home, doing: dict[str, Any]) -> Cli:
    return Cli(home, server("web1"), server("web2"), doing=doing)


def status_of(home: Home, *found: Status) -> Cli:
    return fronted(home, (), *found)


def fronted(home: Home, domains: tuple[Fronted, ...] | Problem, *found: Status) -> Cli:
    async def before(_session: ServerSession, _service: str) -> tuple[Fronted, ...] | Problem:
        return domains

    return two(
        home,
        {
            "core.operate.status.status": awaited(list(found)),
            "core.front.standing.before": before,
        },
    )


def test_a_status_tells_each_process_below_its_service(home: Home) -> None:
    worker = ProcessStatus(name="worker", active="active", healthy=True)
    found = replace(WELL, processes=(worker,), probation_until="2026-11-29T10:42:00+00:00")
    first, second = status_of(home, found).run("status", *TO, "web1").out.splitlines()
    assert "on probation until" in first
    assert second == "✓  web1  active  2-bbbbbbbb  worker: healthy"


def test_a_status_of_well_servers_succeeds(home: Home) -> None:
    other = replace(WELL, server="web2", scope=Scope.USER, exposure=None)
    cli = status_of(home, WELL, other)
    ran = cli.json("status", *TO, "web1,web2")
    more = {"name": "web2", "server": "web2", "scope": "user", "exposure": None}
    assert (ran.code, ran.events) == (
        0,
        [{"event": "result", "ok": True, "servers": [SAID, {**SAID, **more}]}],
    )
    assert [call[0][0].profile.name for call in cli.doing["core.operate.status.status"].calls] == [
        "web1",
        "web2",
    ]
    assert {call[0][1] for call in cli.doing["core.operate.status.status"].calls} == {"web"}
    assert all(one.closed == 1 for one in cli.servers.values())


@pytest.mark.parametrize(
    ("active", "told"),
    [("active", "gives no good answer"), ("failed", "does not run"), ("inactive", "does not run")],
)
def test_a_status_of_a_sick_service_fails(home: Home, active: str, told: str) -> None:
    sick = replace(WELL, server="web2", healthy=False, active=active)
    ran = status_of(home, WELL, sick).json("status", *TO, "web1,web2")
    assert (ran.code, ran.problem["code"]) == (1, "service_not_well")
    assert [one["healthy"] for one in ran.result["servers"]] == [True, False]
    assert "[goferry logs --service S --to web2]" in ran.problem["next"][0]
    shown = status_of(home_of(home), WELL, sick).run("status", *TO, "web1,web2")
    first, second = shown.out.splitlines()
    assert (shown.code, first.split()[0], second.split()[0]) == (1, "✓", "✗")
    assert ("healthy" in first, told in second) == (True, True)
    assert "exposure 1.9 of 10" in second
    loose = replace(WELL, allow=(Door.JIT, Door.PROC))
    shown = status_of(home_of(home_of(home)), loose).run("status", *TO, "web1")
    assert shown.out.rstrip().endswith("exposure 1.9 of 10  open: jit, proc")


def test_servers_with_different_releases_are_told_apart_with_the_cause() -> None:
    cause = replace(problem("crashed"), what=verbatim("Release 3-cccccccc failed."))
    ahead = replace(WELL, server="web2", release="9-cccccccc", releases=("9-cccccccc",))
    same = replace(ahead, server="web3", release="3-cccccccc")
    hidden, none = replace(WELL, release="unknown"), replace(WELL, release="")
    back = replace(WELL, probation=cause)
    found = differing("web", (back, ahead, same, hidden, none))
    assert found is not None
    assert str(found.what) == (
        "These servers hold different releases of web: 2-bbbbbbbb (web1); 9-cccccccc (web2, web3)."
    )
    assert str(found.why) == "web1: Release 3-cccccccc failed."
    assert found.details.splitlines() == [
        "web1: 2-bbbbbbbb",
        "web2: 9-cccccccc",
        "web3: 3-cccccccc",
    ]
    by_hand = differing("web", (WELL, ahead))
    assert str(by_hand and by_hand.why).startswith("Either a deploy did not go to all of them")
    assert differing("web", (ahead, same, hidden, none)) is None, "numbers are each server's own"
    assert differing("web", (back,)) is None


def test_a_status_tells_that_servers_differ_and_is_well_where_they_are(home: Home) -> None:
    back = replace(WELL, probation=replace(problem("crashed"), what=verbatim("It went back.")))
    ahead = replace(WELL, server="web2", release="3-cccccccc")
    ran = status_of(home, back, ahead).json("status", *TO, "web1,web2")
    assert (ran.code, ran.result["differ"]["code"]) == (0, "releases_differ")
    assert ran.result["differ"]["why"] == "web1: It went back."
    shown = status_of(home_of(home), back, ahead).run("status", *TO, "web1,web2").out.splitlines()
    assert shown[2:] == [
        "  These servers hold different releases of web: 2-bbbbbbbb (web1); 3-cccccccc (web2).",
        "  web1: It went back.",
        "  → For one release everywhere, deploy it to all of them at once.",
        "  → Or roll back those that should not hold the newer one: goferry rollback.",
    ]


@pytest.mark.parametrize(
    ("runs", "told"),
    [
        (Runs(next=MORNING, last="2026-11-29T03:00:07+05:30", code=3),
         "last run 2026-11-29 03:00 with code 3, next run 2026-11-30 03:00"),
        (Runs(next=MORNING), "not run yet, next run 2026-11-30 03:00"),
        (Runs(running=True), "runs now, next run never"),
    ],
)  # fmt: skip
def test_a_job_s_times_are_told_as_the_clock_of_its_server_shows_them(
    home: Home, runs: Runs, told: str
) -> None:
    found = replace(WELL, kind=Kind.TIMER, runs=runs)
    assert f"  {told}  " in status_of(home, found).run("status", *TO, "web1").out


def home_of(home: Home) -> Home:
    """Another home, for a second command line in one test."""
    return type(home).find(home.config / "other")


def test_a_status_that_nobody_could_look_at_fails_and_says_why(home: Home) -> None:
    closed = problem("forwarding_forbidden")
    blind = replace(WELL, healthy=None, unknown=closed)
    ran = status_of(home, blind).json("status", *TO, "web1")
    assert (ran.code, ran.problem["code"]) == (1, "forwarding_forbidden")
    unknown = {"code": "forwarding_forbidden", "what": "forwarding_forbidden!"}
    assert ran.result["servers"] == [{**SAID, "healthy": None, "unknown": unknown}]
    blind = replace(blind, active="unknown", exposure=None, scope=Scope.USER)
    shown = status_of(home_of(home), blind).run("status", *TO, "web1")
    assert shown.out.startswith("?  web1  unknown  2-bbbbbbbb  health not known")
    assert shown.out.endswith("not sandboxed\n")


def of_domain(domain: str, certificate: Certificate) -> Fronted:
    return Fronted(site=Site(domain=domain, service="web", port=8080), certificate=certificate)


GOOD = of_domain("a.example", Certificate(issuer="CA", days_left=80))
ENDS = of_domain("b.example", Certificate(issuer="CA", days_left=9, problem=say("It ends.")))
OVER = of_domain("c.example", Certificate(issuer="CA", days_left=-2, problem=say("It ended.")))
HIDDEN = of_domain("d.example", Certificate(known=False, problem=say("Only root may see it.")))


def test_a_status_tells_the_domains_and_how_long_their_certificates_are_good(home: Home) -> None:
    cli = fronted(home, (GOOD, ENDS, HIDDEN), WELL)
    ran = cli.json("status", *TO, "web1")
    told = ran.result["servers"][0]
    assert (ran.code, told["certificate_days"]) == (0, 9)
    assert [one["domain"] for one in told["domains"]] == ["a.example", "b.example", "d.example"]
    assert [one["certificate"] for one in told["domains"]] == [
        {"issuer": "CA", "days_left": 80},
        {"issuer": "CA", "days_left": 9, "problem": "It ends."},
        {"issuer": "", "days_left": None, "problem": "Only root may see it."},
    ]
    shown = fronted(home_of(home), (GOOD, ENDS, HIDDEN), WELL).run("status", *TO, "web1")
    assert shown.out.splitlines()[1:] == [
        "  ✓ web1: https://a.example · certificate of CA, 80 more days",
        "  ! web1: https://b.example · certificate of CA · It ends.",
        "  ? web1: https://d.example · Only root may see it.",
    ]


def test_domains_that_nobody_could_see_are_not_none(home: Home) -> None:
    told = fronted(home, problem("front_hidden"), WELL).json("status", *TO, "web1")
    (found,) = told.result["servers"]
    assert (told.code, found["domains"], found["certificate_days"]) == (0, None, None)
    assert found["domains_unknown"] == {"code": "front_hidden", "what": "front_hidden!"}
    shown = fronted(home_of(home), problem("front_hidden"), WELL).run("status", *TO, "web1")
    assert shown.out.splitlines()[1:] == ["  ? front_hidden! So it is."]


def test_days_that_nobody_knows_are_null(home: Home) -> None:
    told = fronted(home, (HIDDEN,), WELL).json("status", *TO, "web1")
    assert told.result["servers"][0]["certificate_days"] is None


def test_a_certificate_that_has_expired_fails_unless_the_service_is_the_worse_news(
    home: Home,
) -> None:
    ran = fronted(home, (GOOD, OVER), WELL).json("status", *TO, "web1")
    assert (ran.code, ran.problem["code"], ran.problem["why"]) == (
        *(1, "certificate_missing", "It ended."),
    )
    assert "c.example" in ran.problem["what"]
    sick = replace(WELL, healthy=False)
    ran = fronted(home_of(home), (OVER,), sick).json("status", *TO, "web1")
    assert ran.problem["code"] == "service_not_well"


def test_a_release_that_starts_gets_the_seconds_that_were_said_or_a_minute(home: Home) -> None:
    given = awaited([None] * 3)
    cli = two(home, {"core.operate.extending.extend": given})
    assert cli.json("extend", *TO, "web2,web1", "--seconds", "90").code == 0
    assert cli.run("extend", *TO, "web1").out == "✓ 60 seconds more.\n"
    asked = [(call[0][0].profile.name, *call[0][1:]) for call in given.calls]
    assert asked == [("web2", "web", 90), ("web1", "web", 90), ("web1", "web", 60)]


JOBS = [
    ("rollback", "roll_back", {"release": "", "with_data": False}, "rolled back"),
    ("restart", "restart", {}, "restarted"),
    ("stop", "stop", {}, "stopped"),
]


@pytest.mark.parametrize(("command", "job", "wish", "done"), JOBS)
def test_a_change_is_carried_out_on_each_server_and_its_end_told(
    home: Home, command: str, job: str, wish: dict[str, object], done: str
) -> None:
    other = replace(GONE, server="web2", scope=Scope.USER, restored=("unit",))
    made_up = a_job([GONE, other])
    cli = two(home, {f"core.operate.rollback.{job}": made_up})
    ran = cli.json(command, *TO, "web2,web1")
    more = {"name": "web2", "sandboxed": False, "restored": ["unit"]}
    assert (ran.code, ran.result) == (
        0,
        {"event": "result", "ok": True, "servers": [ENDED, {**ENDED, **more}]},
    )
    asked = [(call[0][0].profile.name, call[0][1], call[1]) for call in made_up.calls]
    assert asked == [("web2", "web", wish), ("web1", "web", wish)]
    made_up.value = [GONE, other]
    shown = cli.run(command, *TO, "web1,web2")
    assert [line.split("  ")[:3] for line in shown.out.splitlines()] == [
        ["✓", "web1", done],
        ["✓", "web2", done],
    ]
    assert "not sandboxed" in shown.out.splitlines()[1]


@pytest.mark.parametrize(
    "result", [Result.ROLLED_BACK, Result.REFUSED, Result.DOWN, Result.CANCELLED, Result.UNKNOWN]
)
def test_one_server_that_did_not_end_well_fails_the_command(home: Home, result: Result) -> None:
    bad = replace(GONE, server="web1", result=result, problem=problem("crashed", details="trace"))
    made_up = a_job([bad, replace(GONE, server="web2", problem=problem("cancel_too_late"))])
    ran = two(home, {"core.operate.rollback.restart": made_up}).json("restart", *TO, "web1,web2")
    assert (ran.code, ran.problem["code"]) == (1, "crashed")
    assert [one["outcome"] for one in ran.result["servers"]] == [str(result), "deployed"]
    assert [one["problem"]["code"] for one in ran.result["servers"]] == [
        "crashed",
        "cancel_too_late",
    ]
    assert ran.result["servers"][0]["problem"]["details"] == "trace"
    made_up.value = [bad]
    cli = two(home_of(home), {"core.operate.rollback.restart": made_up})
    line = cli.run("restart", *TO, "web1").out
    assert line.startswith(f"✗  web1  {str(result).replace('_', ' ')}  ")


def test_a_server_where_the_change_cannot_begin_keeps_it_from_no_other(home: Home) -> None:
    made_up = a_job([problem("deploy_busy"), replace(GONE, server="web2")])
    ran = two(home, {"core.operate.rollback.stop": made_up}).json("stop", *TO, "web1,web2")
    assert (ran.code, ran.problem["code"]) == (1, "deploy_busy")
    first, second = ran.result["servers"]
    assert (first["name"], first["outcome"], second["outcome"]) == ("web1", "refused", "deployed")


def test_the_release_that_is_typed_is_the_one_that_is_asked_for(home: Home) -> None:
    made_up = a_job(GONE)
    cli = two(home, {"core.operate.rollback.roll_back": made_up})
    assert cli.json("rollback", *TO, "web1", "--release", "1-aaaaaaaa").code == 0
    assert made_up.last[1] == {"release": "1-aaaaaaaa", "with_data": False}
    assert cli.json("rollback", *TO, "web1", "--with-data").code == 0
    assert made_up.last[1] == {"release": "", "with_data": True}


def test_a_status_lists_the_copies_of_the_data_and_where_they_lie(home: Home) -> None:
    copy = DataCopy(release="1-aaaaaaaa", time="2026-11-29T16:02:00Z", size=5_000_000)
    with_copy = replace(WELL, copies=(copy,), copies_in="/var/lib/goferry/web/data")
    (found,) = status_of(home, with_copy).json("status", *TO, "web1").result["servers"]
    told = {"release": "1-aaaaaaaa", "time": "2026-11-29T16:02:00Z", "size": 5_000_000}
    assert (found["copies"], found["copies_in"]) == ([told], "/var/lib/goferry/web/data")
    shown = status_of(home_of(home), with_copy).run("status", *TO, "web1")
    told_so = "copy of the data of 1-aaaaaaaa, 5.0 MB from 2026-11-29 16:02 UTC"
    assert shown.out.splitlines()[1:] == [f"  web1: {told_so}, in /var/lib/goferry/web/data"]


def test_a_cancelled_change_tells_how_it_ended_begins_no_other_and_exits_with_130(
    home: Home,
) -> None:
    begun: list[str] = []

    async def cancelled(session: ServerSession, name: str, *, report: Report) -> Outcome:
        begun.append(f"{name} on {session.profile.name}")
        report(StepStarted(step=say("Restart it"), number=1, of=2, server="web1"))
        task = asyncio.current_task()
        assert task is not None
        task.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(0)
        return replace(GONE, result=Result.CANCELLED, problem=problem("cancelled"))

    ran = two(home, {"core.operate.rollback.restart": cancelled}).json("restart", *TO, "web1,web2")
    assert (ran.code, ran.problem["code"]) == (130, "cancelled")
    assert [one["event"] for one in ran.events] == ["step_started", "result"]
    first, second = ran.result["servers"]
    assert (first["outcome"], second["outcome"]) == ("cancelled", "cancelled")
    assert (begun, second["release"]) == (["web on web1"], "")


DESTRUCTIVE = {
    "remove": ("core.operate.removal.remove", "Remove web with all its releases and settings"),
    "drill": ("core.operate.drill.drill", "The drill kills web once"),
}
DRILLED = Drill(server="web1", recovered_seconds=2.34567, requests=400, lost=1, slowest=0.126)


def doing(command: str) -> tuple[dict[str, Any], Called]:
    place, _ = DESTRUCTIVE[command]
    made_up = awaited(()) if command == "remove" else a_job(DRILLED)
    return {place: made_up}, made_up


@pytest.mark.parametrize("command", DESTRUCTIVE)
@pytest.mark.parametrize("answer", ["\n", "n\n", "no\n", "yesterday\n", "", "j\n"])
def test_whoever_does_not_say_yes_changes_nothing_and_connects_nowhere(
    home: Home, command: str, answer: str
) -> None:
    made_up, called = doing(command)
    cli = two(home, made_up)
    ran = cli.run(command, *TO, "web1", typed=answer)
    assert (ran.code, called.calls, cli.given) == (1, [], [])
    assert "Nothing was changed." in ran.err
    assert f"{DESTRUCTIVE[command][1]}" in ran.err
    assert "[y/N]" in ran.err


@pytest.mark.parametrize("command", DESTRUCTIVE)
def test_yes_a_typed_yes_and_a_script_mean_it(home: Home, command: str) -> None:
    made_up, called = doing(command)
    cli = two(home, made_up)
    for answer in ("y\n", "YES \n"):
        assert cli.run(command, *TO, "web1", typed=answer).code == 0
    unasked = cli.run(command, *TO, "web1", "--yes", typed="")
    assert (unasked.code, "[y/N]" in unasked.err) == (0, False)
    assert cli.json(command, *TO, "web1").code == 0
    assert cli.run(command, *TO, "web1").code == 0
    assert [call[0][1] for call in called.calls] == ["web"] * 5


def test_a_removal_names_every_server_and_what_was_left(home: Home) -> None:
    left = (Kept(path="/opt/web", reason=Reason.FOREIGN), Kept(path="/etc/x", reason=Reason.LINK))
    cli = two(home, {"core.operate.removal.remove": awaited([left, ()] * 2)})
    ran = cli.json("remove", *TO, "web1,web2")
    kept = [{"path": "/opt/web", "why": "foreign"}, {"path": "/etc/x", "why": "link"}]
    assert (ran.code, ran.result) == (
        0,
        {
            "event": "result",
            "ok": True,
            "servers": [
                {"name": "web1", "outcome": "removed", "kept": kept},
                {"name": "web2", "outcome": "removed", "kept": []},
            ],
        },
    )
    shown = cli.run("remove", *TO, "web1,web2", typed="y\n")
    assert "from web1, web2?" in shown.err
    assert shown.out.splitlines() == [
        "✓ Removed web from web1; its own data stays.",
        "  /opt/web stays: GoFerry did not make it.",
        "  /etc/x stays: it is a link.",
        "✓ Removed web from web2; its own data stays.",
    ]


def test_a_removal_that_fails_is_a_problem(home: Home) -> None:
    cli = two(home, {"core.operate.removal.remove": awaited(problem("not_removed"))})
    ran = cli.json("remove", *TO, "web1")
    assert (ran.code, ran.problem["code"]) == (1, "not_removed")


def test_a_drill_tells_the_worst_return_and_all_that_was_lost(home: Home) -> None:
    other = replace(DRILLED, server="web2", recovered_seconds=9.5, requests=300, lost=4)
    cli = two(home, {"core.operate.drill.drill": a_job([DRILLED, other] * 2)})
    ran = cli.json("drill", *TO, "web1,web2")
    assert (ran.code, ran.result["ok"]) == (0, True)
    assert (ran.result["recovered_seconds"], ran.result["requests"]) == (9.5, 700)
    assert ran.result["lost"] == 5
    assert [(one["name"], one["recovered_seconds"]) for one in ran.result["servers"]] == [
        ("web1", 2.34567),
        ("web2", 9.5),
    ]
    shown = cli.run("drill", *TO, "web1,web2")
    assert shown.out.splitlines()[0] == (
        "web1  back 2.3 s after its death  1 of 400 requests lost in the restart  slowest 0.13 s"
    )


def lines(asked: list[tuple[str, bool]]) -> Any:  # noqa: ANN401 - a made-up `logs`
    async def logs(
        session: ServerSession, name: str, take: Callable[[LogLine], None], *, follow: bool = False
    ) -> None:
        asked.append((name, follow))
        take(LogLine(text="ready", server=session.profile.name))
        take(LogLine(text="trouble", stream="err", server=session.profile.name))

    return logs


@pytest.mark.parametrize("follow", [False, True])
def test_logs_are_the_answer_line_by_line(home: Home, *, follow: bool) -> None:
    asked: list[tuple[str, bool]] = []
    cli = two(home, {"core.operate.logs.logs": lines(asked)})
    more = ("--follow",) if follow else ()
    ran = cli.json("logs", *TO, "web1", *more)
    assert (ran.code, ran.events) == (
        0,
        [
            {"event": "log", "text": "ready", "stream": "out", "server": "web1"},
            {"event": "log", "text": "trouble", "stream": "err", "server": "web1"},
            {"event": "result", "ok": True},
        ],
    )
    assert asked == [("web", follow)]
    both = cli.json("logs", *TO, "web1,web2", *more).events[:-1]
    assert sorted(one["server"] for one in both) == ["web1", "web1", "web2", "web2"]
    shown = cli.run("logs", *TO, "web1", *more)
    assert (shown.out, shown.err) == ("web1: ready\nweb1: trouble\n", "")


def test_a_log_that_may_not_be_read_fails(home: Home) -> None:
    async def closed(*_: object, **__: object) -> None:
        raise ProblemError(problem("logs_closed"))

    ran = two(home, {"core.operate.logs.logs": closed}).json("logs", *TO, "web1")
    assert (ran.code, ran.problem["code"]) == (1, "logs_closed")


ENTRIES = (
    (
        '{"time":"10:00","who":"ann","login":"deploy","verb":"deploy","release":"1-aaaaaaaa",'
        '"result":"live"}'
    ),
    ('{"time":"11:00","who":"bob","login":"bob","verb":"restart","result":"rolled_back","cut":2}'),
)


def told(*more: str) -> tuple[str, str]:
    return "unit_state", "\n".join([*(f"history {one}" for one in ENTRIES), *more])


def test_a_history_is_told_server_by_server_the_oldest_first(home: Home) -> None:
    cli = Cli(home, server("web1", told(), record_of()))
    ran = cli.json("history", *TO, "web1")
    (found,) = ran.result["servers"]
    assert (ran.code, found["name"]) == (0, "web1")
    assert [(one["time"], one["who"], one["verb"]) for one in found["history"]] == [
        ("10:00", "ann", "deploy"),
        ("11:00", "bob", "restart"),
    ]
    assert cli.run("history", *TO, "web1").out.splitlines() == [
        "web1  10:00  ann (deploy)  deploy   1-aaaaaaaa  live",
        "web1  11:00  bob           restart              rolled_back    2 connections cut",
    ]


def test_a_history_remarks_what_became_of_data_and_connections(home: Home) -> None:
    entries = ({"data": "copied", "cut": 0}, {"data": "back", "cut": 1}, {"data": "odd"})
    past = ("unit_state", "\n".join(f"history {json.dumps(one)}" for one in entries))
    out = Cli(home, server("web1", past, record_of())).run("history", *TO, "web1").out
    assert [line.removeprefix("web1").strip() for line in out.splitlines()] == [
        "data copied before; no connections cut", "data brought back; 1 connection cut", "",
    ]  # fmt: skip


def test_a_history_tells_where_a_release_went_back_and_what_its_command_did_stays(
    home: Home,
) -> None:
    entries = (
        ("deploy", "live", "done"), ("return", "live", "done"),
        ("deploy", "refused", "begun"), ("deploy", "rolled_back", "done"),
    )  # fmt: skip
    lines = (
        json.dumps({"verb": verb, "result": result, "command": command})
        for verb, result, command in entries
    )
    past = ("unit_state", "\n".join(f"history {one}" for one in lines))
    out = Cli(home, server("web1", past, record_of())).run("history", *TO, "web1").out
    assert [line.partition("its release command ")[2] for line in out.splitlines()] == [
        "", "had run, and is not undone", "had begun, and is not undone",
        "had run, and is not undone",
    ]  # fmt: skip


def test_a_history_that_is_closed_is_not_taken_for_an_empty_one(home: Home) -> None:
    closed = ("unit_state", "login guest\nclosed /var/lib/goferry/web/history.jsonl")
    ran = Cli(home, server("web1", closed, record_of())).json("history", *TO, "web1")
    assert (ran.code, ran.problem["code"]) == (1, "traces_closed")
