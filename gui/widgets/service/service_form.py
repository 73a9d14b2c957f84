"""The form for a service: its name, port, health, environment, and how a release takes over."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from core.service.entry import FormPlace, Section
from core.service.model import Kind
from core.words import say
from gui.runtime.speech import speech, tell
from gui.widgets.fold import fold
from gui.widgets.parts import beside, button, heading, held, sentence, set_untouched
from gui.widgets.service.field_grid import FieldGrid
from gui.widgets.service.kind_change import KindChange
from gui.widgets.service.process_list import ProcessList
from gui.widgets.service.section_fields import FOLDED, Rootless, SectionFields
from gui.widgets.service.service_doors import ServiceDoors
from gui.widgets.service.service_field import fields_at, show_in, taken_from
from gui.widgets.service.service_files import ServiceFiles
from gui.widgets.service.takeover import Takeover
from gui.wording import service_words

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QSpinBox

    from core.service.model import Service


_NOWHERE = say("none: the process must stay up")


class ServiceForm(QFrame):
    """Shows a service as one line, or as fields, and tells of every change.

    `review_wanted` asks for the plan; `change_wanted` and `again_wanted` come from its buttons.
    """

    changed = Signal(object)  # a Service
    change_wanted = Signal()
    again_wanted = Signal()
    env_file_wanted = Signal()
    settings_wanted = Signal()
    review_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._service: Service | None = None
        self.name = QLineEdit()
        self.fields = fields_at(FormPlace.MAIN, self)
        self.port = cast("QSpinBox", self.fields["port"].input)
        self.health = cast("QLineEdit", self.fields["health_path"].input)
        self.env_file = cast("QLineEdit", self.fields["env_file"].input)
        self.takeover = Takeover()
        self.kind = KindChange(self.fields["kind"], self.fields["schedule"], self.takeover)
        self._grid = FieldGrid()
        self._choose = button(say("C&hoose…"))
        self._edit = button(say("&Edit…"))
        self.processes = ProcessList()
        self.files = ServiceFiles()
        self.rootless = Rootless()
        self.sections = {
            section: SectionFields(section, beside)
            for section, beside in {**dict.fromkeys(FOLDED), Section.RIGHTS: self.rootless}.items()
        }
        self.doors = ServiceDoors()
        self._review = button(say("Show &what will happen"))
        self.change = button(say("Change…"))
        self.fold = button(say("Show the summary"))
        self.again = button(say("Deploy again"))
        self.summary = sentence()
        self._title = heading(say("The service"))
        self._body = QWidget()
        self._lay_out()
        self._connect()
        self._align()
        speech().changed.connect(self._align)
        self._show_folded(folded=True)
        self.again.hide()
        tell(self.summary, text=say("Looking at how the program serves…"))

    def show_service(self, service: Service, folder: Path | None = None) -> None:
        """Show a project's service; a field in which somebody types keeps what was typed."""
        self._service = service
        set_untouched(self.name, service.name)
        show_in(self.fields, service)
        self.takeover.show_mode(service.mode)
        self.processes.show_processes(service.processes)
        self.files.show_service(service, folder)
        self.rootless.show_scope(service.scope)
        for section in self.sections.values():
            show_in(section.fields, service)
        self.doors.show_service(service)
        self._show_what_matters(service)

    def take(self) -> Service | None:
        """Return the service as it stands in the form."""
        if self._service is None:
            return None
        name, mode = self.name.text().strip(), self.takeover.chosen()
        service = replace(self._service, name=name, mode=mode, scope=self.rootless.scope())
        for fields in (self.fields, *(one.fields for one in self.sections.values())):
            service = taken_from(fields, service)
        return self.doors.take(self.files.take(service))

    def _align(self) -> None:
        """Let all folded fields share an edge, in each language."""
        parts: list[ServiceFiles | SectionFields] = [self.files, *self.sections.values()]
        widest = max(one.sizeHint().width() for part in parts for one in part.labels())
        for part in parts:
            part.align(widest)

    def _show_folded(self, *, folded: bool) -> None:
        self._body.setVisible(not folded)
        self.fold.setVisible(not folded)
        self._title.setVisible(not folded)
        self.change.setVisible(folded)
        self.summary.setVisible(folded)

    def _show_what_matters(self, service: Service) -> None:
        self._grid.show_for(service)
        for section in self.sections.values():
            section.show_for(service)
        self.takeover.show_kind(service.kind)
        self.kind.show_service(service)
        port = self.sections[Section.HEALTH].fields["health.port"]
        port.say_empty(port.entry.empty if service.kind is Kind.WEB else _NOWHERE)
        tell(self.summary, text=service_words.summary(service))

    def first_field(self) -> QWidget:
        """The name comes first."""
        return self.name if self.change.isHidden() else self.change

    def fold_up(self) -> None:
        """Show one line; one press brings all of it back."""
        self._show_folded(folded=True)

    def show_job(self, *, shown: bool) -> None:
        """Offer no plan beside a deploy."""
        self._review.setVisible(not shown)

    def point_at(self, key: str) -> None:
        """Put the cursor where an option is typed, also where that is folded away."""
        self._show_folded(folded=False)
        folded = {key: one for part in self.sections.values() for key, one in part.fields.items()}
        if key in folded:
            self.unfold_more.setChecked(True)
        field = folded.get(key) or self.fields.get(key)
        (field.input if field else self.name).setFocus()

    def _lay_out(self) -> None:
        label = QLabel()
        tell(label, text=say("Service &name"))
        label.setBuddy(self.name)
        self._grid.setVerticalSpacing(8)
        self._grid.add(label, self.name)
        self._place_fields(self._grid)
        self._grid.set_note(self.kind.meaning)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 6, 16, 6)
        title = beside(self.summary, self.again, self.change, self.fold, self._review)
        title.insertWidget(0, self._title, 1)
        whole.addLayout(title)
        whole.addWidget(self._body)
        inside = QVBoxLayout(self._body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(self._grid)
        inside.addWidget(self.takeover)
        inside.addWidget(self.processes)
        hidden = say("Files, rights, limits and health checks")
        more, self.unfold_more = fold(
            hidden, self.files, *self.sections.values(), self.doors, framed=False
        )
        inside.addWidget(more)

    def _place_fields(self, form: FieldGrid) -> None:
        """What it is comes first; then what that asks for."""
        others = (one for key, one in self.fields.items() if key != "kind")
        for field in (self.fields["kind"], *others):
            if field.input is self.env_file:
                form.add_field(field, held(beside(field.input, self._edit, self._choose)))
            else:
                form.add_field(field)

    def _connect(self) -> None:
        self.name.editingFinished.connect(self._announce)
        for field in self.fields.values():
            field.changed.connect(self._announce)
        self.files.changed.connect(self._announce)
        self.rootless.changed.connect(self._announce)
        for section in self.sections.values():
            section.changed.connect(self._announce)
        self.doors.changed.connect(self._announce)
        self.takeover.changed.connect(self._announce)
        self.change.clicked.connect(self.change_wanted)
        self.fold.clicked.connect(self.fold_up)
        self.again.clicked.connect(self.again_wanted)
        self._review.clicked.connect(self.review_wanted)
        self._choose.clicked.connect(self.env_file_wanted)
        self._edit.clicked.connect(self.settings_wanted)

    def _announce(self) -> None:
        service = self.take()
        if service is not None:
            self._show_what_matters(service)
            self.changed.emit(service)
