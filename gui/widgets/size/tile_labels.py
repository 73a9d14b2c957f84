"""Names and sizes on tiles: as much of a name as says something, black or white, never cut."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics

from core.binary.report.treemap import last_words
from core.words import Size, say, say_count
from gui.look import theme
from gui.runtime.speech import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QPainter

    from core.words import Text

_READABLE = 8  # letters that must be left of a name
_LARGE, _SMALL = 1.3, 0.85  # letters of the largest and the smallest tiles, against the others
_ROOMY = 9  # lines that such a tile is high
_HALO, _FAINT = 110, 190  # of 255
_AIR = 1  # pixels above a label
_AROUND = ((-1, 0), (1, 0), (0, -1), (0, 1))
_ADDED, _TAKEN = ("new", "grown"), ("gone", "shrunk")  # kinds of a difference
_INKS = (QColor(Qt.GlobalColor.black), QColor(Qt.GlobalColor.white))


class Labels:
    """Writes labels with one painter; `font` is that of the widget."""

    def __init__(self, painter: QPainter, font: QFont) -> None:
        self._painter = painter
        self._plain = _Letters(font)
        self._strong = _Letters(font, weight=QFont.Weight.DemiBold)
        self._large = _Letters(font, times=_LARGE)
        self._small = _Letters(font, times=_SMALL)
        self.line = self._plain.line

    def head(self, room: QRect, name: str, size: str, ink: QColor) -> None:
        """Write a group's name, and its size at the other end where both have room."""
        left = room.width() - self._plain.width(size) - self.line
        text = self._strong.fitting(name, left)
        if text:
            self._write(room, size, ink, letters=self._plain, right=True)
        else:
            text = self._strong.fitting(name, room.width())
            text = text or self._strong.elided(name, room.width())
        self._write(room, text, ink, letters=self._strong)

    def tile(self, room: QRect, name: str, size: str, ground: QColor) -> None:
        """Write a tile's name with its size below; a low tile has both on one line, or its name."""
        large = (self._large,) if room.height() >= _ROOMY * self.line else ()
        for letters in (*large, self._plain, self._small):
            if text := letters.fitting(name, room.width()):
                break
        else:
            text = letters.elided(name, room.width())
        place = QRect(room.left(), room.top() + _AIR, room.width(), letters.line)
        if not text or place.bottom() > room.bottom():
            return
        ink = ink_on(ground)
        below = place.translated(0, letters.line)
        both = f"{text}  {size}"
        if below.bottom() > room.bottom() and letters.width(both) <= room.width():
            text = both
        self._write(place, text, ink, letters=letters)
        under = self._small if letters is self._small else self._plain
        if below.bottom() <= room.bottom() and under.width(size) <= room.width():
            self._write(below, size, _fainter(ink), letters=under)

    def _write(
        self, room: QRect, text: str, ink: QColor, *, letters: _Letters, right: bool = False
    ) -> None:
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        align, painter = Qt.AlignmentFlag.AlignVCenter | side, self._painter
        painter.setFont(letters.font)
        if _is_light(ink):  # on a dark tile
            painter.setPen(QColor(0, 0, 0, _HALO))
            for x, y in _AROUND:
                painter.drawText(room.translated(x, y), align, text)
        painter.setPen(ink)
        painter.drawText(room, align, text)


class _Letters:
    """One size of letters, and how much room a text takes in it."""

    def __init__(
        self, font: QFont, *, times: float = 1.0, weight: QFont.Weight = QFont.Weight.Normal
    ) -> None:
        self.font = QFont(font)
        self.font.setPointSizeF(font.pointSizeF() * times)
        self.font.setWeight(weight)
        self._metrics = QFontMetrics(self.font)
        self.line = self._metrics.height()

    def width(self, text: str) -> int:
        """Return the pixels that a text takes."""
        return self._metrics.horizontalAdvance(text)

    def fitting(self, name: str, width: int) -> str:
        """Return as many last words of a path as fit, or nothing."""
        return next((text for text in _shorter(name) if self.width(text) <= width), "")

    def elided(self, name: str, width: int) -> str:
        """Return what of a name can still be read, or nothing."""
        text = self._metrics.elidedText(last_words(name), Qt.TextElideMode.ElideMiddle, width)
        return text if len(text) >= _READABLE else ""


def _shorter(name: str) -> Iterator[str]:
    """A path, then without its host, then its last word: those that differ tell packages apart."""
    yield name
    if "/" in name and " " not in name:
        yield name.partition("/")[2]
        yield last_words(name)


@lru_cache(maxsize=256)
def _ink(ground: int) -> QColor:
    colour = QColor(ground)
    return max(_INKS, key=lambda ink: theme.contrast(ink, colour))


def ink_on(ground: QColor) -> QColor:
    """Return black or white, whichever reads better on a ground."""
    return _ink(ground.rgb())


def _is_light(ink: QColor) -> bool:
    return ink.value() > 127  # noqa: PLR2004 - half of all


def _fainter(ink: QColor) -> QColor:
    """Dark letters can stand back a little; light ones would be lost."""
    return ink if _is_light(ink) else QColor(0, 0, 0, _FAINT)


def many_small(count: int) -> Text:
    """Name the tile of what is too small to be drawn."""
    return say_count(count, one="{n} smaller part", many="{n} smaller parts")


def size_of(count: int, kind: str = "") -> str:
    """Spell bytes; what a difference added or took away has its sign."""
    size = Size(count)
    if kind in _ADDED:
        return shown(say("+{size}", size=size))
    if kind in _TAKEN:
        return shown(say("−{size}", size=size))  # noqa: RUF001 - a minus
    return shown(say("{size}", size=size))
