"""Everyday tasks, by mouse alone and by keyboard alone: how many presses they take.

`BEFORE` is what each took in the window's first draft (commit 7b7f1c5), walked in the same way:
from Running as it opens, to the sight or deed that was wanted.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from core.journey import Stop
from core.operate.releases import Known, Releases
from core.service.model import Service
from core.usecases import operating, reading_logs, releasing, restarting, watching
from core.usecases.operating import Back, Operation
from core.usecases.restarting import Restarts
from gui.pages.running import RunningPage
from gui.widgets.upkeep.together import Together
from tests.gui.boards import board
from tests.gui.made_up import Answer, Door, Lines, idle, opened, outcome, three_servers
from tests.gui.seen import page_at
from tests.gui.test_main_window import project, window
from tests.gui.walker import Walker

if TYPE_CHECKING:
    from core.project.model import Project
    from gui.shell.main_window import MainWindow

__all__ = ["project", "window"]  # fixtures

MOUSE, KEYBOARD = True, False
BEFORE = {
    "see why it restarted": {MOUSE: 1, KEYBOARD: 6},
    "roll back two releases": {MOUSE: 3, KEYBOARD: 14},
    "find the log line of an error": {MOUSE: 3, KEYBOARD: 19},
    "change a variable everywhere": {MOUSE: 2, KEYBOARD: 6},
    "go back after a bad release": {MOUSE: 1, KEYBOARD: 1},
}
KEPT = tuple(
    Known(release=f"{n}-{n}aa", kept=True, live=n == 12, previous=n == 11) for n in (12, 11, 10)
)
hands = pytest.mark.parametrize("mouse", [MOUSE, KEYBOARD], ids=["mouse", "keyboard"])


@pytest.fixture
def running(window: MainWindow, project: Project, monkeypatch: pytest.MonkeyPatch) -> RunningPage:
    """Running, as it opens: a service has failed and is chosen."""
    opened(window, project)
    three_servers(window)
    Lines(monkeypatch)
    window.session.change(service=Service(name="shop"), board=board(time.time()))
    found = Releases(service="shop", server="web2", releases=KEPT)
    ends = Restarts(server="web2", service="shop", ends=())
    monkeypatch.setattr(watching, "watch", Answer())
    monkeypatch.setattr(releasing, "releases", Answer((found,)))
    monkeypatch.setattr(restarting, "why", Answer((ends,)))
    monkeypatch.setattr(reading_logs, "read", Answer())
    window.resize(1440, 900)
    window.activateWindow()
    window.show_stop(Stop.RUNNING)
    page = page_at(window, RunningPage)
    page.watcher._timer.stop()
    return page


@pytest.fixture
def changes(monkeypatch: pytest.MonkeyPatch) -> Door:
    """What would change the service on a server."""
    door = Door(outcome("web2"))
    monkeypatch.setattr(operating, "change", door)
    return door


@hands
async def test_see_why_it_restarted(running: RunningPage, window: MainWindow, mouse: bool) -> None:  # noqa: FBT001 - by which hand
    walker = Walker(window, mouse=mouse)
    await walker.press(running.detail.explain)
    assert running.detail.tabs.currentWidget() is running.detail.ends
    await idle(running)
    assert walker.steps == 1
    assert walker.steps <= BEFORE["see why it restarted"][mouse]


@hands
async def test_roll_back_two_releases(
    running: RunningPage,
    window: MainWindow,
    changes: Door,
    mouse: bool,  # noqa: FBT001 - by which hand
) -> None:
    running._learn_releases()  # as the menu does when it opens; the server tells within a second
    await idle(running)
    walker = Walker(window, mouse=mouse)
    walker.menu(running.detail.more, "Roll back to", "release 10")
    await idle(running)
    assert changes.asked[0][1:] == ("shop", Operation.ROLL_BACK)
    assert changes.named[0]["back"] == Back(release="10-10aa")
    assert walker.steps <= BEFORE["roll back two releases"][mouse] * 0.7


@hands
async def test_find_the_log_line_of_an_error(
    running: RunningPage,
    window: MainWindow,
    mouse: bool,  # noqa: FBT001 - by which hand
) -> None:
    walker = Walker(window, mouse=mouse)
    await walker.press(running.detail.errors)
    assert running.detail.tabs.currentWidget() is running.detail.log
    assert running.detail.log.style_of_rows.level == "error"
    assert walker.steps <= BEFORE["find the log line of an error"][mouse] / 2


@hands
async def test_change_a_variable_everywhere(
    running: RunningPage,
    window: MainWindow,
    mouse: bool,  # noqa: FBT001 - by which hand
) -> None:
    wanted: list[object] = []
    running.detail.wanted.disconnect(running._grant)
    running.detail.wanted.connect(wanted.append)
    walker = Walker(window, mouse=mouse)
    walker.menu(running.detail.more, "Environment variables")
    assert wanted == [Together.VARIABLES]
    assert walker.steps <= BEFORE["change a variable everywhere"][mouse]
    assert mouse or walker.steps <= BEFORE["change a variable everywhere"][mouse] / 2


@hands
async def test_go_back_after_a_bad_release(
    running: RunningPage,
    window: MainWindow,
    changes: Door,
    mouse: bool,  # noqa: FBT001 - by which hand
) -> None:
    walker = Walker(window, mouse=mouse)
    await walker.press(running.detail.roll_back)
    await idle(running)
    assert changes.named[0]["back"] == Back()
    assert walker.steps == BEFORE["go back after a bad release"][mouse] == 1
