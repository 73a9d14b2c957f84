"""The past of services: which releases there are, and what was done when, and by whom."""

from __future__ import annotations

import asyncio
import csv
import io
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from core.plain_text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.binary.report.difference import Difference
    from core.operate import releases as lists
    from core.operate.comparing import Comparison
    from core.operate.past import Past
    from core.service import history as histories
    from core.ssh.session import ServerSession

    Known = lists.Known
    Releases = lists.Releases
    Entry = histories.Entry


_FIELDS = (
    *("time", "server", "service", "who", "login", "from", "verb", "release", "previous"),
    *("outcome", "code", "seconds"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was done on one server, the oldest first."""

    server: str
    entries: tuple[Entry, ...]


async def releases(sessions: Sequence[ServerSession], service: str) -> tuple[Releases, ...]:
    """List the releases of a service on each server, those that are gone as well."""
    from core.operate.releases import releases

    return tuple(await asyncio.gather(*(releases(one, service) for one in sessions)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """How two releases differ on a server; `size` is None where a program is not at hand here."""

    found: Comparison
    size: Difference | None


async def compare(
    sessions: Sequence[ServerSession], service: str, old: str, new: str
) -> tuple[Compared, ...]:
    """Compare two releases on each server, and their programs where copies of both are here."""
    from core.operate import comparing

    several = [await comparing.compare(one, service, old, new) for one in sessions]
    pairs = zip(sessions, several, strict=True)
    return tuple([Compared(found=found, size=await _size(one, found)) for one, found in pairs])


async def _size(session: ServerSession, found: Comparison) -> Difference | None:
    from core.binary.report.difference import compare
    from core.usecases.inspecting import inspect_program

    old, new = (session.kept.find(one.sha256) for one in (found.old, found.new))
    if old is None or new is None:
        return None
    return compare(await inspect_program(old), await inspect_program(new))


def wanted(*, since: str = "", grep: str = "") -> Callable[[Entry], bool]:
    """Read which entries of a history a person wants. Raises for a time or a pattern that is none.

    A pattern is looked for in all that the entry says.
    """
    from core.operate.log_wish import wish_of

    wish = wish_of(since=since, grep=grep)

    def wants(entry: Entry) -> bool:
        told = " ".join(map(str, entry.told.values()))
        found = wish.pattern is None or wish.pattern.search(f"{entry.service} {told}") is not None
        return found and _seconds(entry.time) >= wish.span.since

    return wants


async def history(
    sessions: Sequence[ServerSession],
    service: str = "",
    wants: Callable[[Entry], bool] = lambda _: True,
) -> tuple[Done, ...]:
    """Tell what was done on each server, the oldest first; of all services where none is named.

    Raises where a history is closed to this login.
    """
    from core.operate import past

    found = await asyncio.gather(*(past.ask(one, service) for one in sessions))
    pairs = zip(sessions, found, strict=True)
    return tuple(
        Done(server=session.profile.name, entries=tuple(filter(wants, _merged(one))))
        for session, one in pairs
    )


def _merged(services: Sequence[Past]) -> tuple[Entry, ...]:
    """Merge the histories of services by time; those of one service keep their order."""
    return tuple(sorted((entry for one in services for entry in one.history), key=_time))


def _time(entry: Entry) -> str:
    return entry.time


def as_rows(found: Sequence[Done]) -> list[dict[str, Any]]:
    """Return a row of plain values for each change."""
    return [{"server": done.server, **_fields(one)} for done in found for one in done.entries]


def as_csv(found: Sequence[Done]) -> str:
    """Write a table that no spreadsheet takes for formulas."""
    out = io.StringIO()
    sheet = csv.DictWriter(out, _FIELDS, lineterminator="\n")
    sheet.writeheader()
    sheet.writerows({key: _cell(row[key]) for key in _FIELDS} for row in as_rows(found))
    return out.getvalue()


def _cell(value: object) -> object:
    text = "" if value is None else one_line(str(value))
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def _fields(entry: Entry) -> dict[str, Any]:
    return {
        "time": entry.time,
        "service": entry.service,
        "who": entry.who,
        "login": entry.login,
        "from": entry.origin,
        "verb": entry.verb,
        "release": entry.release,
        "previous": entry.previous,
        "outcome": entry.outcome,
        "code": entry.code,
        "seconds": entry.seconds,
    }


def _seconds(told: str) -> float:
    """Read a moment of a history: seconds since 1970, 0 where it is none."""
    try:
        return datetime.fromisoformat(told).timestamp()
    except (ValueError, OverflowError, OSError):
        return 0
