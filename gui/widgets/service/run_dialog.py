"""A command of the live release: its arguments, each as it will arrive, and what to type for it."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QVBoxLayout,
)

from core.usecases import running
from core.words import Text, say, verbatim
from gui.look import theme
from gui.runtime.speech import shown, tell
from gui.widgets.parts import add_field, button, sentence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_LINES = 4


class RunDialog(QDialog):
    """Asks with which arguments; `arguments()` are those, one by one."""

    def __init__(self, parent: QWidget, *, service: str, server: str, typed: str = "") -> None:
        super().__init__(parent)
        self._service, self._server = service, server
        self.line = QLineEdit(typed)
        self.each = QListWidget()
        self.command = QLineEdit()
        self.copy = button(say("&Copy"))
        self.fault = sentence()
        self.buttons = QDialogButtonBox()
        self._lay_out(say("Run a command of {service} on {server}", service=service, server=server))
        self.line.textChanged.connect(self._show)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.command.text()))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._show()

    def arguments(self) -> tuple[str, ...]:
        """Return the arguments; raises `ValueError` while a quote is open."""
        return tuple(shlex.split(self.line.text()))

    def accept(self) -> None:
        """Close only with arguments: without any, it would be a second copy of the service."""
        try:
            some = self.arguments()
        except ValueError:
            self._complain(say("A quote is not closed."))
        else:
            if some:
                super().accept()
            else:
                self._complain(say("Type what the program should do, for example migrate up."))

    def _complain(self, text: Text) -> None:
        tell(self.fault, text=text)
        self.fault.show()
        self.line.setFocus()

    def _show(self) -> None:
        """Show each argument as it will arrive; while a quote is open, those of before stay."""
        self.fault.hide()
        try:
            some = self.arguments()
        except ValueError:
            return
        self.each.clear()
        for number, one in enumerate(some, 1):
            self.each.addItem(f"{number}   {one}")
        self.command.setText(running.typed(self._service, self._server, some))
        self.command.setCursorPosition(0)

    def _lay_out(self, title: Text) -> None:
        tell(self, windowTitle=title)
        tell(self.line, placeholderText=verbatim("migrate up"))
        tell(self.each, accessibleName=say("The arguments, one by one"))
        letter, line = self.fontMetrics().averageCharWidth(), self.fontMetrics().height()
        for part in (self.each, self.command):
            part.setFont(theme.mono_font())
        self.each.setFixedHeight(line * (_LINES + 1))
        self.command.setReadOnly(True)
        self.command.setMinimumWidth(letter * 72)
        self.fault.setObjectName("bad")
        name = QLabel()
        name.setObjectName("dialogTitle")
        tell(name, text=title)
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        add_field(form, say("&Arguments"), self.line)
        add_field(form, say("As &they arrive"), self.each)
        add_field(form, say("The same in a ter&minal"), self.command, self.copy)
        self._add_buttons()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(10)
        whole.addWidget(name)
        whole.addWidget(sentence(_EXPLAINED))
        whole.addLayout(form)
        whole.addWidget(_muted(_NO_SHELL))
        whole.addWidget(self.fault)
        whole.addWidget(self.buttons)

    def _add_buttons(self) -> None:
        self.copy.setAutoDefault(False)
        deed = shown(say("Run it on {server}", server=self._server))
        run = self.buttons.addButton(deed, QDialogButtonBox.ButtonRole.AcceptRole)
        run.setObjectName("primary2")
        run.setDefault(True)
        self.buttons.addButton(shown(say("Cancel")), QDialogButtonBox.ButtonRole.RejectRole)


def _muted(text: Text) -> QLabel:
    label = sentence(text)
    label.setObjectName("muted")
    return label


_EXPLAINED = say(
    "The live release runs once more next to the service, with the same"
    " settings, user and sandbox. This page shows the output."
)
_NO_SHELL = say(
    "No shell reads the arguments. Quotes hold one argument together, and {variable} becomes the "
    "value of that variable on the server.",
    variable="${NAME}",
)
