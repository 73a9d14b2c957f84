"""An environment: its color, whether it is protected, and which servers are in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
)

from core.usecases import guarding
from core.usecases.guarding import Colour, Environment, environment_of
from core.words import Text, say, verbatim
from gui.runtime.speech import shown, tell
from gui.widgets.parts import add_field, beside, sentence, teach
from gui.widgets.server.environment_chip import EnvironmentChip, square

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from core.problems import Problem
    from core.ssh.profile import Profile

_LINES = 7
_ROW = 1.6  # of a line: its box needs more than its words
_LETTERS = 30
_COLOURS: dict[Colour, Text] = {
    Colour.RED: say("red"),
    Colour.ORANGE: say("orange"),
    Colour.GREEN: say("green"),
    Colour.BLUE: say("blue"),
    Colour.VIOLET: say("violet"),
    Colour.GREY: say("gray"),
}
_USUAL = ("production", "staging")  # offered where there is none yet


class EnvironmentsDialog(QDialog):
    """Describes one environment; `environment()` and `servers()` are what was chosen."""

    def __init__(
        self, parent: QWidget, known: Sequence[Environment], servers: Sequence[Profile]
    ) -> None:
        super().__init__(parent)
        self._known = {one.name: one for one in known}
        self._servers = servers
        self.name, self.colour = QComboBox(), QComboBox()
        self.protected = QCheckBox()
        self.chip = EnvironmentChip()
        self.inside = QListWidget()
        self.fault = sentence()
        self.buttons = QDialogButtonBox()
        tell(self, windowTitle=say("Environments"))
        self._fill()
        self._lay_out()
        self._connect()
        self._show_name()

    def environment(self) -> Environment:
        """Return the environment as it was described."""
        return Environment(
            name=self.name.currentText().strip(),
            colour=Colour(self.colour.currentData()),
            protected=self.protected.isChecked(),
        )

    def servers(self) -> tuple[str, ...]:
        """Name the servers that are in it."""
        items = (self.inside.item(place) for place in range(self.inside.count()))
        return tuple(
            str(one.data(Qt.ItemDataRole.UserRole))
            for one in items
            if one.checkState() is Qt.CheckState.Checked
        )

    def complain_of(self, problem: Problem) -> None:
        """Say what cannot be."""
        tell(self.fault, text=say("{what} {why}", what=problem.what, why=problem.why))
        self.fault.show()
        self.name.setFocus()

    def _show_name(self) -> None:
        """Show what is known of the environment that is named now."""
        name = self.name.currentText().strip()
        found = self._known.get(name) or guarding.usual(name)
        self.colour.setCurrentIndex(self.colour.findData(found.colour.value))
        self.protected.setChecked(found.protected)
        self.fault.hide()
        self._show_servers(name)
        self._show_chip()

    def _show_servers(self, name: str) -> None:
        self.inside.clear()
        for one in self._servers:
            there = environment_of(one, tuple(self._known.values()))
            other = there is not None and there.name != name
            words = (
                say("{server} (now in {environment})", server=one.name, environment=there.name)
                if there is not None and other
                else verbatim(one.name)
            )
            item = QListWidgetItem(shown(words), self.inside)
            item.setData(Qt.ItemDataRole.UserRole, one.name)
            item.setSizeHint(QSize(0, round(self.fontMetrics().height() * _ROW)))
            mine = there is not None and not other
            item.setCheckState(Qt.CheckState.Checked if mine else Qt.CheckState.Unchecked)

    def _show_chip(self) -> None:
        found = self.environment()
        self.chip.show_environment(found if found.name else None)
        self.save.setEnabled(bool(found.name))
        guard = "--protected" if found.protected else "--open"
        name = found.name or "NAME"
        teach(self.save, "server", "environment", name, "--colour", found.colour.value, guard)

    def _fill(self) -> None:
        self.name.setEditable(True)
        self.name.addItems([*self._known] or list(_USUAL))
        side = self.fontMetrics().ascent()
        self.colour.setIconSize(QSize(side, side))
        for colour, words in _COLOURS.items():
            icon = square(Environment(name="", colour=colour), side)
            self.colour.addItem(icon, shown(words), colour.value)
        tell(self.protected, text=say("&Protected: each change asks for the name"))
        accept = QDialogButtonBox.ButtonRole.AcceptRole
        self.save = self.buttons.addButton(shown(say("Save the environment")), accept)
        self.save.setObjectName("primary2")
        self.save.setDefault(True)
        self.buttons.addButton(shown(say("Cancel")), QDialogButtonBox.ButtonRole.RejectRole)

    def _lay_out(self) -> None:
        self.name.setMinimumWidth(self.fontMetrics().averageCharWidth() * _LETTERS)
        self.inside.setMinimumHeight(self.fontMetrics().height() * _LINES)
        fields = QFormLayout()
        label = QLabel()
        tell(label, text=say("&Name"))
        label.setBuddy(self.name)
        fields.addRow(label, beside(self.name, self.chip))
        add_field(fields, say("&Color"), self.colour)
        fields.addRow(self.protected)
        add_field(fields, say("&Servers in it"), self.inside)
        self.fault.setObjectName("wrong")
        self.fault.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(10)
        whole.addWidget(sentence(_EXPLAINED))
        whole.addLayout(fields)
        whole.addWidget(self.fault)
        whole.addWidget(self.buttons)

    def _connect(self) -> None:
        self.name.currentTextChanged.connect(self._show_name)
        self.colour.currentIndexChanged.connect(self._show_chip)
        self.protected.toggled.connect(self._show_chip)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)


_EXPLAINED = say(
    "An environment is the label env of a server, for example env=production. Its color marks the "
    "server everywhere. In a protected environment, each change on a server asks you to type the "
    "name of the environment."
)
