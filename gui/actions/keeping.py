"""What looks after data shares: it reaches servers, runs a job of its page, and has keys made."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from core.events import Noticed
from core.problems import ProblemError
from core.words import Text, say
from gui.actions import ask

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from core.events import Event, Job
    from core.service.seen import Seen
    from core.ssh.profile import Profile
    from core.usecases.connecting import Connection
    from gui.actions.connecting import Connector
    from gui.page import Page
    from gui.widgets.upkeep.asking import JobDialog
    from gui.widgets.upkeep.copies_panel import CopiesPanel
    from gui.widgets.upkeep.store_panel import StorePanel

T = TypeVar("T")


class Keeping(QObject):
    """The base of what does so on a page."""

    def __init__(self, page: Page, connector: Connector) -> None:
        super().__init__(page)
        self._page = page
        self._connector = connector

    def _begin(
        self, panel: StorePanel | CopiesPanel, deed: Callable[[Seen], Awaitable[None]]
    ) -> None:
        """Do it for the service that the panel is about, unless something else is under way."""

        async def done(seen: Seen) -> None:
            self._page.show_problems(())
            await deed(seen)

        if (seen := panel.chosen) is not None and not self._page.runner.busy:
            self._page.runner.spawn(done(seen))

    async def _run(self, what: Text, job: Job[T]) -> T | None:
        """Run a job of the page; what stood in the way becomes a card there."""
        page = self._page
        ending = await page.runner.run(what, job, self._hear, at=page.stop)
        if ending.problem is not None:
            page.add_problems((ending.problem,))
        elif ending.cancelled:
            page.told.emit(say("Canceled."))
        return ending.value

    def _hear(self, event: Event) -> None:
        if isinstance(event, Noticed):
            self._page.add_problems((event.problem,))

    @asynccontextmanager
    async def _reached(
        self, *names: str, changing: bool = False
    ) -> AsyncIterator[tuple[Connection, ...]]:
        """Connect to these servers. Raises why one of them cannot be reached."""
        known = {one.name: one for one in self._page.session.current.servers}
        profiles: tuple[Profile, ...] = tuple(known[one] for one in names if one in known)
        asking = self._connector.asking(self._page.add_problems, changing=changing)
        async with AsyncExitStack() as stack:
            yield await asking.connect_all(profiles, stack)

    def _spawn(self, work: Awaitable[None]) -> None:
        async def whole() -> None:
            await work

        self._page.runner.spawn(whole())

    def _let_keys_be_chosen(self, dialog: JobDialog) -> None:
        dialog.key_wanted.connect(lambda: self._spawn(self._choose_key(dialog)))
        dialog.new_key_wanted.connect(lambda: self._spawn(self._make_key(dialog)))

    async def _choose_key(self, dialog: JobDialog) -> None:
        if (chosen := await ask.file(dialog, say("Choose the key"))) is not None:
            dialog.key.setText(str(chosen))

    async def _make_key(self, dialog: JobDialog) -> None:
        """Make a key where the person wants it, and say that no backup opens without it."""
        from core.usecases import backing_up

        chosen = await ask.new_file(dialog, say("Save the new key"), name="goferry-backup.key")
        if chosen is None:
            return
        try:
            backing_up.new_key(chosen)
        except ProblemError as refused:
            problem = refused.problem
            dialog.complain(say("{what} {why}", what=problem.what, why=problem.why))
            return
        dialog.key.setText(str(chosen))
        dialog.complain(say("Keep the key in a second place: no backup opens without it."))
