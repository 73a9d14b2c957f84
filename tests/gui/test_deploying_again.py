"""The deploy page over time: what a deploy ends, and what a row shows of a server that changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.deploy import fleet
from core.words import say
from tests.gui.conftest import ended, until
from tests.gui.made_up import Door, Lines, outcome
from tests.gui.test_deploying import look, page
from tests.gui.test_main_window import project, window

if TYPE_CHECKING:
    import pytest

    from gui.pages.deploy import DeployPage

__all__ = ["look", "page", "project", "window"]  # fixtures


async def test_a_deploy_ends_the_log_that_is_followed(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = Lines(monkeypatch)
    monkeypatch.setattr(fleet, "deploy_to", Door((outcome("web1"),)))
    log = Door(waits=True)
    monkeypatch.setattr("core.operate.logs.logs", log)
    page.operator.follow("web1")
    await until(lambda: log.running)
    assert await ended(page.run())
    await until(lambda: not page.runner.working)
    assert (log.cleaned, lines.open) == (1, [])


async def test_a_row_is_about_the_server_as_it_is_on_the_list_now(page: DeployPage) -> None:
    first, *others = page.session.current.servers
    assert page.rows["web1"].choice.text() == "web1  (root@web1.example)"
    page.rows["web1"].say(say("Connecting…"))
    page.session.change(servers=(replace(first, host="new.example", user="deploy"), *others))
    assert sorted(page.rows) == ["web1", "web2", "web3"]
    assert page.rows["web1"].choice.text() == "web1  (deploy@new.example)"
    assert page.rows["web1"].choice.isChecked()
    page.session.change(chosen=())
    page.rows["web1"].choice.setChecked(True)
    assert page.session.current.chosen == ("web1",), "the new row is heard as well"
