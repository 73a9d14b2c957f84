"""A change that was stopped, or lost from sight: what became of it is asked of the server."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from core.actions import RollBack
from core.problems import Advice, Problem, ProblemError
from core.service import transaction
from core.service.layout import Layout
from core.service.results import Outcome, Result
from core.words import say, say_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.service.model import Service
    from core.service.transaction import Change, Ended
    from core.ssh.session import ServerSession
    from core.words import Text

_UNDO_SECONDS = 90.0
_ASK_AGAIN = Advice(say("The server is finishing the change. Check the status again in a minute."))
_UNCLEAR = frozenset({"connection_lost", "server_too_slow"})


def wanted() -> bool:
    """Tell whether a person has stopped the work that runs here; what it began is told first."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


async def take_back(session: ServerSession, service: Service, change: Change) -> Ended | Problem:
    """Make a change return that nobody wants any more: how it ended, or why nobody knows."""
    try:
        async with asyncio.timeout(_UNDO_SECONDS):
            return await transaction.cancel(session, Layout.of(service), change)
    except ProblemError as lost:
        return _not_told(session, lost.problem)
    except TimeoutError:
        return _under_way(session)


def unknown(session: ServerSession, problem: Problem) -> Outcome:
    """Tell that the server goes on, but nobody here sees it."""
    problem = replace(problem, next=(*problem.next, _ASK_AGAIN))
    return _outcome(session.profile.name, Result.UNKNOWN, problem)


def unclear(problem: Problem) -> bool:
    """Tell whether a request may have been heard though no answer came back."""
    return problem.code in _UNCLEAR


def not_begun(session: ServerSession, problem: Problem, *, running: str = "") -> Outcome:
    """Tell why the server was not asked to change over, or would not; `running` goes on there."""
    return replace(refused(session.profile.name, problem), release=running)


def refused(server: str, problem: Problem, *, seconds: float = 0.0) -> Outcome:
    """Tell why nothing was begun on a server, or that it was cancelled before."""
    result = Result.CANCELLED if problem.code == "cancelled" else Result.REFUSED
    return _outcome(server, result, problem, seconds=seconds)


def before_the_change() -> Problem:
    """Say that a deploy was stopped before the server was asked to change over."""
    return Problem(
        code="cancelled",
        what=say("The deploy was canceled."),
        why=say("The server had not started to switch. What ran before was not touched."),
    )


def not_reached() -> Problem:
    """Say that the work was stopped before it came to this server."""
    return Problem(
        code="cancelled",
        what=say("Canceled before this server was contacted."),
        why=say("Nothing was changed on this server."),
    )


def not_after(server: str) -> Problem:
    """Say that the work did not come to this server, because it went wrong on an earlier one."""
    return Problem(
        code="not_continued",
        what=say("Skipped, because the change did not succeed on {server}.", server=server),
        why=say("Nothing was changed on this server. It keeps running as before."),
        next=(Advice(say("Fix the problem there, then run the command again.")),),
    )


def too_late(done: Outcome) -> Outcome:
    """Tell that what was to be cancelled is done."""
    problem = Problem(
        code="cancel_too_late",
        what=say("It was too late to cancel. The server reports that the change is done."),
        why=say("Release {release} is live there.", release=done.release),
        next=(Advice(say("Roll back, if you do not want it."), RollBack(done.server)),),
    )
    return replace(done, problem=problem)


def with_what_stays(outcome: Outcome, stays: Sequence[Text]) -> Outcome:
    """Name in its problem what was made ready on the server and is still there."""
    problem = outcome.problem
    if not stays or problem is None:
        return outcome
    advice = Advice(
        say_count(
            len(stays),
            one="One step of the preparation was done and is kept for the next try.",
            many="{n} steps of the preparation were done and are kept for the next try.",
        )
    )
    listed = "\n".join(str(one) for one in stays)
    details = f"{problem.details}\n\n{listed}".strip()
    problem = replace(problem, next=(*problem.next, advice), details=details)
    return replace(outcome, problem=problem, stays=tuple(stays))


def _outcome(server: str, result: Result, problem: Problem, *, seconds: float = 0.0) -> Outcome:
    return Outcome(
        server=server,
        result=result,
        release="",
        previous="",
        seconds=seconds,
        uploaded_bytes=0,
        problem=problem,
    )


def _not_told(session: ServerSession, reason: Problem) -> Problem:
    return Problem(
        code="cancel_unanswered",
        what=say("{server} did not report the result of the change.", server=session.profile.name),
        why=say(
            "The server was unreachable when it was told to roll back, so the "
            "change might have continued: {what}",
            what=reason.what,
        ),
        details=reason.details,
    )


def _under_way(session: ServerSession) -> Problem:
    return Problem(
        code="cancel_under_way",
        what=say("{server} is still rolling back.", server=session.profile.name),
        why=say("The server was told to roll back, but had not done so after {n} seconds.", n=90),
    )
