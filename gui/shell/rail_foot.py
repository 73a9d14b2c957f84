"""The foot of the rail: the way to the settings, which are no stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from core.words import say
from gui.look import theme
from gui.runtime.speech import tell
from gui.widgets.icons import icon

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_AIR = 10  # pixels, as in the items above
_RADIUS = 6


class RailFoot(QAbstractButton):
    """One line: an icon and a word, or the icon alone in a narrow window."""

    def __init__(self) -> None:
        super().__init__()
        self.compact = False
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        key = QKeySequence("Ctrl+,").toString(QKeySequence.SequenceFormat.NativeText)
        name = say("Settings")
        tell(self, text=name, toolTip=say("{name} ({key})", name=name, key=key))

    def set_compact(self, *, compact: bool) -> None:
        """Show the icon alone, or the word as well."""
        self.compact = compact
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One line of text and some air."""
        unit = self.fontMetrics().height()
        words = 0 if self.compact else unit * 6
        return QSize(round(unit * 1.4) + 2 * _AIR + words, round(unit * 2.2))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's signature
        """Draw it as the stops above are drawn."""
        painter, colours = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = self.rect().adjusted(1, 1, -1, -1)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.rail_current if self.isChecked() else colours.rail_hover)
            painter.drawRoundedRect(frame, _RADIUS, _RADIUS)
        if self.hasFocus():
            painter.setPen(QPen(colours.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, _RADIUS, _RADIUS)
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        size = round(self.fontMetrics().height() * 1.4)
        place = QRect(_AIR, (self.height() - size) // 2, size, size)
        if self.compact:
            place.moveLeft((self.width() - size) // 2)
        icon("settings").paint(painter, place)
        if not self.compact:
            words = self.rect().adjusted(size + 2 * _AIR, 0, -_AIR, 0)
            painter.setPen(theme.current().text)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
