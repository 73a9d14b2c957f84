"""The answer to a question that has two."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from core.words import say
from gui.runtime.speech import tell


class YesNo(QWidget):
    """Two radio buttons; a label that is its buddy leads to the one that is chosen."""

    answered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._yes = QRadioButton()
        self._no = QRadioButton()
        tell(self._yes, text=say("Yes"))
        tell(self._no, text=say("No"))
        group = QButtonGroup(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        for one in (self._yes, self._no):
            group.addButton(one)
            line.addWidget(one)
        self.answer(yes=False)
        self._yes.toggled.connect(self._tell)

    @property
    def yes(self) -> bool:
        """Whether the answer is yes."""
        return self._yes.isChecked()

    def answer(self, *, yes: bool) -> None:
        """Give the answer."""
        chosen = self._yes if yes else self._no
        chosen.setChecked(True)
        self.setFocusProxy(chosen)

    def _tell(self) -> None:
        self.setFocusProxy(self._yes if self.yes else self._no)
        self.answered.emit()
