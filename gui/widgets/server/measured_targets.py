"""The targets that your own servers have, as they told it themselves."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.target import Target
from core.words import say
from gui.widgets.parts import button

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.servers.facts import Facts

_MOST = 3


class MeasuredTargets(QWidget):
    """A button for each kind of server that was met; `chosen` carries target and level."""

    chosen = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[tuple[str, str], str] = {}
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_facts(self, facts: Mapping[str, Facts]) -> None:
        """Offer what these servers are; alike ones once."""
        known = {(one.arch, one.level): name for name, one in facts.items() if one.arch}
        self.setVisible(bool(known))
        if known == self._known:
            return
        self._known = known
        while (item := self._line.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for (arch, level), name in list(known.items())[:_MOST]:
            processor = f"{arch} {level}".strip()
            offer = button(say("Fit {server}: {processor}", server=name, processor=processor))
            target = Target(goos="linux", goarch=arch)
            offer.clicked.connect(partial(self.chosen.emit, target, level))
            self._line.addWidget(offer)
        self._line.addStretch(1)
