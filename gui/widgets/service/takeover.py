"""How a new release takes over: two plain questions choose it, or whoever knows better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from core.service.choices import MODES
from core.service.model import Kind, Mode, mode_for
from core.words import Text, say
from gui.look.space import space
from gui.runtime.speech import shown, speech, tell
from gui.widgets.drop_down import DropDown
from gui.widgets.parts import button, heading, sentence
from gui.widgets.service.yes_no import YesNo

if TYPE_CHECKING:
    from core.project.traits import ServiceTraits


_OF_A_WORKER = say("The running worker stops first. Then the new one starts.")
_OF_A_JOB = say("The next run uses the new release. A running job continues to its end.")


class Takeover(QWidget):
    """Two answers and the mode that follows, always in step; `traits` is what the source tells."""

    changed = Signal()
    missing_wanted = Signal()  # what the program lacks to lose no request

    def __init__(self) -> None:
        super().__init__()
        self.takes_socket = YesNo()
        self.may_overlap = YesNo()
        self.mode = DropDown()
        self.meaning = _muted()
        self.found = _muted()
        self.missing = button(say("What is missing?"), name="quiet")
        self.asked = QWidget()
        self.without_port = _muted()
        self._lay_out()
        self._connect()
        self.show_traits(None)
        self.without_port.hide()

    def show_mode(self, mode: Mode) -> None:
        """Show a mode and the answers that lead to it."""
        with (
            QSignalBlocker(self.mode),
            QSignalBlocker(self.takes_socket),
            QSignalBlocker(self.may_overlap),
        ):
            self.mode.setCurrentIndex(self.mode.findData(mode))
            self.takes_socket.answer(yes=mode.takes_socket)
            self.may_overlap.answer(yes=mode.overlaps)
        meaning = next(one.sentence for one in MODES.choices if one.value is mode)
        tell(self.meaning, text=meaning)

    def show_kind(self, kind: Kind) -> None:
        """Ask nothing about a port where there is none; a mode that needs one can be taken back."""
        asks = kind is Kind.WEB or self.chosen() is not Mode.RESTART
        self.asked.setVisible(asks)
        self.without_port.setVisible(not asks)
        tell(self.without_port, text=_OF_A_JOB if kind is Kind.TIMER else _OF_A_WORKER)

    def show_traits(self, traits: ServiceTraits | None) -> None:
        """Say beside the first question what the project's source answers."""
        self.found.setVisible(traits is not None)
        self.missing.setVisible(traits is not None and not traits.may_share)
        if traits is not None:
            tell(self.found, text=_found(traits))

    def chosen(self) -> Mode:
        """Return the mode that is shown."""
        return Mode(self.mode.currentData())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        column.addWidget(heading(say("Deploy without downtime")))
        column.addWidget(self.without_port)
        column.addWidget(self.asked)
        table = QGridLayout(self.asked)
        table.setContentsMargins(0, 0, 0, 0)
        table.setHorizontalSpacing(space(3))
        table.setVerticalSpacing(4)
        table.setColumnStretch(2, 1)
        only_you = _muted(say("Answer No if it locks a file or does timed work."))
        lines = (
            (say("Does it support soc&ket activation?"), self.takes_socket),
            (say("Can two &copies run at once for a few seconds?"), self.may_overlap),
        )
        for line, (words, field) in enumerate(lines, 1):
            table.addWidget(_label(words, field), line, 0)
            table.addWidget(field, line, 1)
        table.addWidget(self.found, 1, 2)
        table.addWidget(self.missing, 1, 3)
        table.addWidget(only_you, 2, 2, 1, 2)
        table.addLayout(self._choice(), 3, 0, 1, 4)
        self._name_modes()

    def _choice(self) -> QGridLayout:
        """The mode by its name, which is longer than the questions leave room for."""
        table = QGridLayout()
        table.setHorizontalSpacing(space(3))
        table.setColumnStretch(1, 1)
        table.addWidget(_label(say("Or choose a &mode"), self.mode), 0, 0)
        table.addWidget(self.mode, 0, 1)
        table.addWidget(self.meaning, 1, 1)
        return table

    def _connect(self) -> None:
        self.takes_socket.answered.connect(self._conclude)
        self.may_overlap.answered.connect(self._conclude)
        self.mode.currentIndexChanged.connect(self.changed)
        self.missing.clicked.connect(self.missing_wanted)
        speech().changed.connect(self._name_modes)

    def _conclude(self) -> None:
        mode = mode_for(takes_socket=self.takes_socket.yes, may_overlap=self.may_overlap.yes)
        self.mode.setCurrentIndex(self.mode.findData(mode))

    def _name_modes(self) -> None:
        with QSignalBlocker(self.mode):
            chosen = self.mode.currentData()
            self.mode.clear()
            for choice in MODES.choices:
                self.mode.addItem(shown(choice.title), choice.value)
            self.mode.setCurrentIndex(max(self.mode.findData(chosen), 0))


def _found(traits: ServiceTraits) -> Text:
    """Put into words what the source answers to the first question."""
    if traits.may_share:
        return say("The source does, with graceful shutdown.")
    if traits.may_wait:
        return say("The source does, but without graceful shutdown.")
    if traits.socket:
        return say("The source does, but does not send READY=1.")
    return say("The source does not.")


def _label(words: Text, field: QWidget) -> QLabel:
    label = QLabel()
    tell(label, text=words)
    label.setBuddy(field)
    return label


def _muted(text: Text | None = None) -> QLabel:
    label = sentence(text)
    label.setObjectName("muted")
    return label
