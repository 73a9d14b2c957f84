"""The further processes of a service, to look at: goferry.toml is where they are changed."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.service.model import Kind
from core.words import Text, say, verbatim
from gui.widgets.parts import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.service.model import Process


class ProcessList(QWidget):
    """A line for each process; nothing where the service has none."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[QLabel] = []
        self._shown: tuple[Process, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 0)
        self._column.setSpacing(2)
        caption = sentence(say("Other processes of each release, from goferry.toml:"))
        caption.setObjectName("muted")
        self._column.addWidget(caption)
        self.hide()

    def show_processes(self, processes: Sequence[Process]) -> None:
        """Show these, in their order."""
        if tuple(processes) == self._shown:
            return
        self._shown = tuple(processes)
        for line in self.lines:
            line.deleteLater()
        self.lines = [sentence(_words(one)) for one in processes]
        for line in self.lines:
            self._column.addWidget(line)
        self.setVisible(bool(processes))


def _words(process: Process) -> Text:
    line = say("{name}: {kind}", name=process.name, kind=_kind(process))
    if not process.args:
        return line
    arguments = verbatim(shlex.join(process.args))
    return say("{process} · called with {arguments}", process=line, arguments=arguments)


def _kind(process: Process) -> Text:
    match process.kind:
        case Kind.WEB:
            return say("serves on port {port}", port=process.port)
        case Kind.WORKER:
            return say("works without a port")
        case Kind.TIMER:
            return say("a job on the schedule {schedule}", schedule=process.schedule)
