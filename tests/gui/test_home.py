"""Running as home: what the one button would do again is said before, and one click changes it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from core.journey import Stop
from core.operate.releases import Known, Releases
from core.service.model import Service
from core.service.results import Result
from core.target import Target
from core.usecases import operating, releasing, watching
from core.usecases.operating import Back, Operation
from core.words import say
from gui.pages.running import RunningPage
from gui.widgets.server.server_row import Wish
from gui.widgets.toast import Toast
from tests.gui.boards import board
from tests.gui.made_up import Answer, Door, Lines, artifact, idle, opened, outcome, three_servers
from tests.gui.seen import page_at
from tests.gui.test_main_window import project, window
from tests.gui.test_past import KNOWN

if TYPE_CHECKING:
    from core.project.model import Project
    from gui.shell.main_window import MainWindow

__all__ = ["project", "window"]  # fixtures


@pytest.fixture
def home(window: MainWindow, project: Project, monkeypatch: pytest.MonkeyPatch) -> RunningPage:
    """Running, after the program of the last build was deployed to three servers."""
    opened(window, project)
    three_servers(window)
    made = artifact(project.folder)
    window.session.change(
        service=Service(name="shop", port=8080),
        artifact=made,
        built=window.session.current.wanted,
        shipped=made.sha256,
        board=board(1e9),
    )
    monkeypatch.setattr(watching, "watch", Answer())  # ends at once, having told nothing
    window.show_stop(Stop.RUNNING)
    page = page_at(window, RunningPage)
    page.watcher._timer.stop()
    return page


async def test_after_a_deploy_the_primary_button_builds_and_deploys_again(
    home: RunningPage, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = Answer()
    monkeypatch.setattr(window, "build_and_deploy_again", again)
    assert window.footer.primary_action.text() == "Build and deploy again"
    assert home.again.isVisible()
    assert home.again.why.text() == "Nothing has changed since the last deploy."
    assert home.again.what.text() == (
        "Builds shop for linux/amd64 and deploys it as shop to web1, web2 and web3."
    )
    window.footer.primary_action.click()
    await idle(home)
    assert again.asked == [()]


async def test_what_is_new_since_the_last_deploy_is_said_above(home: RunningPage) -> None:
    session = home.session
    session.change(touched=say("{file} changed {age}.", file="main.go", age="3 minutes ago"))
    assert home.again.why.text() == "main.go changed 3 minutes ago."
    session.change(touched=None, shipped="2" * 64)
    assert home.again.why.text() == "A newer build has not been deployed yet."
    session.change(failed=frozenset({Stop.DEPLOY}))
    assert home.again.why.text() == "The last deploy did not succeed on every server."


async def test_every_target_is_named_and_many_servers_are_counted(home: RunningPage) -> None:
    session = home.session
    more = tuple(replace(session.current.servers[0], name=f"db{n}") for n in range(2))
    session.change(
        servers=(*session.current.servers, *more),
        chosen=("web1", "web2", "db0", "db1"),
        also=(Target(goarch="arm64"),),
    )
    assert home.again.what.text() == (
        "Builds shop for linux/amd64 and linux/arm64 and deploys it as shop to 4 servers."
    )


async def test_one_click_leads_to_the_choices_and_looking_keeps_a_button(
    home: RunningPage, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[bool] = []
    monkeypatch.setattr(home.watcher, "look_now", lambda: looked.append(True))
    assert home.look.text() == "Refresh now"
    home.look.click()
    assert looked == [True]
    home.again.change.click()
    assert window.stop is Stop.DEPLOY


@pytest.mark.parametrize("missing", ["shipped", "chosen", "service", "project"])
async def test_where_nothing_can_come_again_the_button_looks_instead(
    home: RunningPage, missing: str
) -> None:
    home.session.change(**{missing: None if missing in {"service", "project"} else ""})
    assert home.again.isHidden()
    assert home.look.isHidden(), "the primary button does it"
    assert str(home.primary_action().label) == "Refresh now"


async def test_one_press_shows_the_errors_of_what_is_not_healthy(home: RunningPage) -> None:
    detail = home.detail
    assert detail.row is not None
    assert detail.row.seen.healthy is False
    assert detail.errors.isVisible()
    detail.errors.click()
    assert detail.tabs.currentWidget() is detail.log
    assert detail.log.style_of_rows.level == "error"
    home.board.choose(("web1", "shop"))
    assert detail.errors.isHidden()


async def test_the_menu_lists_the_releases_that_can_come_back_as_people_name_them(
    home: RunningPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    Lines(monkeypatch)
    known = (*KNOWN, Known(release="9-77aa", commit="0badcafe1", kept=True, previous=True))
    found = Releases(service="shop", server="web2", releases=known)
    monkeypatch.setattr(releasing, "releases", Answer((found,)))
    wanted: list[str] = []
    home.detail.releases.wanted.disconnect(home._roll_back)
    home.detail.releases.wanted.connect(wanted.append)
    home.detail.more.menu().aboutToShow.emit()
    assert _titles(home) == ["Asking the server…"]
    assert not home.detail.earlier.actions()[0].isEnabled()
    await idle(home)
    kept = [one for one in known if one.kept and not one.live]
    titles = _titles(home)
    assert titles == ["release 11 · rolled back", "release 9 · previous · 0badcaf"]
    home.detail.earlier.actions()[1].trigger()
    assert wanted == [kept[1].release]


async def test_the_other_mouse_button_offers_everything_of_the_row_under_it(
    home: RunningPage, window: MainWindow
) -> None:
    window.resize(1024, 640)
    board_, place = home.board, home.board.visualRect(home.model.index(3, 0)).center()
    QTest.mouseClick(board_.viewport(), Qt.MouseButton.RightButton, pos=place)
    board_.customContextMenuRequested.emit(place)
    (menu,) = [one for one in home.detail.findChildren(QMenu) if one.isVisible()]
    assert home.board.key() == ("web1", "shop")
    titles = [one.text().replace("&", "") for one in menu.actions() if not one.isSeparator()]
    assert titles[:3] == ["Open in browser", "Restart", "Roll back"]
    assert {"Roll back to", "Remove the service from this server…"} <= set(titles)
    restarted: list[Wish] = []
    home.detail.wanted.disconnect(home._grant)
    home.detail.wanted.connect(restarted.append)
    menu.actions()[1].trigger()
    assert restarted == [Wish.RESTART]
    menu.close()


def _titles(home: RunningPage) -> list[str]:
    return [one.text() for one in home.detail.earlier.actions()]


async def test_a_roll_back_asks_nothing_and_can_be_undone_for_some_seconds(
    home: RunningPage, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    Lines(monkeypatch)
    door = Door(outcome("web2", release="11-28274e6d"))
    monkeypatch.setattr(operating, "change", door)
    home.detail.roll_back.click()
    await idle(home)
    (toast,) = window.findChildren(Toast)
    assert toast.said.text() == "shop on web2 runs release 11 now."
    home.board.choose(("web1", "queue"))  # the undo is about what was rolled back all the same
    monkeypatch.setattr(operating, "change", again := Door(outcome("web2", release="12-9357335e")))
    toast.undo.click()
    await idle(home)
    assert again.asked[0][1:] == ("shop", Operation.ROLL_BACK)
    assert again.named[0]["back"] == Back(release="12-9357335e")
    assert not [one for one in window.findChildren(Toast) if one.isVisible()]


@pytest.mark.parametrize("end", ["the same release", "not good", "another server"])
async def test_where_nothing_was_rolled_back_nothing_is_offered(
    home: RunningPage, window: MainWindow, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    Lines(monkeypatch)
    ends = {
        "the same release": outcome("web2", release="12-9357335e"),
        "not good": outcome("web2", Result.REFUSED, release="11-28274e6d"),
        "another server": outcome("web1", release="11-28274e6d"),
    }
    monkeypatch.setattr(operating, "change", Door(ends[end]))
    home.detail.roll_back.click()
    await idle(home)
    assert not window.findChildren(Toast)
