"""A calendar event of systemd as a line of cron, where cron can say the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORT = {
    "minutely": "* * * * *",
    "hourly": "0 * * * *",
    "daily": "0 0 * * *",
    "weekly": "0 0 * * 1",
    "monthly": "0 0 1 * *",
    "quarterly": "0 0 1 1,4,7,10 *",
    "semiannually": "0 0 1 1,7 *",
    "yearly": "0 0 1 1 *",
    "annually": "0 0 1 1 *",
}
_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_LONG_DAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
_EVENT = re.compile(
    r"(?:(?P<days>[A-Za-z][A-Za-z,.]*)(?:\s+|$))?"
    r"(?:(?:(?P<year>\*)-)?(?P<month>[0-9*,./]+)-(?P<day>[0-9*,./]+)(?:\s+|$))?"
    r"(?:(?P<hour>[0-9*,./]+):(?P<minute>[0-9*,./]+)(?::(?P<second>[0-9]+))?)?"
)
_ZONE = re.compile(r"\s+(UTC|[A-Z][A-Za-z0-9_+-]*/[A-Za-z0-9_/+-]+)$")
_ELEMENT = re.compile(
    r"(?P<first>[0-9]{1,2})(?:\.\.(?P<last>[0-9]{1,2}))?(?:/(?P<step>[0-9]{1,2}))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cron:
    """`line` has five fields; `zone` is empty where the event names none."""

    line: str
    zone: str = ""


def cron_of(event: str) -> Cron | None:
    """Return the same times as a line of cron; None for what cron cannot say."""
    zoned = _ZONE.search(event)
    zone = zoned[1] if zoned else ""
    plain = (event[: zoned.start()] if zoned else event).strip()
    if plain.lower() in _SHORT:
        return Cron(line=_SHORT[plain.lower()], zone=zone)
    found = _EVENT.fullmatch(plain)
    if not plain or found is None or int(found["second"] or 0):
        return None
    fields = (
        _field(found["minute"] or "0", 0, 59),
        _field(found["hour"] or "0", 0, 23),
        _field(found["day"] or "*", 1, 31),
        _field(found["month"] or "*", 1, 12),
        _weekdays(found["days"] or ""),
    )
    if None in fields:
        return None
    # With a day of the month and one of the week, cron runs on either, systemd on both.
    either = "*" not in {fields[2], fields[4]}
    return None if either else Cron(line=" ".join(map(str, fields)), zone=zone)


def _field(written: str, lowest: int, highest: int) -> str | None:
    if written == "*":
        return "*"
    parts = [_part(one, lowest, highest) for one in written.split(",")]
    return None if None in parts else ",".join(str(one) for one in parts)


def _part(written: str, lowest: int, highest: int) -> str | None:
    found = _ELEMENT.fullmatch(written)
    if found is None:
        return None
    first, step = int(found["first"]), found["step"]
    last = int(found["last"]) if found["last"] else highest if step else first
    if not lowest <= first <= last <= highest or step == "0" or (step and not int(step)):
        return None
    if first == last:
        return str(first)
    whole = "*" if (first, last) == (lowest, highest) else f"{first}-{last}"
    return f"{whole}/{int(step)}" if step else whole


def _weekdays(written: str) -> str | None:
    if not written:
        return "*"
    found: set[int] = set()
    for one in written.lower().split(","):
        days = list(_range(one))
        if not days:
            return None
        found.update(days)
    return "*" if len(found) == len(_DAYS) else ",".join(map(str, sorted(found)))


def _range(written: str) -> Iterator[int]:
    """Yield the days of "mon" or "fri..mon"; nothing for what is no day."""
    ends = [_day(one) for one in written.split("..")]
    if len(ends) > 2 or None in ends:  # noqa: PLR2004 - a range has two ends
        return
    first, last = int(ends[0] or 0), int(ends[-1] or 0)
    for number in range(first, last + 1 if last >= first else last + len(_DAYS) + 1):
        yield number % len(_DAYS)


def _day(word: str) -> int | None:
    for names in (_DAYS, _LONG_DAYS):
        if word in names:
            return names.index(word)
    return None
