"""One server of a deploy: chosen or not, what is there, which stage runs now, what came of it."""

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
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.events import Progress, Stage, StepStarted
from core.service.model import Kind, RunWish
from core.service.stages import Stages
from core.words import Text, joined, say, verbatim
from gui.runtime.speech import shown, tell
from gui.widgets.pace import Pace
from gui.widgets.parts import can_be_copied, held, row, sentence
from gui.widgets.server.environment_chip import EnvironmentChip
from gui.widgets.service.front_lines import FrontLines
from gui.widgets.service.release_track import ReleaseTrack, of_processes
from gui.widgets.stage_line import StageLine
from gui.wording.outcome_words import outcome_words
from gui.wording.release_names import BY_NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.events import Event
    from core.service.results import Outcome, Status
    from core.ssh.profile import Profile
    from core.usecases.guarding import Environment
    from gui.wording.release_names import ReleaseNames


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
    Wish.LOOK: say("Check status"),
    Wish.LOGS: say("Follow log"),
    Wish.RUN_JOB: say("Run the job now"),
    Wish.RUN: say("Run a command…"),
    Wish.SECRETS: say("Secrets on the server…"),
    Wish.FRONT: say("Domain and HTTPS…"),
    Wish.TERMINAL: say("Open a terminal on the server"),
    Wish.START: say("Start the service"),
    Wish.RESTART: say("Restart the service"),
    Wish.STOP: say("Stop the service…"),
    Wish.PREPARE: say("Prepare deploys without root…"),
    Wish.REMOVE: say("Remove the service from this server…"),
}


class ServerRow(QFrame):
    """Before a deploy: a check box and what is there. During and after it: the stages.

    `wanted` carries the server's name and a `Wish`, or the `RunWish` of a process;
    `roll_back_wanted` name and release, where an empty one stands for the previous release.
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
        self.title = _line("cardTitle")
        self.title.setText(profile.name)
        self.title.setToolTip(profile.address)
        self.environment = EnvironmentChip()
        self.stages = StageLine()
        self.own = sentence()  # settings that are this server's own
        self.own.setObjectName("muted")
        self.own.hide()
        self.track = ReleaseTrack()
        self.processes = sentence()
        self.processes.setObjectName("muted")
        self.front = FrontLines()
        self.said = sentence()
        self.open = QPushButton()
        self.roll_back = QPushButton()
        self.more = QPushButton()
        self.earlier = QMenu(self.more)
        self.jobs = QMenu(self.more)
        self.clock = _line("muted")
        self.deeds: dict[Wish, QAction] = {}
        self.course: Stages | None = None  # of the deploy that is shown
        self._step = Text("")
        self._pace = Pace()
        self._since = 0.0
        name = profile.name
        tell(self.open, text=say("Open in browser"), accessibleName=say("Open in browser"))
        tell(self.roll_back, text=say("Roll back {server}", server=name))
        tell(self.more, text=say("More"), accessibleName=say("More about {server}", server=name))
        self.more.setMenu(self._menu())
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        self._buttons = held(row(self.open, self.roll_back, self.more))
        self._there = QWidget()  # what is on the server; a deploy has its room
        self._lay_out()
        self._connect()
        self.show_settings()
        self.show_outcome(None)

    def controls(self) -> tuple[QWidget, ...]:
        """What must wait while a job runs; what happens here stays readable."""
        return (self.choice, self.roll_back, self.more, self.front.offer)

    def show_settings(self) -> None:
        """Show whether the server is chosen, and what is there."""
        self.course = None
        self.stages.show_states({})
        self._show_part(job=False)
        self._first.insertWidget(1, self.environment)
        self._first.addWidget(self._buttons)
        self._buttons.show()

    def begin(self, stages: Iterable[Stage]) -> None:
        """A deploy to this server begins: it has the row until the settings are wanted again."""
        self.course = Stages(stages)
        self.course.come_to(Stage.CONNECT)
        self._since = time.monotonic()
        self._show_part(job=True)
        self._second.addWidget(self.environment)
        self._second.addWidget(self._buttons)
        self._buttons.hide()
        self.say(say("Connecting…"))
        self._show_stages()
        self.tick()

    def take(self, event: Event) -> None:
        """Show what a job tells of this server."""
        if self.course is not None:
            self.course.take(event)
            self._show_stages()
        match event:
            case StepStarted(step=step):
                self.say(step)
            case Progress(unit="bytes", done=done, total=total) if total:
                pace = self._pace.tell(done, total)
                tell(self.said, text=joined((self._step, pace), " · "))
            case _:
                pass

    def end(self, *, known: bool) -> None:
        """The deploy is over: its outcome is `known`, or it was broken off."""
        if self.course is not None and not known:
            self.course.break_off()
            self._show_stages()
        self.clock.hide()
        self._buttons.show()

    def say(self, text: Text) -> None:
        """Show what happens on this server now."""
        self._step = text
        tell(self.said, text=text)
        self._dress("")
        self.said.show()

    def tick(self) -> None:
        """Show how long it has taken so far."""
        minutes, seconds = divmod(int(time.monotonic() - self._since), 60)
        tell(self.clock, text=verbatim(f"{minutes}:{seconds:02}"))
        self.clock.show()

    def show_own(self, environment: Environment | None, settings: Sequence[Text]) -> None:
        """Show the server's environment, and which settings it has of its own."""
        self.environment.show_environment(environment)
        self.own.setVisible(bool(settings))
        tell(self.own, text=joined(tuple(settings), "\n"))

    def show_status(
        self, status: Status | None, kind: Kind = Kind.WEB, names: ReleaseNames = BY_NUMBER
    ) -> None:
        """Show what the server told of its releases; `kind` is expected where it told nothing."""
        found = status.kind if status is not None and status.release else kind
        self.deeds[Wish.RUN_JOB].setVisible(found is Kind.TIMER)
        self.track.show_status(status, names)
        tell(self.processes, text=of_processes(status))
        self.processes.setVisible(bool(status and status.processes))
        self.front.show_status(status)
        self.roll_back.setVisible(bool(status and status.previous))
        self.earlier.clear()
        for release in reversed(status.releases if status else ()):
            if status is not None and release != status.release:
                name = shown(names.named(release, status.server))
                action = self.earlier.addAction(name)
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

    def show_outcome(self, outcome: Outcome | None, names: ReleaseNames = BY_NUMBER) -> None:
        """Show how the last deploy ended, and offer what one does next."""
        self.url = outcome.url if outcome else self.url
        self.open.setVisible(self.url.startswith("http"))  # a browser knows no other
        self.clock.hide()  # the outcome tells it
        if outcome is not None and outcome.previous and not self.track.known:
            self.roll_back.show()
        self.said.setVisible(outcome is not None or self.course is not None)
        if outcome is not None:
            tell(self.said, text=outcome_words(outcome, names))
            self._dress("good" if outcome.result.good else "warning")
            self._show_end(outcome)

    def _show_end(self, outcome: Outcome) -> None:
        if self.course is not None:
            self.course.end(outcome)
            self._show_stages()

    def _show_stages(self) -> None:
        if self.course is not None:
            self.stages.show_states(self.course.states, share=self.course.share)

    def _show_part(self, *, job: bool) -> None:
        self.choice.setVisible(not job)
        self.title.setVisible(job)
        self._first.setStretchFactor(self.choice, 0 if job else 1)
        self._there.setVisible(not job)

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
        self._first.setSpacing(8)
        self._first.addWidget(self.choice)
        self._first.addWidget(self.title)
        self._first.addWidget(self.stages, 1)
        self._first.addWidget(self.clock)
        self._second.setSpacing(8)
        self._second.addWidget(self.said, 1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(16, 5, 16, 5)
        inside.setSpacing(4)
        inside.addLayout(self._first)
        there = QVBoxLayout(self._there)
        there.setContentsMargins(0, 0, 0, 0)
        for one in (self.own, self.track, self.processes, self.front):
            there.addWidget(one)
        inside.addWidget(self._there)
        inside.addLayout(self._second)

    def _connect(self) -> None:
        name = self.profile.name
        self.choice.toggled.connect(lambda on: self.toggled.emit(name, on))
        self.roll_back.clicked.connect(lambda: self.roll_back_wanted.emit(name, ""))
        self.open.clicked.connect(lambda: self.open_wanted.emit(self.url))
        self.front.open_wanted.connect(self.open_wanted)
        self.front.wanted.connect(lambda: self.wanted.emit(name, Wish.FRONT))


def _line(name: str) -> QLabel:
    label = can_be_copied(QLabel())
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setObjectName(name)
    return label
