"""How far a deploy to several servers is as a whole: a sentence, and a bar that never goes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from core.events import Whole
from core.words import say, say_count
from gui.runtime.speech import tell

if TYPE_CHECKING:
    from collections.abc import Collection

    from core.events import Event
    from core.service.results import Outcome

_STEPS = 1000
_SEVERAL = 2


class FleetLine(QWidget):
    """Hidden where a deploy is to one server, whose row says it all."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = Whole()
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(6)
        tell(self.bar, accessibleName=say("The whole deploy"))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addWidget(self.said)
        inside.addWidget(self.bar)
        self.hide()

    def begin(self, servers: Collection[str]) -> None:
        """A deploy to these servers begins."""
        self._whole = Whole(servers)
        self.bar.setValue(0)
        self.bar.setVisible(True)
        self.setVisible(len(servers) >= _SEVERAL)
        tell(self.said, text=say("Deploying to {n} servers…", n=len(servers)))

    def take(self, event: Event) -> None:
        """Go on."""
        self.bar.setValue(round(_STEPS * self._whole.take(event)))

    def end(self, outcomes: Collection[Outcome]) -> None:
        """Say what came of it on all servers together."""
        good = sum(one.result.good for one in outcomes)
        self.bar.hide()
        if outcomes and good == len(outcomes):
            text = say("✓ All {n} servers have the release.", n=good)
        else:
            text = say_count(
                good,
                one="✗ {n} of {all} servers has the release.",
                many="✗ {n} of {all} servers have the release.",
                all=len(outcomes),
            )
        tell(self.said, text=text)
