"""What “build and deploy again” would do, above everything that runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from core.words import say
from gui.runtime.speech import tell
from gui.widgets.parts import button, sentence

if TYPE_CHECKING:
    from gui.wording.again_words import Again


class AgainCard(QFrame):
    """Says it in two lines; the deed itself is the window's primary button."""

    change_wanted = Signal()
    another_wanted = Signal()  # to deploy it to one more server

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.why = sentence()
        self.why.setObjectName("cardTitle")
        self.what = sentence()
        self.what.setObjectName("muted")
        self.change = button(say("C&hange…"), name="quiet")
        self.another = button(say("&Deploy to another server…"), name="quiet")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.why)
        words.addWidget(self.what)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 8, 16, 8)
        line.addLayout(words, 1)
        line.addWidget(self.another)
        line.addWidget(self.change)
        self.change.clicked.connect(self.change_wanted)
        self.another.clicked.connect(self.another_wanted)

    def show_again(self, again: Again | None) -> None:
        """Show what would happen; nothing where nothing can come again."""
        self.setVisible(again is not None)
        if again is not None:
            tell(self.why, text=again.why)
            tell(self.what, text=again.what)
