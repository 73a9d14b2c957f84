"""Say that servers hold different releases of a service, and why as far as they know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from core.problems import Advice, Problem
from core.service.probation import WAY_BACK
from core.service.results import UNKNOWN
from core.words import Text, list_of, lists_of, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from core.service.results import Status
    from core.service.seen import Seen


class Holds(Protocol):
    """Whatever says which release a server has."""

    @property
    def server(self) -> str:
        """The server's name."""
        ...

    @property
    def release(self) -> str:
        """Its release."""
        ...


def differing(name: str, found: Sequence[Status]) -> Problem | None:
    """Name who holds which release; nothing where all that can be seen is one and the same.

    A release is the same where its program is: each server has numbers of its own.
    """
    return _told(name, found, _why(found))


def on_board(
    rows: Iterable[Seen], environments: Mapping[str, str]
) -> tuple[tuple[str, Problem], ...]:
    """Say so of each service whose servers of one environment differ; with its name.

    `environments` are by the server's name. Staging may well be ahead of production.
    """
    groups: dict[tuple[str, str], list[Seen]] = {}
    for one in rows:
        if one.unknown is None:
            groups.setdefault((one.service, environments.get(one.server, "")), []).append(one)
    told = ((name, _told(name, seen, _why_seen(seen))) for (name, _), seen in groups.items())
    return tuple((name, problem) for name, problem in told if problem is not None)


def _told(name: str, found: Sequence[Holds], why: Text) -> Problem | None:
    held: dict[str, list[Holds]] = {}
    for one in found:
        if one.release not in {"", UNKNOWN}:
            held.setdefault(one.release.rpartition("-")[2], []).append(one)
    if len(held) < 2:  # noqa: PLR2004 - one, or several
        return None
    lines = (f"{one.server}: {one.release}" for several in held.values() for one in several)
    return Problem(
        code="releases_differ",
        what=say(
            "These servers hold different releases of {name}: {found}.",
            name=name,
            found=lists_of(map(_held, held.values())),
        ),
        why=why,
        next=(
            Advice(say("For one release everywhere, deploy it to all of them at once.")),
            Advice(say("Or roll back those that should not hold the newer one: goferry rollback.")),
        ),
        details="\n".join(lines),
    )


def _held(several: Sequence[Holds]) -> Text:
    servers = list_of(one.server for one in several)
    return say("{name} ({names})", name=several[0].release, names=servers)


def _why(found: Sequence[Status]) -> Text:
    for one in found:
        if one.probation is not None:
            return say("{server}: {what}", server=one.server, what=one.probation.what)
    return _NOBODY_KNOWS


def _why_seen(found: Sequence[Seen]) -> Text:
    for one in found:
        if one.changes and one.changes[-1].verb == WAY_BACK:
            return say(
                "{server} rolled back automatically during the probation.", server=one.server
            )
    return _NOBODY_KNOWS


_NOBODY_KNOWS = say("Either a deploy did not go to all of them, or a server was rolled back since.")
