"""A chart tells each value to eyes and ears, breaks where nobody looked, and marks each release."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest

from core.words import say
from gui.runtime.speech import shown
from gui.widgets.board.overview import NumberTable, grown
from gui.widgets.chart.chart import Chart
from gui.widgets.chart.series import Moment, Plot, Series, span_of
from gui.wording import seen_words
from tests.gui.seen import cell_at

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def series(*values: float | None, moments: tuple[Moment, ...] = ()) -> Series:
    """A value every ten seconds."""
    points = tuple((place * 10.0, value) for place, value in enumerate(values))
    return Series(name=say("Memory"), points=points, words=seen_words.memory, moments=moments)


@pytest.mark.parametrize(
    ("at", "place"), [(-5, 0), (0, 0), (4, 0), (6, 1), (10, 1), (19, 2), (99, 2)]
)
def test_the_closest_point_is_found(at: float, place: int) -> None:
    assert series(1, 2, 3).nearest(at) == place


def test_where_there_are_no_points_none_is_closest() -> None:
    assert series().nearest(5) == -1
    assert series().last is None
    assert series(1, 2, None).last == 2
    assert span_of(series()) == (0, 0)
    assert span_of(series(1, 2), series(1, 2, 3)) == (0, 20)


def _runs(drawn: Series) -> list[list[tuple[float, float]]]:
    return Plot(drawn, QRectF(0, 0, 100, 110), span_of(drawn)).runs


def test_the_line_breaks_where_a_value_is_unknown() -> None:
    assert [len(run) for run in _runs(series(1, 2, None, 3, 4, 5))] == [2, 3]


def test_the_line_breaks_where_nobody_looked_for_long() -> None:
    points = ((0.0, 1.0), (10.0, 1.0), (20.0, 1.0), (100.0, 1.0), (110.0, 1.0))
    drawn = Series(name=say("Memory"), points=points, words=seen_words.memory)
    assert [len(run) for run in _runs(drawn)] == [3, 2]


def test_values_go_up_from_zero_and_time_to_the_right() -> None:
    ((first, last),) = _runs(series(0, 50))
    assert first == (0, 110)
    assert last[0] == 100
    assert last[1] == pytest.approx(10)


def test_little_looks_like_little() -> None:
    quiet = Series(
        name=say("CPU"), points=((0.0, 0.01), (10.0, 0.01)), words=seen_words.cpu, ceiling=0.1
    )
    ((first, _),) = _runs(quiet)
    assert first[1] == pytest.approx(100)


def test_arrow_keys_tell_each_value_with_the_release_of_its_time(qtbot: QtBot) -> None:
    chart = Chart()
    qtbot.addWidget(chart)
    chart.resize(300, 100)
    chart.show_series(series(1e6, 2e6, 3e6, moments=(Moment(at=15, label="41"),)))
    assert chart.accessibleName() == "Memory"
    assert chart.accessibleDescription() == "3.0 MB"
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.accessibleDescription().endswith(": 2.0 MB")
    QTest.keyClick(chart, Qt.Key.Key_End)
    assert chart.accessibleDescription().endswith(": 3.0 MB, release 41")
    QTest.keyClick(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.accessibleDescription().endswith(": 1.0 MB")
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.accessibleDescription() == "3.0 MB"


def test_the_mouse_tells_the_value_below_it_and_leaves_it_again(qtbot: QtBot) -> None:
    chart = Chart()
    qtbot.addWidget(chart)
    chart.resize(300, 100)
    chart.show_series(series(1e6, 2e6, None))
    chart.show()
    QTest.mouseMove(chart, QPoint(10, 50))
    qtbot.waitUntil(lambda: chart.accessibleDescription().endswith(": 1.0 MB"))
    QTest.mouseMove(chart, QPoint(290, 50))
    qtbot.waitUntil(lambda: chart.accessibleDescription().endswith(": unknown"))


def test_the_cursor_stays_at_its_moment_when_newer_values_come(qtbot: QtBot) -> None:
    chart = Chart()
    qtbot.addWidget(chart)
    chart.show_series(series(1e6, 2e6, 3e6))
    QTest.keyClick(chart, Qt.Key.Key_Left)
    points = tuple((10.0 * place, 1e6 * (place + 1)) for place in range(1, 6))
    chart.show_series(Series(name=say("Memory"), points=points, words=seen_words.memory))
    assert chart.accessibleDescription().endswith(": 2.0 MB")


def test_without_a_value_a_chart_says_so(qtbot: QtBot) -> None:
    chart = Chart()
    qtbot.addWidget(chart)
    chart.show_series(series(None, None))
    assert chart.accessibleDescription() == "No value yet."
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleDescription().endswith(": unknown")


def test_a_release_that_takes_much_more_memory_is_named() -> None:
    came = (Moment(at=25, label="41"),)
    found = grown(series(10e6, 10e6, 10e6, 20e6, 20e6, 20e6, moments=came))
    assert found is not None
    assert "Average memory use: 20.0 MB since release 41" in shown(found)


@pytest.mark.parametrize(
    ("values", "moments"),
    [
        ((10, 10, 10, 14, 14, 14), (Moment(at=25, label="41"),)),  # less than half as much more
        ((10, 10, 10, 20, 20, 20), ()),  # no release came
        ((10, 10, 10, 20, 20, 20), (Moment(at=-5, label="41"),)),  # … came before
        ((10, 10, 10, 20, 20), (Moment(at=25, label="41"),)),  # too short a time
        ((10, 10, None, 20, 20, 20), (Moment(at=25, label="41"),)),
    ],
)
def test_no_release_is_blamed_without_enough_to_see(
    values: tuple[float | None, ...], moments: tuple[Moment, ...]
) -> None:
    assert grown(series(*values, moments=moments)) is None


def test_the_table_has_the_same_numbers_the_newest_first(qtbot: QtBot) -> None:
    table = NumberTable()
    qtbot.addWidget(table)
    lines = (series(1e6, None), series(3e6, 4e6), series(5e6, 6e6), series(7e6, 8e6))
    table.show_lines(lines)
    rows = [[cell_at(table, row, column).text() for column in range(1, 5)] for row in range(2)]
    assert rows == [
        ["unknown", "4.0 MB", "6.0 MB", "8.0 MB"],
        ["1.0 MB", "3.0 MB", "5.0 MB", "7.0 MB"],
    ]
