"""How a deploy to one made-up server ends: what forbids or stops it, and what is left then."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from core.deploy import deployer
from core.deploy.model import Mode, Outcome, Result
from core.events import Finished, Noticed, Progress, StepFinished, StepStarted
from core.problems import ProblemError
from core.server.session import Ran
from tests.made_up import (
    LOOKS,
    OLD,
    SWITCH,
    WEB,
    MadeUp,
    deploy,
    ended,
    planned,
    release,
    running,
    session,
    told,
    trouble,
)
from tests.made_up_clock import Clock, leap, now, quiet

if TYPE_CHECKING:
    from pathlib import Path

    from core.deploy.model import Release

HOUR = 3600.0


@pytest.fixture
def server(tmp_path: Path) -> MadeUp:
    return MadeUp(tmp_path)


@pytest.fixture
def program(tmp_path: Path) -> Release:
    return release(tmp_path)


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
    with pytest.raises(ProblemError, match="A test"):
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
    assert str(outcome.stays[0]) == "Create the user web, who can do nothing else."
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
        "Make the folders for releases, settings and records."
    ]
    assert outcome.problem is not None
    assert str(outcome.stays[0]) in outcome.problem.details


def test_a_cancel_between_the_request_and_the_first_look_is_not_lost(
    server: MadeUp, program: Release
) -> None:
    server.story = [ended("rolled_back", code="cancelled", running=OLD)]

    async def whole() -> Outcome:
        async def stop() -> None:
            task.cancel()
            await asyncio.sleep(1)

        server.at["unlease"] = stop
        task = asyncio.create_task(told(server, program))
        return (await task)[0]

    outcome = leap(whole())
    assert server.done[-4:] == ["deploy", "unlease", "cancel", "follow 0"]
    assert (outcome.result, outcome.release) == (Result.CANCELLED, OLD)


@pytest.mark.parametrize("word", ["folder", "write manifest.json", "upload web", "hash web"])
@pytest.mark.parametrize("how", ["lost", "cancelled"])
def test_nothing_of_an_upload_that_did_not_end_is_left_and_the_lease_is_let_go(
    server: MadeUp, program: Release, word: str, how: str
) -> None:
    server.there = running("0" * 64)

    async def whole() -> list[Any]:
        reached = asyncio.Event()

        async def stop() -> Ran | None:
            reached.set()
            if how == "lost":
                raise trouble("connection_lost")
            await asyncio.sleep(HOUR)
            return None

        server.at[word] = stop
        task = asyncio.create_task(told(server, program))
        await reached.wait()
        if how == "cancelled":
            task.cancel()
        await quiet(task)
        await asyncio.sleep(2 * HOUR)  # nothing goes on behind its back
        return [] if task.cancelled() or task.exception() else list(task.result())

    found = leap(whole())
    assert server.done[-2:] == ["sweep", "unlease"]
    assert server.done.count("sweep") == 1
    assert "deploy" not in server.done
    assert server.files == {}
    if how == "cancelled":
        assert found[0].result is Result.CANCELLED
        assert found[0].release == OLD, "what ran before goes on"
        assert str(found[0].problem.why).startswith("The server had not begun")


@pytest.mark.parametrize(
    ("moment", "end"),
    [
        (Progress, ["upload web", "sweep", "unlease"]),
        (StepFinished, ["hash web", "sweep", "unlease"]),
        (Noticed, ["follow 0", "cancel", "follow 0"]),
        (Finished, ["deploy", "unlease", "follow 0"]),
    ],
)
def test_a_job_that_is_closed_takes_back_what_it_began(
    server: MadeUp, program: Release, moment: type, end: list[str]
) -> None:
    server.story = ['{"kept":"no"}', ended()]

    async def whole() -> None:
        job = deployer.deploy(session(server), program, WEB)
        async for event in job:
            if isinstance(event, moment):
                break
        await job.aclose()

    leap(whole())
    assert server.done[-len(end) :] == end


def test_a_sweep_that_hangs_ends_after_a_minute_and_a_half(
    server: MadeUp, program: Release
) -> None:
    async def lose() -> Ran:
        raise trouble("connection_lost")

    async def hang() -> None:
        await asyncio.sleep(HOUR)

    async def whole() -> float:
        server.at |= {"upload web": lose, "sweep": hang}
        await quiet(asyncio.create_task(told(server, program)))
        return now()

    assert leap(whole()) == pytest.approx(90.0)
    assert server.done[-1] == "unlease"


@pytest.mark.parametrize("late", [False, True])
def test_a_change_that_has_begun_is_taken_back_by_the_server_itself(
    server: MadeUp, program: Release, *, late: bool
) -> None:
    server.there = running("0" * 64)
    server.story = [ended() if late else ended("rolled_back", code="cancelled", running=OLD)]

    async def whole() -> Outcome:
        reached = asyncio.Event()

        async def wait() -> None:
            if not reached.is_set():
                reached.set()
                await asyncio.sleep(HOUR)

        server.at["follow 0"] = wait
        task = asyncio.create_task(told(server, program))
        await reached.wait()
        task.cancel()
        return (await task)[0]

    outcome = leap(whole())
    assert server.done[-4:] == ["unlease", "follow 0", "cancel", "follow 0"]
    assert "sweep" not in server.done, "it is the server's by now"
    assert outcome.problem is not None
    assert (outcome.result, outcome.problem.code) == (
        (Result.DEPLOYED, "cancel_too_late") if late else (Result.CANCELLED, "cancelled")
    )


def test_a_change_that_was_cancelled_before_it_began_leaves_nothing(
    server: MadeUp, program: Release
) -> None:
    async def whole() -> Outcome:
        async def refused() -> Ran:
            task.cancel()
            await asyncio.sleep(1)
            return Ran(1, "", "no")

        server.at["deploy"] = refused
        task = asyncio.create_task(told(server, program))
        return (await task)[0]

    assert leap(whole()).result is Result.CANCELLED
    assert server.done[-3:] == ["deploy", "sweep", "unlease"]


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
