"""Others' words on a line of a terminal: harmless, without colours, cut by its cells."""

from __future__ import annotations

import re
import unicodedata

from core.plain_text import SYMBOLS

_COLOUR = re.compile(r"\x1b\[[0-9;:]*m")
_ELLIPSIS = "…"
_ON_A_LINE = SYMBOLS | {ord("\t"): "    "}


def inert(text: str) -> str:
    """Drop colours and show every other control character of one line as a symbol."""
    return _COLOUR.sub("", text).translate(_ON_A_LINE)


def cells(text: str) -> int:
    """Count the columns that inert text takes on a terminal."""
    return sum(_cell(character) for character in text)


def fitted(text: str, width: int) -> str:
    """Cut inert text so that it takes at most `width` columns; a cut is shown as "…"."""
    if cells(text) <= width:
        return text
    taken, kept = 0, []
    for character in text:
        taken += _cell(character)
        if taken > width - 1:
            break
        kept.append(character)
    return "".join(kept) + _ELLIPSIS


def _cell(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
