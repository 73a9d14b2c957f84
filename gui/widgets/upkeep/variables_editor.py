"""The variables of a service on all of its servers: names in sight, values only set or deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QTableWidgetItem

from core.problems import ProblemError
from core.usecases import secrets
from core.words import Text, say
from gui.runtime.speech import shown, tell
from gui.widgets.parts import button
from gui.widgets.service.values_dialog import ValuesDialog

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtWidgets import QWidget

    from core.usecases.secrets import Names, Wanted

_NAME, _WHERE, _VALUE = range(3)
_THERE = Qt.ItemDataRole.UserRole  # whether a server has it already
_FIXED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_COLUMNS = (say("Name"), say("Servers"), say("New value"))


class VariablesEditor(ValuesDialog):
    """Collects what shall change; `wanted()` is that. A row without a value stays as it is."""

    def __init__(self, parent: QWidget, known: Sequence[Names], *, service: str) -> None:
        title = say("Environment variables of {service}", service=service)
        super().__init__(parent, title, _COLUMNS)
        self._known = known
        self.masked.empty = shown(say("as it is on the server"))
        self.add = button(say("&Add a variable"))
        self.remove = button(say("&Delete it"))
        self.show_values = QCheckBox()
        tell(self.show_values, text=say("&Show the values"))
        self.add.clicked.connect(lambda: self.begin_new(*_row("", "")))
        self.remove.clicked.connect(self.remove_current)
        self.show_values.toggled.connect(self.masked.reveal)
        below = (self.add, self.remove, self.show_values)
        self.lay_out(_EXPLAINED, below, save=say("Review the change…"))
        letter = self.fontMetrics().averageCharWidth()
        self.table.setColumnWidth(_WHERE, letter * 24)
        for name in dict.fromkeys(name for one in known for name in one.variables):
            self.append(*_row(name, _where(name, known), there=True))

    def wanted(self) -> Wanted:
        """Return the change. Raises `ProblemError` for what cannot be."""
        rows = [*self._rows()]
        left = {name for name, _, _ in rows}
        before = dict.fromkeys(name for one in self._known for name in one.variables)
        return secrets.to_change(
            {name: value for name, value, there in rows if value or not there},
            tuple(name for name in before if name not in left),
        )

    def accept(self) -> None:
        """Close only with a change that can be."""
        try:
            self.wanted()
        except ProblemError as odd:
            problem = odd.problem
            words = say("{what} {why}", what=problem.what, why=problem.why)
            nothing = problem.code == "nothing_to_edit"
            self.complain(say("Set, add or delete a variable first.") if nothing else words)
        else:
            super().accept()

    def _rows(self) -> Iterator[tuple[str, str, bool]]:
        for place in range(self.table.rowCount()):
            name, value = (self.cell(place, column).text() for column in (_NAME, _VALUE))
            yield name.strip(), value, bool(self.cell(place, _NAME).data(_THERE))


def _where(name: str, known: Sequence[Names]) -> str:
    """Say on which servers a variable is."""
    there = [one.server for one in known if name in one.variables]
    return shown(say("all")) if len(there) == len(known) else " ".join(there)


def _row(name: str, where: str, *, there: bool = False) -> tuple[QTableWidgetItem, ...]:
    """Make a row; the name of a variable that is there stays."""
    named, place = QTableWidgetItem(name), QTableWidgetItem(where)
    named.setData(_THERE, there)
    place.setFlags(_FIXED)
    if there:
        named.setFlags(_FIXED)
    # An empty text is shown as "as it is on the server"; a cell without any stays empty.
    return named, place, QTableWidgetItem("") if there else QTableWidgetItem()


_EXPLAINED: Text = say(
    "Values are never shown again once they are on the servers. The service "
    "restarts with the change, on one server after the other. If it is then "
    "unhealthy, the former values are restored."
)
