"""What comes after a first deploy that went well: links that act."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from core.words import Text, say
from gui.runtime.speech import tell
from gui.widgets.parts import button

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


class NextStep(StrEnum):
    """What a person may want next, in the order in which it is offered."""

    DOMAIN = "domain"
    SERVER = "server"
    ALARM = "alarm"


_WORDS: Mapping[NextStep, Text] = {
    NextStep.DOMAIN: say("Set up a domain with HTTPS…"),
    NextStep.SERVER: say("Deploy to a second server…"),
    NextStep.ALARM: say("Set up an alarm…"),
}


class NextSteps(QWidget):
    """Hidden until `offer`; `wanted` carries a `NextStep`."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.buttons = {one: button(words, name="quiet") for one, words in _WORDS.items()}
        title = QLabel()
        title.setObjectName("muted")
        tell(title, text=say("Next:", context="before links"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(title)
        for one, pressed in self.buttons.items():
            line.addWidget(pressed)
            pressed.clicked.connect(partial(self.wanted.emit, one))
        line.addStretch(1)
        self.hide()

    def offer(self, steps: Collection[NextStep]) -> None:
        """Offer these, or nothing."""
        for one, pressed in self.buttons.items():
            pressed.setVisible(one in steps)
        self.setVisible(bool(steps))
