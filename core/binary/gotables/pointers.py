"""Which words of a file are pointers: what Go itself says of that, not what looks like one.

A file with relocations needs little of this: they name every pointer. Elsewhere numbers in tables
often look like an address, and cut what stands there in two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from core.binary.attribution.parsed import NONE, function_at
from core.binary.attribution.space import runs
from core.binary.gotables import gcprog

if TYPE_CHECKING:
    from core.binary.attribution.parsed import Anatomy
    from core.binary.attribution.space import Flags, Ints, Space
    from core.binary.gotables.moduledata import ModuleData
    from core.binary.gotables.types import Types

_MOST_TASKS = 1 << 16  # of one package at the start
_MASK = 2048  # bytes of a type's largest mask (MaxPtrmaskBytes in internal/abi/type.go)
_MADE_LATER, _PROGRAM = 16, 64  # a type's flag, and a bit of its kind: its mask is not in the file


@dataclass(frozen=True, slots=True)
class Told:
    """Of each word: whether it may be a pointer (`real`), and what speaks for it.

    `sure` are those that the program itself vouches for, `typed` those that are none unless a type
    stands where they point.
    """

    real: Flags
    sure: Flags
    typed: Flags


def told(body: Anatomy, funcdata: Ints, at: Ints, addresses: Ints) -> Told:
    """Judge words of the data (file offsets, and the addresses in them) by where they stand."""
    space, module = body.space, body.module
    real = ~_in_funcdata(body, funcdata, at)
    nothing = np.zeros(len(at), dtype=np.bool_)
    if module is None:
        return Told(real, nothing, nothing)
    if len(space.patched_at):
        return Told(real, real, nothing)
    sure, typed = nothing.copy(), nothing.copy()
    plain = _inside(space, module.plain, at)
    real[plain] &= _is_list(body, module, at[plain], addresses[plain])
    data = _inside(space, module.data, at)
    known = _is_in_program(space, module, at[data])
    if known is not None:
        sure[data] = known
        typed[data] = ~known & _is_type(space, module, addresses[data])
        real[data] &= known | typed[data]
    return Told(real, sure & real, typed & real)


def in_masks(space: Space, types: Types, at: Ints) -> Flags:
    """Which of these words (in order) overlap a mask: bits that say where a type has pointers."""
    word, described = space.image.word, types.at
    masks = space.offsets(space.pointers(described + 3 * word + 8))
    sizes = -(-space.pointers(described + word) // (8 * word))
    absent = space.u8(described + 2 * word + 4) & _MADE_LATER
    absent |= space.u8(described + 2 * word + 7) & _PROGRAM
    known = (masks >= 0) & (sizes > 0) & (sizes <= _MASK) & (absent == 0)
    first = np.searchsorted(at, masks[known] - word, side="right")
    counts = np.searchsorted(at, (masks + sizes)[known]) - first
    found = np.zeros(len(at), dtype=np.bool_)
    found[np.repeat(first, counts) + runs(counts)] = True
    return found


def method_tables(space: Space, types: Types, at: Ints, targets: Ints) -> tuple[Ints, Ints]:
    """Where each runtime.itab stands in the file, and the row of its type.

    It begins with pointers to interface and type, and repeats the hash that stands in the type.
    """
    word, described = space.image.word, types.at
    if not len(described):
        return NONE, NONE
    inside = (targets >= described[0]) & (targets <= described[-1])
    pair = np.flatnonzero(inside[:-1] & inside[1:])
    pair = pair[at[pair + 1] - at[pair] == word]
    same = space.u32(at[pair] + 2 * word) == space.u32(targets[pair + 1] + 2 * word)
    pair = pair[same]
    interface, row = (
        np.searchsorted(described, targets[pair + step]).clip(max=len(described) - 1)
        for step in (0, 1)
    )
    fits = (described[interface] == targets[pair]) & (described[row] == targets[pair + 1])
    return at[pair[fits]], row[fits]


def _in_funcdata(body: Anatomy, funcdata: Ints, at: Ints) -> Flags:
    """go:func.* holds no addresses since the function table holds none either."""
    inside = funcdata[funcdata >= 0]
    if body.functions.absolute or not len(inside):
        return np.zeros(len(at), dtype=np.bool_)
    found: Flags = (at >= inside.min()) & (at < inside.max())
    return found


def _inside(space: Space, ends: tuple[int, int], at: Ints) -> Ints:
    """Rows of the words that stand between these two addresses."""
    start = int(space.offsets(np.array(ends[:1]))[0])
    return np.flatnonzero((start >= 0) & (at >= start) & (at < start + ends[1] - ends[0]))


def _is_list(body: Anatomy, module: ModuleData, at: Ints, addresses: Ints) -> Flags:
    """The only pointers among the variables without any: what to run at the start.

    Those are lists of functions and a list of such lists; and the module's data, which in older
    files stands among them itself.
    """
    word, offsets = body.space.image.word, body.space.offsets(addresses)
    function = function_at(body, offsets)
    begins = (function >= 0) & (body.starts[function] == offsets)
    first, end = module.plain
    near = (addresses >= first) & (addresses < end) & (addresses % word == 0)
    lists = near & _begins_list(body, offsets, at[begins])
    near &= lists | np.isin(offsets, at[lists])
    near |= offsets == module.offset
    own = (at >= module.offset) & (at < module.offset + module.words * word)
    listed: Flags = begins | near | own
    return listed


def _begins_list(body: Anatomy, offsets: Ints, functions: Ints) -> Flags:
    """Whether a package's list of what to run at the start stands there: none, how many, each.

    `functions` are the places of words that point at functions.
    """
    space = body.space
    count = space.u32(offsets + 4)
    listed: Flags = (space.u32(offsets) == 0) & (count > 0) & (count < _MOST_TASKS)
    return listed & np.isin(offsets + 8, functions)


def _is_in_program(space: Space, module: ModuleData, at: Ints) -> Flags | None:
    """What the collector is told of; None when its program cannot be read."""
    start, program = space.offsets(np.array([module.data[0], module.masks[0]])).tolist()
    word = space.image.word
    known = gcprog.unfold(space.image.data, program, (module.data[1] - module.data[0]) // word)
    if not known:
        return None
    rows = ((at - start) // word).clip(max=len(known) - 1)
    found: Flags = np.frombuffer(known, dtype=np.bool_)[rows]
    return found


def _is_type(space: Space, module: ModuleData, addresses: Ints) -> Flags:
    """Pointers to types, of which the collector is not told: they are never freed."""
    aligned = addresses % space.image.word == 0
    found: Flags = aligned & (addresses >= module.types) & (addresses < module.types_end)
    return found
