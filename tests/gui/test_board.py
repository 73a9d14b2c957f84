"""The board: failed services first, nothing lost from sight, and no refresh moves the selection."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from core.problems import Problem
from core.service.model import Kind
from core.service.seen import Board, Machine, Mark, Seen, Series
from core.spans import ago, brief, lasting
from core.usecases.guarding import Colour, Environment
from core.words import say
from gui.runtime.speech import shown, use_language
from gui.widgets.board.board_model import BoardModel
from gui.widgets.board.board_view import BoardView
from gui.widgets.board.columns import COLUMNS, Column
from gui.widgets.board.detail import Detail
from gui.widgets.chip import chip_width
from gui.widgets.server.server_row import Wish
from gui.wording import seen_words as words
from gui.wording.seen_words import Condition
from tests.gui.boards import board

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

NOW = 1_800_000_000.0
WELL = Seen(server="web1", service="shop", active="active", healthy=True, release="12-9357335e")
LATE = Problem(
    code="daily_late",
    what=say("The daily copy of {name} on {server} is overdue.", name="shop", server="web1"),
    why=say("The last one was made on {time} UTC.", time="2026-11-28 03:15"),
)


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (WELL, Condition.HEALTHY),
        (replace(WELL, kind=Kind.TIMER), Condition.WAITING),
        (replace(WELL, probation_until="2026-11-30T10:00:00+00:00"), Condition.PROBATION),
        (replace(WELL, healthy=False), Condition.UNHEALTHY),
        (replace(WELL, healthy=None), Condition.UNKNOWN),
        (replace(WELL, active="failed"), Condition.FAILED),
        (replace(WELL, active="activating", healthy=False), Condition.STARTING),
        (replace(WELL, active="activating", restarting=True), Condition.RESTARTING),
        (replace(WELL, active="deactivating", restarting=True), Condition.RESTARTING),
        (replace(WELL, active="deactivating", healthy=False), Condition.STOPPED),
        (replace(WELL, active="inactive", healthy=False), Condition.STOPPED),
        (replace(WELL, active="unknown"), Condition.UNKNOWN),
        (replace(WELL, active="reloading"), Condition.HEALTHY),
        (board(NOW).machines[0].services[1], Condition.CHANGED),
        (replace(WELL, uncopied=LATE), Condition.NOT_COPIED),
        (replace(WELL, uncopied=LATE, healthy=False), Condition.UNHEALTHY),
    ],
)
def test_each_service_has_one_state(seen: Seen, expected: Condition) -> None:
    assert words.condition(seen) is expected


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (1, "1 second"),
        (119, "119 seconds"),
        (120, "2 minutes"),
        (7199, "119 minutes"),
        (7200, "2 hours"),
        (172_799, "47 hours"),
        (172_800, "2 days"),
    ],
)
def test_a_length_of_time_is_said_in_one_unit(seconds: float, said: str) -> None:
    assert shown(lasting(seconds)) == said


def test_moments_and_short_times_are_said_as_people_do() -> None:
    assert [shown(ago(one)) for one in (-3, 0.5, 5)] == ["just now", "just now", "5 seconds ago"]
    assert [shown(brief(one)) for one in (0.0042, 0.999, 1.26)] == ["4 ms", "999 ms", "1.3 s"]


def test_releases_have_names_that_people_can_say() -> None:
    named = ["12-9357335e", "", "unknown", "v2"]
    said = [shown(words.release(replace(WELL, release=one))) for one in named]
    assert said == ["release 12", "no release", "release unknown", "release v2"]


def test_a_release_is_as_old_as_the_change_that_brought_it_last() -> None:
    marks = (
        Mark(at=NOW - 9000, verb="deploy", release="12-9357335e"),
        Mark(at=NOW - 7200, verb="rollback", release="12-9357335e"),
        Mark(at=NOW - 60, verb="restart", release="12-9357335e"),
    )
    known = Series(server="web1", service="shop", marks=marks)
    assert shown(words.release_age(WELL, known, NOW)) == "2 hours old"
    assert shown(words.release_age(replace(WELL, release="13-aa"), known, NOW)) == ""


@pytest.fixture
def view(qtbot: QtBot) -> BoardView:
    """A table of five services."""
    made = BoardView(BoardModel())
    qtbot.addWidget(made)
    made.board.show_board(board(NOW), NOW)
    made.resize(1200, 300)
    made.show()
    return made


def _text(view: BoardView, row: int, column: Column, role: Qt.ItemDataRole | None = None) -> str:
    index = view.board.index(row, column)
    found = view.board.data(index, role or Qt.ItemDataRole.DisplayRole)
    assert isinstance(found, str)
    return found


def test_what_failed_comes_first(view: BoardView) -> None:
    states = [_text(view, row, Column.STATE) for row in range(5)]
    assert states == ["failed", "changed", "waiting", "healthy", "healthy"]
    assert view.board.rows[0].key == ("web2", "shop")


def test_each_cell_says_its_title_to_those_who_listen(view: BoardView) -> None:
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert _text(view, 3, Column.MEMORY, spoken) == "Memory: 96.0 MB"
    assert _text(view, 4, Column.SERVICE, spoken) == ("Service: shop, web3 · seen 2 hours ago")


def test_what_a_cell_has_no_room_for_is_told_on_hover(view: BoardView) -> None:
    hint = Qt.ItemDataRole.ToolTipRole
    assert "Nothing listens on port 8080." in _text(view, 0, Column.STATE, hint)
    assert _text(view, 0, Column.RELEASE, hint) == "Full name: 12-9357335e"
    assert _text(view, 1, Column.DRIFT, hint).startswith("/etc/systemd/system/queue.service")
    assert _text(view, 4, Column.STATE, hint).startswith("web3 could not be reached.")
    assert "between" in _text(view, 3, Column.MEMORY, hint)


def test_a_refresh_that_moves_rows_moves_no_selection(view: BoardView) -> None:
    view.choose(("web1", "shop"))
    heard: list[tuple[str, str]] = []
    view.chosen.connect(lambda *key: heard.append(key))
    failed = replace(board(NOW).machines[0].services[0], active="failed", healthy=False)
    first, *others = board(NOW).machines
    changed = replace(first, services=(failed, first.services[1]))
    view.board.show_board(replace(board(NOW), machines=(changed, *others)), NOW)
    assert view.key() == ("web1", "shop")
    assert view.currentIndex().row() == 0
    assert heard == []


def test_a_refresh_of_the_same_rows_keeps_the_place_in_the_list(view: BoardView) -> None:
    view.resize(1200, 120)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    before = bar.value()
    view.board.show_board(board(NOW), NOW + 5)
    assert bar.value() == before


def test_a_service_that_is_gone_leaves_nothing_selected_that_is_not_there(view: BoardView) -> None:
    view.choose(("web3", "shop"))
    *others, _ = board(NOW).machines
    view.board.show_board(replace(board(NOW), machines=tuple(others)), NOW)
    assert view.board.rowCount() == 4
    assert view.key() != ("web3", "shop")


@pytest.mark.parametrize("width", [300, 500, 800, 1100, 1600])
def test_columns_that_do_not_fit_are_left_out_the_least_needed_first(
    view: BoardView, width: int
) -> None:
    view.resize(width, 300)
    there = [one for one in Column if not view.isColumnHidden(one)]
    assert there[:2] == [Column.STATE, Column.SERVICE]
    ranks = sorted(COLUMNS[one].rank for one in there)
    assert ranks == sorted(COLUMNS[one].rank for one in Column)[: len(there)]
    if width >= 500:
        assert view.horizontalHeader().length() <= view.viewport().width()
    if width == 1600:
        assert len(there) == len(Column)


def test_the_board_paints_fifty_services_with_their_lines(view: BoardView) -> None:
    many = Board(
        machines=tuple(
            Machine(
                server=f"web{server}",
                at=NOW,
                services=tuple(
                    replace(WELL, server=f"web{server}", service=f"shop{number}", memory=10)
                    for number in range(5)
                ),
            )
            for server in range(10)
        )
    )
    view.board.show_board(many, NOW)
    assert view.board.rowCount() == 50
    assert not view.grab().isNull()


def _row(view: BoardView, seen: Seen) -> Detail:
    detail = Detail()
    detail.show_row(replace(view.board.rows[3], seen=seen))
    return detail


def test_a_stopped_service_can_be_started_and_a_running_one_restarted(
    view: BoardView, qtbot: QtBot
) -> None:
    running = _row(view, WELL)
    stopped = _row(view, replace(WELL, active="inactive", healthy=False))
    for detail in (running, stopped):
        qtbot.addWidget(detail)
    offered = [(one.start.isHidden(), one.restart.isHidden()) for one in (running, stopped)]
    assert offered == [(True, False), (False, True)]
    assert not stopped.deeds[Wish.STOP].isVisible()


def test_the_detail_says_what_is_wrong_and_what_was_changed(view: BoardView, qtbot: QtBot) -> None:
    detail = Detail()
    qtbot.addWidget(detail)
    detail.show_row(view.board.rows[0])
    assert detail.trouble.text() == (
        "The health check of shop got no reply. Nothing listens on port 8080."
    )
    assert detail.trouble.objectName() == "wrong"
    detail.show_row(view.board.rows[1])
    assert detail.drift.text() == "/etc/systemd/system/queue.service was edited on the server."
    assert detail.trouble.isHidden()


def test_a_daily_copy_that_failed_is_told_in_the_list_and_beside_the_service(
    view: BoardView, qtbot: QtBot
) -> None:
    late, well = _row(view, replace(WELL, uncopied=LATE)), _row(view, WELL)
    for detail in (late, well):
        qtbot.addWidget(detail)
    assert (late.uncopied.text(), late.trouble.isHidden()) == (f"{LATE.what} {LATE.why}", True)
    assert well.uncopied.isHidden()
    seen = replace(WELL, uncopied=LATE)
    model = BoardModel()
    model.show_board(Board(machines=(Machine(server=WELL.server, at=NOW, services=(seen,)),)), NOW)
    tip = model.data(model.index(0, Column.STATE), Qt.ItemDataRole.ToolTipRole)
    assert tip == f"{LATE.what} {LATE.why}"


def test_a_server_that_could_not_be_asked_says_why_without_blaming_the_service(
    view: BoardView, qtbot: QtBot
) -> None:
    detail = Detail()
    qtbot.addWidget(detail)
    away = Problem(code="x", what=say("web1 is away."), why=say("No route."))
    row = view.board.rows[3]
    detail.show_row(replace(row, machine=replace(row.machine, unknown=away)))
    assert (detail.trouble.text(), detail.trouble.objectName()) == (
        "web1 is away. No route.",
        "warning",
    )


def test_what_one_wants_of_the_service_is_handed_on(view: BoardView, qtbot: QtBot) -> None:
    detail = Detail()
    qtbot.addWidget(detail)
    wishes: list[object] = []
    detail.wanted.connect(wishes.append)
    detail.roll_back_wanted.connect(lambda: wishes.append("back"))
    detail.open_wanted.connect(wishes.append)
    detail.show_row(view.board.rows[3])
    detail.restart.click()
    detail.roll_back.click()
    detail.open.click()
    detail.deeds[Wish.TERMINAL].trigger()
    assert wishes == [Wish.RESTART, "back", "https://shop.example/", Wish.TERMINAL]


def test_the_environment_of_a_server_stands_beside_its_name(view: BoardView) -> None:
    protected = Environment(name="production", colour=Colour.RED, protected=True)
    plain = view.grab().toImage()
    view.board.show_board(board(NOW), NOW, {"web1": protected, "web2": None})
    row = view.board.row_of(("web1", "shop"))
    spoken = view.board.index(row, Column.SERVICE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Service: shop, web1, Environment production · protected"
    assert view.grab().toImage() != plain, "its color is in sight, too"
    other = view.board.row_of(("web2", "shop"))
    spoken = view.board.index(other, Column.SERVICE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Service: shop, web2"


@pytest.mark.parametrize("language", ["en", "zh_CN"])
async def test_the_word_of_each_state_is_read_whole(language: str) -> None:
    view = BoardView(BoardModel())
    try:
        use_language(language)
        view.resize(1000, 400)
        view.show()
        widest = max(chip_width(one, view.fontMetrics()) for one in words.SIGNS.values())
        assert view.columnWidth(Column.STATE) >= widest
    finally:
        use_language("en")
        view.deleteLater()
