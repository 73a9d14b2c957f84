"""The board as a table: chips, two lines where they belong together, and lines over time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from core.words import say
from gui.look import theme
from gui.runtime.speech import shown, tell
from gui.widgets.board.columns import COLUMNS, Column, Entry, Row
from gui.widgets.chart.paint import paint_line, paint_marks
from gui.widgets.chart.series import Plot, Series, span_of
from gui.widgets.chip import chip_width, paint_chip
from gui.widgets.server.environment_chip import paint_environment
from gui.wording.seen_words import SIGNS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent

    from gui.widgets.board.board_model import BoardModel, Index

_AIR = 6  # pixels beside what a cell shows
_FEWEST, _MOST = 3, 8  # rows that are in sight without scrolling
_FAINT = 0.55  # a line of what was seen long ago; words stay readable
_NAME_ROOM = 0.42  # of a cell for the server's name, where its environment stands beside it
_LEAST_LINE = 24  # pixels: a narrower line says nothing
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft | _MIDDLE, Qt.AlignmentFlag.AlignRight | _MIDDLE


class BoardView(QTableView):
    """`chosen` carries server and service of the row that was chosen; `opened`, pressed Enter."""

    chosen = Signal(str, str)
    opened = Signal(str, str)

    def __init__(self, model: BoardModel) -> None:
        super().__init__()
        self.board = model
        self.setModel(model)
        self.setItemDelegate(_Cell(self))
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        tell(self, accessibleName=say("Services"))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setDefaultAlignment(_LEFT)
        header.setSectionsClickable(False)
        self.activated.connect(lambda index: self.opened.emit(*model.rows[index.row()].key))
        for told in (model.modelReset, model.layoutChanged):
            told.connect(self.updateGeometry)

    def choose(self, key: tuple[str, str]) -> None:
        """Select a service; the place in the list moves only as far as it must."""
        row = self.board.row_of(key)
        if row >= 0 and key != self.key():
            self.setCurrentIndex(self.board.index(row, max(self.currentIndex().column(), 0)))

    def key(self) -> tuple[str, str] | None:
        """Return which one is selected."""
        index = self.currentIndex()  # the keyboard alone may have put it there
        is_chosen = index.isValid() and self.selectionModel().hasSelection()
        return self.board.rows[index.row()].key if is_chosen else None

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        """Tell what was chosen."""
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row():
            self.chosen.emit(*self.board.rows[current.row()].key)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All rows where they are few, else some with a bar."""
        rows = min(max(self.board.rowCount(), _FEWEST), _MOST)
        high = self.verticalHeader().defaultSectionSize()
        return QSize(400, self.horizontalHeader().sizeHint().height() + rows * high + 8)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As much as it hints, but never wider than the window."""
        return QSize(200, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave out the columns that do not fit; what is left takes all the room."""
        super().resizeEvent(event)
        letters = self.fontMetrics()
        self.verticalHeader().setDefaultSectionSize(round(letters.height() * 2.6))
        room = self.viewport().width()
        needs = {one: self._needs(one) for one in COLUMNS}
        shown_ones = _fitting(room, needs)
        spare = room - sum(needs[one] for one in shown_ones)
        growing = [one for one in shown_ones if COLUMNS[one].line or COLUMNS[one].below]
        for column in COLUMNS:
            self.setColumnHidden(column, column not in shown_ones)
            more = spare // len(growing) if column in growing else 0
            self.setColumnWidth(column, needs[column] + more)

    def _needs(self, column: Column) -> int:
        """Return how wide a column is at least: what it shows, and its title."""
        values = COLUMNS[column].letters * self.fontMetrics().averageCharWidth()
        if column is Column.STATE:
            values = max(chip_width(one, self.fontMetrics()) for one in SIGNS.values()) + 2 * _AIR
        return max(values, self.horizontalHeader().sectionSizeFromContents(column).width())


def _fitting(room: int, needs: Mapping[Column, int]) -> list[Column]:
    """Return the columns that fit into so many pixels."""
    found: list[Column] = []
    used = 0
    for column, entry in sorted(COLUMNS.items(), key=lambda one: one[1].rank):
        used += needs[column]
        if found and used > room and entry.rank:
            break
        found.append(column)
    return found


class _Cell(QStyledItemDelegate):
    """Paints a cell of the board."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground of the row, then what the column shows."""
        view = option.widget
        if not isinstance(view, BoardView):
            return
        row, column = view.board.rows[index.row()], Column(index.column())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(option.font)
        self._paint_ground(painter, option)
        place = option.rect.adjusted(_AIR, 0, -_AIR, 0)
        if column is Column.STATE:
            sign = replace(row.sign, colour="text_muted") if row.is_old else row.sign
            paint_chip(painter, place, sign)
        elif COLUMNS[column].below is not None:
            shows = column is Column.SERVICE and row.environment is not None
            _paint_two_lines(painter, place, COLUMNS[column], row, chip=shows)
        else:
            _paint_figure(painter, place, COLUMNS[column], row, view.board.line(row, column))
        painter.restore()

    @staticmethod
    def _paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
        colours, state = theme.current(), option.state
        if QStyle.StateFlag.State_Selected in state:
            painter.fillRect(option.rect, colours.selection)
        elif QStyle.StateFlag.State_MouseOver in state:
            painter.fillRect(option.rect, colours.hover)
        painter.setPen(colours.border)
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())


def _paint_two_lines(
    painter: QPainter, place: QRect, entry: Entry, row: Row, *, chip: bool
) -> None:
    colours, letters = theme.current(), painter.fontMetrics()
    below = shown(entry.below(row)) if entry.below else ""
    high = letters.height()
    upper = QRect(place.left(), place.center().y() - high, place.width(), high)
    if not below:
        upper = place
    strong = QFont(painter.font())
    strong.setWeight(QFont.Weight.DemiBold)
    painter.setFont(strong)
    painter.setPen(colours.text_muted if row.is_old else colours.text)
    painter.drawText(upper, _LEFT, _cut(painter, shown(entry.text(row)), place.width()))
    strong.setWeight(QFont.Weight.Normal)
    strong.setPointSizeF(strong.pointSizeF() * 0.9)
    painter.setFont(strong)
    lower = QRect(place.left(), place.center().y() + 1, place.width(), high)
    if chip and row.environment is not None:
        wide = letters.horizontalAdvance(below) + _AIR
        chip_left = min(lower.left() + wide, lower.left() + round(lower.width() * _NAME_ROOM))
        place = lower.adjusted(chip_left - lower.left(), 0, 0, 0)
        paint_environment(painter, place, row.environment, row.environment.name)
        lower.setRight(chip_left - _AIR)
    painter.setPen(colours.text_muted)
    painter.drawText(lower, _LEFT, _cut(painter, below, lower.width()))


def _paint_figure(
    painter: QPainter, place: QRect, entry: Entry, row: Row, line: Series | None
) -> None:
    colours = theme.current()
    text = shown(entry.text(row))
    warns = entry.warns is not None and entry.warns(row)
    wide = painter.fontMetrics().horizontalAdvance(text)
    quiet = colours.text_muted if row.is_old else colours.text
    painter.setPen(colours.warning if warns and not row.is_old else quiet)
    if line is None:
        painter.drawText(place, _LEFT, _cut(painter, text, place.width()))
        return
    painter.drawText(place, _RIGHT, _cut(painter, text, place.width()))
    room = QRectF(place).adjusted(0, place.height() * 0.2, -(wide + _AIR), -place.height() * 0.2)
    painter.setOpacity(_FAINT if row.is_old else 1.0)
    if room.width() >= _LEAST_LINE:
        _paint_spark(painter, room, line, warns=warns)


def _paint_spark(painter: QPainter, place: QRectF, series: Series, *, warns: bool) -> None:
    colours = theme.current()
    plot = Plot(series, place, span_of(series))
    paint_marks(painter, plot)
    paint_line(painter, plot, colours.warning if warns else colours.accent, width=1.2)


def _cut(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
