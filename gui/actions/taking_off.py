"""Take servers off the list, and put them back: a toast for some seconds, a line until the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.events import unheard
from core.usecases import servers
from core.words import say
from gui.runtime.speech import tell
from gui.widgets.parts import beside, button, held, sentence
from gui.widgets.toast import offer_undo

if TYPE_CHECKING:
    from core.servers.store import Removed
    from core.ssh.profile import Profile
    from gui.page import Page


class TakingOff(QObject):
    """Its `line` stands on the page; `removed` and `returned` carry the name of a server."""

    removed = Signal(str)
    returned = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._gone: list[Removed] = []  # since the window opened, the last one last
        self.said = sentence()
        self.said.setObjectName("muted")
        self.put_back = button(say("P&ut it back"), name="quiet")
        self.line = held(beside(self.said, self.put_back))
        self.put_back.clicked.connect(self._begin_return)

    async def remove(self, profile: Profile) -> None:
        """Take a server off the list; for some seconds, and in the line, that can be undone."""
        self._gone.append(servers.forget(self._page.session.home, profile.name, report=unheard))
        self.removed.emit(profile.name)
        said = say("Removed {name} from the list. Its services keep running.", name=profile.name)
        offer_undo(self._page, said, self._begin_return)

    def show(self) -> None:
        """Say which server was removed last, for as long as it can be put back."""
        self.line.setVisible(bool(self._gone))
        if self._gone:
            name = self._gone[-1].server.name
            tell(self.said, text=say("{name} was removed from the list.", name=name))

    def _begin_return(self) -> None:
        self._page.runner.spawn(self._return())

    async def _return(self) -> None:
        if self._gone:
            gone = self._gone[-1]
            servers.put_back(self._page.session.home, gone)
            self._gone.pop()
            self.returned.emit(gone.server.name)
