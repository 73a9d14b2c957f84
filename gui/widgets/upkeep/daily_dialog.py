"""To which server the data of a service are copied each day: asked before anything is set up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QTimeEdit, QWidget

from core.problems import ProblemError
from core.usecases import copying
from core.usecases.copying import DailyWish
from core.words import say
from gui.look.space import room, space
from gui.runtime.speech import tell
from gui.widgets.parts import add_field, number_box
from gui.widgets.upkeep.asking import JobDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.usecases.copying import Daily

_LETTERS = 40  # of a path
_MOST = 1_000  # copies
_CLOCK = "HH:mm"


class DailyDialog(JobDialog):
    """Asks for a server of the list; `wish()` is what was asked for, `onto` the server's name."""

    def __init__(
        self,
        parent: QWidget,
        *,
        service: str,
        server: str,
        others: Sequence[str],
        known: Daily | None = None,
    ) -> None:
        title = say("Copy the data of {service} from {server} each day", service=service,
                    server=server)  # fmt: skip
        super().__init__(parent, title, deed=say("Set up and copy now"))
        self._service = service
        self.server, self.address = QComboBox(), QLineEdit()
        self.server.addItems(others)
        self.time = QTimeEdit(QTime.fromString(copying.AT, _CLOCK))
        self.time.setDisplayFormat(_CLOCK)
        self.time.lineEdit().setTextMargins(space(1), 0, 0, 0)
        self.keep = number_box(1, _MOST, copying.KEEP)
        self._lay_out()
        if known is not None:
            self.server.setCurrentText(known.onto)
            self.keep.setValue(known.keep)

    @property
    def onto(self) -> str:
        """The server that keeps the copies."""
        return self.server.currentText()

    def wish(self) -> DailyWish:
        """Return what was typed."""
        key = self.key.text().strip()
        host, port = copying.address_in(self.address.text().strip())
        return DailyWish(
            service=self._service,
            at=self.time.time().toString(_CLOCK),
            keep=self.keep.value(),
            host=host,
            port=port,
            key=Path(key) if key else None,
        )

    def accept(self) -> None:
        """Close only with what can be."""
        try:
            copying.must_be_usable(self.wish())
        except ProblemError as odd:
            self.complain(say("{what} {why}", what=odd.problem.what, why=odd.problem.why))
            self.address.setFocus()
        else:
            super().accept()

    def _lay_out(self) -> None:
        self.key.setMinimumWidth(room(self, letters=_LETTERS, share=0.25).width())
        tell(self.key, placeholderText=say("none: the copies are not encrypted"))
        fields, way = QFormLayout(), QFormLayout()
        add_field(fields, say("&Server that keeps the copies"), self.server)
        add_field(fields, say("&Time, by the clock of the service's server"), self.time)
        add_field(fields, say("&Copies to keep"), self.keep)
        self.add_key(fields)
        tell(self.address, placeholderText=say("HOST or HOST:PORT; empty: as in the server list"))
        add_field(way, say("&Address between the two servers"), self.address)
        self.lay_out(_EXPLAINED, fields, say("Another way to that server"), way)


_EXPLAINED = say(
    "The service's server sends the copies itself, also when this computer is off. Its key opens "
    "one folder on the other server and nothing else there. Without a key file, root on the other "
    "server can read the data."
)
