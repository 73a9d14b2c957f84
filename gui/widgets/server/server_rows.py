"""The servers of a deploy, one below the other: which are chosen, and what is told of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QVBoxLayout, QWidget

from core.service.model import Kind
from core.words import say
from gui.runtime.speech import tell
from gui.widgets.server.server_row import ServerRow

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from core.events import Progress
    from core.service.results import Outcome, Status
    from core.ssh.profile import Profile
    from core.words import Text


class ServerRows(QWidget):
    """`rows` has the row of each server by its name; the signals are theirs.

    `until_proved` is ticked where a deploy is to wait for the end of the probation.
    """

    toggled = Signal(str, bool)
    wanted = Signal(str, object)
    roll_back_wanted = Signal(str, str)
    open_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, ServerRow] = {}
        self.until_proved = QCheckBox()
        tell(
            self.until_proved,
            text=say("Wait for the end of the probation"),
            toolTip=say(
                "The next servers get the release only when it has passed its probation on those "
                "before, and the deploy ends with the result."
            ),
        )
        self._places = QFormLayout()
        self._places.setSpacing(12)  # as between the other cards of a page
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(self._places)
        inside.addWidget(self.until_proved)
        self.hide()

    def controls(self) -> tuple[QWidget, ...]:
        """What must wait while a job runs; what happens here stays readable."""
        rows = (part for row in self.rows.values() for part in row.controls())
        return (*rows, self.until_proved)

    def show_servers(self, servers: tuple[Profile, ...], chosen: Collection[str]) -> None:
        """Show these servers; one that was changed gets a new row."""
        profiles = {one.name: one for one in servers}
        for name in [*self.rows]:
            if self.rows[name].profile != profiles.get(name):
                self._places.removeRow(self.rows.pop(name))
        for name, profile in profiles.items():
            if name not in self.rows:
                self._add(profile)
        for name, row in self.rows.items():
            row.choice.setChecked(name in chosen)
        self.setVisible(bool(self.rows))

    def show_found(
        self,
        statuses: Mapping[str, Status],
        outcomes: Mapping[str, Outcome],
        kind: Kind = Kind.WEB,
    ) -> None:
        """Show what each server told, and how the last deploy ended there.

        `kind` is what the service is here, for servers that told nothing yet.
        """
        for name, row in self.rows.items():
            row.show_status(statuses.get(name), kind)
            row.show_outcome(outcomes.get(name))

    def say(self, server: str, text: Text) -> None:
        """Show what happens on a server now; of one that left the list, nothing."""
        if server in self.rows:
            self.rows[server].say(text)

    def show_progress(self, event: Progress) -> None:
        """Show how far the upload to its server is."""
        if event.server in self.rows:
            self.rows[event.server].show_progress(event)

    def _add(self, profile: Profile) -> None:
        row = ServerRow(profile)
        row.toggled.connect(self.toggled)
        row.wanted.connect(self.wanted)
        row.roll_back_wanted.connect(self.roll_back_wanted)
        row.open_wanted.connect(self.open_wanted)
        self.rows[profile.name] = row
        self._places.addRow(row)
