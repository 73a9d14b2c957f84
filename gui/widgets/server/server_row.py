"""One server of a deploy: chosen or not, what is there, what happens now, what came of it."""

from __future__ import annotations

import time
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
)

from core.service.model import Kind, RunWish
from core.service.results import Outcome, Result, time_of_day
from core.words import Size, Text, joined, say, verbatim
from gui.runtime.speech import shown, tell
from gui.widgets.pace import Pace
from gui.widgets.parts import sentence
from gui.widgets.server.environment_chip import EnvironmentChip
from gui.widgets.server.steps_fold import StepsFold
from gui.widgets.service.front_lines import FrontLines
from gui.widgets.service.release_track import ReleaseTrack, of_processes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from core.events import Progress
    from core.service.results import Status
    from core.ssh.profile import Profile
    from core.usecases.guarding import Environment

_RESULTS: dict[Result, Text] = {
    Result.DEPLOYED: say("✓ Release {release} runs and answers. It took {seconds} s."),
    Result.UNCHANGED: say("✓ Release {release} already runs; nothing was changed."),
    Result.ROLLED_BACK: say("↩ The new release was taken back: {release} runs again."),
    Result.REFUSED: say("✗ Not deployed: what ran before was not touched."),
    Result.CANCELLED: say("Cancelled: the server says that it kept what ran before."),
    Result.DOWN: say("✗ Nothing answers on this server: not even the previous release starts."),
    Result.UNKNOWN: say("? The server did not tell how it ended; it finishes by itself."),
}


class Wish(StrEnum):
    """What one can do with a service on a server, in the menu's order.

    The last two answer what other hands changed there, and are offered where that is said.
    """

    LOOK = "look"
    LOGS = "logs"
    RUN_JOB = "run_job"
    RUN = "run"
    SECRETS = "secrets"
    FRONT = "front"
    TERMINAL = "terminal"
    START = "start"
    RESTART = "restart"
    STOP = "stop"
    PREPARE = "prepare"
    REMOVE = "remove"
    PUT_BACK = "put_back"
    KEEP = "keep"


WISHES: dict[Wish, Text] = {
    Wish.LOOK: say("See what runs there"),
    Wish.LOGS: say("Follow its log"),
    Wish.RUN_JOB: say("Run its job now"),
    Wish.RUN: say("Run a command…"),
    Wish.SECRETS: say("Its secrets on the server…"),
    Wish.FRONT: say("Domain and HTTPS…"),
    Wish.TERMINAL: say("Open a terminal on the server"),
    Wish.START: say("Start the service"),
    Wish.RESTART: say("Restart the service"),
    Wish.STOP: say("Stop the service…"),
    Wish.PREPARE: say("Prepare deploys without root…"),
    Wish.REMOVE: say("Remove the service from this server…"),
}


class ServerRow(QFrame):
    """Check box, the picture of what is where, a sentence, and the buttons for what one does next.

    `wanted` carries the server's name and a `Wish`, or the `RunWish` of a process;
    `roll_back_wanted` name and release, where an empty one stands for the release before.
    """

    toggled = Signal(str, bool)
    wanted = Signal(str, object)
    roll_back_wanted = Signal(str, str)
    open_wanted = Signal(str)  # the address of the service

    def __init__(self, profile: Profile) -> None:
        super().__init__()
        self.setObjectName("card")
        self.profile = profile
        self.url = ""
        self.choice = QCheckBox(f"{profile.name}  ({profile.address})")
        self.choice.setAccessibleName(profile.name)
        self.environment = EnvironmentChip()
        self.own = sentence()  # settings that are this server's own
        self.own.setObjectName("muted")
        self.own.hide()
        self.track = ReleaseTrack()
        self.processes = sentence()
        self.processes.setObjectName("muted")
        self.front = FrontLines()
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)  # a server may name a release anything
        self.said.setWordWrap(True)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(6)
        self.pace = QLabel()
        self.pace.setObjectName("muted")
        self.open = QPushButton()
        self.roll_back = QPushButton()
        self.more = QPushButton()
        self.earlier = QMenu(self.more)
        self.jobs = QMenu(self.more)
        self.clock = QLabel()
        self.clock.setObjectName("muted")
        self.clock.hide()
        self.steps = StepsFold(profile.name)
        self.deeds: dict[Wish, QAction] = {}
        self._pace = Pace()
        self._since = 0.0
        name = profile.name
        tell(self.open, text=say("Open in browser"), accessibleName=say("Open in browser"))
        tell(self.roll_back, text=say("Roll back {server}", server=name))
        tell(self.more, text=say("More"), accessibleName=say("More about {server}", server=name))
        tell(self.bar, accessibleName=say("Upload to {server}", server=name))
        self.more.setMenu(self._menu())
        self._lay_out()
        self._connect()
        self.show_outcome(None)

    def controls(self) -> tuple[QWidget, ...]:
        """What must wait while a job runs; what happens here stays readable."""
        return (self.choice, self.roll_back, self.more, self.front.offer)

    def say(self, text: Text) -> None:
        """Show what happens on this server now."""
        tell(self.said, text=text)
        self._dress("")
        self.said.show()
        self.show_progress(None)

    def begin(self) -> None:
        """A deploy to this server begins."""
        self._since = time.monotonic()
        self.steps.begin()
        self.say(say("Waiting for its turn…"))
        self.tick()
        self.track.show_coming(coming=True)

    def tick(self) -> None:
        """Show how long it has taken so far."""
        minutes, seconds = divmod(int(time.monotonic() - self._since), 60)
        tell(self.clock, text=verbatim(f"{minutes}:{seconds:02}"))
        self.clock.show()

    def show_progress(self, event: Progress | None) -> None:
        """Show how much has been sent, how fast, and how long it will take; None shows nothing."""
        sending = event is not None and event.unit == "bytes" and event.total is not None
        self.bar.setVisible(sending)
        self.pace.setVisible(sending)
        if event is not None and event.total:
            self.bar.setRange(0, 1000)
            self.bar.setValue(round(1000 * event.done / event.total))
            tell(self.pace, text=self._pace.tell(event.done, event.total))

    def show_own(self, environment: Environment | None, settings: Sequence[Text]) -> None:
        """Show the server's environment, and which settings it has of its own."""
        self.environment.show_environment(environment)
        self.own.setVisible(bool(settings))
        tell(self.own, text=joined(tuple(settings), "\n"))

    def show_status(self, status: Status | None, kind: Kind = Kind.WEB) -> None:
        """Show what the server told of its releases; `kind` is expected where it told nothing."""
        found = status.kind if status is not None and status.release else kind
        self.deeds[Wish.RUN_JOB].setVisible(found is Kind.TIMER)
        self.track.show_status(status)
        processes = of_processes(status)
        tell(self.processes, text=processes)
        self.processes.setVisible(bool(status and status.processes))
        self.front.show_status(status)
        self.roll_back.setVisible(bool(status and status.previous))
        self.earlier.clear()
        for release in reversed(status.releases if status else ()):
            if status is not None and release != status.release:
                action = self.earlier.addAction(release)
                action.triggered.connect(
                    partial(self.roll_back_wanted.emit, self.profile.name, release)
                )
        self.earlier.menuAction().setVisible(not self.earlier.isEmpty())
        self._show_jobs(status)

    def _show_jobs(self, status: Status | None) -> None:
        """Offer to run the job of each further process that is a timer."""
        self.jobs.clear()
        timers = [one for one in status.processes if one.kind is Kind.TIMER] if status else []
        for one in timers:
            wish = RunWish(process=one.name)
            action = self.jobs.addAction(one.name)
            action.triggered.connect(partial(self.wanted.emit, self.profile.name, wish))
        self.jobs.menuAction().setVisible(bool(timers))

    def show_outcome(self, outcome: Outcome | None) -> None:
        """Show how the last deploy ended, and offer what one does next."""
        self.url = outcome.url if outcome else self.url
        self.open.setVisible(self.url.startswith("http"))  # a browser knows no other
        self.show_progress(None)
        self.track.show_coming(coming=False)
        self.clock.hide()  # the outcome tells it
        if outcome is not None and outcome.previous and not self.track.known:
            self.roll_back.show()
        self.said.setVisible(outcome is not None)
        if outcome is not None:
            tell(self.said, text=outcome_words(outcome))
            self._dress("good" if outcome.result.good else "warning")

    def _dress(self, name: str) -> None:
        self.said.setObjectName(name)
        self.said.style().polish(self.said)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for wish, title in WISHES.items():
            action = QAction(menu)
            tell(action, text=title)
            action.triggered.connect(partial(self.wanted.emit, self.profile.name, wish))
            menu.addAction(action)
            self.deeds[wish] = action
        tell(self.earlier, title=say("Roll back to an earlier release"))
        tell(self.jobs, title=say("Run the job of a process now"))
        menu.insertMenu(self.deeds[Wish.RUN], self.jobs)
        menu.insertMenu(menu.actions()[2], self.earlier)
        for inner in (self.earlier, self.jobs):
            inner.menuAction().setVisible(False)
        return menu

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.choice, 1)
        line.addWidget(self.environment)
        line.addWidget(self.clock)
        for button in (self.open, self.roll_back, self.more):
            line.addWidget(button)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(16, 8, 16, 8)
        inside.setSpacing(6)
        inside.addLayout(line)
        for part in (
            self.own,
            self.track,
            self.processes,
            self.said,
            self.front,
            self.bar,
            self.pace,
            self.steps,
        ):
            inside.addWidget(part)

    def _connect(self) -> None:
        name = self.profile.name
        self.choice.toggled.connect(lambda on: self.toggled.emit(name, on))
        self.roll_back.clicked.connect(lambda: self.roll_back_wanted.emit(name, ""))
        self.open.clicked.connect(lambda: self.open_wanted.emit(self.url))
        self.front.open_wanted.connect(self.open_wanted)
        self.front.wanted.connect(lambda: self.wanted.emit(name, Wish.FRONT))


_SENT = say("✓ Release {release} runs and answers. It took {seconds} s and sent {size}.")


def outcome_words(outcome: Outcome) -> Text:
    """Say how a change of a service ended."""
    uploaded = outcome.result is Result.DEPLOYED and outcome.uploaded_bytes
    template = _SENT if uploaded else _RESULTS[outcome.result]
    done = Text(
        template.source,
        (
            ("release", outcome.release),
            ("seconds", round(outcome.seconds, 1)),
            ("size", Size(outcome.uploaded_bytes)),
        ),
    )
    if outcome.proved:
        done = say("{done} It passed its probation.", done=done)
    elif until := time_of_day(outcome.probation_until):
        done = say("{done} On probation until {time}.", done=done, time=until)
    if outcome.cut:
        done = say("{done} {cut}", done=done, cut=outcome.cut.words)
    if not outcome.url:
        return done
    return joined((done, verbatim(outcome.url)), "  ")


def in_words(outcome: Outcome) -> str:
    """Say an outcome as one line, for the log."""
    return f"{outcome.server}: {shown(outcome_words(outcome))}"
