"""The frame of a dialog for names and masked values: a table, its buttons, and what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

from core.words import Text, say
from gui.runtime.speech import shown, tell
from gui.widgets.parts import row, sentence
from gui.widgets.service.masked import Masked

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton, QWidget

_ROWS = 8
_NAME = 0  # the first column; values stand in the last


class ValuesDialog(QDialog):
    """Rows that can be added and removed; what they mean is for the class that derives from it."""

    def __init__(self, parent: QWidget, title: Text, columns: tuple[Text, ...]) -> None:
        super().__init__(parent)
        self.table = QTableWidget(0, len(columns))
        self.masked = Masked(self.table)
        self.fault = QLabel()
        self.fault.setObjectName("warning")
        self.fault.setWordWrap(True)
        self.buttons = QDialogButtonBox()
        tell(self, windowTitle=title)
        tell(self.table, accessibleName=title)
        self.table.setHorizontalHeaderLabels([shown(one) for one in columns])
        self.table.itemChanged.connect(lambda _: self.fault.clear())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def lay_out(self, explained: Text, below: tuple[QAbstractButton, ...], *, save: Text) -> None:
        """Put the parts in their places: a sentence, the table, its buttons, and the deed."""
        self._dress_table()
        accept = QDialogButtonBox.ButtonRole.AcceptRole
        self.buttons.addButton(shown(save), accept).setObjectName("primary2")
        self.buttons.addButton(shown(say("Cancel")), QDialogButtonBox.ButtonRole.RejectRole)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(10)
        whole.addWidget(sentence(explained))
        whole.addWidget(self.table, 1)
        whole.addLayout(row(*below))
        whole.addWidget(self.fault)
        whole.addWidget(self.buttons)
        letter, line = self.fontMetrics().averageCharWidth(), self.fontMetrics().height()
        self.resize(self.table.minimumWidth() + 6 * letter, line * 2 * (_ROWS + 4))

    def append(self, *items: QTableWidgetItem) -> None:
        """Add a row of these cells."""
        place = self.table.rowCount()
        self.table.insertRow(place)
        for column, item in enumerate(items):
            self.table.setItem(place, column, item)

    def begin_new(self, *items: QTableWidgetItem) -> None:
        """Add a row and let its name be typed."""
        self.append(*items)
        place = self.table.rowCount() - 1
        self.table.setCurrentCell(place, _NAME)
        self.table.edit(self.table.model().index(place, _NAME))

    def remove_current(self) -> None:
        """Take the row out in which the keyboard is."""
        self.table.removeRow(self.table.currentRow())

    def cell(self, place: int, column: int) -> QTableWidgetItem:
        """Return a cell; an empty one where the table has none."""
        return self.table.item(place, column) or QTableWidgetItem()

    def complain(self, text: Text, place: int | None = None) -> None:
        """Say what is wrong, and lead to the row where it is."""
        if place is not None:
            self.table.setCurrentCell(place, _NAME)
        self.table.setFocus()
        tell(self.fault, text=text)

    def _dress_table(self) -> None:
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)  # Tab leads on to the buttons
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setItemDelegateForColumn(self.table.columnCount() - 1, self.masked)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        letter, line = self.fontMetrics().averageCharWidth(), self.fontMetrics().height()
        self.table.setColumnWidth(_NAME, letter * 28)
        self.table.setMinimumSize(letter * 84, line * _ROWS)
