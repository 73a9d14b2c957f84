"""The board keeps itself true while somebody looks, asks nobody unasked, and lets go at the end."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from core.actions import EnterPassword
from core.journey import State, Stop
from core.problems import Advice, Problem
from core.service.seen import Machine
from core.usecases import watching
from core.words import say
from gui.actions import ask
from gui.pages.running import RunningPage
from tests.gui.boards import board
from tests.gui.conftest import until
from tests.gui.made_up import Answer, Lines, codes, idle, three_servers, wrong
from tests.gui.seen import page_at
from tests.gui.test_main_window import project, window

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.service.seen import Board
    from core.ssh.profile import Profile
    from gui.shell.main_window import MainWindow

__all__ = ["project", "window"]  # fixtures

_LOCKED = Problem(
    code="login_refused",
    what=say("web2 wants a password."),
    why=say("No key fits."),
    next=(Advice(say("Enter the password"), EnterPassword()),),
)


class Watch:
    """Stands where servers are watched: tells one board at once, and goes on until it is ended."""

    def __init__(self, patch: pytest.MonkeyPatch, told: Board) -> None:
        self.told = told
        self.begun: list[tuple[str, ...]] = []
        self.ended = 0
        self.pause: Callable[[], float] = lambda: 0.0
        patch.setattr(watching, "watch", self)

    async def __call__(
        self,
        _home: object,
        servers: Sequence[Profile],
        take: Callable[[Board], None],
        *,
        reach: object,
        interval: Callable[[], float],
    ) -> None:
        del reach
        self.begun.append(tuple(one.name for one in servers))
        self.pause = interval
        take(self.told)
        try:
            await asyncio.Event().wait()
        finally:
            self.ended += 1


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """All servers tell the same board."""
    return Watch(monkeypatch, board(time.time()))


@pytest.fixture
def page(window: MainWindow, watch: Watch) -> RunningPage:
    """The page on three servers; nothing comes by itself but what was begun."""
    del watch
    three_servers(window)
    window.show_stop(Stop.RUNNING)
    made = page_at(window, RunningPage)
    made.watcher._timer.stop()
    return made


async def _told(page: RunningPage) -> None:
    await until(lambda: page.session.current.board is not None and not page.runner.working)


def test_before_there_is_a_loop_nothing_is_asked(page: RunningPage, watch: Watch) -> None:
    """As where a picture of the window is taken: its timer may come round meanwhile."""
    page.watcher._tick()
    assert watch.begun == []


async def test_all_servers_are_watched_and_what_they_tell_is_shown(
    page: RunningPage, watch: Watch
) -> None:
    page.watcher._tick()
    await _told(page)
    assert watch.begun == [("web1", "web2", "web3")]
    assert page.session.current.marks[Stop.RUNNING].state is State.FAILED
    assert page.model.rows[0].key == ("web2", "shop")
    page.watcher._tick()
    await idle(page)
    assert len(watch.begun) == 1


async def test_a_watch_is_no_work_to_wait_for_and_ends_with_the_window(
    page: RunningPage, watch: Watch
) -> None:
    page.act()
    await _told(page)
    assert not page.runner.working
    await page.runner.close()
    assert watch.ended == 1


async def test_a_refresh_begins_anew_once_the_last_watch_has_ended(
    page: RunningPage, watch: Watch
) -> None:
    page.act()
    await _told(page)
    page.act()
    await idle(page)
    assert (len(watch.begun), watch.ended) == (2, 1)


async def test_another_list_of_servers_is_watched_as_it_is(page: RunningPage, watch: Watch) -> None:
    page.watcher._tick()
    await _told(page)
    first, *_ = page.session.current.servers
    page.session.change(servers=(first,))
    page.watcher._tick()
    await idle(page)
    assert watch.begun[-1] == ("web1",)
    assert watch.ended == 1


async def test_it_looks_seldom_while_another_page_is_in_sight(
    window: MainWindow, page: RunningPage, watch: Watch
) -> None:
    page.act()
    await _told(page)
    near = watch.pause()
    window.show_stop(Stop.SERVERS)
    assert watch.pause() > near * 5


async def test_what_is_not_fresh_is_looked_at_as_the_page_is_entered(
    page: RunningPage, watch: Watch
) -> None:
    page.act()
    await _told(page)
    page.enter()
    await idle(page)
    assert len(watch.begun) == 1
    page.watcher._last_told -= 60
    page.enter()
    await idle(page)
    assert len(watch.begun) == 2


async def test_a_hidden_window_begins_no_watch_and_ends_one_after_a_while(
    window: MainWindow, page: RunningPage, watch: Watch
) -> None:
    window.hide()
    page.watcher._tick()
    await idle(page)
    assert watch.begun == []
    window.show()
    page.watcher._tick()
    await _told(page)
    window.hide()
    page.watcher._tick()
    await idle(page)
    assert watch.ended == 0
    page.watcher._last_seen -= 120
    page.watcher._tick()
    await idle(page)
    assert watch.ended == 1


async def test_a_server_that_wants_a_password_waits_for_a_button(
    page: RunningPage, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Answer(None)
    monkeypatch.setattr(ask, "secret", asked)
    locked = Machine(server="web2", at=time.time(), unknown=_LOCKED)
    first, _, third = watch.told.machines
    watch.told = replace(watch.told, machines=(first, locked, replace(third, unknown=None)))
    page.act()
    await _told(page)
    assert str(page.primary_action().label) == "Connect to 1 server"
    assert "web2 wants a password." in page.notes.text()
    assert asked.asked == []
    lines = Lines(monkeypatch)
    page.act()
    await idle(page)
    assert (lines.names, lines.open) == (["web2"], [])
    assert len(watch.begun) == 2


async def test_whoever_declines_sees_why_and_the_others_are_watched_all_the_same(
    page: RunningPage, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused: list[Any] = [wrong("login_refused", next=_LOCKED.next)]
    monkeypatch.setattr(page.connector, "connect", Answer(fails=refused[0]))
    locked = Machine(server="web2", at=time.time(), unknown=_LOCKED)
    watch.told = replace(watch.told, machines=(watch.told.machines[0], locked))
    page.act()
    await _told(page)
    page.act()
    await idle(page)
    assert codes(page) == ["login_refused"]
    assert len(watch.begun) == 2
