"""What an administrator permits once, so that daily deploys need no root: read it, then run it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
)

from core.problems import ProblemError
from core.words import say
from gui.look import theme
from gui.look.space import room
from gui.runtime.speech import shown, tell
from gui.widgets.parts import add_field, button, row, sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from core.words import Text


class Preparation(QDialog):
    """Shows the script for a group of operators that may be named; `group()` is what was chosen."""

    def __init__(self, parent: QWidget, title: Text, script_for: Callable[[str], str]) -> None:
        super().__init__(parent)
        self._script_for = script_for
        self.operators = QLineEdit()
        self.script = QPlainTextEdit()
        self.copy = button(say("Copy the &script"))
        self.buttons = QDialogButtonBox()
        tell(self, windowTitle=title)
        self._lay_out(title)
        self.operators.textChanged.connect(self._show_script)
        self.copy.clicked.connect(
            lambda: QGuiApplication.clipboard().setText(self.script.toPlainText())
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._show_script()

    def group(self) -> str:
        """Return the group of operators, empty for none."""
        return self.operators.text().strip()

    def _show_script(self) -> None:
        """Show the script, or why there is none; only a script can be run and copied."""
        fits = True
        try:
            said = self._script_for(self.group())
        except ProblemError as error:
            fits, said = False, shown(error.problem.what)
        self.script.setPlainText(said)
        for primary_action in (self.copy, self.prepare):
            primary_action.setEnabled(fits)

    def _lay_out(self, title: Text) -> None:
        tell(self.operators, placeholderText=say("none"))
        tell(self.script, accessibleName=say("The script"))
        self.script.setReadOnly(True)
        self.script.setTabChangesFocus(True)
        self.script.setFont(theme.mono_font())
        self.script.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.script.setMinimumSize(room(self, letters=96, lines=18))
        form = QFormLayout()
        add_field(form, say("Operators &group"), self.operators)
        accept, reject = (
            QDialogButtonBox.ButtonRole.AcceptRole,
            QDialogButtonBox.ButtonRole.RejectRole,
        )
        self.prepare = self.buttons.addButton(shown(title), accept)
        for primary_action in (self.copy, self.prepare):  # Enter must not press them from the field
            primary_action.setAutoDefault(False)
        cancel = self.buttons.addButton(shown(say("Cancel")), reject)
        cancel.setDefault(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(10)
        name = QLabel()
        name.setObjectName("dialogTitle")
        tell(name, text=title)
        whole.addWidget(name)
        whole.addWidget(
            sentence(
                say(
                    "After this, your login can deploy without root. It can run only "
                    "one thing as root: the helper that switches releases. Run the "
                    "script now if you are an administrator of the server, or copy it "
                    "for one. Members of the operators group can restart the service "
                    "and read its log."
                )
            )
        )
        whole.addLayout(form)
        whole.addWidget(self.script, 1)
        whole.addLayout(row(self.copy))
        whole.addWidget(self.buttons)
