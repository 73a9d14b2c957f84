"""A failure that a person can act on: what happened, why, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from core.declared import coded
from core.words import Text

if TYPE_CHECKING:
    from core.actions import Action  # noqa: TC004 - `late_names` tells it

A = TypeVar("A")


def late_names() -> dict[str, object]:
    """Return what annotations here name: forty small classes, which no start has to wait for."""
    from core.actions import Action  # noqa: PLC0415 - only when a problem is read or written

    return {"Action": Action}


@coded()
@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to do next, in words; with an action where the app can do it itself."""

    text: Text
    action: Action | None = None


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What happened, why, and what to do; shown as a card beside its cause.

    `code` is stable and for scripts (`go_not_found`); `details` is raw text of other programs;
    `field` names the form field that the problem belongs to, if one does.
    """

    code: str
    what: Text
    why: Text
    next: tuple[Advice, ...] = ()
    details: str = ""
    field: str = ""

    def offered(self, kind: type[A]) -> A | None:
        """Return the first action of this kind among the advices, None when there is none."""
        actions = (advice.action for advice in self.next)
        return next((one for one in actions if isinstance(one, kind)), None)


class ProblemError(Exception):
    """Carries a `Problem` up to whoever can show it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.what} {problem.why}")
        self.problem = problem
