"""Says that something is still being read: not before it takes a moment, and never as a flash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel

from gui.runtime.speech import tell

if TYPE_CHECKING:
    from core.words import Text

_PATIENCE, _LEAST = 100, 1_000  # milliseconds until it is shown, and that it then stays


class ReadingSign(QLabel):
    """A quiet line of text that comes and goes."""

    def __init__(self, words: Text) -> None:
        super().__init__()
        self.setObjectName("muted")
        tell(self, text=words)
        self._soon = QTimer(self, interval=_PATIENCE, singleShot=True)
        self._least = QTimer(self, interval=_LEAST, singleShot=True)
        self._soon.timeout.connect(self._appear)
        self._least.timeout.connect(self._vanish)
        self._works = False
        self.hide()

    def begin(self) -> None:
        """Reading began."""
        self._works = True
        self._soon.start()

    def end(self) -> None:
        """Reading ended."""
        self._works = False
        self._soon.stop()
        self._vanish()

    def _appear(self) -> None:
        self.show()
        self._least.start()

    def _vanish(self) -> None:
        if not (self._works or self._least.isActive()):
            self.hide()
