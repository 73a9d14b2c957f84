"""Run the live release once more, and hear it to its end."""

from __future__ import annotations

import asyncio
import codecs
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.events import LogLine
from core.problems import Advice, Problem, ProblemError
from core.service import once, record, stopping
from core.service.layout import Layout
from core.service.model import Kind
from core.service.once import End
from core.service.protocol import Verb
from core.service.transaction import Change, new_change, whoami
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.service.model import RunWish, Service
    from core.service.once import Finished
    from core.ssh.session import ServerSession

_LONGEST_LINE = 1 << 16  # characters; a longer one is told in parts
_END_SECONDS = 60.0  # what a program has to end, and more


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOff:
    """How a one-off ended on a server; `code` is the program's own, None where nobody knows it.

    By its `id` its output can be read again.
    """

    server: str
    id: str = ""
    code: int | None = None
    problem: Problem | None = None


async def run(
    session: ServerSession,
    name: str,
    wish: RunWish,
    take: Callable[[LogLine], None],
) -> OneOff:
    """Run it, and hand on what it writes; raises why it could not be begun.

    Cancelled, it is ended there. Where the connection is lost, it goes on.
    """
    service = await record.read(session, name)
    if not wish.again and (odd := _cannot_be_run(service, wish)):
        raise ProblemError(odd)
    wanted = f"{once.packed(wish.arguments)}{wish.process}"
    asked = Change(verb=Verb.ONCE, id=wish.again or new_change(), who=whoami(), wanted=wanted)
    return await _Run(session, service, asked, take).to_its_end(begun=bool(wish.again))


class _Run:
    """One run on one server, from its beginning to its end."""

    def __init__(
        self,
        session: ServerSession,
        service: Service,
        asked: Change,
        take: Callable[[LogLine], None],
    ) -> None:
        self._session = session
        self._service = service
        self._layout = Layout.of(service)
        self._asked = asked
        self._lines = _Lines(session.profile.name, take)
        self._hearer = once.Hearer(session, self._layout, asked)

    async def to_its_end(self, *, begun: bool) -> OneOff:
        begin = asyncio.ensure_future(self._begin(begun=begun))
        try:
            await asyncio.shield(begin)
            return self._told(await self._hearer.hear(self._lines.take))
        except ProblemError as lost:
            if not stopping.unclear(lost.problem):
                raise
            return self._one(self._goes_on(lost.problem))
        except asyncio.CancelledError:
            return await asyncio.shield(self._stopped(begin))
        except BaseException:  # nobody can be told any more, as when a pipe is broken
            await asyncio.shield(once.end(self._session, self._layout, self._asked))
            raise

    async def _begin(self, *, begun: bool) -> None:
        if not begun:
            await once.begin(self._session, self._layout, self._asked)

    async def _stopped(self, begin: asyncio.Future[None]) -> OneOff:
        """End it there; it has its time for that, and what it writes meanwhile is told, too."""
        try:
            async with asyncio.timeout(_END_SECONDS):
                await begin
                await once.end(self._session, self._layout, self._asked)
                finished = await self._hearer.hear(self._lines.take)
        except TimeoutError:
            return self._one(self._goes_on(_UNENDED))
        except ProblemError as reason:
            unclear = stopping.unclear(reason.problem)
            return self._one(self._goes_on(reason.problem) if unclear else reason.problem)
        told = self._told(finished)
        stopped = finished.end == End.ENDED
        return replace(told, problem=_stopped(finished)) if stopped else told

    def _told(self, finished: Finished) -> OneOff:
        self._lines.end()
        if finished.end == End.ENDED:
            return self._one(_bad_code(finished) if finished.code else None, finished.code)
        tell = _ENDS.get(finished.end, _unknown)
        return self._one(replace(tell(), code=f"run_{finished.end}", details=finished.detail))

    def _one(self, problem: Problem | None, code: int | None = None) -> OneOff:
        server = self._session.profile.name
        return OneOff(server=server, id=self._asked.id, code=code, problem=problem)

    def _goes_on(self, lost: Problem) -> Problem:
        server, name = self._session.profile.name, self._service.name
        again = f"goferry run --service {name} --to {server} --again {self._asked.id}"
        return Problem(
            code="run_goes_on",
            what=say(
                "The connection to {server} was lost. The command continues there.", server=server
            ),
            why=say("The command does not depend on this connection. {what}", what=lost.what),
            next=(Advice(say("Follow its output to the end: {command}", command=again)),),
            details=lost.details,
        )


class _Lines:
    """Makes lines of bytes as they come."""

    def __init__(self, server: str, take: Callable[[LogLine], None]) -> None:
        self._server = server
        self._take = take
        self._read = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._open = ""

    def take(self, wrote: bytes) -> None:
        """Hand on each line that is whole, and of a very long one what is there."""
        *whole, self._open = (self._open + self._read.decode(wrote)).split("\n")
        for line in whole:
            self._tell(line)
        while len(self._open) > _LONGEST_LINE:
            self._tell(self._open[:_LONGEST_LINE])
            self._open = self._open[_LONGEST_LINE:]

    def end(self) -> None:
        """Hand on what no newline ended."""
        self._open += self._read.decode(b"", final=True)
        if self._open:
            self._tell(self._open)

    def _tell(self, line: str) -> None:
        self._take(LogLine(text=line.removesuffix("\r"), server=self._server))


def _cannot_be_run(service: Service, wish: RunWish) -> Problem | None:
    jobs = [one.name for one in service.processes if one.kind is Kind.TIMER]
    if not wish.process:
        alone = wish.arguments or service.kind is Kind.TIMER
        return None if alone else _no_arguments(service, jobs)
    if wish.process not in jobs:
        return _no_such_job(service, wish.process, jobs)
    return _own_arguments(wish.process) if wish.arguments else None


def _no_such_job(service: Service, process: str, jobs: Sequence[str]) -> Problem:
    return Problem(
        code="run_no_such_job",
        what=say("{name} has no job called “{process}”.", name=service.name, process=process),
        why=say("Only a further process of kind timer is a job that can be run at any time."),
        next=_one_of(jobs),
    )


def _own_arguments(process: str) -> Problem:
    return Problem(
        code="run_own_arguments",
        what=say("The job “{process}” has arguments of its own.", process=process),
        why=say("The job runs as its timer would run it."),
        next=(
            Advice(say("Leave out everything after --.")),
            Advice(say("Or leave out --process.")),
        ),
    )


def _no_arguments(service: Service, jobs: Sequence[str]) -> Problem:
    return Problem(
        code="run_without_arguments",
        what=say("No arguments were given to run {name} with.", name=service.name),
        why=say("Without arguments it would be a second copy of the service."),
        next=(Advice(say("Add them at the end, after --.")), *_one_of(jobs)),
    )


def _one_of(jobs: Sequence[str]) -> tuple[Advice, ...]:
    if not jobs:
        return ()
    return (Advice(say("Run one of its jobs: --process {names}.", names=" | ".join(jobs))),)


def _bad_code(finished: Finished) -> Problem:
    return Problem(
        code="run_failed",
        what=say("The command ended with exit code {code}.", code=finished.code),
        why=say("Any exit code other than 0 means that the command did not succeed."),
        next=(Advice(say("Read its output.")),),
    )


def _stopped(finished: Finished) -> Problem:
    return Problem(
        code="cancelled",
        what=say("The command was stopped on the server."),
        why=say("You canceled the command. Its exit code was {code}.", code=finished.code),
    )


def _not_started() -> Problem:
    return Problem(
        code="",
        what=say("systemd could not start the command."),
        why=say("See Details for systemd's output."),
        next=(Advice(say("See its log: goferry logs.")),),
    )


def _interrupted() -> Problem:
    return Problem(
        code="",
        what=say("The command was interrupted."),
        why=say("The server went down meanwhile. How far the command got is not known."),
        next=(Advice(say("Check what it did before you run it again.")),),
    )


def _unknown() -> Problem:
    return Problem(
        code="",
        what=say("The server reported a result that this GoFerry version does not know."),
        why=say("A newer GoFerry might manage this server."),
    )


_ENDS: dict[str, Callable[[], Problem]] = {
    End.NOT_STARTED: _not_started,
    End.ALREADY_RUNNING: once.already_running,
    End.INTERRUPTED: _interrupted,
}
_UNENDED = Problem(
    code="run_not_ended",
    what=say("The command did not end in time."),
    why=say("The command was told to stop, but it was still running after a minute."),
)
