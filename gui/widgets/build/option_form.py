"""A form made from the catalogue: each entry becomes the field that fits its kind."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from core.build.catalogue import BY_FIELD
from core.build.option_entry import BuildEntry, FieldKind
from core.problems import Problem, ProblemError
from core.words import Text, verbatim
from gui.runtime.speech import shown, speech, tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.build.options import BuildOptions

_INDENT = 26  # pixels: under the words of a check box


class OptionForm(QWidget):
    """Shows options and tells of each change; `changed` carries the field's name and its value."""

    changed = Signal(str, object)

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__()
        self.fields = {name: OptionField(BY_FIELD[name], self) for name in names}
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        for field in self.fields.values():
            whole.addLayout(field.layout)
            field.changed.connect(self.changed)

    def show_options(self, options: BuildOptions) -> None:
        """Show these values, except where somebody is typing."""
        for name, field in self.fields.items():
            field.show_value(getattr(options, name))


class OptionField(QObject):
    """One option: its label, its input, the sentence for it, and room for what is wrong."""

    changed = Signal(str, object)

    def __init__(self, entry: BuildEntry, form: QWidget) -> None:
        super().__init__(form)
        self.entry = entry
        self.input = _make_input(entry)
        self.note = QLabel()
        self.layout = QVBoxLayout()
        self._sentence = entry.sentence
        self._reason: Text | None = None
        self._problem: Problem | None = None
        tell(self.input, toolTip=entry.sentence, accessibleDescription=entry.sentence)
        self._lay_out()
        self._connect()
        self._reword()

    def show_value(self, value: object) -> None:
        """Show a value of the options without telling of it as a change."""
        self.input.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        match self.input:
            case QCheckBox() as box:
                box.setChecked(bool(value))
            case QComboBox() as box:
                box.setCurrentIndex(max(box.findData(str(value)), 0))
            case QLineEdit() as line if not (line.hasFocus() and line.isModified()):
                line.setText(self._written(value))
        self.input.blockSignals(False)  # noqa: FBT003 - Qt's own signature

    def forbid(self, reason: Text | None) -> None:
        """Grey the option out and say why, or offer it again."""
        self._reason = reason
        self.input.setEnabled(reason is None)
        tell(self.input, toolTip=reason or self._sentence)
        self._reword()

    def suggest(self, sentence: Text, *, example: str) -> None:
        """Say what fits this project, with an example in the empty field."""
        self._sentence = sentence
        tell(self.input, placeholderText=verbatim(example), accessibleDescription=sentence)
        self._reword()

    def forbid_choice(self, value: str, reason: Text | None) -> None:
        """Grey one of the choices out, with the reason as its tooltip."""
        if isinstance(self.input, QComboBox):
            _forbid_item(self.input, self.input.findData(value), reason)

    def _lay_out(self) -> None:
        self.layout.setSpacing(3)
        if not isinstance(self.input, QCheckBox):
            label = QLabel()
            tell(label, text=self.entry.title)
            label.setBuddy(self.input)
            self.layout.addWidget(label)
        self.layout.addWidget(self.input)
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        if isinstance(self.input, QCheckBox):
            self.note.setIndent(_INDENT)
        self.layout.addWidget(self.note)

    def _connect(self) -> None:
        match self.input:
            case QCheckBox() as box:
                box.toggled.connect(self._take)
            case QComboBox() as combo:
                combo.activated.connect(lambda place: self._take(combo.itemData(place)))
            case QLineEdit() as line:
                line.editingFinished.connect(lambda: self._take_words(line.text()))
                line.textEdited.connect(self._correct)
        speech().changed.connect(self._reword)

    def _take(self, value: object) -> None:
        """Read what was entered; what cannot be read is said right below."""
        try:
            read = self.entry.read(value)
        except ProblemError as error:
            self._problem = error.problem
        else:
            self._problem = None
            if isinstance(self.input, QLineEdit):
                self.input.setModified(False)
            self.changed.emit(self.entry.field, read)
        self._reword()

    def _take_words(self, text: str) -> None:
        self._take(self._split(text))

    def _correct(self, text: str) -> None:
        """Take the mark of a fault away as soon as the words are right."""
        if self._problem is not None:
            self._take_words(text)

    def _split(self, text: str) -> str | list[str]:
        """Words and pairs are separated as in a shell, so that a value may hold spaces."""
        if self.entry.kind not in {FieldKind.WORDS, FieldKind.PAIRS} or self.entry.field == "tags":
            return text
        try:
            return shlex.split(text)
        except ValueError:  # a quote that is still open
            return text

    def _written(self, value: object) -> str:
        written = self.entry.write(value)
        if self.entry.field == "tags" and isinstance(written, list):
            return ",".join(written)
        return shlex.join(written) if isinstance(written, list) else str(written)

    def _reword(self) -> None:
        if isinstance(self.input, QComboBox):
            for place, choice in enumerate(self.entry.choices):
                self.input.setItemText(place, shown(choice.title))
        problem = self._problem
        said = shown(self._reason or self._sentence)
        if problem is not None:
            said = f"{shown(problem.what)} {shown(problem.why)}"
        self.note.setText(said)
        self.note.setObjectName("muted" if problem is None else "problemTitle")
        self.note.style().polish(self.note)


def _make_input(entry: BuildEntry) -> QCheckBox | QComboBox | QLineEdit:
    match entry.kind:
        case FieldKind.SWITCH:
            box = QCheckBox()
            tell(box, text=entry.title)
            return box
        case FieldKind.CHOICE:
            return _make_choice(entry)
        case _:
            line = QLineEdit()
            tell(line, accessibleName=entry.title)
            if entry.placeholder:
                tell(line, placeholderText=verbatim(entry.placeholder))
            return line


def _make_choice(entry: BuildEntry) -> QComboBox:
    box = QComboBox()
    tell(box, accessibleName=entry.title)
    for choice in entry.choices:
        box.addItem("", choice.value)
    return box


def _forbid_item(box: QComboBox, place: int, reason: Text | None) -> None:
    model = box.model()
    if place < 0 or not isinstance(model, QStandardItemModel):
        return
    model.item(place).setEnabled(reason is None)
    box.setItemData(place, shown(reason) if reason else "", Qt.ItemDataRole.ToolTipRole)
