"""Build one program: run Go, tell the story, prove the result, and only then put it in place."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from core.actions import OpenFile
from core.build import built_from, history, places, proof
from core.build.artifact import Artifact
from core.build.command import build_command
from core.build.go_output import Failed, JsonOutput, Said, Started, TextOutput
from core.build.history import History
from core.build.output import unwritable
from core.build.progress import Compilation, Look, foresee, list_packages
from core.events import LogLine, Noticed, Stage, Steps
from core.problems import Problem, ProblemError
from core.processes import Command, run
from core.project import git
from core.toolchain import environment
from core.words import say

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping
    from pathlib import Path

    from core.build.command import BuildCommand
    from core.build.go_output import Heard
    from core.build.options import BuildOptions, BuildRequest
    from core.build.places import Places
    from core.build.progress import Forecast
    from core.build.proof import Proved
    from core.events import Event, Report
    from core.home import Home
    from core.processes import OutputLine
    from core.project.packages import Package
    from core.toolchain import Go

_JSON_SINCE = (1, 24)
_LOOK = say("Find what must be compiled")
_COMPILE = say("Compile")
_LINK = say("Link")
_PROVE = say("Verify the result")
_STAGES = ((_LOOK, Stage.LOOK), (_COMPILE, Stage.COMPILE), (_LINK, Stage.LINK))
_SHARES = (2.0, 80.0, 15.0, 3.0)  # per cent of a first build, until the look tells more
_LOOKING, _PROVING = 100.0, 100.0  # milliseconds
_PULSE = 0.25  # seconds between two moves of the bar, at least


async def build(
    request: BuildRequest,
    go: Go,
    home: Home,
    *,
    report: Report,
    begun: Callable[[], None] = lambda: None,
) -> Artifact:
    """Build a program for one target; `begun` is called once Go works.

    The old program, if any, is untouched until the new one is proved. A cancel leaves no
    process and no temporary file. Raises `ProblemError` for everything that Go complains about.
    """
    since = time.monotonic()
    with places.prepare(request, home) as where:
        shown = build_command(request, go, output=where.output)
        env = await _environment(shown, go, where)
        start = built_from.Start(command=shown, go=go, at=time.time())
        steps = Steps(len(_SHARES), report, shares=_SHARES)
        times = history.file_of(home, go, request.options)
        past = history.load(times)
        look = Look(partial(foresee, shown, env, past))
        known = partial(built_from.proved_before, home, start)
        async with _old_program(request.options, where, past, known=known) as old:
            await _compile(shown, go, where, steps, (env, look), begun=begun)
        steps.start(_PROVE, stage=Stage.PROVE)
        proved = old.result() if where.kept_old() else None
        proved = proved or await proof.prove(where.partial, request.options)
        packages = partial(_packages, shown, env, look)
        await built_from.keep(home, start, proved, packages=packages)
        idle = where.kept_old() and not look.begun
        _put_in_place(where)
        await asyncio.to_thread(_remember, times, where, proved.sha256, idle=idle)
        steps.finish()
    return Artifact(
        target=request.options.target,
        path=where.output,
        folder=shown.folder,
        size=proved.size,
        sha256=proved.sha256,
        static=proved.static,
        glibc=proved.glibc,
        seconds=time.monotonic() - since,
        command=shown.words,
        env=shown.env,
    )


@asynccontextmanager
async def _old_program(
    options: BuildOptions, where: Places, past: History, *, known: Callable[[], Proved | None]
) -> AsyncIterator[asyncio.Task[Proved | None]]:
    """Prove the old program while Go looks; Go need not link it again if it would be the same."""

    def offer() -> Proved | None:
        made = "" if options.fresh else past.made.get(str(where.output), "")
        proved = proof.still_good(where.output, options, made, known()) if made else None
        if proved:
            where.offer_old()
        return proved

    offering = asyncio.create_task(asyncio.to_thread(offer))
    try:
        yield offering
    finally:  # a thread cannot be stopped, and what it lays down must be there to be removed
        await asyncio.wait({offering})


async def _compile(  # noqa: PLR0913 - all that one run of Go needs
    shown: BuildCommand,
    go: Go,
    where: Places,
    steps: Steps,
    beside: tuple[dict[str, str], Look],
    *,
    begun: Callable[[], None],
) -> None:
    """Run `go build` into the partial file, and beside it the look at what must be compiled."""
    env, look = beside
    words = _run_words(shown, go, where)
    output = JsonOutput() if _speaks_json(go) else TextOutput()
    command = Command(words=words, folder=shown.folder, env=env)
    steps.start(_LOOK, stage=Stage.LOOK)
    steps.report(LogLine(text=f"$ {shown.as_shell()}"))
    told = _Told(steps, shown.words[-1], shown.folder, output, look)
    async with look:
        code = await run(command, told.take, pulse=_PULSE, still_runs=told.pass_time, begun=begun)
    told.end(code)


async def _environment(shown: BuildCommand, go: Go, where: Places) -> dict[str, str]:
    env = environment(go, extra={**shown.env, "GOTMPDIR": str(where.temporary)})
    return await git.restrained(env, shown.folder)


async def _packages(shown: BuildCommand, env: Mapping[str, str], look: Look) -> list[Package]:
    """What the build consisted of: as the look saw it, else asked for now."""
    if forecast := look.answer():
        return list(forecast.listed)
    return await list_packages(shown, env)


@dataclass(slots=True)
class _Told:
    """What one run of `go build` told: counts what began, keeps what was said."""

    steps: Steps
    main: str
    folder: Path
    output: JsonOutput | TextOutput
    look: Look
    compilation: Compilation = field(default_factory=Compilation)
    said: list[str] = field(default_factory=list)
    phase: int = 0

    def take(self, line: OutputLine) -> None:
        """Report what one line of Go's output says."""
        self._look()
        for heard in self.output.read(line):
            self._hear(heard)

    def pass_time(self) -> None:
        """Move the bar on while nothing new begins."""
        self._look()
        if self.phase:
            linking = self.phase > 1
            self._report(self.compilation.linking() if linking else self.compilation.progress())

    def end(self, code: int) -> None:
        """Go has ended: close the steps up to linking, or say what went wrong."""
        self._look()
        if code:
            first, *others = _explained("\n".join(self.said), self.folder)
            for other in others:
                self._report(Noticed(problem=other))
            raise ProblemError(first)
        for warning in _warnings("\n".join(self.said)):
            self._report(Noticed(problem=warning))
        self._reach(2)
        self.steps.finish()

    def _look(self) -> None:
        """Once the look has ended the total is known; if it did not succeed, the bar has none."""
        if self.phase or not self.look.done:
            return
        if forecast := self.look.answer():
            self._expect(forecast)
        self._reach(1)
        self._report(self.compilation.progress())

    def _expect(self, forecast: Forecast) -> None:
        self.compilation.forecast = forecast
        self.steps.expect(_LOOKING, forecast.schedule.end, forecast.link, _PROVING)

    def _hear(self, heard: Heard) -> None:
        match heard:
            case Started(package):
                self.look.begin()
                self._report(LogLine(text=package))
                self._report(self.compilation.begin(package))
                if package == self.main:
                    self._reach(2)
            case Said(text, _, stream):
                self.said.append(text)
                self._report(LogLine(text=text, stream=stream))
            case Failed():  # what went wrong was said before
                pass

    def _reach(self, phase: int) -> None:
        while self.phase < phase:
            self.steps.finish()
            self.phase += 1
            step, stage = _STAGES[self.phase]
            self.steps.start(step, stage=stage)

    def _report(self, event: Event) -> None:
        self.steps.report(event)


def _speaks_json(go: Go) -> bool:
    return go.numbers >= _JSON_SINCE


def _run_words(shown: BuildCommand, go: Go, where: Places) -> tuple[str, ...]:
    """The shown words, told to report as they go and to write beside the target."""
    words = list(shown.words)
    words[words.index("-o") + 1] = str(where.partial)
    report = ("-json", "-v") if _speaks_json(go) else ("-v",)
    return (*words[:2], *report, f"-debug-actiongraph={_actions(where)}", *words[2:])


def _actions(where: Places) -> Path:
    return where.temporary / "actions.json"


def _remember(times: Path, where: Places, digest: str, *, idle: bool) -> None:
    """Keep what was made, and how long each package took, for the next build."""
    run = History() if idle else history.read_actions(_actions(where))
    made = replace(run, made={str(where.output): digest})
    past = history.load(times)
    if (now := past.with_run(made)) != past:
        history.save(times, now)


def _warnings(text: str) -> tuple[Problem, ...]:
    if not text:
        return ()
    from core import remedies
    from core.remedies.build import WARNINGS

    return remedies.explain_all(text, WARNINGS)


def _explained(text: str, folder: Path) -> tuple[Problem, ...]:
    """Every problem in what Go said, the likeliest first; never none."""
    from core import remedies

    known = remedies.explain_all(text)
    return tuple(_located(problem, folder) for problem in known) or (_unknown(text),)


def _located(problem: Problem, folder: Path) -> Problem:
    """Go names files from the project's folder; an editor needs the whole path."""
    return replace(
        problem,
        next=tuple(
            replace(advice, action=replace(advice.action, file=folder / advice.action.file))
            if isinstance(advice.action, OpenFile)
            else advice
            for advice in problem.next
        ),
    )


def _unknown(text: str) -> Problem:
    from core import remedies

    return Problem(
        code="build_failed",
        what=say("Go could not build this program."),
        why=say("See Details for Go's output.") if text.strip() else say("Go gave no reason."),
        details=remedies.bounded(text),
    )


def _put_in_place(where: Places) -> None:
    try:
        where.partial.replace(where.output)
    except OSError as reason:
        raise ProblemError(unwritable(where.output, reason)) from reason
