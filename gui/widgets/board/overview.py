"""How one service did lately: four charts over the same time, and the same numbers as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from core.words import Text, say
from gui.runtime.speech import shown, speech, tell
from gui.widgets.board.columns import LINES
from gui.widgets.chart.chart import Chart
from gui.widgets.chart.series import span_of
from gui.widgets.fold import unfolder
from gui.widgets.parts import row as in_a_row
from gui.widgets.parts import sentence
from gui.widgets.quiet_table import QuietTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.widgets.board.columns import Row
    from gui.widgets.chart.series import Series

_ROWS = 120  # of the table: the newest
_GREW = 1.5  # times as much memory as before a release, on average, is worth a sentence
_SPANS = (
    (say("Last hour"), 3600.0),
    (say("Last day"), 86_400.0),
    (say("All data"), float("inf")),
)
_ENOUGH = 3  # values on either side


class Overview(QWidget):
    """Memory, CPU, response time and restarts of a `Row`; releases are marks on all of them."""

    def __init__(self) -> None:
        super().__init__()
        self.charts = tuple(Chart() for _ in LINES)
        self.span = QComboBox()
        tell(self.span, accessibleName=say("Time range"))
        self.grown = sentence()
        self.grown.setObjectName("warning")
        self.table = NumberTable()
        self.unfold = unfolder(say("The same numbers as a table"), self.table)
        self.unfold.toggled.connect(self._fill)
        self._lines: tuple[Series, ...] = ()
        self._row: Row | None = None
        self.span.currentIndexChanged.connect(self._show)
        speech().changed.connect(self._reword)
        self._reword()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for place, chart in enumerate(self.charts):
            grid.addWidget(chart, place // 2, place % 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addLayout(in_a_row(self.span))
        column.addWidget(self.grown)
        column.addLayout(grid, 1)
        column.addWidget(self.unfold)
        column.addWidget(self.table)
        column.addStretch()

    def show_row(self, row: Row) -> None:
        """Show how this service did."""
        self._row = row
        self._show()

    def _show(self) -> None:
        if (row := self._row) is None:
            return
        begin = row.machine.at - _SPANS[max(self.span.currentIndex(), 0)][1]
        self._lines = tuple(line(row).since(begin) for line in LINES)
        span = span_of(*self._lines)
        for chart, line in zip(self.charts, self._lines, strict=True):
            chart.show_series(line, span)
        found = grown(self._lines[0])
        self.grown.setVisible(found is not None)
        if found is not None:
            tell(self.grown, text=found)
        self._fill()

    def _reword(self) -> None:
        chosen = max(self.span.currentIndex(), 0)
        self.span.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.span.clear()
        self.span.addItems([shown(name) for name, _ in _SPANS])
        self.span.setCurrentIndex(chosen)
        self.span.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._show()

    def _fill(self) -> None:
        if self.unfold.isChecked():
            self.table.show_lines(self._lines)


class NumberTable(QuietTable):
    """A row for each moment, the newest first: for exact numbers, and for those who listen."""

    def __init__(self) -> None:
        super().__init__(say("Numbers over time"), columns=1 + len(LINES))

    def show_lines(self, lines: Sequence[Series]) -> None:
        """Show these; a release that came stands in the row of the next moment."""
        titles = (say("Time"), *(one.name for one in lines))
        moments = [at for at, _ in lines[0].points][-_ROWS:] if lines else []
        rows = [
            [_when(at, lines[0]), *(_value(line, at) for line in lines)] for at in reversed(moments)
        ]
        self.show_rows(titles, rows, numbers=range(1, len(titles)))


def _value(line: Series, at: float) -> str:
    value = line.points[line.nearest(at)][1]
    return shown(say("unknown") if value is None else line.words(value))


def grown(memory: Series) -> Text | None:
    """Say that the newest release takes much more memory than the one before, where it does."""
    begin = memory.points[0][0] if memory.points else 0.0
    inside = [one for one in memory.moments if one.at > begin]
    if not inside:
        return None
    last = inside[-1]
    before = [value for at, value in memory.points if value is not None and at < last.at]
    since = [value for at, value in memory.points if value is not None and at >= last.at]
    if min(len(before), len(since)) < _ENOUGH:
        return None
    earlier, later = sum(before) / len(before), sum(since) / len(since)
    if later < earlier * _GREW:
        return None
    return say(
        "Average memory use: {after} since release {n}, {before} before.",
        n=last.label,
        after=memory.words(later),
        before=memory.words(earlier),
    )


def _when(at: float, line: Series) -> str:
    moment = QDateTime.fromSecsSinceEpoch(round(at))
    time = QLocale().toString(moment, QLocale.FormatType.ShortFormat)
    release = line.release_at(at)
    if not release:
        return time
    return shown(say("{time}, release {n}", time=time, n=release))
