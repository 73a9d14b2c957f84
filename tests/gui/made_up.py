"""What a page meets, made up: jobs, servers and answers, without Go, network or person."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from core.binary.inspection import Inspection, Node, Verdict
from core.build.options import BuildOptions, Target
from core.problems import Problem, ProblemError
from core.servers.facts import Facts, Root
from core.service.model import Service
from core.service.results import Outcome, Result, Status
from core.ssh.profile import Profile
from core.toolchain import Go
from core.words import say
from gui.actions import ask
from tests import made_up_artifact
from tests.gui.conftest import until
from tests.gui.seen import card_at
from tests.made_up_case import FACTS

if TYPE_CHECKING:
    from collections.abc import Coroutine

    import pytest

    from core.build.artifact import Artifact
    from core.events import Event, Report
    from core.project.model import Project
    from core.ssh.connection import Connection
    from gui.page import Page
    from gui.shell.main_window import MainWindow

GO = Go(root=Path("/nowhere/go"), version="1.26.0")


class Door:
    """Stands where a job is begun: notes with what, and makes one that does what it was told."""

    def __init__(
        self,
        value: object = None,
        *events: Event,
        fails: Exception | None = None,
        waits: bool = False,
    ) -> None:
        self.value, self.events, self.fails = value, events, fails
        self.asked: list[tuple[Any, ...]] = []
        self.named: list[dict[str, Any]] = []
        self.running = self.cleaned = 0
        self.may_end = asyncio.Event()
        if not waits:
            self.may_end.set()

    async def __call__(self, *words: object, report: Report, **named: object) -> Any:  # noqa: ANN401
        self.asked.append(words)
        self.named.append(named)
        self.running += 1
        try:
            for event in self.events:
                report(event)
            await self.may_end.wait()
            if self.fails is not None:
                raise self.fails
            return self.value
        finally:
            self.running -= 1
            self.cleaned += 1


class Answer:
    """Stands in place of an awaited question; notes with what, and answers what it was told."""

    def __init__(self, value: object = None, *, fails: Exception | None = None) -> None:
        self.value, self.fails = value, fails
        self.asked: list[tuple[Any, ...]] = []
        self.named: list[dict[str, Any]] = []

    async def __call__(self, *words: object, **named: object) -> Any:  # noqa: ANN401 - any question
        self.asked.append(words)
        self.named.append(named)
        if self.fails is not None:
            raise self.fails
        return self.value(*words) if callable(self.value) else self.value


class Line:
    """A connection to a made-up server: it has a profile and can be closed."""

    def __init__(self, profile: Profile, *, root: ProblemError | None = None) -> None:
        self.profile, self.root, self.closed = profile, root, 0
        self.ran: list[str] = []

    async def close(self) -> None:
        """Note that it was given back."""
        self.closed += 1

    async def run_as_root(self, script: str) -> None:
        """Answer whether this login may become root."""
        self.ran.append(script)
        if self.root is not None:
            raise self.root


class Lines:
    """Stands where connections are made: every server answers but those in `down`."""

    def __init__(self, patch: pytest.MonkeyPatch, *down: str) -> None:
        self.made: list[Line] = []
        self.down = down
        patch.setattr("core.ssh.connection.connect", self._connect)

    async def _connect(
        self, profile: Profile, _home: object, _secrets: object, **_: object
    ) -> Line:
        if profile.name in self.down:
            raise wrong(f"down_{profile.name}")
        self.made.append(Line(profile))
        return self.made[-1]

    @property
    def connections(self) -> list[Connection]:
        """What was made, by the type for which it stands."""
        return cast("list[Connection]", self.made)

    @property
    def names(self) -> list[str]:
        """The servers that were reached, in this order."""
        return [one.profile.name for one in self.made]

    @property
    def open(self) -> list[str]:
        """The servers to which a connection was not given back."""
        return [one.profile.name for one in self.made if one.closed != 1]


def odd(code: str = "odd", **fields: Any) -> Problem:  # noqa: ANN401 - the fields of a Problem
    """Return a problem that is known by its code."""
    return Problem(code=code, what=say("It is odd."), why=say("It could not be."), **fields)


def wrong(code: str = "odd", **fields: Any) -> ProblemError:  # noqa: ANN401 - the fields of a Problem
    """Return the exception that carries such a problem."""
    return ProblemError(odd(code, **fields))


def answer(patch: pytest.MonkeyPatch, question: str, value: object) -> Answer:
    """Let a person answer one of `gui.actions.ask`'s questions."""
    made = Answer(value)
    patch.setattr(ask, question, made)
    return made


def artifact(folder: Path, target: Target | None = None, sha256: str = "1" * 64) -> Artifact:
    """Return the program of the project `shop`, which was never built."""
    return made_up_artifact.artifact(
        folder / "out" / "shop",
        target=target or Target(),
        folder=folder,
        size=2_000_000,
        sha256=sha256,
        seconds=2.5,
        command=("go", "build", "example.com/shop/cmd/server"),
    )


def inspection(path: Path = Path("/nowhere/shop"), **fields: Any) -> Inspection:  # noqa: ANN401 - its fields
    """Return what is known of a program that nobody looked into."""
    verdict = Verdict(
        format="elf",
        sentence=say("It is static."),
        goos="linux",
        goarch="amd64",
        go_version="go1.26",
    )
    node = Node(name="shop", size=1_000, kind="structure")
    usual = Inspection(path=path, size=1_000, sha256="1" * 64, verdict=verdict, sections=node)
    return replace(usual, **fields)


def facts(**fields: Any) -> Facts:  # noqa: ANN401 - the fields of Facts
    """Return what an ordinary server tells of itself."""
    usual = replace(
        FACTS,
        user="root",
        home="/root",
        root=Root.ROOT,
        places=(),
        selinux="",
        clock_skew=0.0,
        memory=2_000_000_000,
        tools=(),
    )
    return replace(usual, **fields)


def outcome(server: str = "web1", result: Result = Result.DEPLOYED, **fields: Any) -> Outcome:  # noqa: ANN401 - its fields
    """Return how a deploy ended."""
    usual = Outcome(
        server=server,
        result=result,
        release="2-bb",
        previous="1-aa",
        seconds=3.0,
        uploaded_bytes=0,
    )
    return replace(usual, **fields)


def status(server: str = "web1", **fields: Any) -> Status:  # noqa: ANN401 - the fields of Status
    """Return what a server tells of a healthy service."""
    usual = Status(server=server, active="active", release="2-bb", previous="1-aa", healthy=True)
    return replace(usual, **fields)


def three_servers(window: MainWindow) -> tuple[Profile, ...]:
    """Put three servers on the list, all of them chosen for a service."""
    from core.servers.store import ServerStore  # noqa: PLC0415 - no page needs it before

    store = ServerStore(window.session.home)
    known = {one.name for one in store.all()}
    for name in ("web1", "web2", "web3"):
        if name not in known:
            store.add(Profile(name=name, host=f"{name}.example"))
    window.session.change(service=Service(name="shop"))
    window.session.reload_servers()
    window.session.change(chosen=("web1", "web2", "web3"))
    return window.session.current.servers


def opened(window: MainWindow, project: Project) -> None:
    """Open a project that Go could build, with the choices that nobody changed."""
    window.session.open_project(project)
    window.session.change(go=GO, options=BuildOptions(main=project.mains[0].package))


def codes(page: Page) -> list[str]:
    """Return the codes of the problems on a page, in their order."""
    return [card_at(page, place).problem.code for place in range(page.problems.count())]


async def spawned(page: Page, work: Coroutine[Any, Any, object]) -> None:
    """Let work begin as a button of this page does, and wait until all of it has ended."""
    page.runner.stop = page.stop
    page.runner.spawn(work)
    await idle(page)


async def idle(window: MainWindow | Page) -> None:
    """Wait until neither a job nor a question is under way."""
    await until(lambda: not window.runner.working)
