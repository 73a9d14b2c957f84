"""One server of a fleet's change: how far it has come, and what it is told next."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from core.deploy import lease
from core.deploy.carrier import deliver, sweep
from core.deploy.deployer import begun_there, parts, steps_of
from core.deploy.task import Headway
from core.problems import ProblemError
from core.service import stopping, transaction
from core.service.following import attend
from core.service.layout import Layout
from core.service.phases import Phase
from core.service.protocol import FLEET_SILENCE, Verb, Word

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.deploy.task import Task
    from core.events import Report, Steps
    from core.problems import Problem
    from core.service.model import Service
    from core.service.plan import Plan
    from core.service.results import Outcome
    from core.service.transaction import Change, Step
    from core.ssh.session import ServerSession

_PULSE = FLEET_SILENCE / 6  # some of them may be late, or lost
_RETURNING = 90.0  # seconds for a way back, until it is said to be still under way


def _unheeded(_: Member) -> None:
    """Tell nobody: it is not part of a whole yet."""


class LeftError(Exception):
    """A server does not go on with the others."""


class Work(Protocol):
    """What a server of a fleet is asked for, and what comes before; `previous` runs until then."""

    @property
    def session(self) -> ServerSession:
        """The connection to it."""

    @property
    def service(self) -> Service:
        """The service as it is to be there."""

    @property
    def asked(self) -> Change:
        """What its helper is asked for once all has arrived."""

    @property
    def release(self) -> str:
        """The release that is to run there, where that is another one."""

    @property
    def previous(self) -> str:
        """The release that runs there, where that is known."""

    def steps(self, report: Report) -> Steps:
        """Count what is to come."""

    async def prepare(self, counted: Steps, headway: Headway) -> None:
        """Make the server ready, beside all that runs there."""

    async def send(self, counted: Steps, headway: Headway) -> None:
        """Send what it needs; what was sent of it goes where that breaks off."""

    async def begin(self) -> Outcome | None:
        """Ask for the change; an outcome where it ended before it began."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """The work of a deploy on one server."""

    task: Task
    plan: Plan

    @property
    def session(self) -> ServerSession:
        """The connection to it."""
        return self.task.session

    @property
    def service(self) -> Service:
        """The service as it is to be there."""
        return self.task.service

    @property
    def asked(self) -> Change:
        """The deploy, as its helper is asked for it."""
        return self.task.asked

    @property
    def release(self) -> str:
        """The release that is to run there."""
        return self.plan.release

    @property
    def previous(self) -> str:
        """The release that runs there."""
        return self.plan.previous

    def steps(self, report: Report) -> Steps:
        """Count what is done here, and then on the server."""
        return steps_of(self.task, self.plan, report)

    async def prepare(self, counted: Steps, headway: Headway) -> None:
        """Make the server ready, beside all that runs there."""
        preparation, _ = parts(self.plan)
        await deliver(self.task, preparation, counted, headway)

    async def send(self, counted: Steps, headway: Headway) -> None:
        """Send the release."""
        _, sending = parts(self.plan)
        await deliver(self.task, sending, counted, headway)

    async def begin(self) -> Outcome | None:
        """Ask for the deploy."""
        swept = partial(sweep, self.task)
        return await begun_there(self.session, self.service, asked=self.asked, swept=swept)


@dataclass(slots=True, kw_only=True, eq=False)
class Member:
    """One server of a fleet's change; `outcome` once it is known, `phases` those it came to.

    `release` is the name that the server gave to what it got. `lost` hears of it when its change
    ends before it was told to keep the release.
    """

    work: Work
    report: Report
    outcome: Outcome | None = None
    phases: list[str] = field(default_factory=list)
    kept: bool = False
    release: str = ""
    lost: Callable[[Member], None] = _unheeded
    following: asyncio.Task[Outcome] | None = None
    _counted: Steps = field(init=False)
    _headway: Headway = field(default_factory=Headway)
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _held: AsyncExitStack = field(default_factory=AsyncExitStack)
    _sent: int = 0

    def __post_init__(self) -> None:
        """Count what is to come."""
        self._counted = self.work.steps(self.report)

    @property
    def name(self) -> str:
        """The server's name."""
        return self.work.session.profile.name

    @property
    def _layout(self) -> Layout:
        return Layout.of(self.work.service)

    async def prepare(self) -> None:
        """Make the server ready, beside all that runs there."""
        await self.work.prepare(self._counted, self._headway)

    async def hold(self, wait: float) -> None:
        """Keep others out until the server has begun; raises "deploy_busy"."""
        patience = lease.Patience(seconds=wait, report=self.report)
        held = lease.held(self.work.session, self._layout, self.work.asked, patience=patience)
        await self._held.enter_async_context(held)

    async def approach(self) -> None:
        """Send what it needs, and let the server come to where it waits for the others."""
        self._sent = self.work.session.sent
        await self.work.send(self._counted, self._headway)
        self.outcome = await self.work.begin()
        if self.outcome is not None:
            raise LeftError
        self.following = asyncio.create_task(self._follow())
        await self.let_go()
        await self._stands_at(Phase.BARRIER)

    async def go(self) -> None:
        """Let it switch, and wait until it is healthy."""
        await self.say(Word.GO)
        await self._stands_at(Phase.SOAK)

    async def answer(self) -> None:
        """Let it show that it hears us, and goes on with the others."""
        if not await self.say(Word.HERE):
            raise LeftError

    async def keep(self) -> None:
        """Let it keep the new release: from now on it does not return for our silence."""
        with suppress(ProblemError):
            self.kept = await self.say(Word.KEEP)

    async def say(self, word: Word) -> bool:
        """Say a word to the change; tells whether it was heard."""
        asked = replace(self.work.asked, verb=Verb.FLEET, wanted=word)
        ran = await transaction.ask(self.work.session, self._layout, asked)
        return '"accepted"' in ran.out

    async def let_go(self) -> None:
        """End the lease: the server has begun, or never will."""
        await self._held.aclose()

    @property
    def switched(self) -> bool:
        """Whether it has left the release before."""
        return Phase.SWITCH in self.phases

    @property
    def runs_well(self) -> bool:
        """Whether it runs the new release and waits for the others."""
        return self.phases[-1:] == [Phase.SOAK]

    async def end(self) -> Outcome | None:
        """Make it return, unless it was told to keep the release; how it ended, if it had begun."""
        await self.let_go()
        if self.following is None:
            return self.outcome
        if not self.kept and not self.following.done():
            with suppress(ProblemError):
                cancel = replace(self.work.asked, verb=Verb.CANCEL, wanted="-")
                await transaction.tell(self.work.session, self._layout, cancel)
            await asyncio.wait({self.following}, timeout=_RETURNING)
            self.following.cancel()  # of one that is still on its way, no more is told
        return await self.following

    def left(self, problem: Problem) -> Outcome:
        """Tell why it was left as it was."""
        told = stopping.not_begun(self.work.session, problem, running=self.work.previous)
        return stopping.with_what_stays(told, self._headway.done)

    async def _follow(self) -> Outcome:
        pulse = asyncio.create_task(self._beat())
        session, service = self.work.session, self.work.service
        try:
            done = await attend(
                session, service, self._counted, change=self.work.asked, reached=self._reach
            )
        finally:
            if not self.kept:
                self.lost(self)
            pulse.cancel()
            await asyncio.gather(pulse, return_exceptions=True)
        return replace(done, uploaded_bytes=session.sent - self._sent)

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(_PULSE)
            with suppress(ProblemError):
                await self.say(Word.HERE)

    def _reach(self, step: Step) -> None:
        self.phases.append(step.name)
        self.release = step.release or self.release
        self._news.set()

    async def _stands_at(self, phase: Phase) -> None:
        while phase not in self.phases:
            self._news.clear()
            await self._news.wait()
