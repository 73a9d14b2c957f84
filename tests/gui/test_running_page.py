"""What one does on the page of what runs: choose, look after, find a way from an empty place."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from core import actions as do
from core.events import LogLine
from core.journey import Stop
from core.service.seen import Board, Machine
from core.usecases import drifting, operating, releasing, restarting, space, watching
from core.usecases.operating import Operation
from gui.pages.running import RunningPage
from gui.runtime.speech import use_language
from gui.widgets.server.server_row import Wish
from tests.gui.boards import board
from tests.gui.made_up import Answer, Door, Lines, idle, outcome, three_servers, wrong
from tests.gui.seen import page_at
from tests.gui.test_main_window import (
    _accessible_name,
    _focusable,
    _mnemonic,
    _with_text,
    project,
    window,
)

if TYPE_CHECKING:
    from core.ssh.profile import Profile
    from gui.shell.main_window import MainWindow

__all__ = ["project", "window"]  # fixtures


@pytest.fixture
def page(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> RunningPage:
    """The page on three servers with five services."""
    three_servers(window)
    window.session.change(board=board(time.time()), service=None)
    monkeypatch.setattr(watching, "watch", Answer())  # ends at once, having told nothing
    window.show_stop(Stop.RUNNING)
    made = page_at(window, RunningPage)
    made.watcher._timer.stop()
    return made


async def test_the_first_that_needs_somebody_is_chosen(page: RunningPage) -> None:
    assert page.board.key() == ("web2", "shop")
    assert page.detail.name.text() == "shop on web2"
    assert page.summary.text() == "5 services on 3 servers · 1 not healthy · seen just now"
    assert page.first_field() is page.board


async def test_another_choice_shows_another_service(page: RunningPage) -> None:
    page.board.choose(("web1", "queue"))
    assert page.detail.name.text() == "queue on web1"
    page.refresh()
    assert page.detail.name.text() == "queue on web1"


async def test_what_other_hands_changed_is_restored_or_accepted_where_it_is_said(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    Lines(monkeypatch)
    kept = Answer()
    monkeypatch.setattr(drifting, "keep", kept)
    assert page.detail.put_back.isHidden()
    assert page.detail.keep.isHidden()
    page.board.choose(("web1", "queue"))
    assert not page.detail.put_back.isHidden()
    wishes: list[Wish] = []
    page.detail.wanted.connect(wishes.append)
    page.detail.keep.click()
    await idle(page)
    ((connection, service),) = kept.asked
    assert (connection.profile.name, service) == ("web1", "queue")
    assert wishes == [Wish.KEEP]


async def test_what_servers_need_is_said_and_no_more(page: RunningPage) -> None:
    assert page.notes.text() == (
        "web1: 3 security updates are waiting · the server needs a reboot to finish an update\n"
        "web3 could not be reached."
    )


async def test_servers_that_hold_different_releases_of_a_service_are_named(
    page: RunningPage,
) -> None:
    known = page.session.current.board
    assert known is not None
    shop = next(one for one in known.rows if one.service == "shop")
    other = replace(shop, server="web1", release="11-aaaaaaaa", unknown=None)
    machines = tuple(
        replace(one, services=(*one.services, other)) if one.server == "web1" else one
        for one in known.machines
    )
    page.session.change(board=replace(known, machines=machines))
    page.refresh()
    assert page.notes.text().startswith("These servers hold different releases of shop: ")
    assert "11-aaaaaaaa (web1)" in page.notes.text()


@pytest.mark.parametrize(
    ("wish", "operation"),
    [
        (Wish.START, Operation.START),
        (Wish.RESTART, Operation.RESTART),
        (Wish.PUT_BACK, Operation.PUT_BACK),
    ],
)
async def test_a_deed_is_done_to_the_chosen_service_whatever_the_project_is(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch, wish: Wish, operation: Operation
) -> None:
    lines, door = Lines(monkeypatch), Door(outcome("web1"))
    monkeypatch.setattr(operating, "change", door)
    told: list[Any] = []
    page.told.connect(told.append)
    page.board.choose(("web1", "queue"))
    page.detail.wanted.emit(wish)
    await idle(page)
    ((connection, service, asked),) = door.asked
    assert (connection.profile.name, service, asked) == ("web1", "queue", operation)
    assert lines.made[0].closed == 1
    assert "Release 2 is live" in str(told[-1])
    assert page.session.current.statuses == {}  # what the deploy page shows is the project's


async def test_a_roll_back_is_of_the_chosen_service(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    Lines(monkeypatch)
    door = Door(outcome("web2"))
    monkeypatch.setattr(operating, "change", door)
    page.detail.roll_back.click()
    await idle(page)
    ((connection, service, asked),) = door.asked
    assert (connection.profile.name, service, asked) == ("web2", "shop", Operation.ROLL_BACK)


async def test_a_service_with_an_impossible_name_is_never_asked_for(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = Door(outcome("web1"))
    monkeypatch.setattr(operating, "change", door)
    page.tender.service = "../etc"
    page.runner.spawn(page.tender.grant("web1", Wish.RESTART))
    await idle(page)
    assert door.asked == []


async def test_without_a_service_the_page_leads_to_a_first_one(
    window: MainWindow, page: RunningPage
) -> None:
    window.session.change(board=Board())
    page.refresh()
    assert not page.empty.isHidden()
    assert page.board.isHidden()
    assert page.first_field() is page.empty.deed
    page.empty.deed.click()
    assert window.stop is Stop.PROJECT  # for which the build waits, and for that the deploy


async def test_without_a_server_the_page_leads_to_the_servers(
    window: MainWindow, page: RunningPage
) -> None:
    window.session.change(board=Board(), servers=())
    page.refresh()
    assert str(page.primary_action().label) == "Add a server"
    page.act()
    assert window.stop is Stop.SERVERS


async def test_nothing_is_said_to_be_empty_before_somebody_looked(page: RunningPage) -> None:
    page.session.change(board=None)
    assert page.empty.why.text() == "Asking your servers what runs there…"
    assert page.empty.drawing.name == "harbour"
    page.session.change(board=Board(machines=(Machine(server="web1", at=time.time()),)))
    assert page.empty.why.text() == "GoFerry found no services on your servers."
    assert page.empty.drawing.name == "calm"
    page.session.change(servers=())
    assert page.empty.drawing.name == "quay"


async def test_while_a_job_runs_nothing_can_be_changed(page: RunningPage) -> None:
    assert page.detail.restart in page.choices()
    assert page.board not in page.choices()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
async def test_each_tab_has_keys_of_its_own_and_a_name_for_each_part(
    window: MainWindow, page: RunningPage, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    for name in ("releases", "history"):
        monkeypatch.setattr(releasing, name, Answer(fails=wrong()))
    monkeypatch.setattr(restarting, "why", Answer(fails=wrong()))
    monkeypatch.setattr(space, "look", Answer(fails=wrong()))
    monkeypatch.setattr(page.reader, "start", lambda *_: None)
    Lines(monkeypatch)
    use_language(language)
    for place in range(page.detail.tabs.count()):
        page.detail.tabs.setCurrentIndex(place)
        await idle(page)
        keys = [key for one in _with_text(window) if (key := _mnemonic(one.text()))]
        assert len(keys) == len(set(keys)), (place, sorted(keys))
        assert [repr(one) for one in _focusable(window) if not _accessible_name(one)] == []


async def test_the_log_of_a_service_is_read_on_all_of_its_servers_while_it_is_in_sight(
    window: MainWindow, page: RunningPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[tuple[list[str], list[str]]] = []
    monkeypatch.setattr(
        page.reader, "start", lambda profiles, names: read.append(([*map(_name, profiles)], names))
    )
    ended = Answer()
    monkeypatch.setattr(page.reader, "stop", lambda: ended.asked.append(()))
    page.refresh()
    assert read == []
    page.carry_out(do.ShowLogs("web2"))
    page.refresh()
    assert read == [(["web1", "web2", "web3"], ["shop"])]
    page.board.choose(("web1", "shop"))
    assert len(read) == 1
    page.board.choose(("web1", "queue"))
    assert read[1:] == [(["web1"], ["queue"])]
    window.show_stop(Stop.SERVERS)
    assert ended.asked == [()]
    window.show_stop(Stop.RUNNING)
    assert read[2:] == [(["web1"], ["queue"])]


def _name(profile: Profile) -> str:
    return profile.name


async def test_what_a_job_writes_has_a_place_of_its_own(
    page: RunningPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    tabs, output = page.detail.tabs, page.detail.output
    assert not tabs.isTabVisible(tabs.indexOf(output))
    monkeypatch.setattr(page.tender, "grant", Answer())
    page.detail.wanted.emit(Wish.RUN_JOB)
    page.tender.happened.emit(LogLine(text="counted 7", server="web2"))
    await idle(page)
    assert tabs.currentWidget() is output
    assert output.text() == "counted 7"
