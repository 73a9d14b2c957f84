"""Whatever the window can do is in its menu and in the palette, with its key; and it is found."""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from core.journey import Stop
from core.service.seen import Board
from core.words import say, verbatim
from gui.pages.deploy import DeployPage
from gui.runtime.speech import use_language
from gui.shell.commands import COMMANDS, WindowCommand
from gui.shell.findable import Findable, best
from gui.shell.matching import fit
from gui.shell.menus import Menu
from gui.widgets.parts import button
from gui.widgets.server.server_row import Wish
from tests.gui.boards import board
from tests.gui.conftest import ended, until
from tests.gui.made_up import Door, idle, three_servers
from tests.gui.seen import page_at, present
from tests.gui.test_main_window import _build, project, window

if TYPE_CHECKING:
    from pathlib import Path

    from core.project.model import Project
    from gui.shell.main_window import MainWindow
    from gui.shell.palette import Palette

__all__ = ["project", "window"]  # fixtures


def _shown_by(window: MainWindow, menu: Menu) -> list[QAction]:
    made = window.menu_bar.menus[menu]
    made.aboutToShow.emit()
    return [one for one in made.actions() if not one.isSeparator()]


def _open(window: MainWindow) -> Palette:
    window.activateWindow()
    window.find_anything()
    return present(window._palette)


def _rows(palette: Palette) -> list[str]:
    return [palette.rows.item(place).text() for place in range(palette.rows.count())]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one.id)
async def test_each_command_is_in_its_menu_and_in_the_palette_with_its_key(
    window: MainWindow, command: WindowCommand
) -> None:
    action = window.menu_bar.entries[command.id]
    assert action in _shown_by(window, command.menu)
    assert (action.text(), action.shortcut()) == (str(command.name), QKeySequence(command.key))
    if command.id == "find":
        return  # it is what the palette itself is opened by
    palette = _open(window)
    palette.line.setText(str(command.name))
    row = next(one for one in _rows(palette) if one.startswith(f"{command.name}, "))
    if command.key and command.ready(window):
        assert row.endswith(command.key)


async def test_no_key_and_no_name_is_given_twice(window: MainWindow) -> None:
    window.menu_bar.show_ready()
    keys = Counter(one.key for one in COMMANDS if one.key)
    assert keys == Counter(set(keys))
    assert len({one.id for one in COMMANDS}) == len({one.name for one in COMMANDS}) == len(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one.id)
async def test_each_command_can_be_run(
    window: MainWindow,
    project: Project,
    tmp_path: Path,
    command: WindowCommand,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _build(window, project, tmp_path)
    window.go_to(Stop.INSPECT)
    seen: list[str] = []
    watched = ("hand_on", "close", "build_and_deploy_again", "show_help", "show_settings")
    for name in (*watched, "find_anything"):
        monkeypatch.setattr(window, name, lambda *_, said=name: seen.append(said))
    for name in ("explain", "show_keys", "show_news", "show_licences", "report_problem"):
        monkeypatch.setattr(window.desk, name, lambda *_, said=name: seen.append(said))
    monkeypatch.setattr(window.runner, "spawn", lambda work: work and work.close())
    window.footer.deed_pressed.connect(lambda: seen.append("act"))
    window.runner.cancelling.connect(lambda: seen.append("cancel"))
    before = (window.stop, window.session.current.settings)
    window.menu_bar.show_ready()
    action = window.menu_bar.entries[command.id]
    assert action.isEnabled() == command.ready(window)
    action.trigger()
    done = seen or before != (window.stop, window.session.current.settings)
    nothing_to_do = {"cancel", "go-inspect", "system-colours", "language-system", "usual-size"}
    assert done or command.id in nothing_to_do


async def test_a_key_works_as_soon_as_its_command_is_ready(window: MainWindow) -> None:
    _shown_by(window, Menu.ACTIONS)  # which shows that there is nothing to cancel
    window.menu_bar.menus[Menu.ACTIONS].aboutToHide.emit()
    door = Door("", waits=True)
    job = window.runner.run(say("Building"), door, lambda _: None, at=Stop.BUILD)
    running = window.runner.spawn(job)
    await until(lambda: door.running)
    QTest.keyClick(window, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    await ended(running)
    assert not window.runner.busy, "it would have waited for good"


async def test_what_a_page_offers_is_found_from_every_page(
    window: MainWindow, project: Project, tmp_path: Path
) -> None:
    _build(window, project, tmp_path)
    window.go_to(Stop.PROJECT)
    palette = _open(window)
    await until(lambda: not palette._unasked)
    for place in Stop:
        page = window.pages[place]
        for one in page.commands():
            palette.line.setText(str(one.name).replace("&", ""))
            assert palette.rows.count() > 0, one.name


async def test_a_deed_of_another_page_is_done_there(
    window: MainWindow, project: Project, tmp_path: Path
) -> None:
    _build(window, project, tmp_path)
    window.go_to(Stop.PROJECT)
    pressed: list[int] = []
    made = QPushButton()
    from gui.runtime.speech import tell  # noqa: PLC0415 - the words of this one button

    tell(made, text=say("Paint the ship"))
    made.clicked.connect(lambda: pressed.append(1))
    window.pages[Stop.SERVERS].body.addWidget(made)
    palette = _open(window)
    await until(lambda: not palette._unasked)
    palette.line.setText("paint ship")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert (window.stop, pressed) == (Stop.SERVERS, [1])
    window.go_to(Stop.PROJECT)
    palette = _open(window)
    await until(lambda: not palette._unasked)
    palette.line.setText("paint ship")
    made.setEnabled(False)
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert pressed == [1]
    assert window.footer.said.text() == "Paint the ship: this is not possible now."


async def test_buttons_of_one_name_are_told_apart_by_their_server(
    window: MainWindow, project: Project, tmp_path: Path
) -> None:
    _build(window, project, tmp_path)
    three_servers(window)
    window.show_stop(Stop.DEPLOY)
    await idle(window)
    page = page_at(window, DeployPage)
    asked: list[tuple[str, object]] = []
    page.servers.wanted.disconnect()
    page.servers.wanted.connect(lambda *wish: asked.append(wish))
    palette = _open(window)
    palette.line.setText("check status")
    names = [row for row in _rows(palette) if row.startswith("Check status")]
    assert names == [f"Check status · web{number}, Deploy" for number in (1, 2, 3)]
    palette.line.setText("check status web2")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert asked == [("web2", Wish.LOOK)]
    two = [button(say("Paint it")) for _ in range(2)]
    for one in two:
        page.body.addWidget(one)
    assert not [one for one in page.commands() if str(one.name) == "Paint it"], "which of them?"
    await idle(window)


async def test_servers_services_and_projects_are_found_and_shown(
    window: MainWindow, project: Project, tmp_path: Path
) -> None:
    _build(window, project, tmp_path)
    found = board(time.time())
    window.session.change(board=found)
    for typed, stop in (("web1", Stop.SERVERS), (found.rows[-1].service, Stop.RUNNING)):
        window.go_to(Stop.PROJECT)
        palette = _open(window)
        palette.line.setText(typed)
        QTest.keyClick(palette.line, Qt.Key.Key_Return)
        assert window.stop is stop, typed
    palette = _open(window)
    palette.line.setText(tmp_path.name)
    assert any(row.endswith(", Project") for row in _rows(palette))


async def test_the_keyboard_is_given_back_and_the_arrows_move_the_choice(
    window: MainWindow,
) -> None:
    window.activateWindow()
    before = QApplication.focusWidget()
    assert before is window.page.first_field()
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = present(window._palette)
    assert (palette.isVisible(), palette.line.hasFocus()) == (True, True)
    for key, row in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Tab, 2), (Qt.Key.Key_Up, 1)):
        QTest.keyClick(palette.line, key)
        assert palette.rows.currentRow() == row
    QTest.keyClick(palette.line, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert QApplication.focusWidget() is before


async def test_what_cannot_be_done_now_says_so_and_stays(window: MainWindow) -> None:
    palette = _open(window)
    palette.line.setText("cancel the running job")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert palette.isVisible()
    palette.line.setText("no such thing at all")
    assert palette.none.isVisible()
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert palette.isVisible()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("typed", ["dark colors", "深色"])
async def test_names_of_both_languages_are_understood_in_each(
    window: MainWindow, language: str, typed: str
) -> None:
    use_language(language)
    palette = _open(window)
    palette.line.setText(typed)
    chosen = palette.rows.currentItem()
    chosen.data(Qt.ItemDataRole.UserRole).deed()
    assert window.session.current.settings.colours == "dark"
    window.menu_bar.entries["light"].trigger()


@pytest.mark.parametrize(
    ("typed", "better", "worse"),
    [
        ("build", "Build", "Rebuild everything"),
        ("bda", "Build and deploy again", "Bad news again"),
        ("dep ag", "Build and deploy again", "Build again"),
        ("web1", "web1", "web11"),
        ("dply", "Deploy", "Delay a reply"),
        ("部署", "部署到服务器", "构建"),
    ],
)
def test_what_fits_better_comes_first(typed: str, better: str, worse: str) -> None:
    assert fit(typed, [better]) > fit(typed, [worse])


def test_while_nothing_is_typed_what_can_be_done_comes_first() -> None:
    names = {"Test": False, "Add": True, "Remove": False, "Quit": True}
    found = [
        Findable(kind=say("Page"), name=verbatim(name), deed=list, ready=ready)
        for name, ready in names.items()
    ]
    assert [str(one.name) for one in best(found, " ")] == ["Add", "Quit", "Test", "Remove"]


def test_a_word_that_is_found_nowhere_fits_nothing() -> None:
    assert fit("deploy zebra", ["Deploy"]) == 0
    assert fit("", ["Deploy"]) == 0
    assert fit("xy", ["an xylophone, not"]) > 0
    assert fit("yx", ["x to y"]) == 0


async def test_the_palette_opens_at_once_also_with_many_servers(window: MainWindow) -> None:
    from core.ssh.profile import Profile  # noqa: PLC0415 - many of them

    many = tuple(Profile(name=f"web{n}", host=f"web{n}.example") for n in range(300))
    window.session.change(servers=many, board=Board())
    _open(window).close_and_return()
    began = time.process_time()
    palette = _open(window)
    palette.line.setText("web299")
    assert time.process_time() - began < 0.5
    assert _rows(palette)[0].startswith("web299")
