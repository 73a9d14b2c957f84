"""Whose source a piece of machine code came from: its function's, or that of one put in its place.

The compiler copies small functions into their callers and notes it for stack traces: a table from
program counters to a row of the function's tree of inlined calls, and in each row the name
(cmd/internal/obj/pcln.go, runtime/symtabinl.go; this layout since Go 1.20).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from core.binary.attribution.space import distinct, runs
from core.binary.gotables.pclntab import has_inline_trees

if TYPE_CHECKING:
    from core.binary.attribution.parsed import Anatomy
    from core.binary.attribution.space import Bytes, Ints

_FIXED, _TABLES_AT, _DATAS_AT = 44, 28, 43  # of a function's record: its length, two counts
_INDEX_TABLE, _TREE = 2, 3  # abi.PCDATA_InlTreeIndex, abi.FUNCDATA_InlTree
_ROW, _NAME_AT = 16, 4  # of a tree
_NOWHERE = 0xFFFFFFFF
_LONGEST_TABLE = 1 << 16  # bytes of one function's table
_TOGETHER = 1 << 15  # places looked up together: bounds the memory for intermediate arrays
_LONGEST = 5  # bytes of a varint of 32 bits


def packages_at(body: Anatomy, places: Ints, functions: Ints) -> Ints:
    """The number of the package whose source each place in the code came from.

    `functions` are the rows of the functions that hold the places.
    """
    owners: Ints = body.owners[functions]
    if not has_inline_trees(body.functions) or body.module is None or not body.module.gofunc:
        return owners
    index_at, trees = _tables(body)
    asked = np.flatnonzero(index_at[functions])
    asked = asked[np.argsort(index_at[functions[asked]], kind="stable")]
    for part in np.array_split(asked, 1 + len(asked) // _TOGETHER):
        function = functions[part]
        rows = _tree_rows(body, index_at[function], places[part] - body.starts[function])
        inlined = np.flatnonzero(rows >= 0)
        at = trees[function[inlined]] + _ROW * rows[inlined] + _NAME_AT
        found = _package_of_names(body, body.space.offsets(body.module.gofunc + at))
        owners[part[inlined]] = np.where(found > 0, found, owners[part[inlined]])
    return owners


def _package_of_names(body: Anatomy, places: Ints) -> Ints:
    """The package of the name that each place tells the distance of."""
    row = np.searchsorted(body.name_starts, body.space.i32(places), side="right") - 1
    found: Ints = body.name_owners[row.clip(0)]
    return found


def _tables(body: Anatomy) -> tuple[Ints, Ints]:
    """Of each function: where its table of tree rows stands (0: none), and where its tree does."""
    space, record = body.space, body.functions.records
    tables, datas = space.u32(record + _TABLES_AT), space.u8(record + _DATAS_AT)
    after = record + _FIXED
    index_at = space.u32(after + 4 * _INDEX_TABLE)
    trees = space.u32(after + 4 * (tables + _TREE))
    header = body.functions.header
    good = (tables > _INDEX_TABLE) & (datas > _TREE) & (trees != _NOWHERE)
    good &= index_at < header.table - header.pcs
    return np.where(good, index_at, 0), trees


def _tree_rows(body: Anatomy, tables: Ints, distances: Ints) -> Ints:
    """The row that each table gives for a distance from its function's start, -1 for none."""
    header, unit = body.functions.header, body.functions.header.unit
    starts = distinct(tables)
    if not len(starts):
        return tables
    first, last = int(starts[0]), int(starts[-1]) + _LONGEST_TABLE
    pcs = body.space.bytes[header.pcs + first : min(header.pcs + last, header.table)]
    table, ends, values = _decoded(pcs, starts - first)
    if not len(ends):
        return np.full(len(tables), -1, dtype=np.int64)
    keys = (table << 32) + ends * unit
    number = np.searchsorted(starts, tables)
    place = np.searchsorted(keys, (number << 32) + distances, side="right")
    place = place.clip(max=len(keys) - 1)
    return np.where(table[place] == number, values[place], -1)


def _decoded(pcs: Bytes, starts: Ints) -> tuple[Ints, Ints, Ints]:
    """All stretches of many tables: the number of its table, where it ends, and its value.

    A table is pairs of varints (by how much the value changes, how far it holds) up to a zero,
    and no other byte after its first is zero.
    """
    zeros = np.flatnonzero(pcs == 0)
    place = np.searchsorted(zeros, starts + 1)
    whole = place < len(zeros)
    ends = np.where(whole, np.append(zeros, 0)[place], 0)
    lengths = np.maximum(np.minimum(ends, np.append(starts[1:], len(pcs))) - starts, 0)
    raw = pcs[np.repeat(starts, lengths) + runs(lengths)]
    numbers, last = _varints(raw)
    table = np.repeat(np.arange(len(starts), dtype=np.int64), lengths)[last]
    counts = np.bincount(table, minlength=len(starts))
    odd = runs(counts) % 2 == 1
    steps, ends = numbers[:-1][odd[1:]], numbers[odd]
    values = np.where(steps & 1, -((steps + 1) >> 1), steps >> 1)
    table = table[odd]
    return table, _sums(ends, table), _sums(values, table) - 1


def _varints(raw: Bytes) -> tuple[Ints, Ints]:
    """Numbers that stand one after the other, seven bits a byte; and where each ends."""
    last = np.flatnonzero(raw < 0x80)  # noqa: PLR2004 - the bit that says more follows
    first = np.append(0, last[:-1] + 1)[: len(last)]
    numbers = np.zeros(len(last), dtype=np.int64)
    for step in range(_LONGEST):
        here = first + step
        byte = raw[np.minimum(here, last)].astype(np.int64) & 0x7F
        numbers += np.where(here <= last, byte << 7 * step, 0)
    return numbers, last


def _sums(numbers: Ints, table: Ints) -> Ints:
    """The sum of each table's numbers up to and with each of them; tables stand in order."""
    total = np.cumsum(numbers)
    first = np.flatnonzero(np.diff(table, prepend=-1))
    before = np.repeat((total - numbers)[first], np.diff(first, append=len(table)))
    return total - before
