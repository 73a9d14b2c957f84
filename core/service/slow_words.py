"""What to say of a release that lived and spoke when its time was over: it may only be slow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.actions import UseOption
from core.problems import Advice, Problem
from core.words import say

if TYPE_CHECKING:
    from core.service.model import Service
    from core.words import Text

_MORE = 5  # times the deadline that was too short


def still_starting(service: Service, last: Text, otherwise: tuple[Advice, ...]) -> Problem:
    """Name the deadline as the thing to raise; `last` quotes the program."""
    seconds = service.health.deadline
    more = str(seconds * _MORE)
    slow = Advice(
        say("If it only starts slowly, give it {more} seconds.", more=more),
        UseOption("health.deadline", more),
    )
    return Problem(
        code="",
        what=say(
            "The new release still ran after {seconds} seconds, but had not opened its port.",
            seconds=seconds,
        ),
        why=last,
        next=(slow, *otherwise),
    )
