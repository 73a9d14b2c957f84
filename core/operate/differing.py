"""Say that servers hold different releases of a service, and why as far as they know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.problems import Advice, Problem
from core.service.results import UNKNOWN
from core.words import Text, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.service.results import Status


def differing(name: str, found: Sequence[Status]) -> Problem | None:
    """Name who holds which release; nothing where all that can be seen is one and the same.

    A release is the same where its program is: each server has numbers of its own.
    """
    held: dict[str, list[Status]] = {}
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
            found="; ".join(map(_held, held.values())),
        ),
        why=_why(found),
        next=(
            Advice(say("For one release everywhere, deploy it to all of them at once.")),
            Advice(say("Or roll back those that should not hold the newer one: goferry rollback.")),
        ),
        details="\n".join(lines),
    )


def _held(several: Sequence[Status]) -> str:
    return f"{several[0].release} ({', '.join(one.server for one in several)})"


def _why(found: Sequence[Status]) -> Text:
    for one in found:
        if one.probation is not None:
            return say("{server}: {what}", server=one.server, what=one.probation.what)
    return say("Either a deploy did not go to all of them, or a server was rolled back since.")
