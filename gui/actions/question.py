"""The dialog that asks: a title, an explanation, rows; Cancel is the default of its buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.words import Text, say
from gui.look import theme
from gui.runtime.speech import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

_CANCEL = say("Cancel")
_LEAST_LINES, _MOST_LINES = 4, 14


class Question(QDialog):
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
        self.affected: list[str] = []
        self.form = QFormLayout()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(20, 16, 20, 16)
        self._layout.setSpacing(10)
        for part in (heading, words):
            self._layout.addWidget(part)
        self._layout.addLayout(self.form)

    def add_text(self, label: Text, content: str) -> QLabel:
        """Add a line that can be selected and copied."""
        shown_text = QLabel(content)
        shown_text.setFont(theme.mono_font())
        shown_text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        shown_text.setAccessibleName(f"{shown(label)} {content}")
        self.form.addRow(shown(label), shown_text)
        return shown_text

    def add_list(self, lines: Sequence[Text]) -> None:
        """Add lines to read, if there are any; many of them scroll."""
        self.affected = [*map(shown, lines)]
        if not lines:
            return
        text = QPlainTextEdit("\n".join(self.affected))
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName(shown(say("What is affected")))
        line = text.fontMetrics().lineSpacing()
        text.setMinimumHeight(line * min(len(lines) + 1, _LEAST_LINES))
        text.setMaximumHeight(line * min(len(lines) + 2, _MOST_LINES))
        self.form.addRow(text)

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

    def add_usual_deed(self, primary_action: Text) -> None:
        """Add Cancel, and the button of a deed that Enter may do: it stands out."""
        accept = self.add_buttons(primary_action)
        accept.setObjectName("primary2")
        accept.setDefault(True)
        accept.setFocus()  # Enter presses the button that has it

    def add_typed_deed(self, name: str, primary_action: Text) -> tuple[QLineEdit, QPushButton]:
        """Add a line for a name and the buttons; that of the deed is off until it is typed."""
        line = QLineEdit()
        label = shown(say("Type {name} to confirm", name=name))
        line.setAccessibleName(label)
        self.form.addRow(label, line)
        agreed = self.add_buttons(primary_action)
        agreed.setEnabled(False)
        line.textChanged.connect(lambda text: agreed.setEnabled(text.strip() == name))
        line.setFocus()
        return line, agreed
