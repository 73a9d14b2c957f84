"""What is selected in a log, in rows and columns of its plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gui.widgets.log import ansi

if TYPE_CHECKING:
    from collections.abc import Iterator


class TextPlace(NamedTuple):
    """Between two characters: the row, and the number of characters before it."""

    row: int
    column: int


class Match(NamedTuple):
    """A hit of the search."""

    row: int
    start: int
    end: int


class Selection:
    """From an anchor to a caret; nothing while they are at the same place."""

    def __init__(self) -> None:
        self.anchor: TextPlace | None = None
        self.caret: TextPlace | None = None

    def span(self) -> tuple[TextPlace, TextPlace] | None:
        """Return first and last place, or None where nothing is selected."""
        if self.anchor is None or self.caret is None or self.anchor == self.caret:
            return None
        return min(self.anchor, self.caret), max(self.anchor, self.caret)

    def rows(self) -> int:
        """Return over how many rows it goes."""
        span = self.span()
        return 0 if span is None else span[1].row - span[0].row + 1

    def columns(self, row: int, length: int) -> tuple[int, int] | None:
        """Return from where to where a row of this length is selected."""
        span = self.span()
        if span is None or not span[0].row <= row <= span[1].row:
            return None
        start = span[0].column if row == span[0].row else 0
        end = span[1].column if row == span[1].row else length
        return start, end

    def parts(self, rows: list[str], longest: int) -> Iterator[str]:
        """Yield the selected text row by row; beyond `longest` characters a row counts whole."""
        span = self.span()
        if span is None:
            return
        for row in range(span[0].row, min(span[1].row + 1, len(rows))):
            text = ansi.plain(rows[row])
            start, end = self.columns(row, len(text)) or (0, 0)
            yield text[start : len(text) if end >= longest else end]

    def set(self, anchor: TextPlace | None, caret: TextPlace | None) -> None:
        """Select from one place to another."""
        self.anchor, self.caret = anchor, caret

    def select_word(self, place: TextPlace, text: str) -> None:
        """Select the word at a place of this text."""
        start = end = min(place.column, len(text))
        while start > 0 and _in_word(text[start - 1]):
            start -= 1
        while end < len(text) and _in_word(text[end]):
            end += 1
        self.set(TextPlace(place.row, start), TextPlace(place.row, end))

    def move_up(self, dropped: int) -> None:
        """Stay on the same lines when rows are dropped from the front."""
        self.set(_moved(self.anchor, dropped), _moved(self.caret, dropped))


def _in_word(character: str) -> bool:
    return character.isalnum() or character in "_./-"


def _moved(place: TextPlace | None, dropped: int) -> TextPlace | None:
    if place is None:
        return None
    return TextPlace(place.row - dropped, place.column) if place.row >= dropped else TextPlace(0, 0)
