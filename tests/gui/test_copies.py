"""Daily copies on the page of what runs: how they are, setting one up, and ending it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.service.daily_copy import Went
from core.service.model import Scope
from core.usecases import copying
from core.usecases.copying import DailyWish
from gui.widgets.upkeep.daily_dialog import DailyDialog
from tests.gui.conftest import until
from tests.gui.made_up import Answer, Door, Lines, answer, codes, idle, wrong
from tests.gui.seen import cell_at
from tests.gui.test_main_window import window
from tests.gui.test_upkeep import lines, page, told
from tests.gui.upkeep import dailies

if TYPE_CHECKING:
    from pathlib import Path

    from core.usecases.connecting import Connection
    from core.usecases.copying import Daily
    from gui.pages.running import RunningPage
    from gui.widgets.upkeep.copies_panel import CopiesPanel

_IN_CLEAR = "Not encrypted: root on store can read the copies."
__all__ = ["lines", "page", "told", "window"]  # fixtures


async def _asked(page: RunningPage) -> CopiesPanel:
    page.detail.tabs.setCurrentWidget(page.detail.store)
    await idle(page)
    return page.detail.store.copies


def _by_server(line: Connection, _service: str) -> tuple[Daily, ...]:
    found = tuple(one for one in dailies() if one.server == line.profile.name)
    if not found:
        raise wrong("daily_none")
    return found


async def test_each_daily_copy_says_how_it_is_and_what_lies_there(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch, lines: Lines
) -> None:
    monkeypatch.setattr(copying, "listed", Answer(_by_server))
    panel = await _asked(page)
    next_one = "The next copy is due on 2026-12-01 03:15 UTC. 7 are kept."
    well, bad = panel.state.text().splitlines()
    assert well == f"✓ web1 copies to store each day. {next_one}"
    assert bad.startswith(f"✗ The daily copy of shop on web2 failed. {next_one} {_IN_CLEAR}")
    assert bad.endswith(" web2 reports: not_sent Permission denied")
    first = [cell_at(panel.table, 0, column).text() for column in range(4)]
    assert first == ["web1", "store", "2026-11-30 03:15 UTC", "340.0 MB"]
    assert panel.table.rowCount() == 3
    assert (panel.said.isHidden(), panel.end.isHidden(), lines.open) == (True, False, [])
    page.board.choose(("web3", "shop"))
    await idle(page)
    assert panel.end.isHidden(), "there is none on this server"
    assert (panel.daily, panel.table.rowCount()) == (None, 3)


async def test_a_server_that_does_not_list_its_copies_is_named(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = replace(dailies()[0], away="Connection refused", next="soon", copies=())
    monkeypatch.setattr(copying, "listed", Answer((silent,)))
    panel = await _asked(page)
    line = panel.state.text().splitlines()[0]
    assert line.endswith(
        "due on soon. 7 are kept. store did not list its copies: Connection refused"
    )
    assert panel.table.isHidden()


async def test_a_timer_that_does_not_run_is_no_daily_copy(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    still = replace(dailies()[0], running=False)
    monkeypatch.setattr(copying, "listed", Answer((still,)))
    panel = await _asked(page)
    line = "✗ web1 makes no copies: the timer is not running."
    assert panel.state.text().splitlines() == [line] * 3


async def test_where_nothing_is_copied_or_nobody_could_look_the_panel_says_so(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = await _asked(page)
    assert panel.said.text() == "No daily copy is set up."
    assert [panel.state.isHidden(), panel.table.isHidden(), panel.end.isHidden()] == [True] * 3
    assert panel.every.toolTip() == (
        "In a terminal: goferry backup every --service shop --to web2 --onto NAME"
    )
    monkeypatch.setattr(copying, "listed", Answer(fails=wrong("sudo_refused")))
    page.upkeep.forget()
    await idle(page)
    assert panel.said.text().splitlines() == ["It is odd. It could not be."] * 3
    page.board.choose(("web1", "queue"))
    await idle(page)
    seen = panel.chosen
    assert seen is not None
    panel.show_seen(replace(seen, scope=Scope.USER))
    copier = page.upkeep.storer.copier
    copier.show_found(*await copier.ask((), replace(seen, scope=Scope.USER)))
    assert panel.said.text().startswith("Only a service that runs with root's systemd")
    assert panel.every.isHidden()


async def _dialog(page: RunningPage) -> DailyDialog:
    panel = await _asked(page)
    panel.every.click()
    await until(lambda: [one for one in page.findChildren(DailyDialog) if one.isVisible()])
    return next(one for one in page.findChildren(DailyDialog) if one.isVisible())


async def test_a_daily_copy_is_set_up_as_it_was_wanted_and_the_first_one_told(
    page: RunningPage,
    monkeypatch: pytest.MonkeyPatch,
    lines: Lines,
    told: list[str],
    tmp_path: Path,
) -> None:
    door = Door(replace(dailies()[0], server="web2", onto="web3"))
    monkeypatch.setattr(copying, "every", door)
    dialog = await _dialog(page)
    assert [dialog.server.itemText(at) for at in range(dialog.server.count())] == ["web1", "web3"]
    assert dialog.wish() == DailyWish(service="shop")
    answer(monkeypatch, "file", tmp_path / "a.key")
    dialog.key_wanted.emit()
    await until(dialog.key.text)
    dialog.server.setCurrentText("web3")
    dialog.time.setTime(dialog.time.time().addSecs(3600))
    dialog.keep.setValue(3)
    dialog.address.setText("a b")
    dialog.accept()
    assert (dialog.isVisible(), "cannot be the address" in dialog.fault.text()) == (True, True)
    dialog.address.setText(" 10.0.0.2:2222 ")
    dialog.accept()
    await idle(page)
    ((home, one, keeper),) = door.asked
    assert (home, one.profile.name, keeper.profile.name) == (page.session.home, "web2", "web3")
    assert door.named[0]["wish"] == DailyWish(
        service="shop", at="04:15", keep=3, host="10.0.0.2", port=2222, key=tmp_path / "a.key"
    )
    assert told == ["✓ shop is copied from web2 to web3 each day. The first copy has 340.0 MB."]
    assert (codes(page), lines.open) == ([], [])


async def test_a_first_copy_that_failed_is_a_problem_and_who_thinks_better_changes_nothing(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch, told: list[str]
) -> None:
    went = Went(time="t", code="not_sent")
    door = Door(replace(dailies()[0], went=went))
    monkeypatch.setattr(copying, "every", door)
    (await _dialog(page)).reject()
    await idle(page)
    assert door.asked == []
    (await _dialog(page)).accept()
    await idle(page)
    assert (codes(page), told) == (["daily_failed"], [])
    failing = Door(fails=wrong("daily_not_reached"))
    monkeypatch.setattr(copying, "every", failing)
    (await _dialog(page)).accept()
    await idle(page)
    assert codes(page) == ["daily_not_reached"]


async def test_what_is_set_up_already_is_what_the_dialog_begins_with(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = replace(dailies()[0], server="web2", onto="web3", keep=9)
    monkeypatch.setattr(copying, "listed", Answer((known,)))
    dialog = await _dialog(page)
    assert (dialog.onto, dialog.keep.value()) == ("web3", 9)
    dialog.reject()
    await idle(page)


async def test_a_server_alone_has_nowhere_to_copy_to(
    page: RunningPage,
) -> None:
    panel = await _asked(page)
    only = tuple(one for one in page.session.current.servers if one.name == "web2")
    page.session.change(servers=only)
    panel.every.click()
    await idle(page)
    assert panel.said.text() == "Add another server first: a server cannot keep its own copies."


@pytest.mark.parametrize(("onto", "problems"), [("web3", []), ("gone", ["daily_user_stays"])])
async def test_a_daily_copy_ends_on_both_servers_or_says_who_stays(
    page: RunningPage,
    monkeypatch: pytest.MonkeyPatch,
    lines: Lines,
    onto: str,
    problems: list[str],
) -> None:
    known = replace(dailies()[0], server="web2", onto=onto)
    stop, leave = Answer(), Answer()
    monkeypatch.setattr(copying, "listed", Answer((known,)))
    monkeypatch.setattr(copying, "stop", stop)
    monkeypatch.setattr("core.data.copying.leave", leave)
    panel = await _asked(page)
    asked = answer(monkeypatch, "confirm", value=False)
    panel.end.click()
    await idle(page)
    assert (str(asked.asked[0][1]), stop.asked) == ("Stop the daily copy of shop on web2?", [])
    asked.value = True
    panel.end.click()
    await idle(page)
    ((line, keeper, daily),) = stop.asked
    assert (line.profile.name, keeper, daily) == ("web2", None, known)
    assert [one.profile.name for one, _ in leave.asked] == ([] if problems else ["web3"])
    assert (codes(page), lines.open) == (problems, [])
