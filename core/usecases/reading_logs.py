"""Read what services write on several servers as one log, in the order of time; or follow it.

A line that is cut is taken up again where it ended: nothing is lost or told twice.
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from functools import partial
from typing import TYPE_CHECKING

from core.events import Noticed
from core.operate import log_merge, log_shapes, log_wish, logs
from core.operate.log_faults import back_again, cut_off, late
from core.problems import Problem, ProblemError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.events import Report, ServiceLine
    from core.operate.log_merge import Source
    from core.operate.logs import Place
    from core.ssh.profile import Profile
    from core.usecases.connecting import Connection, Connector

LEVELS = log_shapes.LEVELS
of_text = log_shapes.of_text
LogWish = log_wish.LogWish
wish_of = log_wish.wish_of
_PATIENCE = 0.5  # seconds that a line waits for those of other servers
_AT_FIRST = 10.0  # the same while what is there already is read
_LOST = frozenset({"connection_lost", "server_unreachable", "server_too_slow"})
_SHORTEST, _LONGEST = 1.0, 30.0  # seconds before the next try
_TRIES = 5  # where nothing is followed


async def read(
    connector: Connector,
    servers: Sequence[Profile],
    wish: LogWish,
    *,
    take: Callable[[ServiceLine], None],
    report: Report,
) -> None:
    """Hand each wanted line to `take`, the oldest first; with `wish.follow`, until a cancel.

    `report` hears of a line that is cut and of one that is back, of a server that lags, and where
    one of several gives out no log. Raises where none does, at once; else at the end.
    """
    async with AsyncExitStack() as stack:
        sessions = await connector.connect_all(tuple(servers), stack)
        await _Reading(connector.unattended(), wish, take, report).of(sessions)


class _Reading:
    """One log of several servers, while it is read."""

    def __init__(
        self,
        connector: Connector,
        wish: LogWish,
        take: Callable[[ServiceLine], None],
        report: Report,
    ) -> None:
        self._connector = connector
        self._wish = wish
        self._take = take
        self._report = report
        self._refused: list[Problem] = []
        self._cut: set[str] = set()
        self._several = False
        self._broken: asyncio.Future[OSError] = asyncio.get_running_loop().create_future()
        self._behind = 0  # places where what is there already is still being read

    async def of(self, sessions: Sequence[Connection]) -> None:
        """Read the log of all these servers."""
        self._several = len(sessions) > 1
        placed = await asyncio.gather(*(self._places(one) for one in sessions))
        pairs = [(one, at) for one, found in zip(sessions, placed, strict=True) for at in found]
        if self._refused and not pairs:
            raise ProblemError(self._refused[0])
        sources = [log_merge.Source(name=one.profile.name) for one, _ in pairs]
        self._merge = log_merge.Merge(sources, self._wanted, self._is_late, patience=_AT_FIRST)
        self._behind = len(pairs)
        try:
            async with asyncio.TaskGroup() as group:
                guard = group.create_task(self._guard())
                work = (
                    group.create_task(self._stay(one, place, source))
                    for (one, place), source in zip(pairs, sources, strict=True)
                )
                await asyncio.gather(*work)
                guard.cancel()
        except BaseExceptionGroup as found:
            raise found.exceptions[0] from None
        self._merge.finish()
        if self._refused:
            raise ProblemError(self._refused[0])

    async def _places(self, session: Connection) -> Sequence[Place]:
        try:
            return await logs.places(session, self._wish.services, self._wish.span)
        except ProblemError as refused:
            self._refuse(session.profile.name, refused.problem)
            return ()

    async def _stay(self, first: Connection, place: Place, source: Source) -> None:
        """Read to the end, on one connection after the other if need be."""
        lost = await self._listen(first, place, source)
        tries, pause = 0, _SHORTEST
        while lost is not None and self._may_come_back(lost, tries):
            self._tell_cut(source, lost)
            await asyncio.sleep(pause)
            heard = len(place.recent) and place.recent[-1]
            lost = await self._listen_again(first.profile, place, source)
            came = heard != (len(place.recent) and place.recent[-1])
            tries, pause = (0, _SHORTEST) if came else (tries + 1, min(2 * pause, _LONGEST))
        if lost is not None:
            self._refuse(source.name, lost)
        self._merge.leave(source)

    def _may_come_back(self, lost: Problem, tries: int) -> bool:
        return lost.code in _LOST and (self._wish.follow or tries < _TRIES)

    async def _listen_again(self, server: Profile, place: Place, source: Source) -> Problem | None:
        try:
            session = await self._connector.connect(server)
        except ProblemError as refused:
            return refused.problem
        try:
            self._tell_back(source)
            return await self._listen(session, place, source)
        finally:
            await session.close()

    async def _listen(self, session: Connection, place: Place, source: Source) -> Problem | None:
        """Read on; return what ended it before its time."""
        give = partial(self._merge.give, source)
        try:
            if not place.through:
                await logs.read(session, place, give)
                self._is_through(source)
            if self._wish.follow:
                await logs.follow(session, place, give)
        except ProblemError as refused:
            return refused.problem
        return None

    def _is_through(self, source: Source) -> None:
        """What was there is read: the others wait for it no longer, until all follow."""
        self._behind -= 1
        self._merge.leave(source)
        if not self._behind and self._wish.follow:
            self._merge.patience = _PATIENCE
            self._merge.wait_for_all(self._cut)

    def _tell_cut(self, source: Source, lost: Problem) -> None:
        self._merge.leave(source)
        if source.name not in self._cut:
            self._cut.add(source.name)
            self._report(Noticed(problem=cut_off(source.name, lost), server=source.name))

    def _tell_back(self, source: Source) -> None:
        source.present = not self._behind
        if source.name in self._cut:
            self._cut.discard(source.name)
            self._report(Noticed(problem=back_again(source.name), server=source.name))

    def _refuse(self, server: str, problem: Problem) -> None:
        self._refused.append(problem)
        if self._several:  # what ends the whole is told by that
            self._report(Noticed(problem=problem, server=server))

    async def _guard(self) -> None:
        """End it all when nobody can take lines any more; no server is to blame for that."""
        raise await self._broken

    def _wanted(self, line: ServiceLine) -> None:
        if self._wish.wants(line) and not self._broken.done():
            try:
                self._take(line)
            except OSError as reason:  # the reader of a pipe has gone
                self._broken.set_result(reason)

    def _is_late(self, source: Source, seconds: float) -> None:
        self._report(Noticed(problem=late(source.name, seconds), server=source.name))
