"""A change is asked of the helper in one line, and what it tells is read to the last word."""

from __future__ import annotations

import asyncio
import getpass
import json
import platform
from dataclasses import replace
from typing import Any

import pytest

from core.actions import GiveTime, UseOption
from core.events import Noticed, StepFinished, Steps, StepStarted
from core.problems import ProblemError
from core.service import transaction as asked
from core.service.following import attend, begun, outcome
from core.service.layout import Layout
from core.service.model import Mode, Scope
from core.service.protocol import Verb
from core.service.results import Outcome, Result
from core.ssh.session import Ran
from tests.made_up_clock import leap
from tests.made_up_deploy import WEB, MadeUp, Ways, ended, session, trouble

LAYOUT = Layout("web")
CHANGE = asked.Change(verb=Verb.DEPLOY, id="0" * 32, wanted="a" * 64, who="ada")
HELPER = "/usr/local/libexec/goferry/activate-web"
OPERATE = "/usr/local/libexec/goferry/operate-web"
NO_PASSWORD = Ran(1, "", "sudo: a password is required")


YES, NO = Ran(0, '{"accepted":true}', ""), Ran(1, "", "another trouble")


@pytest.mark.parametrize(
    ("user", "scope", "answers", "ways"),
    [
        ("root", Scope.SYSTEM, [YES], [HELPER]),
        ("root", Scope.SYSTEM, [NO_PASSWORD], [HELPER]),
        ("deploy", Scope.USER, [YES], [".local/libexec/goferry/activate-web"]),
        ("deploy", Scope.SYSTEM, [YES], [f"sudo -n {HELPER}"]),
        ("deploy", Scope.SYSTEM, [NO], [f"sudo -n {HELPER}"]),
        ("deploy", Scope.SYSTEM, [NO_PASSWORD, YES], [f"sudo -n {HELPER}", f"sudo -n {OPERATE}"]),
        (
            "deploy",
            Scope.SYSTEM,
            [NO_PASSWORD, NO_PASSWORD],
            [
                f"sudo -n {HELPER}",
                f"sudo -n {OPERATE}",
                f"root: printf '%s\\n' 'deploy {'0' * 32} a'\"'\"' ada' | {HELPER}",
            ],
        ),
    ],
)
def test_the_narrowest_right_is_tried_first(
    user: str, scope: Scope, answers: list[Ran], ways: list[str]
) -> None:
    server = Ways(*answers, user=user)
    odd = replace(CHANGE, wanted="a'")
    ran = leap(asked.tell(session(server), Layout("web", scope), odd))
    assert server.ways == ways
    assert set(server.requests) == {f"deploy {'0' * 32} a' ada\n"}
    assert ran == (Ran(0, "root within 120", "") if len(ways) == 3 else answers[-1])


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (YES, ""),
        (Ran(75, '{"accepted":true}', ""), "deploy_busy"),
        (Ran(75, "", ""), "deploy_busy"),
        (Ran(74, "", ""), "change_not_begun"),
        (Ran(0, "", ""), "change_not_begun"),
        (Ran(0, '{"refused":"not_ours"}', ""), "change_not_begun"),
        (Ran(0, "accepted", ""), "change_not_begun"),
    ],
)
def test_a_change_has_begun_only_when_the_helper_says_so(answer: Ran, code: str) -> None:
    server = Ways(answer, user="root")
    found = ""
    try:
        leap(asked.begin(session(server), LAYOUT, CHANGE))
    except ProblemError as refused:
        found = refused.problem.code
    assert found == code


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (
            {"who": "ada", "login": "d", "since": "1"},
            "ada (d) started it at 1. It will end automatically.",
        ),
        ({}, "Somebody started it at an unknown time. It will end automatically."),
    ],
)
def test_who_is_at_it_is_named(told: dict[str, str], why: str) -> None:
    server = Ways(Ran(75, json.dumps({**told, "detail": "more"}), ""), user="root")
    with pytest.raises(ProblemError) as caught:
        leap(asked.begin(session(server), LAYOUT, CHANGE))
    assert (str(caught.value.problem.why), caught.value.problem.details) == (why, "more")


TOLD: list[tuple[str, Any]] = [
    ('{"step":"probe","release":"2-x"}', asked.Step(name="probe", release="2-x")),
    ('{"step":"stop"}', asked.Step(name="stop", release="")),
    ('{"journal":"no licence"}', asked.Said(text="no licence", own=True)),
    ('{"systemd":"Failed"}', asked.Said(text="Failed", own=False)),
    (
        '{"restored":["unit"],"gone":["KEY\\u001b[0m"]}',
        asked.Restored(parts=("unit",), gone=("KEY␛[0m",)),
    ),
    ('{"kept":"no"}', asked.Restored(whole=False)),
    (
        '{"result":"down","release":"2","previous":"1","running":"1","code":"c","detail":"d"}',
        asked.Ended(result="down", release="2", previous="1", running="1", code="c", detail="d"),
    ),
]


def test_each_line_is_read_once_and_in_order_over_many_answers() -> None:
    server = MadeUp()
    lines = [
        TOLD[0][0],
        "{cut",
        "[1]",
        "3",
        '{"new":"word"}',
        *(line for line, _ in TOLD[1:]),
        TOLD[0][0],
    ]
    server.story = lines[:2]

    async def more() -> None:
        server.story = lines

    server.at["follow 2"] = more

    heard: list[Any] = []
    last = leap(asked.follow(session(server), LAYOUT, CHANGE, heard.append))
    assert heard == [told for _, told in TOLD]
    assert last is heard[-1]
    assert server.done == ["follow 0", "follow 2"]
    assert {line.split()[1] for line in server.requests} == {CHANGE.id}


@pytest.mark.parametrize("more", ["", ',"running":7,"detail":null,"newer":[]'])
def test_an_end_that_tells_little_is_an_end(more: str) -> None:
    server = MadeUp()
    server.story = [f'{{"result":"interrupted"{more}}}']
    assert leap(asked.cancel(session(server), LAYOUT, CHANGE)) == asked.Ended(result="interrupted")


def test_a_helper_that_tells_nothing_usable_is_said_to() -> None:
    server = MadeUp()

    async def broken() -> Ran:
        return Ran(3, "", "no such change")

    server.at["follow 0"] = broken
    heard: list[Any] = []
    with pytest.raises(ProblemError) as caught:
        leap(asked.follow(session(server), LAYOUT, CHANGE, heard.append))
    assert heard == []
    assert caught.value.problem.code == "change_not_told"
    assert "no such change" in caught.value.problem.details


def test_a_cancel_waits_for_the_end_that_the_server_tells() -> None:
    server = MadeUp()
    server.story = [TOLD[0][0], ended("rolled_back", code="cancelled")]
    found = leap(asked.cancel(session(server), LAYOUT, CHANGE))
    assert (found.result, server.done) == ("rolled_back", ["cancel", "follow 0"])
    assert server.requests[0] == f"cancel {'0' * 32} - ada"


def test_a_change_has_a_name_that_nobody_had_and_says_who(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {asked.new_change() for _ in range(100)}
    assert len(names) == 100
    assert all(len(name) == 32 and set(name) <= set("0123456789abcdef") for name in names)
    monkeypatch.setattr(getpass, "getuser", lambda: "ada")
    monkeypatch.setattr(platform, "node", lambda: "desk.example.org")
    assert asked.whoami() == "ada@desk"
    monkeypatch.setattr(platform, "node", lambda: "")
    assert asked.whoami() == "ada"

    def nobody() -> str:
        raise KeyError

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert asked.whoami() == "somebody"


# ---- what is made of an end ----


@pytest.mark.parametrize(
    ("result", "code", "made"),
    [
        ("live", "", Result.DEPLOYED),
        ("stopped", "", Result.DEPLOYED),
        ("rolled_back", "crashed", Result.ROLLED_BACK),
        ("refused", "busy", Result.REFUSED),
        ("down", "crashed", Result.DOWN),
        ("interrupted", "", Result.UNKNOWN),
        ("something_new", "", Result.UNKNOWN),
        ("", "", Result.UNKNOWN),
        ("rolled_back", "cancelled", Result.CANCELLED),
        ("refused", "cancelled", Result.CANCELLED),
        ("down", "cancelled", Result.DOWN),
    ],
)
def test_an_end_is_only_good_when_the_server_says_so(result: str, code: str, made: Result) -> None:
    last = asked.Ended(result=result, code=code, running="3-y", previous="2-x")
    found = outcome(session(MadeUp()), WEB, last, [asked.Said(text="no licence")])
    assert found.result is made
    assert (found.server, found.release, found.previous) == ("web1", "3-y", "2-x")
    assert (found.problem is None) == (made is Result.DEPLOYED)
    if found.problem:
        assert "no licence" in found.problem.details
    assert found.url == "http://192.0.2.7:8080/"
    nothing = outcome(session(MadeUp()), WEB, replace(last, running=""), [])
    assert nothing.url == "", "nothing runs there"


async def attended(server: MadeUp) -> tuple[Outcome, list[Any]]:
    events: list[Any] = []
    steps = Steps(9, events.append)
    return await attend(session(server), WEB, steps, change=CHANGE), events


@pytest.mark.parametrize(
    ("detail", "result", "codes"),
    [
        ("", "live", []),
        ("open", "live", []),
        ("loopback", "live", ["loopback_only"]),
        ("exposed", "live", ["inner_port_open"]),
        ("loopback", "stopped", []),
    ],
)
def test_who_can_reach_a_good_release_is_noticed(
    detail: str, result: str, codes: list[str]
) -> None:
    server = MadeUp()
    server.story = [ended(result, detail=detail)]

    events: list[Any] = []
    service = replace(WEB, mode=Mode.PROXY)
    leap(attend(session(server), service, Steps(9, events.append), change=CHANGE))
    noticed = [event for event in events if isinstance(event, Noticed)]
    assert [event.problem.code for event in noticed] == codes


def test_the_steps_of_a_change_begin_and_end_in_turn_also_one_that_nobody_knows() -> None:
    server = MadeUp()
    server.story = ['{"step":"publish"}', '{"step":"polish"}', ended()]
    _, events = leap(attended(server))
    kinds = [type(event) for event in events]
    assert kinds == [StepStarted, StepFinished] * 2
    assert [str(event.step) for event in events[::2]] == ["Install the release", "Carry on"]


def test_one_that_starts_slowly_is_told_and_offered_more_time() -> None:
    server = MadeUp()
    server.story = [
        '{"starts":4,"of":12,"said":"migrating\\u001b[0m"}',
        '{"starts":"4","of":-1}',
        '{"patience":72}',
        ended(),
    ]
    found, events = leap(attended(server))
    assert found.problem is None
    slow, silent, had = (event.problem for event in events)
    assert str(slow.what) == (
        "The new release on web1 is still starting: 4 of its 12 seconds are left."
    )
    assert str(slow.why) == "The program is running. Last output: migrating␛[0m"
    assert slow.next[0].action == GiveTime("web1", seconds=60)
    assert str(silent.why) == "The program is running and has no output yet."
    assert str(had.what) == "The release needed more than its 20 seconds to start."
    assert str(had.why) == "From now on, this server allows 72 seconds."
    assert had.next[0].action == UseOption("health.deadline", "72")


@pytest.mark.parametrize(("result", "came"), [("live", ("unit",)), ("rolled_back", ())])
def test_what_came_back_is_said_and_kept_where_the_release_stays(
    result: str, came: tuple[str, ...]
) -> None:
    server = MadeUp()
    server.story = ['{"restored":["unit"]}', ended(result)]
    found, events = leap(attended(server))
    assert found.restored == came
    assert [event.problem.code for event in events] == ["restored_with_release"]


def test_what_the_program_said_on_the_way_is_the_cause_at_the_end() -> None:
    server = MadeUp()
    server.story = [
        '{"journal":"listen tcp :8080: bind: address already in use"}',
        '{"systemd":"Failed with result exit-code."}',
        ended("rolled_back", code="crashed", previous="1-x", running="1-x"),
    ]
    found, events = leap(attended(server))
    assert found.problem is not None
    assert (found.result, found.problem.code, events) == (Result.ROLLED_BACK, "port_in_use", [])
    assert found.problem.details.endswith("already in use\nFailed with result exit-code.")
    assert (found.release, found.previous, found.scope) == ("1-x", "1-x", Scope.SYSTEM)


def test_a_change_that_is_lost_from_sight_goes_on_and_is_asked_again_later() -> None:
    server = MadeUp()

    async def lost() -> Ran:
        raise trouble("connection_lost")

    server.at["follow 0"] = lost
    found, _ = leap(attended(server))
    assert found.problem is not None
    assert (found.result, found.problem.code) == (Result.UNKNOWN, "connection_lost")
    assert [str(one.text) for one in found.problem.next] == [
        "The server is finishing the change. Check the status again in a minute."
    ]


@pytest.mark.parametrize(
    ("answer", "may_go_on"),
    [
        (YES, True),
        (NO, False),
        ("connection_lost", True),
        ("server_too_slow", True),
        ("sudo_missing", False),
    ],
)
def test_a_cancel_while_the_server_is_asked_ends_with_its_answer(
    answer: Ran | str, *, may_go_on: bool
) -> None:
    server = MadeUp()
    server.story = [ended("rolled_back", code="cancelled", running="1-x")]

    async def whole() -> Outcome | None:
        async def answered() -> Ran:
            task.cancel()
            await asyncio.sleep(1)
            if isinstance(answer, str):
                raise trouble(answer)
            return answer

        server.at["deploy"] = answered
        task = asyncio.create_task(begun(session(server), WEB, CHANGE))
        return await task

    found = leap(whole())
    assert found is not None
    assert found.problem is not None
    assert (found.result, found.problem.code) == (Result.CANCELLED, "cancelled")
    assert server.done == ["deploy", *(["cancel", "follow 0"] if may_go_on else [])]
    assert found.release == ("1-x" if may_go_on else "")
