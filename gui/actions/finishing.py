"""A deploy to several servers that was cut off: say so, and bring all to one release."""

from __future__ import annotations

from contextlib import AsyncExitStack
from functools import partial
from typing import TYPE_CHECKING

from core.words import joined, say
from gui.actions import ask
from gui.wording import sure_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.actions import SettleFleet
    from core.events import Report
    from core.service.results import Outcome
    from core.usecases.connecting import Connection
    from core.usecases.finishing import Begun, Standing, Way
    from gui.actions.connecting import Connector
    from gui.page import Page


class Finisher:
    """Offers both ways on a page, asks the servers where they stand, and goes the chosen one."""

    def __init__(self, page: Page, connector: Connector, tell: Report) -> None:
        self._page = page
        self._tell = tell
        self._session = page.session
        self._connector = connector

    def offer(self) -> None:
        """Show what was cut off, a card for each."""
        from core.usecases import finishing

        found = finishing.cut_off(self._session.home)
        self._page.add_problems(tuple(map(finishing.noticed, found)))

    async def settle(self, action: SettleFleet) -> tuple[Outcome, ...]:
        """Connect, ask, and let a person decide by what the servers say; what came of it."""
        from core.usecases import finishing

        if self._page.runner.busy:
            return ()
        begun = finishing.the_one(
            self._session.home, action.service, action.servers, report=self._tell
        )
        self._page.show_problems(())
        chosen = finishing.servers_of(
            self._session.home, begun, action.servers, _way(action), report=self._tell
        )
        async with AsyncExitStack() as stack:
            show = self._page.add_problems
            lines = await self._connector.connect_all(chosen, stack, show, changing=True)
            found = await self._look(lines, begun) if lines else ()
            done = await self._go(lines, begun, found, action) if found else None
        if not done:
            self.offer()
        return done or ()

    async def _look(self, lines: Sequence[Connection], begun: Begun) -> tuple[Standing, ...]:
        from core.usecases.finishing import look

        job = partial(look, lines, begun)
        what = say("Asking the servers which release they run")
        ending = await self._page.runner.run(what, job, self._tell, at=self._page.stop)
        self._page.add_problems((ending.problem,) if ending.problem else ())
        return ending.value or ()

    async def _go(
        self,
        lines: Sequence[Connection],
        begun: Begun,
        found: Sequence[Standing],
        action: SettleFleet,
    ) -> tuple[Outcome, ...] | None:
        from core.usecases import finishing

        way = _way(action)
        if finishing.in_the_way(found, way) is None:
            stands = joined([say("{server}: {words}", server=one.server, words=one.words)
                             for one in found], "\n")  # fmt: skip
            title, primary_action = sure_words.settling(action)
            if not await ask.confirm(self._page, title, stands, primary_action=primary_action):
                return None
        job = partial(finishing.settle, self._session.home, lines, begun, way)
        what = sure_words.being_settled(action)
        ending = await self._page.runner.run(
            what, job, self._tell, at=self._page.stop, servers=tuple(one.server for one in found)
        )
        self._page.add_problems((ending.problem,) if ending.problem else ())
        return ending.value


def _way(action: SettleFleet) -> Way:
    from core.usecases.finishing import Way

    return Way.RETURN if action.back else Way.FINISH
