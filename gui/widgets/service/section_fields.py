"""The options of a service that most people leave as they are, and whose service it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from core.service.choices import WITHOUT_ROOT
from core.service.entry import FormPlace, Section
from core.service.model import Scope
from core.words import say
from gui.runtime.speech import tell
from gui.widgets.parts import heading, sentence
from gui.widgets.service.field_grid import FieldGrid
from gui.widgets.service.service_field import fields_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.service.model import Service
    from core.words import Text

FOLDED: Mapping[Section, Text] = {
    Section.SERVICE: say("More about the service"),
    Section.RIGHTS: say("Rights and limits"),
    Section.CHANGE: say("At a new release"),
    Section.HEALTH: say("When it counts as healthy"),
}


class SectionFields(QWidget):
    """The folded options of one section under its title; a list of words has its own line."""

    changed = Signal()

    def __init__(self, section: Section, first: QWidget | None = None) -> None:
        super().__init__()
        self.fields = fields_at(FormPlace.FOLDED, self, section)
        self._first = first
        self._grid = FieldGrid()
        self._lay_out(FOLDED[section])
        for field in self.fields.values():
            field.changed.connect(self.changed)

    def show_for(self, service: Service) -> None:
        """Show those that mean something to this service; without any, not the title either."""
        some = self._grid.show_for(service)
        self.setVisible(some or self._first is not None)

    def labels(self) -> list[QWidget]:
        """Return the labels of its fields."""
        return self._grid.labels()

    def align(self, width: int) -> None:
        """Let the first fields begin where those of other sections do."""
        self._grid.setColumnMinimumWidth(0, width)

    def _lay_out(self, title: Text) -> None:
        for field in self.fields.values():
            self._grid.add_field(field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(heading(title))
        if self._first is not None:
            column.addWidget(self._first)
        column.addLayout(self._grid)


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
