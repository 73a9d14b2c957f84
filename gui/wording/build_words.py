"""A build in words: what it makes, what came of it, and its faults in the order of the code."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from core.actions import OpenFile
from core.words import Size, Text, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from core.build.artifact import Artifact
    from core.problems import Problem
    from core.usecases.settling import Settled
    from gui.runtime.session import Current

    Place = tuple[PurePath, int]

_EXPLAINED = 3  # faults in the code that are unfolded


def summary(current: Current) -> Text:
    """Say what a build would make now."""
    name = current.project.name if current.project else ""
    targets = 1 + len(current.also)
    if targets > 1:
        return say("{name} for {n} targets", name=name, n=targets)
    return say("{name} for {target}", name=name, target=str(current.options.target))


def doing(plan: Settled) -> Text:
    """Name the running build."""
    targets = len(plan.requests)
    if targets > 1:
        return say("Building for {n} targets", n=targets)
    return say("Building for {target}", target=str(plan.requests[0].options.target))


def result(artifact: Artifact) -> Text:
    """Say what a build made."""
    return say(
        "{name} for {target}: {size}, built in {seconds} s. Saved in {folder}.",
        name=artifact.path.name,
        target=str(artifact.target),
        size=Size(artifact.size),
        seconds=artifact.seconds,
        folder=str(artifact.path.parent),
    )


def in_order(
    problems: Sequence[Problem], folder: Path
) -> tuple[tuple[Problem, ...], frozenset[Place]]:
    """Return the problems to explain, and the places of those that are in the code.

    Of faults in the code, the first ones are explained, by file and line; before them is all that
    has no place there.
    """
    placed = {id(one): place for one in problems if (place := _place(one, folder))}
    others = [one for one in problems if id(one) not in placed]
    faults = sorted((one for one in problems if id(one) in placed), key=lambda one: placed[id(one)])
    first = faults[:_EXPLAINED]
    return (*others, *first), frozenset(placed[id(one)] for one in first)


def _place(problem: Problem, folder: Path) -> Place | None:
    """Find where in the code of a project a problem is."""
    for advice in problem.next:
        match advice.action:
            case OpenFile(file=file, line=line) if file.is_relative_to(folder):
                return PurePath(file.relative_to(folder)), line
            case _:
                pass
    return None
