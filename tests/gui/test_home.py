"""Running as home: what the one button would do again is said before, and one click changes it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.journey import Stop
from core.service.model import Service
from core.target import Target
from core.usecases import watching
from core.words import say
from gui.pages.running import RunningPage
from tests.gui.boards import board
from tests.gui.made_up import Answer, artifact, idle, opened, three_servers
from tests.gui.seen import page_at
from tests.gui.test_main_window import project, window

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
        "Builds shop for linux/amd64 and deploys it as shop to web1, web2, web3."
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
        "Builds shop for linux/amd64, linux/arm64 and deploys it as shop to 4 servers."
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
