"""Ask a server for the past of the chosen service: each part once, when it is looked at."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.home import write_whole
from core.problems import ProblemError
from core.words import say
from gui.actions import ask

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from core.ssh.profile import Profile
    from core.usecases.connecting import Connection
    from core.usecases.releasing import Done
    from gui.actions.connecting import Connector
    from gui.page import Page
    from gui.widgets.board.detail import Detail

_ASKING = say("Asking the server…")
_NOTHING = say("Nothing is known yet.")


class Past(QObject):
    """Fills the parts of a `Detail`; what was told is kept until the service changes."""

    def __init__(self, page: Page, connector: Connector, detail: Detail) -> None:
        super().__init__(page)
        self._page = page
        self._connector = connector
        self._detail = detail
        self._of: dict[QWidget, tuple[str, ...]] = {}  # server, service, and which release was live
        self._done: tuple[Done, ...] = ()
        self._asks: dict[QWidget, Callable[[Connection, str], Awaitable[Callable[[], None]]]] = {
            detail.releases: self._ask_releases,
            detail.history: self._ask_history,
            detail.ends: self._ask_ends,
        }
        detail.history.save_wanted.connect(lambda: page.runner.spawn(self.save()))

    def forget(self) -> None:
        """Ask anew the next time: something was changed."""
        self._of.clear()

    def show(self, profile: Profile, service: str, release: str) -> None:
        """Show the part that is in sight, asking for it where it is not known."""
        self._look(self._detail.tabs.currentWidget(), profile, (service, release))

    def learn_releases(self, profile: Profile, service: str, release: str) -> None:
        """Ask for the releases where they are not known, for the menu that lists them."""
        self._look(self._detail.releases, profile, (service, release))

    def _look(self, part: QWidget | None, profile: Profile, of: tuple[str, str]) -> None:
        wanted = (profile.name, *of)
        if part is not None and part in self._asks and self._of.get(part) != wanted:
            self._of[part] = wanted
            self._detail.clear_part(part, _ASKING)
            self._page.runner.spawn(self._fill(part, profile, wanted))

    async def _fill(self, part: QWidget, profile: Profile, wanted: tuple[str, ...]) -> None:
        try:
            show = await self._ask(part, profile, wanted[1])
        except ProblemError as refused:
            del self._of[part]
            words = say("{what} {why}", what=refused.problem.what, why=refused.problem.why)
            self._detail.clear_part(part, words)
            self._detail.offer_releases()
            return
        if self._of.get(part) == wanted:  # no other service was chosen meanwhile
            self._detail.clear_part(part, _NOTHING)
            show()

    async def _ask(self, part: QWidget, profile: Profile, service: str) -> Callable[[], None]:
        async with AsyncExitStack() as stack:
            connection = await self._connector.connect(profile, self._page.add_problems)
            stack.push_async_callback(connection.close)
            return await self._asks[part](connection, service)

    async def _ask_releases(self, connection: Connection, service: str) -> Callable[[], None]:
        from core.usecases import releasing

        (found,) = await releasing.releases((connection,), service)

        def show() -> None:
            self._detail.releases.show_releases(found.releases)
            self._detail.offer_releases()

        return show

    async def _ask_history(self, connection: Connection, service: str) -> Callable[[], None]:
        from core.usecases import releasing

        done = await releasing.history((connection,), service)

        def show() -> None:
            self._done = done
            self._detail.history.show_entries(tuple(e for one in done for e in one.entries))

        return show

    async def _ask_ends(self, connection: Connection, service: str) -> Callable[[], None]:
        from core.usecases import restarting

        (found,) = await restarting.why((connection,), service)
        return lambda: self._detail.ends.show_found(found)

    async def compare(self, profile: Profile, service: str, *, old: str, new: str) -> None:
        """Show how two releases differ."""
        from core.usecases import releasing
        from gui.widgets.board.comparison import ComparisonDialog

        async with AsyncExitStack() as stack:
            connection = await self._connector.connect(profile, self._page.add_problems)
            stack.push_async_callback(connection.close)
            (compared,) = await releasing.compare((connection,), service, old, new)
        await ask.answer_of(ComparisonDialog(self._page, compared))

    async def save(self) -> None:
        """Write the history where the person wants it, as a table for other programs."""
        from core.usecases import releasing

        file: Path | None = await ask.new_file(
            self._page, say("Save the history"), name="history.csv"
        )
        if file is not None:
            _write(file, releasing.as_csv(self._done))
            self._page.told.emit(say("Saved as {file}.", file=str(file)))


def _write(file: Path, text: str) -> None:
    write_whole(file.absolute(), text.encode(), mode=0o644)
