"""The window asks no server about a service that cannot be, and says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.journey import Stop
from core.service.model import Service
from core.ssh.profile import Profile
from gui.actions import ask
from gui.pages.deploy import DeployPage
from gui.widgets.server.server_row import Wish
from gui.widgets.service.env_editor import EnvEditor
from tests.gui.conftest import until
from tests.gui.made_up import spawned
from tests.gui.seen import card_at, page_at
from tests.gui.test_main_window import _build, project, window

if TYPE_CHECKING:
    from pathlib import Path

    from core.project.model import Project
    from gui.shell.main_window import MainWindow

__all__ = ["project", "window"]  # fixtures

_NAMES = ("ssl", "goferry", "hello-operators", "../../etc/ssl", "web\u202e", "$(id)", "")


async def opened(
    window: MainWindow, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> DeployPage:
    _build(window, project, tmp_path)
    window.session.change(
        servers=(Profile(name="web1", host="x.example"),),
        chosen=("web1",),
        service=Service(name="shop"),
    )
    window.show_stop(Stop.DEPLOY)
    await until(lambda: not window.runner.working)
    found: DeployPage = page_at(window, DeployPage)

    async def never(*_: object, **__: object) -> None:
        raise AssertionError("a server was asked")

    async def sure(*_: object, **__: object) -> bool:
        return True

    for name in ("connect", "connect_all", "connect_each"):
        monkeypatch.setattr(found.connector, name, never)
    monkeypatch.setattr(ask, "confirm", sure)
    return found


def told(page: DeployPage) -> str:
    """Return the code of the problem on the page, and take it away."""
    code = card_at(page).problem.code if page.problems.count() else ""
    page.show_problems(())
    return code


@pytest.mark.parametrize("name", _NAMES)
async def test_no_deed_of_the_window_takes_such_a_name_to_a_server(
    window: MainWindow,
    project: Project,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    page = await opened(window, project, tmp_path, monkeypatch)
    page.form.name.setText(name)
    for primary_action in (page.run, page.show_plan, page.settler.edit_settings):
        await spawned(page, primary_action())
        assert told(page).startswith("service_name_"), primary_action
    assert not page.findChildren(EnvEditor)
    for wish in set(Wish) - {Wish.TERMINAL}:  # that is of the server, whatever the service
        await spawned(page, page.operator.grant("web1", wish))
        assert told(page).startswith("service_name_"), wish
    await spawned(page, page.operator.roll_back("web1"))
    assert told(page).startswith("service_name_")


async def test_a_health_path_that_would_reach_a_shell_is_refused(
    window: MainWindow, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = await opened(window, project, tmp_path, monkeypatch)
    for path in ("/a'; reboot; '", "/$(id)", "/a b", "health"):
        page.form.health.setText(path)
        for primary_action in (page.run, page.show_plan):
            await primary_action()
            assert told(page) == "service_settings_unusable", path
