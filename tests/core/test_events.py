"""What a job reports: typed events, numbered steps, and how scripts see them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from core import events
from core.actions import UseOption
from core.events import (
    Event,
    LogLine,
    Noticed,
    Progress,
    StepFinished,
    Steps,
    StepStarted,
    Whole,
    as_json,
    on_server,
    problem_as_json,
    unheard,
)
from core.problems import Advice, Problem, ProblemError
from core.words import Size, say
from tests.made_up_line import Clock

PROBLEM = Problem(
    code="port_taken",
    what=say("Port {port} is used.", port=8080),
    why=say("nginx listens there."),
    next=(Advice(say("Use another port.")),),
)


def counted(of: int, **more: Any) -> tuple[Steps, list[Any]]:  # noqa: ANN401 - as Steps has it
    told: list[Any] = []
    return Steps(of, told.append, **more), told


def test_steps_are_numbered_and_timed() -> None:
    steps, told = counted(2)
    steps.start(say("Upload"))
    steps.finish()
    steps.start(say("Start"))
    first, done, second = told
    assert (first.number, second.number, second.of) == (1, 2, 2)
    assert done.step == first.step
    assert done.seconds >= 0


def test_a_server_s_name_is_bound_into_what_a_job_reports() -> None:
    told: list[Event] = []
    report = on_server("web1", told.append)
    for event in (LogLine(text="a"), Noticed(problem=PROBLEM), LogLine(text="b", server="web2")):
        report(event)
    assert [event.server for event in told] == ["web1"] * 3


def test_who_does_not_listen_hears_nothing() -> None:
    unheard(LogLine(text="a"))


def test_shares_tell_how_much_of_the_whole_each_step_takes() -> None:
    assert spans(2, shares=(1, 3)) == [(0.0, 0.25), (0.25, 1.0)]


def spans(of: int, **more: Any) -> list[tuple[float, float]]:  # noqa: ANN401
    steps, told = counted(of, **more)
    for _ in range(of):
        steps.start(say("a"))
    return [event.span for event in told]


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (LogLine(text="x", stream="err"), {"event": "log", "text": "x", "stream": "err"}),
        (
            Progress(done=1, total=None, unit="bytes", server="web1"),
            {"event": "progress", "done": 1, "total": None, "unit": "bytes", "server": "web1"},
        ),
        (
            StepFinished(step=say("Send {size}", size=Size(2_000)), seconds=0.12345),
            {"event": "step_finished", "step": "Send 2.0 kB", "seconds": 0.123},
        ),
    ],
)
def test_events_are_spelled_for_scripts(event: LogLine, said: dict[str, object]) -> None:
    assert as_json(event) == said


def test_a_step_that_starts_tells_its_number() -> None:
    said = as_json(StepStarted(step=say("Upload"), number=1, of=3))
    assert (said["event"], said["step"], said["number"], said["of"]) == (
        "step_started",
        "Upload",
        1,
        3,
    )


def test_a_problem_is_spelled_in_plain_sentences() -> None:
    said = as_json(Noticed(problem=PROBLEM))
    assert json.loads(json.dumps(said)) == {
        "event": "noticed",
        "problem": {
            "code": "port_taken",
            "what": "Port 8080 is used.",
            "why": "nginx listens there.",
            "next": ["Use another port."],
            "details": "",
        },
    }


@pytest.mark.parametrize(
    ("progress", "fraction"),
    [
        (Progress(done=1, total=4, unit="bytes"), 0.25),
        (Progress(done=1, total=4, unit="bytes", share=0.5), 0.5),
        (Progress(done=1, total=4, unit="bytes", share=0.0), 0.0),
        (Progress(done=1, total=None, unit="bytes"), None),
        (Progress(done=1, total=0, unit="bytes"), None),
        (Progress(done=1, total=None, unit="bytes", share=0.5), 0.5),
    ],
)
def test_a_bar_stands_where_the_job_knows_best(progress: Progress, fraction: float | None) -> None:
    assert progress.fraction == fraction


def test_a_step_s_time_runs_from_its_own_start(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr(events, "time", clock)
    steps, told = counted(2)
    for seconds in (2.0, 0.5):
        step = say("Step {n}", n=int(seconds * 2))
        steps.start(step)
        clock.sleep(seconds)
        steps.finish()
        assert told[-1] == StepFinished(step=step, seconds=seconds)


def test_spans_lie_end_to_end_and_follow_what_is_known_later() -> None:
    steps, told = counted(4)
    for word in "abcd":
        steps.start(say(word))
        if word == "b":
            steps.expect(1, 1, 2, 4)
    assert [one.span for one in told] == [(0.0, 0.25), (0.25, 0.5), (0.25, 0.5), (0.5, 1.0)]
    assert spans(1) == [(0.0, 1.0)]
    assert spans(2, shares=(0, 1)) == [(0.0, 0.0), (0.0, 1.0)]


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (
            StepStarted(step=say("Upload"), number=1, of=3, span=(0.0, 1 / 3), server="web1"),
            {
                "event": "step_started",
                "step": "Upload",
                "number": 1,
                "of": 3,
                "span": (0.0, 1 / 3),
                "server": "web1",
            },
        ),
        (
            Progress(done=1, total=2, unit="bytes", share=0.12345),
            {"event": "progress", "done": 1, "total": 2, "unit": "bytes", "share": 0.123},
        ),
        (
            Progress(done=0, total=2, unit="packages", share=0.0),
            {"event": "progress", "done": 0, "total": 2, "unit": "packages", "share": 0.0},
        ),
        (
            LogLine(text="", server="web1"),
            {
                "event": "log",
                "text": "",
                "stream": "out",
                "server": "web1",
            },
        ),
    ],
)
def test_every_field_of_an_event_reaches_scripts(event: Event, said: dict[str, object]) -> None:
    assert as_json(event) == said


def test_a_notice_keeps_its_server_and_all_of_its_problem() -> None:
    problem = replace(
        PROBLEM,
        details="raw\n",
        field="port",
        next=(Advice(say("Use {n}.", n=1), UseOption("port", "8081")), Advice(say("Wait."))),
    )
    said = as_json(Noticed(problem=problem, server="web1"))
    assert (said["server"], next(iter(said))) == ("web1", "event")
    assert said["problem"] == problem_as_json(problem)
    assert (said["problem"]["next"], said["problem"]["details"]) == (["Use 1.", "Wait."], "raw\n")


def test_a_problem_s_exception_says_what_and_why() -> None:
    assert str(ProblemError(PROBLEM)) == "Port 8080 is used. nginx listens there."
    assert Advice(say("a")).action is None
    assert (PROBLEM.details, PROBLEM.field) == ("", "")


def _at(server: str, begin: float, end: float) -> StepStarted:
    return StepStarted(step=say("a"), number=1, of=2, span=(begin, end), server=server)


def _sent(server: str, done: int) -> Progress:
    return Progress(done=done, total=10, unit="bytes", server=server)


def test_a_whole_is_the_mean_of_its_servers_and_never_goes_back() -> None:
    whole = Whole(("a", "b"))
    far = [
        whole.take(event)
        for event in (
            _at("a", 0.0, 0.5),
            _sent("a", 10),
            _sent("a", 2),
            _at("", 0.0, 1.0),
            _sent("c", 10),
            _at("b", 0.5, 1.0),
            _sent("b", 10),
            LogLine(text="x", server="a"),
            _at("a", 1.0, 1.0),
        )
    ]
    assert far == pytest.approx([0.0, 0.25, 0.25, 0.25, 0.25, 0.3, 0.55, 0.55, 1.0])


def test_servers_that_nobody_named_count_from_their_first_event_on() -> None:
    whole = Whole()
    assert whole.take(_at("a", 0.8, 1.0)) == 0.8
    assert whole.take(_at("b", 0.0, 1.0)) == 0.8, "it does not go back"
    assert whole.take(_sent("b", 10)) == 0.9
