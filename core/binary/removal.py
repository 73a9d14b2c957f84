"""What a program would lose without some packages: everything that only they lead to.

The program's own references are flooded twice, from where Go starts and from every package's
initialisation: once as they are, once with the packages blocked. What the second flood does not
reach any more is what their removal would save.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from core.binary import calls
from core.binary.anatomy import function_at
from core.binary.space import Flags, Ints, runs

if TYPE_CHECKING:
    from collections.abc import Collection

    from core.binary.anatomy import Anatomy

_LONGEST = 4096  # bytes of a name that are looked at
_BY_NAME = (b"\0reflect.Value.MethodByName\0", b"\0reflect.Value.Method\0")
_ALWAYS = ("runtime", "internal/runtime/", "internal/abi", "internal/cpu", "internal/bytealg")


def saved_without(body: Anatomy, packages: Collection[str]) -> int:
    """Bytes that the file would lose if nothing imported these packages."""
    numbers = {body.packages.numbers[p] for p in packages if p in body.packages.numbers}
    blocked = np.zeros(len(body.packages.names), dtype=np.bool_)
    blocked[list(numbers)] = True
    if not calls.supported(body.space.image.goarch) or body.objects is None:
        return int(body.ledger.table[blocked].sum())
    return _flooded(body, blocked)


def _flooded(body: Anatomy, blocked: Flags) -> int:
    graph = _Graph(body)
    owners = _owners(body)
    roots = _roots(body)
    before = graph.reach(roots, np.zeros(len(owners), dtype=np.bool_))
    after = graph.reach(roots, blocked[owners])
    sizes = _sizes(body)
    lost = before & ~after
    # Names and the like that are charged to a package, but to none of its functions or objects.
    charged = np.bincount(owners, weights=sizes, minlength=len(blocked)).astype(np.int64)
    beside = np.maximum(body.ledger.table.sum(axis=1) - charged, 0)
    gone = np.bincount(owners[lost], weights=sizes[lost], minlength=len(blocked)).astype(np.int64)
    gone[blocked] = charged[blocked]
    share = np.divide(gone, charged, out=np.zeros(len(gone)), where=charged > 0)
    beside[0] = 0
    return int(gone.sum() + (beside * np.where(blocked, 1.0, share)).sum())


def _owners(body: Anatomy) -> Ints:
    objects = body.objects
    return body.owners if objects is None else np.concatenate([body.owners, objects.owners])


def _sizes(body: Anatomy) -> Ints:
    objects = body.objects
    functions = body.ledger.functions
    return functions if objects is None else np.concatenate([functions, objects.sizes])


def _roots(body: Anatomy) -> Ints:
    """Where a program starts: the runtime, main, and each package's initialisation."""
    names = body.packages.names
    always = np.array([name.startswith(_ALWAYS) or not name for name in names], dtype=np.bool_)
    data = body.space.image.data
    starts = []
    for row, at in enumerate(body.name_at.tolist()):
        name = data[at : at + _LONGEST].partition(b"\0")[0]
        package = names[int(body.owners[row])].replace(".", "%2e").encode()
        last = name.rpartition(b"/")[2].partition(b".")[2]
        if last.startswith((b"init", b"map.init")) or (package == b"main" and last == b"main"):
            starts.append(row)
    rows = np.flatnonzero(always[body.owners])
    return np.unique(np.concatenate([rows, np.array(starts, dtype=np.int64)]))


class _Graph:
    """Who leads to whom: functions first, then objects; edges in order of where they start."""

    def __init__(self, body: Anatomy) -> None:
        sources, targets = _edges(body)
        order = np.argsort(sources, kind="stable")
        self._targets = targets[order]
        self._nodes = len(_owners(body))
        counts = np.bincount(sources, minlength=self._nodes)
        self._counts = counts.astype(np.int64)
        self._first = np.cumsum(self._counts) - self._counts

    def reach(self, roots: Ints, blocked: Flags) -> Flags:
        """Everything that the roots lead to without passing a blocked node."""
        seen = np.zeros(self._nodes, dtype=np.bool_)
        frontier = roots[~blocked[roots]]
        while len(frontier):
            seen[frontier] = True
            counts = self._counts[frontier]
            places = np.repeat(self._first[frontier], counts) + runs(counts)
            reached = np.unique(self._targets[places])
            frontier = reached[~seen[reached] & ~blocked[reached]]
        return seen


def _edges(body: Anatomy) -> tuple[Ints, Ints]:
    callers, callees = calls.edges(body)
    objects, shift = body.objects, len(body.functions)
    if objects is None:
        return callers, callees
    users, named = body.uses.functions, body.uses.objects
    used = (users >= 0) & (named >= 0)
    pointers = body.pointers
    held = (pointers.holders >= 0) & ~_is_module_data(body, pointers.at)
    data, code = held & (pointers.objects >= 0), held & (pointers.functions >= 0)
    sources = [callers, users[used], shift + pointers.holders[data], shift + pointers.holders[code]]
    ends = [
        callees,
        shift + named[used],
        shift + pointers.objects[data],
        pointers.functions[code],
    ]
    methods = _methods(body)
    return np.concatenate([*sources, methods[0]]), np.concatenate([*ends, methods[1]])


def _is_module_data(body: Anatomy, places: Ints) -> Flags:
    """The runtime's own list of everything leads nowhere: it would keep all alive."""
    start = body.module.offset if body.module else -1
    inside: Flags = (places >= start) & (places < start + 80 * body.space.image.word) & (start >= 0)
    links = [s for s in body.space.image.loaded if s.name.endswith("itablink")]
    for section in links:
        inside |= (places >= section.offset) & (places < section.end)
    return inside


def keeps_methods(body: Anatomy) -> bool:
    """Whether the program finds methods by name at run time, so that the linker keeps them all."""
    header, data = body.functions.header, body.space.image.data
    return any(data.find(name, header.names, header.units) >= 0 for name in _BY_NAME)


def _methods(body: Anatomy) -> tuple[Ints, Ints]:
    """From each type to its names and to the methods that an interface may call.

    The linker keeps others only where something calls them, which the calls show, or when
    methods are found by name at run time.
    """
    objects, found, module = body.objects, body.types, body.module
    nothing = np.zeros(0, dtype=np.int64)
    if objects is None or found is None or module is None or not len(found.at):
        return nothing, nothing
    shift = len(body.functions)
    holders = shift + objects.rows(found.at).clip(min=0)
    parts = shift + objects.rows(found.parts).clip(min=0)
    code = module.text + found.method_code
    function = function_at(body, body.space.offsets(code))
    callable_ = found.method_wanted
    if keeps_methods(body):
        callable_ = callable_ | found.method_exported
    real = (function >= 0) & (found.method_code > 0) & callable_
    sources = np.concatenate([holders[found.part_of], holders[found.method_of][real]])
    return sources, np.concatenate([parts, function[real]])
