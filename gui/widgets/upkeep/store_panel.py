"""What the chosen service takes on the disk of each server, and the backup of its data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from core.words import Size, Text, say, verbatim
from gui.runtime.speech import shown, speech, tell
from gui.widgets.parts import add_field, button, heading, number_box, row, sentence, teach
from gui.widgets.quiet_table import QuietTable
from gui.widgets.upkeep.copies_panel import CopiesPanel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.service.seen import Seen
    from core.usecases.space import Cleaning

_KEPT, _MOST = 2, 99  # releases
_LINES = 5  # of the table
_TITLES = (
    say("Server"),
    say("Releases"),
    say("Copies"),
    say("Uploads"),
    say("Other", context="what a service takes"),
    say("Data", context="of a service"),
    say("Journal"),
    say("Free"),
)


class StorePanel(QWidget):
    """Shows sizes; `clean`, `back_up` and `restore` are for the chosen service."""

    def __init__(self) -> None:
        super().__init__()
        self.chosen: Seen | None = None
        self.servers: tuple[str, ...] = ()
        self._found: Sequence[Cleaning] = ()
        self.table = QuietTable(
            say("Disk space by server"), columns=len(_TITLES), wide=len(_TITLES) - 1
        )
        self.said = sentence()
        self.said.setObjectName("muted")
        self.keep = number_box(_KEPT, _MOST, _KEPT)
        self.clean = button(say("Clean up…"))
        self.about = sentence()
        self.back_up = button(say("Back up…"))
        self.restore = button(say("Restore…"))
        self.saved = sentence()
        self.copies = CopiesPanel()
        self._lay_out()
        self.keep.valueChanged.connect(self._teach)
        speech().changed.connect(self._show)

    def controls(self) -> tuple[QWidget, ...]:
        """What must wait while a job runs."""
        return (self.keep, self.clean, self.back_up, self.restore, *self.copies.controls())

    def show_seen(self, seen: Seen, servers: Sequence[str]) -> None:
        """Let this be about the chosen service, which is on these servers."""
        if self.chosen is None or seen.service != self.chosen.service:
            self.clear()
            self.tell_backup(None)
        self.chosen, self.servers = seen, tuple(servers)
        self.copies.show_seen(seen)
        tell(
            self.about,
            text=say(
                "A backup copies the data of {service} from {server} to this computer. The service "
                "continues to run, and each SQLite database is copied as it is at one moment.",
                service=seen.service,
                server=seen.server,
            ),
        )
        self._teach()

    def say(self, text: Text) -> None:
        """Say why nothing is here yet."""
        tell(self.said, text=text)
        self.said.show()

    def clear(self) -> None:
        """Show no sizes."""
        self.show_found(())

    def show_found(self, found: Sequence[Cleaning]) -> None:
        """Show what was measured."""
        self._found = found
        self.said.setVisible(not found)
        self._show()

    def tell_backup(self, text: Text | None) -> None:
        """Say what came of the last backup or restore."""
        self.saved.setVisible(text is not None)
        if text is not None:
            tell(self.saved, text=text)

    def _show(self) -> None:
        rows = [[shown(one) for one in _row(each)] for each in self._found]
        self.table.show_rows(_TITLES, rows, numbers=range(1, len(_TITLES)))

    def _teach(self) -> None:
        if (seen := self.chosen) is None:
            return
        one = ("--service", seen.service, "--to", seen.server)
        every = ("--service", seen.service, "--to", ",".join(self.servers))
        teach(self.clean, "space", *every, "--clean", "--keep", str(self.keep.value()))
        teach(self.back_up, "backup", *one, "--output", "DIR")
        teach(self.restore, "restore", *one, "FILE")

    def _lay_out(self) -> None:
        self.table.setMinimumHeight(self.fontMetrics().height() * _LINES)
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        add_field(form, say("Releases to &keep"), self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.said)
        column.addWidget(self.table)
        column.addWidget(_muted(_MEANING))
        column.addLayout(form)
        column.addLayout(row(self.clean))
        column.addWidget(heading(say("Backup")))
        column.addWidget(self.about)
        column.addLayout(row(self.back_up, self.restore))
        column.addWidget(self.saved)
        column.addWidget(self.copies)
        column.addStretch(1)
        self.saved.hide()


def _muted(text: Text) -> QWidget:
    label = sentence(text)
    label.setObjectName("muted")
    return label


_MEANING = say(
    "Copies are of the data before a change. The journal and the free space are of the server as a "
    "whole."
)


def _row(one: Cleaning) -> tuple[Text, ...]:
    found = one.space
    sizes = (
        sum(found.releases.values()),
        sum(found.copies.values()),
        found.uploads,
        found.records + found.beside,
        found.data,
        found.journal,
        found.free,
    )
    return (verbatim(found.server), *(Text("{size}", (("size", Size(size)),)) for size in sizes))
