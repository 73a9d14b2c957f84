"""The frame and its pages behave as the checklist of DESIGN.md promises."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLabel, QToolButton, QWidget

from core.build.options import BuildOptions, Cgo, Target
from core.journey import State, Stop
from core.project.model import Main, Project
from core.servers.store import ServerStore
from core.ssh.profile import Profile
from gui.page import Page
from gui.pages import page_kind
from gui.runtime.speech import use_language
from gui.shell.app import make_window
from tests.gui.seen import card_at
from tests.made_up_artifact import artifact

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.home import Home
    from gui.runtime.loop import AppLoop
    from gui.shell.main_window import MainWindow


@pytest.fixture
def window(app_loop: AppLoop, home: Home) -> Iterator[MainWindow]:
    """Open the window with nothing remembered."""
    made = make_window(home)
    made.menu_bar.begin()  # as after the first picture
    made.show()
    yield made
    app_loop.run_until_complete(made.runner.close())
    use_language("en")
    made.hide()
    made.deleteLater()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project with two programs."""
    mains = tuple(
        Main(package=f"example.com/shop/cmd/{name}", folder=tmp_path / "cmd" / name)
        for name in ("server", "worker")
    )
    return Project(folder=tmp_path, module="example.com/shop", go_version="1.24", mains=mains)


async def test_every_stop_shows_exactly_one_state_in_words(window: MainWindow) -> None:
    spoken = [item.accessibleName() for item in window.rail.items.values()]
    assert spoken[0] == "Project, open"
    assert spoken[1] == "Target, locked: Choose a project first."
    assert spoken[4] == "Servers, open"
    assert len(spoken) == len(Stop)


async def test_a_locked_stop_moves_nowhere_and_says_what_is_missing(window: MainWindow) -> None:
    window.rail.items[Stop.BUILD].click()
    assert window.stop is Stop.PROJECT
    assert window.footer.said.text() == "Build is locked. Choose a project first."
    assert window.rail.items[Stop.PROJECT].current


async def test_a_changed_target_makes_later_stops_stale_and_keeps_what_was_typed(
    window: MainWindow, project: Project, tmp_path: Path
) -> None:
    _build(window, project, tmp_path)
    service = window.session.current.service
    window.session.change(options=BuildOptions(target=Target(goarch="arm64")))
    marks = window.session.current.marks
    assert [marks[stop].state for stop in (Stop.BUILD, Stop.INSPECT)] == [State.STALE] * 2
    assert marks[Stop.PROJECT].state is State.DONE
    assert window.session.current.service == service


async def test_going_back_and_forth_keeps_every_field(window: MainWindow, project: Project) -> None:
    window.session.open_project(project)
    chosen = replace(BuildOptions(), cgo=Cgo.ON, tags=("nomsgpack",), strip=False)
    window.session.change(options=chosen)
    for stop in (Stop.TARGET, Stop.PROJECT, Stop.TARGET, Stop.SERVERS, Stop.TARGET):
        window.go_to(stop)
    assert window.session.current.options == chosen
    assert _text_of(window, "nomsgpack")


async def test_buttons_name_their_deed(
    window: MainWindow, project: Project, tmp_path: Path
) -> None:
    _build(window, project, tmp_path)
    said = []
    for stop in Stop:
        window.show_stop(stop)
        said.append(window.footer.primary_action.text())
    assert said == [
        "Continue to the target",
        "Build for linux/amd64",
        "Inspect the program",
        "Continue to the servers",
        "Continue to the deploy",
        "Deploy to 1 server",
        "Refresh now",
    ]


async def test_an_untouched_page_shows_no_problem(window: MainWindow) -> None:
    for stop in Stop:
        assert window.pages[stop].problems.count() == 0


async def test_continuing_without_a_project_puts_the_keyboard_where_it_is_missing(
    window: MainWindow,
) -> None:
    window.activateWindow()
    window.footer.primary_action.click()
    assert window.stop is Stop.PROJECT
    assert window.pages[Stop.PROJECT].problems.count() == 1
    assert window.focusWidget() is window.pages[Stop.PROJECT].first_field()


async def test_every_part_that_takes_the_keyboard_has_a_name(
    window: MainWindow, project: Project, tmp_path: Path
) -> None:
    _build(window, project, tmp_path)
    nameless = []
    for stop in Stop:
        window.show_stop(stop)
        nameless += [repr(one) for one in _focusable(window) if not _accessible_name(one)]
    assert not nameless


@pytest.mark.parametrize("language", ["en", "zh_CN"])
async def test_mnemonics_are_unique_on_each_page(
    window: MainWindow, project: Project, tmp_path: Path, language: str
) -> None:
    _build(window, project, tmp_path)
    use_language(language)
    for stop in Stop:
        window.show_stop(stop)
        for fold in window.pages[stop].findChildren(QToolButton, "quiet"):
            fold.setChecked(True)
        keys = [key for one in _with_text(window) if (key := _mnemonic(one.text()))]
        assert len(keys) == len(set(keys)), (stop, sorted(keys))


async def test_another_language_changes_every_sentence_at_once(window: MainWindow) -> None:
    before = {one.text() for one in _with_text(window)}
    use_language("zh_CN")
    after = {one.text() for one in _with_text(window)}
    assert not {text for text in before & after if any(letter.isalpha() for letter in text)}


def test_the_last_project_comes_back_with_its_choices(home: Home, project: Project) -> None:
    from gui.runtime.session import Session  # noqa: PLC0415 - the window is not needed here

    first = Session(home)
    first.open_project(project)
    first.change(options=BuildOptions(target=Target(goarch="arm64"), cgo=Cgo.STATIC))
    second = Session(home)
    assert second.current.settings.recent == (str(project.folder),)
    assert second.open_project(project) == ()
    assert second.current.options == first.current.options


def _build(window: MainWindow, project: Project, folder: Path) -> None:
    """Bring the window where a build was made and a server is known."""
    program = folder / "program"
    program.write_bytes(b"\x7fELF")
    window.session.open_project(project)
    ServerStore(window.session.home).add(Profile(name="web1", host="web1.example"))
    window.session.change(
        artifact=artifact(program, size=4),
        built=window.session.current.wanted,
        servers=tuple(ServerStore(window.session.home).all()),
    )


def _focusable(window: MainWindow) -> list[QWidget]:
    """List what Tab reaches; a spin box stands for the line that Qt puts into it."""
    reached = Qt.FocusPolicy.TabFocus.value
    return [
        one
        for one in window.findChildren(QWidget)
        if one.isVisible()
        and one.isEnabled()
        and one.focusPolicy().value & reached
        and one.objectName() != "qt_spinbox_lineedit"
    ]


def _accessible_name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def _with_text(window: MainWindow) -> list[QLabel | QAbstractButton]:
    found: set[QLabel | QAbstractButton] = set(window.findChildren(QLabel))
    found |= set(window.findChildren(QAbstractButton))
    return [one for one in found if one.isVisible() and one.text()]


def _mnemonic(text: str) -> str:
    place = text.replace("&&", "").find("&")
    return text.replace("&&", "")[place + 1].lower() if place >= 0 else ""


def _text_of(window: MainWindow, wanted: str) -> bool:
    fields = window.pages[Stop.TARGET].findChildren(QWidget)
    return any(getattr(one, "text", str)() == wanted for one in fields)


async def test_a_home_that_cannot_be_written_is_said_once_and_the_work_goes_on(
    window: MainWindow, project: Project
) -> None:
    home = window.session.home
    home.config.mkdir(parents=True, exist_ok=True)
    (home.state / "projects").write_text("in the way")
    page = window.pages[window.stop]
    window.session.change(project=project)
    assert page.problems.count() == 1
    assert card_at(page).problem.code == "not_written"
    page.show_problems(())
    window.session.change(built="x")
    assert page.problems.count() == 0
    assert window.session.current.built == "x"


@pytest.mark.parametrize("stop", Stop)
def test_every_stop_has_its_page(stop: Stop) -> None:
    assert issubclass(page_kind(stop), Page)
