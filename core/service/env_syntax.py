r"""The environment file as systemd reads it: its grammar, to the byte.

Measured against systemd 247, 252 and 257 (`EnvironmentFile=` in systemd.exec(5)):

- Blank lines and lines that begin with `#` or `;` mean nothing. Before 254, a backslash at the end
  of such a line makes the next one a part of it.
- `NAME = value`: blanks around the name and before the value go. A line without `=` means nothing,
  and neither does a name that is no variable's (`export A`, `a-b`, `1A`).
- A value begins with any number of quoted pieces. `'…'` is kept as it is, over lines, too; in `"…"`
  a backslash quotes `"`, `\`, a backtick and `$`, and vanishes with a line break; elsewhere it
  stays. What follows without a quote is kept to the end of the line, without the blanks at its end:
  there a backslash vanishes and keeps the next sign, or takes the next line into the value.
- Nothing is put in the place of `$NAME`, `#` begins no comment in a value, and the last of two
  equal names counts. One value that is not UTF-8, or a zero byte, and the whole file is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NEWEST = 257  # the newest systemd that was measured
_COMMENTS_END = 254  # from this one on, a comment ends with its line
_BLANK = re.compile(r"[ \t\r\n]++")
_COMMENT = re.compile(r"[#;][^\r\n]*+")
_LONG_COMMENT = re.compile(r"[#;](?:[^\\\r\n]|\\[\s\S])*+\\?")
_KEY = re.compile(r"[^ \t\r\n#;][^=\r\n]*+")
_GAP = re.compile(r"[ \t]*+")
_SINGLE = re.compile(r"'(?P<text>[^']*+)(?P<end>'|\Z)")
_DOUBLE = re.compile(r'"(?P<text>(?:[^"\\]|\\[\s\S])*+)(?P<end>"|\\?\Z)')
_PLAIN = re.compile(r"(?P<text>(?:[^\\\r\n]|\\[\s\S])++)(?P<end>\\?)|(?P<lone>\\)\Z")
_LINE_END = re.compile(r"\r\n|[\r\n]|\Z")
_ESCAPED = re.compile(r"\\([\s\S])")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_MEANS_SOMETHING = '"\\`$'  # between double quotes
_QUOTED = re.compile(r'(["\\`$])')
_NO_TEXT = re.compile("[\0\ud800-\udfff\ufdd0-\ufdef]")


class EnvKind(Enum):
    """How a piece of a value is written."""

    SINGLE = auto()
    DOUBLE = auto()
    PLAIN = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a value: what stands in the file, and whether its quote is closed."""

    kind: EnvKind
    text: str = field(repr=False)
    closed: bool = True
    gap: bool = False  # blanks stand before it

    @property
    def value(self) -> str:
        """Return what systemd makes of it."""
        match self.kind:
            case EnvKind.SINGLE:
                return self.text
            case EnvKind.DOUBLE:
                return _ESCAPED.sub(_in_quotes, self.text)
        return _ESCAPED.sub(_in_plain, self.text if not self.closed else _chomped(self.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvEntry:
    """A stretch of the file: an assignment with a name, or what gives the service nothing.

    All sources together are the file. `key` is what stands before the `=`; without one, it is
    empty and `pieces`, too. `line` counts from 1.
    """

    line: int
    source: str = field(repr=False)
    key: str = ""
    assigns: bool = False
    pieces: tuple[Piece, ...] = field(default=(), repr=False)

    @property
    def name(self) -> str:
        """Return the variable's name; empty when systemd takes none from here."""
        return self.key if self.assigns and _NAME.fullmatch(self.key) else ""

    @property
    def value(self) -> str:
        """Return the value, as the service gets it."""
        return "".join(piece.value for piece in self.pieces)

    @property
    def readable(self) -> bool:
        """Whether systemd takes it for text: if not, it refuses the whole file."""
        return not self.assigns or is_text(self.key + self.value)


def entries(content: bytes, *, systemd: int = NEWEST) -> tuple[EnvEntry, ...]:
    """Read a whole environment file, as this version of systemd does."""
    text = content.decode("utf-8", "surrogateescape")
    comment = _LONG_COMMENT if 0 < systemd < _COMMENTS_END else _COMMENT
    return tuple(_entries(text, comment))


def variables(content: bytes, *, systemd: int = NEWEST) -> dict[str, str]:
    """Return what the service gets, by name; nothing of a file that systemd refuses."""
    found = entries(content, systemd=systemd)
    if b"\0" in content or not all(entry.readable for entry in found):
        return {}
    return {entry.name: entry.value for entry in found if entry.name}


def quoted(value: str) -> str:
    """Write a value so that systemd, and a shell, too, reads it as it is."""
    return '"' + _QUOTED.sub(r"\\\1", value) + '"'


def can_be_name(text: str) -> bool:
    """Tell whether a variable of a service can have this name."""
    return _NAME.fullmatch(text) is not None


def _entries(text: str, comment: re.Pattern[str]) -> Iterator[EnvEntry]:
    at, line = 0, 1
    while at < len(text):
        idle = _BLANK.match(text, at) or comment.match(text, at)
        if idle:
            entry, end = EnvEntry(line=line, source=idle.group()), idle.end()
        else:
            entry, end = _assignment(text, at, line)
        yield entry
        line += text.count("\n", at, end)
        at = end


def _assignment(text: str, at: int, line: int) -> tuple[EnvEntry, int]:
    key = _KEY.match(text, at)
    assert key is not None  # noqa: S101 - blanks and comments were taken before
    if text[key.end() : key.end() + 1] != "=":
        end = _end_of_line(text, key.end())
        return EnvEntry(line=line, source=text[at:end], key=key.group().rstrip(" \t")), end
    pieces, end = _pieces(text, key.end() + 1)
    entry = EnvEntry(
        line=line,
        source=text[at:end],
        key=key.group().rstrip(" \t"),
        assigns=True,
        pieces=pieces,
    )
    return entry, end


def _pieces(text: str, at: int) -> tuple[tuple[Piece, ...], int]:
    found: list[Piece] = []
    while True:
        gap = _GAP.match(text, at)
        start = gap.end() if gap else at
        piece, end = _piece(text, start, gap=start > at)
        if piece is None:
            return tuple(found), _end_of_line(text, start)
        found.append(piece)
        at = end


def _piece(text: str, at: int, *, gap: bool) -> tuple[Piece | None, int]:
    for kind, pattern in ((EnvKind.SINGLE, _SINGLE), (EnvKind.DOUBLE, _DOUBLE)):
        if quote := pattern.match(text, at):
            closed = quote["end"] in {"'", '"'}
            return Piece(kind=kind, text=quote["text"], closed=closed, gap=gap), quote.end()
    if plain := _PLAIN.match(text, at):
        # A backslash at the very end of the file vanishes, and keeps the blanks before it.
        closed = not (plain["end"] or plain["lone"])
        return Piece(
            kind=EnvKind.PLAIN, text=plain["text"] or "", closed=closed, gap=gap
        ), plain.end()
    return None, at


def _end_of_line(text: str, at: int) -> int:
    found = _LINE_END.match(text, at)
    return found.end() if found else at


def _in_quotes(escape: re.Match[str]) -> str:
    sign = escape[1]
    if sign == "\n":
        return ""
    return sign if sign in _MEANS_SOMETHING else escape[0]


def _in_plain(escape: re.Match[str]) -> str:
    return "" if escape[1] in "\r\n" else escape[1]


def _chomped(text: str) -> str:
    """Take the blanks at the end away, but one that a backslash keeps."""
    short = text.rstrip(" \t")
    escaped = (len(short) - len(short.rstrip("\\"))) % 2
    return text[: len(short) + escaped]


def is_text(text: str) -> bool:
    """Tell whether systemd takes it for text; some signs of Unicode are no characters."""
    return not _NO_TEXT.search(text) and not any(ord(sign) & 0xFFFE == 0xFFFE for sign in text)  # noqa: PLR2004
