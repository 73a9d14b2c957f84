"""Questions as awaitables: each opens its dialog without a nested loop and resolves a future."""

from __future__ import annotations

import asyncio
import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from core.problems import ProblemError
from core.usecases.asking import Secret
from core.words import Text, say
from gui.actions.question import Question
from gui.look import theme
from gui.runtime.speech import shown

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Sequence

    from core.problems import Problem
    from core.ssh.profile import Profile
    from core.usecases.asking import Offer


async def answer_of(dialog: QDialog) -> bool:
    """Show a dialog and wait for it; True when it was accepted."""
    with _closing(dialog):
        return await _answer_of(dialog)


async def until_done(
    dialog: QDialog, attempt: Callable[[], Awaitable[None]], complain: Callable[[Problem], None]
) -> bool:
    """Show a dialog until what was entered there could be done; what could not, stays in it."""
    with _closing(dialog):
        while await _answer_of(dialog):
            try:
                await attempt()
            except ProblemError as error:  # said in the dialog, where it can be corrected
                complain(error.problem)
            else:
                return True
        return False


@contextmanager
def _closing(dialog: QDialog) -> Iterator[None]:
    try:
        yield
    finally:
        dialog.close()
        dialog.deleteLater()


async def _answer_of(dialog: QDialog) -> bool:
    answered: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    def settle(code: int) -> None:
        if not answered.done():
            answered.set_result(code == QDialog.DialogCode.Accepted)

    dialog.finished.connect(settle)
    dialog.open()
    give_height(dialog)
    return await answered


def give_height(dialog: QDialog) -> None:
    """Let a dialog be as high as its words need where they wrap; Qt asks for less."""
    layout = dialog.layout()
    if layout is not None and layout.hasHeightForWidth():
        needed = layout.totalHeightForWidth(dialog.width())
        most = dialog.screen().availableSize().height()
        dialog.resize(dialog.width(), min(max(needed, dialog.height()), most))


async def folder(parent: QWidget, title: Text, *, start: Path | None = None) -> Path | None:
    """Let the person choose a folder; None when they think better of it."""
    dialog = QFileDialog(parent, shown(title), str(start or Path.home()))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return await _chosen(dialog)


async def file(parent: QWidget, title: Text, *, start: Path | None = None) -> Path | None:
    """Let the person choose an existing file."""
    dialog = QFileDialog(parent, shown(title), str(start or Path.home()))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return await _chosen(dialog)


async def new_file(parent: QWidget, title: Text, *, name: str) -> Path | None:
    """Let the person choose where to save."""
    dialog = QFileDialog(parent, shown(title), str(Path.home() / name))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    return await _chosen(dialog)


async def _chosen(dialog: QFileDialog) -> Path | None:
    picked: list[str] = []
    dialog.fileSelected.connect(picked.append)
    return Path(picked[0]) if await answer_of(dialog) and picked else None


async def confirm(
    parent: QWidget,
    title: Text,
    explanation: Text,
    *,
    primary_action: Text,
    affected: Sequence[Text] = (),
) -> bool:
    """Ask before something that cannot be taken back. Cancel is the default.

    What is `affected` stands line by line in a part of its own, to be scrolled and copied.
    """
    dialog = Question(parent, title, explanation)
    dialog.add_list(affected)
    dialog.add_buttons(primary_action)
    return await answer_of(dialog)


async def typed_name(
    parent: QWidget, title: Text, explanation: Text, *, name: str, primary_action: Text
) -> str:
    """Ask before a change that many would notice: a name has to be typed. Cancel is the default.

    Empty when the person thinks better of it.
    """
    dialog = Question(parent, title, explanation)
    line, _ = dialog.add_typed_deed(name, primary_action)
    return line.text().strip() if await answer_of(dialog) else ""


async def confirm_with(
    parent: QWidget, title: Text, explanation: Text, *, choice: Text, primary_action: Text
) -> bool | None:
    """Ask as `confirm`, with a choice that is off at first; None when it is not to be done."""
    dialog = Question(parent, title, explanation)
    box = QCheckBox(shown(choice))
    dialog.form.addRow(box)
    dialog.add_buttons(primary_action)
    return box.isChecked() if await answer_of(dialog) else None


async def secret(parent: QWidget, title: Text, explanation: Text, *, label: Text) -> Secret | None:
    """Ask for a password or passphrase; None when the person thinks better of it."""
    dialog = Question(parent, title, explanation)
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setAccessibleName(shown(label))
    dialog.form.addRow(shown(label), line)
    keep = QCheckBox(shown(say("Keep the password in this computer's keyr&ing")))
    dialog.form.addRow("", keep)
    dialog.add_usual_deed(say("Continue"))
    line.setFocus()
    agreed = await answer_of(dialog)
    return Secret(line.text(), keep.isChecked()) if agreed and line.text() else None


async def trust_host_key(parent: QWidget, server: Profile, *, kind: str, fingerprint: str) -> bool:
    """Show an unknown host key. Trusting takes a deliberate press; Cancel is the default."""
    dialog = Question(
        parent,
        say("Is this really {server}?", server=server.address),
        say(
            "GoFerry connects to this server for the first time. Compare the fingerprint with "
            "the one that the command below prints on the server. Nothing has been sent yet."
        ),
    )
    dialog.add_text(say("Fingerprint of the {kind} host key", kind=kind), fingerprint)
    dialog.add_text(say("Run on the server"), command_for(kind))
    compare = QLineEdit()
    compare.setAccessibleName(shown(say("Paste a fingerprint to compare")))
    verdict = QLabel()
    dialog.form.addRow(shown(say("Paste a fingerprint to &compare")), compare)
    dialog.form.addRow("", verdict)
    trust = dialog.add_buttons(say("Trust this host key"))

    def judge(text: str) -> None:
        same = text.strip() == fingerprint
        said = say("The fingerprints are the same.") if same else say("The fingerprints differ.")
        verdict.setText(shown(said) if text.strip() else "")
        trust.setEnabled(same or not text.strip())

    compare.textChanged.connect(judge)
    return await answer_of(dialog)


async def trust_host_keys(parent: QWidget, offers: tuple[Offer, ...]) -> bool:
    """Show the new keys of several servers in one table, before anything is sent to any of them."""
    return await answer_of(_NewKeys(parent, offers))


def command_for(kind: str) -> str:
    """Spell the command that prints the fingerprint of a server's own key of this kind."""
    name = kind.removeprefix("ssh-").split("-")[0]
    return f"ssh-keygen -lf /etc/ssh/ssh_host_{name}_key.pub"


class _NewKeys(Question):
    """The keys of servers that are new here; what is pasted is compared with each of them."""

    def __init__(self, parent: QWidget, offers: tuple[Offer, ...]) -> None:
        super().__init__(
            parent,
            say("Are these really your servers?"),
            say(
                "GoFerry connects to these {n} servers for the first time. Compare each "
                "fingerprint with the one on the server. Nothing has been sent yet.",
                n=len(offers),
            ),
        )
        self._table = QTreeWidget()
        self._lines = {one.key.fingerprint: self._add(one) for one in offers}
        self._pasted = QPlainTextEdit()
        self._verdict = QLabel()
        self._lay_out()
        self._trust = self.add_buttons(say("Trust these {n} host keys", n=len(offers)))
        self._pasted.textChanged.connect(self._judge)

    def _add(self, offer: Offer) -> QTreeWidgetItem:
        server = f"{offer.server.name} ({offer.server.address})"
        line = QTreeWidgetItem(self._table, [server, offer.key.type, offer.key.fingerprint, ""])
        line.setFont(2, theme.mono_font())
        return line

    def _lay_out(self) -> None:
        titles = (say("Server"), say("Key type"), say("Fingerprint"), say("Compared"))
        self._table.setHeaderLabels([shown(title) for title in titles])
        self._table.setAccessibleName(shown(say("New host keys")))
        self._table.setRootIsDecorated(False)
        self._table.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        line = self.fontMetrics().height()
        widths = (self._table.sizeHintForColumn(column) for column in range(3))
        self._table.setMinimumSize(sum(widths) + line * 9, line * 8)
        self._pasted.setAccessibleName(shown(say("Paste fingerprints to compare, one per line")))
        self._pasted.setTabChangesFocus(True)
        self._pasted.setFixedHeight(line * 4)
        self.form.addRow(self._table)
        self.add_text(say("Run on each server"), command_for("ssh-ed25519"))
        self.form.addRow(shown(say("Paste fingerprints to &compare")), self._pasted)
        self.form.addRow("", self._verdict)

    def _judge(self) -> None:
        pasted = set(re.findall(r"SHA256:[A-Za-z0-9+/]+", self._pasted.toPlainText()))
        for fingerprint, line in self._lines.items():
            line.setText(3, shown(say("✓ the same")) if fingerprint in pasted else "")
        strange = pasted - self._lines.keys()
        said = say("No server presents {fingerprint}.", fingerprint=min(strange, default=""))
        self._verdict.setText(shown(said) if strange else "")
        self._trust.setEnabled(not pasted or (not strange and self._lines.keys() <= pasted))


async def add_files(parent: QWidget, explanation: Text, patch: str) -> bool:
    """Show new files as a diff before they are written into the project."""
    dialog = Question(parent, say("Lose no request when a new release comes"), explanation)
    text = QPlainTextEdit(patch)
    text.setReadOnly(True)
    text.setFont(theme.mono_font())
    text.setAccessibleName(shown(say("The new files")))
    text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    letter, line = text.fontMetrics().averageCharWidth(), text.fontMetrics().height()
    text.setTabStopDistance(4 * letter)
    text.setMinimumSize(90 * letter, 18 * line)
    dialog.form.addRow(text)
    dialog.add_buttons(say("Add these files to the project"))
    return await answer_of(dialog)
