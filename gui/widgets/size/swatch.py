"""A small square of a color, for a row or an entry of a legend."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

_SIDE = 11  # pixels
_SHARPNESS = 3  # real pixels for each of them, on the finest screens


@lru_cache(maxsize=32)
def swatch(colour: int, *, air: int = 0) -> QPixmap:
    """Draw a small square of a color, given as its RGB value, with `air` pixels behind it."""
    picture = QPixmap(QSize(_SIDE + air, _SIDE) * _SHARPNESS)
    picture.setDevicePixelRatio(_SHARPNESS)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(0, 0, _SIDE, _SIDE, 3, 3)
    painter.end()
    return picture
