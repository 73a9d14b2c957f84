"""How a deploy to several servers ended as a whole, in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from core.words import say, say_count
from gui.runtime.speech import tell
from gui.widgets.parts import can_be_copied

if TYPE_CHECKING:
    from collections.abc import Collection

    from core.service.results import Outcome

_SEVERAL = 2


class FleetLine(QLabel):
    """Hidden where a deploy was to one server, whose row says it all."""

    def __init__(self) -> None:
        super().__init__()
        can_be_copied(self)
        self.setObjectName("cardTitle")
        self.setWordWrap(True)
        self.hide()

    def end(self, outcomes: Collection[Outcome]) -> None:
        """Say what came of it on all servers together."""
        self.setVisible(len(outcomes) >= _SEVERAL)
        good = sum(one.result.good for one in outcomes)
        if good == len(outcomes):
            text = say("✓ All {n} servers have the release.", n=good)
        else:
            text = say_count(
                good,
                one="✗ {n} of {all} servers has the release.",
                many="✗ {n} of {all} servers have the release.",
                all=len(outcomes),
            )
        tell(self, text=text)
