"""A table to read: no grid, rows as a whole, and its place kept when the same is shown again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from gui.runtime.speech import shown, tell

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from core.words import Text

_LINES = 9  # in sight at least
_AT_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class QuietTable(QTableWidget):
    """`chosen` tells that another row was chosen; `wide` is the column that takes what is left."""

    chosen = Signal()

    def __init__(self, name: Text, *, columns: int, wide: int | None = None) -> None:
        super().__init__(0, columns)
        self._shown: list[list[str]] = []
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if wide is None:
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        else:
            header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
            header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        self.setMinimumHeight(self.fontMetrics().height() * _LINES)
        self.itemSelectionChanged.connect(self.chosen)
        tell(self, accessibleName=name)

    def chosen_row(self) -> int:
        """Return which row is chosen, by whatever means; -1 for none.

        A screen reader selects a row and leaves the keyboard's place where it is.
        """
        rows = self.selectionModel().selectedRows()
        return rows[0].row() if rows else -1

    def show_rows(
        self,
        titles: Sequence[Text],
        rows: Sequence[Sequence[str]],
        *,
        numbers: Collection[int] = (),
    ) -> None:
        """Show these; `numbers` are the columns of figures, which stand at the right."""
        self.setHorizontalHeaderLabels([shown(one) for one in titles])
        for column in numbers:
            if (title := self.horizontalHeaderItem(column)) is not None:
                title.setTextAlignment(_AT_RIGHT)
        cells = [list(row) for row in rows]
        if cells == self._shown:
            return
        self._shown = cells
        self.setRowCount(len(cells))
        for place, row in enumerate(cells):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column in numbers:
                    item.setTextAlignment(_AT_RIGHT)
                self.setItem(place, column, item)
