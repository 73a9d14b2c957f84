"""Budgets of sizes: what was typed goes over the goferry.toml of the program's project."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from core.binary.budget import Budget, check, read_budget
from core.project import shared

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from core.binary.difference import Difference
    from core.build.artifact import Artifact
    from core.home import Home
    from core.problems import Problem


def budget_for(file: Path, max_size: str, max_growth: str, *, against: Path | None) -> Budget:
    """The limits of a program: as typed, else those of the project whose folder it lies in.

    Where there is nothing to have grown from, the project's limit of growth says nothing.
    """
    told = _project_above(file)
    growth = told.max_growth if against else ""
    return read_budget(max_size or told.max_size, max_growth or growth)


def _project_above(file: Path) -> shared.Shared:
    """The settings of the nearest Go module; a goferry.toml without a go.mod is nobody's."""
    for folder in file.absolute().parents:
        if (folder / "go.mod").is_file():
            return shared.load(folder)
    return shared.Shared()


async def exceeded_by(
    artifacts: Iterable[Artifact], told: shared.Shared, home: Home
) -> Problem | None:
    """What the project's own budget says of programs that were just built."""
    budget = read_budget(told.max_size, told.max_growth)
    for artifact in artifacts:
        difference = await _growth(artifact, home) if told.max_growth else None
        if (found := check(budget, size=artifact.size, difference=difference)) is not None:
            return found
    return None


async def _growth(artifact: Artifact, home: Home) -> Difference | None:
    """What changed since the build before, which is remembered; None without one."""
    from core.binary.difference import compare
    from core.binary.inspector import inspect_apart
    from core.binary.previous import exchange

    found = await inspect_apart(artifact.path, functions=False)
    with suppress(OSError):  # no room for a memory is no reason to lose a build
        before = exchange(home, found)
        return None if before is None else compare(before, found)
    return None
