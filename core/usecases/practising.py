"""A throw-away server on this computer, to practise with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.problems import ProblemError

if TYPE_CHECKING:
    from core.events import Report
    from core.home import Home
    from core.problems import Problem
    from core.ssh.profile import Profile


async def start(home: Home, *, report: Report) -> Profile:
    """Boot it and put it on the list of servers; raises `ProblemError` where it cannot run."""
    from core import practice

    return await practice.start(home, report=report)


async def stop(home: Home, *, report: Report) -> None:
    """End it; nothing of it stays."""
    from core import practice

    await practice.stop(home, report=report)


def why_not() -> Problem | None:
    """Tell why it cannot run on this computer; None where it can."""
    from core import practice

    try:
        practice.check_computer()
    except ProblemError as reason:
        return reason.problem
    return None
