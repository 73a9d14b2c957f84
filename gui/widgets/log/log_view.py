"""Draws the lines of a log that are visible, and no others; selects, highlights, follows links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
)

from gui.look import theme
from gui.widgets.log import ansi
from gui.widgets.log.log_accessible import AccessibleLog
from gui.widgets.log.log_layout import LONGEST_SHOWN, LaidLine, LineLayouts, Link, ground
from gui.widgets.log.log_selection import Match, Selection, TextPlace
from gui.widgets.log.slices import Slices
from gui.widgets.steady_bar import keep_bars

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from gui.widgets.log.log_lines import LogLines

MARGIN = 8
_COPIED_AT_ONCE = 2_000  # lines
_SCROLL_WHILE_SELECTING = 40  # milliseconds


class LogView(AccessibleLog):
    """The surface of the log; `LogPane` around it adds the tools."""

    link_activated = Signal(str, int, int)
    tail_left = Signal(bool)  # whether the view no longer follows the newest line
    copied = Signal()

    def __init__(self, lines: LogLines) -> None:
        super().__init__()
        self.setObjectName("logPane")
        keep_bars(self)
        self.lines = lines
        self.following = True
        self.match: Match | None = None
        self.pattern: re.Pattern[str] | None = None
        self.selection = Selection()
        self._widest = 0.0
        self._measure()
        self.setFont(theme.mono_font())
        self._copying = Slices(self)
        self._drag_scroll = QTimer(self, interval=_SCROLL_WHILE_SELECTING)
        self._drag_scroll.timeout.connect(self._scroll_to_pointer)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # Content

    def rows_changed(self, *, dropped: int = 0) -> None:
        """Show that lines came; `dropped` rows are gone from the front."""
        if dropped:
            self._move_up(dropped)
        self._set_ranges()
        if self.following:
            bar = self.verticalScrollBar()
            bar.setValue(bar.maximum())
        self.viewport().update()

    def reset(self) -> None:
        """Show other rows than before, from the tail."""
        self.match = None
        self.selection.set(None, None)
        self._widest = 0.0
        self.follow()

    def follow(self) -> None:
        """Go to the newest line and stay there."""
        self.following = True
        self.rows_changed()
        self.tail_left.emit(False)  # noqa: FBT003 - a Qt signal

    def show_match(self, match: Match | None, pattern: re.Pattern[str] | None) -> None:
        """Mark all hits of a pattern; bring this one into view unless it was there before."""
        moved = match is not None and match != self.match
        self.match, self.pattern = match, pattern
        if match is not None and moved:
            self._bring_into_view(match)
        self.viewport().update()

    def visible_text(self) -> str:
        """Return what can be read now, for those who listen to it."""
        first = self.verticalScrollBar().value()
        rows = self.lines.rows[first : first + self._page()]
        return "\n".join(ansi.plain(one) for one in rows)

    # Selection

    def selected_text(self) -> str:
        """Return what is selected, without escapes."""
        return "\n".join(self.selection.parts(self.lines.rows, LONGEST_SHOWN))

    def copy(self) -> None:
        """Copy the selection, or everything when nothing is selected; much of it in slices."""
        self._copying.start(self._copy())
        if 0 < self.selection.rows() < _COPIED_AT_ONCE:
            self._copying.finish()

    def select_all(self) -> None:
        """Select every row."""
        rows = self.lines.rows
        if rows:
            self.selection.set(TextPlace(0, 0), TextPlace(len(rows) - 1, len(ansi.plain(rows[-1]))))
            self.viewport().update()

    def _copy(self) -> Iterator[None]:
        rows = self.lines.rows
        some = self.selection.rows() > 0
        parts: list[str] = []
        for part in self.selection.parts(rows, LONGEST_SHOWN) if some else map(ansi.plain, rows):
            parts.append(part)
            yield
        QGuiApplication.clipboard().setText("\n".join(parts))
        self.copied.emit()

    # Geometry

    def _measure(self) -> None:
        self._layouts = LineLayouts(self.font())
        self._height = round(QFontMetricsF(self.font()).lineSpacing()) + 2

    def _page(self) -> int:
        return max(1, self.viewport().height() // self._height)

    def _set_ranges(self) -> None:
        bar = self.verticalScrollBar()
        was_following = self.following  # a shorter range moves the bar, which nobody asked for
        bar.setRange(0, max(0, len(self.lines.rows) - self._page()))
        bar.setPageStep(self._page())
        self.following = was_following
        across = self.horizontalScrollBar()
        across.setRange(0, max(0, round(self._widest) + 2 * MARGIN - self.viewport().width()))
        across.setPageStep(self.viewport().width())
        across.setSingleStep(round(self._layouts.tab))

    def _scrolled(self, value: int) -> None:
        at_end = value >= self.verticalScrollBar().maximum()
        if at_end != self.following:
            self.following = at_end
            self.tail_left.emit(not at_end)
        self.viewport().update()

    def _place_at(self, point: QPoint) -> TextPlace | None:
        rows = len(self.lines.rows)
        if not rows:
            return None
        row = self.verticalScrollBar().value() + point.y() // self._height
        row = min(max(row, 0), rows - 1)
        return TextPlace(row, self._line(row).column_at(self._across(point)))

    def _across(self, point: QPoint) -> float:
        return point.x() - MARGIN + self.horizontalScrollBar().value()

    def _line(self, row: int) -> LaidLine:
        return self._layouts.get(self.lines.rows[row])

    def _bring_into_view(self, match: Match) -> None:
        bar, page = self.verticalScrollBar(), self._page()
        if not bar.value() <= match.row < bar.value() + page:
            bar.setValue(match.row - page // 2)
        line = self._line(match.row)
        self._widest = max(self._widest, line.width)
        self._set_ranges()
        left, right = line.x_of(match.start), line.x_of(match.end)
        across = self.horizontalScrollBar()
        if not across.value() <= left <= right <= across.value() + self.viewport().width():
            across.setValue(round(left) - self.viewport().width() // 3)

    def _move_up(self, dropped: int) -> None:
        """Keep everything that counts rows on its line when the front is cut off."""
        if self.match is not None:
            moved = self.match.row - dropped
            self.match = self.match._replace(row=moved) if moved >= 0 else None
        self.selection.move_up(dropped)
        if not self.following:
            bar = self.verticalScrollBar()
            bar.setValue(max(0, bar.value() - dropped))

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's signature
        """Draw the visible rows."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.current().base)
        painter.setPen(theme.current().text)
        first = self.verticalScrollBar().value()
        left = MARGIN - self.horizontalScrollBar().value()
        widest = self._widest
        for row in range(first, min(first + self._page() + 1, len(self.lines.rows))):
            line = self._line(row)
            top = (row - first) * self._height
            line.layout.draw(painter, QPointF(left, top + 1), self._marks(row, line))
            widest = max(widest, line.width)
        if widest > self._widest:
            self._widest = widest
            QTimer.singleShot(0, self, self._set_ranges)

    def _marks(self, row: int, line: LaidLine) -> list[QTextLayout.FormatRange]:
        colours = theme.current()
        hits = self.pattern.finditer(line.text) if self.pattern is not None else ()
        marks = [ground(*hit.span(), colours.selection) for hit in hits]
        if self.match is not None and self.match.row == row:
            marks.append(ground(self.match.start, self.match.end, colours.found))
        columns = self.selection.columns(row, len(line.text))
        if columns is not None:
            marks.append(ground(*columns, colours.selection))
        return marks

    # Events

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for no more than the least: a page gives it what is left."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Draw everything anew in other colours, or in letters of another size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._measure()
            self.rows_changed()
        elif event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            self._layouts.clear()
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show as many rows as fit."""
        super().resizeEvent(event)
        self.rows_changed()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin a selection; with Shift, go on with the one there is."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self.selection.caret = self._place_at(event.position().toPoint())
        held = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if not held or self.selection.anchor is None:
            self.selection.anchor = self.selection.caret
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Select while the button is held, scrolling at the edges; else point at links."""
        point = event.position().toPoint()
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.selection.caret = self._place_at(point)
            if self.viewport().rect().contains(point):
                self._drag_scroll.stop()
            elif not self._drag_scroll.isActive():
                self._drag_scroll.start()
            self.viewport().update()
            return
        shape = Qt.CursorShape
        over = self._link_at(point) is not None
        self.viewport().setCursor(shape.PointingHandCursor if over else shape.IBeamCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click that selected nothing opens the link under it."""
        self._drag_scroll.stop()
        if event.button() is Qt.MouseButton.LeftButton and self.selection.span() is None:
            link = self._link_at(event.position().toPoint())
            if link is not None:
                self.link_activated.emit(link.path, link.line, link.column)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Select the word."""
        place = self._place_at(event.position().toPoint())
        if place is not None:
            self.selection.select_word(place, self._line(place.row).text)
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Copy, select all, or scroll."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar = self.verticalScrollBar()
            bar.setValue(0 if event.key() == Qt.Key.Key_Home else bar.maximum())
        else:
            super().keyPressEvent(event)

    def _scroll_to_pointer(self) -> None:
        point = self.viewport().mapFromGlobal(self.cursor().pos())
        step = -1 if point.y() < 0 else 1
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + step)
        self.selection.caret = self._place_at(point)

    def _link_at(self, point: QPoint) -> Link | None:
        row = self.verticalScrollBar().value() + point.y() // self._height
        if not 0 <= row < len(self.lines.rows):
            return None
        return self._line(row).link_at(self._across(point))
