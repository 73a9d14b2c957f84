"""Hold what was just built to the budget that its project sets in goferry.toml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.binary.apart import inspect_apart
from core.binary.report.budget import check, read_budget
from core.binary.report.difference import Difference, compare
from core.binary.report.previous import exchange
from core.events import Steps
from core.problems import ProblemError
from core.project import shared
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from core.binary.report.budget import Budget
    from core.build.artifact import Artifact
    from core.events import Report
    from core.home import Home


async def hold(
    artifacts: Iterable[Artifact], folder: Path, home: Home, *, report: Report
) -> Budget:
    """Compare programs with the limits of their project; without limits nothing is looked at.

    Raises `ProblemError` (`budget_exceeded`) for the first that is too large or grew too much
    since the build before, which is remembered. The programs stay in either case.
    """
    told = shared.load(folder)
    budget = read_budget(told.max_size, told.max_growth)
    if told.has_budget:
        steps = Steps(1, report)
        steps.start(say("Check the size budget"))
        for artifact in artifacts:
            difference = await _growth(artifact, home)
            if (found := check(budget, size=artifact.size, difference=difference)) is not None:
                raise ProblemError(found)
        steps.finish()
    return budget


async def _growth(artifact: Artifact, home: Home) -> Difference | None:
    """What changed since the build before; None without one."""
    found = await inspect_apart(artifact.path, functions=False)
    before = exchange(home, found)
    return None if before is None else compare(before, found)
