"""A job speaks typed events and ends with what it made."""

from __future__ import annotations

import asyncio
import json

import pytest

from core.events import (
    Finished,
    Job,
    LogLine,
    Noticed,
    Progress,
    StepFinished,
    Steps,
    StepStarted,
    as_json,
    result_of,
)
from core.problems import Advice, Problem, ProblemError
from core.words import Size, say

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
