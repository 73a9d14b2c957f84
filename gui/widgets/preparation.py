"""What an administrator permits once, so that daily deploys need no root: read it, then run it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
)

from core.problems import ProblemError
from core.words import say
from gui import theme
from gui.speech import shown, tell
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
        try:
            said = self._script_for(self.group())
        except ProblemError as error:
            said = shown(error.problem.what)
        self.script.setPlainText(said)

    def _lay_out(self, title: Text) -> None:
        tell(self.operators, placeholderText=say("none"))
        tell(self.script, accessibleName=say("The script"))
        self.script.setReadOnly(True)
        self.script.setTabChangesFocus(True)
        self.script.setFont(theme.mono_font())
        self.script.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        letter, line = self.fontMetrics().averageCharWidth(), self.fontMetrics().height()
        self.script.setMinimumSize(letter * 96, line * 18)
        form = QFormLayout()
        add_field(form, say("&Group that may restart it and read its log"), self.operators)
        accept, reject = (
            QDialogButtonBox.ButtonRole.AcceptRole,
            QDialogButtonBox.ButtonRole.RejectRole,
        )
        self.buttons.addButton(shown(title), accept).setAutoDefault(False)
        cancel = self.buttons.addButton(shown(say("Cancel")), reject)
        cancel.setDefault(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(10)
        whole.addWidget(
            sentence(
                say(
                    "Afterwards this login may do one thing as root: run the helper that switches "
                    "releases. Run it here when you are an administrator, or copy it for one."
                )
            )
        )
        whole.addLayout(form)
        whole.addWidget(self.script, 1)
        whole.addLayout(row(self.copy))
        whole.addWidget(self.buttons)
