"""A deploy in words: its button, its plan, and what it lacks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.actions import RollBack, ShowLogs
from core.events import LogLine, Noticed, StepStarted
from core.problems import Problem
from core.words import Text, say, say_count
from gui.runtime.speech import shown

if TYPE_CHECKING:
    from core.events import Event
    from core.service.plan import Plan
    from core.service.results import Outcome


def primary_action(servers: int, *, build_before: bool, again: bool = False) -> Text:
    """Name what the button does; after a build that made nothing, which program it takes."""
    if not servers:
        return say("Deploy")
    if build_before:
        return say_count(
            servers,
            one="Deploy the previous build to {n} server",
            many="Deploy the previous build to {n} servers",
        )
    if again:
        return say_count(
            servers, one="Deploy again to {n} server", many="Deploy again to {n} servers"
        )
    return say_count(servers, one="Deploy to {n} server", many="Deploy to {n} servers")


def foretold(plan: Plan) -> Text:
    """Say what a plan comes to."""
    if plan.findings:
        return say("Fix this before the deploy.")
    if plan.actions:
        return say("This is what will happen.")
    return say("Nothing to do. This release is already live.")


def nothing_chosen() -> Problem:
    """No server is ticked."""
    return Problem(
        code="no_server_chosen",
        what=say("No server is selected."),
        why=say("Select the servers to deploy to."),
    )


def lines_of(event: Event) -> tuple[str, ...]:
    """Return what a job's event adds to a log."""
    match event:
        case StepStarted(step=step):
            return (f"\x1b[1m{shown(step)}\x1b[0m",)
        case LogLine(text=text):
            return (text,)
        case Noticed(problem=problem):
            return (shown(problem.what),)
        case _:
            return ()


def in_its_place(outcome: Outcome) -> tuple[Problem, ...]:
    """Return an outcome's problem, whose log and way back are those of its server."""
    problem = outcome.problem
    if problem is None:
        return ()
    advice = (
        replace(one, action=replace(one.action, server=outcome.server))
        if isinstance(one.action, ShowLogs | RollBack)
        else one
        for one in problem.next
    )
    return (replace(problem, next=tuple(advice)),)
