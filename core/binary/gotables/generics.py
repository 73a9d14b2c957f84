"""Dictionaries of generic functions: what each instance must know of its types, and whose it is.

A caller names the dictionary, as the first argument or after the receiver, and then calls the
function that all types of one shape share; so the dictionary is that function's, like the code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from core.binary.attribution import calls
from core.binary.formats.image import let_go

if TYPE_CHECKING:
    from core.binary.attribution.objects import Objects
    from core.binary.attribution.parsed import Anatomy
    from core.binary.attribution.space import Flags, Ints

_VARIABLES = (".data", ".noptrdata", "__data", "__noptrdata")
_TOGETHER = 1 << 11  # places looked at before the memory for what was read is let go
_SHAPE = b"[go.shape."


def give_dictionaries(body: Anatomy) -> None:
    """Give each dictionary that code names to the function which it is named for."""
    objects, goarch = body.objects, body.space.image.goarch
    if objects is None or goarch not in _IN_ARGUMENT:
        return
    rows, places = body.uses.objects, body.uses.at
    asked = np.flatnonzero((rows >= 0) & _candidates(body, objects)[rows])
    generic = _generic(body)
    users = np.zeros(len(asked), dtype=np.int64)
    for part in np.array_split(np.arange(len(asked)), 1 + len(asked) // _TOGETHER):
        fits = part[_IN_ARGUMENT[goarch](body, places[asked[part]])]
        callee = calls.next_callees(body, places[asked[fits]])
        known = (callee >= 0) & generic[callee]
        users[fits[known]] = body.owners[callee[known]]
        let_go(body.space.image.data)  # code is all over the file
    objects.give_to_most_frequent(rows[asked], users)


def _generic(body: Anatomy) -> Flags:
    """Which functions are one for all types of a shape."""
    data, header = body.space.image.data, body.functions.header
    found = []
    at = data.find(_SHAPE, header.names, header.units)
    while at >= 0:
        found.append(at - header.names)
        at = data.find(_SHAPE, data.find(b"\0", at), header.units)
    row = np.searchsorted(body.name_starts, np.array(found, dtype=np.int64), side="right") - 1
    return np.isin(body.functions.names, body.name_starts[row])


def _candidates(body: Anatomy, objects: Objects) -> Flags:
    """Which objects begin with a pointer, have no owner yet, and do not lie among the variables."""
    found = np.zeros(len(objects), dtype=np.bool_)
    at, holders = body.pointers.at, body.pointers.holders
    found[holders[(holders >= 0) & (objects.starts[holders] == at)]] = True
    found &= objects.owners == 0
    for piece in body.stretches:
        if piece.name in _VARIABLES:
            found &= (objects.starts < piece.offset) | (objects.starts >= piece.end)
    return found


def _amd64(body: Anatomy, places: Ints) -> Flags:
    """LEAQ of a distance to AX or BX; a place is where its operand byte stands."""
    first, second, operand = (body.space.u8(places - back) for back in (2, 1, 0))
    fits: Flags = (first == 0x48) & (second == 0x8D) & (operand & 0xE7 == 0x05)  # noqa: PLR2004
    return fits


def _arm64(body: Anatomy, places: Ints) -> Flags:
    """ADRP, then ADD to R0 or R1."""
    fits: Flags = body.space.u32(places + 4) & 0xFF80001E == 0x91000000  # noqa: PLR2004
    return fits


_IN_ARGUMENT = {"amd64": _amd64, "arm64": _arm64}
