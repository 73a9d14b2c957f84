"""Books of bytes: each is charged once, to a package and a kind, and to a function if to one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from core.binary.attribution.space import Ints, totals

if TYPE_CHECKING:
    from numpy.typing import NDArray

KINDS = (
    "code", "tables", "types", "strings", "data", "embedded", "debug", "names", "links",
    "headers", "padding", "foreign", "slices", "appended", "unnamed", "unexplained",
)  # fmt: skip
KIND_ROWS = {kind: row for row, kind in enumerate(KINDS)}


class Ledger:
    """Bytes per (package, kind), and per function."""

    def __init__(self, packages: int, functions: int) -> None:
        self.table = np.zeros((packages, len(KINDS)), dtype=np.int64)
        self.functions = np.zeros(functions, dtype=np.int64)

    def charge(
        self, kind: str, packages: Ints, sizes: Ints, *, functions: NDArray[Any] | None = None
    ) -> None:
        """Charge many at once; `functions` are rows, -1 where it is no function's."""
        self.table[:, KIND_ROWS[kind]] += totals(packages, sizes, len(self.table))
        if functions is not None:
            known = functions >= 0
            self.functions += totals(functions[known], sizes[known], len(self.functions))

    def charge_nobody(self, kind: str, size: int) -> None:
        """Charge bytes that belong to no package."""
        self.table[0, KIND_ROWS[kind]] += size

    def total(self) -> int:
        """All that has been charged."""
        return int(self.table.sum())

    def kind(self, kind: str) -> Ints:
        """Bytes of one kind, by package."""
        return self.table[:, KIND_ROWS[kind]]
