"""A deploy tells what is where, what happens, how fast, and what one can do next."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QTableWidgetItem

from core.events import Progress, Stage, StepStarted
from core.journey import Stop
from core.service.env_syntax import variables
from core.service.model import Limits, Mode, Scope, Service
from core.service.results import Status
from core.ssh.profile import Profile
from core.words import say
from gui.actions import ask
from gui.pages.deploy import DeployPage
from gui.widgets.pace import Pace
from gui.widgets.server.server_row import ServerRow
from gui.widgets.service.env_editor import EnvEditor
from gui.widgets.service.service_form import ServiceForm
from tests.gui import states
from tests.gui.conftest import until
from tests.gui.seen import card_at, cell_at, page_at, present
from tests.gui.test_main_window import _build, project, window

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from core.project.model import Project
    from gui.shell.main_window import MainWindow

__all__ = ["project", "window"]  # fixtures

_STATUS = Status(
    server="web1",
    active="active",
    release="3-cc",
    previous="2-bb",
    releases=("1-aa", "2-bb", "3-cc"),
    healthy=True,
    exposure=1.2,
)


@pytest.fixture
def row(qtbot: QtBot) -> ServerRow:
    made = ServerRow(Profile(name="web1", host="web1.example"))
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_speed_and_the_time_left_come_when_they_can_be_trusted() -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    assert str(pace.tell(0, 10_000_000)) == "0 B of 10.0 MB"
    now[0] = 1.0
    assert str(pace.tell(1_000_000, 10_000_000)) == (
        "1.0 MB of 10.0 MB, 1.0 MB a second, 9 seconds left"
    )
    now[0] = 10.0
    assert str(pace.tell(10_000_000, 10_000_000)) == "10.0 MB of 10.0 MB"


def test_a_long_way_is_told_in_minutes_and_another_upload_begins_anew() -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    pace.tell(0, 100_000_000)
    now[0] = 2.0
    assert "3 minutes left" in str(pace.tell(1_000_000, 100_000_000))
    assert str(pace.tell(5, 10)) == "5 B of 10 B"


def test_a_server_shows_what_is_where(row: ServerRow) -> None:
    assert not row.track.isVisible()
    row.show_status(_STATUS)
    chips = (row.track.before.text(), row.track.now.text())
    assert chips == ("previous: release 2", "live: release 3")
    assert row.track.facts.text() == "✓ healthy · exposure 1.2 of 10"
    row.begin((Stage.CONNECT, Stage.UPLOAD))
    assert not row.track.isVisible(), "a deploy has the row"
    row.show_settings()
    assert row.track.isVisible()


def test_a_service_without_a_sandbox_says_so(row: ServerRow) -> None:
    row.show_status(replace(_STATUS, scope=Scope.USER))
    assert row.track.facts.text() == "✓ healthy · not sandboxed, without root"


def test_any_earlier_release_can_be_rolled_back_to(row: ServerRow, qtbot: QtBot) -> None:
    row.show_status(_STATUS)
    assert row.roll_back.isVisible()
    assert [one.text() for one in row.earlier.actions()] == ["release 2", "release 1"]
    with qtbot.waitSignal(row.roll_back_wanted) as wanted:
        row.earlier.actions()[1].trigger()
    assert wanted.args == ["web1", "1-aa"]


def test_an_upload_shows_how_far_it_is(row: ServerRow) -> None:
    row.begin((Stage.CONNECT, Stage.UPLOAD))
    row.take(StepStarted(step=say("Upload"), number=1, of=2, stage=Stage.UPLOAD))
    row.take(Progress(done=5, total=10, unit="bytes", server="web1"))
    assert row.said.text() == "Upload · 5 bytes of 10 bytes"
    assert row.stages.accessibleName() == "Connect: done\nUpload: running, 50%"
    row.take(StepStarted(step=say("Check"), number=2, of=2, stage=Stage.UPLOAD))
    assert (row.said.text(), row.stages.percent) == ("Check", None)


async def test_servers_stand_in_the_order_of_the_list(
    window: MainWindow, project: Project, tmp_path: Path
) -> None:
    _build(window, project, tmp_path)
    profiles = tuple(Profile(name=f"web{n}", host="x.example") for n in (3, 1, 2, 5, 4))
    window.session.change(servers=profiles)
    window.show_stop(Stop.DEPLOY)
    page = page_at(window, DeployPage)
    assert list(page.servers.rows) == ["web3", "web1", "web2", "web5", "web4"]

    def tops() -> list[int]:
        return [line.mapTo(page, line.rect().topLeft()).y() for line in page.servers.rows.values()]

    await until(lambda: len(set(tops())) == len(tops()) and tops() == sorted(tops()))
    await until(lambda: not window.runner.working)


async def test_each_server_says_how_its_deploy_ended(
    window: MainWindow, project: Project, tmp_path: Path
) -> None:
    _build(window, project, tmp_path)
    window.show_stop(Stop.DEPLOY)
    states.deployed(window)
    rows = page_at(window, DeployPage).servers.rows
    said = {name: line.said.text() for name, line in rows.items()}
    assert said["web1"].startswith("✓ Release 12 is live and healthy")
    assert said["web3"] == "↩ Rolled back. Release 11 is running again."
    assert all(line.roll_back.isVisibleTo(line) for line in rows.values())


async def test_values_stay_masked_until_somebody_wants_to_see_them(window: MainWindow) -> None:
    editor = EnvEditor(window, b"# ours\nPORT=1\nSECRET=hunter2\n", place="/x")
    index = editor.table.model().index(1, 1)
    assert editor.masked.displayText(index.data(), editor.locale()) == "••••••••"
    editor.show_values.setChecked(True)
    assert editor.masked.displayText(index.data(), editor.locale()) == "hunter2"
    editor.deleteLater()


async def test_edited_settings_keep_comments_and_order(window: MainWindow) -> None:
    editor = EnvEditor(window, b"# ours\nPORT=1\n\nSECRET=a=b c\nOLD=x\n", place="/x")
    cell_at(editor.table, 0, 1).setText("2")
    editor.table.removeRow(2)
    editor.add.click()
    place = editor.table.rowCount() - 1
    cell_at(editor.table, place, 0).setText("NEW")
    cell_at(editor.table, place, 1).setText("y")
    assert editor.content() == b"# ours\nPORT=2\n\nSECRET=a=b c\nNEW=y\n"
    editor.deleteLater()


async def test_settings_are_read_and_written_as_systemd_does(window: MainWindow) -> None:
    """Values over lines, continued lines and quotes: shown as they arrive, kept as they stand."""
    before = b'# \xff\nA = one \\\n two\nKEY="-----\nA=no\n-----"\nDIR=C:\\x\nOPEN=\'a\nb'
    editor = EnvEditor(window, before, place="/x")
    table = editor.table
    shown = {
        cell_at(table, n, 0).text(): cell_at(table, n, 1).text() for n in range(table.rowCount())
    }
    assert shown == {"A": "one  two", "KEY": "-----\nA=no\n-----", "DIR": "C:x", "OPEN": "a\nb"}
    assert editor.content() == before.replace(b"OPEN='a\nb", b'OPEN="a\nb"\n')
    cell_at(table, 2, 1).setText("C:\\x $1")
    editor.append(QTableWidgetItem("NEW"), QTableWidgetItem('"odd" value # `x`'))
    after = variables(editor.content())
    assert after == {**shown, "DIR": "C:\\x $1", "NEW": '"odd" value # `x`'}
    editor.deleteLater()


async def test_a_value_of_many_lines_outlives_a_look_into_its_field(window: MainWindow) -> None:
    before = b'KEY="first\nsecond"\nB=1\n'
    editor = EnvEditor(window, before, place="/x")
    editor.show()
    editor.table.setCurrentCell(0, 1)
    editor.table.edit(editor.table.model().index(0, 1))
    (field,) = editor.table.findChildren(QLineEdit)
    editor.masked.commitData.emit(field)
    assert editor.content() == before
    editor.deleteLater()


async def test_a_name_that_no_service_can_have_is_said_and_gets_the_keyboard(
    window: MainWindow,
) -> None:
    editor = EnvEditor(window, b"PORT=1\n", place="/x")
    editor.show()
    cell_at(editor.table, 0, 0).setText("2 fast")
    editor.accept()
    assert editor.isVisible()
    assert "letters, digits and _" in editor.fault.text()
    assert editor.table.currentRow() == 0
    cell_at(editor.table, 0, 0).setText("PORT")
    assert not editor.fault.text()
    editor.accept()
    assert not editor.isVisible()
    editor.deleteLater()


async def test_settings_are_kept_where_only_we_can_read_them(
    window: MainWindow, project: Project, tmp_path: Path
) -> None:
    _build(window, project, tmp_path)
    window.session.change(service=Service(name="shop"))
    window.show_stop(Stop.DEPLOY)
    page = page_at(window, DeployPage)
    page.form.settings_wanted.emit()
    await until(lambda: page.findChildren(EnvEditor))
    editor = page.findChildren(EnvEditor)[0]
    editor.add.click()
    cell_at(editor.table, 0, 0).setText("TOKEN")
    cell_at(editor.table, 0, 1).setText("s3cret")
    editor.accept()
    await until(lambda: present(window.session.current.service).env_file is not None)
    file = present(present(window.session.current.service).env_file)
    assert file.read_text() == "TOKEN=s3cret\n"
    assert file.stat().st_mode & 0o077 == 0
    await until(lambda: not window.runner.working)


def test_every_way_to_switch_releases_can_be_chosen(qtbot: QtBot) -> None:
    form = ServiceForm()
    qtbot.addWidget(form)
    box = form.takeover.mode
    assert {box.itemData(place) for place in range(box.count())} == set(Mode)
    for mode in Mode:
        form.show_service(Service(name="shop", mode=mode))
        assert form.take() == Service(name="shop", mode=mode)
        assert form.takeover.meaning.text()


@pytest.mark.parametrize("mode", Mode)
def test_two_plain_questions_choose_the_same_as_the_list(qtbot: QtBot, mode: Mode) -> None:
    form = ServiceForm()
    qtbot.addWidget(form)
    form.show_service(Service(name="shop", mode=Mode.SOCKET if mode is Mode.PROXY else Mode.PROXY))
    told: list[Service] = []
    form.changed.connect(told.append)
    form.takeover.takes_socket.answer(yes=mode.takes_socket)
    form.takeover.may_overlap.answer(yes=mode.overlaps)
    assert told[-1].mode is mode
    form.show_service(told[-1])
    assert form.takeover.chosen() is mode
    box = form.takeover.mode
    box.setCurrentIndex(box.findData(Mode.SHARED))
    form.show_service(told[-1])
    assert (form.takeover.takes_socket.yes, form.takeover.may_overlap.yes) == (True, True)


async def test_the_source_answers_the_questions_first(
    window: MainWindow, project: Project, tmp_path: Path
) -> None:
    _build(window, project, tmp_path)
    (project.folder / "serve.go").write_text(
        'package main\n\nimport "os"\n\nfunc main() {\n'
        '\t_, _, _ = os.Getenv("LISTEN_FDS"), os.Getenv("NOTIFY_SOCKET"), "READY=1"\n}\n'
    )
    window.show_stop(Stop.DEPLOY)
    takeover = page_at(window, DeployPage).form.takeover
    await until(lambda: not window.runner.working)
    assert present(window.session.current.service).mode is Mode.SOCKET
    assert (takeover.takes_socket.yes, takeover.may_overlap.yes) == (True, False)
    said = "The source does, but without graceful shutdown."
    assert takeover.found.text() == said


def test_limits_and_the_way_without_root_are_kept(qtbot: QtBot) -> None:
    form = ServiceForm()
    qtbot.addWidget(form)
    limited = Service(name="shop", limits=Limits(memory="512M", cpu=150, tasks=64))
    form.show_service(limited)
    assert form.take() == limited
    with qtbot.waitSignal(form.changed) as told:
        form.rootless.box.setChecked(True)
    assert told.args[0] == replace(limited, scope=Scope.USER)


def test_files_that_travel_are_named_by_their_path_in_the_project(
    qtbot: QtBot, tmp_path: Path
) -> None:
    form = ServiceForm()
    qtbot.addWidget(form)
    folder = tmp_path / "project"
    service = Service(
        name="shop",
        includes=(folder / "my pages", Path("/srv/logo.svg")),
        includes_from=folder,
        excludes=("*.map", "a b"),
    )
    form.show_service(service, folder)
    assert form.files.includes.text() == "'my pages' /srv/logo.svg"
    assert form.files.excludes.text() == "*.map 'a b'"
    assert form.take() == service
    form.files.add(folder / "static")
    form.files.add(folder / "static")
    form.files.excludes.setText('"open')
    taken = form.take()
    assert taken is not None
    assert taken.includes == (*service.includes, folder / "static")
    assert taken.includes_named == (folder / "static",), "the others may be a file's words"
    assert taken.excludes == ('"open',)


async def test_what_a_program_lacks_is_shown_and_written_when_wanted(
    window: MainWindow, project: Project, tmp_path: Path
) -> None:
    _build(window, project, tmp_path)
    window.show_stop(Stop.DEPLOY)
    page = page_at(window, DeployPage)
    await until(lambda: not window.runner.working)
    page.form.change.click()
    assert page.form.takeover.missing.isVisible()
    page.form.takeover.missing.click()
    await until(lambda: page.findChildren(QDialog))
    dialog = page.findChildren(QDialog)[0]
    assert "+func ListenAndServe(" in dialog.findChildren(QPlainTextEdit)[0].toPlainText()
    dialog.accept()
    await until(lambda: not window.runner.working)
    assert (project.folder / "pkg" / "serve" / "serve.go").is_file()
    assert card_at(page).problem.code == "not_called_yet"


@pytest.mark.parametrize("kind", ["file", "folder"])
async def test_a_chosen_file_or_folder_travels_with_the_program(
    window: MainWindow,
    project: Project,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
) -> None:
    _build(window, project, tmp_path)
    window.session.change(service=Service(name="shop"))
    window.show_stop(Stop.DEPLOY)
    page = page_at(window, DeployPage)

    async def choose(*_: object, **__: object) -> Path:
        return project.folder / "static"

    monkeypatch.setattr(ask, kind, choose)
    getattr(page.form.files, f"add_{kind}").click()
    await until(lambda: present(window.session.current.service).includes)
    assert present(window.session.current.service).includes == (project.folder / "static",)
    assert present(window.session.current.service).includes_from == project.folder
    assert page.form.files.includes.text() == "static"


async def test_a_field_is_reached_by_its_letter(
    window: MainWindow, project: Project, tmp_path: Path
) -> None:
    _build(window, project, tmp_path)
    window.session.change(service=Service(name="shop"))
    window.show_stop(Stop.DEPLOY)
    window.activateWindow()
    page = page_at(window, DeployPage)
    page.form.change.click()
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    await until(lambda: page.form.health.hasFocus())  # noqa: PLW0108 - read when it fails


async def test_the_service_follows_goferry_toml_where_the_person_chose_nothing_else(
    window: MainWindow, project: Project
) -> None:
    _build(window, project, project.folder)
    window.session.change(service=None)
    file = project.folder / "goferry.toml"
    file.write_text('[service]\nname = "till"\nport = 9001\n')
    window.show_stop(Stop.DEPLOY)
    await until(lambda: window.session.current.service is not None)
    assert present(window.session.current.service).port == 9001
    chosen = replace(present(window.session.current.service), health_path="/ready")
    window.session.change(service=chosen)
    file.write_text('[service]\nname = "till"\nport = 9002\n')
    window.show_stop(Stop.PROJECT)
    window.show_stop(Stop.DEPLOY)
    await until(lambda: present(window.session.current.service).port == 9002)
    assert present(window.session.current.service).health_path == "/ready"
