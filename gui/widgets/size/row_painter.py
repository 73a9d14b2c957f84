"""Draws the rows of the table of sizes, each at once: a frame has 16 ms for all that are in sight.

Left to Qt, a row asks the model for each of its cells and each cell for its style: for the rows of
a large window that alone takes two frames, again and again while a window is made larger.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QStaticText

from core.binary.report.treemap import last_words
from gui.look import theme
from gui.widgets.size.size_model import NAME, NUMBERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter

    from gui.widgets.size.size_model import SizeModel

_AIR, _SWATCH = 4, 11  # pixels beside a text; of the square before a name
_KEPT = 4096  # texts


class Column(NamedTuple):
    """Where a column is in sight."""

    which: int
    left: int
    width: int


class _Laid(NamedTuple):
    """A text that was laid out once, and its size."""

    text: QStaticText
    width: int
    height: int


class RowPainter:
    """Draws rows from texts that were laid out before, and asks the model without its indexes."""

    def __init__(self, model: SizeModel, font: QFont) -> None:
        self._model = model
        self.font_changed(font)

    def font_changed(self, font: QFont) -> None:
        """Write in this font from now on."""
        self._written = font.toString()

    def draw(
        self, painter: QPainter, room: QRect, *, node: int, indent: int, columns: Sequence[Column]
    ) -> None:
        """Draw one row into its room; the name begins behind `indent`."""
        painter.setPen(theme.current().text)
        middle = room.center().y()
        for which, edge, width in columns:
            left, right = edge + _AIR, edge + width - 1 - _AIR
            if which == NAME:
                left += indent
                painter.drawPixmap(left, middle - _SWATCH // 2, self._model.swatch(node))
                left += _SWATCH + 2 * _AIR
            text = self._model.text(node, which)
            laid = _laid_out(text, max(right - left, 0), self._written)
            start = right - laid.width if which in NUMBERS else left
            painter.drawStaticText(start, middle - laid.height // 2, laid.text)


def _laid_out(text: str, width: int, written: str) -> _Laid:
    whole = _whole(text, written)
    return whole if whole.width <= width else _shortened(text, width, written)


@lru_cache(maxsize=_KEPT)
def _whole(text: str, written: str) -> _Laid:
    return _made(text, *_letters(written))


@lru_cache(maxsize=_KEPT)
def _shortened(text: str, width: int, written: str) -> _Laid:
    """Lay out as much of a text as fits. The last words of a path tell most."""
    font, metrics = _letters(written)
    told = f"…/{last_words(text)}" if "/" in text else text
    return _made(metrics.elidedText(told, Qt.TextElideMode.ElideMiddle, width), font, metrics)


def _made(text: str, font: QFont, metrics: QFontMetrics) -> _Laid:
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.prepare(font=font)
    return _Laid(made, metrics.horizontalAdvance(text), metrics.height())


@lru_cache(maxsize=4)
def _letters(written: str) -> tuple[QFont, QFontMetrics]:
    font = QFont()
    font.fromString(written)
    return font, QFontMetrics(font)
