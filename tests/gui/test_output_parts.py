"""The parts of the output: what is kept, found, selected, followed and drawn, by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtTest import QTest

from gui.look import theme
from gui.widgets.log import ansi
from gui.widgets.log.fault_list import FaultList
from gui.widgets.log.find_bar import FindBar
from gui.widgets.log.log_finder import LogFinder
from gui.widgets.log.log_layout import LONGEST_SHOWN, LineLayouts
from gui.widgets.log.log_lines import LogLines, is_problem
from gui.widgets.log.log_pane import LogPane
from gui.widgets.log.log_selection import Match, Selection, TextPlace
from gui.widgets.parts import sentence
from tests.gui.conftest import until
from tests.gui.test_log_pane import fill

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

_SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def pane(qtbot: QtBot, app_loop: object) -> LogPane:
    del app_loop
    made = LogPane()
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    return made


# Lines


@pytest.mark.parametrize(("came", "left", "dropped"), [(100, 100, 0), (101, 90, 11), (150, 90, 60)])
def test_a_tenth_more_than_is_too_much_goes_and_the_newest_stay(
    came: int, left: int, dropped: int
) -> None:
    lines = LogLines(100)
    assert lines.add(str(number) for number in range(came)) == (dropped, came)
    assert (len(lines.all), lines.all[-1]) == (left, str(came - 1))


def test_of_filtered_lines_those_that_are_shown_are_counted() -> None:
    lines = LogLines(10)
    lines.add(str(number) for number in range(10))
    for _ in lines.show_only(lambda text: int(text) % 2 == 0):
        pass
    assert lines.rows == ["0", "2", "4", "6", "8"]
    assert lines.add(["10", "11"]) == (2, 1), "0 and 2 are gone, 10 came"
    assert lines.rows == ["4", "6", "8", "10"]
    for _ in lines.show_only(None):
        pass
    assert lines.rows == lines.all == [str(number) for number in range(3, 12)]
    lines.clear()
    assert lines.all == lines.rows == []
    assert LogLines().most == 500_000


@pytest.mark.parametrize(
    ("line", "bad"),
    [
        ("./main.go:3:2: undefined: x", True),
        ("a warning", True),
        ("FATAL", True),
        ("errors: none", False),
        ("terror", False),
        ("sqlite3.c:7:1: x", True),
        ("ok  example.com/shop", False),
        (" " * 2_001 + "error", False),
        (" " * 1_990 + "error", True),
    ],
)
def test_what_went_wrong_is_told_from_the_rest(line: str, bad: bool) -> None:  # noqa: FBT001 - a column
    assert is_problem(line) is bad


def test_a_mistake_is_listed_once_and_two_hundred_at_most(qtbot: QtBot) -> None:
    made = FaultList()
    qtbot.addWidget(made)
    opened: list[tuple[str, int, int]] = []
    made.opened.connect(lambda *place: opened.append(place))
    made.take("as ./z.go:1: says")
    assert (made.count(), made.isHidden()) == (0, True)
    for number in range(1, 203):
        made.take(f"./a.go:{number}: bad")
        made.take(f"\x1b[31m./a.go:{number}: bad\x1b[0m")
    assert made.count() == 200
    made.rows.itemActivated.emit(made.rows.item(2))
    assert opened == [("a.go", 3, 1)]


# Find


@pytest.fixture
def finder(
    app_loop: object, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> tuple[LogLines, LogFinder]:
    del app_loop
    lines = LogLines(1_000)
    parent = sentence()
    qtbot.addWidget(parent)
    made = LogFinder(lines, parent)
    monkeypatch.setattr(lines, "parent", parent, raising=False)  # kept alive
    return lines, made


async def _found(finder: LogFinder, count: int) -> None:
    await until(lambda: len(finder.matches) == count)


async def test_hits_are_stepped_through_round_both_ends(
    finder: tuple[LogLines, LogFinder],
) -> None:
    lines, find = finder
    lines.add(["a.b a.b", "A.B", "axb", "\x1b[31ma\x1b[0m.b"])
    find.look_for("a.b")
    await _found(find, 4)
    assert find.matches == [Match(0, 0, 3), Match(0, 4, 7), Match(1, 0, 3), Match(3, 0, 3)]
    seen = [find.index]
    for by in (1, 1, 1, 1, -1, -1):
        find.step(by)
        seen.append(find.index)
    assert seen == [0, 1, 2, 3, 0, 3, 2]
    assert find.current == Match(1, 0, 3)
    find.look_for("")
    assert (find.matches, find.pattern) == ([], None)
    assert find.current is None
    find.step(1)
    assert find.index == 0


async def test_hits_stay_on_their_lines_when_the_oldest_go(
    finder: tuple[LogLines, LogFinder],
) -> None:
    lines, find = finder
    lines.add(["x", "no", "x", "x"])
    find.look_for("x")
    await _found(find, 3)
    find.step(1)
    del lines.all[:2]
    find.rows_changed(dropped=2)
    assert (find.matches, find.index) == ([Match(0, 0, 1), Match(1, 0, 1)], 0)
    assert find.current == Match(0, 0, 1)
    find.step(1)
    del lines.all[:2]
    find.rows_changed(dropped=2)
    assert find.matches == []
    assert find.current is None
    lines.add(["x"])
    find.rows_changed()
    await _found(find, 1)


def test_keys_step_close_and_search_and_the_count_is_told(qtbot: QtBot) -> None:
    bar = FindBar()
    qtbot.addWidget(bar)
    bar.show()
    steps: list[int] = []
    wanted: list[str] = []
    closed: list[bool] = []
    bar.stepped.connect(steps.append)
    bar.wanted.connect(wanted.append)
    bar.closed.connect(lambda: closed.append(True))
    QTest.keyClicks(bar.field, "ab")
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    QTest.keyClick(bar.field, Qt.Key.Key_Return, _SHIFT)
    bar.next.click()
    bar.previous.click()
    assert (steps, wanted, closed) == ([1, -1, 1, -1], ["a", "ab"], [])
    bar.show_count(2, 5)
    assert bar.count.text() == "2 of 5"
    bar.show_count(0, 0)
    assert bar.count.text() == "No hits"
    bar.begin()
    assert (wanted[-1], bar.field.selectedText()) == ("ab", "ab")
    bar.field.clear()
    bar.show_count(0, 0)
    assert bar.count.text() == ""
    bar.close_button.click()
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert closed == [True, True]


# The view


@pytest.mark.parametrize("following", [True, False])
async def test_the_newest_line_is_followed_only_from_the_end(
    pane: LogPane,
    following: bool,  # noqa: FBT001 - both cases
) -> None:
    await fill(pane, 100)
    bar = pane.view.verticalScrollBar()
    if not following:
        bar.setValue(bar.maximum() - 1)
    place = bar.value()
    await fill(pane, 3)
    assert (bar.value() == bar.maximum()) is following
    assert (bar.value() == place) is not following
    assert pane.jump.isVisible() is not following
    if not following:
        assert pane.jump.text() == "Jump to latest (3 new)"
        bar.setValue(bar.maximum())
        assert pane.jump.isHidden()
        assert pane.view.following


async def test_a_larger_window_does_not_begin_to_follow_by_itself(pane: LogPane) -> None:
    await fill(pane, 100)
    bar = pane.view.verticalScrollBar()
    bar.setValue(bar.maximum() - 1)
    before = bar.maximum()
    pane.resize(pane.width(), pane.height() + 10 * pane.fontMetrics().height())
    await until(lambda: bar.maximum() < before - 2)
    assert (bar.value(), pane.view.following) == (bar.maximum(), False)


async def test_a_hit_out_of_sight_is_brought_into_view(pane: LogPane) -> None:
    pane.append(["needle", *(f"line {n}" for n in range(300))])
    await until(lambda: len(pane.lines.all) == 301)
    pane.finder.look_for("needle")
    await until(lambda: pane.view.match is not None)
    assert pane.view.visible_text().startswith("needle")
    assert pane.view.verticalScrollBar().value() == 0


async def test_what_is_copied_is_what_is_selected_or_all(pane: LogPane) -> None:
    await fill(pane, 5)
    pane.view.selection.set(TextPlace(3, 2), TextPlace(1, 3))
    pane.view.copy()
    assert QGuiApplication.clipboard().text() == "e 1\nline 2\nli"
    pane.view.selection.set(None, None)
    copied: list[bool] = []
    pane.view.copied.connect(lambda: copied.append(True))
    pane.view.copy()
    await until(lambda: copied)
    assert QGuiApplication.clipboard().text() == "\n".join(f"line {n}" for n in range(5))
    QTest.keyClick(pane.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert pane.view.selected_text().count("\n") == 4
    QTest.keyClick(pane.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "\n".join(f"line {n}" for n in range(5))


async def test_home_and_end_lead_to_the_first_and_the_newest_line(pane: LogPane) -> None:
    await fill(pane, 200)
    QTest.keyClick(pane.view, Qt.Key.Key_Home)
    assert pane.view.visible_text().startswith("line 0\n")
    QTest.keyClick(pane.view, Qt.Key.Key_End)
    assert pane.view.visible_text().endswith("line 199")


async def test_a_click_that_selects_opens_no_link_and_shift_goes_on(pane: LogPane) -> None:
    pane.append(["./cmd/main.go:3:2: undefined: x", "no place here"])
    await until(lambda: pane.lines.rows)
    pane.grab()
    opened: list[tuple[object, ...]] = []
    pane.link_activated.connect(lambda *place: opened.append(place))
    view, left = pane.view.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(view, left, pos=QPoint(10, 8))
    QTest.mouseMove(view, QPoint(90, 8))
    QTest.mouseRelease(view, left, pos=QPoint(90, 8))
    assert (opened, bool(pane.view.selected_text())) == ([], True)
    before = pane.view.selection.anchor
    QTest.mouseClick(view, left, _SHIFT, QPoint(60, 8))
    assert pane.view.selection.anchor == before
    QTest.mouseClick(view, Qt.MouseButton.RightButton, pos=QPoint(30, 8))
    QTest.mouseClick(view, left, pos=QPoint(690, 8))
    QTest.mouseClick(view, left, pos=QPoint(30, 200))
    assert opened == []
    QTest.mouseClick(view, left, pos=QPoint(30, 8))
    assert opened == [("./cmd/main.go", 3, 2)]


async def test_many_lines_in_one_are_shown_as_many_and_all_are_saved(
    pane: LogPane, tmp_path: Path
) -> None:
    pane.append(["a\nb", "\x1b[31mc\x1b[0m"])
    assert pane.text() == "a\nb\nc"
    await until(lambda: len(pane.lines.all) == 3)
    pane.problems_only.setChecked(True)
    await until(lambda: pane.lines.rows == [])
    pane.save(str(tmp_path / "x"))
    await until(lambda: not pane._saving.running)
    assert (tmp_path / "x").read_text() == "a\nb\nc\n"


@pytest.mark.parametrize(
    ("anchor", "caret", "said"),
    [
        (TextPlace(0, 1), TextPlace(0, 3), ["bc"]),
        (TextPlace(0, 3), TextPlace(0, 1), ["bc"]),
        (TextPlace(0, 2), TextPlace(2, 1), ["cd", "efgh", "i"]),
        (TextPlace(0, 2), TextPlace(0, 2), []),
        (TextPlace(1, 0), TextPlace(9, 9), ["efgh", "ijkl"]),
        (None, TextPlace(0, 2), []),
    ],
)
def test_a_selection_is_from_place_to_place(
    anchor: TextPlace | None, caret: TextPlace | None, said: list[str]
) -> None:
    made = Selection()
    made.set(anchor, caret)
    assert list(made.parts(["abcd", "ef\x1b[1mgh", "ijkl"], 4_000)) == said
    made.move_up(1)
    if anchor == TextPlace(0, 2) and said:
        assert (made.anchor, made.caret) == (TextPlace(0, 0), TextPlace(1, 1))


@pytest.mark.parametrize(
    ("column", "word"), [(0, "a/b_c.go"), (8, "a/b_c.go"), (9, ""), (10, "x-1"), (99, "x-1")]
)
def test_a_word_is_what_a_path_is_made_of(column: int, word: str) -> None:
    made = Selection()
    text = "a/b_c.go: x-1"
    made.select_word(TextPlace(0, column), text)
    span = made.span()
    assert (text[span[0].column : span[1].column] if span else "") == word


def test_a_line_is_laid_out_with_its_colours_and_links_and_shortened(qapp: object) -> None:
    del qapp
    layouts = LineLayouts(QFont())
    line = layouts.get("\x1b[1;31mbad\x1b[0m a.go:3:7")
    assert [(one.path, one.line, one.column) for one in line.links] == [("a.go", 3, 7)]
    first = line.layout.formats()[0]
    assert (first.start, first.length, first.format.fontWeight()) == (0, 3, QFont.Weight.Bold)
    assert first.format.foreground().color() == theme.current().ansi[1]
    assert layouts.get("\x1b[1;31mbad\x1b[0m a.go:3:7") is line
    assert line.link_at(line.width + 1) is None
    exact, longer = "x" * LONGEST_SHOWN, "x" * (LONGEST_SHOWN + 1)
    assert layouts.get(exact).text == exact
    assert layouts.get(longer).text == exact + "…"
    layouts.clear()
    assert layouts.get(exact).text == exact


@pytest.mark.parametrize(
    ("codes", "style"),
    [
        ("1", ansi.Style(bold=True)),
        ("7", ansi.Style(bold=True)),
        ("3;4", ansi.Style(italic=True, underline=True)),
        ("1;22", ansi.PLAIN),
        ("4;24", ansi.PLAIN),
        ("31;39", ansi.PLAIN),
        ("37", ansi.Style(colour=7)),
        ("90", ansi.Style(colour=8)),
        ("97", ansi.Style(colour=15)),
        ("38;5;15", ansi.Style(colour=15)),
        ("38;5;243", ansi.Style(colour=8)),
        ("38;5;244", ansi.Style(colour=7)),
        ("38;2;10;10;10", ansi.Style(colour=8)),
        ("31;0", ansi.PLAIN),
        ("31;", ansi.PLAIN),
    ],
)
def test_each_code_has_its_style(codes: str, style: ansi.Style) -> None:
    runs = ansi.parse(f"\x1b[{codes}mx")[1]
    assert (runs[0].style if runs else ansi.PLAIN) == style
