"""The lines of an ssh configuration file: keywords, words, and the files that it includes."""

from __future__ import annotations

import contextlib
import glob
import re
from pathlib import Path
from typing import TYPE_CHECKING

from core.home import expanded

if TYPE_CHECKING:
    from collections.abc import Iterator

_LARGEST = 1 << 20
_COMMANDS = frozenset({"proxycommand", "knownhostscommand", "localcommand", "remotecommand"})
_KEYWORD = re.compile(r"[ \t\r\f]*([^ \t=#\r\f]+)[ \t\r\f]*=?[ \t\r\f]*(.*?)[ \t\r\f]*", re.DOTALL)
_PIECE = re.compile(r"""\\(?P<escaped>['"\\ ])|(?P<quote>['"])|(?P<gap>[ \t]+)|.""", re.DOTALL)


def lines(file: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the keyword and the words of each line that has both; a command is one word."""
    for line in _text(file).split("\n"):
        found = _KEYWORD.fullmatch(line)
        if found is None:
            continue
        keyword, rest = found[1].lower(), found[2]
        words = [rest.lstrip(" \t=")] if keyword in _COMMANDS else split(rest)
        if words and words != [""]:
            yield keyword, words


def split(text: str) -> list[str]:
    """Split into words as OpenSSH's argv_split does; none when a quote is not closed.

    `#` begins a comment where a word could begin.
    """
    words: list[str] = []
    quote, inside = "", False
    for piece in _PIECE.finditer(text):
        if not quote and piece["gap"]:
            inside = False
            continue
        if not inside:
            if piece[0] == "#":
                break
            words.append("")
            inside = True
        quote, more = _continued(piece, quote)
        words[-1] += more
    return [] if quote else words


def _continued(piece: re.Match[str], quote: str) -> tuple[str, str]:
    """Return the quote that is open after this piece, and what the piece adds to the word."""
    if piece["quote"] and piece[0] == quote:
        return "", ""
    if piece["quote"] and not quote:
        return piece[0], ""
    escaped = piece["escaped"]
    return quote, escaped if escaped and not (quote and escaped == " ") else piece[0]


def included(words: list[str], base: Path) -> Iterator[Path]:
    """Find the files of an Include: relative to `base`, with wildcards, in their order."""
    for word in words:
        pattern = base / expanded(Path(word))
        with contextlib.suppress(ValueError, OSError):  # no pattern that means anything
            yield from map(Path, sorted(glob.glob(str(pattern))))  # noqa: PTH207 - as above


def _text(file: Path) -> str:
    try:
        with file.open(encoding="utf-8", errors="surrogateescape", newline="") as config:
            return config.read(_LARGEST)
    except OSError:
        return ""
