"""The small parts that all pages are made of, so that they look and speak alike."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from core.ports import HIGHEST_PORT
from core.words import say
from gui.look.space import space
from gui.runtime.speech import shown, tell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent

    from core.words import Text


class Card(QFrame):
    """A framed area, as high as its words need at the width that it has, and no higher."""

    def __init__(self, name: str = "card") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Count the lines that words break into; Qt counts them for the width that it prefers."""
        hint = super().sizeHint()
        if self.isVisible() and self.hasHeightForWidth():
            hint.setHeight(self.heightForWidth(self.width()))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for another height at another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()


def card(*, name: str = "card") -> tuple[QFrame, QVBoxLayout]:
    """Make a framed area that holds what belongs together."""
    frame = Card(name)
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(space(4), space(3), space(4), space(3))
    inside.setSpacing(space(2))
    return frame, inside


def heading(text: Text) -> QLabel:
    """Make the caption of a card."""
    label = QLabel()
    label.setObjectName("cardTitle")
    tell(label, text=text)
    return can_be_copied(label)


def sentence(text: Text | None = None) -> QLabel:
    """Make a line of running text that wraps; what comes from outside is not read as markup."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if text is not None:
        tell(label, text=text)
    return can_be_copied(label)


def can_be_copied(label: QLabel) -> QLabel:
    """Let people select the words of a label: they may need them elsewhere."""
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def button(text: Text, *, name: str = "") -> QPushButton:
    """Make a button that is named after its deed."""
    made = QPushButton()
    made.setObjectName(name)
    tell(made, text=text)
    return made


def teach(deed: QWidget, *command: str) -> None:
    """Name in a button's tooltip the command that does the same: people learn it in passing."""
    typed = shlex.join(("goferry", *command))
    tell(deed, toolTip=say("In a terminal: {command}", command=typed))


def row(*widgets: QWidget) -> QHBoxLayout:
    """Put widgets side by side, to the left."""
    line = QHBoxLayout()
    line.setSpacing(space(2))
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch(1)
    return line


def beside(field: QWidget, *others: QWidget) -> QHBoxLayout:
    """Put a field and its buttons on one line; the field takes the room."""
    line = QHBoxLayout()
    line.setSpacing(space(2))
    line.addWidget(field, 1)
    for other in others:
        line.addWidget(other)
    return line


def fill(box: QComboBox, words: Mapping[str, Text]) -> None:
    """Let a list offer these values in the language of now; what was chosen stays chosen."""
    box.blockSignals(True)  # noqa: FBT003 - Qt's
    chosen = box.currentData()
    box.clear()
    for value, text in words.items():
        box.addItem(shown(text), value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)  # noqa: FBT003 - Qt's


def held(line: QHBoxLayout) -> QWidget:
    """Make one widget of a line, to show and hide it as one."""
    holder = QWidget()
    line.setContentsMargins(0, 0, 0, 0)
    holder.setLayout(line)
    return holder


def port_box(value: int) -> QSpinBox:
    """Make a field for a TCP port."""
    return number_box(1, HIGHEST_PORT, value)


def number_box(least: int, most: int, value: int) -> QSpinBox:
    """Make a field for a number."""
    box = QSpinBox()
    box.setRange(least, most)
    box.setValue(value)
    box.lineEdit().setTextMargins(space(1), 0, 0, 0)
    return box


def set_untouched(field: QLineEdit, text: str) -> None:
    """Show a value unless the person is in the middle of typing another."""
    if not (field.hasFocus() and field.isModified()):
        field.setText(text)


def add_field(form: QFormLayout, words: Text, field: QWidget, *buttons: QWidget) -> None:
    """Add a labelled field; the label is its buddy and thereby its accessible name."""
    label = QLabel()
    tell(label, text=words)
    label.setBuddy(field)
    form.addRow(label, beside(field, *buttons))
