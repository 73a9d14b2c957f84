"""The secrets of a service on its server: names can be seen, values only be set or deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from core.operate import secrets
from core.problems import ProblemError
from core.words import Text, say
from gui.speech import shown, tell
from gui.widgets.masked import Masked
from gui.widgets.parts import button, row, sentence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_NAME, _KIND, _VALUE = range(3)
_THERE = Qt.ItemDataRole.UserRole  # whether the server has it already
_CREDENTIAL = Qt.ItemDataRole.UserRole + 1
_ROWS = 8


class SecretsEditor(QDialog):
    """Collects what shall change; a row without a value stays as it is on the server."""

    def __init__(self, parent: QWidget, known: secrets.Names) -> None:
        super().__init__(parent)
        self._known = known
        self.table = QTableWidget(0, 3)
        self.add_variable = button(say("Add a &variable"))
        self.add_credential = button(say("Add a &credential"))
        self.remove = button(say("&Delete it"))
        self.fault = QLabel()
        self.fault.setObjectName("warning")
        self.fault.setWordWrap(True)
        self.buttons = QDialogButtonBox()
        self._lay_out()
        self._connect()
        for name in known.variables:
            self._append(name, credential=False)
        for name in known.credentials:
            self._append(name, credential=True)

    def wanted(self) -> secrets.Wanted:
        """Return what was set and deleted."""
        variables: dict[str, str] = {}
        credentials: dict[str, bytes] = {}
        kept: set[tuple[bool, str]] = set()
        for place in range(self.table.rowCount()):
            name, value = self._text(place, _NAME), self._text(place, _VALUE)
            credential = bool(self._item(place, _KIND).data(_CREDENTIAL))
            kept.add((credential, name))
            if not value and self._item(place, _NAME).data(_THERE):
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
        except ProblemError as error:
            problem = error.problem
            tell(self.fault, text=say("{what} {why}", what=problem.what, why=problem.why))
            self.table.setFocus()
        else:
            super().accept()

    def _item(self, place: int, column: int) -> QTableWidgetItem:
        return self.table.item(place, column) or QTableWidgetItem()

    def _text(self, place: int, column: int) -> str:
        return self._item(place, column).text().strip()

    def _append(self, name: str, *, credential: bool, there: bool = True) -> None:
        place = self.table.rowCount()
        self.table.insertRow(place)
        named = QTableWidgetItem(name)
        named.setData(_THERE, there)
        kind = QTableWidgetItem(shown(say("credential") if credential else say("variable")))
        kind.setData(_CREDENTIAL, credential)
        fixed = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        kind.setFlags(fixed)
        if there:
            named.setFlags(fixed)
        # An empty text is shown as "as it is on the server"; a cell without any stays empty.
        value = QTableWidgetItem("") if there else QTableWidgetItem()
        for column, item in ((_NAME, named), (_KIND, kind), (_VALUE, value)):
            self.table.setItem(place, column, item)

    def _begin_new(self, *, credential: bool) -> None:
        self._append("", credential=credential, there=False)
        place = self.table.rowCount() - 1
        self.table.setCurrentCell(place, _NAME)
        self.table.edit(self.table.model().index(place, _NAME))

    def _lay_out(self) -> None:
        title = say("Secrets on {server}", server=self._known.server)
        tell(self, windowTitle=title)
        tell(self.table, accessibleName=title)
        titles = (say("Name"), say("Kind"), say("New value"))
        self.table.setHorizontalHeaderLabels([shown(one) for one in titles])
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        unchanged = shown(say("as it is on the server"))
        self.table.setItemDelegateForColumn(_VALUE, Masked(self.table, empty=unchanged))
        self.table.horizontalHeader().setSectionResizeMode(
            _NAME, QHeaderView.ResizeMode.Interactive
        )
        self.table.horizontalHeader().setStretchLastSection(True)
        letter, line = self.fontMetrics().averageCharWidth(), self.fontMetrics().height()
        self.table.setColumnWidth(_NAME, letter * 28)
        self.table.setMinimumSize(letter * 84, line * _ROWS)
        accept, reject = (
            QDialogButtonBox.ButtonRole.AcceptRole,
            QDialogButtonBox.ButtonRole.RejectRole,
        )
        save = self.buttons.addButton(shown(say("Save on the server")), accept)
        save.setObjectName("primary2")
        self.buttons.addButton(shown(say("Cancel")), reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(10)
        whole.addWidget(sentence(_EXPLAINED))
        whole.addWidget(self.table, 1)
        whole.addLayout(row(self.add_variable, self.add_credential, self.remove))
        whole.addWidget(self.fault)
        whole.addWidget(self.buttons)
        self.resize(letter * 90, line * 2 * (_ROWS + 4))  # with room for a fault

    def _connect(self) -> None:
        self.add_variable.clicked.connect(lambda: self._begin_new(credential=False))
        self.add_credential.clicked.connect(lambda: self._begin_new(credential=True))
        self.remove.clicked.connect(lambda: self.table.removeRow(self.table.currentRow()))
        self.table.itemChanged.connect(lambda _: self.fault.clear())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)


_EXPLAINED: Text = say(
    "Values never leave the server. A variable is a setting of the program; a credential is a "
    "file that systemd hands to the program alone, in $CREDENTIALS_DIRECTORY."
)
