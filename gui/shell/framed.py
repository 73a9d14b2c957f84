"""The pages that were visited, and what is around each: it scrolls, its foot stays in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from core.journey import Stop
from gui.page import Page
from gui.widgets.steady_bar import keep_bars

if TYPE_CHECKING:
    from collections.abc import Callable


class Pages(dict[Stop, Page]):
    """The pages that were visited; another one is made when it is asked for."""

    def __init__(self, make: Callable[[Stop], Page]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, stop: Stop) -> Page:
        self[stop] = self._make(stop)
        return self[stop]


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
