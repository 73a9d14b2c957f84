"""Whose each piece of data is: what a symbol says, else what points at it or names it in code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from core.binary.attribution import loading
from core.binary.attribution.parsed import NONE, function_at
from core.binary.gotables import generics, gofile, inlining, symbols

if TYPE_CHECKING:
    from core.binary.attribution.objects import Objects
    from core.binary.attribution.parsed import Anatomy
    from core.binary.attribution.space import Flags, Ints

_ALIGN = 32  # bytes; what Go aligns its largest variables to
_LISTS = ("typelink", "itablink")
_MOST_CASES = 1 << 10  # of a type switch
_LARGE = 1 << 16  # bytes; of less it is not asked whose it is beside who uses it


@dataclass(frozen=True, slots=True)
class Variables:
    """What the symbol table names in the data: file offsets, and packages (0: does not tell).

    PE and Mach-O do not keep sizes: there each ends where it starts, which says only that.
    """

    starts: Ints
    ends: Ints
    packages: Ints


def variables(body: Anatomy) -> Variables:
    """Read them; none in a stripped file."""
    image = body.space.image
    table = image.symbols
    found = symbols.read(body.space, table) if table and not image.stripped else None
    if found is None:
        return Variables(NONE, NONE, NONE)
    offsets = body.space.offsets(found.addresses)
    useful = (offsets >= 0) & (function_at(body, offsets) < 0)
    useful &= (found.sizes > 0) | (image.format != "elf")
    starts, sizes, names = offsets[useful], found.sizes[useful], found.names[useful]
    underscore = image.format == "macho"
    owners = symbols.packages_at(body.space, names, body.packages, underscore=underscore)
    return Variables(starts, _with_padding(starts, starts + sizes), owners)


def _with_padding(starts: Ints, ends: Ints) -> Ints:
    """The ends, each moved to where the next variable starts if only padding lies between."""
    following = np.append(np.sort(starts), 1 << 62)
    after = following[np.searchsorted(following, ends)]
    return np.where(after - ends < _ALIGN, after, ends)


def give(body: Anatomy, objects: Objects, named: Variables) -> None:
    """Find an owner for each object, from the surest sign to the weakest."""
    objects.give_ranges(named.starts, named.ends, named.packages)
    objects.give(named.starts, named.packages)
    described = body.types
    if described is None:
        return
    _give_runtime_tables(body, objects)
    objects.give(described.at, described.packages)
    _give_function_values(body, objects)
    _give_tables_of_methods(body, objects)
    generics.give_dictionaries(body)
    asserted, switched = _caches(body, objects)
    _give_what_code_names(body, objects, asserted | switched)
    _take_back(body, objects, asserted)
    objects.give(described.parts, described.packages[described.part_of])
    objects.give(described.method_type, described.packages[described.method_of])
    objects.give_along(body.pointers.holders, body.pointers.objects)
    rows = objects.rows(described.at)
    owners = np.where(rows >= 0, objects.owners[rows], 0)
    objects.give(described.parts, owners[described.part_of])
    _name_generated(body, objects)


def _give_what_code_names(body: Anatomy, objects: Objects, made_up: Flags) -> None:
    """To the package whose source names it most often, wherever that was inlined.

    What the compiler made up for a piece of code is made anew wherever that is inlined.
    """
    functions, rows = body.uses.functions, body.uses.objects
    asked = np.flatnonzero((functions >= 0) & (rows >= 0) & (objects.owners[rows] == 0))
    inside = made_up[rows[asked]]
    own, other = asked[inside], asked[~inside]
    objects.give_to_most_frequent(rows[own], body.owners[functions[own]])
    users = inlining.packages_at(body, body.uses.at[other], functions[other])
    objects.give_to_most_frequent(rows[other], users)


def _take_back(body: Anatomy, objects: Objects, own: Flags) -> None:
    """From packages that use a large variable of another one: of one that has no code of its own.

    What the variable points at stays without a name then, instead of bearing a stranger's.
    """
    found, large = body.pointers, objects.sizes >= _LARGE
    tables = objects.rows(np.array([f.table for f in body.embedded], dtype=np.int64))
    large[tables[tables >= 0]] = True
    useful = np.flatnonzero((found.holders >= 0) & (found.objects >= 0))
    useful = useful[large[found.objects[useful]] & ~large[found.holders[useful]]]
    holders, held = found.holders[useful], found.objects[useful]
    asked = np.flatnonzero((objects.owners[held] == 0) & (objects.owners[holders] > 0))
    if not len(asked):
        return
    own = own & ~_in_generic_code(body, own)
    order = loading.Order(body, objects, own, holders)
    doubtful = _has_module_without_code(body)
    for row, large_one in zip(holders[asked].tolist(), held[asked].tolist(), strict=True):
        user = int(objects.owners[row])
        allowed = order.allows(row, user) if user else True
        if allowed:
            continue
        named = order.around(row) or (0 if doubtful or allowed is False else user)
        objects.owners[row] = named
        if not named:
            body.unnamed[large_one] = user


def _has_module_without_code(body: Anatomy) -> bool:
    """Whether a module is linked in of which nothing bears a name: its data is someone's to use."""
    info = gofile.read_build_info(body.space.image)
    names = body.packages.names
    paths = [module.path for module in info.dependencies] if info else []
    heads: set[str] = set()
    for name in names:
        while name and name not in heads:
            heads.add(name)
            name = name.rpartition("/")[0]  # noqa: PLW2901 - the folder above, and so on
    return any(path not in heads for path in paths)


def _in_generic_code(body: Anatomy, own: Flags) -> Flags:
    """Which of these code of generic functions names: the linker keeps one of each, of any."""
    functions, rows = body.uses.functions, body.uses.objects
    asked = np.flatnonzero((functions >= 0) & (rows >= 0))
    asked = asked[own[rows[asked]]]
    found = np.zeros(len(own), dtype=np.bool_)
    found[rows[asked[_bracketed(body)[functions[asked]]]]] = True
    return found


def _bracketed(body: Anatomy) -> Flags:
    """Which functions have a bracket in their names."""
    header, names = body.functions.header, body.functions.names
    brackets = np.flatnonzero(body.space.bytes[header.names : header.units] == ord("["))
    ends = np.append(body.name_starts[1:], header.units - header.names)
    row = np.searchsorted(body.name_starts, names, side="right") - 1
    first, last = np.searchsorted(brackets, [names, ends[row]])
    found: Flags = first < last
    return found


def _caches(body: Anatomy, objects: Objects) -> tuple[Flags, Flags]:
    """Which objects remember how type assertions and how switches came out (abi.TypeAssert …).

    A pointer to what is remembered, then the interface's type, or the number of them and each.
    """
    found, described, word = body.pointers, body.types, body.space.image.word
    asserted, switched = (np.zeros(len(objects), dtype=np.bool_) for _ in range(2))
    if described is None or not len(described.at):
        return asserted, switched
    to_interface = np.isin(found.objects, objects.rows(described.at[described.interfaces]))
    inside = np.flatnonzero((found.holders >= 0) & to_interface)
    holders = found.holders[inside]
    distance = found.at[inside] - objects.starts[holders]
    asserted[holders[distance == word]] = True
    count = body.space.pointers(objects.starts[holders] + word)
    listed = (distance == 2 * word) & (count > 0) & (count < _MOST_CASES)
    switched[holders[listed]] = True
    return asserted, switched


def runtime_tables(body: Anatomy) -> Ints:
    """Where the runtime's index of functions, masks and lists of types begin and end."""
    module = body.module
    ranges = [(s.offset, s.end) for s in body.stretches if s.name.endswith(_LISTS)]
    if module is not None:
        at, *masks = body.space.offsets(np.array([module.index, *module.masks])).tolist()
        ranges += [(at, at + module.index_size), *((mask, mask + 1) for mask in masks)]
    places = np.array([place for place in sorted(ranges) if place[0] >= 0], dtype=np.int64)
    return places.reshape(-1, 2)


def _give_runtime_tables(body: Anatomy, objects: Objects) -> None:
    """Those to the runtime."""
    places, runtime = runtime_tables(body), body.packages.number("runtime")
    objects.give_ranges(places[:, 0], places[:, 1], np.full(len(places), runtime))


def _give_function_values(body: Anatomy, objects: Objects) -> None:
    """A word that only points at a function is that function's value, and its package's.

    So is a package's list of what to run at the start: a word with their number, then each.
    """
    found, word, space = body.pointers, body.space.image.word, body.space
    useful = np.flatnonzero((found.functions >= 0) & (found.holders >= 0))
    rows, function = found.holders[useful], found.functions[useful]
    at, start = found.at[useful], objects.starts[found.holders[useful]]
    value = (at == start) & (objects.sizes[rows] == word)
    count = space.u32(start + 4)
    tasks = (at == start + 8) & (space.u32(start) == 0) & (count > 0)
    tasks &= objects.sizes[rows] >= 8 + count * word
    fits = (value | tasks) & (body.starts[function] == space.offsets(space.pointers(at)))
    objects.give(start[fits], body.owners[function[fits]])


def _give_tables_of_methods(body: Anatomy, objects: Objects) -> None:
    """What an interface calls a type by is that type's."""
    at, rows = body.method_tables
    if body.types is not None:
        objects.give(at, body.types.packages[rows])


def _name_generated(body: Anatomy, objects: Objects) -> None:
    """Functions that the compiler made for a type go to whoever owns what points at them."""
    found = body.pointers
    useful = np.flatnonzero((found.functions >= 0) & (found.holders >= 0))
    function, owner = found.functions[useful], objects.owners[found.holders[useful]]
    fits = (body.owners[function] == 0) & (owner > 0)
    body.owners[function[fits]] = owner[fits]
    body.owners[body.owners == 0] = body.packages.number("runtime")
