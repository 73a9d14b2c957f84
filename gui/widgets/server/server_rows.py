"""The servers of a deploy, one below the other: which are chosen, and what is told of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from core.events import Progress, StepStarted
from core.service.model import Kind
from core.words import say
from gui.runtime.speech import tell
from gui.widgets.server.fleet_line import FleetLine
from gui.widgets.server.server_row import ServerRow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from core.events import Event
    from core.service.results import Outcome, Status
    from core.ssh.profile import Profile
    from core.usecases.guarding import Environment
    from core.words import Text


_MANY = 5  # servers, among which one chooses no longer at a glance


class ServerRows(QWidget):
    """`rows` has the row of each server by its name; the signals are theirs.

    `until_proved` is ticked where a deploy is to wait for the end of the probation.
    """

    toggled = Signal(str, bool)
    wanted = Signal(str, object)
    roll_back_wanted = Signal(str, str)
    open_wanted = Signal(str)
    meant = Signal(str)  # an expression of names and labels

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
        self.which = QLineEdit()
        tell(
            self.which,
            placeholderText=say("Choose by name or label: env=prod+region=east, all"),
            accessibleName=say("Choose servers by name or label"),
        )
        self.which.returnPressed.connect(lambda: self.meant.emit(self.which.text()))
        self.fleet = FleetLine()
        self._running: tuple[str, ...] = ()
        self._ticks = QTimer(self)
        self._ticks.setInterval(1000)
        self._ticks.timeout.connect(self._tick)
        self._places = QFormLayout()
        self._places.setSpacing(12)  # as between the other cards of a page
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.which)
        inside.addWidget(self.fleet)
        inside.addLayout(self._places)
        inside.addWidget(self.until_proved)
        self.hide()

    def controls(self) -> tuple[QWidget, ...]:
        """What must wait while a job runs; what happens here stays readable."""
        rows = (part for row in self.rows.values() for part in row.controls())
        return (*rows, self.until_proved, self.which)

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
        labels = any(one.labels for one in servers)
        self.which.setVisible(len(servers) > 1 and (labels or len(servers) > _MANY))
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

    def show_own(
        self, environments: Mapping[str, Environment | None], own: Mapping[str, Sequence[Text]]
    ) -> None:
        """Show the environment of each server, and which settings it has of its own."""
        for name, row in self.rows.items():
            row.show_own(environments.get(name), own.get(name, ()))

    def begin(self, servers: Iterable[str]) -> None:
        """A deploy to these servers begins."""
        self._running = tuple(name for name in servers if name in self.rows)
        self.fleet.begin(self._running)
        for name in self._running:
            self.rows[name].begin()
        self._ticks.start()

    def take(self, event: Event, lines: Iterable[str]) -> None:
        """Show what a job tells: where it is of which server, and how far the whole is."""
        self.fleet.take(event)
        match event:
            case StepStarted(step=step, server=server):
                self.say(server, step)
            case Progress(server=server) if server in self.rows:
                self.rows[server].show_progress(event)
            case _:
                pass
        if event.server in self.rows:
            self.rows[event.server].steps.append(lines)

    def end(self, outcomes: Collection[Outcome] | None) -> None:
        """The deploy is over; None where nothing came of it."""
        self._ticks.stop()
        self.fleet.setVisible(self.fleet.isVisibleTo(self) and bool(outcomes))
        self.fleet.end(outcomes or ())
        for name in self._running:
            if name in self.rows:
                self.rows[name].clock.hide()
        self._running = ()

    def _tick(self) -> None:
        for name in self._running:
            if name in self.rows:
                self.rows[name].tick()

    def say(self, server: str, text: Text) -> None:
        """Show what happens on a server now; of one that left the list, nothing."""
        if server in self.rows:
            self.rows[server].say(text)

    def _add(self, profile: Profile) -> None:
        row = ServerRow(profile)
        row.toggled.connect(self.toggled)
        row.wanted.connect(self.wanted)
        row.roll_back_wanted.connect(self.roll_back_wanted)
        row.open_wanted.connect(self.open_wanted)
        self.rows[profile.name] = row
        self._places.addRow(row)
