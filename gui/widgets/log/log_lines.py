"""The lines of a log: all that are kept, and of those the rows that are shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gui.widgets.log import ansi

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

MOST = 500_000
_TELLING = 2_000  # characters of a line that are looked at for a problem
_LINK = re.compile(
    r"(?<![^\s:\"'()<>|*?])"  # where a word begins: a long one must not be tried at each letter
    r"(?P<path>(?:[A-Za-z]:[\\/])?[^\s:\"'()<>|*?]+\.(?:go|mod|work|c|h|cc|cpp|s|S|proto|tmpl))"
    r":(?P<line>\d{1,7})(?::(?P<column>\d{1,5}))?"
)
_BAD_WORD = re.compile(r"\b(error|warning|panic|fatal|failed|cannot|undefined)\b", re.IGNORECASE)


class LogLines:
    """Keeps raw lines up to a limit, dropping the oldest tenth at once when it is passed."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self.all: list[str] = []
        self.rows = self.all  # the same list while nothing is filtered
        self._wanted: Callable[[str], bool] | None = None
        self._dropped = 0

    def add(self, lines: Iterable[str]) -> tuple[int, int]:
        """Add lines; return how many rows were dropped at the front and how many came."""
        new = list(lines)
        self.all += new
        came = len(new)
        if self.rows is not self.all:
            chosen = self._chosen(new)
            self.rows += chosen
            came = len(chosen)
        return self._trim(), came

    def clear(self) -> None:
        """Forget all lines; the filter stays."""
        self.all.clear()
        self.rows.clear()

    def show_only(self, wanted: Callable[[str], bool] | None) -> Iterator[None]:
        """Choose the rows anew, yielding now and then; lines may be added meanwhile."""
        self._wanted = wanted
        rows: list[str] = []
        place = self._dropped
        while wanted is not None and place < self._dropped + len(self.all):
            start = max(place - self._dropped, 0)
            part = self.all[start : start + 500]
            rows += self._chosen(part)
            place = self._dropped + start + len(part)
            yield
        self.rows = self.all if wanted is None else rows

    def _chosen(self, lines: list[str]) -> list[str]:
        return [one for one in lines if self._wanted is None or self._wanted(ansi.plain(one))]

    def _trim(self) -> int:
        if len(self.all) <= self.most:
            return 0
        count = len(self.all) - self.most + self.most // 10
        gone = count if self.rows is self.all else len(self._chosen(self.all[:count]))
        if self.rows is not self.all:
            del self.rows[:gone]
        del self.all[:count]
        self._dropped += count
        return gone


def links(text: str) -> Iterator[re.Match[str]]:
    """Find the places in source files that a line names: groups path, line, column."""
    return _LINK.finditer(text)


def is_problem(text: str) -> bool:
    """Whether a line looks as if something went wrong."""
    head = text[:_TELLING]
    return bool(_LINK.search(head) or _BAD_WORD.search(head))
