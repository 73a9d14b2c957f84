"""How entries of a service's log become rows of text: columns, colours, and what is left out."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from core.events import Noticed, ServiceLine
from core.usecases.reading_logs import LEVELS, of_text
from core.words import say, verbatim
from gui.runtime.speech import shown
from gui.widgets.log import ansi

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from core.words import Text

    Entry = ServiceLine | Noticed

_USUAL_FIELD = 12
_WIDEST_FIELD = 32  # letters of a field that has a column of its own
_TIME, _LEVEL = len("11-30 12:00:00.000"), max(map(len, LEVELS))
_SHORTEST_SERVER = len("Server")
_NAMES_KEPT = 256
_SECONDS_KEPT = 1_024  # of which the spelling is known: lines of many servers come in turns
_DIM, _BOLD, _PLAIN = "\x1b[90m", "\x1b[1m", "\x1b[0m"
_OF_LEVEL = {
    "trace": _DIM,
    "debug": _DIM,
    "notice": "\x1b[34m",
    "warning": "\x1b[33m",
    "error": "\x1b[1;31m",
    "fatal": "\x1b[1;31m",
}
_OF_SERVERS = ("\x1b[36m", "\x1b[35m", "\x1b[34m", "\x1b[32m")  # beside the name, never instead
_LEVELS = {one: f"{_OF_LEVEL.get(one, '')}{one:<{_LEVEL}}{_PLAIN}" for one in LEVELS}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowStyle:
    """What of the entries is shown, and how.

    `servers` are all that may come, in the order of their colours; `server`, `level` and `text`
    say which entries count; `fields` have columns of their own, each of so many letters; `wrap` is
    the number of letters in a row, 0 for as long as it is.
    """

    servers: tuple[str, ...] = ()
    many_services: bool = False
    server: str = ""
    level: str = ""
    text: str = ""
    fields: Mapping[str, int] = field(default_factory=dict)
    wrap: int = 0

    def rows(self, entry: Entry) -> list[str]:
        """Spell an entry, or nothing where it does not count."""
        if isinstance(entry, Noticed):
            words = f"{shown(entry.problem.what)} {shown(entry.problem.why)}"
            return self._wrapped([f"{_BOLD}── {words}{_PLAIN}"])
        if not self.wants(entry):
            return []
        first, *more = entry.message.split("\n")
        head = f"{self._head(entry)}{first}{self._rest(entry)}"
        return self._wrapped([head, *(f"    {line}" for line in more)])

    def wants(self, line: ServiceLine) -> bool:
        """Whether this line counts."""
        if self.server and line.server != self.server:
            return False
        if self.level and LEVELS.index(line.level) < LEVELS.index(self.level):
            return False
        return not self.text or self.text.lower() in line.text.lower()

    def columns(self) -> list[tuple[Text, int]]:
        """Name what stands in a row below the other, and how many letters each takes."""
        of_servers = [(say("Server"), _widest(self.servers))] if len(self.servers) > 1 else []
        own = [(verbatim(ansi.plain(name)), wide) for name, wide in self.fields.items()]
        level = (say("Level"), _LEVEL)
        return [(say("Time"), _TIME), *of_servers, level, *own, (say("Message"), 0)]

    def _head(self, line: ServiceLine) -> str:
        second, more = divmod(line.time, 1_000_000)
        parts = [f"{_DIM}{_spelled_second(second)}.{more // 1000:03}{_PLAIN}"]
        if len(self.servers) > 1:
            parts.append(_coloured(line.server, self.servers))
        parts.append(_LEVELS.get(line.level, line.level))
        parts += (_cell(line.fields.get(name, ""), wide) for name, wide in self.fields.items())
        if self.many_services or line.process:
            parts.append(".".join(filter(None, (line.service, line.process))))
        return " ".join(parts) + " "

    def _rest(self, line: ServiceLine) -> str:
        """The fields without a column, behind the sentence."""
        rest = [f"{key}={_word(one)}" for key, one in line.fields.items() if key not in self.fields]
        return f" {_DIM}{' '.join(rest)}{_PLAIN}" if rest else ""

    def _wrapped(self, rows: list[str]) -> list[str]:
        return wrapped(rows, self.wrap)


def wrapped(rows: list[str], letters: int) -> list[str]:
    """Break rows that are longer than so many letters; 0 for as long as they are."""
    return [part for row in rows for part in _broken(row, letters)] if letters else rows


def _broken(row: str, letters: int) -> Iterable[str]:
    plain = ansi.plain(row)
    if len(plain) <= letters:
        return (row,)
    width = max(letters, 20)
    more = (plain[start : start + width - 4] for start in range(width, len(plain), width - 4))
    return (_cut(row, width), *(f"    {one}" for one in more))


def readable(text: str) -> str:
    """Spell a line that is JSON or logfmt as level, sentence and fields; others stay."""
    shape = of_text(text)
    if not shape.fields and shape.message == text:
        return text
    level = f"{_LEVELS[shape.level]} " if shape.level else ""
    fields = " ".join(f"{key}={_word(one)}" for key, one in shape.fields.items())
    return f"{level}{shape.message} {_DIM}{fields}{_PLAIN}" if fields else f"{level}{shape.message}"


def _cut(row: str, width: int) -> str:
    """Keep so many letters of a row, and the colours among them."""
    text, runs = ansi.parse(row)
    codes = {run.start: run for run in runs if run.start < width}
    kept: list[str] = []
    place = 0
    for start, run in codes.items():
        kept += (text[place:start], _spelled(run.style), text[start : min(run.end, width)], _PLAIN)
        place = run.end
    return "".join((*kept, text[place:width]))


def _spelled(style: ansi.Style) -> str:
    first_bright = 8
    colour = style.colour - first_bright + 90 if style.colour >= first_bright else style.colour + 30
    return f"\x1b[{'1;' if style.bold else ''}{colour if style.colour >= 0 else 39}m"


@lru_cache(_SECONDS_KEPT)
def _spelled_second(second: int) -> str:
    """Spell a moment in this computer's zone, which is most of the work for a row."""
    return f"{datetime.fromtimestamp(second, tz=UTC).astimezone():%m-%d %H:%M:%S}"


@lru_cache(_NAMES_KEPT)
def _coloured(server: str, servers: tuple[str, ...]) -> str:
    place = servers.index(server) if server in servers else 0
    return f"{_OF_SERVERS[place % len(_OF_SERVERS)]}{server:<{_widest(servers)}}{_PLAIN}"


def _widest(servers: tuple[str, ...]) -> int:
    """Return how many letters a server takes: room for the head of the column, too."""
    return max(_SHORTEST_SERVER, *map(len, servers))


def width_of(name: str, lines: Iterable[ServiceLine]) -> int:
    """Return how many letters the column of a field takes, by some lines that have it."""
    values = (len(ansi.plain(_word(one.fields[name]))) for one in lines if name in one.fields)
    return min(max(_USUAL_FIELD, len(name), *values), _WIDEST_FIELD)


def _cell(value: object, wide: int) -> str:
    """Spell a field in its column, whose head has its name."""
    word = ansi.plain(_word(value).replace("\n", " "))
    short = word if len(word) <= wide else f"{word[: wide - 1]}…"
    return f"{short:<{wide}}"


def _word(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
