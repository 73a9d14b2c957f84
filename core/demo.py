"""The whole journey with a sample project: what the window does, with the command for each step.

Where no practice server can run, the program runs on this computer for a moment instead.
"""

from __future__ import annotations

import asyncio
import http.client
import os
import platform
import shlex
import shutil
import socket
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from core import settings
from core.build import built_from
from core.events import LogLine, Noticed, Progress, Steps, StepStarted
from core.home import Home
from core.journey import Stop
from core.problems import Problem, ProblemError
from core.processes import Command, OutputLine, capture, run
from core.service.model import Mode, Outcome, Release, Service
from core.target import Target
from core.usecases import building, creating, deploying, inspecting, operating, practising, servers
from core.usecases.asking import Nobody
from core.usecases.connecting import reached
from core.usecases.remembering import Remembered, fingerprint, keep
from core.usecases.settling import BuildWish, settle
from core.words import Text, say

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from core.binary.inspection import Inspection
    from core.build.artifact import Artifact
    from core.events import Event, Report
    from core.ssh.profile import Profile
    from core.usecases.settling import Settled

    Station = tuple[Text, Callable[[], Awaitable[None]]]

_ROOT = Path(__file__).resolve().parents[1]  # the folder that holds the packages core and gui
_SERVICE = Service(name="notes", mode=Mode.SHARED)  # the template takes its socket from systemd
_MODULE = "example.com/notes"
_SERVER = "practice"
_GREEN = "\nbody { border-top: 0.5rem solid seagreen; } /* the second version */\n"
_PROCESSORS = {"x86_64": "amd64", "aarch64": "arm64"}  # where Go has a name of its own
_PICTURE_SECONDS = 120.0
_ANSWER_SECONDS = 5.0
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


class _Tour:
    """The stations of the demo, and what each leaves for the next."""

    def __init__(self, home: Home, program: str, report: Report) -> None:
        self._report = report
        self._home = home
        self._program = program
        self._folder = (home.state / "demo" / _SERVICE.name).resolve()  # as `read` will know it
        self.shown = Shown(folder=self._folder)
        self.no_server = practising.why_not()
        self._settled: Settled
        self._artifact: Artifact
        self._inspection: Inspection
        self._profile: Profile | None = None

    def way(self) -> Iterator[Station]:
        """Lead from station to station; whether a server is there decides the second half."""
        yield say("Start a project from the Gin template"), self._create
        yield say("Build it: one static program, small and reproducible"), self._build
        yield say("Look into the program"), self._inspect
        if self.no_server is None:
            yield say("Start a practice server on this computer"), self._start_server
        if self.no_server is None:
            yield say("Deploy it: upload, check, switch over"), self._deploy
            yield say("Ask the service how it is"), self._ask_health
            yield say("Change the page, build and deploy again"), self._deploy_again
            yield say("Roll back to the release before"), self._roll_back
        else:
            yield say("Run it on this computer for a moment"), self._run_here
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
        self._artifact = await building.build_within_budget(
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
        async with reached(self._home, (self._server,), Nobody()) as sessions:
            (outcome,) = await deploying.deploy(
                self._home, sessions, wish, report=self._report_inner
            )
        _check(outcome)
        to_end = self._words("practice", "stop")
        self.shown = replace(self.shown, url=outcome.url, to_end=shlex.join(to_end))

    async def _ask_health(self) -> None:
        await _ask(f"{self.shown.url.rstrip('/')}{_SERVICE.health_path}", self._report)

    async def _deploy_again(self) -> None:
        style = next(self._folder.rglob("style.css"))
        self._report(_typed("nano", str(style)))
        await asyncio.to_thread(_append, style, _GREEN)
        await asyncio.sleep(_SAVED_SECONDS)
        for work in (self._build, self._inspect, self._deploy, self._ask_health):
            await work()

    async def _roll_back(self) -> None:
        self._show_command("rollback", "--service", _SERVICE.name, "--to", _SERVER)
        async with reached(self._home, (self._server,), Nobody()) as (session,):
            outcome = await operating.change(
                session, _SERVICE.name, operating.Operation.ROLL_BACK, report=self._report_inner
            )
        _check(outcome)
        await self._ask_health()

    async def _run_here(self) -> None:
        """Run the program on this computer's loopback, show its health, and end it again."""
        if self.no_server is not None:
            self._report(Noticed(problem=self.no_server))
            self.shown = replace(self.shown, left_out=(_left_out(self.no_server),))
        port = await asyncio.to_thread(_free_port)
        own = {"HOST": "127.0.0.1", "PORT": str(port), "DRAIN": "0s"}
        program = str(self._artifact.path)
        self._report(_typed("env", *(f"{name}={value}" for name, value in own.items()), program))
        listening = asyncio.Event()

        def hear(line: OutputLine) -> None:
            if not listening.is_set():
                self._report(LogLine(text=line.text, stream=line.stream))
            if "listening" in line.text:
                listening.set()

        command = Command(words=(program,), env={**os.environ, **own})
        running = asyncio.create_task(run(command, hear))
        try:
            await _first_of(listening, running)
            await _ask(f"http://127.0.0.1:{port}{_SERVICE.health_path}", self._report)
        finally:
            running.cancel()
            await asyncio.wait([running])

    async def _picture(self) -> None:
        """Photograph the real window on this project, in the colours and language of a new home."""
        self._show_command()
        await asyncio.to_thread(self._remember, self._home)
        file = self._home.state / "demo" / "window.png"
        with tempfile.TemporaryDirectory(prefix="goferry-picture-") as place:
            await asyncio.to_thread(self._introduce, Home.find(Path(place)))
            asked = (place, str(file), Stop.INSPECT.value)
            words = (sys.executable, "-P", "-m", "gui.picture", *asked)
            env = {**os.environ, "PYTHONPATH": str(_ROOT), "QT_QPA_PLATFORM": "offscreen"}
            try:
                said = await capture(Command(words=words, env=env), seconds=_PICTURE_SECONDS)
            except ProblemError as reason:
                self._report(Noticed(problem=_no_picture(str(reason))))
                return
        if said.code == 0 and file.is_file():
            self.shown = replace(self.shown, screenshot=file)
        else:
            why = said.err.strip().rpartition("\n")[2]
            self._report(Noticed(problem=_no_picture(why)))

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
        self._report(_typed(*self._words(*words)))

    def _words(self, *words: str) -> tuple[str, ...]:
        """Name a command of GoFerry, with its home where that is not the usual one."""
        usual = self._home == Home.find()
        return (self._program, *(() if usual else ("--home", str(self._home.config))), *words)

    def _introduce(self, home: Home) -> None:
        """Give a home for the picture what it shows."""
        self._remember(home)
        built_from.hand_over(self._home, home, self._artifact)
        if self._profile is not None:
            servers.keep(home, self._profile)
            shutil.copyfile(self._home.known_hosts, home.known_hosts)

    def _remember(self, home: Home) -> None:
        """Let the window open on this project, as if all had been done there."""
        settings.save(home, settings.load(home)[0].opened(self._folder))
        options = self._settled.requests[0].options
        found = Remembered(
            options=options,
            artifact=self._artifact,
            built=fingerprint(self._folder, options),
            service=_SERVICE,
            chosen=() if self._profile is None else (self._profile.name,),
            shipped="" if self._profile is None else self._artifact.sha256,
        )
        keep(home, self._folder, found, None)

    @property
    def _server(self) -> Profile:
        if self._profile is None:
            raise AssertionError
        return self._profile


async def _first_of(listening: asyncio.Event, running: asyncio.Task[int]) -> None:
    """Wait until the program listens; raises "program_ended" when it ends before."""
    heard = asyncio.create_task(listening.wait())
    try:
        await asyncio.wait({heard, running}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        heard.cancel()
    if not listening.is_set():
        raise ProblemError(_ended_at_once(running.result()))


async def _ask(url: str, report: Report) -> None:
    """Ask an address the way a browser would, and show what it answers."""
    report(_typed("curl", url))
    try:
        status, body = await asyncio.to_thread(_get, url)
    except (OSError, http.client.HTTPException) as reason:
        raise ProblemError(_no_answer(url, str(reason))) from reason
    report(LogLine(text=f"{status} {body}"))


def _get(url: str) -> tuple[int, str]:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(
        parts.hostname or "", parts.port, timeout=_ANSWER_SECONDS
    )
    try:
        connection.request("GET", parts.path, headers={"Connection": "close"})
        reply = connection.getresponse()
        return reply.status, reply.read(4096).decode(errors="replace").strip()
    finally:
        connection.close()


def _typed(*words: str) -> LogLine:
    """Show the command that a person would type for this."""
    return LogLine(text=f"$ {shlex.join(words)}")


def _append(file: Path, text: str) -> None:
    with file.open("a", encoding="utf-8") as opened:
        opened.write(text)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


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
        "Left out: practice server, deploy, second release and roll back. {what} {why}",
        what=why.what,
        why=why.why,
    )


def _ended_at_once(code: int) -> Problem:
    return Problem(
        code="program_ended",
        what=say("The program stopped right after starting."),
        why=say("It ended with code {code}; its last lines stand above.", code=code),
    )


def _no_answer(url: str, reason: str) -> Problem:
    return Problem(
        code="service_silent",
        what=say("{url} gives no answer.", url=url),
        why=say("The computer answered: {reason}", reason=reason),
    )


def _no_picture(details: str) -> Problem:
    return Problem(
        code="no_picture",
        what=say("No picture of the window could be taken."),
        why=say("The window's library is not there, or it could not open without a display."),
        details=details,
    )
