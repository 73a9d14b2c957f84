"""Makes other programs' words harmless for a terminal, and counts the cells they take.

A log line, a file's name or a server's answer may hold escape sequences that move the cursor,
rename the window or turn the reading direction round. Here they become visible symbols.
"""

from __future__ import annotations

import re
import unicodedata

_COLOUR = re.compile(r"\x1b\[[0-9;:]*m")
_TAB = "    "
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_DIRECTION = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_ELLIPSIS = "…"

_SYMBOLS: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    ord("\t"): _TAB,
    0x7F: "\N{SYMBOL FOR DELETE}",
    **dict.fromkeys(range(0x80, 0xA0), _REPLACEMENT),
    **dict.fromkeys(map(ord, _DIRECTION), _REPLACEMENT),
    **dict.fromkeys((0x2028, 0x2029), "\N{SYMBOL FOR NEWLINE}"),
}


def inert(text: str) -> str:
    """Drop colours and show every other control character of one line as a symbol."""
    return _COLOUR.sub("", text).translate(_SYMBOLS)


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
