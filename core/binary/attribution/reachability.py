"""What leads to what in a program, followed the way Go's linker decides what to keep.

Nodes are functions, then objects, then for each type "its values go into interfaces": only then
the linker keeps methods of it, and of those only what some interface that is still there names
(or all exported ones, while something finds methods by name; cmd/link/internal/ld/deadcode.go).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from core.binary.attribution import calls, machine
from core.binary.attribution.parsed import NONE, function_at
from core.binary.attribution.space import Flags, Ints, distinct, runs

if TYPE_CHECKING:
    from core.binary.attribution.objects import Objects
    from core.binary.attribution.parsed import Anatomy, Pointers
    from core.binary.gotables.types import Types

_BY_NAME = (b"\0reflect.Value.MethodByName\0", b"\0reflect.Value.Method\0")


class Flood:
    """The graph of one program, to be flooded from its roots as often as wanted.

    `hidden` are more roots, where nothing else leads to them.
    """

    def __init__(self, body: Anatomy, roots: Ints, hidden: Ints) -> None:
        objects, described = body.objects, body.types
        self._functions = len(body.functions)
        self._shift = self._functions + (0 if objects is None else len(objects))
        self._types = 0 if objects is None or described is None else len(described.at)
        sources, targets = _edges(body, self._functions, self._shift)
        order = np.argsort(sources, kind="stable")
        self._targets = targets[order]
        self._nodes = self._shift + self._types
        self._counts = np.bincount(sources, minlength=self._nodes).astype(np.int64)
        self._first = np.cumsum(self._counts) - self._counts
        self._methods = _Methods(body, self._functions, self._shift)
        self._roots = roots
        # All that is in the file was reached when it was linked, be it in ways that do not show.
        seen = self.reach(np.zeros(0, dtype=np.bool_))
        self._roots = np.concatenate([roots, hidden[~seen[hidden]]])
        self._methods.keep_beside(self.reach(np.zeros(0, dtype=np.bool_)))

    def reach(self, blocked: Flags) -> Flags:
        """The functions and objects that the roots lead to without passing a blocked one."""
        roots = self._roots
        stop = np.concatenate([blocked, np.zeros(self._nodes - len(blocked), dtype=np.bool_)])
        seen = np.zeros(self._nodes, dtype=np.bool_)
        frontier = roots[~stop[roots]]
        while len(frontier):
            while len(frontier):
                seen[frontier] = True
                counts = self._counts[frontier]
                places = np.repeat(self._first[frontier], counts) + runs(counts)
                reached = distinct(self._targets[places])
                frontier = reached[~seen[reached] & ~stop[reached]]
            reached = self._methods.kept(seen)
            frontier = reached[~seen[reached] & ~stop[reached]]
        return seen[: self._shift]


class _Methods:
    """Methods that only live while their type is in interfaces and something may call them."""

    def __init__(self, body: Anatomy, functions: int, shift: int) -> None:
        found, objects, module = body.types, body.objects, body.module
        self._by_name = _finders_by_name(body)
        self._of = self._function = self._signature = NONE
        self._wanted_by = self._wanted = self._type = self._asked = NONE
        self._slot = self._callers = self._called = NONE
        self._exported = self._beside = np.zeros(0, dtype=np.bool_)
        if found is None or objects is None or module is None or not len(found.at):
            return
        code = body.space.offsets(module.text + found.method_code)
        function = function_at(body, code)
        real = (function >= 0) & (found.method_code > 0)
        self._of, self._function = shift + found.method_of[real], function[real]
        self._signature, self._exported = found.method_signature[real], found.method_exported[real]
        self._beside = np.zeros(len(self._of), dtype=np.bool_)
        self._type = functions + objects.rows(found.at)[found.method_of[real]]
        # Whoever has a value in an interface can ask for the type of each method that is kept.
        row = np.searchsorted(found.at, found.method_type[real]).clip(max=len(found.at) - 1)
        known = found.at[row] == found.method_type[real]
        self._asked = np.where(known, shift + row, self._type)
        self._wanted = found.wanted
        self._wanted_by = functions + objects.rows(found.at[found.wanted_by])
        self._slot = np.minimum(found.wanted_slot, machine.MOST_SLOTS - 1)
        self._callers, self._called = machine.interface_calls(body)

    def kept(self, seen: Flags) -> Ints:
        """Methods that are kept, and their types, given what has been reached."""
        called = np.zeros(machine.MOST_SLOTS, dtype=np.bool_)
        called[self._called[seen[self._callers]]] = True
        may_call = seen[self._wanted_by] & called[self._slot]
        wanted = np.isin(self._signature, self._wanted[may_call])
        if self._by_name is None or seen[self._by_name].any():
            wanted |= self._exported
        wanted &= seen[self._of]
        wanted |= self._beside & seen[self._type]
        return distinct(np.concatenate([self._function[wanted], self._asked[wanted]]))

    def keep_beside(self, seen: Flags) -> None:
        """Let the types keep their methods that are not seen: for reasons that do not show."""
        self._beside = ~seen[self._function]


def _finders_by_name(body: Anatomy) -> Ints | None:
    """The functions of reflect that find methods by name; None when nothing calls them directly.

    Then they are kept for calls through reflect.Type, which nothing here can see.
    """
    names = [name.strip(b"\0") for name in _BY_NAME]
    rows = calls.named(body, names)
    callees = calls.edges(body)[1]
    called = rows[np.isin(rows, callees)]
    return called if len(called) or not len(rows) else None


def keeps_methods(body: Anatomy) -> bool:
    """Whether the program finds methods by name at run time, so that the linker keeps them all."""
    header, data = body.functions.header, body.space.image.data
    return any(data.find(name, header.names, header.units) >= 0 for name in _BY_NAME)


def _edges(body: Anatomy, functions: int, shift: int) -> tuple[Ints, Ints]:
    callers, callees = calls.edges(body)
    objects, found, pointers = body.objects, body.types, body.pointers
    if objects is None or found is None:
        return callers, callees
    uses = body.uses
    used = np.flatnonzero((uses.functions >= 0) & (uses.objects >= 0))
    held = (pointers.holders >= 0) & ~_is_module_data(body, pointers.at)
    data, code = held & (pointers.objects >= 0), held & (pointers.functions >= 0)
    tables = np.zeros(len(objects) + 1, dtype=np.bool_)
    tables[objects.rows(body.method_tables[0])] = True
    code &= ~tables[pointers.holders]  # filled with methods that are kept, but keeping none
    code[code] = _at_beginnings(body, pointers.at[code], pointers.functions[code])
    types = _TypesOfObjects(objects, found, pointers)
    pairs = (
        (callers, callees),
        (uses.functions[used], functions + uses.objects[used]),
        (functions + pointers.holders[data], functions + pointers.objects[data]),
        (functions + pointers.holders[code], pointers.functions[code]),
        (functions + types.objects[found.part_of], functions + objects.rows(found.parts)),
        (shift + np.arange(len(found.at)), functions + types.objects),
        types.converted_by_code(body, used, shift),
        types.converted_by_data(np.flatnonzero(data), functions, shift),
    )
    sources, targets = (np.concatenate(side) for side in zip(*pairs, strict=True))
    real = (sources >= 0) & (targets >= 0)
    return sources[real], targets[real]


def _at_beginnings(body: Anatomy, places: Ints, functions: Ints) -> Flags:
    """Which pointers to code point at where a function begins: others are numbers by chance."""
    exact: Flags = body.space.offsets(body.space.pointers(places)) == body.starts[functions]
    return exact


def _is_module_data(body: Anatomy, places: Ints) -> Flags:
    """The runtime's own list of everything leads nowhere: it would keep all alive."""
    start = body.module.offset if body.module else -1
    inside: Flags = (places >= start) & (places < start + 80 * body.space.image.word) & (start >= 0)
    links = [s for s in body.space.image.loaded if s.name.endswith("itablink")]
    for section in links:
        inside |= (places >= section.offset) & (places < section.end)
    return inside


class _TypesOfObjects:
    """Which objects are descriptors of types, and what puts values of a type into interfaces."""

    def __init__(self, objects: Objects, found: Types, pointers: Pointers) -> None:
        self._pointers = pointers
        self.objects = objects.rows(found.at)
        self.rows = np.full(len(objects) + 1, -1, dtype=np.int64)
        self.rows[self.objects] = np.arange(len(found.at), dtype=np.int64)
        self.rows[-1] = -1  # where a pointer to no object looks
        self._whole = self._with_parts(len(objects))

    def _with_parts(self, count: int) -> Ints:
        """The descriptor that each object is, or is a part of: a list that stands behind it."""
        nearest = np.maximum.accumulate(np.where(self.rows[:-1] >= 0, np.arange(count), -1))
        holders, targets = self._pointers.holders, self._pointers.objects
        inside = (holders >= 0) & (targets > holders)
        inside[inside] = self.rows[holders[inside]] >= 0
        inside[inside] = nearest[targets[inside]] == holders[inside]
        whole = self.rows.copy()
        whole[targets[inside]] = self.rows[holders[inside]]
        return whole

    def converted_by_code(self, body: Anatomy, used: Ints, shift: int) -> tuple[Ints, Ints]:
        """From functions to types, but for those that they only allocate or compare with."""
        rows = self.rows[body.uses.objects[used]]
        used, rows = used[rows >= 0], rows[rows >= 0]
        converts = ~machine.only_allocates(body, body.uses.at[used])
        return body.uses.functions[used[converts]], shift + rows[converts]

    def converted_by_data(self, held: Ints, functions: int, shift: int) -> tuple[Ints, Ints]:
        """From data to the types that it names; from a type in interfaces to its components."""
        holders, rows = self._pointers.holders[held], self.rows[self._pointers.objects[held]]
        holders, rows = holders[rows >= 0], rows[rows >= 0]
        whole = self._whole[holders]
        return np.where(whole >= 0, shift + whole, functions + holders), shift + rows
