"""The way from one map to the next: the chosen tile grows to fill the view, or shrinks back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QRectF, QVariantAnimation, Signal
from PySide6.QtWidgets import QStyle

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

    from gui.widgets.size.treemap_picture import Picture

_TAKES = 150  # milliseconds


def is_wanted(widget: QWidget) -> bool:
    """Whether this system lets things move."""
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    return widget.style().styleHint(hint, None, widget) > 0


class Glide(QVariantAnimation):
    """Moves between an outer picture and the inner one that one of its tiles became.

    Clicks are never kept waiting: the map of the end is in force from the beginning.
    """

    moved = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setDuration(_TAKES)
        self.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.valueChanged.connect(lambda _: self.moved.emit())
        self.finished.connect(self._forget)
        self._pictures: tuple[Picture, Picture] | None = None
        self._tile = QRectF()

    @property
    def under_way(self) -> bool:
        """Whether something moves now."""
        return self._pictures is not None

    def begin(self, outer: Picture, inner: Picture, tile: QRectF, *, inward: bool) -> None:
        """Go from the tile of the outer picture to the inner one that fills the view, or back."""
        self.stop()
        self._pictures, self._tile = (outer, inner), tile
        self.setStartValue(0.0 if inward else 1.0)
        self.setEndValue(1.0 if inward else 0.0)
        self.start()

    def draw(self, painter: QPainter, view: QRectF) -> None:
        """Draw the present moment."""
        if self._pictures is None:
            return
        outer, inner = self._pictures
        part, tile = float(self.currentValue()), self._tile
        here = QRectF(
            tile.left() * (1 - part) + view.left() * part,
            tile.top() * (1 - part) + view.top() * part,
            tile.width() * (1 - part) + view.width() * part,
            tile.height() * (1 - part) + view.height() * part,
        )
        painter.drawImage(view, outer.image, _seen(outer, view, tile, here))
        painter.setOpacity(part)
        painter.drawImage(here, inner.image)
        painter.setOpacity(1.0)

    def end(self) -> None:
        """Be where it leads at once."""
        self.stop()
        self._forget()

    def _forget(self) -> None:
        self._pictures = None
        self.moved.emit()


def _seen(outer: Picture, view: QRectF, tile: QRectF, here: QRectF) -> QRectF:
    """The part of the outer picture that fills the view while its tile is drawn `here`."""
    wide, high = tile.width() / here.width(), tile.height() / here.height()
    ratio = outer.image.devicePixelRatio()
    return QRectF(
        (tile.left() + (view.left() - here.left()) * wide) * ratio,
        (tile.top() + (view.top() - here.top()) * high) * ratio,
        view.width() * wide * ratio,
        view.height() * high * ratio,
    )
