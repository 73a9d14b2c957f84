"""Line icons in the colours of the theme, sharp at every scale."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

import resources
from gui.look import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_ICONS = Path(resources.__file__).parent / "icons"
# Larger ones of empty places: a quay without a ship, a ship that is being built, a calm sea.
DRAWINGS = ("harbour", "quay", "slipway", "calm")
# Icons that mean something besides their shape; all others have the colour of text.
_MEANINGS = {
    "locked": "text_muted",
    "open": "accent",
    "running": "accent",
    "done": "good",
    "failed": "bad",
    "stale": "warning",
    "warning": "warning",
    "unknown": "text_muted",
    **dict.fromkeys(DRAWINGS, "text_muted"),
}


def icon(name: str) -> QIcon:
    """Return the icon of this name in `resources/icons`; it follows the theme by itself."""
    return QIcon(_Engine(name))


class Picture(QWidget):
    """An icon beside words, as high as `lines` of them, in the colours and the size of now."""

    def __init__(self, name: str, *, lines: float = 1.0) -> None:
        super().__init__()
        self.name, self._lines = name, lines
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str) -> None:
        """Show another one."""
        self.name = name
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as wide."""
        side = round(self.fontMetrics().height() * self._lines)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's signature
        """Draw it."""
        icon(self.name).paint(QPainter(self), self.rect())


class _Engine(QIconEngine):
    """Asks for the colour when it paints, so that icons need not be set again."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def clone(self) -> QIconEngine:
        return _Engine(self._name)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        del state  # an icon says the same, on or off
        ratio = painter.device().devicePixelRatio()
        side = min(rect.width(), rect.height())
        picture = _picture(self._name, self._colour(mode).rgba(), round(side * ratio))
        place = QRect(QPoint(), QSize(side, side))
        place.moveCenter(rect.center())
        painter.drawPixmap(place, picture)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        del state
        return _picture(self._name, self._colour(mode).rgba(), min(size.width(), size.height()))

    def _colour(self, mode: QIcon.Mode) -> QColor:
        colours = theme.current()
        if mode is QIcon.Mode.Disabled:
            return colours.text_muted
        found: QColor = getattr(colours, _MEANINGS.get(self._name, "text"))
        return found


@lru_cache(maxsize=256)
def _picture(name: str, rgba: int, side: int) -> QPixmap:
    """Draw an icon `side` real pixels wide; a part may have no room for one."""
    if side <= 0:
        return QPixmap()
    drawing = (_ICONS / f"{name}.svg").read_text("utf-8")
    drawing = drawing.replace("currentColor", QColor.fromRgba(rgba).name())
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return picture
