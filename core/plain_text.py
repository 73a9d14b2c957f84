"""Others' words, made harmless to show: the one place that knows which letters could do harm.

A server's answer, a file's name or a line of a log may hold sequences that move the cursor, rename
the window or turn the reading direction round. Each face here shows them instead of obeying:
`inert` a page, `one_line` a piece of a sentence, `printable` a name, whole. How a terminal counts
the cells of it is `core.cli.inert`, which colours a log keeps is `gui.widgets.log.ansi`.
"""

from __future__ import annotations

_RANGES = (
    (0x00, 0x1F),  # controls
    (0x7F, 0x9F),  # delete, and the second controls: some terminals take 0x9B for ESC [
    (0x061C, 0x061C),  # Arabic letter mark; it and the next turn the direction of writing
    (0x200E, 0x200F),
    (0x2028, 0x202E),  # line and paragraph separators; embeddings and overrides of direction
    (0x2066, 0x206F),  # isolates of direction, and the old switches of mirrored signs
    (0xD800, 0xDFFF),  # halves of pairs, from names that are no UTF-8: no output can write them
)
HARMFUL = frozenset(code for first, last in _RANGES for code in range(first, last + 1))
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
SYMBOLS: dict[int, str] = {
    **dict.fromkeys(HARMFUL, REPLACEMENT),
    **{code: chr(0x2400 + code) for code in range(0x20)},
    0x7F: "\N{SYMBOL FOR DELETE}",
    **dict.fromkeys((0x2028, 0x2029), "\N{SYMBOL FOR NEWLINE}"),
}

_LONGEST_PAGE = 4000
_LONGEST_LINE = 200
_DIGITS = 18
_ON_A_PAGE = {code: symbol for code, symbol in SYMBOLS.items() if chr(code) not in "\t\n"}


def inert(text: str) -> str:
    """Show control characters as pictures of themselves, and keep the text to a page."""
    shown = text[:_LONGEST_PAGE].replace("\r\n", "\n").translate(_ON_A_PAGE)
    return shown + ("…" if len(text) > _LONGEST_PAGE else "")


def one_line(text: str) -> str:
    """Make a piece of foreign text fit for a sentence: one line, bounded, no control characters."""
    shown = printable(text.strip(), instead="·")
    return shown if len(shown) <= _LONGEST_LINE else f"{shown[:_LONGEST_LINE]}…"


def printable(name: str, *, instead: str = REPLACEMENT) -> str:
    """Show a name as it is, but for letters that cannot be seen: two names never look alike."""
    if name.isprintable():
        return name
    return "".join(letter if letter.isprintable() else instead for letter in name)


def whole_number(text: str) -> int:
    """Read a number that a server wrote: 0 when it is none, or longer than any real one."""
    return number_or_none(text) or 0


def number_or_none(text: str) -> int | None:
    """The same where 0 and none are not alike."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None
