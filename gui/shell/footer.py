"""The footer: what happens now, how far it is, and the buttons that are named after their deeds."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from core.words import Text, say, verbatim
from gui.look.space import space
from gui.runtime.speech import tell
from gui.widgets.parts import button, can_be_copied

if TYPE_CHECKING:
    from core.events import Event, StepStarted, Whole
    from gui.page import PrimaryAction
    from gui.runtime.task_runner import TaskRunner

_SHOW_AFTER = 100  # ms: work that is shorter needs no sign
_SHOW_FOR = 1.0  # s: a sign that flickers is worse than none
_STEPS = 1000
_SEVERAL = 2  # servers


class Footer(QWidget):
    """Back, the deed, Cancel; and the progress of the running job, which has no other bar.

    `went_on` carries how far the job is, from 0 to 1; None at its end and where nobody knows.
    """

    went_on = Signal(object)
    deed_pressed = Signal()
    back_pressed = Signal()

    def __init__(self, runner: TaskRunner) -> None:
        super().__init__()
        self.setObjectName("footer")
        self._runner = runner
        self.said = can_be_copied(QLabel())
        self.said.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it is empty most of the time
        self.said.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(6)
        tell(self.bar, accessibleName=say("Progress of the running job"))
        self.back = button(say("&Back"))
        self.cancel = button(say("&Cancel"))
        self.primary_action = button(say("Continue"), name="primary")
        self._since = 0.0
        self._working = False
        self._whole: Whole | None = None  # of the job that runs
        self._show = QTimer(self, interval=_SHOW_AFTER, singleShot=True)
        self._hide = QTimer(self, singleShot=True)
        tell(self.cancel, toolTip=_tip(say("Cancel the running job"), "Ctrl+."))
        tell(self.back, toolTip=_tip(say("Previous page"), "Alt+Left"))
        self._lay_out()
        self._connect()

    def show_primary_action(self, primary_action: PrimaryAction, *, first: bool) -> None:
        """Name the primary button after what it does now."""
        label = primary_action.label
        tell(self.primary_action, text=label, toolTip=_tip(label, "Ctrl+Return"))
        busy = self._runner.busy
        self.primary_action.setEnabled(primary_action.ready and not busy)
        self.primary_action.setVisible(not busy)
        self.back.setEnabled(not first)
        self.cancel.setVisible(busy)
        if busy and not self._working:
            self._begin()
        if self._working and not busy:
            self._end()

    def say(self, text: Text | None) -> None:
        """Say one sentence, or nothing."""
        tell(self.said, text=text or verbatim(""))

    def show_event(self, event: Event) -> None:
        """Show how far the job is; the bar never goes back, and is full only at the end."""
        from core.events import Progress, StepStarted, Whole

        self._whole = self._whole or Whole(self._runner.servers)
        if isinstance(event, StepStarted) and self._is_of_all(event):
            self.say(event.step)
        far = self._whole.take(event)
        if isinstance(event, StepStarted) or (isinstance(event, Progress) and far):
            self.bar.setMaximum(_STEPS)
            self.bar.setValue(min(round(far * _STEPS), _STEPS - 1))
            self.went_on.emit(self.bar.value() / _STEPS)

    def _is_of_all(self, step: StepStarted) -> bool:
        """Whether a step speaks for the whole job: of several servers none does."""
        return not step.server or len(self._runner.servers) < _SEVERAL

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(space(1))
        words.addWidget(self.said)
        words.addWidget(self.bar)
        line = QHBoxLayout(self)
        line.setContentsMargins(space(6), space(2), space(6), space(3))
        line.setSpacing(space(2))
        line.addLayout(words, 1)
        for one in (self.back, self.cancel, self.primary_action):
            line.addWidget(one)
        self.bar.hide()
        self.cancel.hide()

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_pressed)
        self.primary_action.clicked.connect(self.deed_pressed)
        self.cancel.clicked.connect(self._runner.cancel)
        self._runner.happened.connect(self.show_event)
        self._runner.cancelling.connect(self._cancelling)
        self._show.timeout.connect(self._show_bar)
        self._hide.timeout.connect(self.bar.hide)

    def _begin(self) -> None:
        self._working, self._whole = True, None
        self.went_on.emit(None)
        tell(self.cancel, text=say("&Cancel"))
        self.cancel.setEnabled(True)
        self.bar.setRange(0, 0)
        self.bar.setValue(0)
        self._hide.stop()
        self._show.start()

    def _show_bar(self) -> None:
        self._since = time.monotonic()
        self.bar.show()

    def _end(self) -> None:
        self._working = False
        self.went_on.emit(None)
        self._show.stop()
        self.say(None)
        if self.bar.isVisible():
            if self._runner.went_well:
                self.bar.setRange(0, _STEPS)
                self.bar.setValue(_STEPS)
            left = max(_SHOW_FOR - (time.monotonic() - self._since), 0)
            self._hide.start(round(left * 1000))

    def _cancelling(self) -> None:
        tell(self.cancel, text=say("Canceling…"))
        self.cancel.setEnabled(False)


def _tip(name: Text, key: str) -> Text:
    """Name a button and its key."""
    native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    return say("{name} ({key})", name=name, key=native)
