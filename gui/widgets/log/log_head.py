"""The names of columns above a log; they move along when it is scrolled sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from core.words import list_of, say
from gui.look import theme
from gui.runtime.speech import shown, speech, tell
from gui.widgets.log.log_view import MARGIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.words import Text
    from gui.widgets.log.log_view import LogView

_AIR = 4  # pixels above and below the names
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class LogHead(QWidget):
    """Hidden while there are no columns."""

    def __init__(self, view: LogView) -> None:
        super().__init__()
        self._view = view
        self._columns: list[tuple[Text, int]] = []
        view.horizontalScrollBar().valueChanged.connect(self.update)
        speech().changed.connect(self.update)
        self.hide()

    def show_columns(self, columns: Sequence[tuple[Text, int]]) -> None:
        """Name these columns of so many letters each; the last one takes what is left."""
        self._columns = list(columns)
        self.setVisible(bool(columns))
        names = list_of(name for name, _ in columns)
        tell(self, accessibleName=say("Columns: {names}", names=names))
        self.update()

    def text(self) -> str:
        """Spell it as a line above the rows."""
        return " ".join(f"{shown(name):<{wide}}" for name, wide in self._columns)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One line."""
        return QSize(0, round(QFontMetricsF(self._view.font()).lineSpacing()) + 2 * _AIR)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's signature
        """Paint each name above its column."""
        painter = QPainter(self)
        font = QFont(self._view.font())
        letter = QFontMetricsF(font).horizontalAdvance("0")
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(theme.current().text_muted)
        left: float = self._view.viewport().x() + MARGIN - self._view.horizontalScrollBar().value()
        for name, wide in self._columns:
            room = wide * letter if wide else max(self.width() - left, 0)
            place = QRectF(left, 0, room, self.height())
            words = painter.fontMetrics().elidedText(
                shown(name), Qt.TextElideMode.ElideRight, round(room)
            )
            painter.drawText(place, _LEFT, words)
            left += (wide + 1) * letter
