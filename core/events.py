"""The words that a running job speaks.

A job is an async generator that yields these and, last, exactly one `Finished`. It fails by
raising `ProblemError` and is cancelled by closing it.
"""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from core.words import Size, Text

if TYPE_CHECKING:
    from core.problems import Problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepStarted:
    """Step `number` of `of` begins. `server` names the server in a fleet, else it is empty.

    `span` is the part of the whole job, from 0 to 1, that the step is expected to take up.
    """

    step: Text
    number: int
    of: int
    span: tuple[float, float] = (0.0, 1.0)
    server: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFinished:
    """The step that started last (on this server) is done; `seconds` of wall time."""

    step: Text
    seconds: float
    server: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """`done` of `total` in `unit` ("bytes", "packages"); `total` is None while nobody knows it.

    `share` is the part of the step that is done, from 0 to 1, by expected time where the job
    knows better than `done / total`.
    """

    done: int
    total: int | None
    unit: str
    share: float | None = None
    server: str = ""

    @property
    def fraction(self) -> float | None:
        """How far a bar should stand inside the step, None while nobody knows."""
        if self.share is not None:
            return self.share
        return self.done / self.total if self.total else None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One line of another program's output, without its newline; `stream` is "out" or "err"."""

    text: str
    stream: str = "out"
    server: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """Something that a person should know, though the job goes on."""

    problem: Problem
    server: str = ""


@dataclass(frozen=True, slots=True)
class Finished(Generic[T]):
    """The last event of a job: what it made."""

    value: T


Event = StepStarted | StepFinished | Progress | LogLine | Noticed
Job = AsyncGenerator[Event | Finished[T], None]


class Steps:
    """Numbers a job's steps and takes their time, so that each is announced the same way.

    `shares` are the steps' expected parts of the whole, in any unit; without them all are equal.
    """

    def __init__(self, of: int, *, server: str = "", shares: tuple[float, ...] = ()) -> None:
        self._of = of
        self._server = server
        self._shares = shares or (1.0,) * of
        self._number = 0
        self._step = Text("")
        self._since = 0.0

    def expect(self, *shares: float) -> None:
        """Correct the steps' expected parts once more is known; a part for each step."""
        self._shares = shares

    def start(self, step: Text) -> StepStarted:
        """Begin the next step."""
        self._number += 1
        self._step, self._since = step, time.monotonic()
        return StepStarted(
            step=step, number=self._number, of=self._of, span=self._span(), server=self._server
        )

    def finish(self) -> StepFinished:
        """End the step that began last."""
        seconds = time.monotonic() - self._since
        return StepFinished(step=self._step, seconds=seconds, server=self._server)

    def _span(self) -> tuple[float, float]:
        whole = sum(self._shares)
        return sum(self._shares[: self._number - 1]) / whole, sum(
            self._shares[: self._number]
        ) / whole


async def result_of(job: Job[T]) -> T:
    """Run a job to its end, for a caller who only wants what it made."""
    async with aclosing(job):
        async for event in job:
            if isinstance(event, Finished):
                return event.value
    raise RuntimeError("a job must end with Finished")


_NAMES: dict[type, str] = {
    StepStarted: "step_started",
    StepFinished: "step_finished",
    Progress: "progress",
    LogLine: "log",
    Noticed: "noticed",
}


def as_json(event: Event) -> dict[str, Any]:
    """Spell an event as the object that the command line prints with `--json` (cli contract)."""
    found = {field.name: getattr(event, field.name) for field in fields(event)}
    if not found["server"]:
        del found["server"]
    if found.get("share", 0) is None:
        del found["share"]
    if isinstance(event, Noticed):
        found["problem"] = problem_as_json(event.problem)
    return {"event": _NAMES[type(event)], **{key: _plain(value) for key, value in found.items()}}


def problem_as_json(problem: Problem) -> dict[str, Any]:
    """Spell a problem as `{code, what, why, next, details}` with plain English sentences."""
    return {
        "code": problem.code,
        "what": str(problem.what),
        "why": str(problem.why),
        "next": [str(advice.text) for advice in problem.next],
        "details": problem.details,
    }


def _plain(value: object) -> object:
    if isinstance(value, float):
        return round(value, 3)
    return str(value) if isinstance(value, Text | Size) else value
