"""Write each stretch of the file into the books: who pays for which of its bytes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from core.binary.attribution import extents
from core.binary.attribution.apportion import among, split
from core.binary.attribution.ledger import KIND_ROWS
from core.binary.attribution.objects import look_like_text
from core.binary.attribution.parsed import owners_at
from core.binary.attribution.space import distinct
from core.binary.gotables import symbols
from core.binary.gotables.pclntab import program_counters

if TYPE_CHECKING:
    from core.binary.attribution.objects import Objects
    from core.binary.attribution.parsed import Anatomy
    from core.binary.attribution.space import Flags, Ints
    from core.binary.formats.image import Section


def charge(body: Anatomy, piece: Section) -> None:
    """Charge one stretch of the file; what is charged sums to its size."""
    before = body.ledger.total()
    if piece.role == "code":
        _charge_code(body, piece)
    elif piece.role == "names":
        _charge_names(body, piece)
    elif piece.role == "debug":
        _charge_debug(body, piece)
    elif piece.name in _POINTER_TABLES:
        _charge_pointers(body, piece)
    elif piece.role in ("data", "types", "tables") and piece.address:
        _charge_data(body, piece)
    rest = piece.size - (body.ledger.total() - before)
    if rest < 0:  # a lie in the file's own tables that nothing above caught
        raise ArithmeticError(piece.name)
    kind = "data" if piece.role not in _PLAIN else piece.role
    body.ledger.charge_nobody("foreign" if kind == "code" and _is_foreign(body) else kind, rest)


_PLAIN = (
    "code", "tables", "types", "debug", "names", "links", "headers", "padding", "slices",
    "appended", "unexplained",
)  # fmt: skip
_FOREIGN = 1 << 12  # bytes of code without Go's functions that show that there is C in a program


_POINTER_TABLES = (".rela", ".rela.dyn", ".rel", ".reloc", "rebase info", "chained fixups")


_FAR = 1 << 17  # bytes between two neighbours among the types, at most


def _charge_debug(body: Anatomy, piece: Section) -> None:
    """Debug information in proportion to each package's compile units."""
    _charge_in_proportion(body, "debug", piece.size, body.debug)


def _charge_pointers(body: Anatomy, piece: Section) -> None:
    """A table of pointers to adjust, in proportion to how many of them each package holds."""
    if body.objects is None:
        return
    holders = body.pointers.holders
    owners = np.where(holders >= 0, body.objects.owners[holders], 0)
    _charge_in_proportion(body, "links", piece.size, np.bincount(owners))


def _charge_in_proportion(body: Anatomy, kind: str, size: int, weights: Ints) -> None:
    """Bytes that all packages share, to each by its weight (a row per package)."""
    total = int(weights.sum())
    if not total:
        return
    ends = [0, *(size * part // total for part in np.cumsum(weights).tolist())]
    sizes = np.array([b - a for a, b in pairwise(ends)], dtype=np.int64)
    body.ledger.charge(kind, np.arange(len(sizes), dtype=np.int64), sizes)


def _charge_code(body: Anatomy, piece: Section) -> None:
    starts = body.starts
    rows = np.flatnonzero((starts >= piece.offset) & (starts < piece.end))
    if not len(rows):
        return
    ends = np.minimum(starts[rows] + body.functions.sizes[rows], piece.end)
    ends = np.minimum(ends, np.append(starts[rows][1:], piece.end))
    body.ledger.charge("code", body.owners[rows], ends - starts[rows], functions=rows)


def _charge_data(body: Anatomy, piece: Section) -> None:
    """Objects to their owners; the function table, when it lies here, to the functions."""
    start, end = body.functions.header.start, body.functions.end
    if piece.offset <= start and end <= piece.end:
        _charge_table(body)
    if body.objects is not None:
        first, last = np.searchsorted(body.objects.starts, [piece.offset, piece.end]).tolist()
        _charge_objects(body, body.objects, first, last)


def _charge_objects(body: Anatomy, objects: Objects, first: int, last: int) -> None:
    """The objects of these rows to their owners; pieces of go:func.* to their functions."""
    uses = np.flatnonzero((body.funcdata >= first) & (body.funcdata < last))
    rows, users = body.funcdata[uses] - first, body.functions.data_of[uses]
    owners, sizes = objects.owners[first:last], objects.sizes[first:last]
    shared = np.zeros(last - first, dtype=np.bool_)
    shared[rows] = True
    parts = among((np.cumsum(shared) - 1)[rows], sizes[shared])
    body.ledger.charge("tables", body.owners[users], parts, functions=users)
    kinds = body.object_kinds[first:last]
    owned = ((owners > 0) | (kinds == KIND_ROWS["embedded"])) & ~shared
    for kind in ("types", "strings", "data", "embedded"):
        here = owned & (kinds == KIND_ROWS[kind])
        body.ledger.charge(kind, owners[here], sizes[here])
    nameless = np.zeros(len(objects), dtype=np.bool_)
    nameless[list(body.unnamed)] = True
    rest = ~owned & ~shared
    body.ledger.charge_nobody("unnamed", int(sizes[rest & nameless[first:last]].sum()))
    left = "foreign" if _is_foreign(body) else "unexplained"
    body.ledger.charge_nobody(left, int(sizes[rest & ~nameless[first:last]].sum()))


def _is_foreign(body: Anatomy) -> bool:
    """Whether there is C in the program: code that is none of Go's functions."""
    code = sum(piece.size for piece in body.stretches if piece.role == "code")
    return code - int(body.functions.sizes.sum()) > _FOREIGN


def kinds_of_objects(body: Anatomy) -> Ints:
    """What each object is by its place and its looks: a row of `ledger.KINDS`."""
    objects = body.objects
    if objects is None:
        return np.zeros(0, dtype=np.int64)
    typed = _in_types(body)
    for piece in body.stretches:
        if piece.role == "types":
            typed |= (objects.starts >= piece.offset) & (objects.starts < piece.end)
    kinds = np.full(len(objects), KIND_ROWS["data"], dtype=np.int64)
    kinds[look_like_text(body.space, objects)] = KIND_ROWS["strings"]
    kinds[typed] = KIND_ROWS["types"]
    kinds[_file_rows(body)] = KIND_ROWS["embedded"]
    return kinds


def _file_rows(body: Anatomy) -> Flags:
    """Which objects are the contents of embedded files."""
    objects = body.objects
    rows = np.zeros(len(objects) if objects else 0, dtype=np.bool_)
    if objects is None:
        return rows
    for file in body.embedded:
        if file.size:
            first, last = np.searchsorted(objects.starts, [file.offset, file.offset + file.size])
            rows[first:last] = True
            owner = owners_at(body, np.array([file.table]))[0]
            objects.owners[first:last] = owner
    return rows


def _in_types(body: Anatomy) -> Flags:
    """Which objects are type descriptors, what belongs to them, or what lies close between them.

    One place that only looks like a descriptor does not make types of all the texts before it.
    """
    objects = body.objects
    if objects is None or body.types is None or not len(body.types.at):
        return np.zeros(len(objects) if objects else 0, dtype=np.bool_)
    known = distinct(np.concatenate([body.types.at, body.types.parts]))
    rows = objects.rows(known)
    known = known[(rows >= 0) & (objects.starts[rows] == known)]
    ends = np.concatenate([[-_FAR], known, [1 << 62]])
    at = np.searchsorted(ends, objects.starts, side="right")
    inside: Flags = ends[np.minimum(at, len(ends) - 1)] - ends[at - 1] < _FAR
    return inside | extents.among(objects.starts, known)


def _charge_table(body: Anatomy) -> None:
    """The function table itself: header, names, files, program counters, records."""
    functions, ledger = body.functions, body.ledger
    header = functions.header
    ledger.charge_nobody("tables", header.names - header.start)
    _charge_function_names(body)
    _charge_files(body)
    at, of = program_counters(body.space, functions)
    pcs = split(at, start=0, end=header.table - header.pcs)
    ledger.charge("tables", body.owners[of], pcs.sizes, functions=of)
    rows = np.arange(len(functions), dtype=np.int64)
    lead = int(functions.records[0]) - header.table
    entry = lead // (len(functions) + 1)
    width = 2 * (body.space.image.word if functions.absolute else 4)
    each = np.full(len(rows), min(width, entry), dtype=np.int64)
    ledger.charge("tables", body.owners, functions.record_sizes + each, functions=rows)
    ledger.charge_nobody("tables", pcs.unused + lead - int(each.sum()))


def _charge_function_names(body: Anatomy) -> None:
    header = body.functions.header
    starts, numbers = body.name_starts, body.name_owners.copy()
    lengths = np.diff(starts, append=header.units - header.names)
    rows = np.searchsorted(starts, body.functions.names, side="right") - 1
    function = np.full(len(starts), -1, dtype=np.int64)
    function[rows] = np.arange(len(body.functions), dtype=np.int64)
    owned = function >= 0
    numbers[owned] = body.owners[function[owned]]
    body.ledger.charge("tables", numbers, lengths, functions=function)


def _charge_files(body: Anatomy) -> None:
    """Names of source files, and the lists of them, to the packages whose files they are."""
    header, order = body.functions.header, body.space.image.order
    units = body.functions.units
    lists = units < (header.files - header.units) // 4
    rows = np.flatnonzero(lists)
    at = 4 * units[rows]
    shares = split(at, start=0, end=header.files - header.units)
    body.ledger.charge("tables", body.owners[rows], shares.sizes, functions=rows)
    entries = body.space.array(header.units, (header.files - header.units) // 4, f"{order}u4")
    owner = np.zeros(len(entries) + 1, dtype=np.int64)
    owner[units[rows]] = body.owners[rows]
    first = np.maximum.accumulate(np.where(owner[:-1] > 0, np.arange(len(entries)), 0))
    room = header.pcs - header.files
    real = entries < room
    names = split(entries[real].astype(np.int64), start=0, end=room)
    body.ledger.charge("tables", owner[first][real], names.sizes)
    body.ledger.charge_nobody("tables", shares.unused + names.unused)


def _charge_names(body: Anatomy, piece: Section) -> None:
    """A symbol's row and its name to the package of what it names."""
    table = body.space.image.symbols
    found = symbols.read(body.space, table) if table else None
    if table is None or found is None:
        return
    offsets = body.space.offsets(found.addresses)
    owners = owners_at(body, offsets)
    if piece.offset <= found.entries and found.entries + len(found) * found.entry <= piece.end:
        sizes = np.full(len(found), found.entry, dtype=np.int64)
        body.ledger.charge("names", owners, sizes)
    if piece.offset <= table.strings and table.strings + table.strings_size <= piece.end:
        known = found.names >= 0
        names = split(
            found.names[known], start=table.strings, end=table.strings + table.strings_size
        )
        body.ledger.charge("names", owners[known], names.sizes)
