"""What stands around a page: it scrolls, and below it stays what must be in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from gui.widgets.steady_bar import keep_bars

if TYPE_CHECKING:
    from gui.page import Page


def framed(page: Page) -> QWidget:
    """Put a page into its place."""
    frame = QWidget()
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.addWidget(_scrolling(page), 1)
    if page.pinned is not None:
        inside.addWidget(page.pinned)
    return frame


def _scrolling(page: Page) -> QScrollArea:
    area = QScrollArea()
    keep_bars(area)
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
