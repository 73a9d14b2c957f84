"""The budget of a file that is inspected: what was typed goes over its project's goferry.toml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.binary.report.budget import Budget, read_budget
from core.project import shared

if TYPE_CHECKING:
    from pathlib import Path


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
