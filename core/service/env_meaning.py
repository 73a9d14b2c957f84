"""Where a service gets another value than a reader of .env files, or a shell, would make of a line.

The file travels as it is and systemd reads it; what its writer may have meant otherwise is named.
"""

from __future__ import annotations

import re
from dataclasses import replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from core.service.env_syntax import EnvEntry, EnvKind, Piece, entries
from core.words import Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Trap(Enum):
    """A way of writing that systemd reads otherwise."""

    UNCLOSED = auto()
    BACKSLASH = auto()
    CONTINUES = auto()
    COMMENT = auto()
    DOLLAR = auto()
    ESCAPE = auto()
    AFTER = auto()
    QUOTES = auto()
    BACKTICKS = auto()
    BLANK = auto()
    RETURN = auto()
    SWALLOWED = auto()


_WORDS: dict[Trap, tuple[Text, Text]] = {
    Trap.UNCLOSED: (
        say("{names}: the quote is never closed, so the rest of the file becomes part of it."),
        say("Close the quote."),
    ),
    Trap.BACKSLASH: (
        say("{names}: the backslashes are removed."),
        say("Put the value in single quotes, as in DIR='C:\\temp'."),
    ),
    Trap.CONTINUES: (
        say("{names}: a backslash at the end of a line adds the next line to the value."),
        say("Write the value on one line. If it ends with a backslash, use single quotes."),
    ),
    Trap.COMMENT: (
        say("{names}: the # and all that follows it become part of the value."),
        say("Put the comment on its own line. A value with a # needs quotes."),
    ),
    Trap.DOLLAR: (
        say("{names}: the $ is passed as it is, and no variable replaces it."),
        say("Write the full value. In single quotes, every reader keeps a $ as it is."),
    ),
    Trap.ESCAPE: (
        say("{names}: sequences such as \\n are passed as a backslash and a letter."),
        say("For a line break, begin a new line within the quotes."),
    ),
    Trap.AFTER: (
        say("{names}: what follows the closing quote becomes part of the value."),
        say('Put one pair of quotes around the whole value, and \\" for a quote within it.'),
    ),
    Trap.QUOTES: (
        say("{names}: the quotes within the value are passed with it."),
        say("Put quotes around the whole value, or leave them out."),
    ),
    Trap.BACKTICKS: (
        say(
            "{names}: the backticks are passed with the value. They neither run nor quote anything."
        ),
        say("Leave them out, or put the value in single quotes if they are part of the value."),
    ),
    Trap.BLANK: (
        say("{names}: a blank that is not a plain space is at an end of the value."),
        say("Delete it, or put the value in quotes if it is part of the value."),
    ),
    Trap.RETURN: (
        say("{names}: the line breaks within the quotes are passed as CR and LF."),
        say("Save the file with the line ends of Linux (LF)."),
    ),
    Trap.SWALLOWED: (
        say("{names}: the variable is not set, because the comment above ends with a backslash."),
        say("Remove the backslash from the end of the comment."),
    ),
}
_DOLLAR = re.compile(r"\$[A-Za-z_0-9{(]")
_UNESCAPED_DOLLAR = re.compile(r"(?:^|[^\\])(?:\\\\)*+\$[A-Za-z_0-9{(]")
_COMMENT = re.compile(r"(?:^|\s)#")
_STAYS = re.compile(r"\\(?:\\|[^\"\\`$\n])")
_LINE_ENDS_IN_BACKSLASH = re.compile(r"(?:^|[^\\])(?:\\\\)*+\\[\r\n]")
_BACKSLASH_IN_LINE = re.compile(r"\\[^\r\n]|\\\Z")
_A_WORD_WITH_QUOTES = re.compile(
    r"""[^\s'"{}\[\]()<>|&;`*?!\\]+(?:'[^']*'|"[^"]*")[^\s'"{}\[\]()<>|&;`*?!\\]*"""
)
_SIGNS_OF_COMMENT = ("#", ";")


def traps(found: Sequence[EnvEntry]) -> dict[Trap, list[EnvEntry]]:
    """Return which variables arrive otherwise than their line looks, by what happens to them."""
    trapped: dict[Trap, list[EnvEntry]] = {}
    for entry in found:
        for trap in dict.fromkeys(_of_entry(entry)):
            trapped.setdefault(trap, []).append(entry)
        for swallowed in _swallowed(entry):
            trapped.setdefault(Trap.SWALLOWED, []).append(swallowed)
    return trapped


def happens(trap: Trap, names: Text) -> Text:
    """Say what arrives, in kind."""
    return Text(_WORDS[trap][0].source, (("names", names),))


def remedy(trap: Trap) -> Text:
    """Say how to write it, so that every reader reads the same."""
    return _WORDS[trap][1]


def _of_entry(entry: EnvEntry) -> Iterator[Trap]:
    for number, piece in enumerate(entry.pieces if entry.name else ()):
        yield from _of_piece(piece, first=number == 0)


def _swallowed(entry: EnvEntry) -> Iterator[EnvEntry]:
    """Find the assignments that are a part of a comment, as they are for systemd before 254."""
    if entry.source.startswith(_SIGNS_OF_COMMENT):
        _, _, rest = entry.source.partition("\n")
        for lost in entries(rest.encode("utf-8", "surrogateescape")):
            if lost.name:
                yield replace(lost, line=entry.line + lost.line)


def _of_piece(piece: Piece, *, first: bool) -> Iterator[Trap]:
    if piece.kind is EnvKind.PLAIN:
        yield from _of_plain(piece, first=first)
        return
    if not first:
        yield Trap.AFTER
    if not piece.closed:
        yield Trap.UNCLOSED
    if "\r" in piece.text:
        yield Trap.RETURN
    if piece.kind is EnvKind.DOUBLE:
        yield from _of_double(piece.text)
    elif piece.text.endswith("\\"):
        yield Trap.ESCAPE


def _of_double(text: str) -> Iterator[Trap]:
    without = text.replace("\\\\", "")
    if _STAYS.search(without):
        yield Trap.ESCAPE
    if "\\\n" in without:
        yield Trap.CONTINUES
    if _UNESCAPED_DOLLAR.search(text):
        yield Trap.DOLLAR


def _of_plain(piece: Piece, *, first: bool) -> Iterator[Trap]:
    text = piece.text
    if not first:
        comment = piece.gap and text.startswith("#")
        yield Trap.COMMENT if comment else Trap.AFTER
    elif _COMMENT.search(text):
        yield Trap.COMMENT
    if _BACKSLASH_IN_LINE.search(text) or not piece.closed:
        yield Trap.BACKSLASH
    if _LINE_ENDS_IN_BACKSLASH.search(text):
        yield Trap.CONTINUES
    if _DOLLAR.search(text):
        yield Trap.DOLLAR
    yield from _of_signs(text.strip(" \t"))


def _of_signs(text: str) -> Iterator[Trap]:
    if _A_WORD_WITH_QUOTES.fullmatch(text):
        yield Trap.QUOTES
    if "`" in text:
        yield Trap.BACKTICKS
    if text.strip() != text:
        yield Trap.BLANK
