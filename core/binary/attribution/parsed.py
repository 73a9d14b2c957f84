"""A Go program laid open: its functions, its data, who owns what, and the books of bytes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from core.binary.formats.image import c_string

if TYPE_CHECKING:
    from core.binary.attribution.ledger import Ledger
    from core.binary.attribution.objects import Objects
    from core.binary.attribution.ranks import Ranks
    from core.binary.attribution.space import Ints, Space
    from core.binary.formats.image import Section
    from core.binary.gotables.embedded import Found
    from core.binary.gotables.moduledata import ModuleData
    from core.binary.gotables.names import Packages
    from core.binary.gotables.pclntab import Functions
    from core.binary.gotables.types import Types

NONE = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Uses:
    """Code that names data: the rows of the function and of the object, -1 where there is none.

    `at` are the file offsets of the instructions, as `references.from_code` tells them.
    """

    at: Ints
    functions: Ints
    objects: Ints


@dataclass(frozen=True, slots=True)
class Pointers:
    """Pointers in data: where each stands and what it points at.

    `at` are file offsets; `holders` rows of the objects they stand in, `objects` and `functions`
    rows of what they point at, -1 where there is none.
    """

    at: Ints
    holders: Ints
    objects: Ints
    functions: Ints


@dataclass(slots=True)
class Anatomy:
    """A Go program laid open; `ledger.total()` equals the file's size.

    Rows of `functions`: `starts` are file offsets of code (-1 outside), `owners` package numbers,
    `name_at` and `functions.first_file` file offsets of texts. `name_starts` are where the names
    begin in their table, those of inlined functions too, and `name_owners` their packages.
    `debug` are bytes of uncompressed debug information by package number;
    `funcdata` are rows of the objects that `functions.data_at` names;
    `ranked` are rows of functions in order of place, for `ranks`;
    `object_kinds` are rows of `ledger.KINDS`, one per object; `method_tables` are the file
    offsets of what interfaces call a type by (runtime.itab), and the row of each one's type;
    `unnamed` are rows of objects of packages that the file does not name, and who uses each.
    """

    space: Space
    stretches: tuple[Section, ...]
    functions: Functions
    packages: Packages
    ledger: Ledger
    starts: Ints
    owners: Ints
    ranked: Ints
    ranks: Ranks
    name_at: Ints
    name_starts: Ints
    name_owners: Ints
    debug: Ints = field(default_factory=lambda: NONE)
    object_kinds: Ints = field(default_factory=lambda: NONE)
    module: ModuleData | None = None
    objects: Objects | None = None
    types: Types | None = None
    embedded: tuple[Found, ...] = ()
    uses: Uses = field(default_factory=lambda: Uses(NONE, NONE, NONE))
    pointers: Pointers = field(default_factory=lambda: Pointers(NONE, NONE, NONE, NONE))
    funcdata: Ints = field(default_factory=lambda: NONE)
    method_tables: tuple[Ints, Ints] = (NONE, NONE)
    unnamed: dict[int, int] = field(default_factory=dict)


def text_at(space: Space, offset: int) -> str:
    """The NUL-ended text at a file offset, "" for -1."""
    return c_string(space.image.data, offset)


def function_at(body: Anatomy, places: Ints) -> Ints:
    """The function whose code holds each file offset, -1 where none does."""
    if not len(body.ranked):
        return np.full(len(places), -1, dtype=np.int64)
    rank = body.ranks.rows(places)
    row = body.ranked[rank]
    inside = (rank >= 0) & (places < body.starts[row] + body.functions.sizes[row])
    return np.where(inside, row, -1)


def funcdata_offsets(body: Anatomy) -> Ints:
    """The file offset of each use of go:func.*, -1 for those outside the file."""
    at = body.functions.data_at
    if not body.functions.absolute:
        if body.module is None or not body.module.gofunc:
            return np.full(len(at), -1, dtype=np.int64)
        at = body.module.gofunc + at
    return body.space.offsets(at)


def owners_at(body: Anatomy, offsets: Ints) -> Ints:
    """The package that owns what stands at each file offset (0: nobody)."""
    function = function_at(body, offsets)
    owners = np.where(function >= 0, body.owners[function.clip(min=0)], 0)
    objects = body.objects
    if objects is not None and len(objects):
        rows = objects.rows(offsets)
        owners[rows >= 0] = objects.owners[rows[rows >= 0]]
    return owners
