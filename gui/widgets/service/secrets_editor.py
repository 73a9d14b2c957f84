"""The secrets of a service on its server: names can be seen, values only be set or deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidgetItem

from core.problems import ProblemError
from core.usecases import secrets
from core.words import Text, say
from gui.runtime.speech import shown
from gui.widgets.parts import button
from gui.widgets.service.values_dialog import ValuesDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_NAME, _KIND, _VALUE = range(3)
_THERE = Qt.ItemDataRole.UserRole  # whether the server has it already
_CREDENTIAL = Qt.ItemDataRole.UserRole + 1


class SecretsEditor(ValuesDialog):
    """Collects what shall change; a row without a value stays as it is on the server."""

    def __init__(self, parent: QWidget, known: secrets.Names) -> None:
        title = say("Secrets on {server}", server=known.server)
        super().__init__(parent, title, (say("Name"), say("Kind"), say("New value")))
        self._known = known
        self.masked.empty = shown(say("as it is on the server"))
        self.add_variable = button(say("Add a &variable"))
        self.add_credential = button(say("Add a &credential"))
        self.remove = button(say("&Delete it"))
        self.add_variable.clicked.connect(lambda: self.begin_new(*_new(credential=False)))
        self.add_credential.clicked.connect(lambda: self.begin_new(*_new(credential=True)))
        self.remove.clicked.connect(self.remove_current)
        below = (self.add_variable, self.add_credential, self.remove)
        self.lay_out(_EXPLAINED, below, save=say("Save on the server"))
        for name in known.variables:
            self.append(*_there(name, credential=False))
        for name in known.credentials:
            self.append(*_there(name, credential=True))

    def wanted(self) -> secrets.Wanted:
        """Return what was set and deleted."""
        variables: dict[str, str] = {}
        credentials: dict[str, bytes] = {}
        kept: set[tuple[bool, str]] = set()
        for place in range(self.table.rowCount()):
            name, value = self._text(place, _NAME).strip(), self._text(place, _VALUE)
            credential = bool(self.cell(place, _KIND).data(_CREDENTIAL))
            kept.add((credential, name))
            if not value and self.cell(place, _NAME).data(_THERE):
                continue
            if credential:
                credentials[name] = value.encode()
            else:
                variables[name] = value
        return secrets.Wanted(
            variables=variables,
            credentials=credentials,
            drop_variables=tuple(n for n in self._known.variables if (False, n) not in kept),
            drop_credentials=tuple(n for n in self._known.credentials if (True, n) not in kept),
        )

    def accept(self) -> None:
        """Close only with names and values that will arrive as they are."""
        try:
            secrets.check(self.wanted())
        except ProblemError as error:  # said in the dialog, which stays open
            problem = error.problem
            self.complain(say("{what} {why}", what=problem.what, why=problem.why))
        else:
            super().accept()

    def _text(self, place: int, column: int) -> str:
        return self.cell(place, column).text()


_FIXED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def _there(name: str, *, credential: bool) -> tuple[QTableWidgetItem, ...]:
    """Make the row of a secret that the server has: its name stays."""
    named = QTableWidgetItem(name)
    named.setData(_THERE, True)  # noqa: FBT003 - Qt's value of a role
    named.setFlags(_FIXED)
    # An empty text is shown as "as it is on the server"; a cell without any stays empty.
    return named, _kind(credential=credential), QTableWidgetItem("")


def _new(*, credential: bool) -> tuple[QTableWidgetItem, ...]:
    return QTableWidgetItem(""), _kind(credential=credential), QTableWidgetItem()


def _kind(*, credential: bool) -> QTableWidgetItem:
    kind = QTableWidgetItem(shown(say("credential") if credential else say("variable")))
    kind.setData(_CREDENTIAL, credential)
    kind.setFlags(_FIXED)
    return kind


_EXPLAINED: Text = say(
    "Values never leave the server. A variable is a setting of the program; a credential is a "
    "file that systemd hands to the program alone, in $CREDENTIALS_DIRECTORY."
)
