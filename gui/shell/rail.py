"""The rail: every stop with its state, always visible, locked ones too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.journey import STOPS, Mark, State, Stop
from core.words import Text, joined, say
from gui.look import theme
from gui.runtime.speech import shown, speech, tell
from gui.widgets.icons import icon

if TYPE_CHECKING:
    from collections.abc import Mapping

_NATIVE = QKeySequence.SequenceFormat.NativeText
STATES: dict[State, Text] = {
    State.LOCKED: say("locked", context="state of a stop"),
    State.OPEN: say("open", context="state of a stop"),
    State.RUNNING: say("running", context="state of a stop"),
    State.DONE: say("done", context="state of a stop"),
    State.FAILED: say("failed", context="state of a stop"),
    State.STALE: say("out of date", context="state of a stop"),
}


class Rail(QWidget):
    """Shows the stops; `chosen` carries the `Stop` that was pressed, locked or not."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.items = {stop: RailItem(stop, number) for number, stop in enumerate(STOPS, 1)}
        self.stops = QVBoxLayout(self)
        self.stops.setContentsMargins(8, 12, 8, 12)
        self.stops.setSpacing(2)
        for item in self.items.values():
            self.stops.addWidget(item)
            item.clicked.connect(self._forward)
        self.stops.addStretch(1)
        self.busy = QLabel()
        self.busy.setObjectName("muted")
        self.busy.setWordWrap(True)
        self.busy.setContentsMargins(10, 0, 10, 4)
        self.busy.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.stops.addWidget(self.busy)
        speech().changed.connect(self._reword)

    def show_marks(self, marks: Mapping[Stop, Mark], current: Stop) -> None:
        """Bring every item up to date."""
        for stop, item in self.items.items():
            item.current = stop is current
            item.show_mark(marks[stop])

    def show_busy(self, what: Text | None) -> None:
        """Say why choices cannot be changed while a job runs."""
        self.busy.setVisible(what is not None)
        if what is not None:
            tell(self.busy, text=say("Choices wait until this has ended: {what}", what=what))

    def _forward(self) -> None:
        item = self.sender()
        if isinstance(item, RailItem):
            self.chosen.emit(item.stop)

    def _reword(self) -> None:
        for item in self.items.values():
            item.show_mark(item.mark)


class RailItem(QAbstractButton):
    """One stop: icon and word for its state, so that colour is never the only sign."""

    def __init__(self, stop: Stop, number: int) -> None:
        super().__init__()
        self.stop = stop
        self.mark = Mark(state=State.LOCKED)
        self.current = False
        self._key = QKeySequence(f"Ctrl+{number}").toString(_NATIVE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_mark(self, mark: Mark) -> None:
        """Show a state, and tell it to whoever listens instead of looking."""
        self.mark = mark
        name, state = STOPS[self.stop].name, STATES[mark.state]
        spoken = say("{stop}, {state}", stop=name, state=state)
        if mark.why is not None:
            spoken = say("{stop}, {state}: {why}", stop=name, state=state, why=mark.why)
        self.setAccessibleName(shown(spoken))
        self.setAccessibleDescription(shown(say("You are here.")) if self.current else "")
        tip = say("{name} ({key})", name=name, key=self._key)
        self.setToolTip(shown(joined([tip, mark.why], "\n") if mark.why else tip))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Two lines of text and some air."""
        unit = self.fontMetrics().height()
        return QSize(unit * 11, round(unit * 3.1))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's signature
        """Draw the item: a rounded ground when current or hovered, icons, two lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_icons(painter)
        self._paint_words(painter)

    def _paint_ground(self, painter: QPainter) -> None:
        colours = theme.current()
        frame = self.rect().adjusted(1, 1, -1, -1)
        if self.current or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.rail_current if self.current else colours.rail_hover)
            painter.drawRoundedRect(frame, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(colours.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, 6, 6)

    def _paint_icons(self, painter: QPainter) -> None:
        unit = self.fontMetrics().height()
        size = round(unit * 1.4)
        top = (self.height() - size) // 2
        icon(STOPS[self.stop].icon).paint(painter, QRect(10, top, size, size))
        small = round(unit * 0.95)
        place = QRect(self.width() - small - 10, (self.height() - small) // 2, small, small)
        if self.mark.count:
            self._paint_badge(painter, place)
        else:
            icon(self.mark.state.value).paint(painter, place)

    def _paint_badge(self, painter: QPainter, place: QRect) -> None:
        """Show how many things need somebody, in the place of the state's icon."""
        colours, unit = theme.current(), self.fontMetrics().height()
        text = str(self.mark.count)
        wide = max(place.width(), self.fontMetrics().horizontalAdvance(text) + unit // 2)
        frame = QRect(place.right() - wide + 1, place.top() - 1, wide, place.height() + 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.bad)
        painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        painter.setPen(colours.base)
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_words(self, painter: QPainter) -> None:
        colours = theme.current()
        unit = self.fontMetrics().height()
        left = 10 + round(unit * 1.4) + 10
        words = self.rect().adjusted(left, 0, -unit - 14, 0)
        half = self.height() // 2
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold if self.current else QFont.Weight.Medium)
        locked = self.mark.state is State.LOCKED
        painter.setFont(bold)
        painter.setPen(colours.text_muted if locked else colours.text)
        align = Qt.AlignmentFlag.AlignLeft
        upper = QRect(words.left(), 0, words.width(), half + 1)
        painter.drawText(upper, align | Qt.AlignmentFlag.AlignBottom, shown(STOPS[self.stop].name))
        smaller = QFont(self.font())
        smaller.setPointSizeF(self.font().pointSizeF() * 0.85)
        painter.setFont(smaller)
        painter.setPen(colours.text_muted)
        lower = QRect(words.left(), half + 1, words.width(), half)
        painter.drawText(lower, align | Qt.AlignmentFlag.AlignTop, shown(STATES[self.mark.state]))
