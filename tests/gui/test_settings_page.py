"""Settings act at once, are remembered, can be found and reset."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget

from core import settings
from core.journey import Stop
from core.service.model import Scope, Service
from core.settings import SecretCommand, Settings
from core.words import say
from gui.actions import ask
from gui.look import theme
from gui.runtime.speech import use_language
from gui.shell import notification
from gui.shell.settings_page import SettingsPage
from gui.shell.settings_table import SETTINGS, Setting
from tests.gui.conftest import until
from tests.gui.made_up import Answer
from tests.gui.seen import application, present
from tests.gui.test_main_window import _accessible_name, _focusable, project, window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.home import Home
    from core.project.model import Project
    from gui.shell.main_window import MainWindow

__all__ = ["project", "window"]  # fixtures
_NO_CHOICES = {
    "recent",
    "go",
    "secret_commands",
    "servers_by",
}  # what grows by itself, or has buttons


@pytest.fixture
def page(window: MainWindow) -> Iterator[SettingsPage]:
    """Open the settings; letters and colors are as before afterwards."""
    window.activateWindow()
    window.show_settings()
    yield present(window._settings)
    use_language("en")
    theme.apply(application(), theme.Theme.LIGHT, percent=100)


def _choose(field: QWidget) -> object:
    """Choose another value as a person does, and return it."""
    match field:
        case QComboBox():
            field.setCurrentIndex(field.count() - 1)
            field.activated.emit(field.currentIndex())
            return field.currentData()
        case QCheckBox():
            field.click()
            return field.isChecked()
        case QSpinBox():
            field.setValue(field.value() + 1)
            return field.value()
        case QLineEdit():
            field.setFocus()
            QTest.keyClicks(field, "https://mirror.example")
            QTest.keyClick(field, Qt.Key.Key_Return)
            return "https://mirror.example"
    raise TypeError(field)


def test_every_setting_is_on_the_page() -> None:
    names = [one.name for one in fields(Settings) if one.name not in _NO_CHOICES]
    assert sorted(one.field for one in SETTINGS) == sorted(names)


@pytest.mark.parametrize("one", SETTINGS, ids=lambda one: one.field)
async def test_each_setting_acts_at_once_is_remembered_found_and_reset(
    window: MainWindow,
    page: SettingsPage,
    home: Home,
    one: Setting,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    page.refresh()
    chosen = _choose(page.fields[one.field])
    assert chosen != getattr(Settings(), one.field)
    assert getattr(settings.load(home)[0], one.field) == chosen
    use_language("en")
    window.go_to(Stop.PROJECT)
    window.find_anything()
    palette = present(window._palette)
    palette.line.setText(f"setting {one.title}")
    assert palette.rows.item(0).text() == f"{one.title}, Setting"
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert window.page is page
    assert page.fields[one.field].hasFocus()
    monkeypatch.setattr(ask, "confirm", Answer(True))  # noqa: FBT003 - the answer
    page.reset.click()
    await until(lambda: not window.runner.working)
    assert getattr(settings.load(home)[0], one.field) == getattr(Settings(), one.field)


async def test_a_reset_asks_and_leaves_projects_and_secrets_alone(
    window: MainWindow, page: SettingsPage, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = SecretCommand(service="shop", name="KEY", words=("pass", "shop"))
    mine = replace(Settings(), colours="dark", recent=("/srv/shop",), secret_commands=(kept,))
    window.session.change(settings=mine)
    monkeypatch.setattr(ask, "confirm", Answer(False))  # noqa: FBT003 - the answer
    page.reset.click()
    await until(lambda: not window.runner.working)
    assert settings.load(home)[0] == mine
    monkeypatch.setattr(ask, "confirm", Answer(True))  # noqa: FBT003 - the answer
    page.reset.click()
    await until(lambda: not window.runner.working)
    found = settings.load(home)[0]
    assert found == Settings(recent=("/srv/shop",), secret_commands=(kept,))


async def test_text_grows_at_once_and_by_keys(window: MainWindow, page: SettingsPage) -> None:
    before = window.fontMetrics().height()
    for _ in range(2):
        window.menu_bar.entries["larger"].trigger()
    assert window.session.current.settings.text_size == 125
    assert window.fontMetrics().height() > before
    assert page.fields["text_size"].currentText() == "125%"  # type: ignore[attr-defined]  # a box
    window.menu_bar.entries["smaller"].trigger()
    window.menu_bar.entries["usual-size"].trigger()
    assert window.session.current.settings.text_size == 100
    assert window.fontMetrics().height() == before


async def test_whoever_is_done_returns_to_the_page_they_came_from(window: MainWindow) -> None:
    window.show_stop(Stop.SERVERS)
    QTest.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(window.page, SettingsPage)
    assert (window.rail.settings.isChecked(), window.title.text()) == (True, "Settings")
    assert not any(item.current for item in window.rail.items.values())
    assert window.footer.primary_action.text() == "Back to Servers"
    window.footer.primary_action.click()
    assert window.page is window.pages[Stop.SERVERS]
    assert not window.rail.settings.isChecked()
    window.rail.settings.click()
    window.footer.back.click()
    assert (window.stop, window.page) == (Stop.SERVERS, window.pages[Stop.SERVERS])


async def test_all_of_it_has_names_and_no_two_fields_share_one(
    window: MainWindow, page: SettingsPage
) -> None:
    there = [one for one in _focusable(window) if page.isAncestorOf(one)]
    names = [one.accessibleName() or _accessible_name(one) for one in there]
    assert all(names)
    assert len({*names}) == len(names)


async def test_a_new_project_gets_the_persons_mirrors_and_a_known_one_keeps_its_own(
    window: MainWindow, project: Project
) -> None:
    mine = replace(Settings(), proxy="https://mirror.example", private="git.example/*")
    window.session.change(settings=mine)
    window.session.open_project(project)
    options = window.session.current.options
    assert (options.proxy, options.private, options.checksums) == (mine.proxy, mine.private, "")
    window.session.change(options=replace(options, proxy=""))
    window.session.open_project(project)
    assert window.session.current.options.proxy == ""


async def test_a_new_service_gets_the_persons_values_unless_its_project_asks_for_others(
    window: MainWindow, project: Project
) -> None:
    window.session.change(settings=replace(Settings(), keep_releases=9, without_root=True))
    window.session.open_project(project)
    window.session.propose(Service(name="shop"))
    made = present(window.session.current.service)
    assert (made.keep_releases, made.scope) == (9, Scope.USER)
    window.session.change(service=None, proposed=None)
    window.session.propose(Service(name="shop", keep_releases=3))
    made = present(window.session.current.service)
    assert (made.keep_releases, made.scope) == (3, Scope.USER)


async def test_who_wants_no_notification_gets_none(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(notification, "notify", lambda _, words: told.append(words))
    window.runner.finished.emit(say("Building"))
    window.session.change(settings=replace(Settings(), notify=False))
    window.runner.finished.emit(say("Building"))
    assert told == ["Ended without success: Building"]


async def test_the_places_are_shown_and_opened_where_they_exist(
    window: MainWindow, page: SettingsPage, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def refuse(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return False

    monkeypatch.setattr(QDesktopServices, "openUrl", refuse)
    where = {one.text() for one in page.findChildren(QLineEdit)}
    assert {str(home.config), str(home.builds), str(home.logs), str(home.cache)} <= where
    page._open(home.builds)
    assert window.footer.said.text() == f"{home.builds} does not exist yet."
    home.builds.mkdir(parents=True)
    page._open(home.builds)
    assert opened == [str(home.builds)]
    assert QGuiApplication.clipboard().text() == str(home.builds)
    assert "No program can open" in window.footer.said.text()


async def test_another_go_is_chosen_and_taken_back_from_here(
    window: MainWindow, page: SettingsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "go" / "bin" / "go"
    monkeypatch.setattr(ask, "file", Answer(program))
    page.choose_go.click()
    await until(lambda: window.session.current.settings.go)
    window.show_settings()
    assert page.go_line.text() == str(program)
    page.best_go.click()
    assert window.session.current.settings.go == ""
