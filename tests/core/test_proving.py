"""Waiting for the end of a probation: what ends it, how that is told, what a fleet makes of it."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from core.deploy.fleet import deploy_to
from core.deploy.turns import Order, foretold
from core.events import StepFinished, StepStarted, unheard
from core.service.model import Kind, ReleaseCommand, Service
from core.service.plan import ActionKey, Plan, PlanStep
from core.service.proving import until_proved
from core.service.results import Outcome, Result
from core.ssh.session import Ran
from core.words import say
from tests.core.test_status import there
from tests.deploying import alike
from tests.made_up import Server, problem, whole
from tests.made_up_clock import at_once, leap, now
from tests.made_up_deploy import OLD, WEB, MadeUp, ended, release, running, session

if TYPE_CHECKING:
    from pathlib import Path

    from tests.made_up import Answer

UNTIL = "2026-11-29T10:42:07+01:00"
NEW = "3-cccccccc"
LIVE = {"verb": "deploy", "release": NEW, "result": "live", "live": NEW}
PROVED = {"verb": "probation", "release": NEW, "result": "proved", "live": ""}
BACK = {
    "verb": "return", "release": "2-bbbbbbbb", "previous": NEW, "result": "live",
    "code": "crashed", "live": "2-bbbbbbbb", "change": "c" * 32,
}  # fmt: skip
SICK = {"verb": "probation", "release": NEW, "result": "unproved", "code": "bad_status", "live": ""}
DONE = Outcome(
    server="web1", result=Result.DEPLOYED, release=NEW, previous="2-bbbbbbbb", seconds=3.0,
    uploaded_bytes=7, url="http://192.0.2.1:8080/", probation_until=UNTIL,
)  # fmt: skip


def look(*entries: dict[str, str], left: object = None) -> str:
    """What the server tells of its history, and of how long it still watches."""
    noted = [] if left is None else [f"probation {json.dumps({'release': NEW, 'left': left})}"]
    return there("active", *(f"history {json.dumps(one)}" for one in entries), *noted)[1]


def waited(*answers: Answer, done: Outcome = DONE, service: Service = WEB) -> tuple[Outcome, float]:
    """Wait with a server that tells these; what came of it, and after how many seconds."""
    server = Server(("systemctl show", [*answers]), ("activate-web", Ran(65, "", "")))

    async def work() -> tuple[Outcome, float]:
        begun = asyncio.get_running_loop().time()
        _, outcome = await whole(until_proved, server, service, done)
        return outcome, asyncio.get_running_loop().time() - begun

    return at_once(work(), most=10_000)


def test_one_that_is_on_no_probation_is_not_waited_for() -> None:
    done = replace(DONE, probation_until="")
    assert waited(done=done) == (done, 0)


def test_it_stays_until_the_server_says_that_the_release_passed() -> None:
    outcome, took = waited(look(LIVE, left="60"), look(LIVE, left="3"), look(LIVE, PROVED))
    assert (outcome.result, outcome.proved, outcome.probation_until) == (Result.DEPLOYED, True, "")
    assert (outcome.problem, outcome.uploaded_bytes, outcome.url) == (None, 7, DONE.url)
    assert took == 9, "after five seconds, and then as soon as it may have ended"
    assert outcome.seconds == 3 + 9, "the waiting is a part of how long it took"


def test_the_step_names_the_time_and_the_server() -> None:
    server = Server(("systemctl show", look(LIVE, PROVED)))
    events, _ = leap(whole(until_proved, server, WEB, DONE))
    first, last = events
    assert isinstance(first, StepStarted)
    assert isinstance(last, StepFinished)
    assert str(first.step) == "Wait for the end of its probation, at 10:42 there"
    assert (first.server, last.server) == ("web1", "web1")


def test_one_that_went_back_ends_as_a_deploy_that_failed_with_its_cause() -> None:
    outcome, _ = waited(look(LIVE, BACK))
    assert (outcome.result, outcome.release) == (Result.ROLLED_BACK, "2-bbbbbbbb")
    assert outcome.problem is not None
    assert outcome.problem.code == "crashed"
    assert str(outcome.problem.what).startswith(
        f"Release {NEW} failed on probation, and 2-bbbbbbbb"
    )
    assert (outcome.probation_until, outcome.proved) == ("", False)


def test_one_that_had_nothing_to_go_back_to_is_down() -> None:
    outcome, _ = waited(look(LIVE, SICK))
    assert (outcome.result, outcome.release) == (Result.DOWN, NEW)
    assert outcome.problem is not None
    assert "there is no other to roll back to" in str(outcome.problem.what)


def test_a_way_back_that_fails_as_well_is_down() -> None:
    outcome, _ = waited(look(LIVE, {**BACK, "result": "down", "live": ""}))
    assert outcome.result is Result.DOWN
    assert outcome.problem is not None
    assert outcome.problem.code == "no_way_back"


@pytest.mark.parametrize(
    "other",
    [
        {"verb": "stop", "release": NEW, "result": "stopped", "live": ""},
        {"verb": "deploy", "release": "4-d", "result": "live", "live": "4-d"},
        {"verb": "rollback", "release": "2-b", "result": "down", "live": ""},
        {**PROVED, "result": "ended"},
    ],
)
def test_what_somebody_else_does_meanwhile_ends_the_waiting(other: dict[str, str]) -> None:
    outcome, took = waited(look(LIVE, other))
    assert (outcome.result, took) == (Result.UNKNOWN, 0)
    assert outcome.problem is not None
    assert outcome.problem.code == "probation_cut_short"


@pytest.mark.parametrize(
    "other",
    [
        {"verb": "restart", "release": NEW, "result": "live", "live": NEW},
        {"verb": "restart", "release": NEW, "result": "down", "live": ""},
        {"verb": "start", "release": NEW, "result": "down", "live": ""},
        {"verb": "return", "release": "2-b", "result": "refused", "live": ""},
        {"verb": "deploy", "release": "4-d", "result": "rolled_back", "live": ""},
    ],
)
def test_a_restart_and_a_change_that_came_to_nothing_leave_it_on_probation(
    other: dict[str, str],
) -> None:
    outcome, took = waited(look(LIVE, other, left="60"), look(LIVE, other, PROVED))
    assert (outcome.proved, took) == (True, 5)


def test_an_earlier_end_is_that_of_an_earlier_deploy() -> None:
    earlier = {**LIVE, "release": "1-a", "live": "1-a"}
    outcome, took = waited(look(LIVE, PROVED, earlier, LIVE), look(LIVE, PROVED, LIVE, BACK))
    assert (outcome.result, took) == (Result.ROLLED_BACK, 5)


@pytest.mark.parametrize("left", ["", "soon", "-9", "9" * 400, [], "²"])
def test_however_odd_a_server_tells_the_time_it_is_asked_again_in_a_moment(left: object) -> None:
    _, took = waited(look(LIVE, left=left), look(LIVE, PROVED))
    assert took == 5


def test_one_that_never_tells_is_left_after_ten_minutes_more() -> None:
    outcome, took = waited(look(LIVE), service=replace(WEB, probation=30))
    assert outcome.result is Result.UNKNOWN
    assert outcome.problem is not None
    assert (outcome.problem.code, took) == ("probation_endless", 630)


def test_a_history_that_is_closed_and_a_server_out_of_reach_are_said() -> None:
    closed = look() + "\nclosed /var/lib/goferry/web/history.jsonl"
    outcome, _ = waited(closed)
    assert (outcome.result, outcome.problem and outcome.problem.code) == (
        Result.UNKNOWN,
        "traces_closed",
    )
    outcome, _ = waited(look(LIVE, left="60"), problem("connection_lost"))
    assert (outcome.result, outcome.problem and outcome.problem.code) == (
        Result.UNKNOWN,
        "connection_lost",
    )


def test_a_cancel_ends_the_waiting_alone() -> None:
    server = Server(("systemctl show", look(LIVE, left="60")))

    async def work() -> Outcome:
        waiting = asyncio.create_task(until_proved(server, WEB, DONE, report=unheard))
        await asyncio.sleep(7)
        waiting.cancel()
        return await waiting

    outcome = leap(work())
    assert (outcome.result, outcome.release, outcome.probation_until) == (
        Result.DEPLOYED,
        NEW,
        UNTIL,
    )
    assert str(outcome.problem and outcome.problem.what) == (
        "Release 3-cccccccc is live, and stays on probation until 10:42."
    )
    assert server.texts("write") == []


def fleet(folder: Path, count: int) -> list[MadeUp]:
    """Servers whose new release is on probation for half a minute, and passes."""
    servers = [MadeUp(folder, name=f"web{number}") for number in range(1, count + 1)]
    for server in servers:
        server.there = running("0" * 64)
        server.story = [ended(previous=OLD, release=NEW, running=NEW, probation_until=UNTIL)]
        becomes(server, {**PROVED})
    return servers


def becomes(server: MadeUp, last: dict[str, str], *, after: float = 30) -> None:
    """Let the history end so, so many seconds after the switch."""
    history = [f"history {json.dumps(one)}" for one in (LIVE, last)]

    async def switched() -> None:
        end = now() + after

        async def asked() -> Ran:
            lines = history if now() >= end else history[:1]
            return Ran(0, "\n".join((*server.there, *lines)), "")

        server.at["look"] = asked

    server.at["deploy"] = switched


def to_all(servers: list[MadeUp], folder: Path, **order: Any) -> tuple[tuple[Outcome, ...], float]:  # noqa: ANN401 - as an order takes it
    async def work() -> tuple[tuple[Outcome, ...], float]:
        sessions = [session(one) for one in servers]
        wanted = Order(until_proved=True, **order)
        _, outcomes = await whole(deploy_to, alike(sessions, release(folder), WEB), order=wanted)
        return outcomes, now()

    return leap(work())


def test_the_next_servers_begin_only_when_those_before_have_passed(tmp_path: Path) -> None:
    outcomes, took = to_all(fleet(tmp_path, 3), tmp_path)
    assert [(one.result, one.proved) for one in outcomes] == [(Result.DEPLOYED, True)] * 3
    assert 240 <= took < 260, "one after the other: the canary, then the two others together"


def test_by_default_nobody_waits_and_each_server_tells_until_when_it_watches(
    tmp_path: Path,
) -> None:
    servers = fleet(tmp_path, 2)

    async def work() -> float:
        _, outcomes = await whole(
            deploy_to, alike([session(one) for one in servers], release(tmp_path), WEB)
        )
        assert [one.probation_until for one in outcomes] == [UNTIL] * 2
        return now()

    assert leap(work()) < 2


def test_where_the_first_goes_back_the_others_were_never_touched(tmp_path: Path) -> None:
    servers = fleet(tmp_path, 3)
    servers[0].dies = ended("rolled_back", code="crashed", running=OLD)
    outcomes, took = to_all(servers, tmp_path)
    assert [one.result for one in outcomes] == [
        Result.ROLLED_BACK,
        Result.REFUSED,
        Result.REFUSED,
    ]
    assert took < 10
    assert not any("go" in one.done for one in servers[1:])
    assert "rollback" not in servers[0].done, "it went back by itself"


def test_where_a_later_one_goes_back_all_do(tmp_path: Path) -> None:
    servers = fleet(tmp_path, 3)
    becomes(servers[2], BACK)
    outcomes, _ = to_all(servers, tmp_path)
    assert [one.result for one in outcomes] == [Result.ROLLED_BACK] * 3
    assert ["rollback" in one.done for one in servers] == [True, True, False]


def plan(name: str, *, idle: bool = False) -> Plan:
    step = PlanStep(key=ActionKey.UPLOAD, sentence=say("Send it."), script="")
    return Plan(server=name, release=NEW, previous="", actions=() if idle else (step,))


_ALL_OR_NONE = (
    "web1| No server switches before all 3 are ready. If a server fails, all of them roll back."
)


def told(service: Service, count: int = 3, **order: Any) -> list[str]:  # noqa: ANN401 - as an order takes it
    plans = foretold([plan(f"web{n + 1}") for n in range(count)], [service] * count, Order(**order))
    return [f"{one.server}| {note.what} {note.why}" for one in plans for note in one.notes]


def test_the_plan_says_what_the_next_servers_wait_for() -> None:
    healthy = "web2| web2, web3: deployed after web1. The release must be healthy on web1"
    assert told(WEB) == [_ALL_OR_NONE, f"{healthy} first."]
    assert told(WEB, soak=30) == [_ALL_OR_NONE, f"{healthy} for 30 seconds first."]
    assert told(WEB, until_proved=True) == [_ALL_OR_NONE, f"{healthy} for 120 seconds first."]
    for one in (replace(WEB, probation=0), replace(WEB, kind=Kind.TIMER)):
        assert told(one, until_proved=True) == [_ALL_OR_NONE, f"{healthy} first."]
    assert told(WEB, keep_mixed=True)[0].endswith("the healthy ones keep the new release.")
    assert [one.partition(".")[0] for one in told(WEB, batch=1)[1:]] == [
        "web2| web2: deployed after web1",
        "web3| web3: deployed after web2",
    ]


def test_it_names_those_that_go_together_and_says_nothing_of_one_server() -> None:
    assert told(WEB, count=1) == []
    assert told(WEB, canary=3) == [_ALL_OR_NONE]
    assert told(WEB, canary=2)[1].startswith("web3| web3: deployed after web1 and web2.")
    command = replace(WEB, release=ReleaseCommand(command="migrate up"))
    assert [one.partition(".")[0] for one in told(command, canary=2)[1:]] == [
        "web2| web2: deployed after web1",
        "web3| web3: deployed after web2",
    ]


def test_nothing_is_said_of_what_has_nothing_to_do_and_earlier_notes_stay() -> None:
    busy = replace(plan("web2"), notes=(problem("first"),))
    _, noted = foretold([plan("web1", idle=True), busy], [WEB] * 2, Order())
    assert [one.code for one in noted.notes] == ["first", "waits_its_turn"]
    plans = [plan("web1"), plan("web2", idle=True)]
    assert list(foretold(plans, [WEB] * len(plans), Order())) == plans
    assert foretold((), (), Order()) == ()
