"""Pointers of a position-independent ELF file: they stand in its relocations, not in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from core.binary.formats.image import Image

_RELATIVE = {"amd64": 8, "arm64": 1027, "riscv64": 3, "s390x": 12, "ppc64le": 22, "loong64": 3}
_ENTRY = 24


def relative(image: Image) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The addresses that hold a pointer, in order, and where each points."""
    kind = _RELATIVE.get(image.goarch)
    addresses, targets = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    tables = [s for s in image.sections if s.name in (".rela", ".rela.dyn")] if kind else []
    for table in tables:
        if image.format != "elf" or image.word != 8 or table.end > len(image.data):  # noqa: PLR2004
            continue
        count = table.size // _ENTRY
        rows = np.frombuffer(image.data, f"{image.order}u8", count * 3, table.offset)
        rows = rows.astype(np.int64).reshape(count, 3)
        fits = (rows[:, 1] & 0xFFFF_FFFF) == kind
        addresses.append(rows[fits, 0])
        targets.append(rows[fits, 2])
    where, what = np.concatenate(addresses), np.concatenate(targets)
    order = np.argsort(where, kind="stable")
    return where[order], what[order]
