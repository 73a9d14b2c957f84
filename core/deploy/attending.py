"""Watch a change that the server carries out by itself, and tell it in the app's words."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING

from core.deploy import transaction
from core.deploy.causes import loopback_only, past_the_proxy, problem_of
from core.deploy.course import WORDS
from core.deploy.layout import Layout
from core.deploy.model import Outcome, Result
from core.events import Finished, Noticed
from core.problems import Advice, ProblemError
from core.words import say

if TYPE_CHECKING:
    from core.deploy.model import Service
    from core.deploy.transaction import Change, Ended, Said
    from core.events import Job, Steps
    from core.problems import Problem
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
_UNDO_SECONDS = 90.0


async def attend(
    session: ServerSession, service: Service, counted: Steps, *, change: Change
) -> Job[Outcome]:
    """Watch a change that the server carries out, to its outcome; closing takes it back."""
    over = False
    try:
        async with aclosing(_watched(session, service, counted, change)) as events:
            async for event in events:
                over = isinstance(event, Finished)
                yield event
    except ProblemError as lost:
        yield Finished(_out_of_sight(session, lost.problem))
    except (asyncio.CancelledError, GeneratorExit):
        if not over:
            await asyncio.shield(take_back(session, Layout.of(service), change))
        raise


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


def _out_of_sight(session: ServerSession, problem: Problem) -> Outcome:
    return Outcome(
        server=session.profile.name,
        result=Result.UNKNOWN,
        release="",
        previous="",
        seconds=0.0,
        uploaded_bytes=0,
        problem=replace(
            problem,
            next=(
                *problem.next,
                Advice(say("The server ends the change by itself; ask it again in a minute.")),
            ),
        ),
    )


async def take_back(session: ServerSession, layout: Layout, change: Change) -> None:
    """Make a change return that nobody wants any more; out of reach, it ends by itself."""
    try:
        async with asyncio.timeout(_UNDO_SECONDS):
            await transaction.cancel(session, layout, change)
    except (ProblemError, TimeoutError):
        return  # out of reach: the change ends by itself


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
