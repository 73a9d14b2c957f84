"""Search in a log, a slice at a time; goes on by itself when lines come."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gui.widgets.log import ansi
from gui.widgets.log.log_selection import Match
from gui.widgets.log.slices import Slices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gui.widgets.log.log_lines import LogLines


class LogFinder(QObject):
    """Knows all hits and which one is current; `changed` tells of either."""

    changed = Signal()

    def __init__(self, lines: LogLines, parent: QObject) -> None:
        super().__init__(parent)
        self._lines = lines
        self.pattern: re.Pattern[str] | None = None
        self._scanned = 0
        self._slices = Slices(self)
        self._slices.finished.connect(self.changed)
        self.matches: list[Match] = []
        self.index = 0

    @property
    def current(self) -> Match | None:
        """The hit that is shown."""
        return self.matches[self.index] if self.matches else None

    def look_for(self, words: str) -> None:
        """Search from the start for these words, whatever their case; nothing ends the search."""
        self.pattern = re.compile(re.escape(words), re.IGNORECASE) if words else None
        self.restart()

    def restart(self) -> None:
        """Search again, since other rows are shown."""
        self.matches, self.index, self._scanned = [], 0, 0
        self.changed.emit()
        self.rows_changed()

    def rows_changed(self, *, dropped: int = 0) -> None:
        """Go on with rows that came; `dropped` ones are gone from the front."""
        if dropped:
            self._move_up(dropped)
        if self.pattern is not None and not self._slices.running:
            self._slices.start(self._scan())

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) hit, round the ends."""
        if self.matches:
            self.index = (self.index + by) % len(self.matches)
            self.changed.emit()

    def _scan(self) -> Iterator[None]:
        while self.pattern is not None and self._scanned < len(self._lines.rows):
            row, had = self._scanned, len(self.matches)
            self._scanned += 1
            text = ansi.plain(self._lines.rows[row])
            self.matches += [Match(row, *found.span()) for found in self.pattern.finditer(text)]
            if not had and self.matches:
                self.changed.emit()
            yield

    def _move_up(self, dropped: int) -> None:
        current = self.current
        self.matches = [
            one._replace(row=one.row - dropped) for one in self.matches if one.row >= dropped
        ]
        self._scanned = max(0, self._scanned - dropped)
        kept = current is not None and current.row >= dropped and self.matches
        self.index = self.index - self._gone(current, dropped) if kept and current else 0

    def _gone(self, current: Match, dropped: int) -> int:
        """Return how many hits before the current one were dropped."""
        return self.index - self.matches.index(current._replace(row=current.row - dropped))
