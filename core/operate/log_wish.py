"""What is wanted of a log: times as people write them, the lowest level, and a pattern."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from core.operate import log_shapes
from core.operate.logs import ALL, Span
from core.plain_text import one_line
from core.problems import Advice, Problem, ProblemError
from core.service_name import must_be_usable
from core.words import list_of, say, verbatim

if TYPE_CHECKING:
    from core.events import ServiceLine

_AGO = re.compile(r"(\d{1,6})\s*(s|m|min|h|d|w)(?:\s+ago)?")
_SECONDS = {"s": 1, "m": 60, "min": 60, "h": 3600, "d": 86_400, "w": 604_800}
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class LogWish:
    """Which lines are wanted: of these services (none named: of all), in this span, and how.

    `level` is the lowest of `log_shapes.LEVELS` that counts, `pattern` what a line must hold;
    `follow` goes on with what is written from now on.
    """

    services: tuple[str, ...] = ()
    span: Span = ALL
    level: str = ""
    pattern: re.Pattern[str] | None = None
    follow: bool = False

    def wants(self, line: ServiceLine) -> bool:
        """Whether this line is one of them."""
        return log_shapes.at_least(line.level, self.level) and (
            self.pattern is None or self.pattern.search(line.text) is not None
        )


def wish_of(  # noqa: PLR0913 - as many as there are words for it
    *,
    services: tuple[str, ...] = (),
    since: str = "",
    until: str = "",
    level: str = "",
    grep: str = "",
    follow: bool = False,
) -> LogWish:
    """Read what a person typed. Raises for a name, a time, a level or a pattern that is none."""
    for name in services:
        must_be_usable(name)
    now = datetime.now().astimezone()
    return LogWish(
        services=services,
        span=Span(since=moment(since, now), until=moment(until, now, field="until")),
        level=_level(level),
        pattern=_pattern(grep) if grep else None,
        follow=follow,
    )


def moment(words: str, now: datetime, *, field: str = "since") -> float:
    """Read a time: `10m`, `2 h ago`, `today`, `14:30`, `2026-11-30 14:30`; 0 for no words.

    Seconds since 1970. What names no zone is in that of `now`. Raises "time_not_understood", which
    is at fault in this `field`.
    """
    told = words.strip().lower()
    if not told:
        return 0
    if ago := _AGO.fullmatch(told):
        return (now - timedelta(seconds=int(ago[1]) * _SECONDS[ago[2]])).timestamp()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    days = {"now": now, "today": midnight, "yesterday": midnight - timedelta(days=1)}
    if told in days:
        return days[told].timestamp()
    if _CLOCK.fullmatch(told):
        told = f"{now:%Y-%m-%d}T{told.zfill(5)}"
    try:
        found = datetime.fromisoformat(told.upper())
        return (found if found.tzinfo else found.replace(tzinfo=now.tzinfo)).timestamp()
    except (ValueError, OverflowError):
        raise ProblemError(_no_time(words, field)) from None


def _level(word: str) -> str:
    if word and not log_shapes.level_of(word):
        raise ProblemError(_no_level(word))
    return log_shapes.level_of(word)


def _pattern(grep: str) -> re.Pattern[str]:
    try:
        return re.compile(grep)
    except (re.error, OverflowError, RecursionError) as reason:
        raise ProblemError(_no_pattern(grep, str(reason))) from reason


def _no_time(words: str, field: str) -> Problem:
    return Problem(
        code="time_not_understood",
        what=say("“{words}” is not a time.", words=one_line(words)),
        why=say("Examples of times: {examples}.",
                examples=verbatim("10m, 2h, 3d, today, 14:30, 2026-11-30 14:30")),
        next=(Advice(say("Write the time in one of these forms.")),),
        field=field,
    )  # fmt: skip


def _no_level(word: str) -> Problem:
    return Problem(
        code="level_not_known",
        what=say("“{word}” is not a log level.", word=one_line(word)),
        why=say("The levels are: {levels}.", levels=list_of(log_shapes.LEVELS)),
        next=(Advice(say("Use one of these levels.")),),
        field="level",
    )


def _no_pattern(grep: str, reason: str) -> Problem:
    return Problem(
        code="pattern_not_understood",
        what=say("“{pattern}” is not a regular expression.", pattern=one_line(grep)),
        why=say("Python's re module reported: {reason}.", reason=verbatim(reason)),
        next=(Advice(say("Correct it, or put a backslash before each special character.")),),
        field="grep",
    )
