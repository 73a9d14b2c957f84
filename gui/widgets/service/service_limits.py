"""Whose service it is, and what most people leave as it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from core.service.choices import WITHOUT_ROOT
from core.service.entry import FormPlace
from core.service.model import Scope
from gui.runtime.speech import tell
from gui.widgets.parts import sentence
from gui.widgets.service.service_field import fields_at, show_in, taken_from

if TYPE_CHECKING:
    from core.service.model import Service


class ServiceLimits(QWidget):
    """The scope as one question, and the options that the catalogue folds away."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rootless = QCheckBox()
        self.fields = fields_at(FormPlace.FOLDED, self)
        self._lay_out()
        self.rootless.toggled.connect(self.changed)
        for field in self.fields.values():
            field.changed.connect(self.changed)

    def show_service(self, service: Service) -> None:
        """Show what a service has."""
        show_in(self.fields, service)
        with QSignalBlocker(self.rootless):
            self.rootless.setChecked(service.scope is Scope.USER)

    def take(self, service: Service) -> Service:
        """Return the service with what stands here."""
        scope = Scope.USER if self.rootless.isChecked() else Scope.SYSTEM
        return taken_from(self.fields, replace(service, scope=scope))

    def _lay_out(self) -> None:
        tell(self.rootless, text=WITHOUT_ROOT.title)
        warning = sentence(WITHOUT_ROOT.sentence)
        warning.setObjectName("muted")
        warning.setContentsMargins(26, 0, 0, 4)
        table = QGridLayout(self)
        table.setContentsMargins(0, 0, 0, 0)
        table.setHorizontalSpacing(12)
        table.addWidget(self.rootless, 0, 0, 1, 4)
        table.addWidget(warning, 1, 0, 1, 4)
        for number, field in enumerate(self.fields.values()):
            line, place = divmod(number, 2)  # three side by side are too wide for a small screen
            table.addWidget(field.label, 2 + line, 2 * place)
            table.addWidget(field.input, 2 + line, 2 * place + 1)
            table.setColumnStretch(2 * place + 1, 1)
