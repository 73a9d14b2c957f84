"""From when to when a log is read: a usual time, or one that is typed as on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from core.words import joined, say, verbatim
from gui.runtime.speech import speech, tell
from gui.widgets.parts import button, fill, sentence

if TYPE_CHECKING:
    from core.problems import Problem

_TYPED = "typed"
_SPANS = {
    "": say("Newest lines"),
    "10m": say("Last 10 minutes"),
    "1h": say("Last hour"),
    "today": say("Today"),
    "1d": say("Last 24 hours"),
    "7d": say("Last 7 days"),
    _TYPED: say("From … to …"),
}
_EXAMPLES = "2h, today, 14:30, 2026-11-30 14:30"


class LogRange(QWidget):
    """`wanted` carries two times as `reading_logs.wish_of` takes them, empty for an open end.

    The fields are in sight where a time is to be typed; `usual`, the list of times, stands where
    its owner puts it.
    """

    wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.usual = QComboBox()
        self.since = QLineEdit()
        self.until = QLineEdit()
        self.go = button(say("Show this time"))
        self.fault = sentence()
        self.fault.setObjectName("wrong")
        tell(self.usual, accessibleName=say("Time range"))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addLayout(self._fields())
        inside.addWidget(self.fault)
        self.usual.activated.connect(self._on_usual)
        self.go.clicked.connect(self.again)
        for field in (self.since, self.until):
            field.returnPressed.connect(self.again)
            field.textChanged.connect(self.fault.hide)
        speech().changed.connect(self._reword)
        self._reword()
        self.fault.hide()
        self.hide()

    def again(self) -> None:
        """Ask for the time that is chosen now."""
        self.fault.hide()
        if self.usual.currentData() == _TYPED:
            self.wanted.emit(self.since.text(), self.until.text())
        else:
            self.wanted.emit(self.usual.currentData(), "")

    def say_fault(self, problem: Problem) -> None:
        """Say what is wrong with a time, beside the field that has it."""
        words = [problem.what, problem.why]
        tell(self.fault, text=joined(words, " "))
        self.fault.show()
        field = self.until if problem.field == "until" else self.since
        field.setFocus()
        field.selectAll()

    def _on_usual(self) -> None:
        typed = self.usual.currentData() == _TYPED
        self.setVisible(typed)
        if typed:
            self.since.setFocus()
        else:
            self.again()

    def _fields(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        for field, words in ((self.since, say("F&rom")), (self.until, say("&Until"))):
            label = QLabel()
            label.setBuddy(field)
            tell(label, text=words)
            tell(field, placeholderText=verbatim(_EXAMPLES))
            field.setClearButtonEnabled(True)
            line.addWidget(label)
            line.addWidget(field, 1)
        line.addWidget(self.go)
        return line

    def _reword(self) -> None:
        fill(self.usual, _SPANS)
