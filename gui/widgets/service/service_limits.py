"""Whose service it is, and what it may use up at most."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QSpinBox, QWidget

from core.service.model import Limits, Scope
from core.words import say
from gui.runtime.speech import shown, speech, tell
from gui.widgets.parts import sentence, set_untouched

if TYPE_CHECKING:
    from core.service.model import Service

_MOST_CPU = 10_000  # percent
_MOST_TASKS = 100_000


class ServiceLimits(QWidget):
    """Fields that most people leave as they are."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rootless = QCheckBox()
        self.memory = QLineEdit()
        self.cpu = QSpinBox()
        self.cpu.setRange(0, _MOST_CPU)
        self.cpu.setSuffix(" %")
        self.tasks = QSpinBox()
        self.tasks.setRange(1, _MOST_TASKS)
        for box in (self.cpu, self.tasks):
            box.lineEdit().setTextMargins(6, 0, 0, 0)
        self._lay_out()
        self._connect()

    def show_service(self, service: Service) -> None:
        """Show what a service has."""
        set_untouched(self.memory, service.limits.memory)
        with (
            QSignalBlocker(self.rootless),
            QSignalBlocker(self.cpu),
            QSignalBlocker(self.tasks),
        ):
            self.rootless.setChecked(service.scope is Scope.USER)
            self.cpu.setValue(service.limits.cpu)
            self.tasks.setValue(service.limits.tasks)

    def take(self, service: Service) -> Service:
        """Return the service with what stands here."""
        limits = Limits(
            memory=self.memory.text().strip(), cpu=self.cpu.value(), tasks=self.tasks.value()
        )
        scope = Scope.USER if self.rootless.isChecked() else Scope.SYSTEM
        return replace(service, scope=scope, limits=limits)

    def _lay_out(self) -> None:
        tell(self.rootless, text=say("&Run it without root, as a service of the login user"))
        tell(self.memory, placeholderText=say("no limit; 512M or 2G"))
        warning = sentence(
            say(
                "Not sandboxed: it can read and write all that this user can. For servers where "
                "you have no root."
            )
        )
        warning.setObjectName("muted")
        warning.setContentsMargins(26, 0, 0, 4)
        table = QGridLayout(self)
        table.setContentsMargins(0, 0, 0, 0)
        table.setHorizontalSpacing(12)
        table.addWidget(self.rootless, 0, 0, 1, 4)
        table.addWidget(warning, 1, 0, 1, 4)
        fields = (
            (say("Memor&y at most"), self.memory),
            (say("Processor at mos&t"), self.cpu),
            (say("Processes and thre&ads"), self.tasks),
        )
        for number, (words, field) in enumerate(fields):
            line, place = divmod(number, 2)  # three side by side are too wide for a small screen
            label = QLabel()
            tell(label, text=words)
            label.setBuddy(field)
            table.addWidget(label, 2 + line, 2 * place)
            table.addWidget(field, 2 + line, 2 * place + 1)
            table.setColumnStretch(2 * place + 1, 1)
        self._reword()

    def _connect(self) -> None:
        self.rootless.toggled.connect(self.changed)
        self.memory.editingFinished.connect(self.changed)
        self.cpu.valueChanged.connect(self.changed)
        self.tasks.valueChanged.connect(self.changed)
        speech().changed.connect(self._reword)

    def _reword(self) -> None:
        self.cpu.setSpecialValueText(shown(say("no limit")))
