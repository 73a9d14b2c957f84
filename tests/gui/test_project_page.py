"""The project page opens what was named, and acts on its advice before there is any project."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from core.journey import Stop
from gui.pages.project import ProjectPage
from gui.shell.app import make_window
from tests import go_projects
from tests.gui.conftest import until
from tests.gui.seen import card_at, page_at, present

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.home import Home
    from gui.runtime.loop import AppLoop
    from gui.shell.main_window import MainWindow
    from gui.widgets.problem_card import ProblemCard

pytestmark = pytest.mark.go

_PROGRAM = "package main\n\nfunc main() {}\n"


@pytest.fixture
def window(app_loop: AppLoop, home: Home) -> Iterator[MainWindow]:
    """Open the window with no project."""
    made = make_window(home)
    made.show()
    yield made
    app_loop.run_until_complete(made.runner.close())
    made.hide()
    made.deleteLater()


async def test_the_program_of_the_folder_that_was_named_is_the_one_to_build(
    window: MainWindow, tmp_path: Path
) -> None:
    folder = go_projects.write(
        tmp_path / "p",
        {"main.go": _PROGRAM, "cmd/api/main.go": _PROGRAM, "cmd/job/main.go": _PROGRAM},
    )
    await _page(window).read(folder / "cmd" / "api")
    project = window.session.current.project
    assert project is not None
    assert project.folder == folder
    assert window.session.current.options.main == f"{project.module}/cmd/api"
    assert _page(window).mains.currentText() == f"{project.module}/cmd/api"


async def test_modules_below_the_folder_can_be_chosen_from_the_card(
    window: MainWindow, tmp_path: Path
) -> None:
    for name in ("app", "lib"):
        go_projects.write(tmp_path / "work" / name, {"main.go": _PROGRAM})
    page = _page(window)
    page.open(tmp_path / "work")
    await until(page.problems.count)
    assert [one.text().rpartition("/")[2] for one in _card(page).buttons] == ["app.", "lib."]
    _card(page).buttons[1].click()
    await until(lambda: window.session.current.project is not None)
    assert present(window.session.current.project).folder == tmp_path / "work" / "lib"
    await until(lambda: not window.runner.working)


async def test_a_surprise_of_its_embeds_is_said_when_a_project_is_opened(
    window: MainWindow, tmp_path: Path
) -> None:
    source = (
        'package main\n\nimport "embed"\n\n//go:embed web\nvar web embed.FS\n\n'
        "func main() { _ = web }\n"
    )
    files = {"main.go": source, "web/index.html": "hi", "web/_app/start.js": "1"}
    await _page(window).read(go_projects.write(tmp_path / "p", files))
    assert _page(window).problems.count() == 1
    assert "_app" in str(_card(_page(window)).problem)


async def test_letting_go_fetch_itself_is_tried_at_once_and_remembered(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Go would fetch cannot be fetched here: the mirror is an empty folder."""
    monkeypatch.setenv("GOPROXY", (tmp_path / "mirror").as_uri())
    monkeypatch.setenv("GOENV", "off")
    folder = go_projects.write(tmp_path / "p", {"main.go": _PROGRAM})
    (folder / "go.mod").write_text("module example.com/p\n\ngo 1.999.0\n")
    page = _page(window)
    page.open(folder)
    await until(page.problems.count)
    (fetch,) = [one for one in _card(page).buttons if "download" in one.text()]
    first = _card(page).problem
    fetch.click()
    await until(lambda: page.problems.count() and _card(page).problem != first)
    assert "1.999" in _card(page).problem.details  # it was tried, and is told why it did not work
    await asyncio.sleep(0)
    assert window.stop is Stop.PROJECT


def _page(window: MainWindow) -> ProjectPage:
    return page_at(window, ProjectPage)


def _card(page: ProjectPage) -> ProblemCard:
    return card_at(page)


async def test_the_first_time_three_sentences_say_what_this_is(
    window: MainWindow, tmp_path: Path
) -> None:
    page = _page(window)
    assert page.first_card.isVisible()
    assert len(page.first_card.findChildren(QLabel)) == 3
    assert page.sample.isVisible()
    await page.read(go_projects.write(tmp_path / "p", {"main.go": _PROGRAM}))
    assert page.first_card.isHidden()
