"""Long work in short slices, so that the window paints in between."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Iterator

_SLICE = 0.006  # seconds; a frame has 16 ms


class Slices(QObject):
    """Drives one generator at a time; whoever starts another drops the one before."""

    finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: Iterator[object] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._run_slice)

    @property
    def running(self) -> bool:
        """Whether something is under way."""
        return self._work is not None

    def start(self, work: Iterator[object]) -> None:
        """Run `work`, which yields wherever it may pause, from the next turn of the loop on."""
        self._work = work
        self._timer.start()

    def stop(self) -> None:
        """Drop what is under way."""
        self._work = None
        self._timer.stop()

    def finish(self) -> None:
        """Run what is under way to its end now."""
        if (work := self._work) is not None:
            for _ in work:
                pass
            self._end()

    def _run_slice(self) -> None:
        if (work := self._work) is None:
            return
        end = time.perf_counter() + _SLICE
        for _ in work:
            if time.perf_counter() > end:
                return
        if self._work is work:
            self._end()

    def _end(self) -> None:
        self.stop()
        self.finished.emit()
