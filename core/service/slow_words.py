"""What to say of a release that lives and is not well yet: it may only be slow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.actions import GiveTime, UseOption
from core.problems import Advice, Problem
from core.service.transaction import Patience, Starts
from core.words import say, verbatim

if TYPE_CHECKING:
    from core.service.model import Service
    from core.words import Text

_MORE = 5  # times the deadline that was too short
_AT_ONCE = 60  # seconds that one click gives


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
            "After {seconds} seconds, the new release was running but had not opened its port.",
            seconds=seconds,
        ),
        why=last,
        next=(slow, *otherwise),
    )


def told(service: Service, server: str, news: Starts | Patience) -> Problem:
    """Say that a release needs longer than its deadline, or that more time sufficed."""
    return _needs_time(server, news) if isinstance(news, Starts) else _had_time(service, news)


def _needs_time(server: str, news: Starts) -> Problem:
    return Problem(
        code="still_starting",
        what=say(
            "The new release on {server} is still starting: {left} of its "
            "{seconds} seconds are left.",
            server=server,
            left=news.left,
            seconds=news.seconds,
        ),
        why=(
            say("The program is running. Last output: {line}", line=verbatim(news.last[:200]))
            if news.last
            else say("The program is running and has no output yet.")
        ),
        next=(
            Advice(
                say("Give it {n} more seconds.", n=_AT_ONCE), GiveTime(server, seconds=_AT_ONCE)
            ),
        ),
    )


def _had_time(service: Service, news: Patience) -> Problem:
    return Problem(
        code="deadline_extended",
        what=say(
            "The release needed more than its {n} seconds to start.", n=service.health.deadline
        ),
        why=say("From now on, this server allows {n} seconds.", n=news.seconds),
        next=(
            Advice(
                say("Allow as much time on every server."),
                UseOption("health.deadline", str(news.seconds)),
            ),
        ),
    )
