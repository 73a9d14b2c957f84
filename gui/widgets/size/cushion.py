"""Light and shade of a cushion, drawn over a tile's colour, so that tiles look raised."""

from __future__ import annotations

from functools import lru_cache
from math import sqrt
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage, QPainter

from gui.look import theme

if TYPE_CHECKING:
    from PySide6.QtCore import QRect

_SIDE = 64  # pixels of the shade that all tiles share
_LARGE = 4 * _SIDE  # pixels from which on its steps would be seen
_HEIGHT = 0.4  # of the middle above the edge
_LIGHT = (-0.45, -0.55, 0.70)  # from the top left
_BRIGHTEST, _BRIGHTEST_ON_DARK, _DARKEST = 60, 26, 56  # of 255, so that labels stay readable


def draw(painter: QPainter, rect: QRect) -> None:
    """Shade a tile (van Wijk and van de Wetering 1999, for one level)."""
    dark = theme.current().dark
    shape = shade(_BRIGHTEST_ON_DARK if dark else _BRIGHTEST)
    if max(rect.width(), rect.height()) <= _LARGE:
        painter.drawImage(rect, shape)
        return
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(rect, shape)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)


@lru_cache(maxsize=2)
def shade(most: int) -> QImage:
    """Compute the shade once: white where the cushion faces the light, black where it does not."""
    facing = [[_facing(x, y) for x in range(_SIDE)] for y in range(_SIDE)]
    flat = facing[_SIDE // 2][_SIDE // 2]
    brightest, darkest = max(map(max, facing)) - flat, flat - min(map(min, facing))
    pixels = bytearray()
    for row in facing:
        for one in row:
            white = max(0, round(most * (one - flat) / brightest))
            alpha = white or round(_DARKEST * (flat - one) / darkest)
            pixels += bytes((white, white, white, alpha))
    kind = QImage.Format.Format_ARGB32_Premultiplied
    return QImage(bytes(pixels), _SIDE, _SIDE, 4 * _SIDE, kind).copy()


def _facing(column: int, row: int) -> float:
    """How much a point of the cushion faces the light."""
    x, y = ((place + 0.5) / _SIDE for place in (column, row))
    slope_x, slope_y = 4 * _HEIGHT * (1 - 2 * x), 4 * _HEIGHT * (1 - 2 * y)
    length = sqrt(slope_x**2 + slope_y**2 + 1)
    return (-slope_x * _LIGHT[0] - slope_y * _LIGHT[1] + _LIGHT[2]) / length
