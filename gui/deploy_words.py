"""A deploy in words: its button, its plan, and what it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.problems import Problem
from core.words import Text, say, say_count

if TYPE_CHECKING:
    from core.deploy.model import Plan


def deed(servers: int, *, build_before: bool) -> Text:
    """Name what the button does; after a build that made nothing, which program it takes."""
    if not servers:
        return say("Deploy")
    if build_before:
        return say_count(
            servers,
            one="Deploy the build before to {n} server",
            many="Deploy the build before to {n} servers",
        )
    return say_count(servers, one="Deploy to {n} server", many="Deploy to {n} servers")


def foretold(plan: Plan) -> Text:
    """Say what a plan comes to."""
    if plan.findings:
        return say("This has to be settled before the deploy.")
    if plan.actions:
        return say("This is what will happen.")
    return say("Nothing to do: this very release runs here already.")


def nothing_chosen() -> Problem:
    """No server is ticked."""
    return Problem(
        code="no_server_chosen",
        what=say("No server is chosen."),
        why=say("Tick the servers that shall get the program."),
    )
