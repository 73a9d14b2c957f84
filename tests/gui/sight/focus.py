"""Puts the keyboard on each part of a window, and looks whether that can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QRegion
from PySide6.QtWidgets import QScrollArea, QWidget

from gui.look.theme import contrast
from tests.gui.sight.walk import named, parts

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LEAST = 3.0  # the contrast between with and without (WCAG 2.2, 2.4.13)
_PIXELS = 12  # that have to change so much


def unseen_focus(root: QWidget) -> list[str]:
    """Tell each part that the keyboard reaches and that then looks as it does without."""
    root.activateWindow()
    return [
        f"{named(part)} does not show that the keyboard is there"
        for part in parts(root)
        if _is_reached(part) and not _changes(part, root)
    ]


def _is_reached(part: QWidget) -> bool:
    by_tab = part.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    return bool(by_tab) and part.isEnabled() and part.focusProxy() is None


def _changes(part: QWidget, root: QWidget) -> bool:
    """Tell whether enough of a part is painted otherwise, strongly enough, with the keyboard."""
    _bring_into_sight(part)
    if (focused := root.window().focusWidget()) is not None:
        focused.clearFocus()
    before = _picture(part)
    part.setFocus(Qt.FocusReason.TabFocusReason)
    after = _picture(part)
    differs = before != after
    both = np.stack([before[differs], after[differs]], axis=-1)
    pairs, counts = np.unique(both, axis=0, return_counts=True)
    strong = (
        count
        for (one, other), count in zip(pairs, counts, strict=True)
        if contrast(QColor.fromRgb(int(one)), QColor.fromRgb(int(other))) >= _LEAST
    )
    return sum(int(count) for count in strong) >= _PIXELS


def _picture(part: QWidget) -> NDArray[np.uint32]:
    """Take a picture of a part on its ground: some grounds come from what it lies on."""
    window = part.window()
    image = QImage(part.size(), QImage.Format.Format_RGB32)
    window.render(image, QPoint(), QRegion(QRect(part.mapTo(window, QPoint()), part.size())))
    shape = (image.height(), image.bytesPerLine() // 4)
    return np.frombuffer(image.constBits(), np.uint32).reshape(shape)[:, : image.width()].copy()


def _bring_into_sight(part: QWidget) -> None:
    above = part.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(part)
        above = above.parentWidget()
