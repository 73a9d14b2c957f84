"""The build page: several targets, each fault once, and the chores around a build."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QDesktopServices

from core.actions import ModTidy
from core.build.options import Target
from core.build.task import BuildTask
from core.events import Stage
from core.journey import State, Stop
from core.problems import Problem
from gui.actions import editor
from gui.pages.build import BuildPage
from gui.pages.inspect import InspectPage
from gui.pages.target import TargetPage
from gui.runtime.source_watch import SourceWatch
from gui.shell.app import make_window
from gui.widgets.log.fault_list import FaultList
from tests.gui.conftest import until
from tests.gui.seen import card_at, page_at, present

if TYPE_CHECKING:
    from pathlib import Path

    from core.home import Home
    from gui.runtime.loop import AppLoop
    from gui.shell.main_window import MainWindow


@pytest.mark.go
async def test_several_targets_get_a_row_each(window: MainWindow) -> None:
    page = _page(window)
    window.session.change(also=(Target(goarch="arm64"),))
    assert window.footer.primary_action.text() == "Build for 2 targets"
    assert await page.run()
    rows = [page.rows.topLevelItem(place) for place in range(page.rows.topLevelItemCount())]
    told = [[row.text(column) for column in range(4)] for row in rows if row]
    assert [row[:2] for row in told] == [["linux/amd64", "built"], ["linux/arm64", "built"]]
    assert all(row[3].startswith("static, saved as ") for row in told)
    artifact = window.session.current.artifact
    assert artifact is not None
    assert artifact.target == Target()
    assert window.footer.primary_action.text() == "Inspect the program"


@pytest.mark.go
async def test_a_mistake_stands_in_the_list_once_and_enter_opens_it(
    window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "main.go").write_text("package main\n\nfunc main() {\n\tmissing()\n}\n")
    opened: list[tuple[Path, int]] = []

    def open_in_editor(file: Path, line: int, **_: object) -> bool:
        opened.append((file, line))
        return True

    monkeypatch.setattr(editor, "open_in_editor", open_in_editor)
    page = _page(window)
    assert not await page.run()
    assert page.faults.isVisible()
    assert page.faults.count() == 1
    assert page.faults.title.text() == "1 fault in the code"
    assert page.faults.rows.count() == 0, "it is explained above"
    card_at(page).buttons[0].click()
    await until(lambda: opened)
    assert opened == [(folder / "main.go", 4)]
    assert page.stages.states == {
        Stage.LOOK: "done", Stage.COMPILE: "failed", Stage.LINK: "coming", Stage.PROVE: "coming"
    }  # fmt: skip
    assert window.footer.primary_action.text() == "Build again"


@pytest.mark.go
async def test_a_program_can_be_built_again_after_its_source_changed(
    window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    page = _page(window)
    assert not page.again.isVisible()
    assert await page.run()
    assert page.again.isVisible()
    assert page.result.isVisible()
    page.open_folder.click()
    assert opened == [str(present(window.session.current.artifact).path.parent)]
    (folder / "main.go").write_text("package main\n\nfunc main() { missing() }\n")
    page.again.click()
    await until(lambda: page.problems.count() and not window.runner.working)
    assert not page.result.isVisible()


@pytest.mark.go
@pytest.mark.parametrize("also", [(), (Target(goarch="arm64"),)])
async def test_after_a_failed_build_nothing_says_done_and_the_old_program_is_named_as_such(
    window: MainWindow, folder: Path, also: tuple[Target, ...]
) -> None:
    source = (folder / "main.go").read_text()
    window.session.change(also=also)
    page = _page(window)
    assert await page.run()
    assert _states(window)[Stop.BUILD] is _states(window)[Stop.INSPECT] is State.DONE
    (folder / "main.go").write_text("package main\n\nfunc main() { missing() }\n")
    assert not await page.run()
    assert _states(window)[Stop.BUILD] is State.FAILED
    assert _states(window)[Stop.INSPECT] is State.STALE
    assert window.footer.primary_action.text() == "Build again"
    assert "failed" in window.rail.items[Stop.BUILD].accessibleName()
    window.show_stop(Stop.INSPECT)
    assert "This program is from" in page_at(window, InspectPage).age.text()
    assert page_at(window, InspectPage).age.isVisible()
    (folder / "main.go").write_text(source)
    assert await page.run()
    assert _states(window)[Stop.BUILD] is _states(window)[Stop.INSPECT] is State.DONE


@pytest.mark.go
async def test_an_edited_file_is_named_within_moments_and_an_edit_that_is_undone_is_forgotten(
    window: MainWindow, folder: Path
) -> None:
    page = _page(window)
    assert await page.run()
    window.activateWindow()
    SourceWatch(window.session, window.runner, window).start()
    source = (folder / "main.go").read_text()
    (folder / "main.go").write_text(source.replace("hello", "world"))
    build = window.rail.items[Stop.BUILD]
    await until(lambda: "main.go changed" in build.accessibleName())
    assert {_states(window)[one] for one in (Stop.BUILD, Stop.INSPECT)} == {State.STALE}
    assert window.footer.primary_action.text() == "Build for linux/amd64"
    (folder / "main.go").write_text(source)
    await until(lambda: build.accessibleName() == "Build, done")


@pytest.mark.go
async def test_a_press_at_the_very_moment_of_an_edit_builds_what_is_there(
    window: MainWindow, folder: Path
) -> None:
    page = _page(window)
    assert await page.run()
    first = window.session.current.artifact
    assert first is not None
    source = (folder / "main.go").read_text()
    (folder / "main.go").write_text(source.replace("hello", "another"))
    # What was written within a clock's tick of a build's start counts as changed after it, too.
    await asyncio.sleep(0.1)
    window.footer.primary_action.click()  # its words are the old ones: nobody has looked yet
    await until(lambda: window.session.current.artifact != first and not window.runner.working)
    assert window.stop is Stop.BUILD
    window.footer.primary_action.click()
    await until(lambda: window.stop is Stop.INSPECT)
    await until(lambda: not window.runner.working)


@pytest.mark.go
async def test_a_running_build_is_seen_on_the_rail_from_every_page(window: MainWindow) -> None:
    page = _page(window)
    seen: list[tuple[Stop, str]] = []
    window.runner.happened.connect(
        lambda _: seen.append((window.stop, window.rail.items[Stop.BUILD].accessibleName()))
    )
    building = window.runner.spawn(page._build())
    await until(lambda: window.runner.busy)
    window.show_stop(Stop.PROJECT)
    await building
    told = [said for stop, said in seen if stop is Stop.PROJECT]
    running = [
        re.fullmatch(r"Build, running · \d+%: Building for linux/amd64", one) for one in told
    ]
    assert any(running)
    assert _states(window)[Stop.BUILD] is State.DONE


def _states(window: MainWindow) -> dict[Stop, State]:
    return {stop: mark.state for stop, mark in window.session.current.marks.items()}


@pytest.mark.go
async def test_a_check_shows_its_output_and_what_it_found(window: MainWindow, folder: Path) -> None:
    page = _page(window)
    (folder / "main.go").write_text(
        'package main\n\nimport "fmt"\n\nfunc main() { fmt.Printf("%d", "x") }\n'
    )
    await page.do(BuildTask.VET)
    assert page.problems.count() == 1
    assert page.faults.count() == 1
    (folder / "main.go").write_text("package main\n\nfunc main() {}\n")
    await page.do(BuildTask.VET)
    assert page.problems.count() == 0
    assert page.said.text() == "Done: Check for suspicious code (go vet)"


@pytest.mark.go
async def test_an_advice_on_another_page_runs_its_chore_here(
    window: MainWindow, folder: Path
) -> None:
    window.show_stop(Stop.TARGET)
    (folder / "main.go").write_text("package main\n\nfunc main() { println(1) }\n")
    (folder / "go.mod").write_text(
        "module example.com/shop\n\ngo 1.24\n\nrequire example.com/unused v1.0.0\n"
    )
    page_at(window, TargetPage).carry_out(ModTidy())
    assert window.stop is Stop.BUILD
    await until(lambda: "require" not in (folder / "go.mod").read_text())
    await until(lambda: not window.runner.working)


@pytest.mark.go
async def test_the_check_for_the_same_bytes_says_what_it_found(window: MainWindow) -> None:
    page = _page(window)
    window.session.change(options=window.session.current.options)
    await page.do(BuildTask.REPRODUCIBLE)
    assert page.said.text() == "Both builds are identical. The build is reproducible."


async def test_a_program_that_is_missing_is_said_and_nothing_runs(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    page = _page(window)
    await page.do(BuildTask.VULNERABILITIES)
    assert [_problem(page).code] == ["no_govulncheck"]


def words(faults: FaultList) -> list[str]:
    return [present(faults.rows.item(row)).text() for row in range(faults.rows.count())]


async def test_faults_stand_in_the_order_of_files_and_lines_three_in_sight(
    app_loop: AppLoop,
) -> None:
    del app_loop
    faults = FaultList()
    for place in ("./b.go:2:1: x", "./a.go:30:1: x", "./a.go:4:9: y", "./a.go:4:2: x"):
        faults.take(place)
    faults.take("b.go:1:1: x")
    in_order = ["./a.go:4:2: x", "./a.go:4:9: y", "./a.go:30:1: x", "b.go:1:1: x", "./b.go:2:1: x"]
    assert (faults.title.text(), words(faults)) == ("5 faults in the code", in_order)
    few = faults.rows.height()
    assert faults.more.text() == "Show all 5"
    faults.more.click()
    assert faults.rows.height() > few
    assert faults.more.text() == "Show fewer"
    opened: list[tuple[object, ...]] = []
    faults.opened.connect(lambda *place: opened.append(place))
    faults.rows.itemActivated.emit(faults.rows.item(2))
    assert opened == [("a.go", 30, 1)]
    faults.leave_out({(PurePath("a.go"), 4), (PurePath("b.go"), 1)})
    assert words(faults) == ["./a.go:30:1: x", "./b.go:2:1: x"]
    assert (faults.count(), faults.more.isHidden()) == (5, True)


async def test_only_lines_that_begin_with_a_place_are_faults(app_loop: AppLoop) -> None:
    del app_loop
    faults = FaultList()
    for line in ("# example.com/shop", "./a.go:3:2: bad", "\x1b[31m./a.go:3:2: bad\x1b[0m", "x.go"):
        faults.take(line)
    assert words(faults) == ["./a.go:3:2: bad"]
    faults.forget()
    assert faults.count() == 0
    assert not faults.isVisible()


@pytest.mark.go
async def test_a_program_over_its_budget_is_shown_and_goes_no_further(
    window: MainWindow, folder: Path
) -> None:
    (folder / "goferry.toml").write_text('[budget]\nmax_size = "1kB"\n')
    page = _page(window)
    assert not await page.run()
    assert _problem(page).code == "budget_exceeded"
    assert window.session.current.artifact is not None
    assert page.result.isVisible()
    (folder / "goferry.toml").write_text('[budget]\nmax_size = "30MB"\n')
    assert await page.run()
    assert page.problems.count() == 0


@pytest.mark.go
async def test_the_log_of_the_last_build_is_there_when_the_project_is_opened_again(
    window: MainWindow, home: Home
) -> None:
    page = _page(window)
    assert await page.run()
    said = page.log.text()
    assert "go build" in said
    project = window.session.current.project
    assert project is not None
    again = make_window(home)
    try:
        again.session.open_project(project)
        page = _page(again)
        assert page.log.text().splitlines()[1:] == said.splitlines()
        again.session.open_project(replace(project, folder=project.folder / "another"))
        assert _page(again).log.text() == ""
    finally:
        await again.runner.close()
        again.hide()
        again.deleteLater()


def _page(window: MainWindow) -> BuildPage:
    window.show_stop(Stop.BUILD)
    page = page_at(window, BuildPage)
    assert isinstance(page, BuildPage)
    return page


def _problem(page: BuildPage) -> Problem:
    item = page.problems.itemAt(0)
    assert item is not None
    found = getattr(item.widget(), "problem", None)
    assert isinstance(found, Problem)
    return found
