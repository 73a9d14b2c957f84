"""What follows from the kind of a service: what it means, and when a timer runs next."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from core.service.choices import KINDS
from core.service.model import Kind, Mode
from core.words import Text, say
from gui.runtime.speech import tell
from gui.widgets.parts import sentence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit

    from core.service.model import Service
    from gui.widgets.service.service_field import ServiceField
    from gui.widgets.service.takeover import Takeover


class KindChange(QObject):
    """Keeps schedule and mode for when their kind is chosen again: another one cannot have them.

    `meaning` is the sentence below; `schedule_shown` tells of another schedule, whose next runs are
    then said there.
    """

    schedule_shown = Signal(str)

    def __init__(self, kind: ServiceField, schedule: ServiceField, takeover: Takeover) -> None:
        super().__init__(takeover)
        self.meaning = sentence()
        self.meaning.setObjectName("muted")
        self._kind = kind
        self._line = cast("QLineEdit", schedule.input)
        self._takeover = takeover
        self._schedule = ""
        self._mode: Mode | None = None
        self._shown: tuple[Kind, str] | None = None
        kind.changed.connect(self._take_over)  # before anybody is told of the service

    def show_service(self, service: Service) -> None:
        """Say what its kind means; of a timer, that it needs a schedule, or when it runs."""
        shown, self._shown = self._shown, (service.kind, service.schedule)
        if shown == self._shown:
            return
        meaning = next(one.sentence for one in KINDS.choices if one.value is service.kind)
        if service.kind is Kind.TIMER and not service.schedule:
            meaning = say("A timer needs a schedule. systemd starts the job by it.")
        tell(self.meaning, text=meaning)
        self.meaning.setVisible(service.kind is not Kind.WEB)  # its health check says it there
        if service.kind is Kind.TIMER and service.schedule:
            self.schedule_shown.emit(service.schedule)

    def show_runs(self, schedule: str, told: Text) -> None:
        """Say when a timer runs; not of a schedule that has been changed meanwhile."""
        if self._shown == (Kind.TIMER, schedule):
            tell(self.meaning, text=told)

    def _take_over(self) -> None:
        kind = Kind(self._kind.value())
        if kind is Kind.TIMER:
            self._line.setText(self._line.text() or self._schedule)
            self._schedule = ""
        else:
            self._schedule = self._line.text() or self._schedule
            self._line.clear()
        if kind is Kind.WEB:
            self._takeover.show_mode(self._mode or self._takeover.chosen())
            self._mode = None
        else:
            self._mode = self._mode or self._takeover.chosen()
            self._takeover.show_mode(Mode.RESTART)
