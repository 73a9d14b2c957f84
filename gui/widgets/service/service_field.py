"""One option of a service in a form: its label and its input follow its entry in the catalogue."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLabel, QLineEdit, QSpinBox

from core.service.catalogue import ENTRIES
from core.service.kinds import LocalPath, Many, Number, OneOf, Seconds, Switch
from core.service.values import value_of, with_values
from gui.look.space import space
from gui.runtime.speech import shown, speech, tell
from gui.widgets.drop_down import DropDown
from gui.widgets.parts import set_untouched

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from core.service.entry import FormPlace, OptionEntry, Section
    from core.service.model import Service
    from core.words import Text

    Input = QCheckBox | QComboBox | QDoubleSpinBox | QLineEdit | QSpinBox


class ServiceField(QObject):
    """A label that is the buddy of its input; `changed` tells of what a person did there."""

    changed = Signal()

    def __init__(self, entry: OptionEntry, form: QWidget) -> None:
        super().__init__(form)
        self.entry = entry
        self.input = _made(entry)
        self._empty = entry.empty
        self._finer: tuple[float, float] = (-1, 0)  # what a box shows, of a value with more digits
        self.label = QLabel()
        self.label.setBuddy(self.input)
        tell(self.label, text=entry.label or entry.title)
        tell(self.input, toolTip=entry.sentence, accessibleDescription=entry.sentence)
        self._connect()
        self._reword()

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - the option's own type
        """Show a value without telling of it; a line in which somebody types stays as it is."""
        with QSignalBlocker(self.input):
            match self.input:
                case QCheckBox() as box:
                    box.setChecked(value)
                case QComboBox() as box:
                    box.setCurrentIndex(box.findData(value))
                case QLineEdit() as line:
                    set_untouched(line, self._line(value))
                case QSpinBox() | QDoubleSpinBox() as box:
                    box.setMaximum(max(box.maximum(), value))
                    box.setValue(value)
                    self._finer = (box.value(), value)

    def say_empty(self, text: Text | None) -> None:
        """Say something else than the entry does for its lowest number or no text."""
        if text != self._empty:
            self._empty = text
            self._reword()

    def value(self) -> Any:  # noqa: ANN401 - the option's own type
        """Return what stands here, odd or not: whether it fits is asked of the whole service."""
        match self.input:
            case QCheckBox() as box:
                return box.isChecked()
            case QComboBox() as box:
                return self.entry.kind.annotation(box.currentData())
            case QLineEdit() as line:
                return self._of_line(line.text().strip())
            case QSpinBox() | QDoubleSpinBox() as box:
                seen, meant = self._finer
                return meant if box.value() == seen else box.value()

    def _line(self, value: Any) -> str:  # noqa: ANN401 - the option's own type
        """Spell a value on one line; several as a shell would, with quotes where they need them."""
        return shlex.join(value) if isinstance(self.entry.kind, Many) else str(value or "")

    def _of_line(self, text: str) -> Any:  # noqa: ANN401 - the option's own type
        match self.entry.kind:
            case LocalPath():
                return Path(text) if text else None
            case Many():
                return _words(text)
            case _:
                return text

    def _connect(self) -> None:
        match self.input:
            case QCheckBox() as box:
                box.toggled.connect(self.changed)
            case QComboBox() as box:
                box.currentIndexChanged.connect(self.changed)
            case QLineEdit() as line:
                line.editingFinished.connect(self.changed)
            case QSpinBox() | QDoubleSpinBox() as box:
                box.valueChanged.connect(self.changed)
        speech().changed.connect(self._reword)

    def _reword(self) -> None:
        empty = "" if self._empty is None else shown(self._empty)
        match self.input, self.entry.kind:
            case QLineEdit() as line, _:
                line.setPlaceholderText(empty)
            case (QSpinBox() | QDoubleSpinBox()) as box, _:
                box.setSpecialValueText(empty)
            case QComboBox() as box, OneOf(choices=choices):
                for place, choice in enumerate(choices):
                    box.setItemText(place, shown(choice.title))


def _words(text: str) -> tuple[str, ...] | str:
    """Take words apart as a shell does; a quote that does not end yet leaves one odd text."""
    try:
        return tuple(shlex.split(text))
    except ValueError:
        return text


def fields_at(
    place: FormPlace, form: QWidget, section: Section | None = None
) -> dict[str, ServiceField]:
    """Make the fields that stand here, of one section or of all, by the keys of their entries."""
    return {
        entry.key: ServiceField(entry, form)
        for entry in ENTRIES
        if entry.place is place and section in {None, entry.section}
    }


def show_in(fields: dict[str, ServiceField], service: Service) -> None:
    """Show what a service has."""
    for key, field in fields.items():
        field.show_value(value_of(service, key))


def taken_from(fields: dict[str, ServiceField], service: Service) -> Service:
    """Return the service with what stands in the fields."""
    return with_values(service, {key: field.value() for key, field in fields.items()})


def _made(entry: OptionEntry) -> Input:
    match entry.kind:
        case Number() as kind:
            whole = QSpinBox()
            whole.setRange(kind.lowest, kind.offered or kind.highest)
            return _with_room(whole, entry)
        case Seconds() as kind:
            decimal = QDoubleSpinBox()
            decimal.setRange(0, kind.longest)
            return _with_room(decimal, entry)
        case Switch():
            return QCheckBox()
        case OneOf() as kind:
            choices = DropDown()
            for choice in kind.choices:
                choices.addItem("", choice.value)
            return choices
        case _:
            return QLineEdit()


def _with_room(box: QSpinBox | QDoubleSpinBox, entry: OptionEntry) -> QSpinBox | QDoubleSpinBox:
    box.setSuffix(entry.suffix)
    box.lineEdit().setTextMargins(space(1), 0, 0, 0)
    return box
