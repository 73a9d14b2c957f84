"""What stands before the service on a server: its domains and certificates, or the step to one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.problems import Problem
from core.usecases.fronting import Standing
from core.words import Text, say, verbatim
from gui.runtime.speech import tell
from gui.widgets.parts import button, sentence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel, QPushButton

    from core.service.results import Status
    from core.usecases.fronting import Fronted

_COLOURS = {
    Standing.GOOD: "good",
    Standing.WARNED: "warning",
    Standing.BAD: "wrong",
    Standing.UNKNOWN: "muted",
}


class FrontLines(QWidget):
    """A line for each domain, which opens it; without one, where it runs and what comes next.

    `wanted` asks for a domain, `open_wanted` carries the address of one.
    """

    wanted = Signal()
    open_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: Status | None = None
        self.rows: list[tuple[QPushButton, QLabel]] = []
        self.where = sentence()
        self.where.setWordWrap(False)  # it is short, and its button follows it
        self.unknown = sentence()
        self.unknown.setObjectName("muted")
        self.offer = button(say("Set up a domain with HTTPS…"), name="quiet")
        self.offer.clicked.connect(self.wanted)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.where)
        first.addWidget(self.offer)
        first.addStretch(1)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(first)
        whole.addWidget(self.unknown)
        whole.addLayout(self._grid)
        self.hide()

    def show_status(self, status: Status | None) -> None:
        """Show what a server told; nothing before it was asked, and where nothing was deployed."""
        if status == self._shown:
            return
        self._shown = status
        for old in (part for row in self.rows for part in row):
            self._grid.removeWidget(old)
            old.deleteLater()
        self.rows = [] if status is None else [*map(self._row, _domains(status))]
        top = Qt.AlignmentFlag.AlignTop
        for place, (address, state) in enumerate(self.rows):
            self._grid.addWidget(address, place, 0, top | Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(state, place, 1, top)
        offered = _offered(status) if status else ""
        unknown = _unknown(status) if status else None
        tell(self.where, text=say("Running on {url}.", url=offered))
        tell(self.unknown, text=unknown or verbatim(""))
        for part, there in (
            (self.where, offered),
            (self.offer, offered),
            (self.unknown, unknown),
            (self, offered or unknown or self.rows),
        ):
            part.setVisible(bool(there))

    def _row(self, one: Fronted) -> tuple[QPushButton, QLabel]:
        url = one.site.url
        address = button(verbatim(url), name="quiet")
        address.clicked.connect(partial(self.open_wanted.emit, url))
        state = sentence(say("{sign} {certificate}", sign=one.standing.value, certificate=one.told))
        state.setObjectName(_COLOURS[one.standing])
        above = (address.sizeHint().height() - state.fontMetrics().height()) // 2
        state.setContentsMargins(0, above, 0, 0)  # its first line beside the address
        return address, state


def _domains(status: Status) -> tuple[Fronted, ...]:
    return () if isinstance(status.domains, Problem) else status.domains


def _offered(status: Status) -> str:
    """The address of a service that could have a domain, and has none; empty for any other."""
    runs = status.active == "active" and status.release and status.domains == ()
    address = next(iter(status.addresses), "")
    return address if runs and address.startswith("http://") else ""


def _unknown(status: Status) -> Text | None:
    if not isinstance(status.domains, Problem) or not status.addresses:
        return None
    return say("? {what} {why}", what=status.domains.what, why=status.domains.why)
