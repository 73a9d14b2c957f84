"""Judge nothing of a service that is closed to this login: say so instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.plain_text import inert
from core.problems import Advice, Problem, ProblemError
from core.service import closed
from core.words import say

if TYPE_CHECKING:
    from core.service.installed import Installed
    from core.service.layout import Layout


def problem_of(there: Installed, layout: Layout) -> Problem | None:
    """Say what nobody can judge, because it is closed to this login; nothing where all is seen."""
    hidden = [path for path in closed.judged(layout) if path in there.closed]
    return _closed(there, layout, hidden) if hidden else None


def must_be_seen(there: Installed, layout: Layout) -> None:
    """Raise "traces_closed" where what a preparation would do cannot be judged.

    It needs to see the rules, too: one that was written anew would take others' rights from them.
    """
    hidden = [path for path in there.closed if path not in {layout.history, layout.bad}]
    if hidden:
        raise ProblemError(_closed(there, layout, hidden))


def history_problem(there: Installed, layout: Layout) -> Problem | None:
    """Say that the history is not empty, but closed."""
    path = layout.history
    return _closed(there, layout, [path]) if path in there.closed else None


def _closed(there: Installed, layout: Layout, hidden: list[str]) -> Problem:
    return closed_to(there.login, layout.name, hidden)


def closed_to(login: str, name: str, hidden: list[str]) -> Problem:
    """Say that a login may not see these paths of a service."""
    return Problem(
        code="traces_closed",
        what=say(
            "“{user}” is not allowed to see everything that the server has about “{name}”.",
            user=inert(login),
            name=name,
        ),
        why=say(
            "This login has no access to {path} there, so its content is not known.", path=hidden[0]
        ),
        next=(
            Advice(say("Log in as a user who can become root there.")),
            Advice(say("Or ask an administrator to make it readable again.")),
        ),
        details="\n".join(hidden),
    )
