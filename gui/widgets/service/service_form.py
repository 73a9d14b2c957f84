"""The form for a service: its name, port, health, environment, and how a release takes over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QVBoxLayout

from core.words import say
from gui.runtime.speech import tell
from gui.widgets.fold import fold
from gui.widgets.parts import beside, button, heading, port_box, set_untouched
from gui.widgets.service.service_files import ServiceFiles
from gui.widgets.service.service_limits import ServiceLimits
from gui.widgets.service.takeover import Takeover

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout, QWidget

    from core.service.model import Service

_USUAL_PORT = 8080


class ServiceForm(QFrame):
    """Shows a service and tells of every change; `review_wanted` asks for the plan."""

    changed = Signal(object)  # a Service
    env_file_wanted = Signal()
    settings_wanted = Signal()
    review_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._service: Service | None = None
        self.name = QLineEdit()
        self.port = port_box(_USUAL_PORT)
        self.health = QLineEdit()
        self.takeover = Takeover()
        self.env_file = QLineEdit()
        self._choose = button(say("C&hoose…"))
        self._edit = button(say("&Edit…"))
        self.files = ServiceFiles()
        self.limits = ServiceLimits()
        self._review = button(say("Show &what will happen"))
        self._lay_out()
        self._connect()

    def show_service(self, service: Service, folder: Path | None = None) -> None:
        """Show a project's service; a field in which somebody types keeps what was typed."""
        self._service = service
        set_untouched(self.name, service.name)
        set_untouched(self.health, service.health_path)
        set_untouched(self.env_file, str(service.env_file or ""))
        with QSignalBlocker(self.port):
            self.port.setValue(service.port)
        self.takeover.show_mode(service.mode)
        self.files.show_service(service, folder)
        self.limits.show_service(service)

    def take(self) -> Service | None:
        """Return the service as it stands in the form."""
        if self._service is None:
            return None
        env_file = self.env_file.text().strip()
        service = replace(
            self._service,
            name=self.name.text().strip(),
            port=self.port.value(),
            health_path=self.health.text().strip(),
            mode=self.takeover.chosen(),
            env_file=Path(env_file) if env_file else None,
        )
        return self.limits.take(self.files.take(service))

    def first_field(self) -> QWidget:
        """The name comes first."""
        return self.name

    def _lay_out(self) -> None:
        tell(self.env_file, placeholderText=say("none"))
        tell(self.health, placeholderText=say("whether the port opens"))
        form = QGridLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        fields = (
            (say("Service &name"), self.name, (0, 0, 1)),
            (say("P&ort"), self.port, (0, 2, 1)),
            (say("Hea&lth check"), self.health, (0, 4, 1)),
            (say("&Settings and secrets"), self.env_file, (1, 0, 5)),
        )
        for words, field, (line, column, width) in fields:
            label = QLabel()
            tell(label, text=words)
            label.setBuddy(field)
            form.addWidget(label, line, column)
            form.addLayout(self._with_buttons(field), line, column + 1, 1, width)
        for column, stretch in ((1, 3), (3, 1), (5, 3)):
            form.setColumnStretch(column, stretch)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.addLayout(beside(heading(say("The service")), self._review))
        inside.addLayout(form)
        inside.addWidget(self.takeover)
        title = say("Files, rights and limits")
        more, self.unfold_limits = fold(title, self.files, self.limits, framed=False)
        inside.addWidget(more)

    def _with_buttons(self, field: QWidget) -> QHBoxLayout:
        return beside(field, *((self._edit, self._choose) if field is self.env_file else ()))

    def _connect(self) -> None:
        for field in (self.name, self.health, self.env_file):
            field.editingFinished.connect(self._announce)
        self.port.valueChanged.connect(self._announce)
        self.files.changed.connect(self._announce)
        self.limits.changed.connect(self._announce)
        self.takeover.changed.connect(self._announce)
        self._review.clicked.connect(self.review_wanted)
        self._choose.clicked.connect(self.env_file_wanted)
        self._edit.clicked.connect(self.settings_wanted)

    def _announce(self) -> None:
        service = self.take()
        if service is not None:
            self.changed.emit(service)
