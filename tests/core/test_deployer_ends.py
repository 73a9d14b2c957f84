"""How a deploy to one made-up server ends: what forbids or stops it, and what is left then."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.deploy import deployer, survey
from core.events import Noticed, StepFinished, StepStarted
from core.problems import ProblemError
from core.service.model import Mode
from core.service.results import Result
from core.ssh.session import Ran
from tests.made_up_clock import Clock, leap
from tests.made_up_deploy import (
    LOOKS,
    OLD,
    SWITCH,
    WEB,
    MadeUp,
    deploy,
    ended,
    planned,
    program,
    running,
    server,
    told,
    trouble,
)

if TYPE_CHECKING:
    from core.service.model import Release

__all__ = ["program", "server"]  # fixtures


def test_what_is_forbidden_ends_after_the_look_with_all_its_reasons(
    server: MadeUp, program: Release
) -> None:
    server.facts |= {"systemd_running": "", "tools": "", "zoneinfo": "no"}
    outcome, events = leap(told(server, program))
    assert server.done == LOOKS
    assert (outcome.result, outcome.release, outcome.url) == (Result.REFUSED, "", "")
    codes = [event.problem.code for event in events if isinstance(event, Noticed)]
    assert codes == ["no_systemd", "tools_missing", "time_zone_missing"]
    assert {event.server for event in events} == {"web1"}
    assert outcome.problem is not None
    assert outcome.problem.code == "no_systemd"


def test_where_no_file_can_be_sent_nothing_is_begun_and_other_trouble_goes_on(
    server: MadeUp, program: Release
) -> None:
    async def refuse() -> Ran:
        raise trouble("files_refused")

    async def lose() -> Ran:
        raise trouble("connection_lost")

    server.at["can send"] = refuse
    outcome = deploy(server, program)
    assert outcome.problem is not None
    assert (outcome.result, outcome.problem.code) == (Result.REFUSED, "files_refused")
    assert server.done == LOOKS
    server.at["can send"] = lose
    with pytest.raises(ProblemError, match="connection_lost"):
        planned(server, program)


def test_a_plan_names_the_next_release_and_the_one_that_runs_and_does_nothing(
    server: MadeUp, program: Release
) -> None:
    server.there = running("0" * 64, release=(OLD, "9-11111111", "10-22222222"))
    plan = planned(server, program)
    assert (plan.server, plan.release) == ("web1", f"11-{program.sha256[:8]}")
    assert plan.previous == OLD
    assert [one.code for one in plan.notes] == ["restart_costs_requests"]
    assert server.done == LOOKS
    server.there = running(program.sha256)
    plan = planned(server, program)
    assert (plan.actions, plan.notes) == ((), ()), "nothing will be done: nothing to know"


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("fresh", [True, False])
def test_the_steps_are_counted_to_the_last_before_the_first_begins(
    server: MadeUp, program: Release, mode: Mode, *, fresh: bool
) -> None:
    service = replace(WEB, mode=mode)
    server.there = ["login root", "exists bash"] if fresh else running("0" * 64, service)
    steps = ["publish", "switch", "start", "probe", "tidy"]
    if mode is Mode.SHARED:
        steps.insert(1, "rehearse")
    if mode in {Mode.SHARED, Mode.PROXY} and not fresh:
        steps.insert(-4, "candidate")
    server.story = [*(json.dumps({"step": name}) for name in steps), ended()]
    outcome, events = leap(told(server, program, service))
    assert outcome.result is Result.DEPLOYED
    started = [event for event in events if isinstance(event, StepStarted)]
    assert [event.number for event in started] == list(range(1, started[0].of + 1))
    assert len([event for event in events if isinstance(event, StepFinished)]) == started[0].of
    said = [str(event.step) for event in started[-len(steps) :]]
    assert len(set(said)) == len(steps)
    assert "Carry on" not in said
    assert {event.server for event in events} == {"web1"}


# ---- what is left behind ----


@pytest.mark.parametrize("word", ["prepare", "verify", "lease"])
def test_trouble_before_anything_was_sent_is_raised_and_leaves_nothing(
    server: MadeUp, program: Release, word: str
) -> None:
    server.there = ["login root", "exists bash"]

    async def lose() -> Ran:
        raise trouble("connection_lost")

    server.at[word] = lose
    if word == "prepare":
        with pytest.raises(ProblemError):
            deploy(server, program)
        assert server.done == [*LOOKS, "prepare", "sweep"]
        return
    outcome = deploy(server, program)
    assert outcome.problem is not None
    assert (outcome.result, outcome.problem.code) == (Result.REFUSED, "connection_lost")
    assert len(outcome.stays) >= 5, "the user, the folders and the units are there"
    assert str(outcome.stays[0]) == "Create the system user web, which cannot log in."
    assert "deploy" not in server.done


def test_what_ran_before_goes_on_when_a_change_is_stopped_after_its_preparation(
    server: MadeUp, program: Release
) -> None:
    server.there = running("0" * 64, area="another")

    async def lose() -> Ran:
        raise trouble("connection_lost")

    server.at["upload web"] = lose
    outcome = deploy(server, program)
    assert (outcome.result, outcome.release) == (Result.REFUSED, OLD)
    assert [str(one) for one in outcome.stays] == [
        "Create the directories for releases, settings and records."
    ]
    assert outcome.problem is not None
    assert str(outcome.stays[0]) in outcome.problem.details


def test_what_cannot_be_read_here_is_refused_not_raised(
    server: MadeUp, program: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(survey, "open_still", closed)
    monkeypatch.setattr("os.access", lambda *_: False)
    outcome = deploy(server, program, replace(WEB, includes=(program.binary,)))
    assert outcome.problem is not None
    assert (outcome.result, outcome.problem.code) == (Result.REFUSED, "include_unreadable")


@pytest.mark.parametrize(
    ("code", "result"), [("connection_lost", Result.UNKNOWN), ("sudo_missing", None)]
)
def test_a_request_that_was_lost_may_go_on_and_one_that_was_refused_does_not(
    server: MadeUp, program: Release, code: str, result: Result | None
) -> None:
    async def lose() -> Ran:
        raise trouble(code)

    server.at["deploy"] = lose
    if result is None:
        with pytest.raises(ProblemError):
            deploy(server, program)
    else:
        assert deploy(server, program).result is result
    assert "follow 0" not in server.done
    swept = [] if result else ["sweep"]  # what the server may be reading is left to it
    assert server.done[-2 - len(swept) :] == ["deploy", *swept, "unlease"]


def test_what_is_set_out_beside_a_live_release_goes_when_the_change_does_not_begin(
    server: MadeUp, program: Release
) -> None:
    server.there = running("0" * 64, replace(WEB, keep_releases=9))

    async def refuse() -> Ran:
        return Ran(75, '{"who":"ada","since":"noon"}', "")

    server.at["deploy"] = refuse
    with pytest.raises(ProblemError) as caught:
        deploy(server, program)
    assert caught.value.problem.code == "deploy_busy"
    assert "ada" in str(caught.value.problem.why)
    assert server.done[-3:] == ["unstage", "sweep", "unlease"]


def test_the_helper_that_is_set_out_begins_its_own_change(server: MadeUp, program: Release) -> None:
    server.there = running("0" * 64, replace(WEB, keep_releases=9))
    deploy(server, program)
    change = server.requests[0].split()[1]
    begun = [text for text in server.scripts if text.startswith("echo 'deploy")]
    assert len(begun) == 1
    assert begun[0].endswith(f"| bash -p /var/lib/goferry/web/next/{change}/helper")
    assert server.done[-3:] == SWITCH
    server.scripts.clear()
    server.there = running("0" * 64)
    deploy(server, program)
    assert not any("bash -p" in text for text in server.scripts), "nothing was set out"
    assert server.requests[-1].split()[1] != change, "each change has a name of its own"


def test_an_outcome_tells_how_long_all_of_it_took(
    server: MadeUp, program: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def slow() -> None:
        await asyncio.sleep(2)

    monkeypatch.setattr(deployer, "time", Clock)
    server.at |= {"look": slow, "upload web": slow, "follow 0": slow}
    assert deploy(server, program).seconds == pytest.approx(6.0)
    server.there = running(program.sha256)
    assert deploy(server, program).seconds == pytest.approx(2.0)


def test_an_unsound_service_is_not_even_asked_about(server: MadeUp, program: Release) -> None:
    with pytest.raises(ProblemError):
        planned(server, program, replace(WEB, port=0))
    assert server.done == []
