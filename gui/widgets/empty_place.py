"""An empty place: a small drawing, one sentence, and one button that works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from core.words import verbatim
from gui.runtime.speech import tell
from gui.widgets.icons import icon
from gui.widgets.parts import button, sentence

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from core.words import Text


class EmptyPlace(QWidget):
    """Stands where nothing is yet; `pressed` tells of its button."""

    pressed = Signal()

    def __init__(self, drawing: str) -> None:
        super().__init__()
        self.why = sentence()
        self.why.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.deed = button(verbatim(""))
        self.deed.clicked.connect(self.pressed)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(_Drawing(drawing), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.why)
        column.addWidget(self.deed, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_words(self, why: Text, deed: Text) -> None:
        """Say why nothing is here, and what can be done about it."""
        tell(self.why, text=why)
        tell(self.deed, text=deed)


class _Drawing(QWidget):
    """A line drawing in quiet colour, as large as six lines of text."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Twice as wide as it is high."""
        unit = self.fontMetrics().height()
        return QSize(unit * 10, unit * 5)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's signature
        """Draw it."""
        icon(self._name).paint(QPainter(self), QRect(0, 0, self.width(), self.height()))
