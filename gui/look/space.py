"""The one scale of distances, in letters' height, so that large text gets large air."""

from __future__ import annotations

from typing import Literal

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

# Of a line's height: what belongs to one thing, what stands side by side, inside of a card and
# between cards, around a page, between its parts.
Quarters = Literal[1, 2, 3, 4, 6, 8]


def space(quarters: Quarters) -> int:
    """Return so many quarters of a line's height, in pixels."""
    return round(QFontMetrics(QApplication.font()).height() * quarters / 4)
