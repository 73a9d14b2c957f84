"""What a line of a log says beside its text: its level, its sentence, and its fields.

The libraries of Go write JSON in a few shapes (slog, zap, zerolog, logrus), slog and logrus the
same as logfmt, too: `level=INFO msg="up" port=8080`. Whatever is none of these stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from core.codec import Unreadable, object_in, read_json

if TYPE_CHECKING:
    from collections.abc import Mapping

LEVELS = ("trace", "debug", "info", "notice", "warning", "error", "fatal")  # the worst last
GRAVE = frozenset(LEVELS[LEVELS.index("warning") :])
_ALSO = {
    "inf": "info",
    "information": "info",
    "warn": "warning",
    "wrn": "warning",
    "err": "error",
    "crit": "fatal",
    "critical": "fatal",
    "alert": "fatal",
    "emerg": "fatal",
    "emergency": "fatal",
    "panic": "fatal",
    "dpanic": "fatal",
    "dbg": "debug",
    "default": "info",
}
_OF_PRIORITY = ("fatal", "fatal", "fatal", "error", "warning", "notice", "info", "debug")
_LEVEL_KEYS = ("level", "lvl", "severity", "levelname", "@level", "L")
_MESSAGE_KEYS = ("msg", "message", "@message", "event", "M")
_BETWEEN = re.compile(r"([a-z]+)[+-]\d{1,9}")  # slog's levels between its own: INFO+2
_PANICS = ("panic: ", "fatal error: ")
_LONGEST = 65_536  # characters of a line that is taken apart
_MOST = 64  # fields
_LOGFMT = re.compile(r"(?:^| )(?:level|lvl)=")
_PAIR = re.compile(r'\s*([A-Za-z_@][\w.@/-]{0,63})=("(?:[^"\\]|\\.)*"|[^\s"]*)(?=\s|$)')


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A line taken apart; `level` is empty where the line itself tells none."""

    message: str
    level: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)


def of_text(text: str) -> Shape:
    """Take a line apart, whatever wrote it."""
    if len(text) <= _LONGEST:
        found = _pairs(text)
        if found:
            return _shape(text, found)
    return Shape(message=text, level="fatal" if text.startswith(_PANICS) else "")


def level_of(word: object) -> str:
    """Return one of `LEVELS` for a library's word, or nothing."""
    told = str(word).strip().lower()
    if between := _BETWEEN.fullmatch(told):
        told = between[1]
    return told if told in LEVELS else _ALSO.get(told, "")


def of_priority(priority: object) -> str:
    """Return the level for a priority of the journal; what has none is information."""
    told = str(priority)
    known = len(told) == 1 and told in "01234567"
    return _OF_PRIORITY[int(told)] if known else "info"


def at_least(level: str, lowest: str) -> bool:
    """Whether a level is this one or worse."""
    return not lowest or LEVELS.index(level) >= LEVELS.index(lowest)


def _pairs(text: str) -> dict[str, Any]:
    if text.startswith("{"):
        return object_in(text)
    return _logfmt(text) if _LOGFMT.search(text) else {}


def _logfmt(text: str) -> dict[str, Any]:
    """Read it only where the whole line is made of pairs."""
    found: dict[str, Any] = {}
    place = 0
    while place < len(text.rstrip()):
        pair = _PAIR.match(text, place)
        if pair is None or len(found) >= _MOST:
            return {}
        found[pair[1]] = _unquoted(pair[2])
        place = pair.end()
    return found


def _unquoted(value: str) -> str:
    if not value.startswith('"'):
        return value
    try:
        return str(read_json(value))
    except Unreadable:
        return value[1:-1]


def _shape(text: str, found: dict[str, Any]) -> Shape:
    level_key = next((key for key in _LEVEL_KEYS if level_of(found.get(key, ""))), "")
    message_key = next((key for key in _MESSAGE_KEYS if isinstance(found.get(key), str)), "")
    known = {level_key, message_key}
    rest = {key: value for key, value in list(found.items())[:_MOST] if key not in known}
    return Shape(
        message=found.get(message_key, text),
        level=level_of(found.get(level_key, "")),
        fields=rest,
    )
