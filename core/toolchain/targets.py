"""What a Go can build for, asked from that Go itself: no pair is written down here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.actions import ChooseGo
from core.codec import read_json
from core.problems import Advice, Problem, ProblemError
from core.processes import Command, capture
from core.target import Target
from core.toolchain.surroundings import environment
from core.words import say

if TYPE_CHECKING:
    from core.toolchain.go import Go


@dataclass(frozen=True, slots=True)
class TargetInfo:
    """A target of one Go: whether cgo is possible there, and whether Go calls it first class."""

    target: Target
    cgo: bool
    first_class: bool


async def dist_targets(go: Go) -> tuple[TargetInfo, ...]:
    """Return every target that this Go can build for, in Go's own order."""
    words = (str(go.program), "tool", "dist", "list", "-json")
    said = await capture(Command(words=words, env=environment(go)))
    try:
        rows = read_json(said.out)
        return tuple(
            TargetInfo(
                Target(goos=row["GOOS"], goarch=row["GOARCH"]),
                bool(row["CgoSupported"]),
                bool(row.get("FirstClass")),
            )
            for row in rows
        )
    except (ValueError, KeyError, TypeError) as reason:
        raise ProblemError(_no_list(go, said.err or said.out)) from reason


def _no_list(go: Go, said: str) -> Problem:
    return Problem(
        code="go_damaged",
        what=say("This Go installation did not report its targets."),
        why=say("The installation at {place} seems damaged.", place=str(go.root)),
        next=(Advice(say("Choose another Go installation."), ChooseGo()),),
        details=said[:4000],
        field="go",
    )
