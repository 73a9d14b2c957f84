"""How a dialog lies that asks for a job with the data: what it means, its fields, what few need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from core.words import say
from gui.runtime.speech import shown, tell
from gui.widgets.fold import unfolder
from gui.widgets.parts import add_field, button, sentence

if TYPE_CHECKING:
    from core.words import Text


class JobDialog(QDialog):
    """Its one deed is named by a verb; `key` is the file that encrypts, where one is wanted."""

    key_wanted = Signal()
    new_key_wanted = Signal()

    def __init__(self, parent: QWidget, title: Text, *, deed: Text) -> None:
        super().__init__(parent)
        self.key = QLineEdit()
        self.fault = sentence()
        self.fault.setObjectName("wrong")
        self.fault.hide()
        self.buttons = QDialogButtonBox()
        self._title = title
        tell(self, windowTitle=title)
        role = QDialogButtonBox.ButtonRole
        act = self.buttons.addButton(shown(deed), role.AcceptRole)
        act.setObjectName("primary2")
        act.setDefault(True)
        self.buttons.addButton(shown(say("Cancel")), role.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def add_key(self, fields: QFormLayout) -> None:
        """Ask for the file of the key, or for a new one."""
        choose, new = button(say("C&hoose a key…")), button(say("&New key…"))
        for one, wanted in ((choose, self.key_wanted), (new, self.new_key_wanted)):
            one.setAutoDefault(False)
            one.clicked.connect(wanted)
        add_field(fields, say("&Key file"), self.key, choose, new)

    def complain(self, text: Text) -> None:
        """Say what cannot be."""
        tell(self.fault, text=text)
        self.fault.show()

    def lay_out(self, explained: Text, fields: QFormLayout, seldom: Text, few: QFormLayout) -> None:
        """Put the fields under what they mean; those that few need unfold."""
        folded = QWidget()
        few.setContentsMargins(0, 0, 0, 0)
        folded.setLayout(few)
        name = QLabel()
        name.setObjectName("dialogTitle")
        tell(name, text=self._title)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(10)
        whole.addWidget(name)
        whole.addWidget(sentence(explained))
        whole.addLayout(fields)
        whole.addWidget(unfolder(seldom, folded))
        whole.addWidget(folded)
        whole.addWidget(self.fault)
        whole.addWidget(self.buttons)
