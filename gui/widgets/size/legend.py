"""Which colour stands for which kind of bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.look import theme
from gui.runtime.speech import shown, speech
from gui.widgets.size.size_model import KINDS

if TYPE_CHECKING:
    from collections.abc import Collection

_GAP = 18  # pixels between entries


class Legend(QWidget):
    """Draws the kinds that are there in as many lines as it needs."""

    def __init__(self) -> None:
        super().__init__()
        self._kinds: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        speech().changed.connect(self._arrange)
        self._arrange()

    def show_kinds(self, kinds: Collection[str]) -> None:
        """Show these kinds, in the order that is the same everywhere."""
        self._kinds = tuple(kind for kind in KINDS if kind in kinds)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's signature
        """Draw a square and a name for each kind."""
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        colours = theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for kind, place in self._places():
            side = round(self.fontMetrics().height() * 0.7)
            square = QRect(place.left(), place.center().y() - side // 2, side, side)
            painter.setPen(colours.border_strong)
            painter.setBrush(colours.kind(kind))
            painter.drawRoundedRect(square, 3, 3)
            painter.setPen(colours.text_muted)
            words = place.adjusted(side + 6, 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown(KINDS[kind]))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Break lines anew."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Break lines anew in other letters."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._arrange()

    def _arrange(self) -> None:
        places = self._places()
        bottom = places[-1][1].bottom() + 1 if places else 0
        self.setFixedHeight(bottom)
        self.setAccessibleName(", ".join(shown(KINDS[kind]) for kind in self._kinds))
        self.update()

    def _places(self) -> list[tuple[str, QRect]]:
        metrics = self.fontMetrics()
        left, top, line = 0, 0, metrics.height() + 4
        places = []
        for kind in self._kinds:
            width = metrics.horizontalAdvance(shown(KINDS[kind])) + line + 4
            if left and left + width > self.width():
                left, top = 0, top + line
            places.append((kind, QRect(left, top, width, line)))
            left += width + _GAP
        return places
