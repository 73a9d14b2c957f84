"""A job speaks typed events and ends with what it made."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace

import pytest

from core import events
from core.events import (
    Event,
    Finished,
    Job,
    LogLine,
    Noticed,
    Progress,
    StepFinished,
    Steps,
    StepStarted,
    as_json,
    problem_as_json,
    result_of,
)
from core.problems import Action, Advice, Problem, ProblemError
from core.words import Size, say
from tests.made_up_line import Clock

PROBLEM = Problem(
    code="port_taken",
    what=say("Port {port} is used.", port=8080),
    why=say("nginx listens there."),
    next=(Advice(say("Use another port.")),),
)


async def _job() -> Job[int]:
    yield LogLine(text="hello")
    yield Finished(42)


async def _job_without_end() -> Job[int]:
    yield LogLine(text="hello")


async def _failing_job() -> Job[int]:
    yield LogLine(text="hello")
    raise ProblemError(PROBLEM)


def test_a_caller_may_want_only_the_result() -> None:
    assert asyncio.run(result_of(_job())) == 42


def test_a_job_that_never_says_what_it_made_is_a_bug() -> None:
    with pytest.raises(RuntimeError):
        asyncio.run(result_of(_job_without_end()))


def test_a_job_fails_with_a_problem() -> None:
    with pytest.raises(ProblemError) as caught:
        asyncio.run(result_of(_failing_job()))
    assert caught.value.problem is PROBLEM


def test_steps_are_numbered_and_timed() -> None:
    steps = Steps(of=2, server="web1")
    first = steps.start(say("Upload"))
    done = steps.finish()
    second = steps.start(say("Start"))
    assert (first.number, second.number, second.of, second.server) == (1, 2, 2, "web1")
    assert done.step == first.step
    assert done.seconds >= 0


def test_shares_tell_how_much_of_the_whole_each_step_takes() -> None:
    steps = Steps(of=2, shares=(1, 3))
    assert steps.start(say("Upload")).span == (0.0, 0.25)
    assert steps.start(say("Start")).span == (0.25, 1.0)


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


def test_whoever_wants_only_the_result_closes_the_job_with_it() -> None:
    done: list[str] = []

    async def job() -> Job[int]:
        try:
            yield Finished(1)
            yield Finished(2)
        finally:
            done.append("closed")

    async def whole() -> int:
        found = await result_of(job())
        assert done == ["closed"]
        return found

    assert asyncio.run(whole()) == 1


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
    steps = Steps(of=2, server="web1")
    for seconds in (2.0, 0.5):
        step = say("Step {n}", n=int(seconds * 2))
        steps.start(step)
        clock.sleep(seconds)
        assert steps.finish() == StepFinished(step=step, seconds=seconds, server="web1")


def test_spans_lie_end_to_end_and_follow_what_is_known_later() -> None:
    steps = Steps(of=4)
    spans = [steps.start(say("a")).span, steps.start(say("b")).span]
    steps.expect(1, 1, 2, 4)
    spans += [steps.start(say("c")).span, steps.start(say("d")).span]
    assert spans == [(0.0, 0.25), (0.25, 0.5), (0.25, 0.5), (0.5, 1.0)]
    assert [Steps(of=1).start(say("a")).span, Steps(of=2, shares=(0, 1)).start(say("a")).span] == [
        (0.0, 1.0),
        (0.0, 0.0),
    ]


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
        next=(Advice(say("Use {n}.", n=1), Action.CHOOSE_PORT, "8081"), Advice(say("Wait."))),
    )
    said = as_json(Noticed(problem=problem, server="web1"))
    assert (said["server"], next(iter(said))) == ("web1", "event")
    assert said["problem"] == problem_as_json(problem)
    assert (said["problem"]["next"], said["problem"]["details"]) == (["Use 1.", "Wait."], "raw\n")


def test_a_problem_s_exception_says_what_and_why() -> None:
    assert str(ProblemError(PROBLEM)) == "Port 8080 is used. nginx listens there."
    assert (Advice(say("a")).action, Advice(say("a")).value) == (None, "")
    assert (PROBLEM.details, PROBLEM.field) == ("", "")


def test_actions_keep_the_names_that_the_window_knows() -> None:
    assert [one.value for one in Action] == [one.name.lower() for one in Action]
    assert len(Action) == len({one.value for one in Action}) >= 36
