"""What is where on one server: the release before, the one that runs, and the one that comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from core.words import Text, say, verbatim
from gui.speech import tell

if TYPE_CHECKING:
    from core.deploy.model import Status

_HEALTH: dict[bool | None, Text] = {
    True: say("✓ answers"),
    False: say("✗ does not answer"),
    None: say("stopped"),
}


class ReleaseTrack(QWidget):
    """Three chips in the order of time, each with its word: colour is never the only sign."""

    def __init__(self) -> None:
        super().__init__()
        self.before = _chip("chipBefore")
        self.now = _chip("chipNow")
        self.coming = _chip("chipComing")
        self.facts = _chip("muted")
        self.known = False  # whether the server was asked
        self._arrows = [QLabel("→"), QLabel("→")]
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        chips = (self.before, self._arrows[0], self.now, self._arrows[1], self.coming, self.facts)
        for part in chips:
            line.addWidget(part)
        line.addStretch(1)
        self.show_status(None)

    def show_status(self, status: Status | None) -> None:
        """Show what a server told; nothing before it was asked."""
        self.known = status is not None
        self.setVisible(status is not None)
        if status is None:
            return
        before, now = status.previous, status.release
        self.before.setVisible(bool(before))
        tell(self.before, text=say("before: {release}", release=before))
        nothing = say("nothing runs here yet")
        tell(self.now, text=say("now: {release}", release=now) if now else nothing)
        tell(self.facts, text=_facts(status) if now else verbatim(""))
        self._arrows[0].setVisible(bool(before))
        self.show_coming(coming=False)

    def show_coming(self, *, coming: bool) -> None:
        """Show that a new release is on its way here, or that none is."""
        tell(self.coming, text=say("coming: the new release"))
        self.facts.setVisible(not coming)
        if coming:
            self.show()
        for part in (self.coming, self._arrows[1]):
            part.setVisible(coming)


def _facts(status: Status) -> Text:
    health = _HEALTH[status.healthy]
    if status.exposure is None:
        return health
    return say("{health} · exposure {score} of 10", health=health, score=round(status.exposure, 1))


def _chip(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    return label
