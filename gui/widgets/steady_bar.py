"""A scroll bar that keeps its place when there is nothing to scroll, and then shows nothing.

The page does not jump when content grows. And a scroll area keeps its number of accessible
children: Qt does not check a screen reader's index against a bar that has just vanished.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class SteadyBar(QScrollBar):
    """The bar that `keep_bars` gives to a scroll area."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the bar only where there is something to scroll."""
        if self.maximum() > self.minimum():
            super().paintEvent(event)


def keep_bars(area: QAbstractScrollArea) -> None:
    """Give both bars of a scroll area their steady places."""
    for place in (area.setVerticalScrollBar, area.setHorizontalScrollBar):
        place(SteadyBar())
    area.setCornerWidget(QWidget())  # where the bars meet, instead of a square
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
