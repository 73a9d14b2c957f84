"""The servers on the list, what can be done with them, and what is known of the selected one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from core.usecases.guarding import environment_of
from core.words import joined, say
from gui.runtime.speech import shown, tell
from gui.widgets.parts import button, held, row, sentence
from gui.widgets.server.known_servers import Known
from gui.widgets.server.server_list import ServerList
from gui.wording.server_words import described, details

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QPushButton

    from core.servers.facts import Facts
    from core.ssh.profile import Profile
    from core.words import Text

_FEWEST_LINES, _LEAST_LINES, _MOST_LINES = 4, 9, 14  # in sight, header and groups with them
_ENVIRONMENT = "env"
_NO_GROUPS = ""
_AS_IT_FITS = None  # until a person chooses how to group


class ServerCard(QFrame):
    """Offers buttons such as `test`, `edit` and `remove`; the page does what they say.

    `grouped` carries the label by which a person grouped the servers, empty for no groups.
    """

    grouped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._known = Known()
        self._by: str | None = _AS_IT_FITS
        self._facts: Mapping[str, Facts] = {}
        self._idle = True
        self.servers = ServerList()
        self.search = QLineEdit()
        self.groups = QComboBox()
        self.add = button(say("&Add a server…"))
        self.test_all = button(say("Test a&ll"))
        self.test = button(say("&Test"))
        self.edit = button(say("&Edit…"))
        self.remove = button(say("&Remove"))
        self.duplicate = deed(self, say("D&uplicate…"))
        self.labels = deed(self, say("Lab&els…"))
        self.alarm = deed(self, say("Alar&m…"))
        self.handover = deed(self, say("&Hand over…"))
        self.environments = deed(self, say("En&vironments…"))
        self.bring = deed(self, say("&Import from ~/.ssh/config…"))
        self.more = button(say("&More"))
        self.nothing = sentence()
        self.clear = button(say("Clear the search"), name="quiet")
        self.state = sentence()
        self.facts = sentence()
        self.facts.setObjectName("muted")
        self.marks = sentence()
        self.marks.setObjectName("muted")
        self._lay_out()
        self._connect()

    def show_servers(self, known: Known, facts: Mapping[str, Facts], *, idle: bool) -> None:
        """Show these servers; while a job runs nothing can be done with them."""
        self._facts, self._idle = facts, idle
        self._known = replace(known, by=self._by_now(known), search=self.search.text())
        self._show_ways()
        self.servers.show_known(self._known)
        self._show_found()
        self.show_selected()

    def show_selected(self) -> None:
        """Show what is known of the selected server, and what can be done now."""
        name = self.servers.selected()
        profile = self.profile(name)
        self._show_facts(self._facts.get(name), profile)
        self._show_marks(profile)
        for one in self._about_one:
            one.setEnabled(bool(name) and self._idle)
        self.environments.setEnabled(bool(self._known.servers) and self._idle)
        for other in (self.test_all, self.bring, self.add):
            other.setEnabled(self._idle)

    def group_by(self, key: str | None) -> None:
        """Group the servers by a label as last time, where they have it; None for what fits."""
        self._by = key

    def profile(self, name: str) -> Profile | None:
        """Return a server of the list by its name."""
        return next((one for one in self._known.servers if one.name == name), None)

    @property
    def grouped_by(self) -> str:
        """The label by which the servers are grouped now, empty for none."""
        return self._known.by

    def say_connecting(self, server: Profile) -> None:
        """Say that this server is being reached; what is known then takes the place."""
        self.state.setText(shown(say("Connecting to {server}…", server=server.address)))
        self.state.show()

    @property
    def _about_one(self) -> tuple[QAction | QPushButton, ...]:
        return (
            self.test,
            self.edit,
            self.duplicate,
            self.labels,
            self.alarm,
            self.handover,
            self.remove,
        )

    def _by_now(self, known: Known) -> str:
        """Return the label to group by: the chosen one, as long as a server has it."""
        keys = _keys(known)
        if self._by is not _AS_IT_FITS:
            return self._by if self._by in keys else _NO_GROUPS
        return keys[0] if keys else _NO_GROUPS

    def _show_ways(self) -> None:
        """Offer to group by each label that there is."""
        keys = _keys(self._known)
        words = {key: say("by {label}", label=key) for key in keys}
        self.groups.blockSignals(True)  # noqa: FBT003 - Qt's: a person alone chooses here
        self.groups.clear()
        for key, text in {**words, _NO_GROUPS: say("No groups")}.items():
            self.groups.addItem(shown(text), key)
        self.groups.setCurrentIndex(self.groups.findData(self._known.by))
        self.groups.blockSignals(False)  # noqa: FBT003 - Qt's
        self.groups.setVisible(bool(keys))
        self.test_all.setVisible(len(self._known.servers) > 1)

    def _show_found(self) -> None:
        """Say that a search finds nothing; and be as high as what it finds needs."""
        found = self._known.found()
        self.servers.setVisible(bool(found))
        tell(self.nothing, text=say("No server matches “{words}”.", words=self.search.text()))
        self._nothing.setVisible(not found and bool(self._known.servers))
        lines = len(found) + len(self.servers.groups()) + 2
        line = round(self.fontMetrics().height() * 1.75)
        self.servers.setMinimumHeight(line * min(max(lines, _FEWEST_LINES), _LEAST_LINES))
        self.servers.setMaximumHeight(line * (min(max(lines, _FEWEST_LINES), _MOST_LINES) + 1))

    def _show_marks(self, profile: Profile | None) -> None:
        """Show the labels of the selected server, and whether its environment is protected."""
        self.marks.setVisible(profile is not None and bool(profile.labels))
        if profile is None:
            return
        environment = environment_of(profile, self._known.environments)
        text = say("Labels: {labels}", labels=profile.typed_labels)
        if environment is not None and environment.protected:
            text = say("{labels} · {name} is protected", labels=text, name=environment.name)
        tell(self.marks, text=text)

    def _show_facts(self, found: Facts | None, profile: Profile | None) -> None:
        known = found is not None and profile is not None
        self.state.setVisible(known)
        self.facts.setVisible(known)
        if found is not None and profile is not None:
            tell(self.state, text=described(profile, found))
            tell(self.facts, text=joined(details(found), " · "))

    def _group(self) -> None:
        self._by = str(self.groups.currentData())
        self._find()
        self.grouped.emit(self._by)

    def _find(self) -> None:
        self.show_servers(self._known, self._facts, idle=self._idle)

    def _offer(self, place: QPoint) -> None:
        """Offer at a server what can be done with it."""
        if not self.servers.selected():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in self._about_one:
            if isinstance(one, QAction):
                menu.addAction(one)
            else:
                menu.addAction(one.text(), one.click).setEnabled(one.isEnabled())
        menu.popup(self.servers.viewport().mapToGlobal(place))

    def _lay_out(self) -> None:
        words = say("Search the servers")
        tell(self.search, placeholderText=words, accessibleName=words)
        tell(self.search, toolTip=say("Search by name, address, user or label"))
        self.search.setClearButtonEnabled(True)
        tell(self.groups, accessibleName=say("Group the servers"))
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.search, 1)
        for one in (self.groups, self.test_all, self.add):
            top.addWidget(one)
        nothing = row(self.nothing, self.clear)
        self._nothing = held(nothing)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(8)
        inside.addLayout(top)
        inside.addWidget(self.servers, 1)
        inside.addWidget(self._nothing)
        inside.addLayout(row(self.test, self.edit, self.remove, self.more))
        for line in (self.state, self.facts, self.marks):
            inside.addWidget(line)

        menu = QMenu(self.more)
        menu.addActions((self.duplicate, self.labels, self.alarm, self.handover))
        menu.addSeparator()
        menu.addActions((self.environments, self.bring))
        self.more.setMenu(menu)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._find)
        self.clear.clicked.connect(self.search.clear)
        self.groups.activated.connect(self._group)
        self.servers.chosen.connect(self.show_selected)
        self.servers.customContextMenuRequested.connect(self._offer)
        self.servers.itemActivated.connect(self.edit.click)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.search.setFocus)
        gone = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.servers)
        gone.setContext(Qt.ShortcutContext.WidgetShortcut)
        gone.activated.connect(self.remove.click)


def deed(parent: QWidget, words: Text) -> QAction:
    """Make an entry of menus that is named after its deed."""
    made = QAction(parent)
    tell(made, text=words)
    return made


def _keys(known: Known) -> list[str]:
    """List the labels that these servers have, the one of environments first."""
    found = {key for one in known.servers for key in one.labels}
    return sorted(found, key=lambda key: (key != _ENVIRONMENT, key))
