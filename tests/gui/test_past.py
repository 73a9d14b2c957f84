"""The past of a service: asked for when it is looked at, searched, saved, and brought back."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

import pytest

from core.journey import Stop
from core.operate.comparing import Comparison, Setting
from core.operate.releases import Known, Releases
from core.operate.restarts import End, Restarts
from core.problems import Advice, Problem
from core.service.history import Entry, entry_of
from core.service.run_ends import EndCause
from core.usecases import releasing, restarting, watching
from core.usecases.releasing import Compared, Done
from core.words import say
from gui.actions import ask
from gui.pages.running import RunningPage
from gui.widgets.board.board_model import BoardModel
from gui.widgets.board.detail import Detail
from gui.widgets.board.past import HistoryList, ReleaseList
from tests.gui.boards import board
from tests.gui.made_up import Answer, Lines, idle, three_servers, wrong
from tests.gui.seen import cell_at, page_at
from tests.gui.test_main_window import project, window

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gui.shell.main_window import MainWindow
    from gui.widgets.board.comparison import ComparisonDialog

__all__ = ["project", "window"]  # fixtures

KNOWN = (
    Known(
        release="12-9357335e",
        commit="355d80311aa",
        subject="Count again",
        dirty=True,
        size=20_400_000,
        grown=-400_000,
        who="ada",
        origin="laptop",
        kept=True,
        live=True,
    ),
    Known(release="11-28274e6d", size=20_800_000, grown=0, login="deploy", kept=True, bad=True),
    Known(release="10-5f2c11aa", who="bob", kept=False),
)


def entry(time_: str, verb: str, release: str, **told: str | int) -> Entry:
    """Return a change as a server tells it."""
    usual = {"time": time_, "verb": verb, "release": release, "who": "ada@laptop", "result": "live"}
    return entry_of("shop", {**usual, **told})


DONE = (
    Done(
        server="web2",
        entries=(
            entry("2026-11-29T10:00:00+00:00", "deploy", "11-28274e6d", seconds=9),
            entry("2026-11-30T10:00:00+00:00", "return", "10-5f2c11aa", who="root@ci"),
        ),
    ),
)


@pytest.fixture
def releases(qtbot: QtBot) -> ReleaseList:
    """Three releases."""
    made = ReleaseList()
    qtbot.addWidget(made)
    made.show_releases(KNOWN)
    return made


def test_each_release_says_where_it_is_and_what_it_was_built_from(releases: ReleaseList) -> None:
    rows = [[cell_at(releases.table, row, column).text() for column in range(7)] for row in (0, 1)]
    assert rows[0] == [
        "release 12",
        "live",
        "355d803 with changes · Count again",
        "20.4 MB",
        "\N{MINUS SIGN}400.0 kB",
        "",
        "ada on laptop",
    ]
    assert rows[1] == ["release 11", "rolled back", "", "20.8 MB", "same size", "", "deploy"]
    assert cell_at(releases.table, 2, 1).text() == "gone from the server"


@pytest.mark.parametrize(("row", "can"), [(0, False), (1, True), (2, False)])
def test_only_what_is_kept_and_not_live_can_come_back(
    releases: ReleaseList, row: int, *, can: bool
) -> None:
    wanted: list[str] = []
    releases.wanted.connect(wanted.append)
    assert not releases.back.isEnabled()
    releases.table.selectRow(row)
    assert releases.back.isEnabled() is can
    releases.back.click()
    assert wanted == (["11-28274e6d"] if can else [])


def test_how_long_ago_a_release_came_is_told_as_of_now_and_the_choice_stays(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    model, detail = BoardModel(), Detail()
    qtbot.addWidget(detail)
    model.show_board(board(0.0), 0.0)
    releases = detail.releases
    came = replace(KNOWN[0], time="2026-11-30T10:00:00+00:00")
    releases.show_releases((came, *KNOWN[1:]))
    releases.table.selectRow(1)
    at = datetime.fromisoformat(came.time).timestamp()
    for now, said in ((at + 180, "3 minutes ago"), (at + 7200, "2 hours ago")):
        monkeypatch.setattr(time, "time", partial(float, now))
        detail.show_row(model.rows[0])
        assert cell_at(releases.table, 0, 5).text() == said
    assert releases.table.chosen_row() == 1


def test_a_row_that_a_screen_reader_selects_is_chosen(releases: ReleaseList) -> None:
    model = releases.table.selectionModel()
    flags = model.SelectionFlag.Select | model.SelectionFlag.Rows
    model.select(releases.table.model().index(1, 0), flags)
    assert releases.table.currentRow() == -1
    assert releases.back.text() == "Switch to release 11"


def test_the_deed_names_the_release(releases: ReleaseList) -> None:
    releases.table.selectRow(1)
    assert releases.back.text() == "Switch to release 11"


def test_any_two_kept_releases_are_compared_the_older_one_first(qtbot: QtBot) -> None:
    made = ReleaseList()
    qtbot.addWidget(made)
    older = Known(release="9-5f2c11aa", kept=True)
    made.show_releases((*KNOWN, older))
    wanted: list[tuple[str, str]] = []
    made.compare_wanted.connect(lambda *pair: wanted.append(pair))
    assert not made.compare.isEnabled()
    made.table.selectRow(2)
    assert (made.compare.isEnabled(), made.other.count()) == (False, 0), "it is gone"
    made.table.selectRow(1)
    offered = [made.other.itemText(place) for place in range(made.other.count())]
    assert offered == ["release 12 · live", "release 9 · kept"], "the live one is at hand"
    made.compare.click()
    made.other.setCurrentIndex(1)
    made.compare.click()
    made.table.selectRow(0)
    assert made.other.currentData() == older.release, "what was chosen there stays chosen"
    made.compare.click()
    assert wanted == [
        ("11-28274e6d", "12-9357335e"),
        ("9-5f2c11aa", "11-28274e6d"),
        ("9-5f2c11aa", "12-9357335e"),
    ]


def test_the_history_is_searched_and_shows_the_newest_first(qtbot: QtBot) -> None:
    made = HistoryList()
    qtbot.addWidget(made)
    made.show_entries(DONE[0].entries)
    assert cell_at(made.table, 0, 1).text() == "Automatic rollback"
    assert cell_at(made.table, 1, 3).text() == "succeeded"
    made.search.setText("deploy release 11")
    assert made.table.rowCount() == 1
    assert cell_at(made.table, 0, 2).text() == "release 11"
    made.search.setText("nothing like it")
    assert made.table.rowCount() == 0


@pytest.fixture
def page(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> RunningPage:
    """The page, with the failed service chosen."""
    three_servers(window)
    window.session.change(board=board(time.time()))
    monkeypatch.setattr(watching, "watch", Answer())
    window.show_stop(Stop.RUNNING)
    made = page_at(window, RunningPage)
    made.watcher._timer.stop()
    return made


def end(number: int, *, who: str = "") -> End:
    """Return how one run ended."""
    problem = Problem(
        code="program_panicked",
        what=say("The program panicked."),
        why=say("It wrote boom."),
        next=(Advice(say("Look at main.go.")),),
    )
    return End(
        time=1_800_000_000_000_000 + number,
        cause=EndCause.PANIC,
        release="12-9357335e",
        process="",
        code=2,
        signal="",
        lines=(f"line {number}", "panic: boom\x1b[2J"),
        problem=problem,
        who=who,
    )


async def test_each_restart_explains_itself_with_its_last_lines(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Told(monkeypatch)
    found = Restarts(server="web2", service="shop", ends=(end(1), end(2, who="ada")))
    monkeypatch.setattr(restarting, "why", Answer((found,)))
    page.detail.explain.click()
    await idle(page)
    ends = page.detail.ends
    assert (told.lines.names, told.lines.open) == (["web2"], [])
    assert ends.said.text().startswith("The service exited unexpectedly 2 times")
    assert cell_at(ends.table, 0, 3).text() == "The program panicked."
    assert ends.why.text() == "It wrote boom.\nLook at main.go.\nBy ada."
    assert ends.lines.toPlainText() == "line 2\npanic: boom\N{SYMBOL FOR ESCAPE}[2J"
    ends.table.selectRow(1)
    assert ends.lines.toPlainText().startswith("line 1")
    page.board.choose(("web1", "queue"))
    assert page.detail.explain.isHidden()


class Told:
    """Stands where servers are asked for the past."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.lines = Lines(patch)
        found = (Releases(server="web2", service="shop", releases=KNOWN),)
        self.releases, self.history = Answer(found), Answer(DONE)
        patch.setattr(releasing, "releases", self.releases)
        patch.setattr(releasing, "history", self.history)


async def test_the_past_is_asked_for_once_it_is_looked_at_and_not_at_each_refresh(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Told(monkeypatch)
    page.refresh()
    await idle(page)
    assert told.releases.asked == []
    page.detail.tabs.setCurrentWidget(page.detail.releases)
    await idle(page)
    page.detail.tabs.setCurrentWidget(page.detail.history)
    await idle(page)
    page.detail.tabs.setCurrentWidget(page.detail.releases)
    page.refresh()
    await idle(page)
    assert len(told.releases.asked) == len(told.history.asked) == 1
    assert (told.lines.names, told.lines.open) == (["web2", "web2"], [])
    assert page.detail.releases.table.rowCount() == 3
    assert page.detail.history.table.rowCount() == 2


async def test_another_service_has_a_past_of_its_own(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Told(monkeypatch)
    page.detail.tabs.setCurrentWidget(page.detail.releases)
    await idle(page)
    page.board.choose(("web1", "queue"))
    await idle(page)
    assert [words[1] for words in told.releases.asked] == ["shop", "queue"]


async def test_where_the_past_cannot_be_had_it_says_why_and_tries_again_when_looked_at(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Told(monkeypatch)
    told.history.fails = wrong()
    page.detail.tabs.setCurrentWidget(page.detail.history)
    await idle(page)
    assert page.detail.history.said.text() == "It is odd. It could not be."
    page.refresh()
    await idle(page)
    assert len(told.history.asked) == 1
    told.history.fails = None
    page.detail.tabs.setCurrentWidget(page.detail.releases)
    page.detail.tabs.setCurrentWidget(page.detail.history)
    await idle(page)
    assert page.detail.history.said.isHidden()


async def test_any_kept_release_comes_back(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    Told(monkeypatch)
    back = Answer()
    monkeypatch.setattr(page.tender, "roll_back", back)
    page.detail.tabs.setCurrentWidget(page.detail.releases)
    await idle(page)
    page.detail.releases.table.selectRow(1)
    page.detail.releases.back.click()
    await idle(page)
    assert back.asked == [("web2", "11-28274e6d")]
    assert page.tender.service == "shop"


async def test_the_history_is_saved_as_a_table_for_others(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    Told(monkeypatch)
    page.detail.tabs.setCurrentWidget(page.detail.history)
    await idle(page)
    file = tmp_path / "history.csv"
    monkeypatch.setattr(ask, "new_file", Answer(file))
    page.detail.history.save.click()
    await idle(page)
    head, *rows = file.read_text().splitlines()
    assert head.startswith("time,server,service,who")
    assert len(rows) == 2


async def test_a_kept_release_is_compared_with_the_live_one(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Told(monkeypatch)
    found = Comparison(
        server="web2",
        old=KNOWN[1],
        new=KNOWN[0],
        settings=(Setting(key="port", old="8080", new="9090"),),
        units="-MemoryMax=1G\n+MemoryMax=2G",
        added=("TOKEN",),
        removed=(),
        changed=("PORT",),
        whole=False,
    )
    compare = Answer((Compared(found=found, size=None),))
    monkeypatch.setattr(releasing, "compare", compare)
    shown: list[ComparisonDialog] = []
    monkeypatch.setattr(ask, "answer_of", Answer(shown.append))
    page.detail.tabs.setCurrentWidget(page.detail.releases)
    await idle(page)
    page.detail.releases.table.selectRow(1)
    page.detail.releases.compare.click()
    await idle(page)
    assert compare.asked[0][1:] == ("shop", "11-28274e6d", "12-9357335e")
    assert told.lines.open == []
    text = shown[0].text.toPlainText()
    for said in ("port: 8080 → 9090", "+ TOKEN", "~ PORT", "+MemoryMax=2G", "is not known"):
        assert said in text
