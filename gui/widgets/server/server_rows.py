"""The servers of a deploy, one below the other: which are chosen, and what is told of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from core.service.model import Kind
from core.words import say
from gui.runtime.speech import tell
from gui.widgets.server.fleet_line import FleetLine
from gui.widgets.server.server_row import ServerRow
from gui.wording.release_names import BY_NUMBER

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from core.events import Event, Stage
    from core.service.results import Outcome, Status
    from core.ssh.profile import Profile
    from core.usecases.guarding import Environment
    from core.words import Text
    from gui.wording.release_names import ReleaseNames


_MANY = 5  # servers, among which one chooses no longer at a glance


class ServerRows(QWidget):
    """`rows` has the row of each server by its name; the signals are theirs.

    `job` names those of the deploy that is shown; `until_proved` is ticked where a deploy is to
    wait for the end of the probation.
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
                "The release must pass its probation on each group of servers "
                "before the next group gets it. The deploy ends with the result."
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
        self.job: tuple[str, ...] = ()
        self._ticks = QTimer(self)
        self._ticks.setInterval(1000)
        self._ticks.timeout.connect(self._tick)
        self._places = QFormLayout()
        self._places.setSpacing(4)
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
        self._show_choosing()
        self.setVisible(bool(self.rows))

    def show_found(
        self,
        statuses: Mapping[str, Status],
        outcomes: Mapping[str, Outcome],
        kind: Kind = Kind.WEB,
        *,
        names: ReleaseNames = BY_NUMBER,
    ) -> None:
        """Show what each server told, and how the last deploy ended there.

        `kind` is what the service is here, for servers that told nothing yet.
        """
        for name, row in self.rows.items():
            row.show_status(statuses.get(name), kind, names)
            row.show_outcome(outcomes.get(name), names)

    def show_own(
        self, environments: Mapping[str, Environment | None], own: Mapping[str, Sequence[Text]]
    ) -> None:
        """Show the environment of each server, and which settings it has of its own."""
        for name, row in self.rows.items():
            row.show_own(environments.get(name), own.get(name, ()))

    def show_settings(self) -> None:
        """Show all servers, to choose among them."""
        self.job = ()
        for row in self.rows.values():
            row.show_settings()
            self._places.setRowVisible(row, True)  # noqa: FBT003 - Qt's
        self.fleet.hide()
        self.until_proved.show()
        self._show_choosing()

    def begin(self, stages: Mapping[str, Iterable[Stage]]) -> None:
        """A deploy begins: show its servers alone, each with the stages that it will come to."""
        self.job = tuple(name for name in stages if name in self.rows)
        for name, row in self.rows.items():
            self._places.setRowVisible(row, name in self.job)
            if name in self.job:
                row.begin(stages[name])
        self._align()
        for part in (self.which, self.until_proved, self.fleet):
            part.hide()
        self._ticks.start()

    def take(self, event: Event) -> None:
        """Show what a job tells in the row of its server."""
        if event.server in self.rows:
            self.rows[event.server].take(event)

    def end(self, outcomes: Collection[Outcome] | None) -> None:
        """The deploy is over; None where nothing came of it."""
        self._ticks.stop()
        self.fleet.end(outcomes or ())
        known = {one.server for one in outcomes or ()}
        for name in self.job:
            if name in self.rows:
                self.rows[name].end(known=name in known)

    @property
    def running(self) -> bool:
        """Whether a deploy runs, or connects for one."""
        return self._ticks.isActive()

    def _align(self) -> None:
        """Let the stages of all servers begin at one edge."""
        titles = [self.rows[name].title for name in self.job]
        widest = max((one.sizeHint().width() for one in titles), default=0)
        for one in titles:
            one.setMinimumWidth(widest)

    def _tick(self) -> None:
        for name in self.job:
            if name in self.rows:
                self.rows[name].tick()

    def _show_choosing(self) -> None:
        profiles = [row.profile for row in self.rows.values()]
        labels = any(one.labels for one in profiles)
        several = len(profiles) > 1 and (labels or len(profiles) > _MANY)
        self.which.setVisible(several and not self.job)

    def say(self, server: str, text: Text) -> None:
        """Show what happens on a server now; of one that left the list, nothing."""
        if server in self.rows:
            self.rows[server].say(text)

    def _add(self, profile: Profile) -> None:
        row = ServerRow(profile)
        row.setProperty("about", profile.name)  # tells its commands from those of other rows
        row.toggled.connect(self.toggled)
        row.wanted.connect(self.wanted)
        row.roll_back_wanted.connect(self.roll_back_wanted)
        row.open_wanted.connect(self.open_wanted)
        self.rows[profile.name] = row
        self._places.addRow(row)
        self._places.setRowVisible(row, not self.job)
