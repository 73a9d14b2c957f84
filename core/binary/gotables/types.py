"""Go's type descriptors: which places are descriptors, their packages, and their names.

The layout is that of internal/abi/type.go. A place counts as a descriptor when all of its fields
make sense together; nothing depends on the Go version or on finding every descriptor.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from core.binary.attribution.space import Flags, Ints, Space, distinct, runs

if TYPE_CHECKING:
    from core.binary.gotables.moduledata import ModuleData
    from core.binary.gotables.names import Packages

_ARRAY, _CHAN, _FUNC, _INTERFACE, _MAP, _POINTER, _SLICE, _STRUCT = 17, 18, 19, 20, 21, 22, 23, 25
_LAST_KIND = 26
_UNCOMMON, _NAMED = 1, 4
_MOST_METHODS = 1 << 16
_DEPTH = 4  # of types made of types without a package: []map[string]*T


@dataclass(frozen=True, slots=True, kw_only=True)
class Types:
    """File offsets of descriptors, the package of each (0: none), and what else belongs to them.

    `parts` are offsets of names and of the types of wanted methods, `part_of` the row of the type
    they belong to. One row per method: `method_code` is the distance of its code from the start of
    Go's code, `method_of` the row of the type, `method_type` the file offset of its own type,
    `method_signature` one number for its name and type, `method_exported` whether reflection may
    find it by name. `interfaces` tells which types are; `wanted` are the signatures of what they
    want, `wanted_by` their rows and `wanted_slot` the place of each among what that one wants.
    """

    at: Ints
    packages: Ints
    parts: Ints
    part_of: Ints
    method_code: Ints
    method_of: Ints
    method_type: Ints
    method_signature: Ints
    method_exported: Flags
    interfaces: Flags
    wanted: Ints
    wanted_by: Ints
    wanted_slot: Ints


def read(space: Space, module: ModuleData, places: Ints, packages: Packages) -> Types:
    """Judge which of these file offsets are type descriptors and read them."""
    base = int(space.offsets(np.array([module.types]))[0])
    room = module.types_end - module.types
    if base < 0 or room <= 0:
        return nothing()
    at = _closure(space, places, base, room)
    kinds = _kinds(space, at)
    uncommon, found = _uncommon(space, at, kinds)
    notes = np.where(found, space.i32(uncommon), 0)
    rows, given = _noted_in_place(space, at, kinds, base, room)
    notes[rows] = np.where(notes[rows] > 0, notes[rows], given)
    own = _package_numbers(space, base, notes, packages)
    numbers = _from_components(space, at, kinds, own)
    method_of, method_at = _methods(space, uncommon, found)
    wanted_of, wanted_at = _wanted(space, at)
    rows = np.arange(len(at), dtype=np.int64)
    own_names = at + _base_size(space) - 8
    parts = np.concatenate([own_names, method_at, wanted_at, wanted_at + 4])
    names = base + space.i32(parts)
    name_of = np.concatenate([rows, method_of, wanted_of, wanted_of])
    inside_names = (names > base) & (names < base + room)
    exported = (space.u8(base + space.i32(method_at)) & 1) != 0
    signatures = _signatures(space, method_at)
    return Types(
        at=at,
        packages=numbers,
        parts=names[inside_names],
        part_of=name_of[inside_names],
        method_code=np.concatenate([space.i32(method_at + 8), space.i32(method_at + 12)]),
        method_of=np.concatenate([method_of, method_of]),
        method_type=np.tile(base + space.i32(method_at + 4), 2),
        method_signature=np.concatenate([signatures, signatures]),
        method_exported=np.concatenate([exported, exported]),
        interfaces=kinds == _INTERFACE,
        wanted=_signatures(space, wanted_at),
        wanted_by=wanted_of,
        wanted_slot=runs(np.bincount(wanted_of)),
    )


def _closure(space: Space, places: Ints, base: int, room: int) -> Ints:
    """The descriptors among these places, and those that they name by distances.

    Those are of the pointer to each, and of its methods.
    """
    at = fresh = np.zeros(0, dtype=np.int64)
    places = distinct(places)
    for _ in range(_DEPTH):
        inside = places[(places >= base) & (places < base + room)]
        fresh = inside[_are_types(space, inside, base, room)]
        at = distinct(np.concatenate([at, fresh]))
        uncommon, found = _uncommon(space, fresh, _kinds(space, fresh))
        methods = np.concatenate([_methods(space, uncommon, found)[1], _wanted(space, fresh)[1]])
        named = np.concatenate([fresh + _base_size(space) - 4, methods + 4])
        places = base + distinct(space.i32(named))
        places = places[~np.isin(places, at)]
        if not len(places):
            break
    return at


def nothing() -> Types:
    """No types at all: of a file whose runtime data was not found."""
    none = np.zeros(0, dtype=np.int64)
    return Types(
        at=none,
        packages=none,
        parts=none,
        part_of=none,
        method_code=none,
        method_of=none,
        method_type=none,
        method_signature=none,
        method_exported=none.astype(np.bool_),
        interfaces=none.astype(np.bool_),
        wanted=none,
        wanted_by=none,
        wanted_slot=none,
    )


def _methods(space: Space, uncommon: Ints, found: Flags) -> tuple[Ints, Ints]:
    """The rows of the types that have methods, one per method, and where each method stands."""
    rows = np.arange(len(uncommon), dtype=np.int64)
    counts = np.where(found, space.u16(uncommon + 4), 0)
    return _expand(rows, uncommon + space.u32(uncommon + 8), counts, 16)


def _word_fields(space: Space) -> int:
    """Bytes of the two words (size, bytes with pointers) that every descriptor begins with."""
    return 2 * space.image.word


def _kinds(space: Space, at: Ints) -> Ints:
    return space.u8(at + _word_fields(space) + 7) & 31


def _base_size(space: Space) -> int:
    """Bytes of abi.Type: four words and sixteen bytes of smaller fields."""
    return 4 * space.image.word + 16


def _are_types(space: Space, at: Ints, base: int, room: int) -> Flags:
    word, start = space.image.word, _word_fields(space)
    size, pointers = space.pointers(at), space.pointers(at + word)
    align, field_align = space.u8(at + start + 5), space.u8(at + start + 6)
    kind = space.u8(at + start + 7) & 31
    name = space.i32(at + start + 8 + 2 * word)
    good: Flags = (at % word == 0) & (size >= 0) & (pointers >= 0) & (pointers <= size)
    good &= (space.u32(at + start) != 0) & (kind >= 1) & (kind <= _LAST_KIND)
    good &= np.isin(align, (1, 2, 4, 8, 16)) & (field_align <= align) & (field_align > 0)
    good &= (name > 0) & (name < room) & (space.u8(at + start + 4) < 64)  # noqa: PLR2004 - flags
    good &= space.u8(np.where(good, base + name, 0)) < 16  # noqa: PLR2004 - a name's flags
    return good


def _extra_size(space: Space, kinds: Ints) -> Ints:
    """Bytes between abi.Type and the uncommon part, by kind."""
    word = space.image.word
    sizes = np.zeros(32, dtype=np.int64)
    sizes[[_POINTER, _SLICE]] = word
    sizes[_FUNC] = word
    sizes[_CHAN] = 2 * word
    sizes[_ARRAY] = 3 * word
    sizes[[_INTERFACE, _STRUCT]] = 4 * word
    return sizes[kinds]


def _uncommon(space: Space, at: Ints, kinds: Ints) -> tuple[Ints, Flags]:
    """Where each type's package and methods are noted, and whether they are at all.

    Maps grew from release to release; their part is found by what it must contain.
    """
    flags = space.u8(at + _word_fields(space) + 4)
    has = (flags & _UNCOMMON) != 0
    place = at + _base_size(space) + _extra_size(space, kinds)
    maps = np.flatnonzero(has & (kinds == _MAP))
    for words in range(4, 14):
        guess = at[maps] + _base_size(space) + words * space.image.word
        exported, methods, first = (
            space.u16(guess + 6),
            space.u16(guess + 4),
            space.u32(guess + 8),
        )
        fits = (exported <= methods) & (first == 16) & (space.u32(guess + 12) == 0)  # noqa: PLR2004
        fresh = fits & (place[maps] == at[maps] + _base_size(space))
        place[maps[fresh]] = guess[fresh]
    return place, has


def _package_numbers(space: Space, base: int, names: Ints, packages: Packages) -> Ints:
    """Number the package whose path is written at each name offset (0: none)."""
    distinct, back = np.unique(names, return_inverse=True)
    numbers = np.zeros(len(distinct), dtype=np.int64)
    for row, offset in enumerate(distinct.tolist()):
        if offset > 0:
            path = name_at(space, base + offset)
            numbers[row] = packages.number("" if path == "go.shape" else path)
    return numbers[back]


def name_at(space: Space, offset: int) -> str:
    """The text of an abi.Name: a byte of flags, its length as a varint, its bytes."""
    data = space.image.data
    length, shift, at = 0, 0, offset + 1
    for byte in data[at : at + 3]:
        at += 1
        length |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:  # noqa: PLR2004 - the bit that says more follows
            break
    text = data[at : at + min(length, 4096)]
    name = text.decode("utf-8", "replace")
    return name if name.isprintable() and "�" not in name else ""


def _from_components(space: Space, at: Ints, kinds: Ints, numbers: Ints) -> Ints:
    """Give types without a package that of what they are made of: []T, *T, map[K]V, func(T).

    The first component that has one decides, in rounds, since components may be of such kind.
    """
    whole, places = _components(space, at, kinds)
    order = np.argsort(at, kind="stable")
    target = space.offsets(space.pointers(places))
    row = np.searchsorted(at[order], target).clip(max=max(len(at) - 1, 0))
    row = order[row] if len(at) else row
    known = at[row] == target if len(at) else np.zeros(0, dtype=np.bool_)
    whole, part = whole[known][::-1], row[known][::-1]  # the last assignment wins: the first part
    for _ in range(_DEPTH):
        fresh = (numbers[whole] == 0) & (numbers[part] > 0)
        numbers[whole[fresh]] = numbers[part[fresh]]
    return numbers


def _components(space: Space, at: Ints, kinds: Ints) -> tuple[Ints, Ints]:
    """Rows of types, one per pointer to a type that they are made of, and where each stands."""
    word, after = space.image.word, at + _base_size(space)
    one = np.flatnonzero(np.isin(kinds, (_POINTER, _SLICE, _ARRAY, _CHAN)))
    maps, functions = np.flatnonzero(kinds == _MAP), np.flatnonzero(kinds == _FUNC)
    counted = after[functions]
    counts = space.u16(counted) + (space.u16(counted + 2) & 0x7FFF)  # the bit says: variadic
    has_more = (space.u8(at[functions] + _word_fields(space) + 4) & _UNCOMMON) != 0
    arguments = _expand(functions, counted + word + 16 * has_more, counts, word)
    structs = np.flatnonzero(kinds == _STRUCT)
    count = space.pointers(after[structs] + 2 * word)
    count = np.where((count >= 0) & (count < _MOST_METHODS), count, 0)
    first = space.offsets(space.pointers(after[structs] + word)) + word
    fields = _expand(structs, first, count, 3 * word)
    rows = (one, maps, maps, arguments[0], fields[0])
    places = (after[one], after[maps], after[maps] + word, arguments[1], fields[1])
    return np.concatenate(rows), np.concatenate(places)


def _noted_in_place(space: Space, at: Ints, kinds: Ints, base: int, room: int) -> tuple[Ints, Ints]:
    """Rows of structs and interfaces, and the package each notes for its unexported members.

    As the distance of the package's name from the first type, 0 for none.
    """
    rows = np.flatnonzero(np.isin(kinds, (_STRUCT, _INTERFACE)))
    name = space.offsets(space.pointers(at[rows] + _base_size(space))) - base
    return rows, np.where((name > 0) & (name < room), name, 0)


def _wanted(space: Space, at: Ints) -> tuple[Ints, Ints]:
    """The rows of interface types, one per method they want, and where each stands."""
    lists = np.flatnonzero(_kinds(space, at) == _INTERFACE)
    after = at[lists] + _base_size(space) + space.image.word
    length = space.pointers(after + space.image.word)
    length = np.where((length >= 0) & (length < _MOST_METHODS), length, 0)
    return _expand(lists, space.offsets(space.pointers(after)), length, 8)


def _signatures(space: Space, places: Ints) -> Ints:
    """Name and type of each method as one number: the linker keeps only one of each."""
    return space.u32(places) << 32 | space.u32(places + 4)


def _expand(rows: Ints, first: Ints, counts: Ints, step: int) -> tuple[Ints, Ints]:
    """One entry per member of a table: which row it belongs to, and where it stands."""
    if int(counts.sum()) > 1 << 24:  # no program has as many methods: a damaged file
        counts = np.zeros_like(counts)
    return np.repeat(rows, counts), np.repeat(first, counts) + step * runs(counts)
