"""The project page with a made-up Go: what is read, what is remembered, what is said."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from core import toolchain
from core.actions import Action, ChooseFolder, FetchGo, OpenFolder, StartFromTemplate
from core.build.options import BuildOptions
from core.journey import Stop
from core.project import reader, template
from core.project.model import CgoPackage, Main, Project, UnembeddedFile
from gui.pages.project import ProjectPage
from tests.gui.conftest import ended, until
from tests.gui.made_up import GO, Answer, answer, codes, idle, odd, spawned, wrong
from tests.gui.seen import page_at, present
from tests.gui.test_main_window import window

if TYPE_CHECKING:
    from gui.shell.main_window import MainWindow

__all__ = ["window"]  # a fixture


class _Reader:
    """Stands in place of Go's own look at a folder."""

    def __init__(self, patch: pytest.MonkeyPatch, folder: Path) -> None:
        main = Main(package="example.com/shop/cmd/a", folder=folder / "cmd" / "a")
        other = Main(package="example.com/shop/cmd/b", folder=folder / "cmd" / "b")
        self.project = Project(
            folder=folder, module="example.com/shop", go_version="1.24", mains=(main, other)
        )
        self.chosen: list[tuple[object, str]] = []
        self.read = Answer(lambda *_: self.project)
        mod = SimpleNamespace(file=folder / "go.mod", go_version="1.24")
        patch.setattr(reader, "module_above", lambda _folder: mod)
        patch.setattr(reader, "read", self.read)
        patch.setattr(toolchain, "choose", self._choose)

    def _choose(self, program: Path | None, *, at_least: str) -> object:
        self.chosen.append((program, at_least))
        return GO


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> _Reader:
    folder = tmp_path / "shop"
    folder.mkdir()
    return _Reader(monkeypatch, folder)


@pytest.fixture
def page(window: MainWindow, world: _Reader) -> ProjectPage:
    del world
    window.activateWindow()
    return page_at(window, ProjectPage)


async def test_a_project_is_read_with_a_go_that_is_new_enough_and_shown(
    page: ProjectPage, world: _Reader, window: MainWindow
) -> None:
    folder = world.project.folder
    world.project = replace(world.project, notices=(odd("notice"),))
    await ended(page.read(folder))
    current = page.session.current
    assert (current.project, current.go) == (world.project, GO)
    assert world.chosen == [(None, "1.24")]
    assert world.read.asked == [(folder, GO)]
    assert world.read.named == [{"workspace": True, "fetch_go": False}]
    assert (page.module.text(), page.folder.text()) == ("example.com/shop", str(folder))
    assert [page.mains.itemText(place) for place in range(2)] == [
        "example.com/shop/cmd/a",
        "example.com/shop/cmd/b",
    ]
    assert (codes(page), page.mains.isEnabled()) == (["notice"], True)
    assert page.recent.item(0).text() == str(folder)
    page.mains.activated.emit(1)
    assert page.session.current.options.main == "example.com/shop/cmd/b"
    page.act()
    assert window.stop is Stop.TARGET
    await idle(window)


async def test_what_was_chosen_for_a_project_holds_when_it_is_read_again(
    page: ProjectPage, world: _Reader
) -> None:
    folder = world.project.folder
    await ended(page.read(folder, fetch_go=True))
    assert page.session.current.options.fetch_go
    options = replace(page.session.current.options, workspace=False, main="example.com/shop/cmd/b")
    page.session.change(options=options, settings=replace(page.session.current.settings, go="/g"))
    await ended(page.read(folder))
    assert world.chosen[1:] == [(Path("/g"), "")], "Go may fetch the version"
    assert world.read.named[1] == {"workspace": False, "fetch_go": True}
    assert page.session.current.options == options
    await ended(page.read(folder / "cmd" / "a"))
    assert page.session.current.options.main == "example.com/shop/cmd/a"


async def test_a_folder_that_is_none_leaves_the_project_of_before(
    page: ProjectPage, world: _Reader
) -> None:
    await ended(page.read(world.project.folder))
    before = page.session.current.project
    world.read.fails = wrong("no_module")
    await spawned(page, page.read(world.project.folder))
    assert (codes(page), page.session.current.project) == (["no_module"], before)


async def test_of_two_folders_that_are_opened_the_last_one_counts(
    page: ProjectPage, world: _Reader, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, asked = asyncio.Event(), []

    async def read(folder: Path, *_: object, **__: object) -> Project:
        asked.append(folder)
        if len(asked) == 1:
            await slow.wait()
        return replace(world.project, folder=folder)

    monkeypatch.setattr(reader, "read", read)
    first, second = world.project.folder, world.project.folder.parent
    page.open(first)
    await until(lambda: asked)
    page.open(second)
    await until(lambda: len(asked) == 2)
    slow.set()
    await idle(window)
    assert present(page.session.current.project).folder == second


@pytest.mark.parametrize(
    ("action", "opened"),
    [
        (FetchGo(), "asked for"),
        (OpenFolder(Path("/srv/x")), "x"),
        (ChooseFolder(), "chosen"),
        (StartFromTemplate(), "made"),
    ],
)
async def test_advice_is_carried_out_here_before_there_is_a_project(
    page: ProjectPage,
    world: _Reader,
    monkeypatch: pytest.MonkeyPatch,
    action: Action,
    opened: str,
) -> None:
    world.read.fails = wrong("too_old")
    page.open(Path("asked for"))
    await until(lambda: codes(page))
    answer(monkeypatch, "folder", Path("/srv/chosen"))
    answer(monkeypatch, "new_file", Path("/srv/made"))
    create = Answer(lambda _kind, folder: folder)
    monkeypatch.setattr(template, "create", create)
    page.carry_out(action)
    await until(lambda: len(world.read.asked) == 2)
    assert world.read.asked[1][0].name == opened
    assert world.read.asked[1][0].is_absolute()
    assert world.read.named[1]["fetch_go"] is (opened == "asked for")
    made = [("gin", Path("/srv/made"))] if opened == "made" else []
    assert (create.asked, create.named) == (made, [{"module": "example.com/made"}] * len(made))
    await until(lambda: not page.runner.working)


async def test_a_dialog_that_was_cancelled_opens_and_makes_nothing(
    page: ProjectPage, world: _Reader, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    answer(monkeypatch, "folder", None)
    answer(monkeypatch, "new_file", None)
    create = Answer()
    monkeypatch.setattr(template, "create", create)
    page.choose.click()
    page.template.click()
    await idle(window)
    assert (world.read.asked, create.asked) == ([], [])


async def test_the_sample_gets_a_folder_of_its_own_and_a_fault_is_said(
    page: ProjectPage, world: _Reader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    for name in ("goferry-hello", "goferry-hello-2"):
        (tmp_path / name).mkdir()
    create = Answer(lambda _kind, folder: folder)
    monkeypatch.setattr(template, "create", create)
    page.sample.click()
    await until(lambda: page.session.current.project is not None)
    free = tmp_path / "goferry-hello-3"
    assert (create.asked, create.named) == ([("gin", free)], [{"module": "example.com/hello"}])
    assert world.read.asked[0][0] == free
    create.fails = wrong("no_room")
    page.sample.click()
    await until(lambda: codes(page) == ["no_room"] and not page.runner.working)


async def test_a_typed_folder_is_opened_by_enter_or_after_a_pause_and_nothing_is_not(
    page: ProjectPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(page, "open", opened.append)
    page.folder.setText("  ")
    page.folder.returnPressed.emit()
    page.folder.setText(" /srv/a ")
    page.folder.returnPressed.emit()
    page.folder.setText("/srv/b")
    page.folder.textEdited.emit("/srv/b")
    assert opened == [Path("/srv/a")]
    await until(lambda: len(opened) == 2)
    assert opened[1] == Path("/srv/b")


async def test_recent_projects_open_by_a_click_and_the_last_one_by_itself(
    page: ProjectPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(page, "open", opened.append)
    page.resume()
    assert (opened, page.recent_card.isVisible()) == ([], False)
    there, gone = tmp_path / "a", tmp_path / "gone"
    there.mkdir()
    settings = page.session.current.settings
    page.session.change(settings=replace(settings, recent=(str(gone), str(there))))
    page.resume()
    assert opened == [], "the last one is gone"
    page.recent.itemClicked.emit(page.recent.item(1))
    assert opened == [there]
    page.recent.itemActivated.emit(page.recent.item(0))  # by the keyboard
    assert opened.pop() == gone
    page.session.change(settings=replace(settings, recent=(str(there), str(gone))))
    page.resume()
    assert opened == [there, there]


@pytest.mark.parametrize(("name", "taken"), [("folder", True), ("file", False)])
async def test_a_folder_can_be_dropped_and_a_file_cannot(
    page: ProjectPage,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    name: str,
    taken: bool,  # noqa: FBT001 - a column of the table
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(page, "open", opened.append)
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    enter = QDragEnterEvent(QPoint(1, 1), copy, data, left, none)
    enter.ignore()
    page.dragEnterEvent(enter)
    page.dropEvent(QDropEvent(QPoint(1, 1), copy, data, left, none))
    assert (enter.isAccepted(), opened) == (taken, [tmp_path / "folder"] if taken else [])


async def test_a_library_and_what_a_program_needs_are_said(
    page: ProjectPage, world: _Reader
) -> None:
    files = (
        UnembeddedFile(file=Path("a.go"), line=3, path="page.html"),
        UnembeddedFile(file=Path("b.go"), line=4, path="out.db", writes=True),
    )
    world.project = replace(
        world.project,
        mains=(),
        embeds=("a", "b"),
        unembedded=files,
        cgo_packages=(CgoPackage(package="x/sqlite", why=()),),
    )
    await ended(page.read(world.project.folder))
    assert page.facts.text().splitlines() == [
        "Needs Go 1.24 or newer.",
        "This module is a library. It has no program to build.",
        "Needs cgo: x/sqlite.",
        "2 files are embedded in the program.",
        "a.go, line 3 reads page.html at run time. Upload this file too, or embed it.",
        "b.go, line 4 writes out.db at run time. A service can write only below STATE_DIRECTORY.",
    ]
    led: list[Stop] = []
    page.go.connect(led.append)
    page.act()
    assert led == [], "there is nothing to build"
    world.project = replace(world.project, embeds=("a",), cgo_packages=(), unembedded=())
    page.session.change(options=BuildOptions())
    await ended(page.read(world.project.folder))
    assert "Pure Go, no cgo needed." in page.facts.text()
    assert "1 file is embedded in the program." in page.facts.text()
