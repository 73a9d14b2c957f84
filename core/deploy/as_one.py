"""Several servers that change as one: they switch together, and all are the same at the end."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from core.deploy.diary import Diary
from core.deploy.holding import hold_all
from core.deploy.member import LeftError, Member
from core.deploy.together import together, unstoppable
from core.deploy.turns import Order, batches, watched
from core.events import Steps
from core.problems import Problem, ProblemError
from core.service import proving, release_words, stopping
from core.service.journal import Stage
from core.service.phases import Phase
from core.service.results import HELD_BACK, Outcome, Result
from core.service.reverting import take_back
from core.words import list_of, say

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
    from typing import Any

    from core.events import Report
    from core.service.journal import Journal
    from core.service.model import Service
    from core.ssh.session import ServerSession
    from core.words import Text


class Aimed(Protocol):
    """A server of a fleet, and the service as it is to be there."""

    @property
    def name(self) -> str:
        """The server's name."""

    @property
    def session(self) -> ServerSession:
        """The connection to it."""

    @property
    def service(self) -> Service:
        """The service as it is to be there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What a fleet's change is called in its parts, and in which `order` the servers come to it.

    `undone`: whether what was kept can return.
    """

    approach: Text
    switch: Callable[[Text], Text]
    keep: Text
    undone: bool = True
    order: Order = field(default_factory=Order)


def lasted(outcomes: Iterable[Outcome], seconds: float) -> tuple[Outcome, ...]:
    """Tell how long it took where no server told it."""
    return tuple(replace(one, seconds=one.seconds or seconds) for one in outcomes)


async def as_one(
    aims: Sequence[Aimed],
    found: Sequence[Member | Outcome],
    course: Course,
    *,
    journal: Journal | None = None,
    report: Report,
) -> tuple[Outcome, ...]:
    """Bring the members in `found` to their change, or none; it tells of the others."""
    members = [one for one in found if isinstance(one, Member)]
    outcomes = {one.server: one for one in found if isinstance(one, Outcome)}
    if bad := _first_bad(outcomes):
        held = {one.name: one.left(held_back(bad.server)) for one in members}
        outcomes = {name: _refused(one, bad) for name, one in (outcomes | held).items()}
    elif members:
        with Diary(journal, report) as diary:
            fleet = _Fleet(aims, members, course, diary=diary, report=report)
            outcomes |= await fleet.change()
            ended = diary.end(tuple(outcomes.values()), may_differ=course.order.keep_mixed)
            await unstoppable(ended)
    turns = batches(aims, course.order, alone=aims[0].service.release.here)
    return tuple(
        replace(outcomes[one.name], batch=number)
        for number, batch in enumerate(turns, 1)
        for one in batch
    )


class _Fleet:
    """A change of several servers under way."""

    def __init__(
        self,
        aims: Sequence[Aimed],
        members: Sequence[Member],
        course: Course,
        *,
        diary: Diary,
        report: Report,
    ) -> None:
        self._aims = aims
        self._members = members
        self._course = course
        self._order = order = course.order
        self._diary = diary
        self._report = report
        self._lost: asyncio.Future[Member] = asyncio.get_running_loop().create_future()
        self._turns = batches(aims, order, alone=aims[0].service.release.here)
        self._whole = Steps(3 + len(self._turns), report)
        for one in members:
            one.lost = self._lose

    async def change(self) -> dict[str, Outcome]:
        """Bring all to the new state, or back to what they ran."""
        ready = asyncio.create_task(self._get_ready())
        with suppress(asyncio.CancelledError):  # it is heard below: then all return
            either: tuple[asyncio.Future[Any], ...] = (ready, self._lost)
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        stopped = stopping.wanted()
        outcomes = await unstoppable(self._end(ready, stopped=stopped))
        if stopping.wanted() and not stopped:
            return {name: _too_late(one) for name, one in outcomes.items()}
        if self._order.until_proved and not _first_bad(outcomes):
            outcomes |= await self._proved(outcomes)
            if bad := _first_bad(outcomes):
                outcomes |= await unstoppable(self._return_all(outcomes, bad))
        return outcomes

    async def _get_ready(self) -> None:
        """Bring all to where they run what is new, and would return at a word or at none."""
        await self._stage(say("Prepare the servers"), self._members, Member.prepare)
        await hold_all(self._members, self._order.wait, self._attempt)
        await self._stage(self._course.approach, self._members, Member.approach)
        await self._diary.note(self._members, Stage.SWITCHING)
        switched = 0
        for batch in self._turns:
            names = [one.name for one in batch]
            going = [one for one in self._members if one.name in names]
            await self._stage(self._course.switch(list_of(names)), going, Member.go)
            switched += len(batch)
            service, of = self._aims[0].service, len(self._aims)
            await asyncio.sleep(watched(switched, self._order, service, of=of))
        if not self._course.undone:  # what is kept cannot return, so each shows that it hears us
            await asyncio.gather(*(self._attempt(one, Member.answer) for one in self._members))

    async def _stage(
        self, step: Text, members: Iterable[Member], work: Callable[[Member], Awaitable[None]]
    ) -> None:
        """Let servers do a part of the whole side by side."""
        self._whole.start(step)
        try:
            async with asyncio.TaskGroup() as group:
                for one in members:
                    group.create_task(self._attempt(one, work))
        except BaseExceptionGroup as several:
            odd = [one for one in several.exceptions if not isinstance(one, LeftError)]
            raise (odd or several.exceptions)[0] from several
        self._whole.finish()

    async def _attempt(self, member: Member, work: Callable[[Member], Awaitable[None]]) -> None:
        try:
            await work(member)
        except ProblemError as reason:
            if member.following is None:
                member.outcome = member.left(reason.problem)
            self._lose(member)
            raise LeftError from reason
        except LeftError:
            self._lose(member)
            raise

    def _lose(self, member: Member) -> None:
        if not self._lost.done():
            self._lost.set_result(member)

    async def _end(self, ready: asyncio.Task[None], *, stopped: bool) -> dict[str, Outcome]:
        bad = self._lost.result() if self._lost.done() else None
        if not (bad or stopped or ready.exception()):
            return await self._keep()
        ready.cancel()
        (broken,) = await asyncio.gather(ready, return_exceptions=True)
        if bad and self._order.keep_mixed:
            await asyncio.gather(*(one.keep() for one in self._members if one.runs_well))
        ended = await self._ended()
        if isinstance(broken, Exception) and not isinstance(broken, LeftError):
            raise broken  # a bug, or a pipe that is broken
        return {one.name: self._told(one, done, bad) for one, done in ended.items()}

    async def _ended(self) -> dict[Member, Outcome | None]:
        """Let each come to its end, at once."""
        ends = await asyncio.gather(*(one.end() for one in self._members), return_exceptions=True)
        told: list[Outcome | None] = []
        for one in ends:
            if isinstance(one, BaseException):
                raise one
            told.append(one)
        return dict(zip(self._members, told, strict=True))

    def _told(self, member: Member, done: Outcome | None, bad: Member | None) -> Outcome:
        """Tell how one ended that returned because of another one, or of a person."""
        if bad is None or member is bad:
            return done or member.left(stopping.before_the_change())
        problem = held_back(bad.name)
        if done is None:
            return member.left(problem)
        if done.result is not Result.CANCELLED:
            return done
        if Phase.COMMAND in member.phases:
            problem = replace(problem, next=(release_words.HAS_RUN,))
        result = Result.ROLLED_BACK if member.switched else Result.REFUSED
        return replace(done, result=result, problem=problem)

    async def _keep(self) -> dict[str, Outcome]:
        """Tell all at once to keep it; where one could not hear that, all return that can."""
        self._whole.start(self._course.keep)
        await self._diary.note(self._members, Stage.KEEPING)
        await asyncio.gather(*(one.keep() for one in self._members))
        ended = await self._ended()
        self._whole.finish()
        outcomes = {one.name: done for one, done in ended.items() if done is not None}
        deaf = [outcomes[one.name] for one in self._members if not one.kept]
        failed = [one for one in outcomes.values() if one.result in _RETURNED]
        stays = self._order.keep_mixed or not self._course.undone
        if (bad := next(iter((*deaf, *failed)), None)) and not stays:
            outcomes |= await self._return_all(outcomes, bad)
        return outcomes

    async def _proved(self, outcomes: Mapping[str, Outcome]) -> dict[str, Outcome]:
        jobs = {
            one.name: partial(proving.until_proved, one.session, one.service, outcomes[one.name])
            for one in self._aims
            if one.name in outcomes
        }
        return await together(jobs, self._report)

    async def _return_all(
        self, outcomes: Mapping[str, Outcome], bad: Outcome
    ) -> dict[str, Outcome]:
        """Take back what went well, because of one that did not."""
        switched = {one.name: one for one in self._aims if one.name in outcomes}
        jobs = {
            name: partial(take_back, one.session, one.service, outcomes[name])
            for name, one in switched.items()
            if outcomes[name].result is Result.DEPLOYED
        }
        found = await together(jobs, self._report)
        problem = held_back(bad.server)
        if self._aims[0].service.release.here and self._aims[0].name in jobs:
            problem = replace(problem, next=(release_words.HAS_RUN,))
        return {name: _returned(one, problem, outcomes[name]) for name, one in found.items()}


_RETURNED = frozenset({Result.ROLLED_BACK, Result.REFUSED, Result.CANCELLED, Result.DOWN})


def _too_late(outcome: Outcome) -> Outcome:
    return stopping.too_late(outcome) if outcome.result is Result.DEPLOYED else outcome


def _refused(outcome: Outcome, bad: Outcome) -> Outcome:
    """Say of a server where nothing was to do that nothing was done on any."""
    if outcome.result is not Result.UNCHANGED:
        return outcome
    return replace(outcome, result=Result.REFUSED, problem=held_back(bad.server))


def _first_bad(outcomes: Mapping[str, Outcome]) -> Outcome | None:
    return next((one for one in outcomes.values() if not one.result.good), None)


def _returned(outcome: Outcome, problem: Problem, before: Outcome) -> Outcome:
    if outcome.result is Result.REFUSED:  # it was not even begun: what was deployed is still live
        return replace(before, problem=outcome.problem)
    if outcome.result is not Result.DEPLOYED:
        return outcome
    return replace(outcome, result=Result.ROLLED_BACK, problem=problem)


def held_back(server: str) -> Problem:
    """Say why a server was left as it is: all are to be the same."""
    return Problem(
        code=HELD_BACK,
        what=say("This server keeps the previous release."),
        why=say(
            "The change failed on {server}, and all servers must stay the same.", server=server
        ),
    )
