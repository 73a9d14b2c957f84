"""The options of a service that most people leave as they are, and whose service it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from core.service.choices import WITHOUT_ROOT
from core.service.entry import FormPlace, Section
from core.service.kinds import LocalPath, Many
from core.service.model import Scope
from core.words import say
from gui.runtime.speech import tell
from gui.widgets.parts import heading, sentence
from gui.widgets.service.service_field import ServiceField, fields_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.words import Text

FOLDED: Mapping[Section, Text] = {
    Section.SERVICE: say("More about the service"),
    Section.RIGHTS: say("Rights and limits"),
    Section.CHANGE: say("At a new release"),
    Section.HEALTH: say("When it counts as healthy"),
}
_IN_A_ROW = 2  # three side by side are too wide for a small screen


class SectionFields(QWidget):
    """The folded options of one section under its title; a list of words has its own line."""

    changed = Signal()

    def __init__(self, section: Section, first: QWidget | None = None) -> None:
        super().__init__()
        self.fields = fields_at(FormPlace.FOLDED, self, section)
        self._lay_out(FOLDED[section], first)
        for field in self.fields.values():
            field.changed.connect(self.changed)
        if not self.fields:
            self.hide()  # to show it here, before it has a parent, would open a window of its own

    def _lay_out(self, title: Text, first: QWidget | None) -> None:
        wide = [one for one in self.fields.values() if is_wide(one)]
        narrow = [one for one in self.fields.values() if one not in wide]
        table = QGridLayout()
        table.setHorizontalSpacing(12)
        for number, field in enumerate(narrow):
            line, place = divmod(number, _IN_A_ROW)
            table.addWidget(field.label, line, 2 * place)
            table.addWidget(field.input, line, 2 * place + 1)
            table.setColumnStretch(2 * place + 1, 1)
        for line, field in enumerate(wide, len(narrow)):
            table.addWidget(field.label, line, 0)
            table.addWidget(field.input, line, 1, 1, 2 * _IN_A_ROW - 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(heading(title))
        if first is not None:
            column.addWidget(first)
        column.addLayout(table)


class Rootless(QWidget):
    """The scope as one question, with what it costs."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.box = QCheckBox()
        tell(self.box, text=WITHOUT_ROOT.title)
        warning = sentence(WITHOUT_ROOT.sentence)
        warning.setObjectName("muted")
        warning.setContentsMargins(26, 0, 0, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)
        column.addWidget(warning)
        self.box.toggled.connect(self.changed)

    def show_scope(self, scope: Scope) -> None:
        """Show whose service it is, without telling of a change."""
        with QSignalBlocker(self.box):
            self.box.setChecked(scope is Scope.USER)

    def scope(self) -> Scope:
        """Return what was answered."""
        return Scope.USER if self.box.isChecked() else Scope.SYSTEM


def is_wide(field: ServiceField) -> bool:
    """Whether its values need a line of their own: paths, and lists of words."""
    return isinstance(field.entry.kind, LocalPath | Many)
