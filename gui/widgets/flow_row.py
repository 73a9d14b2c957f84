"""Parts side by side that go on in another line where they do not fit: for large text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout

from gui.look.space import space

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayoutItem, QWidget


class FlowRow(QLayout):
    """Lays parts out as words are; `grows` is the one that takes what is left of its line."""

    def __init__(self, *parts: QWidget, grows: QWidget | None = None) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._grows = grows
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(space(2))
        for one in parts:
            self.addWidget(one)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Take one more."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's
        """Return one of them."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's
        """Give one of them away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        """Take the width that is there."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Be higher where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return how high all lines are."""
        lines = self._lines(width)
        return sum(map(_height, lines)) + self.spacing() * max(len(lines) - 1, 0)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All in one line."""
        seen = self._seen()
        return QSize(self._width(seen), _height(seen))

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """A line for each."""
        seen = self._seen()
        return QSize(max((one.minimumSize().width() for one in seen), default=0), _height(seen))

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        """Put each where it belongs."""
        super().setGeometry(rect)
        top = rect.top()
        for line in self._lines(rect.width()):
            self._place(line, QRect(rect.left(), top, rect.width(), _height(line)))
            top += _height(line) + self.spacing()

    def _place(self, line: list[QLayoutItem], rect: QRect) -> None:
        left, spare = rect.left(), max(rect.width() - self._width(line), 0)
        for one in line:
            size = one.sizeHint()
            wide = min(size.width(), rect.width())
            if one.widget() is self._grows:
                wide += spare
            high = min(size.height(), rect.height())
            top = rect.top() + (rect.height() - high) // 2
            one.setGeometry(QRect(left, top, wide, high))
            left += wide + self.spacing()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        for one in self._seen():
            if lines and self._width([*lines[-1], one]) <= width:
                lines[-1].append(one)
            else:
                lines.append([one])
        return lines

    def _seen(self) -> list[QLayoutItem]:
        return [one for one in self._items if not one.isEmpty()]

    def _width(self, line: list[QLayoutItem]) -> int:
        return sum(one.sizeHint().width() for one in line) + self.spacing() * max(len(line) - 1, 0)


def _height(line: list[QLayoutItem]) -> int:
    return max((one.sizeHint().height() for one in line), default=0)
