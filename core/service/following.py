"""Watch a change that the server carries out by itself, and tell it in the app's words."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING

from core.events import Finished, Noticed
from core.problems import Problem, ProblemError
from core.service import restored, stopping, transaction
from core.service.causes import loopback_only, past_the_proxy, problem_of
from core.service.layout import Layout
from core.service.model import Outcome, Result
from core.service.phases import WORDS
from core.service.protocol import Cause, Ending, Reach
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from core.events import Event, Job, Steps
    from core.service.model import Service
    from core.service.transaction import Change, Ended, Said, Told
    from core.ssh.session import ServerSession

_RESULTS: dict[str, Result] = {
    Ending.LIVE: Result.DEPLOYED,
    Ending.STOPPED: Result.DEPLOYED,
    Ending.ROLLED_BACK: Result.ROLLED_BACK,
    Ending.REFUSED: Result.REFUSED,
    Ending.DOWN: Result.DOWN,
    Ending.INTERRUPTED: Result.DOWN,
}
_REACH: dict[str, Callable[[Service], Problem]] = {
    Reach.LOOPBACK: loopback_only,
    Reach.EXPOSED: past_the_proxy,
}


async def attend(
    session: ServerSession, service: Service, counted: Steps, *, change: Change
) -> Job[Outcome]:
    """Watch a change that the server carries out, to its outcome.

    Cancelled, it makes the server return and ends with what the server then says; closing does the
    same, but has nobody to tell.
    """
    over = False
    try:
        async with aclosing(_watched(session, service, counted, change)) as events:
            async for event in events:
                over = isinstance(event, Finished)
                yield event
    except ProblemError as lost:
        yield Finished(stopping.unknown(session, lost.problem))
    except asyncio.CancelledError:
        yield Finished(await asyncio.shield(taken_back(session, service, change)))
    except GeneratorExit:
        if not over:
            await asyncio.shield(stopping.take_back(session, service, change))
        raise


async def begun(session: ServerSession, service: Service, asked: Change) -> Outcome | None:
    """Ask the server to begin; nothing is returned where the change goes on.

    Cancelled meanwhile, it is asked to return and what became of it; where its answer was lost, it
    may go on. Raises what the server refused it with.
    """
    begin = asyncio.ensure_future(transaction.begin(session, Layout.of(service), asked))
    try:
        await asyncio.shield(begin)
    except ProblemError as reason:
        if stopping.unclear(reason.problem):
            return stopping.unknown(session, reason.problem)
        raise
    except asyncio.CancelledError:
        return await asyncio.shield(_returned(session, service, begin, asked))
    return None


async def _returned(
    session: ServerSession, service: Service, begin: asyncio.Future[None], asked: Change
) -> Outcome:
    try:
        await begin
    except ProblemError as reason:
        if not stopping.unclear(reason.problem):
            return stopping.not_begun(session, stopping.before_the_change())
    return await taken_back(session, service, asked)


async def taken_back(session: ServerSession, service: Service, change: Change) -> Outcome:
    """Cancel a change, and tell what the server says of it: it may have been too late."""
    told = await stopping.take_back(session, service, change)
    if isinstance(told, Problem):
        return stopping.unknown(session, told)
    ended = outcome(session, service, told, [])
    return stopping.too_late(ended) if ended.result is Result.DEPLOYED else ended


async def _watched(
    session: ServerSession, service: Service, counted: Steps, change: Change
) -> Job[Outcome]:
    heard = _Heard(session, service, counted)
    async with aclosing(transaction.follow(session, Layout.of(service), change)) as lines:
        async for told in lines:
            for event in heard.events(told):
                yield event


class _Heard:
    """What the server told so far of a change, and the app's words for each line of it."""

    def __init__(self, session: ServerSession, service: Service, counted: Steps) -> None:
        self._session = session
        self._service = service
        self._counted = counted
        self._said: list[Said] = []
        self._running = False
        self._restored: tuple[str, ...] = ()

    def events(self, told: Told) -> Iterator[Event | Finished[Outcome]]:
        match told:
            case transaction.Step():
                yield from self._end_step()
                self._running = True
                yield self._counted.start(WORDS.get(told.name, say("Carry on")))
            case transaction.Said():
                self._said.append(told)
            case transaction.Restored():
                self._restored = told.parts
                yield from map(self._noticed, restored.notes(told))
            case transaction.Ended():
                yield from self._end_step()
                yield from self._end(told)

    def _end_step(self) -> Iterator[Event]:
        if self._running:
            yield self._counted.finish()

    def _end(self, told: Ended) -> Iterator[Event | Finished[Outcome]]:
        if told.result == Ending.LIVE and told.detail in _REACH:
            yield self._noticed(_REACH[told.detail](self._service))
        done = outcome(self._session, self._service, told, self._said)
        came = self._restored if done.result is Result.DEPLOYED else ()
        yield Finished(replace(done, restored=came))

    def _noticed(self, problem: Problem) -> Noticed:
        return Noticed(problem=problem, server=self._session.profile.name)


def url_of(session: ServerSession, service: Service) -> str:
    """Return where a browser finds the service."""
    return f"http://{session.profile.host}:{service.port}/"


def outcome(session: ServerSession, service: Service, ended: Ended, said: list[Said]) -> Outcome:
    """Put the server's last word into the app's."""
    result = _RESULTS.get(ended.result, Result.DOWN)
    if ended.code == Cause.CANCELLED and result is not Result.DOWN:
        result = Result.CANCELLED
    good = result is Result.DEPLOYED
    return Outcome(
        server=session.profile.name,
        result=result,
        release=ended.running,
        previous=ended.previous,
        seconds=0.0,
        uploaded_bytes=0,
        url=url_of(session, service) if ended.running else "",
        scope=service.scope,
        problem=None if good else problem_of(ended, said, service),
    )
