"""What happened on one server in the last deploy, step by step; folded away until it is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.words import say
from gui.runtime.speech import tell
from gui.widgets.fold import unfolder
from gui.widgets.log.log_pane import LogPane

if TYPE_CHECKING:
    from collections.abc import Iterable

_LINES = 8  # of the log, at least


class StepsFold(QWidget):
    """Hidden until something happened; its log is made when somebody unfolds it."""

    def __init__(self, server: str) -> None:
        super().__init__()
        self.log: LogPane | None = None
        self._lines: list[str] = []
        self._body = QWidget()
        self._place = QVBoxLayout(self._body)
        self._place.setContentsMargins(0, 4, 0, 0)
        self.button = unfolder(say("Steps and log"), self._body)
        tell(self.button, accessibleName=say("Steps and log of {server}", server=server))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.button)
        inside.addWidget(self._body)
        self.button.toggled.connect(self._make)
        self.hide()

    def begin(self) -> None:
        """Forget what was before."""
        self._lines.clear()
        if self.log is not None:
            self.log.clear()
        self.hide()

    def append(self, lines: Iterable[str]) -> None:
        """Add what happened."""
        new = list(lines)
        if not new:
            return
        self._lines += new
        if self.log is not None:
            self.log.append(new)
        self.show()

    def _make(self, unfolded: bool) -> None:  # noqa: FBT001 - a Qt signal
        if unfolded and self.log is None:
            self.log = LogPane()
            self.log.view.setMinimumHeight(self.fontMetrics().height() * _LINES)
            self._body.hide()  # until the log has its size: icons of none cannot be painted
            self._place.addWidget(self.log)
            self.log.append(self._lines)
            self._body.show()
