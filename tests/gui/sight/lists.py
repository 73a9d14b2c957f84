"""Opens each drop-down of a window, and looks whether all its rows can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from tests.gui.sight.walk import named, parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QRect

ROWS = 12  # that must be seen without scrolling
_SLACK = 1


def cut_lists(root: QWidget) -> list[str]:
    """Tell each drop-down whose list is cut."""
    boxes = [one for one in parts(root) if isinstance(one, QComboBox) and one.isEnabled()]
    return [f"the list of {named(box)} is cut: {why}" for box in boxes for why in _cut(box)]


def _cut(box: QComboBox) -> Iterator[str]:
    box.showPopup()
    QApplication.processEvents()
    view, model = box.view(), box.model()
    seen = view.viewport().rect()
    try:
        indexes = [model.index(row, box.modelColumn()) for row in range(model.rowCount())]
        whole = [one for one in indexes if _holds(seen, view.visualRect(one))]
        if len(whole) < min(len(indexes), ROWS):
            yield f"{len(whole)} of {len(indexes)} rows are in sight"
        for index in indexes:
            takes = view.sizeHintForIndex(index).width()
            if takes > seen.width() + _SLACK:
                yield f"“{index.data()}” is {takes} px wide, and has {seen.width()}"
    finally:
        box.hidePopup()


def _holds(seen: QRect, row: QRect) -> bool:
    return row.top() >= seen.top() - _SLACK and row.bottom() <= seen.bottom() + _SLACK
