"""The tabs that look after the chosen service: its drill, its place on disks, its backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gui.actions.drilling import Driller
from gui.actions.storing import Storer

if TYPE_CHECKING:
    from core.service.seen import Seen
    from gui.actions.connecting import Connector
    from gui.page import Page
    from gui.widgets.board.detail import Detail


class Upkeep(QObject):
    """Lets the parts of a `Detail` be about the chosen service, and does what they say."""

    def __init__(self, page: Page, connector: Connector, detail: Detail) -> None:
        super().__init__(page)
        self._session = page.session
        self._detail = detail
        self.driller = Driller(page, connector, detail.drill)
        self.storer = Storer(page, connector, detail.store)

    def show(self, seen: Seen) -> None:
        """Let them be about this service."""
        board, known = self._session.current.board, self._session.current.servers
        there = {one.server for one in board.rows if one.service == seen.service} if board else ()
        servers = tuple(one.name for one in known if one.name in there)
        self._detail.drill.show_seen(seen)
        self._detail.store.show_seen(seen, servers)

    def look(self) -> None:
        """Ask for what the part in sight shows."""
        if self._detail.tabs.currentWidget() is self._detail.store:
            self.storer.show()

    def forget(self) -> None:
        """Ask anew: something was changed."""
        self.storer.forget()
        self.look()
