"""Which rows of a table a run takes: all in `make servers-test` and `builds-test`, else few."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")
LONG = bool(os.environ.get("GOFERRY_LONG"))  # these two set it


def few(rows: Sequence[T]) -> Sequence[T]:
    """Take the first row alone in a short run; let it be the one that asks for most."""
    return rows if LONG else rows[:1]
