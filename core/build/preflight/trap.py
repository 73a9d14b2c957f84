"""How a rule says what it found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.build.finding import Finding

if TYPE_CHECKING:
    from core.problems import Problem

__all__ = ["Finding", "note", "stop"]


def stop(problem: Problem) -> Finding:
    """A finding that the build would end with."""
    return Finding(problem, stops=True)


def note(problem: Problem) -> Finding:
    """A finding that the build survives, and that would surprise later."""
    return Finding(problem, stops=False)
