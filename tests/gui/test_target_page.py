"""The target page: every option has a field, impossible ones say why, the command keeps step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

from core.build.catalogue import ENTRIES
from core.build.options import BuildMode, BuildOptions, Cgo, Target
from core.journey import Stop
from core.project.model import CgoPackage, Main, Project
from gui.pages.target import TargetPage
from gui.shell.app import make_window
from gui.widgets.problem_card import ProblemCard
from tests.gui.conftest import until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.build.option_entry import Group
    from core.home import Home
    from gui.runtime.loop import AppLoop
    from gui.shell.main_window import MainWindow


@pytest.fixture
def window(app_loop: AppLoop, home: Home, tmp_path: Path) -> Iterator[MainWindow]:
    """Open the window on a project that needs C."""
    made = make_window(home)
    main = Main(package="example.com/shop", folder=tmp_path)
    c_code = CgoPackage(package="example.com/sqlite", why=("example.com/shop",))
    made.session.open_project(
        Project(
            folder=tmp_path,
            module="example.com/shop",
            go_version="1.24",
            mains=(main,),
            cgo_packages=(c_code,),
        )
    )
    made.show()
    yield made
    app_loop.run_until_complete(made.runner.close())
    made.hide()
    made.deleteLater()


@pytest.fixture
def page(app_loop: AppLoop, window: MainWindow) -> TargetPage:
    """Show the target page."""
    app_loop.run_until_complete(_show(window))
    found = window.pages[Stop.TARGET]
    assert isinstance(found, TargetPage)
    return found


async def test_every_option_of_the_catalogue_can_be_chosen(page: TargetPage) -> None:
    forms = (page.common, *page.forms.values())
    fields = {name for form in forms for name in form.fields}
    assert fields | {"target", "main", "micro", "cgo"} == {entry.field for entry in ENTRIES}


async def test_a_ticked_box_changes_the_options_however_it_was_ticked(page: TargetPage) -> None:
    box = page.common.fields["strip"].input
    assert isinstance(box, QCheckBox)
    box.toggle()
    assert page.session.current.options.strip is False


async def test_pairs_are_written_as_in_a_shell(page: TargetPage) -> None:
    _type(page, "stamps", "main.version=1.2 'main.name=two words'")
    stamps = (("main.version", "1.2"), ("main.name", "two words"))
    assert page.session.current.options.stamps == stamps
    page.refresh()
    line = page.forms[_group("stamps")].fields["stamps"].input
    assert isinstance(line, QLineEdit)
    assert line.text() == "main.version=1.2 'main.name=two words'"


async def test_what_cannot_be_read_is_said_below_until_it_is_right(page: TargetPage) -> None:
    field = page.forms[_group("env")].fields["env"]
    assert "secret" in field.note.text()
    _type(page, "env", "GOFLAGS")
    assert "cannot be" in field.note.text()
    assert not page.session.current.options.env
    assert isinstance(field.input, QLineEdit)
    field.input.setText("GOFLAGS=-p=2")
    field.input.textEdited.emit("GOFLAGS=-p=2")
    assert "cannot be" not in field.note.text()
    assert page.session.current.options.env == (("GOFLAGS", "-p=2"),)


async def test_c_code_that_a_system_cannot_have_is_grey_and_says_why(page: TargetPage) -> None:
    page.session.change(options=BuildOptions(target=Target(goos="windows")))
    static = page.cgo.answers[Cgo.STATIC]
    assert not static.isEnabled()
    assert "does not support fully static" in static.toolTip()
    assert page.cgo.meanings[Cgo.STATIC].text() == static.toolTip()
    page.session.change(options=BuildOptions())
    assert static.isEnabled()


async def test_leaving_c_out_names_the_package_that_would_be_missing(page: TargetPage) -> None:
    assert "example.com/sqlite needs C" in page.cgo.meanings[Cgo.OFF].text()


async def test_what_follows_from_each_answer_stands_in_a_table(page: TargetPage) -> None:
    linked, needs, runs_on = (cell.text() for cell in page.cgo.cells[Cgo.OFF])
    assert linked == "Static (pure Go)."
    assert needs.startswith("Nothing")
    assert "Alpine" in runs_on
    assert "glibc" in page.cgo.cells[Cgo.ON][1].text()


async def test_options_for_c_code_wait_for_c_code(page: TargetPage) -> None:
    race = page.forms[_group("race")].fields["race"]
    mode = page.forms[_group("mode")].fields["mode"].input
    assert isinstance(mode, QComboBox)
    static_pie = mode.model().index(mode.findData(str(BuildMode.STATIC_PIE)), 0)
    assert not race.input.isEnabled()
    assert "C code" in race.note.text()
    assert not static_pie.flags() & Qt.ItemFlag.ItemIsEnabled
    page.cgo.answers[Cgo.STATIC].setChecked(True)
    assert page.session.current.options.cgo is Cgo.STATIC
    assert race.input.isEnabled()
    assert static_pie.flags() & Qt.ItemFlag.ItemIsEnabled


async def test_variables_that_can_be_stamped_are_named(page: TargetPage) -> None:
    project = page.session.current.project
    assert project is not None
    (project.folder / "main.go").write_text('package main\n\nvar version = "dev"\n')
    page.enter()
    field = page.forms[_group("stamps")].fields["stamps"]
    await until(lambda: "main.version" in field.note.text())
    assert isinstance(field.input, QLineEdit)
    assert field.input.placeholderText() == "main.version=1.2.0"


async def test_what_is_on_can_be_taken_off_again(page: TargetPage) -> None:
    page.session.change(options=BuildOptions(race=True))
    box = page.forms[_group("race")].fields["race"].input
    assert isinstance(box, QCheckBox)
    assert box.isEnabled()
    box.toggle()
    assert not page.session.current.options.race
    assert not box.isEnabled()


async def test_the_processor_level_follows_the_processor(page: TargetPage) -> None:
    assert page.level.itemText(2).startswith("v3: ")
    page.level.activated.emit(2)
    assert page.session.current.options.micro == "v3"
    page.level.activated.emit(0)
    assert page.session.current.options.micro == ""
    page.session.change(options=BuildOptions(target=Target(goarch="s390x")))
    assert not page.level.isVisible()


async def test_profiles_of_goferry_toml_are_offered_and_known_again(page: TargetPage) -> None:
    project = page.session.current.project
    assert project is not None
    (project.folder / "goferry.toml").write_text(
        "[profiles.debug]\nstrip = false\ntrimpath = false\n"
    )
    page.enter()
    page.profile.activated.emit(1)
    assert page.session.current.options == BuildOptions(strip=False, trimpath=False)
    assert page.profile.currentText() == "debug"
    page.session.change(options=BuildOptions(strip=False))
    assert page.profile.currentIndex() == 0


async def test_a_strangers_profile_runs_nothing_when_it_is_chosen(page: TargetPage) -> None:
    _shared(page, '[profiles.quick]\nstrip = false\nflags = ["-toolexec=./evil"]\n')
    page.enter()
    page.profile.activated.emit(page.profile.findData("quick"))
    assert page.session.current.options == BuildOptions()
    assert "-toolexec" not in page.command.toPlainText()
    assert [card.problem.code for card in page.findChildren(ProblemCard)] == ["option_not_shared"]


async def test_what_goferry_toml_asks_of_every_build_stands_in_the_window(
    page: TargetPage,
) -> None:
    _shared(page, '[build]\ntags = ["nomsgpack"]\ntarget = "linux/arm64"\n')
    page.enter()
    asked = BuildOptions(tags=("nomsgpack",), target=Target(goarch="arm64"))
    assert page.session.current.options == asked
    assert page.profile.currentText() == "From goferry.toml"
    page.session.change(options=replace(asked, strip=False))
    _shared(page, '[build]\ntags = ["timetzdata"]\n')
    page.enter()
    assert page.session.current.options == BuildOptions(tags=("timetzdata",), strip=False)


async def test_a_strangers_build_table_is_said_and_not_taken(page: TargetPage) -> None:
    _shared(page, '[build]\nstrip = false\nenv = ["CC=./evil"]\n')
    page.enter()
    assert page.session.current.options == BuildOptions()
    assert [card.problem.code for card in page.findChildren(ProblemCard)] == ["option_not_shared"]


def _shared(page: TargetPage, text: str) -> None:
    project = page.session.current.project
    assert project is not None
    (project.folder / "goferry.toml").write_text(text)


@pytest.mark.go
async def test_other_targets_come_from_go_and_are_kept(
    window: MainWindow, page: TargetPage
) -> None:
    from core import toolchain  # noqa: PLC0415 - needs Go

    window.session.change(go=toolchain.choose())
    page.enter()
    await until(page.others.count)
    page.unfold_others.setChecked(True)
    assert page.others.isVisible()
    page.others.item(0).setCheckState(Qt.CheckState.Checked)
    assert window.session.current.also == (Target(goarch="arm64"),)
    await until(page.command.toPlainText)
    assert "GOARCH=amd64" in page.command.toPlainText()


async def _show(window: MainWindow) -> None:
    window.show_stop(Stop.TARGET)


def _type(page: TargetPage, name: str, text: str) -> None:
    line = page.forms[_group(name)].fields[name].input
    assert isinstance(line, QLineEdit)
    line.setText(text)
    line.editingFinished.emit()


def _group(name: str) -> Group:
    return next(entry.group for entry in ENTRIES if entry.field == name)
