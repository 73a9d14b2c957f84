"""The one scale of distances, in letters' height, so that large text gets large air."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget

# Of a line's height: what belongs to one thing, what stands side by side, inside of a card and
# between cards, around a page, between its parts.
Quarters = Literal[1, 2, 3, 4, 6, 8]

_HIGH = 0.3  # of the window, for the largest part of a dialog: Qt opens it on 2/3 of the screen


def space(quarters: Quarters) -> int:
    """Return so many quarters of a line's height, in pixels."""
    return round(QFontMetrics(QApplication.font()).height() * quarters / 4)


def room(dialog: QWidget, *, letters: int, lines: int = 0, share: float = 0.8) -> QSize:
    """Return the room of so many letters and lines: at most a share of the window's below."""
    metrics = dialog.fontMetrics()
    size = QSize(metrics.averageCharWidth() * letters, metrics.height() * lines)
    below = dialog.parentWidget()
    if below is None:
        return size
    window = below.window().size()
    return size.boundedTo(QSize(round(window.width() * share), round(window.height() * _HIGH)))
