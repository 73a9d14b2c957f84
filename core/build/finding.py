"""One thing found before a build."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.problems import Problem


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem seen beforehand; `stops` tells whether the build cannot succeed with it."""

    problem: Problem
    stops: bool
