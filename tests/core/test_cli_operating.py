"""Commands about a running service: what is asked of which server, the JSON, and the exit code."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from core.data.daily import Daily
from core.doors import Door
from core.events import StepStarted
from core.operate.differing import differing
from core.operate.drilled import Counted, Drill, Part
from core.operate.removal import Kept, Reason
from core.service.copies import DataCopy
from core.service.fronted import Certificate, Fronted, Site
from core.service.model import Kind, Mode, Scope
from core.service.results import Outcome, ProcessStatus, Result, Runs, Status
from core.ssh.session import Ran
from core.words import say, verbatim
from tests.cli_made_up import Called, Cli, a_job, awaited, server
from tests.made_up import problem, record_of

if TYPE_CHECKING:
    from core.events import Report
    from core.home import Home
    from core.problems import Problem
    from core.ssh.session import ServerSession
    from tests.made_up import Server

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
    no_copies = {"core.data.copying.where": awaited(None)}
    return Cli(home, server("web1"), server("web2"), doing=no_copies | doing)


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
    [("active", "fails its health check"), ("failed", "not running"), ("inactive", "not running")],
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
    assert shown.out.rstrip().endswith("exposure 1.9 of 10  open doors: jit, proc")


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
         "last run 2026-11-29 03:00 with exit code 3, next run 2026-11-30 03:00"),
        (Runs(next=MORNING), "not run yet, next run 2026-11-30 03:00"),
        (Runs(running=True), "running now, next run never"),
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
    assert cli.run("extend", *TO, "web1").out == "✓ 60 more seconds.\n"
    asked = [(call[0][0].profile.name, *call[0][1:]) for call in given.calls]
    assert asked == [("web2", "web", 90), ("web1", "web", 90), ("web1", "web", 60)]


JOBS = [
    ("rollback", "roll_back", {"release": "", "with_data": False}, "rolled back"),
    ("restart", "restart", {}, "restarted"),
    ("start", "start", {}, "started"),
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
        {
            "event": "result",
            "ok": True,
            "servers": [ENDED, {**ENDED, **more}],
            "fleet": {"outcome": "deployed", "batches": []},
        },
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
    ran = two(home, {"core.operate.rollback.stop": made_up}).json("stop", *TO, "web1,web2")
    assert (ran.code, ran.problem["code"]) == (1, "crashed")
    assert [one["outcome"] for one in ran.result["servers"]] == [str(result), "deployed"]
    assert [one["problem"]["code"] for one in ran.result["servers"]] == [
        "crashed",
        "cancel_too_late",
    ]
    assert ran.result["servers"][0]["problem"]["details"] == "trace"
    made_up.value = [bad]
    cli = two(home_of(home), {"core.operate.rollback.stop": made_up})
    line = cli.run("stop", *TO, "web1").out
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
        report(StepStarted(step=say("Restart the service"), number=1, of=2, server="web1"))
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()  # as Ctrl+C does to the command, which hands it on
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(1)
        return replace(GONE, result=Result.CANCELLED, problem=problem("cancelled"))

    ran = two(home, {"core.operate.rollback.restart": cancelled}).json("restart", *TO, "web1,web2")
    assert (ran.code, ran.problem["code"]) == (130, "cancelled")
    assert [one["event"] for one in ran.events] == ["step_started", "result"]
    first, second = ran.result["servers"]
    assert (first["outcome"], second["outcome"]) == ("cancelled", "cancelled")
    assert (begun, second["release"]) == (["web on web1"], "")


@pytest.mark.parametrize("command", ["restart", "start"])
@pytest.mark.parametrize(
    ("batch", "asked"), [((), ["web1"]), (("--batch", "2"), ["web1", "web2"])], ids=["one", "two"]
)
def test_a_rolling_restart_ends_where_one_server_is_not_well(
    home: Home, command: str, batch: tuple[str, ...], asked: list[str]
) -> None:
    bad = replace(GONE, result=Result.DOWN, problem=problem("crashed"))
    made_up = a_job([bad, replace(GONE, server="web2")])
    cli = two(home, {f"core.operate.rollback.{command}": made_up})
    ran = cli.json(command, *TO, "web1,web2", *batch)
    assert (ran.code, ran.problem["code"]) == (1, "crashed")
    assert [call[0][0].profile.name for call in made_up.calls] == asked
    last = ran.result["servers"][1]
    if batch:
        assert last["outcome"] == "deployed"
    else:
        assert (last["outcome"], last["problem"]["code"]) == ("refused", "not_continued")


DESTRUCTIVE = {
    "remove": ("core.operate.removal.remove", "Remove web with all its releases and settings"),
    "drill": ("core.operate.drill.drill", "The drill kills web once"),
}
DRILLED = Drill(
    server="web1",
    service="web",
    mode=Mode.RESTART,
    release="1-aaaaaaaa",
    recovered_seconds=2.34567,
    parts=(
        Counted(part=Part.CALM, requests=100),
        Counted(part=Part.REDEPLOY, requests=400, causes={"refused": 1}, slowest=0.126),
    ),
)


DRILLING = {"core.usecases.drilling.generator": awaited(Path("generator"))}


def doing(command: str) -> tuple[dict[str, Any], Called]:
    place, _ = DESTRUCTIVE[command]
    made_up = awaited(()) if command == "remove" else a_job(DRILLED)
    return DRILLING | {place: made_up}, made_up


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
    assert "from web1 and web2?" in shown.err
    assert shown.out.splitlines() == [
        "✓ Removed web from web1. Its data is kept.",
        "  /opt/web is kept: not created by GoFerry.",
        "  /etc/x is kept: it is a link.",
        "✓ Removed web from web2. Its data is kept.",
    ]


def test_a_removal_ends_what_the_service_had_where_its_daily_copies_lie(home: Home) -> None:
    daily = Daily(server="web1", service="web", onto="web2", user="gfc-0123456789ab")
    doing = {
        "core.operate.removal.remove": awaited(()),
        "core.data.copying.where": awaited(daily),
        "core.data.copying.leave": awaited(),
    }
    cli = two(home, doing)
    ran = cli.json("remove", *TO, "web1")
    assert ran.result["servers"][0]["copies_on"] == "web2"
    ((receiver, left), _) = doing["core.data.copying.leave"].last
    assert (receiver.profile.name, left) == ("web2", daily)
    done = "✓ Removed web from web1. Its data is kept."
    stays = "  The copies of its data are kept on web2."
    assert cli.run("remove", *TO, "web1", "--yes").out.splitlines() == [done, stays]


def test_a_removal_says_who_stays_on_a_server_of_copies_that_is_not_reached(home: Home) -> None:
    doing = {
        "core.operate.removal.remove": awaited(()),
        "core.data.copying.leave": awaited(problem("line_cut")),
    }
    cli = two(home, doing)
    for onto, why in (("gone", "gone is not on the list."), ("web2", "line_cut!")):
        daily = Daily(server="web1", service="web", onto=onto, user="gfc-0123456789ab")
        cli.doing["core.data.copying.where"] = awaited(daily)
        ran = cli.run("remove", *TO, "web1", "--yes")
        assert ran.code == 0
        _, stays, user, advice = ran.out.splitlines()
        assert stays == f"  The copies of its data are kept on {onto}."
        told = f"The user gfc-0123456789ab for copies of web remains on {onto}."
        assert user == f"  {told} {why}"
        assert "userdel gfc-0123456789ab; " in advice


def test_a_removal_that_fails_is_a_problem(home: Home) -> None:
    cli = two(home, {"core.operate.removal.remove": awaited(problem("not_removed"))})
    ran = cli.json("remove", *TO, "web1")
    assert (ran.code, ran.problem["code"]) == (1, "not_removed")


def test_a_drill_tells_the_worst_return_all_that_was_lost_and_a_verdict(
    home: Home, tmp_path: Path
) -> None:
    well = (Counted(part=Part.CALM, requests=9), Counted(part=Part.REDEPLOY, requests=300))
    other = replace(DRILLED, server="web2", recovered_seconds=9.5, parts=well)
    cli = two(home, DRILLING | {"core.operate.drill.drill": a_job([other, DRILLED] * 2)})
    ran = cli.json("drill", *TO, "web1,web2", "--report", tmp_path / "drill.json")
    assert (ran.code, ran.result["ok"]) == (0, True)
    assert (ran.result["recovered_seconds"], ran.result["requests"]) == (9.5, 700)
    assert (ran.result["lost"], ran.result["safe"]) == (1, False)
    assert [
        (one["name"], one["recovered_seconds"], one["safe"]) for one in ran.result["servers"]
    ] == [
        ("web2", 9.5, True),
        ("web1", 2.346, False),
    ]
    kept = json.loads((tmp_path / "drill.json").read_text())["drills"]
    assert [one["lost"] for one in kept] == [0, 1]
    shown = cli.run("drill", *TO, "web1,web2").out.splitlines()
    assert shown[0] == "✓ web2: Safe to deploy: no request was lost."
    assert shown[4:6] == [
        "✗ web1: A deploy loses requests. Deploy without downtime with mode shared.",
        "  back 2.3 s after the kill",
    ]
    assert shown[7].split("  ")[:3] == ["", "redeploy", "1 of 400 requests lost"]


def test_a_drills_load_is_as_it_was_asked_for_within_bounds(home: Home) -> None:
    called = a_job(DRILLED)
    cli = two(home, DRILLING | {"core.operate.drill.drill": called})
    assert cli.json("drill", *TO, "web1", "--rate", "50", "--steady", "7").code == 0
    assert (called.last[0][2].rate, called.last[0][2].steady) == (50, 7)
    assert cli.json("drill", *TO, "web1", "--rate", "1000", "--steady", "60").code == 0
    for odd in (("--rate", "1001"), ("--steady", "61"), ("--rate", "0")):
        assert cli.json("drill", *TO, "web1", *odd).code == 2


def test_without_a_go_here_a_drill_goes_on_without_load_and_says_so(home: Home) -> None:
    called = a_job(replace(DRILLED, parts=()))
    nowhere = awaited(problem("go_not_found"))
    made_up = {"core.operate.drill.drill": called, "core.usecases.drilling.generator": nowhere}
    cli = two(home, made_up)
    ran = cli.json("drill", *TO, "web1")
    noticed = [one["problem"]["code"] for one in ran.events if one["event"] == "noticed"]
    assert (ran.code, noticed, ran.result["requests"]) == (0, ["drill_without_load"], 0)
    assert called.last[0][2].program is None
    nowhere.value = problem("disk_full")
    assert cli.json("drill", *TO, "web1").problem["code"] == "disk_full"


def logged(name: str, *texts: str) -> Server:
    """Make a server whose service wrote these lines, a second apart."""
    entries = (
        json.dumps({
            "__CURSOR": f"c{number}",
            "__REALTIME_TIMESTAMP": str(1_796_018_661_000_000 + number * 1_000_000),
            "_SYSTEMD_UNIT": "web.service",
            "MESSAGE": text,
        })
        for number, text in enumerate(texts)
    )  # fmt: skip
    return server(name, record_of(), ("root:", "\n".join(entries)))


def test_logs_are_the_answer_line_by_line_in_the_order_of_time(home: Home) -> None:
    trouble = '{"level":"warn","msg":"slow","ms":300}'
    cli = Cli(home, logged("web1", "ready", trouble), logged("web2", "up"))
    ran = cli.json("logs", *TO, "web1")
    one = {
        "event": "log",
        "text": "ready",
        "stream": "out",
        "server": "web1",
        "service": "web",
        "time": "2026-11-30T06:04:21.000000Z",
        "level": "info",
        "message": "ready",
        "fields": {},
    }
    two = {
        **one,
        "text": trouble,
        "stream": "err",
        "time": "2026-11-30T06:04:22.000000Z",
        "level": "warning",
        "message": "slow",
        "fields": {"ms": 300},
    }
    assert (ran.code, ran.events) == (0, [one, two, {"event": "result", "ok": True}])
    both = cli.json("logs", *TO, "web1,web2").events[:-1]
    assert [(one["server"], one["message"]) for one in both] == [
        ("web1", "ready"),
        ("web2", "up"),
        ("web1", "slow"),
    ]
    bad = cli.json("logs", *TO, "web1", "--level", "warning")
    assert [one["message"] for one in bad.events[:-1]] == ["slow"]
    found = cli.json("logs", *TO, "web1", "--grep", "^re.dy$")
    assert [one["message"] for one in found.events[:-1]] == ["ready"]


def test_a_line_of_a_log_is_shown_with_its_time_its_level_and_its_fields(home: Home) -> None:
    cli = Cli(home, logged("web1", "ready", '{"level":"warn","msg":"slow","ms":300}'))
    shown = cli.run("logs", *TO, "web1").out.splitlines()
    assert [one.partition(" web1 ")[2] for one in shown] == [
        "web: ready",
        "web: WARNING slow ms=300",
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--since", "soon"), "time_not_understood"),
        (("--level", "loud"), "level_not_known"),
        (("--grep", "("), "pattern_not_understood"),
        (("--service", "../etc"), "service_name_unusable"),
    ],
)
def test_a_wish_for_a_log_that_is_none_is_told(
    home: Home, words: tuple[str, ...], code: str
) -> None:
    ran = Cli(home, logged("web1", "ready")).json("logs", "--to", "web1", *words)
    assert (ran.code, ran.problem["code"]) == (1, code)


def test_what_is_wanted_of_a_log_is_handed_on(home: Home) -> None:
    called = awaited()
    cli = two(home, {"core.usecases.reading_logs.read": called})
    words = ("--service", "web", "--service", "api", "--follow", "--since", "2026-11-30T06:00Z")
    cli.json("logs", "--to", "web1,web2", *words)
    (_, servers, wish), _ = called.last
    assert [one.name for one in servers] == ["web1", "web2"]
    assert (wish.services, wish.follow, wish.span.since) == (("web", "api"), True, 1_796_018_400)


def test_a_log_that_is_followed_has_no_end(home: Home) -> None:
    ran = Cli(home, logged("web1", "ready")).json(
        "logs", *TO, "web1", "--follow", "--until", "today"
    )
    assert (ran.code, ran.problem["code"]) == (2, "usage")


def test_a_log_that_may_not_be_read_fails_and_the_others_are_told(home: Home) -> None:
    closed = server("web2", record_of(), ("root:", Ran(13, "", "")))
    ran = Cli(home, logged("web1", "ready"), closed).json("logs", *TO, "web1,web2")
    assert (ran.code, ran.problem["code"]) == (1, "logs_closed")
    told = [(one["event"], one["server"]) for one in ran.events[:-1]]
    assert sorted(told) == [("log", "web1"), ("noticed", "web2")]
