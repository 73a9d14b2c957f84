"""Values in a table that are seen only when somebody wants to see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStyledItemDelegate

if TYPE_CHECKING:
    from PySide6.QtCore import QLocale
    from PySide6.QtWidgets import QTableWidget

_MASK = "••••••••"


class Masked(QStyledItemDelegate):
    """Shows dots in place of values; where one is typed, it can be read."""

    def __init__(self, table: QTableWidget) -> None:
        super().__init__(table)
        self.empty = ""  # what stands for an empty value
        self._table = table
        self._revealed = False

    def reveal(self, revealed: bool) -> None:  # noqa: FBT001 - a slot
        """Show the values, or dots again."""
        self._revealed = revealed
        self._table.viewport().update()

    def displayText(self, value: Any, locale: QLocale | QLocale.Language) -> str:  # noqa: N802, ANN401 - Qt's signature
        """Return what the cell shows."""
        text = super().displayText(value, locale)
        if not text:
            return self.empty
        return text if self._revealed else _MASK
