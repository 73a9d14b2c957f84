"""The log of a service on many servers: what is shown, how, and that the window never waits."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QMenu

from core.events import Noticed
from core.operate import log_faults
from core.usecases import reading_logs
from gui.actions.following import LogReader
from gui.look import theme
from gui.runtime.speech import use_language
from gui.widgets.log import ansi
from gui.widgets.log.entry_rows import RowStyle
from gui.widgets.log.service_log import ServiceLog, Sign
from tests.gui.conftest import until
from tests.gui.made_up import three_servers
from tests.gui.test_deploying import look, page
from tests.gui.test_main_window import project, window
from tests.made_up import problem
from tests.reading import line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from core.events import Event, ServiceLine
    from gui.pages.deploy import DeployPage
    from gui.shell.main_window import MainWindow

__all__ = ["look", "page", "project", "window"]  # fixtures
CUT = Noticed(problem=log_faults.cut_off("web1", problem("connection_lost")), server="web1")
BACK = Noticed(problem=log_faults.back_again("web1"), server="web1")


@pytest.fixture
def log(qtbot: QtBot, qapp: QApplication) -> ServiceLog:
    theme.apply(qapp, theme.Theme.LIGHT)
    log = ServiceLog()
    qtbot.addWidget(log)
    log.resize(900, 500)
    log.show()
    log.begin(("web1", "web2"))
    return log


def rows(log: ServiceLog) -> list[str]:
    """What can be read, without its times."""
    return [one[19:] for one in log.pane.text().splitlines()]


async def shows(log: ServiceLog, *wanted: str) -> None:
    await until(lambda: rows(log) == list(wanted))


def some(log: ServiceLog) -> None:
    log.take(line("ready"))
    log.take(line("slow", server="web2", level="warning", fields={"ms": 300, "path": "/a"}))
    log.take(line("gone", level="error", fields={"path": "/b"}))


async def test_each_line_has_its_server_its_level_and_its_fields(log: ServiceLog) -> None:
    some(log)
    await shows(
        log,
        "web1   info    ready",
        "web2   warning slow ms=300 path=/a",
        "web1   error   gone path=/b",
    )


async def test_lines_are_chosen_by_server_level_and_text(log: ServiceLog) -> None:
    some(log)
    log.levels.setCurrentIndex(log.levels.findData("warning"))
    await shows(log, "web2   warning slow ms=300 path=/a", "web1   error   gone path=/b")
    log.servers.setCurrentIndex(log.servers.findData("web1"))
    await shows(log, "web1   error   gone path=/b")
    log.levels.setCurrentIndex(0)
    log.text.setText("READY")
    await shows(log, "web1   info    ready")
    log.take(line("not ready", server="web2"))
    log.take(line("ready again"))
    await shows(log, "web1   info    ready", "web1   info    ready again")


async def test_a_field_gets_a_column_when_it_is_wanted(log: ServiceLog) -> None:
    some(log)
    await until(lambda: len(rows(log)) == 3)
    log.fields.click()
    menu = log.findChild(QMenu)
    assert isinstance(menu, QMenu)
    names = [one.text() for one in menu.actions()]
    assert names == ["path", "ms"], "what is met most often comes first"
    menu.actions()[0].setChecked(True)
    menu.close()
    await shows(
        log,
        "web1   info                 ready",
        "web2   warning /a           slow ms=300",
        "web1   error   /b           gone",
    )
    assert log.pane.head.isVisible()
    assert log.pane.head.text()[19:] == "Server Level   path         Message"
    assert log.pane.head.accessibleName() == "Columns: Time, Server, Level, path, Message"


async def test_a_pause_keeps_what_comes_and_says_how_much(log: ServiceLog) -> None:
    log.take(line("before"))
    await shows(log, "web1   info    before")
    log.pause.click()
    log.take(line("one"))
    log.take(line("two"))
    await until(lambda: log.sign.text() == "Paused · 2 new lines")
    assert rows(log) == ["web1   info    before"]
    log.pause.click()
    await shows(log, "web1   info    before", "web1   info    one", "web1   info    two")
    assert (log.state, log.sign.text()) == (Sign.LIVE, "Live")


async def test_a_cut_line_is_told_in_the_log_and_by_its_sign(log: ServiceLog) -> None:
    log.take(CUT)
    assert log.sign.text() == "Reconnecting"
    log.take(BACK)
    assert log.sign.text() == "Live"
    await until(lambda: "Reconnected to web1." in log.pane.text())
    assert "The log of web1 is interrupted." in log.pane.text()
    log.end()
    assert (log.sign.text(), log.stop.text()) == ("Stopped", "Read again")


async def test_long_lines_are_broken_where_that_is_wanted(log: ServiceLog) -> None:
    log.take(line("x" * 500))
    await until(lambda: len(rows(log)) == 1)
    log.wrap.setChecked(True)
    await until(lambda: len(rows(log)) > 3)
    broken = log.pane.text().splitlines()
    assert sum(one.count("x") for one in broken) == 500
    assert len({len(one) for one in broken[:-1]}) == 1
    log.wrap.setChecked(False)
    await until(lambda: len(rows(log)) == 1)


def test_breaking_a_line_keeps_its_letters_and_its_colours() -> None:
    style = RowStyle(servers=("web1", "web2"), wrap=40)
    found = list(style.rows(line("word " * 20, level="error", fields={"key": "v" * 50})))
    assert all(len(ansi.plain(one)) <= 40 for one in found)
    (whole,) = RowStyle(servers=("web1", "web2")).rows(
        line("word " * 20, level="error", fields={"key": "v" * 50})
    )
    joined = ansi.plain(found[0]) + "".join(ansi.plain(one)[4:] for one in found[1:])
    assert joined == ansi.plain(whole)
    assert ansi.parse(found[0])[1][:2] == ansi.parse(whole)[1][:2]


def test_what_a_program_writes_forges_no_row() -> None:
    style = RowStyle(servers=("web1",))
    evil = line("a\n2026 web2 error", fields={"k\x1b[2J": "\x1b]0;t\x07"}, level="info")
    first, second = style.rows(evil)
    assert second.startswith("    2026"), "a second line is not a line of its own"
    assert "\x1b[2J" not in ansi.plain(first)


async def test_the_window_never_waits_at_ten_thousand_lines_a_second(log: ServiceLog) -> None:
    """As a guard against work that grows with the log; the measure is bench_log."""
    for number in range(30_000):
        log.take(line(f"line {number}", fields={"n": number}))
    longest, last = 0.0, time.perf_counter()
    while len(log.pane.lines.all) < 30_000:
        await asyncio.sleep(0)
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    assert longest < 1, "a hundred times what one slice takes, for slow computers"


def test_it_speaks_both_languages(log: ServiceLog) -> None:
    use_language("zh_CN")
    try:
        assert log.sign.text() == "实时"
        assert log.levels.itemText(0) == "所有级别"
    finally:
        use_language("en")
    assert log.levels.itemText(0) == "All levels"


class _Reading:
    """A `reading_logs.read` that tells a line and goes on."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.asked: list[tuple[list[str], Any]] = []
        self.running = 0
        self.ends = False
        patch.setattr(reading_logs, "read", self)

    async def __call__(
        self,
        _connector: object,
        servers: Any,  # noqa: ANN401 - profiles
        wish: reading_logs.LogWish,
        *,
        take: Callable[[ServiceLine], None],
        report: Callable[[Event], None],
    ) -> None:
        self.asked.append(([one.name for one in servers], wish))
        self.running += 1
        try:
            take(line("ready"))
            report(CUT)
            if self.ends:
                return
            await asyncio.Event().wait()
        finally:
            self.running -= 1


async def test_a_reader_reads_one_log_at_a_time_and_stops(
    log: ServiceLog, page: DeployPage, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = _Reading(monkeypatch)
    reader = LogReader(page.connector, page.runner, log, page.add_problems)
    servers = three_servers(window)
    reader.start(servers[:2], ("shop",))
    await until(lambda: reading.running == 1 and log.state is Sign.CUT_OFF)
    choose(log, "1h")
    await until(lambda: len(reading.asked) == 2 and reading.running == 1)
    assert log.state is Sign.CUT_OFF, "the end of the one before is not the end of this one"
    names, wish = reading.asked[1]
    assert (names, wish.services, wish.follow) == (["web1", "web2"], ("shop",), True)
    assert wish.span.since > time.time() - 3700
    log.stop.click()
    await until(lambda: reading.running == 0)
    assert log.sign.text() == "Stopped"
    log.stop.click()
    await until(lambda: reading.running == 1)
    assert len(reading.asked) == 3, "the same time once more"
    assert reading.asked[2][1].span.since > time.time() - 3700


def choose(log: ServiceLog, usual: str) -> None:
    """Choose a time from the list, as a person does."""
    log.range.usual.setCurrentIndex(log.range.usual.findData(usual))
    log.range.usual.activated.emit(log.range.usual.currentIndex())


def column(log: ServiceLog, field: str, *, on: bool) -> None:
    """Give a field a column, or take it away, as the menu does."""
    log._show_field(field, on)


async def test_a_time_with_an_end_is_typed_and_read_to_its_end(
    log: ServiceLog, page: DeployPage, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = _Reading(monkeypatch)
    reader = LogReader(page.connector, page.runner, log, page.add_problems)
    reader.start(three_servers(window)[:1], ("shop",))
    await until(lambda: reading.running == 1)
    choose(log, "typed")
    assert log.range.isVisible()
    log.range.since.setText("2 h")
    log.range.until.setText("noonish")
    log.range.go.click()
    assert log.range.fault.isVisible()
    assert "noonish" in log.range.fault.text()
    assert log.range.until.selectedText() == "noonish", "the field at fault is the one to correct"
    assert reading.running == 1, "what is read goes on until a time is right"
    log.range.until.setText("1 h")
    assert not log.range.fault.isVisible()
    reading.ends = True
    log.range.until.returnPressed.emit()
    await until(lambda: log.state is Sign.COMPLETE)
    _, wish = reading.asked[-1]
    assert not wish.follow
    assert wish.span.until - wish.span.since == pytest.approx(3600, abs=1)
    choose(log, "")
    assert not log.range.isVisible()
    await until(lambda: reading.asked[-1][1].span.until == 0)


async def test_another_service_never_shows_the_lines_of_the_one_before(
    log: ServiceLog, page: DeployPage, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    _Reading(monkeypatch)
    reader = LogReader(page.connector, page.runner, log, page.add_problems)
    log.take(line("of another"))
    await until(lambda: len(rows(log)) == 1)
    choose(log, "typed")
    log.range.since.setText("noonish")
    reader.start(three_servers(window)[:1], ("shop",))
    assert rows(log) == []
    assert (log.state, log.range.fault.isVisible()) == (Sign.IDLE, True)


async def test_a_choice_that_leaves_nothing_shows_nothing(log: ServiceLog) -> None:
    some(log)
    await until(lambda: len(rows(log)) == 3)
    log.text.setText("nowhere")
    await shows(log)
    log.text.setText("")
    await until(lambda: len(rows(log)) == 3)


async def test_what_comes_while_rows_are_spelled_anew_is_there_once(log: ServiceLog) -> None:
    for number in range(500):
        log.take(line(f"line {number}"))
    await until(lambda: len(rows(log)) == 500)
    log.levels.setCurrentIndex(log.levels.findData("notice"))
    log.levels.setCurrentIndex(0)
    for number in range(500, 700):
        log.take(line(f"line {number}"))
    wanted = [f"web1   info    line {number}" for number in range(700)]
    await until(lambda: rows(log) == wanted)


async def test_a_column_is_as_wide_as_what_stands_in_it_and_no_wider(log: ServiceLog) -> None:
    log.take(line("a", fields={"id": "x" * 20}))
    log.take(line("b", fields={"id": "y" * 90, "z": 1}))
    await until(lambda: len(rows(log)) == 2)
    column(log, "id", on=True)
    await shows(log, f"web1   info    {'x' * 20:<32} a", f"web1   info    {'y' * 31}… b z=1")
    column(log, "id", on=False)
    await until(lambda: not log.pane.head.isVisible())


def test_what_is_saved_names_its_columns(log: ServiceLog, tmp_path: Path) -> None:
    column(log, "path", on=True)
    log.pane.append(["a row"])
    log.pane._flush()
    log.pane.save(str(tmp_path / "log"))
    log.pane._saving.finish()
    first, second = (tmp_path / "log").read_text().splitlines()
    assert first.split() == ["Time", "Server", "Level", "path", "Message"]
    assert second == "a row"


def test_a_field_with_escapes_keeps_its_column() -> None:
    style = RowStyle(servers=("web1",), fields={"k": 12})
    (row,) = style.rows(line("sentence", fields={"k": "\x1b]0;title"}))
    assert ansi.plain(row).endswith("            sentence")


def test_times_are_those_of_this_computer() -> None:
    style = RowStyle(servers=("web1",))
    (row,) = style.rows(line("a", time=1_764_500_000_123_456))
    there = datetime.fromtimestamp(1_764_500_000, tz=UTC).astimezone()
    assert ansi.plain(row).startswith(f"{there:%m-%d %H:%M:%S}.123 info")
