"""The target page with a made-up Go: systems, processors, profiles, and the look ahead."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPushButton

from core import toolchain
from core.build.option_entry import Group
from core.build.options import BuildOptions, Cgo, Target
from core.journey import Stop
from core.toolchain import TargetInfo
from core.words import say
from gui.pages.target import TargetPage
from gui.widgets.build.cgo_choice import CgoChoice
from gui.widgets.build.target_list import TargetList
from gui.widgets.server.measured_targets import MeasuredTargets
from tests.gui.conftest import ended, until
from tests.gui.made_up import GO, Answer, Door, codes, facts, odd, opened, wrong
from tests.gui.seen import page_at, present, widget_at
from tests.gui.test_main_window import project, window

if TYPE_CHECKING:
    from PySide6.QtWidgets import QComboBox
    from pytestqt.qtbot import QtBot

    from core.build.options import BuildRequest
    from core.project.model import Project
    from gui.runtime.loop import AppLoop
    from gui.shell.main_window import MainWindow

__all__ = ["project", "window"]  # fixtures

_KNOWN = tuple(
    TargetInfo(target=Target(goos=goos, goarch=arch), cgo=goos != "plan9", first_class=True)
    for goos, archs in {
        "plan9": ("386", "arm"),
        "linux": ("riscv64", "arm64", "amd64"),
        "windows": ("amd64",),
    }.items()
    for arch in archs
)


@pytest.fixture
def ahead(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Answer what a build would meet."""
    made = Answer(())
    monkeypatch.setattr("core.build.preflight.preflight", made)
    monkeypatch.setattr(toolchain, "dist_targets", Answer(_KNOWN))
    return made


@pytest.fixture
def page(window: MainWindow, project: Project, ahead: Answer, app_loop: AppLoop) -> TargetPage:
    """Show the page where Go told its targets."""
    del ahead
    opened(window, project)

    async def show() -> None:
        window.show_stop(Stop.TARGET)
        await until(lambda: page_at(window, TargetPage).system.count() == 3)

    app_loop.run_until_complete(show())
    return page_at(window, TargetPage)


def _items(box: QComboBox) -> list[str | None]:
    return [box.itemData(place) for place in range(box.count())]


async def test_systems_and_processors_are_those_of_go_with_plain_names_first(
    page: TargetPage,
) -> None:
    assert _items(page.system) == ["linux", "windows", "plan9"]
    assert page.system.itemText(0) == "Linux server"
    assert _items(page.processor) == ["amd64", "arm64", "riscv64"]
    assert (page.system.currentIndex(), page.processor.currentIndex()) == (0, 0)
    assert page.others.count() == len(_KNOWN) - 1


async def test_another_system_keeps_the_processor_where_it_has_it_and_no_level(
    page: TargetPage,
) -> None:
    page.level.activated.emit(2)
    assert page.session.current.options.micro == page.level.itemData(2) != ""
    page.system.activated.emit(1)
    options = page.session.current.options
    assert (str(options.target), options.micro) == ("windows/amd64", "")
    page.system.activated.emit(0)
    assert str(page.session.current.options.target) == "linux/amd64", (
        "though Go names another first"
    )
    page.system.activated.emit(2)
    assert str(page.session.current.options.target) == "plan9/386"
    assert page.processor.currentData() == "386"
    page.session.change(options=BuildOptions(micro="v2"))
    page.processor.activated.emit(1)
    options = page.session.current.options
    assert (str(options.target), options.micro) == ("linux/arm64", "")


async def test_each_part_changes_the_options_of_the_next_build(page: TargetPage) -> None:
    page.cgo.answers[Cgo.ON].setChecked(True)
    assert page.session.current.options.cgo is Cgo.ON
    page.measured.chosen.emit(Target(goarch="arm64"), "v8.1")
    options = page.session.current.options
    assert (options.target, options.micro) == (Target(goarch="arm64"), "v8.1")
    page.others.item(0).setCheckState(Qt.CheckState.Checked)
    assert page.session.current.also == (Target(),)
    page.copy.click()
    assert QGuiApplication.clipboard().text() == page.command.toPlainText() != ""
    assert "GOARCH=arm64" in page.command.toPlainText()


async def test_what_would_go_wrong_is_looked_for_once_for_each_choice(
    page: TargetPage, ahead: Answer, window: MainWindow
) -> None:
    await until(lambda: ahead.asked and not window.runner.working)
    ahead.value = (type("Finding", (), {"problem": odd("found")}),)
    page.session.change(options=replace(page.session.current.options, strip=False))
    await until(lambda: codes(page) == ["found"])
    request, go, home = ahead.asked[-1]
    assert (request.options, go, home) == (page.session.current.options, GO, page.session.home)
    count = len(ahead.asked)
    page.refresh()
    (pause,) = [one for one in page.findChildren(QTimer) if one.interval() == 300]
    assert (pause.isActive(), len(ahead.asked)) == (False, count)
    ahead.fails = wrong("no_look")
    page.session.change(options=replace(page.session.current.options, strip=True))
    await until(lambda: codes(page) == ["no_look"])


async def test_a_look_at_older_choices_is_given_up_and_shows_nothing(
    page: TargetPage, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end, ended = asyncio.Event(), []

    async def look(request: BuildRequest, *_: object) -> tuple[object, ...]:
        stripped = request.options.strip
        if not stripped:
            await may_end.wait()
        ended.append(stripped)
        return (type("Finding", (), {"problem": odd("newer" if stripped else "older")}),)

    await until(lambda: not window.runner.working)
    monkeypatch.setattr("core.build.preflight.preflight", look)
    page.session.change(options=replace(page.session.current.options, strip=False))
    await until(lambda: window.runner.working)
    page.session.change(options=replace(page.session.current.options, strip=True))
    await until(lambda: codes(page) == ["newer"])
    may_end.set()
    await until(lambda: not window.runner.working)
    assert (codes(page), ended) == (["newer"], [True])


async def test_while_a_job_runs_nothing_is_looked_for_but_after_it(
    page: TargetPage, ahead: Answer, window: MainWindow
) -> None:
    await until(lambda: ahead.asked and not window.runner.working)
    (pause,) = [one for one in page.findChildren(QTimer) if one.interval() == 300]
    job = Door(waits=True)

    async def work() -> None:
        await window.runner.run(say("Building"), job, lambda _event: None, at=Stop.BUILD)

    running, count = window.runner.spawn(work()), len(ahead.asked)
    await until(lambda: job.running)
    page.session.change(options=replace(page.session.current.options, strip=False))
    pause.timeout.emit()
    await until(lambda: not pause.isActive())
    await asyncio.sleep(0)  # whatever was begun by it would have asked by now
    assert len(ahead.asked) == count
    job.may_end.set()
    await ended(running)
    await until(lambda: len(ahead.asked) == count + 1)
    assert ahead.asked[-1][0].options.strip is False


async def test_profiles_of_a_goferry_toml_that_broke_meanwhile_are_not_offered(
    page: TargetPage, project: Project
) -> None:
    file = project.folder / "goferry.toml"
    file.write_text("[profiles.small]\nstrip = true\n")
    page.enter()
    assert (_items(page.profile), page.form.isRowVisible(3)) == ([None, "small"], True)
    file.write_text("[profiles.small\n")
    page.enter()
    assert (_items(page.profile), page.form.isRowVisible(3)) == ([None], False)
    assert codes(page) == ["shared_unreadable"]


async def test_a_go_that_does_not_tell_its_targets_is_said_and_the_page_still_works(
    window: MainWindow, project: Project, ahead: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toolchain, "dist_targets", Answer(fails=wrong("no_list")))
    opened(window, project)
    window.show_stop(Stop.TARGET)
    page = page_at(window, TargetPage)
    await until(lambda: "no_list" in codes(page))
    assert _items(page.system) == ["linux"]
    await until(lambda: ahead.asked and not window.runner.working)


async def test_a_profile_keeps_what_it_does_not_speak_of(
    page: TargetPage, project: Project
) -> None:
    (project.folder / "goferry.toml").write_text(
        '[build]\ntags = ["all"]\n[profiles.small]\nstrip = true\n'
        '[profiles.arm]\ntarget = "linux/arm"\n'
    )
    arm = Target(goarch="arm64")
    chosen = BuildOptions(
        main="example.com/shop/cmd/worker", target=arm, micro="v8.1", trimpath=False
    )
    page.session.change(options=chosen)
    page.enter()
    assert _items(page.profile) == [None, "", "small", "arm"]
    assert page.profile.currentIndex() == 0
    own = page.session.current.options
    page.profile.activated.emit(0)
    assert page.session.current.options == own
    page.profile.activated.emit(2)
    asked = BuildOptions(main=chosen.main, target=arm, micro="v8.1", tags=("all",))
    assert page.session.current.options == asked
    page.profile.activated.emit(3)
    assert page.session.current.options == replace(asked, target=Target(goarch="arm"), micro="")
    before = page.session.current.options
    page.profile.activated.emit(0)
    assert page.session.current.options == before


@pytest.mark.parametrize(
    ("options", "race", "glibc"),
    [
        (BuildOptions(), False, False),
        (BuildOptions(cgo=Cgo.ON), True, True),
        (BuildOptions(cgo=Cgo.STATIC), True, False),
        (BuildOptions(cgo=Cgo.ON, target=Target(goos="windows")), True, False),
        (BuildOptions(glibc="2.31"), False, True),
        (BuildOptions(race=True), True, False),
    ],
)
async def test_what_cannot_be_together_is_grey_and_what_is_on_can_be_taken_off(
    page: TargetPage,
    options: BuildOptions,
    race: bool,  # noqa: FBT001 - a column of the table
    glibc: bool,  # noqa: FBT001
) -> None:
    page.session.change(options=options)
    fields = page.forms[Group.C_CODE].fields
    assert (fields["race"].input.isEnabled(), fields["glibc"].input.isEnabled()) == (race, glibc)


async def test_a_line_that_somebody_types_in_is_left_alone_and_tags_are_separated_by_commas(
    page: TargetPage, window: MainWindow
) -> None:
    window.activateWindow()
    page.session.change(options=BuildOptions(tags=("a", "b")))
    line = next(f.fields["tags"].input for f in page.forms.values() if "tags" in f.fields)
    assert isinstance(line, QLineEdit)
    assert line.text() == "a,b"
    page.unfold_more.setChecked(True)
    line.setFocus()
    line.setText("a,b,c")
    line.setModified(True)
    page.session.change(options=BuildOptions(tags=("x",)))
    assert line.text() == "a,b,c"
    line.editingFinished.emit()
    assert page.session.current.options.tags == ("a", "b", "c")


async def test_go_without_c_code_says_so_beside_both_answers(page: TargetPage) -> None:
    page.session.change(options=BuildOptions(target=Target(goos="plan9", goarch="386")))
    texts = [page.cgo.meanings[kind].text() for kind in (Cgo.ON, Cgo.STATIC)]
    assert texts == ["Go does not support cgo for plan9/386."] * 2
    assert [page.cgo.answers[kind].isEnabled() for kind in Cgo] == [kind is Cgo.OFF for kind in Cgo]


# The parts by themselves


def test_measured_servers_are_offered_once_for_each_kind(qtbot: QtBot) -> None:
    made = MeasuredTargets()
    qtbot.addWidget(made)
    told: list[tuple[Target, str]] = []
    made.chosen.connect(lambda *words: told.append(words))
    made.show_facts({"lost": facts(arch="")})
    assert made.isHidden()
    levels = {"a": "v1", "b": "v1", "c": "v2", "d": "v3", "e": "v4"}
    made.show_facts({name: facts(level=level) for name, level in levels.items()})
    line = present(made.layout())
    buttons = [widget_at(line, place, QPushButton) for place in range(line.count() - 1)]
    assert [one.text() for one in buttons] == [
        "Fit b: amd64 v1",
        "Fit c: amd64 v2",
        "Fit d: amd64 v3",
    ]
    buttons[1].click()
    assert told == [(Target(), "v2")]


def test_other_targets_stand_in_a_known_order_and_tell_what_is_ticked(qtbot: QtBot) -> None:
    made = TargetList()
    qtbot.addWidget(made)
    told: list[tuple[Target, ...]] = []
    made.chosen.connect(told.append)
    targets = [one.target for one in _KNOWN]
    made.show_targets(targets, (Target(goos="windows"),))
    names = [made.item(row).text() for row in range(made.count())]
    assert names[0].startswith("Linux server, ordinary PC")
    assert names[-1].startswith("plan9, ")
    assert told == []
    made.item(0).setCheckState(Qt.CheckState.Checked)
    assert told == [(Target(), Target(goos="windows"))]


def test_an_answer_about_c_code_is_told_once(qtbot: QtBot) -> None:
    made = CgoChoice()
    qtbot.addWidget(made)
    told: list[Cgo] = []
    made.chosen.connect(told.append)
    made.show_answer(Cgo.STATIC)
    made.show_answer(Cgo.STATIC)
    assert told == [Cgo.STATIC]
