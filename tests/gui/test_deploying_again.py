"""The deploy page over time: what a deploy ends, and what a row shows of a server that changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.deploy import fleet
from core.words import say
from gui.actions import missing_code
from gui.pages import deploy as deploy_page
from tests.gui.conftest import ended, until
from tests.gui.made_up import Answer, Door, Lines, answer, outcome
from tests.gui.seen import present
from tests.gui.test_deploying import look, page
from tests.gui.test_main_window import project, window

if TYPE_CHECKING:
    from core.words import Text
    from gui.pages.deploy import DeployPage
    from gui.shell.main_window import MainWindow

__all__ = ["look", "page", "project", "window"]  # fixtures


async def test_a_deploy_ends_the_log_that_is_followed(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = Lines(monkeypatch)
    monkeypatch.setattr(fleet, "deploy_to", Door((outcome("web1"),)))
    log = Door(waits=True)
    monkeypatch.setattr("core.usecases.reading_logs.read", log)
    await page.operator.follow("web1")
    await until(lambda: log.running)
    assert await ended(page.run())
    assert (log.cleaned, lines.open) == (1, [])


async def test_a_row_is_about_the_server_as_it_is_on_the_list_now(page: DeployPage) -> None:
    first, *others = page.session.current.servers
    assert page.servers.rows["web1"].choice.text() == "web1  (root@web1.example)"
    page.servers.rows["web1"].say(say("Connecting…"))
    page.session.change(servers=(replace(first, host="new.example", user="deploy"), *others))
    assert sorted(page.servers.rows) == ["web1", "web2", "web3"]
    assert page.servers.rows["web1"].choice.text() == "web1  (deploy@new.example)"
    assert page.servers.rows["web1"].choice.isChecked()
    page.session.change(chosen=())
    page.servers.rows["web1"].choice.setChecked(True)
    assert page.session.current.chosen == ("web1",), "the new row is heard as well"


@pytest.mark.parametrize("kind", ["file", "folder"])
async def test_a_file_or_folder_travels_when_it_was_chosen(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    folder = present(page.session.current.project).folder
    asked = {one: answer(monkeypatch, one, None) for one in ("file", "folder")}
    chosen = asked[kind]
    button = getattr(page.form.files, f"add_{kind}")
    button.click()
    await until(lambda: not page.runner.working)
    assert [one for one, question in asked.items() if question.asked] == [kind]
    assert (chosen.named, present(page.session.current.service).includes) == (
        [{"start": folder}],
        (),
    )
    chosen.value = folder / "web"
    page.form.health.setText("/ready")  # the keyboard is still in the field
    button.click()
    await until(lambda: not page.runner.working)
    service = present(page.session.current.service)
    assert (service.includes, service.includes_named) == ((folder / "web",),) * 2
    assert (service.health_path, page.form.files.includes.text()) == ("/ready", "web")


async def test_each_button_of_the_form_and_of_a_row_does_its_deed(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    plan, offered = Answer(), Answer()
    opened: list[str] = []

    def open_place(url: str) -> Text:
        opened.append(url)
        return say("Opened.")

    monkeypatch.setattr(page, "show_plan", plan)
    monkeypatch.setattr(missing_code, "offer", offered)
    monkeypatch.setattr(deploy_page, "open_place", open_place)
    page.form.review_wanted.emit()
    page.form.takeover.missing.click()
    page.session.change(outcomes={"web2": outcome("web2", url="http://web2.example:8080/")})
    page.servers.rows["web2"].open.click()
    await until(lambda: not page.runner.working)
    assert (plan.asked, offered.asked) == ([()], [(page,)])
    assert opened == ["http://web2.example:8080/"]
    assert window.footer.said.text() == "Opened."
