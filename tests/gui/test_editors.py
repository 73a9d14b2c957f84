"""The editors of settings and secrets: what is hidden, refused, kept as it is, and written anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QTableWidgetItem, QWidget

from core.operate.secrets import Names
from core.service.env_syntax import variables
from core.settings import SecretCommand
from core.usecases.secret_commands import Edit
from gui.widgets.service.env_editor import EnvEditor
from gui.widgets.service.masked import Masked
from gui.widgets.service.secrets_editor import SecretsEditor
from tests.gui.made_up import odd
from tests.gui.seen import cell_at

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def _secrets(parent: QWidget, known: Names, *commands: SecretCommand) -> SecretsEditor:
    return SecretsEditor(parent, known, service="shop", commands=commands)


def _accepted(editor: EnvEditor | SecretsEditor) -> bool:
    editor.show()
    editor.accept()
    return not editor.isVisible()


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("NEW", "x", ""),
        ("_n2", "", ""),
        ("2N", "x", "letters, digits and _"),
        ("A-B", "x", "letters, digits and _"),
        ("", "x", "letters, digits and _"),
        ("PORT", "x", "PORT is listed twice"),
        ("NEW", "\x00", "NEW contains characters that are not text"),
    ],
)
def test_only_settings_that_arrive_as_they_are_can_be_saved(
    parent: QWidget, name: str, value: str, fault: str
) -> None:
    editor = EnvEditor(parent, b"PORT=1\n", place="/x")
    editor.append(QTableWidgetItem(name), QTableWidgetItem(value))
    assert _accepted(editor) == (not fault)
    assert fault in editor.fault.text()
    assert editor.table.currentRow() == (1 if fault else -1)


def test_of_a_file_of_settings_only_what_was_changed_is_written_anew(parent: QWidget) -> None:
    before = b"# mine\nexport=1\nA='x y'\nB=2\nA=last\n\nC=3"
    editor = EnvEditor(parent, before, place="/x")
    assert editor.content() == before
    rows = {cell_at(editor.table, row, 0).text(): row for row in range(editor.table.rowCount())}
    assert list(rows) == ["export", "A", "B", "C"]
    assert cell_at(editor.table, rows["A"], 1).text() == "last"
    cell_at(editor.table, rows["A"], 1).setText("it's $1")
    editor.table.setCurrentCell(rows["B"], 0)
    editor.remove.click()
    editor.show()
    editor.add.click()
    assert editor.table.findChildren(QLineEdit), "its name can be typed at once"
    row = editor.table.rowCount() - 1
    cell_at(editor.table, row, 0).setText(" D ")
    cell_at(editor.table, row, 1).setText(" 4 ")
    after = editor.content()
    assert after.startswith(b"# mine\nexport=1\nA='x y'\nA=")
    assert variables(after) == {"export": "1", "A": "it's $1", "C": "3", "D": " 4 "}


def test_values_are_hidden_until_they_are_shown_and_hidden_again(parent: QWidget) -> None:
    editor = EnvEditor(parent, b"A=hunter2\nB=\n", place="/x")

    def shown(text: str) -> str:
        return editor.masked.displayText(text, editor.locale())

    assert (shown("hunter2"), shown("")) == ("••••••••", "")
    editor.show_values.setChecked(True)
    assert shown("hunter2") == "hunter2"
    editor.show_values.setChecked(False)
    assert shown("hunter2") == "••••••••"
    assert not editor.show_values.isChecked()
    assert isinstance(editor.table.itemDelegateForColumn(1), Masked)
    assert not isinstance(editor.table.itemDelegateForColumn(0), Masked)
    behaviour = QAbstractItemView.SelectionBehavior.SelectRows
    assert editor.table.selectionBehavior() is behaviour


def test_secrets_that_nobody_touched_stay_and_others_are_set_or_deleted(parent: QWidget) -> None:
    known = Names(server="web1", variables=("A", "B"), credentials=("key", "pem"))
    editor = _secrets(parent, known)
    assert editor.windowTitle() == "Secrets on web1"
    assert editor.edit() == Edit()
    shown = [editor.masked.displayText(text, editor.locale()) for text in ("", "x")]
    assert shown == ["as it is on the server", "••••••••"]
    assert isinstance(editor.table.itemDelegateForColumn(3), Masked)
    assert (
        not cell_at(editor.table, 0, 0).flags() & cell_at(editor.table, 0, 0).flags().ItemIsEditable
    )
    cell_at(editor.table, 1, 3).setText("canary")
    cell_at(editor.table, 3, 3).setText("pem text")
    for row in (2, 0):
        editor.table.setCurrentCell(row, 0)
        editor.remove.click()
    for button, name in ((editor.add_variable, "NEW"), (editor.add_credential, "token")):
        button.click()
        row = editor.table.rowCount() - 1
        cell_at(editor.table, row, 0).setText(f" {name} ")
        cell_at(editor.table, row, 3).setText("v")
    wanted = editor.edit().typed
    assert wanted.variables == {"B": "canary", "NEW": "v"}
    assert wanted.credentials == {"pem": b"pem text", "token": b"v"}
    assert (wanted.drop_variables, wanted.drop_credentials) == (("A",), ("key",))
    assert "canary" not in repr(wanted)
    assert _accepted(editor)


def test_a_secret_that_would_not_arrive_is_refused(parent: QWidget) -> None:
    editor = _secrets(parent, Names(server="web1", variables=("A",), credentials=()))
    editor.add_variable.click()
    cell_at(editor.table, 1, 0).setText("2 bad")
    cell_at(editor.table, 1, 3).setText("x")
    assert not _accepted(editor)
    assert editor.fault.text()
    cell_at(editor.table, 1, 0).setText("GOOD")
    assert editor.fault.text() == ""
    assert _accepted(editor)


@pytest.mark.parametrize("last", [b"B='open", b'B="open', b"B=x'open", b"B=open"])
def test_a_quote_that_is_still_open_swallows_no_setting_that_comes_after_it(
    parent: QWidget, last: bytes
) -> None:
    editor = EnvEditor(parent, b"A=1\n" + last, place="/x")
    before = {
        cell_at(editor.table, row, 0).text(): cell_at(editor.table, row, 1).text() for row in (0, 1)
    }
    editor.append(QTableWidgetItem("NEW"), QTableWidgetItem("n"))
    assert variables(editor.content()) == {**before, "NEW": "n"}
    assert editor.content().startswith(b"A=1\nB=")


@pytest.mark.parametrize("kind", ["variable", "credential"])
def test_a_new_secret_without_a_value_is_refused_and_not_left_out_in_silence(
    parent: QWidget, kind: str
) -> None:
    editor = _secrets(parent, Names(server="web1", variables=("A",), credentials=("key",)))
    getattr(editor, f"add_{kind}").click()
    cell_at(editor.table, 2, 0).setText("NEW")
    assert not _accepted(editor)
    assert "NEW" in editor.fault.text()
    cell_at(editor.table, 2, 3).setText("v")
    assert _accepted(editor)


_PASS = SecretCommand(service="shop", name="A", words=("pass", "show", "a b"))
_OP = SecretCommand(service="shop", name="key", words=("op", "read", "x"), credential=True)
_GONE = SecretCommand(service="shop", name="LOST", words=("pass", "show", "lost"))
_HERE = Names(server="web1", variables=("A", "B"), credentials=("key",))


def _row_of(editor: SecretsEditor, name: str) -> int:
    rows = range(editor.table.rowCount())
    return next(row for row in rows if cell_at(editor.table, row, 0).text() == name)


def test_a_secret_shows_the_command_that_it_comes_from_and_runs_none_untouched(
    parent: QWidget,
) -> None:
    editor = _secrets(parent, _HERE, _PASS, _OP)
    commands = [cell_at(editor.table, row, 2).text() for row in range(3)]
    assert commands == ["pass show 'a b'", "", "op read x"]
    assert editor.edit() == Edit()


def test_a_command_is_run_when_it_is_new_and_forgotten_when_it_is_emptied(parent: QWidget) -> None:
    editor = _secrets(parent, _HERE, _PASS, _OP)
    cell_at(editor.table, 0, 2).setText("pass show c")
    cell_at(editor.table, 1, 2).setText("pass show b")
    cell_at(editor.table, 2, 2).setText(" ")
    assert editor.edit() == Edit(
        asked=(
            SecretCommand(service="shop", name="A", words=("pass", "show", "c")),
            SecretCommand(service="shop", name="B", words=("pass", "show", "b")),
        ),
        forgotten=("key",),
    )
    editor.table.setCurrentCell(_row_of(editor, "A"), 0)
    editor.remove.click()
    assert editor.edit().forgotten == ("A", "key")
    assert editor.edit().typed.drop_variables == ("A",)


def test_a_command_whose_secret_the_server_lacks_is_run(parent: QWidget) -> None:
    editor = _secrets(parent, _HERE, _GONE)
    assert editor.edit() == Edit(asked=(_GONE,))
    editor.table.setCurrentCell(_row_of(editor, "LOST"), 0)
    editor.remove.click()
    assert editor.edit() == Edit(forgotten=("LOST",))


def test_all_commands_run_again_when_that_is_wanted(parent: QWidget) -> None:
    assert _secrets(parent, _HERE).again.isHidden()
    editor = _secrets(parent, _HERE, _PASS, _OP)
    editor.show()
    assert editor.again.isVisible()
    editor.again.click()
    assert not editor.isVisible()
    assert editor.edit() == Edit(asked=(_PASS, _OP))
    editor.complain_of(odd())
    assert editor.edit() == Edit(), "what failed is not run again by another change"
    assert editor.fault.text() == "It is odd. It could not be."


@pytest.mark.parametrize(
    ("command", "value", "said"),
    [
        ("pass show b", "v", "has a value and a command"),
        ("pass 'show", "", "This is not a command:"),
    ],
)
def test_a_command_that_cannot_be_meant_is_refused(
    parent: QWidget, command: str, value: str, said: str
) -> None:
    editor = _secrets(parent, _HERE)
    cell_at(editor.table, 1, 2).setText(command)
    cell_at(editor.table, 1, 3).setText(value)
    assert not _accepted(editor)
    assert said in editor.fault.text()


def test_a_command_for_a_name_that_cannot_be_is_refused_before_it_runs(parent: QWidget) -> None:
    editor = _secrets(parent, _HERE)
    editor.add_variable.click()
    cell_at(editor.table, 3, 0).setText("2 bad")
    cell_at(editor.table, 3, 2).setText("pass show b")
    assert not _accepted(editor)
    assert "2 bad" in editor.fault.text()
