"""Watch a change that the server carries out by itself, and tell it in the app's words."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import TYPE_CHECKING

from core.deploy import stopping, transaction
from core.deploy.causes import loopback_only, past_the_proxy, problem_of
from core.deploy.course import WORDS
from core.deploy.layout import Layout
from core.deploy.model import Outcome, Result
from core.events import Finished, Noticed
from core.problems import Problem, ProblemError
from core.words import say

if TYPE_CHECKING:
    from core.deploy.model import Service
    from core.deploy.transaction import Change, Ended, Said
    from core.events import Job, Steps
    from core.server.session import ServerSession

_RESULTS = {
    "live": Result.DEPLOYED,
    "stopped": Result.DEPLOYED,
    "rolled_back": Result.ROLLED_BACK,
    "refused": Result.REFUSED,
    "down": Result.DOWN,
    "interrupted": Result.DOWN,
}
_REACH = {"loopback": loopback_only, "exposed": past_the_proxy}  # the helper's words


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
    said: list[Said] = []
    running = False
    news = transaction.follow(session, Layout.of(service), change)
    async with aclosing(news) as lines:
        async for told in lines:
            match told:
                case transaction.Step():
                    if running:
                        yield counted.finish()
                    running = True
                    yield counted.start(WORDS.get(told.name, say("Carry on")))
                case transaction.Said():
                    said.append(told)
                case transaction.Ended():
                    if running:
                        yield counted.finish()
                    if told.result == "live" and told.detail in _REACH:
                        problem = _REACH[told.detail](service)
                        yield Noticed(problem=problem, server=session.profile.name)
                    yield Finished(outcome(session, service, told, said))


def url_of(session: ServerSession, service: Service) -> str:
    """Return where a browser finds the service."""
    return f"http://{session.profile.host}:{service.port}/"


def outcome(session: ServerSession, service: Service, ended: Ended, said: list[Said]) -> Outcome:
    """Put the server's last word into the app's."""
    result = _RESULTS.get(ended.result, Result.DOWN)
    if ended.code == "cancelled" and result is not Result.DOWN:
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
