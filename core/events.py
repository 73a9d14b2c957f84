"""The words that a running job speaks.

A job is a coroutine that tells these to its reporter and returns what it made. It fails by raising
`ProblemError` and is cancelled as every task is.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from core.words import Size, Text

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterable

    from core.problems import Problem

T_co = TypeVar("T_co", covariant=True)


class Stage(StrEnum):
    """The few parts of a long job that people follow, in their order: of a build, of a deploy.

    `BACK` is the way back to what ran before.
    """

    LOOK = "look"
    COMPILE = "compile"
    LINK = "link"
    PROVE = "prove"
    CONNECT = "connect"
    UPLOAD = "upload"
    REHEARSE = "rehearse"
    SWITCH = "switch"
    HEALTHY = "healthy"
    PROBATION = "probation"
    BACK = "back"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepStarted:
    """Step `number` of `of` begins. `server` names the server in a fleet, else it is empty.

    `span` is the part of the whole job, from 0 to 1, that the step is expected to take up; `stage`
    the part of a build or a deploy that it belongs to, None for a step of another job.
    """

    step: Text
    number: int
    of: int
    span: tuple[float, float] = (0.0, 1.0)
    server: str = ""
    stage: Stage | None = None


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
    """One line of another program's output, without its newline; `stream` is "out" or "err".

    `process` names the further process of a service that wrote it.
    """

    text: str
    stream: str = "out"
    server: str = ""
    process: str = ""


def time_of(stamp: int) -> str:
    """Spell microseconds since 1970 in ISO 8601, in UTC."""
    whole = datetime.fromtimestamp(stamp // 1_000_000, tz=UTC)
    return f"{whole:%Y-%m-%dT%H:%M:%S}.{stamp % 1_000_000:06}Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLine(LogLine):
    """One entry of a service's log, as its server's journal keeps it.

    `time` is when it was written, in microseconds since 1970 by that server's clock; `level` one of
    `core.operate.log_shapes.LEVELS`. Of a line that is JSON or logfmt, `message` is the sentence in
    it and `fields` the rest; of any other it is the whole text.
    """

    service: str
    time: int
    level: str
    message: str
    fields: Mapping[str, Any] = field(default_factory=dict)

    @property
    def moment(self) -> str:
        """When it was written: ISO 8601 with microseconds, in UTC."""
        return time_of(self.time)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """Something that a person should know, though the job goes on."""

    problem: Problem
    server: str = ""

    @property
    def before(self) -> str:
        """The server to name before its sentence: none where the sentence itself names it."""
        return "" if ("server", self.server) in self.problem.what.values else self.server


Event = StepStarted | StepFinished | Progress | LogLine | Noticed
Report = Callable[[Event], None]


class Job(Protocol[T_co]):
    """A job that lacks its reporter alone: `partial(build, request, go, home)`."""

    def __call__(self, *, report: Report) -> Coroutine[Any, Any, T_co]:
        """Run the job; whoever runs it hears what happens."""
        ...


def unheard(event: Event) -> None:
    """Report to nobody: for a caller who only wants what the job makes."""


def on_server(server: str, report: Report) -> Report:
    """Bind a server's name into a reporter: each event that passes is that server's."""
    return lambda event: report(replace(event, server=server))


class Steps:
    """Numbers a job's steps and takes their time, so that each is told the same way.

    `shares` are the steps' expected parts of the whole, in any unit; without them all are equal.
    """

    def __init__(self, of: int, report: Report, *, shares: tuple[float, ...] = ()) -> None:
        self.report = report
        self._of = of
        self._shares = shares or (1.0,) * of
        self._number = 0
        self._step = Text("")
        self._since = 0.0

    def expect(self, *shares: float) -> None:
        """Correct the steps' expected parts once more is known; a part for each step."""
        self._shares = shares

    def start(self, step: Text, *, stage: Stage | None = None) -> None:
        """Begin the next step."""
        self._number += 1
        self._step, self._since = step, time.monotonic()
        self.report(
            StepStarted(step=step, number=self._number, of=self._of, span=self._span(), stage=stage)
        )

    def finish(self) -> None:
        """End the step that began last."""
        seconds = time.monotonic() - self._since
        self.report(StepFinished(step=self._step, seconds=seconds))

    def _span(self) -> tuple[float, float]:
        whole = sum(self._shares)
        return sum(self._shares[: self._number - 1]) / whole, sum(
            self._shares[: self._number]
        ) / whole


class Whole:
    """How far a job is on all of its servers together, from 0 to 1; it never goes back.

    Without `servers`, each is counted from its first event on; with them, no other is.
    """

    def __init__(self, servers: Iterable[str] = ()) -> None:
        self._spans: dict[str, tuple[float, float]] = {}
        self._done = dict.fromkeys(servers, 0.0)
        self._closed = bool(self._done)
        self._whole = 0.0

    def take(self, event: Event) -> float:
        """Return how far the whole is after this event."""
        match event:
            case StepStarted(server=server) | Progress(server=server) if self._is_strange(server):
                return self._whole
            case StepStarted(server=server, span=span):
                self._spans[server] = span
                self._done[server] = span[0]
            case Progress(server=server) if event.fraction is not None:
                begin, end = self._spans.get(server, (0.0, 1.0))
                self._done[server] = begin + (end - begin) * event.fraction
            case _:
                return self._whole
        self._whole = max(self._whole, sum(self._done.values()) / len(self._done))
        return self._whole

    def _is_strange(self, server: str) -> bool:
        return self._closed and server not in self._done


_NAMES: dict[type, str] = {
    StepStarted: "step_started",
    StepFinished: "step_finished",
    Progress: "progress",
    LogLine: "log",
    ServiceLine: "log",
    Noticed: "noticed",
}


# Left out where it is nobody's in particular.
_WHOSE = frozenset({"server", "process", "service", "stage"})


def as_json(event: Event) -> dict[str, Any]:
    """Spell an event as the object that the command line prints with `--json` (cli contract)."""
    found = {one.name: getattr(event, one.name) for one in fields(event)}
    found = {key: one for key, one in found.items() if one or key not in _WHOSE}
    if found.get("share", 0) is None:
        del found["share"]
    if isinstance(event, Noticed):
        found["problem"] = problem_as_json(event.problem)
    if isinstance(event, ServiceLine):
        found["time"] = event.moment
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
