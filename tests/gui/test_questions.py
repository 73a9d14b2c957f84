"""Questions: what they show, which button is the default, and that only a yes is a yes."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableWidgetItem,
    QTreeWidget,
)
from shiboken6 import isValid

from core.actions import OpenFile
from core.problems import Problem, ProblemError
from core.project import additions
from core.project.traits import ServiceTraits
from core.ssh.profile import Profile
from core.usecases.asking import Offer, Secret
from core.words import say
from gui.actions import ask, missing_code, settings_file
from tests.gui.conftest import ended, until
from tests.gui.made_up import answer, codes, idle, opened, spawned, wrong
from tests.gui.seen import card_at, part_of, row_at
from tests.gui.test_main_window import project, window

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from core.project.model import Project
    from gui.shell.main_window import MainWindow
    from gui.widgets.service.env_editor import EnvEditor

__all__ = ["project", "window"]  # fixtures

_WEB = Profile(name="web1", host="web1.example")
_NEW = Problem(code="host_key_unknown", what=say("New."), why=say("So it is."))
_SURE = (say("Really?"), say("It is gone then."))


async def _open(
    window: MainWindow, question: Awaitable[object]
) -> tuple[asyncio.Future[object], QDialog]:
    asking = asyncio.ensure_future(question)

    def found() -> list[QDialog]:
        return [one for one in window.findChildren(QDialog) if one.isVisible()]

    await until(found)
    return asking, found()[0]


def _press(dialog: QDialog, words: str) -> None:
    next(one for one in dialog.findChildren(QPushButton) if one.text() == words).click()


def _words(dialog: QDialog) -> list[str]:
    return [one.text() for one in dialog.findChildren(QLabel)]


def _delete(window: MainWindow) -> Awaitable[bool]:
    return ask.confirm(window, *_SURE, primary_action=say("Delete it"))


@pytest.mark.parametrize(
    ("end", "sure"),
    [
        (lambda dialog: _press(dialog, "Delete it"), True),
        (lambda dialog: _press(dialog, "Cancel"), False),
        (lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape), False),
        (lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Return), False),
        (lambda dialog: dialog.close(), False),
    ],
)
async def test_only_the_button_of_the_deed_is_a_yes(
    window: MainWindow,
    end: Callable[[QDialog], None],
    sure: bool,  # noqa: FBT001 - a column of the table
) -> None:
    asking, dialog = await _open(window, _delete(window))
    assert (dialog.windowTitle(), dialog.isModal()) == ("Really?", True)
    assert _words(dialog)[:2] == ["Really?", "It is gone then."]
    end(dialog)
    assert await ended(asking) is sure


@pytest.mark.parametrize(
    ("typed", "button", "told"),
    [
        ("prod", "Change it", "prod"),
        (" prod ", "Change it", "prod"),
        ("prod", "Cancel", ""),
        ("pro", "Change it", None),
        ("", "Change it", None),
    ],
)
async def test_a_name_is_typed_before_the_button_of_the_deed_can_be_pressed(
    window: MainWindow, typed: str, button: str, told: str | None
) -> None:
    question = ask.typed_name(window, *_SURE, name="prod", primary_action=say("Change it"))
    asking, dialog = await _open(window, question)
    line = part_of(dialog, QLineEdit)
    assert (line.accessibleName(), line.hasFocus()) == ("Type prod to confirm", True)
    line.setText(typed)
    if told is None:
        QTest.keyClick(line, Qt.Key.Key_Return)
    else:
        _press(dialog, button)
    assert await ended(asking) == (told or "")


@pytest.mark.parametrize("ticked", [False, True])
async def test_a_choice_beside_a_question_is_off_at_first_and_counts_with_a_yes_alone(
    window: MainWindow, *, ticked: bool
) -> None:
    for button in ("Do it", "Cancel"):
        question = ask.confirm_with(
            window, *_SURE, choice=say("&With more"), primary_action=say("Do it")
        )
        asking, dialog = await _open(window, question)
        box = part_of(dialog, QCheckBox)
        assert not box.isChecked()
        box.setChecked(ticked)
        _press(dialog, button)
        assert await asking is (ticked if button == "Do it" else None)


async def test_whoever_gives_up_a_question_closes_its_dialog(window: MainWindow) -> None:
    asking, dialog = await _open(window, _delete(window))
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await ended(asking)
    await until(lambda: not isValid(dialog))


@pytest.mark.parametrize("keep", [True, False])
@pytest.mark.parametrize(
    ("typed", "end"), [("a b", "Continue"), ("", "Continue"), ("a b", "Cancel")]
)
async def test_a_secret_is_hidden_and_taken_as_it_was_typed_or_not_at_all(
    window: MainWindow,
    keep: bool,  # noqa: FBT001 - both answers
    typed: str,
    end: str,
) -> None:
    asking, dialog = await _open(window, ask.secret(window, *_SURE, label=say("Password for sudo")))
    line = part_of(dialog, QLineEdit)
    assert line.echoMode() is QLineEdit.EchoMode.Password
    assert line.accessibleName() == "Password for sudo"
    box = part_of(dialog, QCheckBox)
    assert not box.isChecked()
    line.setText(typed)
    box.setChecked(keep)
    _press(dialog, end)
    found = await ended(asking)
    assert found == (Secret("a b", keep) if typed and end == "Continue" else None)
    assert "a b" not in repr(found)


async def test_a_new_key_is_trusted_by_a_press_and_not_when_it_is_another(
    window: MainWindow,
) -> None:
    question = ask.trust_host_key(window, _WEB, kind="ecdsa-sha2-nistp256", fingerprint="SHA256:ab")
    asking, dialog = await _open(window, question)
    assert dialog.windowTitle() == f"Is this really {_WEB.address}?"
    assert {"SHA256:ab", "ssh-keygen -lf /etc/ssh/ssh_host_ecdsa_key.pub"} <= set(_words(dialog))
    trust = next(one for one in dialog.findChildren(QPushButton) if "Trust" in one.text())
    cancel = next(one for one in dialog.findChildren(QPushButton) if one.text() == "Cancel")
    assert (cancel.isDefault(), trust.isDefault(), trust.autoDefault()) == (True, False, False)
    line = part_of(dialog, QLineEdit)
    for pasted, may, verdict in (
        ("SHA256:ac", False, "The fingerprints differ."),
        (" SHA256:ab ", True, "The fingerprints are the same."),
        ("SHA256:AB", False, "The fingerprints differ."),
        ("", True, ""),
    ):
        line.setText(pasted)
        assert trust.isEnabled() is may
        assert _words(dialog)[-1] == verdict
    trust.click()
    assert await ended(asking) is True


async def test_several_keys_are_trusted_only_when_each_pasted_one_is_shown(
    window: MainWindow,
) -> None:
    keys: list[Any] = [
        SimpleNamespace(type="ssh-ed25519", fingerprint=f"SHA256:{letter * 3}") for letter in "ab"
    ]
    offers = tuple(Offer(server=_WEB, key=key, problem=_NEW) for key in keys)
    asking, dialog = await _open(window, ask.trust_host_keys(window, offers))
    trust = next(one for one in dialog.findChildren(QPushButton) if "Trust" in one.text())
    assert (trust.text(), trust.isDefault()) == ("Trust these 2 host keys", False)
    paste, table = part_of(dialog, QPlainTextEdit), part_of(dialog, QTreeWidget)
    for pasted, may, same in (
        ("SHA256:aaa", False, ["✓ the same", ""]),
        ("SHA256:aaa\n256 SHA256:bbb root", True, ["✓ the same", "✓ the same"]),
        ("SHA256:aaa SHA256:bbb SHA256:ccc", False, ["✓ the same", "✓ the same"]),
        ("SHA256:ccc", False, ["", ""]),
        ("nothing of the kind", True, ["", ""]),
    ):
        paste.setPlainText(pasted)
        assert trust.isEnabled() is may, pasted
        assert [row_at(table, row).text(3) for row in range(2)] == same
    _press(dialog, "Cancel")
    assert await ended(asking) is False


@pytest.mark.parametrize("chosen", [True, False])
async def test_a_chosen_file_counts_and_a_closed_dialog_chooses_nothing(
    window: MainWindow,
    tmp_path: Path,
    chosen: bool,  # noqa: FBT001 - both answers
) -> None:
    kinds = {
        ask.file: (QFileDialog.FileMode.ExistingFile, QFileDialog.AcceptMode.AcceptOpen),
        ask.folder: (QFileDialog.FileMode.Directory, QFileDialog.AcceptMode.AcceptOpen),
    }
    for question, (mode, way) in kinds.items():
        asking, dialog = await _open(window, question(window, say("Which?"), start=tmp_path))
        assert isinstance(dialog, QFileDialog)
        assert (dialog.fileMode(), dialog.acceptMode()) == (mode, way)
        assert dialog.directory().absolutePath() == str(tmp_path)
        dialog.fileSelected.emit(str(tmp_path / "x"))
        dialog.done(int(chosen))
        assert await ended(asking) == (tmp_path / "x" if chosen else None)
    asking, dialog = await _open(window, ask.new_file(window, say("Where?"), name="hello"))
    assert isinstance(dialog, QFileDialog)
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    dialog.done(1)
    assert await ended(asking) is None, "nothing was selected"


# The environment file, and code that a program lacks


@pytest.mark.parametrize("agreed", [True, False])
async def test_settings_are_written_when_they_are_saved_for_nobody_else_to_read(
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    agreed: bool,  # noqa: FBT001 - both answers
) -> None:
    seen: list[bytes] = []

    async def edit(editor: EnvEditor) -> bool:
        seen.append(editor.content())
        editor.append(*(_cell(word) for word in ("NEW", "n")))
        editor.deleteLater()
        return agreed

    monkeypatch.setattr(settings_file, "answer_of", edit)
    file = tmp_path / "new" / "shop.env"
    assert await ended(settings_file.edit(window, file)) is agreed
    assert (seen, file.exists()) == ([b""], agreed)
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"\xef\xbb\xbfA=1\n")
    file.chmod(0o644)
    await ended(settings_file.edit(window, file))
    assert seen[-1] == b"A=1\n"
    assert file.read_bytes() == (b"A=1\nNEW=n\n" if agreed else b"\xef\xbb\xbfA=1\n")
    assert file.stat().st_mode & 0o777 == (0o600 if agreed else 0o644)


def _cell(words: str) -> QTableWidgetItem:
    return QTableWidgetItem(words)


async def test_settings_that_cannot_be_read_are_a_problem_of_their_field(
    window: MainWindow, tmp_path: Path
) -> None:
    with pytest.raises(ProblemError) as caught:
        await ended(settings_file.edit(window, tmp_path))
    problem = caught.value.problem
    assert (problem.code, problem.field) == ("env_file_unreadable", "env_file")


_MANNERS = ServiceTraits(opens=tuple(f"f{n}.go:1" for n in range(9)))


@pytest.mark.parametrize("agreed", [True, False])
async def test_code_is_added_to_the_project_only_when_it_was_read_and_wanted(
    window: MainWindow,
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    agreed: bool,  # noqa: FBT001 - both answers
) -> None:
    opened(window, project)
    page = window.pages[window.stop]
    added: list[tuple[Path, str]] = []
    monkeypatch.setattr(additions, "add", lambda *words: added.append(words))
    asked = answer(monkeypatch, "add_files", agreed)
    await ended(missing_code.offer(page))
    assert asked.asked == []
    window.session.change(traits=_MANNERS)
    await ended(missing_code.offer(page))
    assert asked.asked[0][2] == additions.offer(project.module)
    assert "f7.go:1, … with" in str(asked.asked[0][1])
    assert added == ([(project.folder, project.module)] if agreed else [])
    assert codes(page) == (["not_called_yet"] if agreed else [])

    def refuse(*_: object) -> None:
        raise wrong("in_the_way")

    monkeypatch.setattr(additions, "add", refuse)
    await spawned(page, missing_code.offer(page))
    assert codes(page) == (["in_the_way"] if agreed else [])
    await idle(window)


async def test_a_program_that_opens_no_port_is_told_what_to_call(
    window: MainWindow, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(window, project)
    page = window.pages[window.stop]
    monkeypatch.setattr(additions, "add", lambda *_: None)
    asked = answer(monkeypatch, "add_files", value=True)
    window.session.change(traits=ServiceTraits(listens=("main.go:7", "b.go:2")))
    await ended(missing_code.offer(page))
    assert "systemd.Listener()" in str(asked.asked[0][1])
    (advice,) = card_at(page).problem.next
    assert advice.action == OpenFile(Path("main.go"), 7)
