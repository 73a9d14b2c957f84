"""What nobody could look at on the server: it forbids nothing, but a person should know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.deploy.preflight import connections
from core.problems import Advice, Problem
from core.words import Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.deploy.preflight.case import Case


def notes(case: Case) -> tuple[Problem, ...]:
    """Return one note for each thing that the deploy would have been judged by."""
    return tuple(
        Problem(
            code="not_looked_at",
            what=what,
            why=say("A tool is missing on the server, or this login is not allowed to use it."),
            next=(Advice(say("You can go on. The deploy stops if this causes a problem.")),),
        )
        for what in _unknown(case)
    )


def _unknown(case: Case) -> Iterator[Text]:
    facts = case.facts
    if facts.listeners is None and case.serves:
        yield say("Whether port {port} is free is not known.", port=case.service.port)
    if facts.firewall is None:
        yield say("Whether a firewall runs on the server is not known.")
    if facts.clock_skew is None:
        yield say("Whether the server's clock is right is not known.")
    if facts.systemd is None:
        yield say("Which version the server's systemd has is not known.")
    yield from connections.unknown(case)
    if case.schedule and not case.schedule.told:
        yield say("Whether the server understands the schedule is not known.")
    for place in facts.places:
        if place.free_bytes is None:
            yield say("The free space in {path} on the server is not known.", path=place.path)
