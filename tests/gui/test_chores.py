"""The chores around a build, with made-up jobs: what each is handed, and what is said after it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QInputDialog

from core.actions import Action, GetZig, ModDownload, ModTidy, ModVendor, SetCgo
from core.build import go_jobs, reproducible, zig
from core.build.options import BuildOptions
from core.build.reproducible import Comparison
from core.build.task import BuildTask
from core.journey import Stop
from core.target import Cgo
from gui.actions import build_tasks
from gui.pages.build import BuildPage
from tests.gui.conftest import ended, until
from tests.gui.made_up import GO, Answer, Door, codes, idle, opened, spawned, wrong
from tests.gui.seen import page_at, part_of, present
from tests.gui.test_main_window import project, window

if TYPE_CHECKING:
    from core.project.model import Project
    from gui.shell.main_window import MainWindow

__all__ = ["project", "window"]  # fixtures


@pytest.fixture
def page(window: MainWindow, project: Project) -> BuildPage:
    """Show the page of a project that was never built."""
    opened(window, project)
    window.show_stop(Stop.BUILD)
    return page_at(window, BuildPage)


_DOORS = {
    BuildTask.REPRODUCIBLE: (reproducible, "check"),
    BuildTask.VET: (go_jobs, "vet"),
    BuildTask.TEST: (go_jobs, "test"),
    BuildTask.VULNERABILITIES: (go_jobs, "vulnerabilities"),
    BuildTask.TIDY: (go_jobs, "tidy"),
    BuildTask.DOWNLOAD: (go_jobs, "download"),
    BuildTask.VENDOR: (go_jobs, "vendor"),
    BuildTask.WHY: (go_jobs, "why"),
    BuildTask.GET_ZIG: (zig, "install"),
    BuildTask.PREPARE_ZIG: (zig, "prepare"),
}


def _all_doors(patch: pytest.MonkeyPatch, value: object, **how: Any) -> dict[BuildTask, Door]:  # noqa: ANN401 - as Door
    doors = {chore: Door(value, **how) for chore in _DOORS}
    for chore, (module, name) in _DOORS.items():
        patch.setattr(module, name, doors[chore])
    return doors


@pytest.mark.parametrize("chore", BuildTask)
async def test_each_entry_of_the_menu_begins_its_own_job_and_says_when_it_is_done(
    page: BuildPage, monkeypatch: pytest.MonkeyPatch, window: MainWindow, chore: BuildTask
) -> None:
    same = Comparison(same=True, here="1", there="1")
    values = {BuildTask.PREPARE_ZIG: None, BuildTask.REPRODUCIBLE: same}
    value = values.get(chore, "all right")
    doors = _all_doors(monkeypatch, value)
    read = Answer(replace(present(page.session.current.project), version="9.9"))
    monkeypatch.setattr("core.project.reader.read", read)
    page.said.setText("old")
    menu = {one.text(): one for one in page.more.menu().actions()}
    menu[str(build_tasks.TITLES[chore])].trigger()
    if chore is BuildTask.WHY:
        part_of(page, QInputDialog).textValueSelected.emit(" golang.org/x/net ")
        part_of(page, QInputDialog).reject()
    await idle(window)
    assert [one for one, door in doors.items() if door.asked] == [chore]
    current, project = page.session.current, present(page.session.current.project)
    words, named = doors[chore].asked[0], doors[chore].named[0]
    if chore is BuildTask.REPRODUCIBLE:
        assert (words[0].options, words[1:]) == (current.options, (GO, page.session.home))
    elif chore in {BuildTask.GET_ZIG, BuildTask.PREPARE_ZIG}:
        assert words == ((current.options,) if chore is BuildTask.PREPARE_ZIG else ())
    else:
        more = {"package": "golang.org/x/net"} if chore is BuildTask.WHY else {}
        assert (words, named) == ((project.folder, GO), {"options": current.options, **more})
    proved = "Both builds are identical. The build is reproducible."
    told = proved if chore is BuildTask.REPRODUCIBLE else f"Done: {build_tasks.TITLES[chore]}"
    assert page.said.text() == told
    assert page.said.isVisible()
    rereads = chore in {BuildTask.TIDY, BuildTask.VENDOR}
    assert bool(read.asked) is rereads
    assert (project.version == "9.9") is rereads


@pytest.mark.parametrize("chore", [BuildTask.TIDY, BuildTask.VET])
async def test_a_chore_that_fails_or_is_cancelled_says_which_and_reads_nothing_again(
    page: BuildPage, monkeypatch: pytest.MonkeyPatch, window: MainWindow, chore: BuildTask
) -> None:
    read = Answer(page.session.current.project)
    monkeypatch.setattr("core.project.reader.read", read)
    _all_doors(monkeypatch, "", fails=wrong("broken"))
    await ended(page.do(chore))
    assert (codes(page), page.said.isVisible()) == (["broken"], False)
    doors = _all_doors(monkeypatch, "", waits=True)
    running = window.runner.spawn(page.do(chore))
    await until(lambda: doors[chore].running)
    window.runner.cancel()
    await ended(running)
    assert (codes(page), page.said.text(), read.asked) == ([], "Canceled.", [])


async def test_two_builds_that_differ_are_a_problem_not_a_success(
    page: BuildPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    _all_doors(monkeypatch, Comparison(same=False, here="1", there="2"))
    await ended(page.do(BuildTask.REPRODUCIBLE))
    assert (codes(page), page.said.isVisible()) == (["not_reproducible"], False)
    _all_doors(monkeypatch, Comparison(same=True, here="1", there="1"))
    await ended(page.do(BuildTask.REPRODUCIBLE))
    assert (codes(page), page.said.isVisible()) == ([], True)


async def test_a_project_that_cannot_be_read_after_a_chore_is_said_and_kept(
    page: BuildPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = present(page.session.current.project)
    page.session.change(options=BuildOptions(workspace=False, fetch_go=True))
    read = Answer(fails=wrong("unreadable"))
    monkeypatch.setattr("core.project.reader.read", read)
    _all_doors(monkeypatch, "")
    await spawned(page, page.do(BuildTask.TIDY))
    assert read.asked == [(before.folder, GO)]
    assert read.named == [{"workspace": False, "fetch_go": True}]
    assert (codes(page), page.session.current.project) == (["unreadable"], before)


@pytest.mark.parametrize(
    ("action", "chore"),
    [
        (ModTidy(), BuildTask.TIDY),
        (ModDownload(), BuildTask.DOWNLOAD),
        (ModVendor(), BuildTask.VENDOR),
        (GetZig(), BuildTask.GET_ZIG),
        (SetCgo(Cgo.OFF), None),
    ],
)
async def test_advice_with_a_chore_runs_it_here_and_other_advice_goes_to_the_window(
    page: BuildPage,
    monkeypatch: pytest.MonkeyPatch,
    window: MainWindow,
    action: Action,
    chore: BuildTask | None,
) -> None:
    doors = _all_doors(monkeypatch, "")
    monkeypatch.setattr("core.project.reader.read", Answer(page.session.current.project))
    handed: list[Action] = []
    page.advised.connect(handed.append)
    page.carry_out(action)
    await idle(window)
    assert [one for one, door in doors.items() if door.asked] == ([chore] if chore else [])
    assert handed == ([] if chore else [action])
