"""Look at a server again and again: one question each time, and one more where something is new."""

from __future__ import annotations

import math
import re
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from core.operate.board import answer, drifting, machines, question, rows, use
from core.operate.board.drifting import Digests
from core.operate.board.question import HealthQuestion, Wanted
from core.operate.board.views import Answered, Found, View
from core.problems import Problem, ProblemError
from core.service import health_question, health_there, record
from core.service.further import alone
from core.service.health_question import Way
from core.service.seen import Machine, Seen
from core.service_name import usable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.operate.board.answer import Answer
    from core.operate.board.views import Key, Reply
    from core.service.model import Service
    from core.ssh.session import ServerSession

_TRIES = 3  # an answer names services, their notes name files, and these may have to be read
_SECONDS = 30.0
_BY_HELPER_SECONDS = 60.0  # it runs a command of the program, so it is not asked at every look
_LONGEST_PATIENCE = 10
_MICRO = 1_000_000
_RECORD = re.compile(r".*/(?P<name>[a-z][a-z0-9-]*)/service\.json")


@dataclass(slots=True)
class _Records:
    """What services are, by their records: each is read once for as long as its text is the same.

    They are the larger part of an answer, and change with a deploy alone.
    """

    _known: dict[str, tuple[str, Service | Problem]] = field(default_factory=dict)

    def read(self, server: str, path: str, name: str, text: str) -> Service | Problem:
        """Return the service that is described at this path, or why that is not understood."""
        before, found = self._known.get(path, ("", None))
        if found is None or before != text:
            found = _understood(server, name, text)
            self._known[path] = text, found
        return found


@dataclass(slots=True)
class Looker:
    """Looks at one server; it knows from the last answer what to ask for in the next question."""

    _wanted: Wanted = field(default_factory=Wanted)
    _digests: Digests = field(default_factory=Digests)
    _by_helper: dict[Key, tuple[float, bool | Problem]] = field(default_factory=dict)
    _records: _Records = field(default_factory=_Records)
    _last: Machine | None = None

    async def look(self, session: ServerSession) -> Machine:
        """Tell how the server and all of its services are. Raises `ProblemError`."""
        began = time.monotonic()
        told, asked, found = await self._told(session)
        for one in found:
            if isinstance(one, Found):
                await self._ask_helper(session, one)
        view = View(
            profile=session.profile,
            answer=told,
            replies=_replies(told, asked) | {key: one for key, (_, one) in self._by_helper.items()},
            digests=self._digests,
            before=self._last,
        )
        services = (one if isinstance(one, Seen) else rows.row(view, one) for one in found)
        machine = Machine(server=session.profile.name, at=time.time(), services=tuple(services))
        took = time.monotonic() - began
        self._last = machines.with_facts(replace(machine, took=took), session.profile, told)
        return self._last

    async def _told(
        self, session: ServerSession
    ) -> tuple[Answer, Wanted, tuple[Found | Seen, ...]]:
        """Ask until nothing is missing that the answer itself named."""
        for _ in range(_TRIES):
            asked = self._wanted
            ran = await session.run(question.script(asked), seconds=_SECONDS)
            told = answer.read(ran.out)
            if not told.whole:
                details = f"{ran.code}\n{ran.out[-500:]}\n{ran.err}"
                raise ProblemError(machines.not_told(session.profile, details))
            self._digests.learn(told)
            found = tuple(_services(session, told, self._records))
            self._wanted = _wanted(found, told, self._digests)
            if self._wanted.within(asked):
                break
        return told, asked, found

    async def _ask_helper(self, session: ServerSession, found: Found) -> None:
        """Ask by the helper what only that can, where its last answer is old."""
        for process, own in _parts(found.service):
            key, now = found.key(process), time.monotonic()
            asked, _ = self._by_helper.get(key, (-math.inf, False))
            if health_question.way_of(own) is Way.HELPER and now - asked > _BY_HELPER_SECONDS:
                self._by_helper[key] = now, await _by_helper(session, own, process)


async def _by_helper(session: ServerSession, own: Service, process: str) -> bool | Problem:
    try:
        return await health_there.ask(session, own, process)
    except ProblemError as reason:
        return reason.problem


def _understood(server: str, name: str, text: str) -> Service | Problem:
    try:
        return record.understood(server, name, text)
    except ProblemError as odd:
        return odd.problem


def _services(session: ServerSession, told: Answer, records: _Records) -> Iterator[Found | Seen]:
    """Read the records; one that cannot be read is a row that says why."""
    profile = session.profile
    for place in told.places:
        for name in filter(usable, place.hidden):
            why = record.not_allowed(profile, name)
            yield Seen(server=profile.name, service=name, scope=place.scope, unknown=why)
        for path, text in place.texts.items():
            named = _RECORD.fullmatch(path)
            if named is None or not usable(named["name"]):
                continue
            name = named["name"]
            service = records.read(profile.name, path, name, text)
            if isinstance(service, Problem):
                yield Seen(server=profile.name, service=name, scope=place.scope, unknown=service)
            else:
                yield Found(place, replace(service, scope=place.scope))


def _parts(service: Service) -> Iterator[tuple[str, Service]]:
    """Yield each process as if it were all of the service, the main one without a name."""
    yield "", service
    yield from ((one.name, alone(service, one)) for one in service.processes)


def _wanted(services: Sequence[Found | Seen], told: Answer, digests: Digests) -> Wanted:
    """Tell what the next question asks for, by what this answer told."""
    found = [one for one in services if isinstance(one, Found)]
    noted = [file for one in found for file in drifting.noted(one.text("noted")).files]
    return Wanted(
        questions=tuple(
            _question(one.key(process), own)
            for one in found
            for process, own in _parts(one.service)
            if health_question.way_of(own) is Way.PORT
        ),
        paths=tuple(one.path for one in noted),
        hashes=digests.unknown(noted, told.facts),
        pids=tuple(pid for place in told.places for pid in use.uncounted(place)),
    )


def _question(key: Key, own: Service) -> HealthQuestion:
    scope, service, process = key
    return HealthQuestion(
        scope=scope,
        service=service,
        process=process,
        scheme=health_question.scheme_of(own),
        port=health_question.port_of(own),
        path=own.health_path,
        patience=min(_LONGEST_PATIENCE, math.ceil(own.health.timeout)),
    )


def _replies(told: Answer, asked: Wanted) -> dict[Key, Reply]:
    """Give each reply to the process that was asked."""
    found: dict[Key, Reply] = {}
    for number, one in enumerate(asked.questions):
        took, said = told.answers.get(number, (0, ""))
        reply = Answered(took / _MICRO if took else None, said)
        found[one.scope, one.service, one.process] = reply
    return found
