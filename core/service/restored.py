"""What comes back with a release beside its program, in words: names only, never a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.problems import Advice, Problem
from core.words import Text, list_of, say

if TYPE_CHECKING:
    from core.service.transaction import Restored

_PARTS = {
    "unit": say("its units"),
    "environment": say("its environment"),
    "credentials": say("the names of its credentials"),
}


def notes(told: Restored) -> tuple[Problem, ...]:
    """Say what came back, what could not, and what nobody had kept."""
    parts = [_PARTS[part] for part in told.parts if part in _PARTS]
    found = (
        None if told.whole else _program_alone(),
        _came_back(list_of(parts)) if parts else None,
        _content_gone(list_of(told.gone)) if told.gone else None,
    )
    return tuple(one for one in found if one is not None)


def _came_back(parts: Text) -> Problem:
    return Problem(
        code="restored_with_release",
        what=say("Restored with the program: {parts}.", parts=parts),
        why=say("A rollback restores the release as it was when it was last live."),
    )


def _program_alone() -> Problem:
    return Problem(
        code="program_alone",
        what=say("Only the program is rolled back. The environment and the units do not change."),
        why=say("This release is from an older GoFerry, which did not keep them."),
        next=(Advice(say("If it needs other settings, deploy it again with them.")),),
    )


def _content_gone(names: Text) -> Problem:
    return Problem(
        code="credentials_gone",
        what=say("These credentials cannot be restored: {names}.", names=names),
        why=say("Their contents were deleted since, and GoFerry keeps no copy of them."),
        next=(Advice(say("Set them again, if the program needs them.")),),
    )
