"""The practice server: what it is, and the two buttons for it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from core.words import say
from gui.widgets.fold import unfolder
from gui.widgets.parts import button, row, sentence


class PracticeCard(QFrame):
    """Offers a throw-away server; the page does what `start` and `stop` say."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.start = button(say("&Start a practice server"))
        self.stop = button(say("Sto&p the practice server"))
        self._folded: bool | None = None  # as it was wanted last
        contents = QWidget()
        self.unfold = unfolder(say("Practice server on this computer"), contents)
        column = QVBoxLayout(contents)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(
            sentence(
                say(
                    "A disposable Debian with its own systemd and SSH server. Deploy, break and "
                    "roll back as you like: this computer stays as it is. Needs Linux and root."
                )
            )
        )
        column.addLayout(row(self.start, self.stop))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(16, 8, 16, 8)
        inside.setSpacing(8)
        inside.addWidget(self.unfold)
        inside.addWidget(contents)

    def fold(self, *, folded: bool) -> None:
        """Step back behind servers that there are; what a person chose stays until that changes."""
        if folded != self._folded:
            self._folded = folded
            self.unfold.setChecked(not folded)
