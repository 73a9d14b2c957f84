"""The stages of a deploy: every step has one, in order, and only what was done counts as done."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.deploy import delivery, steps
from core.events import LogLine, Progress, Stage, StepStarted, as_json
from core.problems import Problem
from core.service import phases
from core.service.model import Kind, Mode, ReleaseCommand, Service
from core.service.phases import Phase
from core.service.plan import ActionKey
from core.service.protocol import Verb
from core.service.results import HELD_BACK, Outcome, Result
from core.service.stages import (
    OF_ACTION,
    OF_BUILD,
    OF_PHASE,
    Stages,
    State,
    expected,
    of_action,
    of_phase,
)
from core.words import say
from tests.core.test_service_plans import CHANGE, OWN, RELEASE, WEB, there

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ORDER = list(Stage)
ALL = expected(Service(name="web", mode=Mode.SHARED))


def every_service() -> Iterator[Service]:
    """Yield services of each mode and kind, with and without what adds phases."""
    for mode, kind, rehearse, command, together in product(
        Mode, Kind, (False, True), ("", "migrate"), (False, True)
    ):
        release = ReleaseCommand(command=command, together=together)
        yield Service(name="web", mode=mode, kind=kind, rehearse=rehearse, release=release)


def outcome(result: Result, **more: object) -> Outcome:
    usual = Outcome(
        server="web1", result=result, release="2-b", previous="1-a", seconds=3.0, uploaded_bytes=0
    )
    return replace(usual, **more)  # type: ignore[arg-type]


def step(stage: Stage | None) -> StepStarted:
    return StepStarted(step=say("Go on"), number=1, of=9, server="web1", stage=stage)


def came(*stages: Stage) -> Stages:
    """Return a deploy that came so far."""
    made = Stages(ALL)
    made.come_to(Stage.CONNECT)
    for one in stages:
        made.take(step(one))
    return made


def told(made: Stages) -> str:
    """Spell the states in one word, a letter for each stage."""
    return "".join(state[0] for state in made.states.values())


def test_every_phase_on_a_server_has_a_stage() -> None:
    assert OF_PHASE.keys() == set(Phase) == phases.WORDS.keys()


def test_the_stages_of_every_mode_come_in_their_order() -> None:
    for service, first in product(every_service(), (False, True)):
        course = [OF_PHASE[Phase(one)] for one in phases.expected(service, first=first)]
        places = [ORDER.index(one) for one in course]
        assert all(one <= other for one, other in pairwise(places))
        assert set(course) <= set(expected(service))
        rehearsed = Phase.REHEARSE in phases.expected(service)
        assert (Stage.REHEARSE in expected(service)) is rehearsed
        assert (Stage.PROBATION in expected(service)) is (service.kind is not Kind.TIMER)


@pytest.mark.parametrize("service", [WEB, OWN, replace(WEB, mode=Mode.SOCKET)])
def test_every_step_of_a_plan_has_a_stage(service: Service) -> None:
    for found in (there(service), replace(there(service), texts={}, exists=frozenset(), user="")):
        actions = (
            *steps.preparation(found, service, change=CHANGE),
            *delivery.delivery(found, RELEASE, service, change=CHANGE, who="me"),
        )
        assert [one.key for one in actions if of_action(one.key) is None] == []
    assert of_action(ActionKey.PERMIT) is None
    assert set(OF_ACTION.values()) <= {Stage.UPLOAD, Stage.SWITCH}


def test_a_way_back_is_one_whatever_its_phase_and_a_newer_phase_has_no_stage() -> None:
    assert {of_phase(one, Verb.ROLLBACK) for one in Phase} == {Stage.BACK}
    assert of_phase(Phase.START, Verb.STOP) is Stage.BACK
    assert of_phase(Phase.START, Verb.DEPLOY) is Stage.SWITCH
    assert of_phase("polish", Verb.DEPLOY) is None


def test_a_deploy_that_goes_well_is_done_stage_by_stage() -> None:
    assert ALL == (
        Stage.CONNECT, Stage.UPLOAD, Stage.REHEARSE, Stage.SWITCH, Stage.HEALTHY, Stage.PROBATION
    )  # fmt: skip
    made = came()
    assert told(made) == "rccccc"
    for stage, states in (
        (Stage.UPLOAD, "drcccc"),
        (Stage.UPLOAD, "drcccc"),
        (Stage.REHEARSE, "ddrccc"),
        (Stage.SWITCH, "dddrcc"),
        (None, "dddrcc"),
        (Stage.HEALTHY, "ddddrc"),
        (Stage.SWITCH, "ddddrc"),
    ):
        made.take(step(stage))
        assert told(made) == states
    watched = came(*ALL[1:5])
    made.end(outcome(Result.DEPLOYED))
    assert told(made) == "ddddds", "without a probation there was none"
    watched.end(outcome(Result.DEPLOYED, probation_until="2026-12-01T06:00:00Z"))
    assert told(watched) == "dddddr", "the server goes on watching"


def test_what_was_not_done_is_not_shown_as_done() -> None:
    made = came(Stage.UPLOAD, Stage.SWITCH)
    assert made.states[Stage.REHEARSE] is State.SKIPPED
    same = came()
    same.end(outcome(Result.UNCHANGED))
    assert told(same) == "dsssss"
    proved = came(*ALL[1:])
    proved.end(outcome(Result.DEPLOYED, proved=True))
    assert told(proved) == "dddddd"
    left = came(*ALL[1:])
    left.end(outcome(Result.DEPLOYED))
    assert told(left) == "dddddl"


@pytest.mark.parametrize(
    ("way", "end", "states"),
    [
        ((Stage.UPLOAD,), Result.REFUSED, "dfcccc"),
        ((*ALL[1:5], Stage.BACK), Result.ROLLED_BACK, "ddddfcd"),
        ((*ALL[1:5], Stage.BACK), Result.DOWN, "ddddfcf"),
        ((*ALL[1:4], Stage.BACK), Result.CANCELLED, "dddlccd"),
        (ALL[1:4], Result.UNKNOWN, "dddlcc"),
        (ALL[1:], Result.ROLLED_BACK, "dddddfd"),
    ],
)
def test_the_stage_that_failed_is_marked_and_so_is_the_way_back(
    way: Iterable[Stage], end: Result, states: str
) -> None:
    made = came(*way)
    made.end(outcome(end))
    assert told(made) == states


def test_a_server_that_returns_for_another_s_sake_did_not_fail() -> None:
    held = Problem(code=HELD_BACK, what=say("Held back."), why=say("Another one failed."))
    made = came(*ALL[1:5], Stage.BACK)
    assert told(made) == "ddddlcr"
    made.end(outcome(Result.ROLLED_BACK, problem=held))
    assert told(made) == "ddddlcd"
    waits = came(*ALL[1:4])
    waits.end(outcome(Result.REFUSED, problem=held))
    assert told(waits) == "dddlcc"


def test_what_is_broken_off_is_neither_done_nor_failed() -> None:
    made = came(Stage.UPLOAD)
    made.break_off()
    assert told(made) == "dlcccc"


def test_a_build_ends_where_its_fault_is_or_with_all_that_was_needed() -> None:
    for way, at, states in (
        (OF_BUILD[:2], None, "dfcc"),
        (OF_BUILD[:3], None, "ddfc"),
        (OF_BUILD[:3], Stage.COMPILE, "dfcc"),
        (OF_BUILD[:2], Stage.COMPILE, "dfcc"),
    ):
        made = Stages(OF_BUILD)
        for one in way:
            made.take(step(one))
        made.fail(at)
        assert told(made) == states
    made = Stages(OF_BUILD)
    made.take(step(Stage.LOOK))
    made.take(step(Stage.PROVE))
    made.succeed()
    assert told(made) == "dssd"


def test_bytes_say_how_far_an_upload_is_until_the_next_step() -> None:
    made = came(Stage.UPLOAD)
    made.take(Progress(done=1, total=4, unit="bytes"))
    assert made.share == 0.25
    made.take(Progress(done=1, total=4, unit="packages"))
    made.take(LogLine(text="sent"))
    assert made.share == 0.25
    made.take(step(Stage.UPLOAD))
    assert made.share is None


@given(st.lists(st.sampled_from([*ORDER, None])), st.sampled_from(Result))
def test_whatever_comes_one_stage_runs_at_most_and_none_before_what_is_done(
    way: list[Stage | None], end: Result
) -> None:
    made = came()
    done: set[Stage] = set()
    for one in way:
        made.take(step(one))
        states = made.states
        assert sum(state is State.RUNNING for state in states.values()) == 1
        now = {stage for stage, state in states.items() if state is State.DONE}
        assert done <= now, "what was done stays done"
        done = now
    made.end(outcome(end))
    assert State.RUNNING not in made.states.values()
    assert done <= {stage for stage, state in made.states.items() if state is State.DONE}


def test_scripts_are_told_the_stage_where_a_step_has_one() -> None:
    assert as_json(step(Stage.SWITCH))["stage"] == "switch"
    assert "stage" not in as_json(step(None))
