"""The rail: every stop with its state, always visible, locked ones too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen
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
from gui.look.fonts import sized, strong
from gui.look.space import space
from gui.runtime.speech import shown, speech, tell
from gui.shell.rail_foot import RailFoot
from gui.widgets.icons import icon

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QShowEvent

_NATIVE = QKeySequence.SequenceFormat.NativeText
_FULL = 100
STATES: dict[State, Text] = {
    State.LOCKED: say("locked", context="state of a stop"),
    State.OPEN: say("open", context="state of a stop"),
    State.RUNNING: say("running", context="state of a stop"),
    State.DONE: say("done", context="state of a stop"),
    State.FAILED: say("failed", context="state of a stop"),
    State.STALE: say("out of date", context="state of a stop"),
}


_WIDE = 12.5  # of a letter's size: names and states, and some air
_MARGIN, _AIR = 8, 10  # pixels beside an item, and in it
_ROOM = 68  # of a letter's size: a narrower window (900 pixels at usual size) has icons alone


class Rail(QWidget):
    """Shows the stops; `chosen` carries the `Stop` that was pressed, locked or not.

    In a narrow window it shows their icons alone, and their words in tooltips.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.compact = False
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.items = {stop: RailItem(stop, number) for number, stop in enumerate(STOPS, 1)}
        self._busy_with: Text | None = None
        self.stops = QVBoxLayout(self)
        self.stops.setContentsMargins(_MARGIN, space(3), _MARGIN, space(3))
        self.stops.setSpacing(2)
        for item in self.items.values():
            self.stops.addWidget(item)
            item.clicked.connect(self._forward)
        self.stops.addStretch(1)
        self.settings = RailFoot()
        self.busy = QLabel()
        self.busy.setObjectName("muted")
        self.busy.setWordWrap(True)
        self.busy.setContentsMargins(space(2), 0, space(2), space(1))
        self.busy.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.stops.addWidget(self.busy)
        self.stops.addWidget(self.settings)
        speech().changed.connect(self._reword)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the width of the window from now on."""
        super().showEvent(event)
        self.window().installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Fit the window when it has another width, or other letters."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.FontChange}:
            self._fit()
        return super().eventFilter(watched, event)

    def show_marks(self, marks: Mapping[Stop, Mark], current: Stop | None) -> None:
        """Bring every item up to date; None for the settings, which are no stop."""
        self.settings.setChecked(current is None)
        for stop, item in self.items.items():
            item.current = stop is current
            item.show_mark(marks[stop])

    def show_far(self, far: float | None) -> None:
        """Show how far the running job is at its stop; None where nobody knows."""
        percent = None if far is None else int(far * _FULL)
        for item in self.items.values():
            item.show_percent(percent)

    def show_busy(self, what: Text | None) -> None:
        """Say why choices cannot be changed while a job runs."""
        self._busy_with = what
        self.busy.setVisible(what is not None and not self.compact)
        if what is not None:
            tell(self.busy, text=say("Settings are locked until this finishes: {what}", what=what))

    def _forward(self) -> None:
        item = self.sender()
        if isinstance(item, RailItem):
            self.chosen.emit(item.stop)

    def _fit(self) -> None:
        compact = self.window().width() < _ROOM * self.fontInfo().pixelSize()
        if compact == self.compact:
            return
        self.compact = compact
        for item in self.items.values():
            item.set_compact(compact=compact)
        self.settings.set_compact(compact=compact)
        self.show_busy(self._busy_with)

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
        self.compact = False
        self._key = QKeySequence(f"Ctrl+{number}").toString(_NATIVE)
        self.percent: int | None = None
        self.unseen = False  # it failed while another page was shown
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_mark(self, mark: Mark) -> None:
        """Show a state, and tell it to whoever listens instead of looking."""
        failed = mark.state is State.FAILED
        newly = failed and self.mark.state is not State.FAILED
        self.unseen = failed and not self.current and (self.unseen or newly)
        self.mark = mark
        name, state = STOPS[self.stop].name, self.state_words()
        spoken = say("{stop}, {state}", stop=name, state=state)
        if mark.why is not None:
            spoken = say("{stop}, {state}: {why}", stop=name, state=state, why=mark.why)
        self.setAccessibleName(shown(spoken))
        self.setAccessibleDescription(shown(say("You are here.")) if self.current else "")
        said = say("{stop}, {state}", stop=name, state=state) if self.compact else name
        tip = say("{name} ({key})", name=said, key=self._key)
        self.setToolTip(shown(joined([tip, mark.why], "\n") if mark.why else tip))
        self.update()

    def set_compact(self, *, compact: bool) -> None:
        """Show the icon alone, or the words as well."""
        self.compact = compact
        self.show_mark(self.mark)
        self.updateGeometry()

    def show_percent(self, percent: int | None) -> None:
        """Take how far the running job is, which is shown where it runs."""
        changed, self.percent = percent != self.percent, percent
        if changed and self.mark.state is State.RUNNING:
            self.show_mark(self.mark)

    def state_words(self) -> Text:
        """Say the state, and how far the job is."""
        words = STATES[self.mark.state]
        if self.mark.state is not State.RUNNING or self.percent is None:
            return words
        return say("{state} · {n}%", state=words, n=self.percent)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Two lines of text and some air, or an icon."""
        unit = self.fontMetrics().height()
        if self.compact:
            return QSize(round(unit * 2.6), round(unit * 2.6))
        return QSize(
            max(self._words_width(), self._letters(_WIDE) - 2 * _MARGIN), round(unit * 3.1)
        )

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the words are."""
        return self.sizeHint()

    def _letters(self, count: float) -> int:
        return round(self.fontInfo().pixelSize() * count)

    def _words_width(self) -> int:
        """Return how wide the item has to be for its name."""
        bold = QFontMetrics(strong(self.font()))
        return bold.horizontalAdvance(shown(STOPS[self.stop].name)) + 2 * self._side() + 44

    def _side(self) -> int:
        return round(self.fontMetrics().height() * 1.4)

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
        unit, size = self.fontMetrics().height(), self._side()
        picture = QRect(_AIR, 0, size, size)
        small = round(unit * (0.75 if self.compact else 0.95))
        place = QRect(self.width() - small - _AIR, (self.height() - small) // 2, small, small)
        picture.moveTop((self.height() - size) // 2)
        if self.compact:
            picture.moveCenter(self.rect().center())
            place.moveCenter(picture.bottomRight() + QPoint(small // 3, small // 3))
        icon(STOPS[self.stop].icon).paint(painter, picture)
        if self.mark.count or self.unseen:
            self._paint_badge(painter, place)
        else:
            icon(self.mark.state.value).paint(painter, place)

    def _paint_badge(self, painter: QPainter, place: QRect) -> None:
        """Show how many things need somebody, in the place of the state's icon."""
        colours = theme.current()
        text = str(self.mark.count) if self.mark.count else "!"
        painter.setFont(sized(self.font(), "caption"))
        letters = painter.fontMetrics()
        high = letters.height()
        wide = max(high, letters.horizontalAdvance(text) + high // 2)
        frame = QRect(0, 0, wide, high)
        frame.moveCenter(place.center())
        frame.moveRight(min(frame.right(), self.rect().right() - 2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.bad)
        painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        painter.setPen(colours.base)
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_words(self, painter: QPainter) -> None:
        if self.compact:
            return
        colours, half = theme.current(), self.height() // 2
        locked = self.mark.state is State.LOCKED
        words = self.rect().adjusted(2 * _AIR + self._side(), 0, -self._side() - _AIR, 0)
        align = Qt.AlignmentFlag
        painter.setFont(strong(self.font()) if self.current else self.font())
        painter.setPen(colours.text_muted if locked else colours.text)
        upper = QRect(words.left(), 0, words.width(), half + 1)
        painter.drawText(upper, align.AlignLeft | align.AlignBottom, shown(STOPS[self.stop].name))
        painter.setFont(sized(self.font(), "caption"))
        painter.setPen(colours.text_muted)
        lower = QRect(words.left(), half + 1, words.width(), half)
        painter.drawText(lower, align.AlignLeft | align.AlignTop, shown(self.state_words()))
