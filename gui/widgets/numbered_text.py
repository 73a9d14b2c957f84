"""Text to read and to copy, with the number of each line beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from gui.look import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

_AIR = 8  # pixels on both sides of a number
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class NumberedText(QPlainTextEdit):
    """The numbers are no part of the text: what is copied has none."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setFont(theme.mono_font())
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.numbers = _Numbers(self)
        self.blockCountChanged.connect(self._make_room)
        self.updateRequest.connect(self._follow)
        self._make_room()

    def numbers_width(self) -> int:
        """Return how much room the numbers take."""
        return self.fontMetrics().horizontalAdvance("9" * len(str(self.blockCount()))) + 2 * _AIR

    def visible_lines(self) -> list[tuple[int, QRect]]:
        """Return the number of each line that is seen, and where it is."""
        found = []
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top < self.viewport().height():
            high = self.blockBoundingRect(block).height()
            place = QRect(0, round(top), self.numbers_width() - _AIR, round(high))
            found.append((block.blockNumber() + 1, place))
            block, top = block.next(), top + high
        return found

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the numbers at the left edge."""
        super().resizeEvent(event)
        self._place()

    def _make_room(self) -> None:
        self.setViewportMargins(self.numbers_width(), 0, 0, 0)
        self._place()

    def _place(self) -> None:
        inside = self.contentsRect()
        self.numbers.setGeometry(inside.left(), inside.top(), self.numbers_width(), inside.height())

    def _follow(self, _place: QRect, moved: int) -> None:
        if moved:
            self.numbers.scroll(0, moved)
        self.numbers.update()


class _Numbers(QWidget):
    """The column of numbers."""

    def __init__(self, text: NumberedText) -> None:
        super().__init__(text)
        self._text = text

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the highest number."""
        return QSize(self._text.numbers_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's signature
        """Paint the numbers of the lines that are seen."""
        painter = QPainter(self)
        painter.setFont(self._text.font())
        painter.setPen(theme.current().text_muted)
        for number, place in self._text.visible_lines():
            painter.drawText(place, _RIGHT, str(number))
