"""A chart of one measure: hover and arrow keys tell each value, and who listens hears it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QEvent, QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.words import Text, say, verbatim
from gui.look import theme
from gui.runtime.speech import shown, speech
from gui.widgets.chart.paint import paint_line, paint_marks
from gui.widgets.chart.series import Plot, Series, span_of

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -10, Qt.Key.Key_PageDown: 10}
_SMALLER = 0.85
_HIGHEST = 10  # lines of text
_NONE = -1


class Chart(QWidget):
    """Draws one `Series`; the point under the mouse, or under the keyboard's cursor, is told."""

    def __init__(self) -> None:
        super().__init__()
        self._series: Series | None = None
        self._span = (0.0, 0.0)
        self.cursor_at = _NONE  # the place of the point that is told
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMaximumHeight(self.fontMetrics().height() * _HIGHEST)
        speech().changed.connect(self._tell)

    def show_series(self, series: Series, span: tuple[float, float] | None = None) -> None:
        """Show this measure from when to when; the cursor stays at its moment."""
        at = self._moment()
        self._series = series
        self._span = span or span_of(series)
        self.cursor_at = _NONE if at is None else series.nearest(at)
        self._tell()

    def told(self) -> Text:
        """Say the value at the cursor, or the newest one."""
        series = self._series
        if series is None or not series.points:
            return say("No value yet.")
        at, value = series.points[self.cursor_at]
        if self.cursor_at == _NONE:
            last = series.last
            return say("No value yet.") if last is None else series.words(last)
        what = series.unknown if value is None else series.words(value)
        time, began = _clock(series, at), series.release_at(at)
        if not began:
            return say("{time}: {value}", time=time, value=what)
        then = series.since_words(began)
        return say("{time}: {value}, {then}", time=time, value=what, then=then)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A caption, three lines of picture, and the time below."""
        unit = self.fontMetrics().height()
        return QSize(unit * 12, round(unit * 5.6))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Narrow enough for two side by side in a small window."""
        return QSize(self.fontMetrics().height() * 8, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's signature
        """Draw caption, picture and time."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        if self._series is not None:
            self._paint_caption(painter, self._series)
            self._paint_picture(painter, self._plot(self._series))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go along the line."""
        count = len(self._series.points) if self._series else 0
        step = _STEPS.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape and self.cursor_at != _NONE:
            self._point_at(_NONE)
        elif count and step is not None:
            here = count - 1 if self.cursor_at == _NONE else self.cursor_at
            self._point_at(min(max(here + step, 0), count - 1))
        elif count and event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._point_at(0 if event.key() == Qt.Key.Key_Home else count - 1)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell the value under the mouse."""
        if self._series is not None and self._series.points:
            at = self._plot(self._series).moment_at(event.position().x())
            self._point_at(self._series.nearest(at))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Tell the newest value again."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self._point_at(_NONE)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Tell the newest value again."""
        super().focusOutEvent(event)
        self._point_at(_NONE)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def _point_at(self, place: int) -> None:
        if place != self.cursor_at:
            self.cursor_at = place
            self._tell()

    def _moment(self) -> float | None:
        if self._series is None or self.cursor_at == _NONE:
            return None
        return self._series.points[self.cursor_at][0]

    def _tell(self) -> None:
        name = self._series.name if self._series else verbatim("")
        self.setAccessibleName(shown(name))
        self.setAccessibleDescription(shown(self.told()))
        self.update()

    def _plot(self, series: Series) -> Plot:
        line = self.fontMetrics().height()
        place = QRectF(self.rect()).adjusted(8, line * 1.5, -8, -line * 1.2)
        return Plot(series, place, self._span)

    def _paint_frame(self, painter: QPainter) -> None:
        colours = theme.current()
        painter.setPen(QPen(colours.accent if self.hasFocus() else colours.border, 1))
        painter.setBrush(colours.base)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_caption(self, painter: QPainter, series: Series) -> None:
        colours = theme.current()
        line = QRectF(8, 2, self.width() - 16, self.fontMetrics().height() * 1.35)
        align = Qt.AlignmentFlag
        painter.setPen(colours.text_muted)
        painter.drawText(line, align.AlignLeft | align.AlignVCenter, shown(series.name))
        painter.setPen(colours.text)
        painter.drawText(line, align.AlignRight | align.AlignVCenter, shown(self.told()))

    def _paint_picture(self, painter: QPainter, plot: Plot) -> None:
        colours = theme.current()
        paint_marks(painter, plot)
        paint_line(painter, plot, colours.accent)
        small = QFont(self.font())
        small.setPointSizeF(self.font().pointSizeF() * _SMALLER)
        painter.setFont(small)
        painter.setPen(colours.text_muted)
        self._paint_labels(painter, plot)
        if self.cursor_at != _NONE:
            self._paint_cursor(painter, plot)

    def _paint_labels(self, painter: QPainter, plot: Plot) -> None:
        """Write which release came where, and from when to when this goes."""
        align, letters = Qt.AlignmentFlag, painter.fontMetrics()
        free = plot.place.left()
        for x, moment in plot.marks():
            wide = letters.horizontalAdvance(moment.label) + 4
            left = min(x + 3, plot.place.right() - wide)
            if left >= free:  # labels that would run into each other are left to the cursor
                painter.drawText(QPointF(left, plot.place.top() + letters.ascent()), moment.label)
                free = left + wide
        below = QRectF(plot.place.left(), plot.place.bottom(), plot.place.width(), self.height())
        below.setBottom(self.height() - 2.0)
        if plot.end > plot.begin:
            painter.drawText(
                below, align.AlignLeft | align.AlignVCenter, shown(_clock(plot.series, plot.begin))
            )
            painter.drawText(
                below, align.AlignRight | align.AlignVCenter, shown(_clock(plot.series, plot.end))
            )

    def _paint_cursor(self, painter: QPainter, plot: Plot) -> None:
        colours = theme.current()
        at, value = plot.series.points[self.cursor_at]
        x = plot.across(at)
        painter.setPen(QPen(colours.border_strong, 1))
        painter.drawLine(QPointF(x, plot.place.top()), QPointF(x, plot.place.bottom()))
        if value is not None:
            painter.setPen(QPen(colours.accent, 1.5))
            painter.setBrush(colours.base)
            painter.drawEllipse(QPointF(x, plot.up(value)), 3.5, 3.5)


def _clock(series: Series, at: float) -> Text:
    if series.clock is not None:
        return series.clock(at)
    moment = QDateTime.fromSecsSinceEpoch(round(at))
    return verbatim(QLocale().toString(moment.time(), QLocale.FormatType.ShortFormat))
