"""An empty place: a small drawing, one sentence, and one button that works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.words import verbatim
from gui.look.space import space
from gui.runtime.speech import tell
from gui.widgets.icons import Picture
from gui.widgets.parts import button, sentence

if TYPE_CHECKING:
    from core.words import Text

_LINES = 6  # of text, as high as the drawing is


class EmptyPlace(QWidget):
    """Stands where nothing is yet; `pressed` tells of its button."""

    pressed = Signal()

    def __init__(self, drawing: str) -> None:
        super().__init__()
        self.drawing = Picture(drawing, lines=_LINES)
        self.why = sentence()
        self.why.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.deed = button(verbatim(""))
        self.deed.clicked.connect(self.pressed)
        column = QVBoxLayout(self)
        column.setSpacing(space(3))
        column.addStretch(1)
        column.addWidget(self.drawing, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.why)
        column.addWidget(self.deed, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def show_words(self, why: Text, deed: Text, *, drawing: str = "") -> None:
        """Say why nothing is here, and what can be done about it; perhaps with another drawing."""
        if drawing:
            self.drawing.show_icon(drawing)
        tell(self.why, text=why)
        tell(self.deed, text=deed)
