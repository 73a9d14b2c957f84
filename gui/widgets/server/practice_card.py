"""The practice server: what it is, and the two buttons for it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout

from core.words import say
from gui.widgets.parts import button, heading, row, sentence


class PracticeCard(QFrame):
    """Offers a throw-away server; the page does what `start` and `stop` say."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.start = button(say("&Start a practice server"))
        self.stop = button(say("Sto&p the practice server"))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(8)
        inside.addWidget(heading(say("Practice server on this computer")))
        inside.addWidget(
            sentence(
                say(
                    "A disposable Debian with its own systemd and SSH server. Deploy, break and "
                    "roll back as you like: this computer stays as it is. Needs Linux and root."
                )
            )
        )
        inside.addLayout(row(self.start, self.stop))
