"""A field to search with, the number of hits, and the way through them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from core.words import say
from gui.runtime.speech import shown, speech, tell
from gui.widgets.tool_button import tool_button

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class FindBar(QWidget):
    """Says what is `wanted`; Enter and Shift+Enter step through the hits, Esc closes."""

    wanted = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setClearButtonEnabled(True)
        self.count = QLabel()
        self.count.setObjectName("muted")
        self._place = (0, 0)
        words = say("Find in the output")
        tell(self.field, placeholderText=words, accessibleName=words)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self.field, 1)
        line.addWidget(self.count)
        self.previous = tool_button("up", say("Previous hit"), lambda: self.stepped.emit(-1))
        self.next = tool_button("down", say("Next hit"), lambda: self.stepped.emit(1))
        self.close_button = tool_button("close", say("Close the search"), self.closed.emit)
        for button in (self.previous, self.next, self.close_button):
            line.addWidget(button)
        self.field.textChanged.connect(self.wanted)
        speech().changed.connect(self._reword)
        self._reword()

    def begin(self) -> None:
        """Take the keyboard; what was searched for last is searched again."""
        self.field.setFocus()
        self.field.selectAll()
        self.wanted.emit(self.field.text())

    def show_count(self, place: int, total: int) -> None:
        """Say which hit of how many is shown."""
        self._place = (place, total)
        self._reword()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Step and close by keyboard."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.stepped.emit(-1 if back else 1)
        else:
            super().keyPressEvent(event)

    def _reword(self) -> None:
        place, total = self._place
        found = say("{place} of {total}", place=place, total=total) if total else say("No hits")
        self.count.setText(shown(found) if self.field.text() else "")
