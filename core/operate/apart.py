"""A deploy to several servers that was cut off: where each stands, and how all come to one end."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from core.events import Noticed
from core.operate import past, rollback
from core.problems import Advice, Problem, ProblemError
from core.service.protocol import FLEET_SILENCE, Cause, Verb
from core.service.results import Outcome, Result
from core.words import Text, list_of, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.events import Report
    from core.operate.past import Past
    from core.service.history import Entry
    from core.service.journal import Meant
    from core.ssh.session import ServerSession

_PAUSE = 2.0
_LONGEST = FLEET_SILENCE + 120.0  # seconds for a server to see that nobody is there, and to return


class Way(StrEnum):
    """How it is settled: all get the new release, or all return to the one before."""

    FINISH = "finish"
    RETURN = "return"


class Place(StrEnum):
    """Which release a server runs."""

    NEW = "new"
    BEFORE = "before"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one server stands: it runs `current`, was to get `new`, and ran `before` until then.

    `ways` are those that it can go without anything being sent to it.
    """

    server: str
    place: Place
    current: str
    new: str
    before: str
    ways: frozenset[Way]

    @property
    def words(self) -> Text:
        """Say it."""
        match self.place:
            case Place.NEW:
                return say("runs the new release {release}", release=self.current)
            case Place.BEFORE if not self.current:
                return say("runs nothing, as before the deploy")
            case Place.BEFORE:
                return say("runs the previous release, {release}", release=self.current)
            case Place.OTHER:
                release = self.current or say("none")
                return say("now runs another release: {release}", release=release)


async def ask(session: ServerSession, service: str, meant: Meant, *, report: Report) -> Standing:
    """Ask the server where it stands, once no change is under way there any more."""
    return standing(meant, await _settled(session, service, report))


async def _settled(session: ServerSession, service: str, report: Report) -> Past:
    """A server that waits for a client that is gone returns by itself: that is waited for."""
    told = False
    try:
        async with asyncio.timeout(_LONGEST):
            while True:
                found = await past.ask(session, service)
                one = next((each for each in found if each.current), found[0])
                if not one.changing:
                    return one
                if not told:
                    name = session.profile.name
                    report(Noticed(problem=_under_way(name), server=name))
                told = True
                await asyncio.sleep(_PAUSE)
    except TimeoutError:
        raise ProblemError(_under_way(session.profile.name)) from None


def standing(meant: Meant, found: Past) -> Standing:
    """Judge by what lies on the server and by its own history."""
    last = next((one for one in reversed(found.history) if _brought(one, meant.release)), None)
    before = last.previous if last else meant.previous
    kept = {one.release for one in found.kept}
    place = {meant.release: Place.NEW, before: Place.BEFORE}.get(found.current, Place.OTHER)
    ways = set()
    if place is Place.NEW or (last and meant.release in kept and _was_live(last)):
        ways.add(Way.FINISH)
    if place is Place.BEFORE or before in {"", *kept}:
        ways.add(Way.RETURN)
    return Standing(
        server=found.server,
        place=place,
        current=found.current,
        new=meant.release,
        before=before,
        ways=frozenset(ways),
    )


def _brought(entry: Entry, release: str) -> bool:
    return entry.verb == Verb.DEPLOY and entry.release == release


def _was_live(entry: Entry) -> bool:
    """Whether the release was well there once: of one that never switched, its settings are not."""
    alone = entry.outcome == Result.ROLLED_BACK and entry.code == Cause.CLIENT_GONE
    return alone or entry.outcome == Result.DEPLOYED


def in_the_way(found: Sequence[Standing], way: Way) -> Problem | None:
    """Say why all cannot go this way; nothing is done on any then."""
    if gone := [one for one in found if one.place is Place.OTHER]:
        return _changed_since(gone)
    if stuck := [one for one in found if way not in one.ways]:
        return _not_kept(stuck, way)
    return None


async def settle(
    session: ServerSession, service: str, where: Standing, way: Way, *, report: Report
) -> Outcome:
    """Bring one server to where all shall be; nothing is done where it is there already."""
    goal = where.new if way is Way.FINISH else where.before
    if where.current == goal:
        return Outcome(
            server=where.server,
            result=Result.UNCHANGED,
            release=goal,
            previous="",
            seconds=0.0,
            uploaded_bytes=0,
        )
    if not goal:
        return await rollback.stop(session, service, report=report)
    return await rollback.roll_back(session, service, release=goal, report=report)


def _under_way(server: str) -> Problem:
    return Problem(
        code="still_changing",
        what=say("A change is still running on {server}.", server=server),
        why=say(
            "If the deploying computer is disconnected, the server rolls back after {n} seconds.",
            n=FLEET_SILENCE,
        ),
    )


def _changed_since(gone: Iterable[Standing]) -> Problem:
    servers = list_of(f"{one.server} ({one.current or '-'})" for one in gone)
    return Problem(
        code="changed_since",
        what=say("Other releases were deployed to servers since then: {servers}.", servers=servers),
        why=say("The interrupted deploy is out of date. Nothing was changed."),
        next=(Advice(say("For one release everywhere, deploy it to all of them at once.")),),
    )


def _not_kept(stuck: Sequence[Standing], way: Way) -> Problem:
    finish = way is Way.FINISH
    servers = list_of(
        f"{one.server} ({(one.new if finish else one.before) or '-'})" for one in stuck
    )
    return Problem(
        code="release_not_kept",
        what=say("The release is not ready on every server: {servers}.", servers=servers),
        why=(
            say("These servers never switched to the new release. Nothing was changed.")
            if finish
            else say("These servers no longer keep the previous release. Nothing was changed.")
        ),
        next=(
            Advice(say("Deploy again to all of the servers.")),
            *([Advice(say("Or roll back: goferry deploy --return."))] if finish else ()),
        ),
    )
