"""Which doors of the sandbox are open: a box for each, with what it is for and what it costs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from core.doors import Door
from core.service.options.sandbox import DOORS, price
from core.words import say
from gui.runtime.speech import tell
from gui.widgets.parts import heading, sentence

if TYPE_CHECKING:
    from core.service.kinds import Choice
    from core.service.model import Service


class ServiceDoors(QWidget):
    """A box for each door; what is not open, is closed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes = {Door(one.value): QCheckBox() for one in DOORS.choices}
        self._lay_out()
        for box in self.boxes.values():
            box.toggled.connect(self.changed)

    def show_service(self, service: Service) -> None:
        """Show which doors are open to a service."""
        for door, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setChecked(door in service.allow)

    def take(self, service: Service) -> Service:
        """Return the service with the doors that are open here."""
        chosen = tuple(door for door, box in self.boxes.items() if box.isChecked())
        kept = tuple(door for door in service.allow if door in chosen)
        return replace(service, allow=tuple(dict.fromkeys((*kept, *chosen))))

    def _lay_out(self) -> None:
        table = QGridLayout(self)
        table.setContentsMargins(0, 0, 0, 0)
        table.setHorizontalSpacing(12)
        table.setColumnStretch(2, 1)
        table.addWidget(heading(say("Additional sandbox permissions")), 0, 0, 1, 3)
        for line, choice in enumerate(DOORS.choices, 1):
            self._place(table, line, choice)

    def _place(self, table: QGridLayout, line: int, choice: Choice) -> None:
        door = Door(choice.value)
        box = self.boxes[door]
        tell(box, text=choice.title, accessibleDescription=choice.sentence)
        for column, words in ((1, price(door)), (2, choice.sentence)):
            label = sentence(words)
            label.setObjectName("muted")
            table.addWidget(label, line, column)
        table.addWidget(box, line, 0, Qt.AlignmentFlag.AlignVCenter)
