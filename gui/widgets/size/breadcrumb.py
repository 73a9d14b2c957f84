"""The way from the whole to what is shown, each part a button that leads back to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from core.binary.report.treemap import last_words

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 14  # average letters of a name in the middle of the way
_LONGEST_LAST = 32


class Breadcrumb(QWidget):
    """Shows steps; `chosen` carries the number of the step that was pressed."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(2)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: Sequence[tuple[int, str]]) -> None:
        """Show numbers and names from the whole to the part that is shown now."""
        while (item := self._line.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, name in steps[:-1]:
            self._line.addWidget(self._button(number, name))
            self._line.addWidget(QLabel("/"))
        for _number, name in steps[-1:]:
            here = QLabel(self._short(name, _LONGEST_LAST))
            here.setObjectName("cardTitle")
            here.setTextFormat(Qt.TextFormat.PlainText)
            here.setToolTip(name)
            self._line.addWidget(here)
        self._line.addStretch(1)

    def _button(self, number: int, name: str) -> QPushButton:
        button = QPushButton(self._short(name, _LONGEST).replace("&", "&&"))
        button.setObjectName("quiet")
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(partial(self.chosen.emit, number))
        return button

    def _short(self, name: str, letters: int) -> str:
        """A name in so many letters: the last words of a path say more than its ends."""
        metrics, width = self.fontMetrics(), self.fontMetrics().averageCharWidth() * letters
        text = name if metrics.horizontalAdvance(name) <= width else last_words(name)
        return metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, width)
