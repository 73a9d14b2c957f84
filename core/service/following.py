"""Watch a change that the server carries out by itself, and tell it in the app's words."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from core.events import LogLine, Noticed
from core.problems import Problem, ProblemError
from core.service import data_words, further, restored, slow_words, stopping, transaction
from core.service.addresses import main_address
from core.service.cause_words import loopback_only, past_the_proxy
from core.service.causes import problem_of
from core.service.layout import Layout
from core.service.phases import WORDS, Phase
from core.service.protocol import Cause, Ending, Reach
from core.service.results import Cut, Outcome, Result
from core.service.stages import of_phase
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.events import Steps
    from core.service.model import Service
    from core.service.protocol import Verb
    from core.service.transaction import (
        Change,
        Ended,
        OfData,
        Patience,
        Restored,
        Said,
        Starts,
        Step,
        Told,
    )
    from core.ssh.session import ServerSession

_RESULTS: dict[str, Result] = {
    Ending.LIVE: Result.DEPLOYED,
    Ending.STOPPED: Result.DEPLOYED,
    Ending.BACKED_UP: Result.DEPLOYED,
    Ending.ROLLED_BACK: Result.ROLLED_BACK,
    Ending.REFUSED: Result.REFUSED,
    Ending.DOWN: Result.DOWN,
    Ending.INTERRUPTED: Result.UNKNOWN,
}
_KEPT = 100  # lines of a release command, for the case that it fails
_REACH: dict[str, Callable[[Service], Problem]] = {
    Reach.LOOPBACK: loopback_only,
    Reach.EXPOSED: past_the_proxy,
}


async def attend(
    session: ServerSession,
    service: Service,
    counted: Steps,
    *,
    change: Change,
    reached: Callable[[Step], None] = lambda _: None,
) -> Outcome:
    """Watch a change that the server carries out, to its outcome; `reached` gets each phase.

    Cancelled, it makes the server return, and returns what the server then says.
    """
    heard = _Heard(session, service, counted, reached, verb=change.verb)
    try:
        ended = await transaction.follow(session, Layout.of(service), change, heard.take)
    except ProblemError as lost:
        return stopping.unknown(session, lost.problem)
    except asyncio.CancelledError:
        return await asyncio.shield(taken_back(session, service, change))
    except BaseException:  # nobody can be told any more how it goes, as when a pipe is broken
        await asyncio.shield(stopping.take_back(session, service, change))
        raise
    return heard.outcome(ended)


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


class _Heard:
    """What the server told so far of a change, and the app's words for each line of it."""

    def __init__(
        self,
        session: ServerSession,
        service: Service,
        counted: Steps,
        reached: Callable[[Step], None],
        *,
        verb: Verb,
    ) -> None:
        self._verb = verb
        self._reached = reached
        self._session = session
        self._service = service
        self._counted = counted
        self._said: list[Said] = []
        self._phase = ""
        self._command = ""
        self._blamed = ""
        self._restored: tuple[str, ...] = ()
        self._cut: Cut | None = None

    def take(self, told: Told) -> None:
        """Tell what one line of the helper says."""
        match told:
            case transaction.Step():
                self._end_step()
                self._begin_step(told.name)
                self._reached(told)
            case transaction.Said():
                self._hear(told)
            case transaction.Blamed():
                self._blamed, self._said = told.process, []
            case transaction.Restored():
                self._came_back(told)
            case transaction.Starts() | transaction.Patience() | transaction.OfData():
                self._notice(self._in_words(told))
            case Cut():
                self._cut = _both(self._cut, told)
            case transaction.Ended():
                self._end_step()

    def _came_back(self, told: Restored) -> None:
        self._restored = told.parts
        for problem in restored.notes(told):
            self._notice(problem)

    def _hear(self, said: Said) -> None:
        self._said.append(said)
        if said.own and self._phase == Phase.COMMAND:
            self._counted.report(LogLine(text=said.text))
            del self._said[:-_KEPT]

    def _in_words(self, told: Starts | Patience | OfData) -> Problem:
        server = self._session.profile.name
        if isinstance(told, transaction.OfData):
            return data_words.told(self._service, server, told)
        return slow_words.told(self._service, server, told)

    def _notice(self, problem: Problem) -> None:
        self._counted.report(Noticed(problem=problem))

    def outcome(self, ended: Ended) -> Outcome:
        """Put the end of the change into the app's words, with all that was said before."""
        if ended.result == Ending.LIVE and ended.detail in _REACH:
            self._notice(_REACH[ended.detail](self._service))
        ended = replace(ended, command=ended.command or self._command)
        done = outcome(self._session, self._service, ended, self._said)
        came = self._restored if done.result is Result.DEPLOYED else ()
        problem = self._problem(done, ended)
        return replace(done, restored=came, problem=problem, phase=self._phase, cut=self._cut)

    def _problem(self, done: Outcome, ended: Ended) -> Problem | None:
        """Judge a process by its own port and health, and name it."""
        if done.problem is None or not self._blamed:
            return done.problem
        return of_process(self._blamed, ended, self._said, self._service)

    def _begin_step(self, name: str) -> None:
        if self._phase == Phase.COMMAND:  # what it said, and went well, explains no later fault
            self._command = "done"
            self._said.clear()
        if name == Phase.COMMAND:
            self._command = "begun"
        self._phase = name
        stage = of_phase(name, self._verb)
        self._counted.start(WORDS.get(name, say("Carry on")), stage=stage)

    def _end_step(self) -> None:
        if self._phase:
            self._counted.finish()


def _both(one: Cut | None, other: Cut) -> Cut:
    """Add up what was cut at two moments of a change: a proxy is turned twice."""
    if one is None:
        return other
    return Cut(
        count=one.count + other.count,
        seconds=max(one.seconds, other.seconds),
        staying=one.staying + other.staying,
    )


def of_process(name: str, ended: Ended, said: list[Said], service: Service) -> Problem:
    """Explain an end that was a further process's fault."""
    own = next((one for one in service.processes if one.name == name), None)
    judged = further.alone(service, own) if own else service
    return further.told(name, problem_of(ended, said, judged))


def url_of(session: ServerSession, service: Service) -> str:
    """Return where a browser finds the service; empty for one that has no port."""
    return main_address(session.profile.host, service)


def outcome(session: ServerSession, service: Service, ended: Ended, said: list[Said]) -> Outcome:
    """Put the server's last word into the app's."""
    result = _RESULTS.get(ended.result, Result.UNKNOWN)
    if ended.code == Cause.CANCELLED and result not in {Result.DOWN, Result.UNKNOWN}:
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
        probation_until=ended.probation_until if good else "",
        problem=None if good else problem_of(ended, said, service),
    )
