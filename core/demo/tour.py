"""The whole journey with a sample project: what the window does, with the command for each step.

Where no practice server can run, the program runs on this computer for a moment instead.
"""

from __future__ import annotations

import asyncio
import platform
import shlex
import shutil
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.demo import local, window
from core.demo.terminal import ask, typed
from core.events import LogLine, Noticed, Progress, Steps, StepStarted
from core.home import Home
from core.problems import Problem, ProblemError
from core.service.model import Mode, Release, Service
from core.target import Target
from core.usecases import building, creating, deploying, inspecting, operating, practising
from core.usecases.asking import Nobody
from core.usecases.connecting import Connector, reached
from core.usecases.settling import BuildWish, settle
from core.words import Text, say

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from pathlib import Path

    from core.binary.inspection import Inspection
    from core.build.artifact import Artifact
    from core.events import Event, Report
    from core.service.results import Outcome
    from core.ssh.profile import Profile
    from core.usecases.settling import Settled

    Station = tuple[Text, Callable[[], Awaitable[None]]]

_SERVICE = Service(name="notes", mode=Mode.SHARED)  # the template takes its socket from systemd
_MODULE = "example.com/notes"
_SERVER = "practice"
_GREEN = "\nbody { border-top: 0.5rem solid seagreen; } /* the second version */\n"
_PROCESSORS = {"x86_64": "amd64", "aarch64": "arm64"}  # where Go has a name of its own
# What is saved within a clock's tick of a build's start counts as saved during it, and then nobody
# knows what the build read; a person's hand is never that quick.
_SAVED_SECONDS = 0.05
_STATIONS, _STATIONS_HERE = 9, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the demo leaves: the project, the address that answers, the picture of the window.

    `url` is empty and `left_out` says what was not shown where no practice server could run;
    `to_end` is the command that ends the practice server.
    """

    folder: Path
    url: str = ""
    to_end: str = ""
    screenshot: Path | None = None
    left_out: tuple[Text, ...] = ()


async def demo(home: Home, *, program: str = "goferry", report: Report) -> Shown:
    """Walk the whole way once. The practice server goes on, so that the result can be visited.

    `program` is how a person starts GoFerry here: the commands are shown with it.
    """
    tour = _Tour(home, program, report)
    steps = Steps(_STATIONS if tour.no_server is None else _STATIONS_HERE, report)
    for sentence, work in tour.way():
        steps.start(sentence)
        await work()
        steps.finish()
    return tour.shown


def _why_no_server() -> Problem | None:
    try:
        practising.check_computer()
    except ProblemError as reason:
        return reason.problem
    return None


class _Tour:
    """The stations of the demo, and what each leaves for the next."""

    def __init__(self, home: Home, program: str, report: Report) -> None:
        self._report = report
        self._home = home
        self._program = program
        self._folder = (home.state / "demo" / _SERVICE.name).resolve()  # as `read` will know it
        self.shown = Shown(folder=self._folder)
        self.no_server = _why_no_server()
        self._settled: Settled
        self._artifact: Artifact
        self._inspection: Inspection
        self._profile: Profile | None = None

    def way(self) -> Iterator[Station]:
        """Lead from station to station; whether a server is there decides the second half."""
        yield say("Start a project from the Gin template"), self._create
        yield say("Build it: one static program, small and reproducible"), self._build
        yield say("Inspect the program"), self._inspect
        if self.no_server is None:
            yield say("Start a practice server on this computer"), self._start_server
        if self.no_server is None:
            yield say("Deploy it: upload, check, switch over"), self._deploy
            yield say("Check the health of the service"), self._ask_health
            yield say("Change the page, build and deploy again"), self._deploy_again
            yield say("Roll back to the previous release"), self._roll_back
        else:
            yield say("Run it briefly on this computer"), self._run_here
        yield say("Take a picture of the window"), self._picture

    async def _create(self) -> None:
        self._show_command("new", "gin", str(self._folder), "--module", _MODULE)
        if self._folder.exists():  # of an earlier demo; the folder is the demo's own
            await asyncio.to_thread(shutil.rmtree, self._folder)
        await creating.create("gin", self._folder, module=_MODULE)
        wish = BuildWish(folder=self._folder, targets=(_this_computer(),))
        self._settled = await settle(self._home, wish)

    async def _build(self) -> None:
        (request,) = self._settled.requests
        target = str(request.options.target)
        self._show_command("build", str(self._folder), "--target", target)
        (self._artifact,) = await building.build_within_budget(
            self._home, self._settled, report=self._report_inner
        )

    async def _inspect(self) -> None:
        self._show_command("inspect", str(self._artifact.path))
        self._inspection = await inspecting.inspect_program(self._artifact.path)
        self._report(LogLine(text=str(self._inspection.verdict.sentence)))

    async def _start_server(self) -> None:
        self._show_command("practice", "start")
        try:
            self._profile = await practising.start(self._home, report=self._report_inner)
        except ProblemError as reason:
            self.no_server = reason.problem

    async def _deploy(self) -> None:
        to = ("--service", _SERVICE.name, "--to", _SERVER)
        mode = ("--mode", _SERVICE.mode.value)
        self._show_command("deploy", str(self._artifact.path), *to, *mode)
        wish = deploying.DeployWish(what=Release.of(self._inspection), service=_SERVICE)
        async with reached(Connector(self._home, Nobody()), (self._server,)) as sessions:
            (outcome,) = await deploying.deploy(
                self._home, sessions, wish, report=self._report_inner
            )
        _check(outcome)
        to_end = self._words("practice", "stop")
        self.shown = replace(self.shown, url=outcome.url, to_end=shlex.join(to_end))

    async def _ask_health(self) -> None:
        await ask(f"{self.shown.url.rstrip('/')}{_SERVICE.health_path}", self._report)

    async def _deploy_again(self) -> None:
        style = next(self._folder.rglob("style.css"))
        self._report(typed("nano", str(style)))
        await asyncio.to_thread(_append, style, _GREEN)
        await asyncio.sleep(_SAVED_SECONDS)
        for work in (self._build, self._inspect, self._deploy, self._ask_health):
            await work()

    async def _roll_back(self) -> None:
        self._show_command("rollback", "--service", _SERVICE.name, "--to", _SERVER)
        async with reached(Connector(self._home, Nobody()), (self._server,)) as (session,):
            outcome = await operating.change(
                session, _SERVICE.name, operating.Operation.ROLL_BACK, report=self._report_inner
            )
        _check(outcome)
        await self._ask_health()

    async def _run_here(self) -> None:
        """Say why there is no server, then run the program on this computer."""
        if self.no_server is not None:
            self._report(Noticed(problem=self.no_server))
            self.shown = replace(self.shown, left_out=(_left_out(self.no_server),))
        await local.run_here(self._artifact.path, _SERVICE.health_path, self._report)

    async def _picture(self) -> None:
        self._show_command()
        done = window.Done(
            folder=self._folder,
            options=self._settled.requests[0].options,
            artifact=self._artifact,
            service=_SERVICE,
            server=self._profile,
        )
        await asyncio.to_thread(window.remember, self._home, done)
        picture = await window.photograph(self._home, done)
        if isinstance(picture, Problem):
            self._report(Noticed(problem=picture))
        else:
            self.shown = replace(self.shown, screenshot=picture)

    def _report_inner(self, event: Event) -> None:
        """Tell the events of a job that is one station here: its steps become log lines.

        What its programs say in good order is left out; the station is the story.
        """
        match event:
            case StepStarted(step=step):
                self._report(LogLine(text=str(step)))
            case Progress() | Noticed() | LogLine(stream="err"):
                self._report(event)

    def _show_command(self, *words: str) -> None:
        self._report(typed(*self._words(*words)))

    def _words(self, *words: str) -> tuple[str, ...]:
        """Name a command of GoFerry, with its home where that is not the usual one."""
        usual = self._home == Home.find()
        return (self._program, *(() if usual else ("--home", str(self._home.config))), *words)

    @property
    def _server(self) -> Profile:
        if self._profile is None:
            raise AssertionError
        return self._profile


def _append(file: Path, text: str) -> None:
    with file.open("a", encoding="utf-8") as opened:
        opened.write(text)


def _this_computer() -> Target:
    machine = platform.machine().lower()
    return Target(
        goos=sys.platform.replace("win32", "windows"), goarch=_PROCESSORS.get(machine, machine)
    )


def _check(outcome: Outcome) -> None:
    if outcome.problem:  # also where it was too late to cancel
        raise ProblemError(outcome.problem)


def _left_out(why: Problem) -> Text:
    return say(
        "Skipped: practice server, deploy, second release and rollback. {what} {why}",
        what=why.what,
        why=why.why,
    )
