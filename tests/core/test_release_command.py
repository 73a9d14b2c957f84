"""A release command: asked for on the first server alone, told as it speaks, and never hidden."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.deploy.deployer import make_plan
from core.deploy.fleet import deploy_to
from core.deploy.turns import Order
from core.events import LogLine, StepStarted, unheard
from core.home import Home
from core.problems import ProblemError
from core.service.catalogue import BY_KEY
from core.service.causes import problem_of
from core.service.entry import OptionEntry
from core.service.model import ReleaseCommand
from core.service.protocol import REQUESTS, Verb
from core.service.transaction import Ended, Said
from core.service.unit import units
from core.usecases.deploying import DeployWish, plan
from tests.deploying import alike
from tests.made_up import whole
from tests.made_up_clock import leap, now
from tests.made_up_deploy import OLD, WEB, MadeUp, ended, release, running, session, told

if TYPE_CHECKING:
    from pathlib import Path

    from core.service.results import Outcome

COMMAND = ReleaseCommand(command="migrate up", timeout=42)
MIGRATING = replace(WEB, release=COMMAND)
_STAYS = "The release command has run. Its changes, for example to a database, cannot"


def step(name: str) -> str:
    return json.dumps({"step": name, "release": "2-x"})


def says(text: str, *, of: str = "journal") -> str:
    return json.dumps({of: text})


def fleet(folder: Path, count: int) -> list[MadeUp]:
    servers = [MadeUp(folder, name=f"web{number}") for number in range(1, count + 1)]
    for server in servers:
        server.there = running("0" * 64, MIGRATING)
        server.story = [ended(previous=OLD)]
    return servers


def to_all(servers: list[MadeUp], folder: Path, canary: int = 1) -> tuple[Outcome, ...]:
    async def work() -> tuple[Outcome, ...]:
        sessions = [session(one) for one in servers]
        order = Order(canary=canary)
        aims = alike(sessions, release(folder), MIGRATING)
        _, outcomes = await whole(deploy_to, aims, order=order)
        return outcomes

    return leap(work())


def asked(server: MadeUp) -> list[str]:
    """What it was asked to deploy, without the hash."""
    lines = [one.split()[2] for one in server.requests if one.startswith("deploy ")]
    return [one[64:] for one in lines]


@pytest.mark.parametrize("canary", [1, 2, 9])
def test_the_first_server_runs_it_alone_and_all_others_wait(tmp_path: Path, canary: int) -> None:
    servers = fleet(tmp_path, 4)
    began: dict[str, float] = {}
    for server in servers:

        async def slow(name: str = server.profile.name) -> None:
            began[name] = now()
            await asyncio.sleep(10)

        server.at["go"] = slow
    outcomes = to_all(servers, tmp_path, canary=canary)
    assert [one.result.good for one in outcomes] == [True] * 4
    assert [asked(one) for one in servers] == [["+command+fleet"], *[["+fleet"]] * 3]
    then = {1: [0, 10, 10, 10], 2: [0, 10, 20, 20], 9: [0, 10, 10, 10]}[canary]
    assert [one - began["web1"] for one in began.values()] == pytest.approx(then, abs=1.5)


def test_where_it_fails_no_other_server_begins(tmp_path: Path) -> None:
    servers = fleet(tmp_path, 3)
    servers[0].story = [
        step("command"), says("no such table"),
        ended("refused", code="command_failed", detail="ExecMainStatus=3", command="begun"),
    ]  # fmt: skip
    first, *others = to_all(servers, tmp_path, canary=9)
    assert first.problem is not None
    assert str(first.problem.why) == "Last output: no such table"
    assert [one.problem.code for one in others if one.problem] == ["fleet_stopped"] * 2
    assert ["go" in one.done for one in servers] == [True, False, False]


def test_when_a_later_server_fails_those_that_return_say_that_it_has_run(tmp_path: Path) -> None:
    servers = fleet(tmp_path, 2)
    servers[0].story = [step("command"), ended(previous=OLD)]
    servers[1].story = [ended("rolled_back", code="crashed", running=OLD)]
    first, second = to_all(servers, tmp_path)
    assert first.problem is not None
    assert first.problem.code == "fleet_stopped"
    assert [_STAYS in str(one.text) for one in first.problem.next] == [True]
    assert second.problem is not None
    assert not [one for one in second.problem.next if _STAYS in str(one.text)]
    assert "cancel" in servers[0].done, "it returns by itself, and runs nothing for that"


def test_a_first_server_that_has_the_release_already_does_not_run_it(tmp_path: Path) -> None:
    what = release(tmp_path)
    servers = fleet(tmp_path, 2)
    servers[0].there = running(what.sha256, MIGRATING)
    notes = [leap(make_plan(session(one), what, MIGRATING)).notes for one in servers]
    assert [one.code for one in notes[0]] == ["release_command_not_run"]
    assert "release_command_not_run" not in [one.code for one in notes[1]]
    outcomes = to_all(servers, tmp_path)
    assert [str(one.result) for one in outcomes] == ["unchanged", "deployed"]
    assert [asked(one) for one in servers] == [[], ["+fleet"]], (
        "it ran when the first one got the release"
    )


def test_its_words_are_told_while_it_speaks_and_explain_nothing_that_follows(
    tmp_path: Path,
) -> None:
    server = MadeUp(tmp_path)
    server.there = running("0" * 64, MIGRATING)
    server.story = [
        step("command"), says("table made"), says("Started it.", of="systemd"),
        step("switch"), says("boom"), step("revert"),
        ended("rolled_back", code="crashed", running=OLD, command="done"),
    ]  # fmt: skip
    outcome, events = leap(told(server, release(tmp_path), MIGRATING))
    assert [one.text for one in events if isinstance(one, LogLine)] == ["table made"]
    assert "Run the release command" in [
        str(one.step) for one in events if isinstance(one, StepStarted)
    ]
    assert outcome.problem is not None
    assert str(outcome.problem.why) == "Last output: boom"
    assert "table made" not in outcome.problem.details
    assert _STAYS in str(outcome.problem.next[-1].text)


def test_of_many_words_the_last_ones_are_kept(tmp_path: Path) -> None:
    server = MadeUp(tmp_path)
    server.there = running("0" * 64, MIGRATING)
    server.story = [step("command"), *(says(f"line {n}") for n in range(300)),
                    ended("refused", code="command_failed", running=OLD)]  # fmt: skip
    outcome, events = leap(told(server, release(tmp_path), MIGRATING))
    assert len([one for one in events if isinstance(one, LogLine)]) == 300
    assert outcome.problem is not None
    assert outcome.problem.details.splitlines()[1:] == [f"line {n}" for n in range(200, 300)]


def test_a_change_that_is_cut_off_says_that_it_had_begun(tmp_path: Path) -> None:
    server = MadeUp(tmp_path)
    server.there = running("0" * 64, MIGRATING)
    server.story = [step("command"), '{"result":"interrupted"}']
    outcome, _ = leap(told(server, release(tmp_path), MIGRATING))
    assert outcome.problem is not None
    assert "had started" in str(outcome.problem.next[-1].text)


def end(code: str, detail: str, *said: str, **more: str) -> tuple[str, str, list[str]]:
    lines = [Said(text=one) for one in said]
    found = Ended(result="refused", code=code, detail=detail, **more)
    problem = problem_of(found, lines, MIGRATING)
    assert problem.code == code
    return str(problem.what), str(problem.why), [str(one.text) for one in problem.next]


def test_each_end_of_it_in_words() -> None:
    what, why, advice = end("command_failed", "Result=exit-code ExecMainStatus=3 ")
    assert what == "The release command exited with code 3, so the new release was not started."
    assert why == "The program wrote no output before it exited."
    assert advice[-1] == "Deploy again."
    what, why, advice = end("command_failed", "", "a", " ", command="begun")
    assert "with code ?," in what
    assert why == "Last output: a"
    assert advice[-1].startswith("The release command had started.")
    what, _, advice = end("command_too_slow", "Result=timeout")
    assert what.startswith("The release command was stopped after 42 seconds,")
    assert advice[0] == "Give it more time: --release-timeout SECONDS."
    assert end("cancelled", "", command="done")[2][-1].startswith("The release command has run.")
    assert end("cancelled", "", command="odd")[2] == ["Deploy again."]


def test_the_plan_tells_it_for_the_first_server_alone(tmp_path: Path) -> None:
    servers = [session(one) for one in fleet(tmp_path, 2)]
    wish = DeployWish(what=release(tmp_path), service=MIGRATING)
    plans = leap(plan(Home.find(tmp_path / "home"), servers, wish, report=unheard))
    scripts = [one.actions[-1].script for one in plans]
    assert ["Run the release command" in one for one in scripts] == [True, False]
    assert ["+command+fleet " in one for one in scripts] == [True, False]


def test_its_unit_is_the_service_s_but_for_its_words_its_time_and_the_new_environment() -> None:
    found = {one.path.rpartition("/")[2]: one.content for one in units(MIGRATING)}
    lines = found["web-command@.service"].splitlines()
    assert "ExecStart=/opt/web/releases/%i/bin/web migrate up" in lines
    assert "EnvironmentFile=-/var/lib/goferry/web/after/env" in lines
    assert "TimeoutStartSec=42" in lines
    assert {"User=web", "ProtectSystem=strict", "StateDirectory=web"} <= set(lines)
    assert "web-command@.service" not in {one.path.rpartition("/")[2] for one in units(WEB)}


def test_goferry_toml_may_list_its_words_one_by_one() -> None:
    entry = BY_KEY["release.command"]
    assert isinstance(entry, OptionEntry)
    assert entry.said(["migrate", "to it's end"]) == {
        "release.command": """migrate 'to it'"'"'s end'"""
    }
    assert entry.said("migrate up") == {"release.command": "migrate up"}
    with pytest.raises(ProblemError):
        entry.said(["migrate", 1])
    with pytest.raises(ProblemError):
        entry.said("it's")


def test_the_helper_takes_the_word_behind_a_hash_and_no_other() -> None:
    pattern = re.compile(REQUESTS[Verb.DEPLOY].pattern)
    assert pattern.match("0" * 64)
    assert pattern.match(f"{'0' * 64}+command")
    assert not pattern.match(f"{'0' * 64}+")
    assert not pattern.match(f"{'0' * 64}+commands")
