"""How the daily copy of a service's data on another server went, as its own server noted it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.codec import object_in
from core.declared import coded
from core.plain_text import one_line
from core.problems import Advice, Problem
from core.service.results import moment
from core.typed import Misfit, from_plain
from core.words import say

_LATE = 2 * 86_400.0  # seconds: a day, and as long as a copy may take


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Went:
    """How the last copy went, as the server noted it; no `code`: well. `last` is when one did."""

    time: str = ""
    code: str = ""
    detail: str = ""
    last: str = ""
    size: int = 0
    name: str = ""
    copies: int = 0
    onto: str = ""


def went_in(text: str) -> Went:
    """Read what a server noted; a server's words are not believed."""
    try:
        found = from_plain(Went, object_in(text))
    except Misfit:
        return Went()
    texts = {name: one_line(getattr(found, name)) for name in ("detail", "name", "onto")}
    plain = {name: one_line(getattr(found, name))[:40] for name in ("time", "code", "last")}
    return Went(size=max(0, found.size), copies=max(0, found.copies), **texts, **plain)


def uncopied(server: str, service: str, went: Went, clock: datetime | None) -> Problem | None:
    """Say that the last copy failed, or that none was tried lately; None where all is well.

    `clock` is the server's own time.
    """
    if (problem := failed(server, service, went)) or clock is None:
        return problem
    try:
        ended = datetime.fromisoformat(went.time)
    except ValueError:
        return None
    if ended.tzinfo is None or (clock - ended).total_seconds() < _LATE:
        return None
    return Problem(
        code="daily_late",
        what=say("The daily copy of {name} on {server} is overdue.", name=service, server=server),
        why=say("The last one was made on {time} UTC.", time=moment(went.time)),
        next=(
            Advice(
                say(
                    "See when it runs next: {command}",
                    command=f"goferry backup list --service {service} --to {server}",
                )
            ),
        ),
    )


def failed(server: str, service: str, went: Went) -> Problem | None:
    """Say that the last copy did not come about; None where it did, or where none is set."""
    if not went.code:
        return None
    return Problem(
        code="daily_failed",
        what=say("The daily copy of {name} on {server} failed.", name=service, server=server),
        why=say(
            "{server} reports: {line}", server=server, line=f"{went.code} {went.detail}".strip()
        ),
        next=(
            Advice(say("See the last good one: {command}", command="goferry backup list")),
            Advice(
                say(
                    "See its log on the server: {command}",
                    command=f"journalctl -u goferry-backup-{service}",
                )
            ),
        ),
    )
