"""Build what was settled: the checks before, the program, its budget, and what is remembered."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from core.build.artifact import TargetRow
from core.events import LogLine, Noticed, StepStarted
from core.problems import ProblemError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from core.build.artifact import Artifact
    from core.events import Event, Report
    from core.home import Home
    from core.problems import Problem
    from core.project.model import Project
    from core.toolchain import Go
    from core.usecases.settling import Settled
    from core.words import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What came of each target, and what the project's budget has against it.

    A program over its budget stays, but goes no further.
    """

    rows: tuple[TargetRow, ...]
    exceeded: Problem | None = None

    @property
    def artifacts(self) -> tuple[Artifact, ...]:
        """The programs that were made."""
        return tuple(row.artifact for row in self.rows if row.artifact is not None)

    @property
    def program(self) -> Artifact | None:
        """The program of the first target, which is the one that goes to servers."""
        return self.rows[0].artifact if self.rows else None


async def build(
    home: Home,
    settled: Settled,
    *,
    report: Report,
    words: Callable[[Text], str] = str,
) -> Built:
    """Pass the gates, build every target, hold the programs to their budget.

    `words` spells a step in the log that is kept. Raises `ProblemError` where the only target was
    not built; of several, each has its row.
    """
    await _pass_gates(settled, report)
    rows = await _made(home, settled, report=report, words=words)
    built = Built(rows=rows)
    if built.program is None:
        return built
    return Built(rows=rows, exceeded=await _exceeded(home, settled, built.artifacts, report))


async def build_within_budget(
    home: Home, settled: Settled, *, report: Report
) -> tuple[Artifact, ...]:
    """Build every target for servers; raises `ProblemError`, too, where a program is too large."""
    built = await build(home, settled, report=report)
    problems = (*(row.problem for row in built.rows), built.exceeded)
    if problem := next(filter(None, problems), None):
        raise ProblemError(problem)
    return built.artifacts


async def build_program(home: Home, settled: Settled, *, report: Report) -> Artifact:
    """Build the first target alone, for what is asked about it; raises `ProblemError`."""
    (made,) = await _made(home, settled.first(), report=report)
    if made.artifact is None:
        raise AssertionError
    return made.artifact


async def build_aside(home: Home, settled: Settled, *, report: Report) -> Artifact:
    """Build the first target to look at it; nothing remembers that program.

    Raises `ProblemError`.
    """
    (made,) = await _rows(home, settled.first(), report)
    if made.artifact is None:
        raise AssertionError
    return made.artifact


async def changed_since(home: Home, made: Artifact, *, go: Go | None) -> Text | None:
    """Say what of the source changed since a program was built; None when nothing did."""
    from core.build import built_from

    found = await built_from.changed_since(home, made, go=go)
    return found.sentence if found else None


def last_log(home: Home, project: Project) -> tuple[str, ...]:
    """The end of the last build's log; empty when none was kept."""
    from core.build import kept_log

    return kept_log.recall(home, project.folder)


async def _pass_gates(settled: Settled, report: Report) -> None:
    """Run the checks that were asked for; what one of them finds ends the build."""
    if not settled.gates:
        return
    from core.usecases.maintaining import WorkPlace, run_task

    request = settled.requests[0]
    for task in settled.gates:
        place = WorkPlace(folder=request.project.folder, go=settled.go, options=request.options)
        await run_task(task, place, report=report)


async def _made(
    home: Home, settled: Settled, *, report: Report, words: Callable[[Text], str] = str
) -> tuple[TargetRow, ...]:
    """Build, and remember the first program and the end of the log."""
    log = _Log(report, words)
    rows = await _rows(home, settled, log.report)
    if rows and rows[0].artifact is not None:
        _remember(home, settled, rows[0].artifact, report)
        log.keep(home, settled)
    return rows


async def _rows(home: Home, settled: Settled, report: Report) -> tuple[TargetRow, ...]:
    if len(settled.requests) > 1:
        from core.build.matrix import build_matrix

        return await build_matrix(settled.requests, settled.go, home, report=report)
    (request,) = settled.requests
    make = _maker(foreseen=settled.asked is None)
    made = await make(request, settled.go, home, report=report, begun=_load_memory)
    return (TargetRow(target=request.options.target, artifact=made),)


def _maker(*, foreseen: bool) -> Callable[..., Awaitable[Artifact]]:
    """How one program is built: who saw no preflight is told beside what would surprise later."""
    if foreseen:
        from core.build.builder import build as make

        return make
    from core.build.checked import build_carefully

    return build_carefully


def _load_memory() -> None:
    """Load while Go works what remembers the program, so that nobody waits for it afterwards."""
    import_module("core.usecases.remembering")


def _remember(home: Home, settled: Settled, made: Artifact, report: Report) -> None:
    """Remember the program for the next window; the work goes on where that cannot be."""
    from core.usecases.remembering import remember_build

    options = settled.requests[0].options
    try:
        remember_build(home, settled.project, made, options=options, asked=settled.asked)
    except ProblemError as refused:
        report(Noticed(problem=refused.problem))


async def _exceeded(
    home: Home, settled: Settled, artifacts: tuple[Artifact, ...], report: Report
) -> Problem | None:
    """What goferry.toml has against the size of these programs."""
    from core.project import shared

    folder = settled.project.folder
    try:
        if not shared.load(folder).has_budget:
            return None  # as most: then what compares sizes need not be loaded
        from core.build.budget import hold

        await hold(list(artifacts), folder, home, report=report)
    except ProblemError as over:
        return over.problem
    return None


class _Log:
    """Hands the events of a build on, and keeps the end of what it says."""

    def __init__(self, report: Report, words: Callable[[Text], str]) -> None:
        from core.build import kept_log

        self._report = report
        self._words = words
        self._lines: deque[str] = deque(maxlen=kept_log.LINES)

    def report(self, event: Event) -> None:
        """Hand an event on."""
        match event:
            case LogLine(text=text):
                self._lines.append(text)
            case StepStarted(step=step):
                self._lines.append(f"\x1b[1m{self._words(step)}\x1b[0m")
            case _:
                pass
        self._report(event)

    def keep(self, home: Home, settled: Settled) -> None:
        """Keep the last lines, for a page that would else be empty the next day."""
        from core.build import kept_log

        kept_log.keep(home, settled.project.folder, self._lines)
