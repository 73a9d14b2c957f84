"""Which parts of a window are in sight, and how a finding names one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

# Kinds that are one thing to a person; Qt makes them of parts that it places itself.
_WHOLE = (QComboBox, QAbstractSpinBox, QLineEdit, QTabBar, QScrollBar, QHeaderView)
_WORDS = 40  # letters of a part's text that tell which one is meant


def parts(root: QWidget) -> Iterator[QWidget]:
    """Yield what is in sight, or would be after scrolling; a part before those that are in it."""
    yield root
    for child in children(root):
        yield from parts(child)


def children(parent: QWidget) -> list[QWidget]:
    """Return the parts that somebody placed into this one, those in sight alone."""
    if isinstance(parent, _WHOLE):
        return []
    inside = parent
    if isinstance(parent, QAbstractScrollArea):
        inside = parent.viewport()
    return [
        one
        for one in inside.children()
        if isinstance(one, QWidget)
        and one.isVisible()
        and not one.isWindow()
        and not _is_frame_of(parent, one)
    ]


def _is_frame_of(parent: QWidget, one: QWidget) -> bool:
    """Tell Qt's own parts of a scroll area from what it holds."""
    is_header = isinstance(one, QHeaderView)
    return isinstance(parent, QAbstractScrollArea) and (is_header or isinstance(one, QScrollBar))


def place_of(part: QWidget, root: QWidget) -> QRect:
    """Return where a part lies in the window."""
    return QRect(part.mapTo(root, QPoint()), part.size())


def seen_place(part: QWidget, root: QWidget) -> QRect:
    """Return what a person sees of a part without scrolling."""
    seen = part.visibleRegion().boundingRect()
    return seen.translated(part.mapTo(root, QPoint())) if part is not root else seen


def named(part: QWidget) -> str:
    """Name a part in a finding: its kind and its words."""
    words = ""
    if isinstance(part, QLabel | QAbstractButton):
        words = part.text()
    elif isinstance(part, QLineEdit):
        words = part.text() or part.placeholderText()
    elif isinstance(part, QComboBox):
        words = part.currentText()
    words = words or part.accessibleName() or part.objectName()
    short = words[:_WORDS] + "…" * (len(words) > _WORDS)
    return f"{type(part).__name__} “{short}”"


def is_scrolled(part: QWidget) -> bool:
    """Tell whether a part is what an area scrolls: it may be larger than the area is high."""
    viewport = part.parentWidget()
    area = viewport.parentWidget() if viewport else None
    return isinstance(area, QScrollArea) and area.widget() is part


def columns(model: QAbstractItemModel) -> int:
    """Return how many columns a model has; a list does not tell."""
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount()
