"""The servers as a table: name, address, and what is known about each since the window opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from core.usecases.guarding import environment_of
from core.words import Text, say, verbatim
from gui.look import theme
from gui.runtime.speech import shown, speech, tell
from gui.widgets.server.environment_chip import square

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.servers.facts import Facts
    from core.ssh.profile import Profile
    from core.usecases.guarding import Environment

_NAME, _ADDRESS, _STATE = range(3)
_PRACTICE = "practice"


class ServerList(QTreeWidget):
    """`chosen` tells that another server is selected; its name is `selected()`."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._servers: tuple[Profile, ...] = ()
        self._facts: Mapping[str, Facts] = {}
        self._environments: tuple[Environment, ...] = ()
        self._states: dict[str, Text] = {}
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setColumnCount(3)
        self.setAllColumnsShowFocus(True)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tell(self, accessibleName=say("Your servers"))
        self.currentItemChanged.connect(lambda *_: self.chosen.emit())
        speech().changed.connect(self._reword)
        theme.announcer().changed.connect(self._reword)
        self._reword()

    def show_servers(
        self,
        servers: tuple[Profile, ...],
        facts: Mapping[str, Facts],
        environments: tuple[Environment, ...] = (),
    ) -> None:
        """Show these servers; the selected one stays selected."""
        self._facts = facts
        self._environments = environments
        if servers != self._servers:
            chosen = self.selected()
            self._servers = servers
            self.clear()
            for one in servers:
                item = QTreeWidgetItem(self, ["", one.address, ""])
                item.setData(_NAME, Qt.ItemDataRole.UserRole, one.name)
            self.select(chosen or (servers[0].name if servers else ""))
        self._reword()

    def say(self, name: str, state: Text | None) -> None:
        """Say what happens with a server now, or nothing any more."""
        if state is None:
            self._states.pop(name, None)
        else:
            self._states[name] = state
        self._reword()

    def selected(self) -> str:
        """Return the name of the selected server, empty where none is."""
        item = self.currentItem()
        return str(item.data(_NAME, Qt.ItemDataRole.UserRole)) if item is not None else ""

    def select(self, name: str) -> None:
        """Select a server by its name."""
        for place in range(self.topLevelItemCount()):
            item = self.topLevelItem(place)
            if item is not None and item.data(_NAME, Qt.ItemDataRole.UserRole) == name:
                self.setCurrentItem(item)

    def _reword(self) -> None:
        titles = (say("Server"), say("Address"), say("State"))
        self.setHeaderLabels([shown(title) for title in titles])
        for place, one in enumerate(self._servers):
            item = self.topLevelItem(place)
            if item is not None:
                item.setText(_NAME, shown(_title(one)))
                self._show_environment(item, one)
                item.setText(_STATE, shown(self._state(one.name)))
                item.setToolTip(_STATE, item.text(_STATE))

    def _show_environment(self, item: QTreeWidgetItem, server: Profile) -> None:
        """Name it after the server, and show its color."""
        environment = environment_of(server, self._environments)
        item.setToolTip(_NAME, labels_as_typed(server.labels))
        if environment is not None:
            title = say(
                "{server} · {environment}", server=_title(server), environment=environment.name
            )
            item.setText(_NAME, shown(title))
            item.setIcon(_NAME, square(environment, self.fontMetrics().ascent()))

    def _state(self, name: str) -> Text:
        if name in self._states:
            return self._states[name]
        facts = self._facts.get(name)
        if facts is None:
            return say("not tested yet")
        system = facts.os or facts.kernel
        return say("✓ {system}", system=system) if system else say("✓ its system is not known")


def labels_as_typed(labels: Mapping[str, str]) -> str:
    """Spell labels as they are typed."""
    return " ".join(f"{key}={value}" for key, value in labels.items())


def _title(profile: Profile) -> Text:
    if profile.name == _PRACTICE:
        return say("Practice server")
    return verbatim(profile.name)
