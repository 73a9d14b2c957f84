"""Draws the rows of the table of sizes from texts that were laid out once: a frame has 16 ms."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QStaticText
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from core.binary.report.treemap import last_words
from gui.look import theme
from gui.widgets.size.size_model import NAME, NUMBERS

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from gui.widgets.size.size_model import SizeModel

_AIR, _SWATCH = 4, 11  # pixels beside a text; of the square before a name
_MARKED = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver
_KEPT = 4096  # texts


class RowPainter(QStyledItemDelegate):
    """Leaves rows that are selected or pointed at to Qt, and asks the model without its indexes."""

    def __init__(self, table: QWidget, model: SizeModel) -> None:
        super().__init__(table)
        self._model = model
        self.font_changed(table.font())

    def font_changed(self, font: QFont) -> None:
        """Write in this font from now on."""
        self._written = font.toString()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one cell."""
        if option.state & _MARKED:
            super().paint(painter, option, index)
            return
        node, column, room = index.internalId(), index.column(), option.rect
        left, middle = room.left() + _AIR, room.center().y()
        if column == NAME:
            painter.drawPixmap(left, middle - _SWATCH // 2, self._model.swatch(node))
            left += _SWATCH + 2 * _AIR
        space = max(room.right() - _AIR - left, 0)
        text, wide, high = _laid_out(self._model.text(node, column), space, self._written)
        painter.setPen(theme.current().text)
        start = room.right() - _AIR - wide if column in NUMBERS else left
        painter.drawStaticText(start, middle - high // 2, text)


@lru_cache(maxsize=_KEPT)
def _laid_out(text: str, width: int, written: str) -> tuple[QStaticText, int, int]:
    """Lay out as much of a text as fits, in this font; return its width and height, too.

    The last words of a path tell most.
    """
    font = QFont()
    font.fromString(written)
    metrics = QFontMetrics(font)
    whole = metrics.horizontalAdvance(text) <= width
    told = text if whole or "/" not in text else f"…/{last_words(text)}"
    fitting = metrics.elidedText(told, Qt.TextElideMode.ElideMiddle, width)
    made = QStaticText(fitting)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.prepare(font=font)
    return made, metrics.horizontalAdvance(fitting), metrics.height()
