"""Drill the chosen service: ask once more, run it as a job, and keep what it found as a file."""

from __future__ import annotations

from contextlib import AsyncExitStack
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.events import Noticed
from core.words import say
from gui.actions import ask
from gui.widgets.upkeep import drill_words

if TYPE_CHECKING:
    from core.events import Event
    from core.service.seen import Seen
    from core.usecases.connecting import Connection
    from core.usecases.drilling import Drill
    from core.words import Text
    from gui.actions.connecting import Connector
    from gui.page import Page
    from gui.widgets.upkeep.drill_panel import DrillPanel


class Driller(QObject):
    """Does what the buttons of a `DrillPanel` say."""

    def __init__(self, page: Page, connector: Connector, panel: DrillPanel) -> None:
        super().__init__(page)
        self._page = page
        self._connector = connector
        self._panel = panel
        panel.start.clicked.connect(lambda: page.runner.spawn(self.start()))
        panel.cancel.clicked.connect(page.runner.cancel)
        panel.save.clicked.connect(lambda: page.runner.spawn(self.save()))

    async def start(self) -> None:
        """Drill the chosen service; its users notice. Raises what stands in the way."""
        page, seen = self._page, self._panel.chosen
        profile = next((one for one in page.session.current.servers
                        if seen and one.name == seen.server), None)  # fmt: skip
        if seen is None or profile is None or page.runner.busy:
            return
        title, means, deed = drill_words.sure(seen)
        if not await ask.confirm(page, title, means, primary_action=deed):
            return
        page.show_problems(())
        async with AsyncExitStack() as stack:
            connection = await self._connector.connect(profile, page.add_problems, changing=True)
            stack.push_async_callback(connection.close)
            self._panel.begin(seen)
            result: Drill | Text = say("The drill ended early.")
            try:
                result = await self._drilled(connection, seen)
            finally:
                self._panel.end(result)

    async def _drilled(self, connection: Connection, seen: Seen) -> Drill | Text:
        """Run it; returns what it found, or why it found nothing."""
        from core.usecases import drilling

        page = self._page
        job = partial(
            drilling.drill,
            page.session.home,
            (connection,),
            seen.service,
            wish=self._panel.wish(),
        )
        what = say("Drilling {service} on {server}", service=seen.service, server=seen.server)
        ending = await page.runner.run(what, job, self._hear, at=page.stop)
        if ending.value is not None:
            (found,) = ending.value
            page.told.emit(drill_words.verdict(found))
            return found
        if ending.problem is None:
            return say("Canceled. Nothing was measured.")
        page.add_problems((ending.problem,))
        return ending.problem.what

    def _hear(self, event: Event) -> None:
        if isinstance(event, Noticed):
            self._page.add_problems((event.problem,))
        self._panel.hear(event)

    async def save(self) -> None:
        """Write the report where the person wants it; its kind follows the file's name."""
        from core.usecases import drilling

        found = self._panel.found
        if found is None:
            return
        name = f"drill-{found.service}-{found.server}.html"
        file = await ask.new_file(self._page, say("Save the report"), name=name)
        if file is not None:
            drilling.write_report(file, (found,))
            self._page.told.emit(say("Saved as {file}.", file=str(file)))
