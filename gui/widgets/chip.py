"""The state of something: icon, word and a tint, the same on rail, board and page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QPixmapCache
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.look import theme
from gui.runtime.speech import shown, speech
from gui.widgets.icons import icon

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QFontMetrics, QPaintEvent

    from gui.wording.seen_words import Sign

# A sign's colour, and the ground that belongs to it.
_TINTS = {
    "good": "good_tint",
    "warning": "warning_tint",
    "bad": "bad_tint",
    "info": "info_tint",
    "accent": "info_tint",
}


def chip_width(sign: Sign, letters: QFontMetrics) -> int:
    """Return how much room the chip takes."""
    return round(letters.height() * 2.2) + letters.horizontalAdvance(shown(sign.word))


def paint_chip(painter: QPainter, place: QRect, sign: Sign) -> None:
    """Paint the chip at the left of a place, in the middle of its height."""
    letters = painter.fontMetrics()
    size = QSize(min(chip_width(sign, letters), place.width()), round(letters.height() * 1.45))
    ratio = painter.device().devicePixelRatio()
    picture = QPixmap()
    name = f"chip {sign} {shown(sign.word)} {size} {ratio} {_colour(sign)} {painter.font().key()}"
    if not QPixmapCache.find(name, picture):  # rounded tints are dear where there are many rows
        picture = _picture(sign, size, painter.font(), ratio)
        QPixmapCache.insert(name, picture)
    painter.drawPixmap(place.left(), place.center().y() - size.height() // 2, picture)


def _picture(sign: Sign, size: QSize, font: QFont, ratio: float) -> QPixmap:
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    frame, colour = QRect(0, 0, size.width(), size.height()), _colour(sign)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_tint(sign))
    painter.drawRoundedRect(QRectF(frame), size.height() / 2, size.height() / 2)
    letters = painter.fontMetrics()
    side, left = round(letters.height() * 0.95), round(letters.height() * 0.45)
    icon(sign.icon).paint(painter, QRect(left, frame.center().y() - side // 2, side, side))
    words = frame.adjusted(left + side + 4, 0, -4, 0)
    painter.setPen(colour)
    word = letters.elidedText(shown(sign.word), Qt.TextElideMode.ElideRight, words.width())
    painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, word)
    painter.end()
    return picture


def _colour(sign: Sign) -> QColor:
    colour: QColor = getattr(theme.current(), sign.colour)
    return colour


def _tint(sign: Sign) -> QColor:
    tint: QColor = getattr(theme.current(), _TINTS.get(sign.colour, "quiet_tint"))
    return tint


class Chip(QWidget):
    """A chip beside other widgets."""

    def __init__(self) -> None:
        super().__init__()
        self._sign: Sign | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        speech().changed.connect(self._reword)

    def show_sign(self, sign: Sign | None) -> None:
        """Show this state, or nothing."""
        self._sign = sign
        self.setVisible(sign is not None)
        self._reword()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As much as icon and word take."""
        letters = self.fontMetrics()
        wide = chip_width(self._sign, letters) if self._sign else 0
        return QSize(wide, round(letters.height() * 1.6))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's signature
        """Draw it."""
        painter = QPainter(self)
        if self._sign is not None:
            paint_chip(painter, self.rect(), self._sign)

    def _reword(self) -> None:
        self.setAccessibleName(shown(self._sign.word) if self._sign else "")
        self.updateGeometry()
        self.update()
