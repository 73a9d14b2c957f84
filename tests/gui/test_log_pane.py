"""The log pane keeps up, can be searched and copied, and never lies."""

from __future__ import annotations

import asyncio
import gc
import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest

from gui.look import theme
from gui.widgets.log.log_lines import LogLines, is_problem, links
from gui.widgets.log.log_pane import LogPane
from gui.widgets.log.log_selection import TextPlace
from tests.gui.conftest import until

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture
def pane(qtbot: QtBot, qapp: QApplication) -> LogPane:
    theme.apply(qapp, theme.Theme.LIGHT)
    pane = LogPane()
    qtbot.addWidget(pane)
    pane.resize(700, 400)
    pane.show()
    return pane


async def fill(pane: LogPane, count: int) -> None:
    """Add lines, and wait until they are all there."""
    before = len(pane.lines.all)
    pane.append(f"line {number}" for number in range(count))
    await until(lambda: len(pane.lines.all) == before + count)


async def test_lines_appear_and_the_newest_is_in_view(pane: LogPane) -> None:
    await fill(pane, 1_000)
    assert pane.view.visible_text().endswith("line 999")
    assert pane.text().startswith("line 0\nline 1\n")


async def test_scrolled_up_it_stays_and_counts_what_came(pane: LogPane) -> None:
    await fill(pane, 200)
    pane.view.verticalScrollBar().setValue(10)
    assert pane.jump.isVisible()
    seen = pane.view.visible_text()
    await fill(pane, 7)
    assert pane.view.visible_text() == seen
    assert "7" in pane.jump.text()


async def test_the_jump_button_returns_to_the_latest(pane: LogPane) -> None:
    await fill(pane, 200)
    pane.view.verticalScrollBar().setValue(0)
    pane.jump.click()
    assert not pane.jump.isVisible()
    await fill(pane, 50)
    assert pane.view.visible_text().endswith("line 49")


async def test_find_counts_wraps_and_escape_returns_to_the_log(pane: LogPane) -> None:
    await fill(pane, 100)
    QTest.keyClick(pane.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    pane.open_find()
    QTest.keyClicks(pane.find_bar.field, "LINE 9")
    await until(lambda: pane.find_bar.count.text() == "1 of 11")
    QTest.keyClick(pane.find_bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert pane.find_bar.count.text() == "11 of 11"
    assert "line 99" in pane.view.visible_text()
    QTest.keyClick(pane.find_bar.field, Qt.Key.Key_Return)
    assert pane.find_bar.count.text() == "1 of 11"
    QTest.keyClick(pane.find_bar.field, Qt.Key.Key_Escape)
    assert not pane.find_bar.isVisible()
    assert pane.view.match is None


async def test_find_sees_lines_that_come_later(pane: LogPane) -> None:
    pane.open_find()
    pane.find_bar.field.setText("needle")
    assert pane.find_bar.count.text() == "No hits"
    pane.append(["a needle", "no", "a \x1b[31mnee\x1b[0mdle"])
    await until(lambda: len(pane.finder.matches) == 2)


async def test_copied_text_has_no_escapes(pane: LogPane) -> None:
    pane.append(["\x1b[31mred\x1b[0m", "固定\x07"])
    await until(lambda: pane.lines.rows)
    pane.view.select_all()
    pane.view.copy()
    assert QGuiApplication.clipboard().text() == "red\n固定^G"


async def test_a_double_click_selects_the_word_and_a_drag_what_it_passes(pane: LogPane) -> None:
    pane.append(["hello brave world"])
    await until(lambda: pane.lines.rows)
    pane.grab()
    advance = pane.view.fontMetrics().horizontalAdvance("x")
    word = QPoint(8 + advance * 8, 8)
    QTest.mouseDClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=word)
    assert pane.view.selected_text() == "brave"
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(pane.view.viewport(), left, pos=QPoint(8, 8))
    QTest.mouseMove(pane.view.viewport(), QPoint(8 + advance * 5, 8))
    QTest.mouseRelease(pane.view.viewport(), left, pos=QPoint(8 + advance * 5, 8))
    assert pane.view.selected_text() == "hello"


async def test_a_place_in_a_source_file_opens_by_a_click(pane: LogPane, qtbot: QtBot) -> None:
    pane.append(["./cmd/main.go:3:2: undefined: x"])
    await until(lambda: pane.lines.rows)
    pane.grab()
    with qtbot.waitSignal(pane.link_activated, timeout=0, raising=False) as told:
        QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, 8))
    assert told.args == ["./cmd/main.go", 3, 2]


async def test_problems_only_keeps_what_went_wrong(pane: LogPane) -> None:
    pane.append(["go: downloading", "./main.go:3:2: undefined: x", "ok", "ld: warning: old"])
    await until(lambda: pane.lines.rows)
    pane.problems_only.setChecked(True)
    await until(lambda: len(pane.lines.rows) == 2)
    pane.append(["fine", "panic: no"])
    await until(lambda: len(pane.lines.rows) == 3)
    assert pane.text().count("\n") == 5
    pane.problems_only.setChecked(False)
    await until(lambda: len(pane.lines.rows) == 6)


async def test_the_oldest_lines_go_when_the_limit_is_passed(pane: LogPane) -> None:
    pane.lines.most = 1_000
    await fill(pane, 1_000)
    pane.view.verticalScrollBar().setValue(500)
    seen = pane.view.visible_text()
    pane.append(["one more"])
    await until(lambda: pane.lines.all[-1] == "one more")
    assert len(pane.lines.all) == 900
    assert pane.view.visible_text() == seen


async def test_a_selection_stays_on_its_lines_when_the_oldest_go(pane: LogPane) -> None:
    pane.lines.most = 100
    await fill(pane, 100)
    row = pane.lines.rows.index("line 50")
    pane.view.selection.set(TextPlace(row, 0), TextPlace(row, 7))
    pane.append(["one more"])
    await until(lambda: pane.lines.all[-1] == "one more")
    assert pane.view.selected_text() == "line 50"


async def test_it_saves_what_it_says(pane: LogPane, tmp_path: Path) -> None:
    pane.append(["\x1b[32mgreen\x1b[0m", "two"])
    await until(lambda: pane.lines.rows)
    pane.save(str(tmp_path / "log.txt"))
    await until(lambda: not pane._saving.running)
    assert (tmp_path / "log.txt").read_text("utf-8") == "green\ntwo\n"


async def test_clear_forgets_everything(pane: LogPane) -> None:
    await fill(pane, 100)
    pane.append(["waiting"])
    pane.clear()
    assert pane.text() == ""
    assert pane.view.visible_text() == ""


async def test_a_flood_of_lines_loses_none(pane: LogPane) -> None:
    for _ in range(50):
        pane.append(f"\x1b[3{number % 8}mline\x1b[0m {number}" for number in range(1_000))
        await asyncio.sleep(0.002)
    await until(lambda: len(pane.lines.all) == 50_000)


async def test_find_and_copy_of_much_leave_room_for_the_window(pane: LogPane) -> None:
    pane.append(f"\x1b[31mline\x1b[0m {number}" for number in range(100_000))
    await until(lambda: pane.lines.rows)
    pane.finder.look_for("9999")
    pane.view.copy()
    turns = 0
    while pane.finder._slices.running or pane.view._copying.running:
        await asyncio.sleep(0)
        turns += 1
    assert len(pane.finder.matches) == 19
    assert turns > 1, "the window gets its turn in between"


async def test_whoever_listens_is_told_what_it_is_and_says(pane: LogPane) -> None:
    pane.append(["hello"])
    await until(lambda: pane.lines.rows)
    found = QAccessible.queryAccessibleInterface(pane.view)
    assert found.role() is QAccessible.Role.Terminal
    assert found.text(QAccessible.Text.Name) == "Output"
    assert found.text(QAccessible.Text.Value) == "hello"


def test_panes_come_and_go_while_somebody_listens(qapp: QApplication) -> None:
    gc.freeze()  # what other tests left is not looked through fifty times
    for _ in range(50):
        pane = LogPane()
        assert QAccessible.queryAccessibleInterface(pane.view).role() is QAccessible.Role.Terminal
        pane.deleteLater()
        qapp.sendPostedEvents(pane, QEvent.Type.DeferredDelete)
        del pane
        gc.collect()
    gc.unfreeze()


def test_a_line_too_long_for_a_screen_is_drawn_shortened_and_copied_whole(pane: LogPane) -> None:
    pane.lines.add(["x" * 100_000])
    pane.view.rows_changed()
    pane.grab()
    pane.view.select_all()
    assert len(pane.view.selected_text()) == 100_000


def test_links_are_found_where_words_begin() -> None:
    found = [one.groups() for one in links("at a/b_c.go:12:5 and C:\\x\\y.go:3, z.txt:4 (m.go:7)")]
    assert found == [("a/b_c.go", "12", "5"), ("C:\\x\\y.go", "3", None), ("m.go", "7", None)]


def test_a_hostile_line_takes_no_hostile_time() -> None:
    begin = time.process_time()
    assert not list(links("a.go" * 5_000))
    assert not is_problem("x" * 1_000_000)
    assert time.process_time() - begin < 10, "a pattern that goes back and forth takes minutes"


def test_filtering_while_lines_come_loses_none() -> None:
    lines = LogLines()
    lines.add([f"{number}" for number in range(2_000)])
    work = lines.show_only(lambda text: text.endswith("7"))
    next(work)
    lines.add(["17", "18"])
    for _ in work:
        pass
    assert len(lines.rows) == 201
