"""The symbol table in bulk: addresses, sizes and packages of everything that has a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from core.binary.attribution.space import Ints, Space
    from core.binary.formats.image import SymbolTable
    from core.binary.gotables.names import Packages

_LAYOUTS = {  # field: (offset, width) of each symbol's name, address and size; and its own length
    "elf64": {"name": (0, 4), "value": (8, 8), "size": (16, 8), "length": (24, 0)},
    "elf32": {"name": (0, 4), "value": (4, 4), "size": (8, 4), "length": (16, 0)},
    "macho64": {"name": (0, 4), "value": (8, 8), "length": (16, 0)},
    "macho32": {"name": (0, 4), "value": (8, 4), "length": (12, 0)},
    "coff": {"zero": (0, 4), "name": (4, 4), "value": (8, 4), "length": (18, 0)},
}
_LONGEST = 4096  # bytes of a name that are looked at
_CARRIERS = (
    b"go:",
    b"type:",
    b"typerel.",
    b"runtime.rodata",
    b"runtime.types",
    b"runtime.gcbits",
    b"runtime.etypes",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbols:
    """One row per symbol: its address, size (0 where the format has none) and name's offset.

    `entries` is where the table begins and `entry` the bytes of each row.
    """

    addresses: Ints
    sizes: Ints
    names: Ints
    entries: int
    entry: int

    def __len__(self) -> int:
        return len(self.addresses)


def read(space: Space, table: SymbolTable) -> Symbols | None:
    """Read the table, None when it does not lie in the file."""
    fields = _LAYOUTS[table.layout]
    entry = fields["length"][0]
    end = table.offset + table.count * entry
    strings_end = table.strings + table.strings_size
    if not table.count or end > space.size or strings_end > space.size:
        return None
    order = space.image.order
    kinds = {name: (f"{order}u{width}", at) for name, (at, width) in fields.items() if width}
    shape = np.dtype(
        {
            "names": list(kinds),
            "formats": [kind for kind, _ in kinds.values()],
            "offsets": [at for _, at in kinds.values()],
            "itemsize": entry,
        }
    )
    rows = space.array(table.offset, table.count, shape)
    names = table.strings + np.where(_apart(rows), rows["name"].astype(np.int64), 0)
    sizes = rows["size"] if "size" in kinds else np.zeros(table.count)
    return Symbols(
        addresses=_addresses(space, table, rows),
        sizes=sizes.astype(np.int64),
        names=np.where((names > table.strings) & (names < strings_end), names, -1),
        entries=table.offset,
        entry=entry,
    )


def _apart(rows: NDArray[Any]) -> Any:  # noqa: ANN401 - one answer for all, or one for each
    """Whether a name stands among the strings: COFF keeps the shortest ones in the row itself."""
    return rows["zero"] == 0 if "zero" in (rows.dtype.names or ()) else True


def _addresses(space: Space, table: SymbolTable, rows: NDArray[Any]) -> Ints:
    """Values are addresses, except in COFF: there they count from the start of a section."""
    values = rows["value"].astype(np.int64)
    if table.layout != "coff":
        return values
    at = table.offset + 12 + 18 * np.arange(table.count, dtype=np.int64)
    number = space.u16(at)
    loaded = [s.address for s in space.image.sections if s.address]
    bases = np.array([0, *loaded], dtype=np.int64)
    known = (number > 0) & (number < len(bases))
    return np.where(known, bases[np.where(known, number, 0)] + values, 0)


def imported_size(space: Space, table: SymbolTable) -> int:
    """Bytes of the rows and names of a Mach-O table that stay when the program is stripped."""
    found = read(space, table)
    if found is None:
        return 0
    kind = space.u8(found.entries + 4 + found.entry * np.arange(len(found), dtype=np.int64))
    rows = np.flatnonzero((kind & 0x0E) == 0)  # N_UNDF: provided by another library
    return int((name_lengths(space, table, found.names[rows]) + found.entry).sum())


def name_lengths(space: Space, table: SymbolTable, names: Ints) -> Ints:
    """Bytes of each name with the NUL that ends it, 0 for a name that is not in the table."""
    ends = table.strings + np.flatnonzero(
        space.bytes[table.strings : table.strings + table.strings_size] == 0
    )
    if not len(ends):
        return np.zeros(len(names), dtype=np.int64)
    place = np.searchsorted(ends, names).clip(max=len(ends) - 1)
    return np.where(names >= 0, np.maximum(ends[place] - names + 1, 0), 0)


def packages_at(space: Space, names: Ints, packages: Packages, *, underscore: bool) -> Ints:
    """Number the package of each symbol's name (0: none, or one that only carries others)."""
    data = space.image.data
    numbers = np.zeros(len(names), dtype=np.int64)
    for row, at in enumerate(names.tolist()):
        if at < 0:
            continue
        name = data[at : at + _LONGEST].partition(b"\0")[0]
        name = name[1:] if underscore and name.startswith(b"_") else name
        if not name.startswith(_CARRIERS):
            numbers[row] = packages.number_of(name)
    return numbers
