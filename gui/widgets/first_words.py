"""The first card of a first start: what GoFerry is, in three sentences."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from core.words import say
from gui.look.space import space
from gui.widgets.icons import Picture
from gui.widgets.parts import Card, sentence

_LINES = 4  # of text, as high as the drawing is
_WORDS = (
    say("GoFerry builds your Go project into one file and runs it as a service on Linux servers."),
    say("Each page shows the real commands, so that you can do the same in a terminal."),
    say(
        "To look around first, start with the sample service below. On Linux, as root, deploy it "
        "to a disposable practice server on this computer: nothing else is changed."
    ),
)


class FirstWords(Card):
    """Tells somebody who opens it for the first time, beside a ship that is being built."""

    def __init__(self) -> None:
        super().__init__("card")
        words = QVBoxLayout()
        for text in _WORDS:
            words.addWidget(sentence(text))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(space(4), space(3), space(4), space(3))
        whole.setSpacing(space(4))
        whole.addWidget(Picture("slipway", lines=_LINES), 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(words, 1)
