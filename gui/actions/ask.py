"""Questions as awaitables: each opens its dialog without a nested loop and resolves a future."""

from __future__ import annotations

import asyncio
import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.problems import ProblemError
from core.usecases.asking import Secret
from core.words import Text, say
from gui.look import theme
from gui.runtime.speech import shown

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from core.problems import Problem
    from core.ssh.profile import Profile
    from core.usecases.asking import Offer

_CANCEL = say("Cancel")


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
    return await answered


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


async def confirm(parent: QWidget, title: Text, explanation: Text, *, primary_action: Text) -> bool:
    """Ask before something that cannot be taken back. Cancel is the default."""
    dialog = _Question(parent, title, explanation)
    dialog.add_buttons(primary_action)
    return await answer_of(dialog)


async def confirm_with(
    parent: QWidget, title: Text, explanation: Text, *, choice: Text, primary_action: Text
) -> bool | None:
    """Ask as `confirm`, with a choice that is off at first; None when it is not to be done."""
    dialog = _Question(parent, title, explanation)
    box = QCheckBox(shown(choice))
    dialog.form.addRow(box)
    dialog.add_buttons(primary_action)
    return box.isChecked() if await answer_of(dialog) else None


async def secret(parent: QWidget, title: Text, explanation: Text, *, label: Text) -> Secret | None:
    """Ask for a password or passphrase; None when the person thinks better of it."""
    dialog = _Question(parent, title, explanation)
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setAccessibleName(shown(label))
    dialog.form.addRow(shown(label), line)
    keep = QCheckBox(shown(say("&Keep it in this computer's keyring")))
    dialog.form.addRow("", keep)
    dialog.add_buttons(say("Use it")).setDefault(True)
    line.setFocus()
    agreed = await answer_of(dialog)
    return Secret(line.text(), keep.isChecked()) if agreed and line.text() else None


async def trust_host_key(parent: QWidget, server: Profile, *, kind: str, fingerprint: str) -> bool:
    """Show an unknown host key. Trusting takes a deliberate press; Cancel is the default."""
    dialog = _Question(
        parent,
        say("Is this really {server}?", server=server.address),
        say(
            "GoFerry has not met this server before. Compare the fingerprint with the server's "
            "own: whoever runs it can see it there with the command below. "
            "Nothing has been sent yet."
        ),
    )
    dialog.add_text(say("Fingerprint of its {kind} key", kind=kind), fingerprint)
    dialog.add_text(say("On the server"), _command_for(kind))
    compare = QLineEdit()
    compare.setAccessibleName(shown(say("Paste a fingerprint to compare")))
    verdict = QLabel()
    dialog.form.addRow(shown(say("Paste a fingerprint to &compare")), compare)
    dialog.form.addRow("", verdict)
    trust = dialog.add_buttons(say("Trust this key"))

    def judge(text: str) -> None:
        same = text.strip() == fingerprint
        said = say("It is the same.") if same else say("It is a different one.")
        verdict.setText(shown(said) if text.strip() else "")
        trust.setEnabled(same or not text.strip())

    compare.textChanged.connect(judge)
    return await answer_of(dialog)


async def trust_host_keys(parent: QWidget, offers: tuple[Offer, ...]) -> bool:
    """Show the new keys of several servers in one table, before anything is sent to any of them."""
    return await answer_of(_NewKeys(parent, offers))


def _command_for(kind: str) -> str:
    name = kind.removeprefix("ssh-").split("-")[0]
    return f"ssh-keygen -lf /etc/ssh/ssh_host_{name}_key.pub"


class _Question(QDialog):
    """A title, an explanation, rows, and two buttons of which Cancel is the default."""

    def __init__(self, parent: QWidget, title: Text, explanation: Text) -> None:
        super().__init__(parent)
        self.setWindowTitle(shown(title))
        heading = QLabel(shown(title))
        heading.setObjectName("dialogTitle")
        heading.setWordWrap(True)
        # Not that of the dialog itself: its layout must go on to keep long fingerprints whole.
        heading.setMinimumWidth(self.fontMetrics().averageCharWidth() * 70)
        words = QLabel(shown(explanation))
        words.setWordWrap(True)
        self.form = QFormLayout()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(20, 16, 20, 16)
        self._layout.setSpacing(10)
        for part in (heading, words):
            self._layout.addWidget(part)
        self._layout.addLayout(self.form)

    def add_text(self, label: Text, content: str) -> None:
        """Add a line that can be selected and copied."""
        shown_text = QLabel(content)
        shown_text.setFont(theme.mono_font())
        shown_text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        shown_text.setAccessibleName(f"{shown(label)} {content}")
        self.form.addRow(shown(label), shown_text)

    def add_buttons(self, primary_action: Text) -> QPushButton:
        """Add Cancel, the default, and the button that is named after the deed."""
        box = QDialogButtonBox()
        cancel = box.addButton(shown(_CANCEL), QDialogButtonBox.ButtonRole.RejectRole)
        accept = box.addButton(shown(primary_action), QDialogButtonBox.ButtonRole.AcceptRole)
        accept.setAutoDefault(False)
        cancel.setDefault(True)
        cancel.setFocus()
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        self._layout.addWidget(box)
        return accept


class _NewKeys(_Question):
    """The keys of servers that are new here; what is pasted is compared with each of them."""

    def __init__(self, parent: QWidget, offers: tuple[Offer, ...]) -> None:
        super().__init__(
            parent,
            say("Are these really your servers?"),
            say(
                "GoFerry has not met these {n} servers before. Compare each fingerprint with the "
                "server's own. Nothing has been sent yet.",
                n=len(offers),
            ),
        )
        self._table = QTreeWidget()
        self._lines = {one.key.fingerprint: self._add(one) for one in offers}
        self._pasted = QPlainTextEdit()
        self._verdict = QLabel()
        self._lay_out()
        self._trust = self.add_buttons(say("Trust these {n} keys", n=len(offers)))
        self._pasted.textChanged.connect(self._judge)

    def _add(self, offer: Offer) -> QTreeWidgetItem:
        server = f"{offer.server.name} ({offer.server.address})"
        line = QTreeWidgetItem(self._table, [server, offer.key.type, offer.key.fingerprint, ""])
        line.setFont(2, theme.mono_font())
        return line

    def _lay_out(self) -> None:
        titles = (say("Server"), say("Kind of key"), say("Fingerprint"), say("Compared"))
        self._table.setHeaderLabels([shown(title) for title in titles])
        self._table.setAccessibleName(shown(say("New keys")))
        self._table.setRootIsDecorated(False)
        self._table.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        line = self.fontMetrics().height()
        widths = (self._table.sizeHintForColumn(column) for column in range(3))
        self._table.setMinimumSize(sum(widths) + line * 9, line * 8)
        self._pasted.setAccessibleName(shown(say("Paste fingerprints to compare, each on a line")))
        self._pasted.setTabChangesFocus(True)
        self._pasted.setFixedHeight(line * 4)
        self.form.addRow(self._table)
        self.add_text(say("On each server"), _command_for("ssh-ed25519"))
        self.form.addRow(shown(say("Paste fingerprints to &compare")), self._pasted)
        self.form.addRow("", self._verdict)

    def _judge(self) -> None:
        pasted = set(re.findall(r"SHA256:[A-Za-z0-9+/]+", self._pasted.toPlainText()))
        for fingerprint, line in self._lines.items():
            line.setText(3, shown(say("✓ the same")) if fingerprint in pasted else "")
        strange = pasted - self._lines.keys()
        said = say("No server shows {fingerprint}.", fingerprint=min(strange, default=""))
        self._verdict.setText(shown(said) if strange else "")
        self._trust.setEnabled(not pasted or (not strange and self._lines.keys() <= pasted))


async def add_files(parent: QWidget, explanation: Text, patch: str) -> bool:
    """Show new files as a diff before they are written into the project."""
    dialog = _Question(parent, say("Lose no request when a new release comes"), explanation)
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


async def tell_of_bug(parent: QWidget, report: str) -> None:
    """Show a bug's report, to copy into a message to the makers."""
    dialog = _Question(
        parent,
        say("GoFerry has made a mistake"),
        say(
            "This is a fault in GoFerry, not in your project. Your work is kept. "
            "The report below helps to mend it."
        ),
    )
    text = QPlainTextEdit(report)
    text.setReadOnly(True)
    text.setAccessibleName(shown(say("Report")))
    dialog.form.addRow(text)
    dialog.add_buttons(say("Go on"))
    await answer_of(dialog)
