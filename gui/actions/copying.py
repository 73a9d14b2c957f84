"""Copy the data of the chosen service to another server each day, see how that is, and end it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from core.problems import ProblemError
from core.service.model import Scope
from core.words import joined, say
from gui.actions import ask
from gui.actions.keeping import Keeping
from gui.widgets.upkeep import copy_words as words
from gui.widgets.upkeep.daily_dialog import DailyDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.events import Report
    from core.problems import Problem
    from core.service.seen import Seen
    from core.usecases.connecting import Connection
    from core.usecases.copying import Daily
    from core.words import Text
    from gui.actions.connecting import Connector
    from gui.page import Page
    from gui.widgets.upkeep.copies_panel import CopiesPanel

    Told = tuple[tuple[Daily, ...], tuple[Problem, ...]]  # and why some servers told nothing


class Copier(Keeping):
    """Fills a `CopiesPanel` and does what its buttons say; `changed` is told of what it changed."""

    def __init__(
        self, page: Page, connector: Connector, panel: CopiesPanel, changed: Callable[[], None]
    ) -> None:
        super().__init__(page, connector)
        self._panel = panel
        self._changed = changed
        panel.every.clicked.connect(partial(self._begin, panel, self.every))
        panel.end.clicked.connect(partial(self._begin, panel, self.end))

    def begin(self) -> None:
        """Say that the servers are asked."""
        self._panel.clear()
        self._panel.say(say("Asking the server…"))

    async def ask(self, connections: tuple[Connection, ...], seen: Seen) -> Told:
        """Ask each server for the daily copy of the service there, if it has one."""
        from core.usecases import copying

        found: list[Daily] = []
        problems: list[Problem] = []
        for one in connections if seen.scope is Scope.SYSTEM else ():
            try:
                found += await copying.listed(one, seen.service)
            except ProblemError as refused:
                if refused.problem.code != "daily_none":
                    problems.append(refused.problem)
        return tuple(found), tuple(problems)

    def show_found(self, found: tuple[Daily, ...], problems: tuple[Problem, ...]) -> None:
        """Show what was told, and why some servers told nothing."""
        self._panel.show_found(found)
        if problems:
            lines = [say("{what} {why}", what=one.what, why=one.why) for one in problems]
            self._panel.say(joined(lines, "\n"))
        elif not found:
            self._panel.say(self._none())

    def _none(self) -> Text:
        if (seen := self._panel.chosen) is not None and seen.scope is Scope.USER:
            return say("Only a service that runs with root's systemd can have daily copies.")
        return say("No daily copy is set up.")

    async def every(self, seen: Seen) -> None:
        """Ask where to, set it up on both servers, and make the first copy."""
        from core.usecases import copying

        servers = self._page.session.current.servers
        others = [one.name for one in servers if one.name != seen.server]
        if not others:
            self._panel.say(say("Add another server first: a server cannot keep its own copies."))
            return
        dialog = DailyDialog(
            self._page,
            service=seen.service,
            server=seen.server,
            others=others,
            known=self._panel.daily,
        )
        self._let_keys_be_chosen(dialog)
        if not await ask.answer_of(dialog):
            return
        onto, wish = dialog.onto, dialog.wish()
        async with self._reached(seen.server, onto, changing=True) as (one, keeper):
            job = partial(copying.every, self._page.session.home, one, keeper, wish=wish)
            what = say("Copying {service} from {server} to {onto}", service=seen.service,
                       server=seen.server, onto=onto)  # fmt: skip
            made = await self._run(what, job)
        self._changed()
        if made is None:
            return
        if (problem := copying.failed(made.server, made.service, made.went)) is not None:
            self._page.add_problems((problem,))
        else:
            self._page.told.emit(words.set_up(made))

    async def end(self, seen: Seen) -> None:
        """Stop it on both servers, when that is wanted; the copies stay."""
        from core.usecases import copying

        daily = self._panel.daily
        if daily is None:
            return
        sure = await ask.confirm(
            self._page,
            say("Stop the daily copy of {service} on {server}?", service=seen.service,
                server=seen.server),
            say(
                "The key for it is deleted, and its user on {onto}. The copies there stay.",
                onto=daily.onto,
            ),
            primary_action=say("Stop the daily copy"),
        )  # fmt: skip
        if not sure:
            return
        reach = partial(self._connector.to_change, show=self._page.add_problems)
        async with self._reached(seen.server, changing=True) as (connection, *_):

            async def job(*, report: Report) -> Problem | None:
                del report
                await copying.stop(connection, None, daily)
                return await copying.left(daily, reach)

            what = say("Stopping the daily copy of {service}", service=seen.service)
            stays = await self._run(what, job)
        self._changed()
        self._page.add_problems((stays,) if stays else ())
