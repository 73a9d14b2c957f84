"""The daily copies of the chosen service's data on other servers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.service.model import Scope
from core.words import Text, joined, say
from gui.runtime.speech import shown, speech, tell
from gui.widgets.parts import button, heading, row, sentence, teach
from gui.widgets.quiet_table import QuietTable
from gui.widgets.upkeep import copy_words as words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.service.seen import Seen
    from core.usecases.copying import Daily

_LINES = 5  # of the table


class CopiesPanel(QWidget):
    """Shows each daily copy of a service, and what lies there; `every` and `end` are its deeds."""

    def __init__(self) -> None:
        super().__init__()
        self.chosen: Seen | None = None
        self.found: tuple[Daily, ...] = ()
        self.said = sentence()
        self.said.setObjectName("muted")
        self.state = sentence()
        self.table = QuietTable(say("Copies on other servers"), columns=len(words.TITLES), wide=2)
        self.table.setMinimumHeight(self.fontMetrics().height() * _LINES)
        self.every = button(say("Copy each day to another server…"))
        self.end = button(say("Stop the daily copy…"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(heading(say("Daily copies")))
        for part in (self.said, self.state, self.table):
            column.addWidget(part)
        column.addLayout(row(self.every, self.end))
        speech().changed.connect(self._show)
        self.clear()

    def controls(self) -> tuple[QWidget, ...]:
        """What must wait while a job runs."""
        return (self.every, self.end)

    @property
    def daily(self) -> Daily | None:
        """The daily copy of the chosen service on its server."""
        server = self.chosen.server if self.chosen else ""
        return next((one for one in self.found if one.server == server), None)

    def show_seen(self, seen: Seen) -> None:
        """Let this be about the chosen service."""
        if self.chosen is None or seen.service != self.chosen.service:
            self.clear()
        self.chosen = seen
        one = ("--service", seen.service, "--to", seen.server)
        teach(self.every, "backup", "every", *one, "--onto", "NAME")
        teach(self.end, "backup", "stop", *one)
        self.every.setVisible(seen.scope is Scope.SYSTEM)
        self.end.setVisible(self.daily is not None)

    def say(self, text: Text) -> None:
        """Say why nothing is here, or not all."""
        tell(self.said, text=text)
        self.said.show()

    def clear(self) -> None:
        """Show no copies."""
        self.show_found(())

    def show_found(self, found: Sequence[Daily]) -> None:
        """Show what the servers told."""
        self.found = tuple(found)
        self.said.hide()
        self._show()

    def _show(self) -> None:
        there = bool(self.found)
        tell(self.state, text=joined(map(words.state, self.found), "\n"))
        rows = [[shown(cell) for cell in line] for line in words.rows(self.found)]
        self.table.show_rows(words.TITLES, rows, numbers=(3,))
        self.state.setVisible(there)
        self.table.setVisible(bool(rows))
        self.end.setVisible(self.daily is not None)
