"""The first answer to where the bytes went: every section of the file, by what it is for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.binary.formats.image import filler_test, partition
from core.binary.inspection import Node
from core.words import Text, say

if TYPE_CHECKING:
    from core.binary.formats.image import Image, Section

LABELS: dict[str, Text] = {
    "code": say("Machine code"),
    "tables": say("Function tables"),
    "types": say("Type descriptions"),
    "strings": say("String data"),
    "data": say("Data"),
    "embedded": say("Embedded files"),
    "debug": say("Debug information"),
    "names": say("Symbol names"),
    "links": say("Linking and relocations"),
    "headers": say("Headers"),
    "padding": say("Padding"),
    "foreign": say("C code and data"),
    "slices": say("The same program for other processors"),
    "appended": say("Appended after the program"),
    "unnamed": say("Data of packages that the file does not name"),
    "unexplained": say("Not explained"),
}
COLOURS = {
    "code": "module",
    "tables": "runtime",
    "types": "std",
    "strings": "data",
    "data": "data",
    "embedded": "data",
    "debug": "debug",
    "names": "debug",
    "links": "structure",
    "headers": "structure",
    "padding": "structure",
    "foreign": "data",
    "slices": "structure",
    "appended": "data",
    "unnamed": "unexplained",
    "unexplained": "unexplained",
}


def stretches(image: Image) -> tuple[Section, ...]:
    """The file cut into sections and gaps: each byte in exactly one of them."""
    pieces = partition(len(image.data), image.sections, is_filler=filler_test(image.data))
    last = pieces[-1] if pieces else None
    if last is None or last.role != "unexplained":
        return pieces
    return (*pieces[:-1], replace(last, name="appended", role="appended"))


def tree(name: str, pieces: tuple[Section, ...]) -> Node:
    """Group the pieces of a file by what they are for, the largest first."""
    groups = [_group(role, [p for p in pieces if p.role == role]) for role in LABELS]
    found = sorted((g for g in groups if g.children), key=lambda group: -group.size)
    return Node(
        name=name,
        size=sum(group.size for group in found),
        kind="structure",
        children=tuple(found),
    )


def _group(role: str, pieces: list[Section]) -> Node:
    sizes: dict[str, int] = {}
    for piece in pieces:
        sizes[piece.name] = sizes.get(piece.name, 0) + piece.size
    colour = COLOURS[role]
    children = (Node(name=name, size=size, kind=colour) for name, size in sizes.items())
    return Node(
        name=role,
        label=LABELS[role],
        size=sum(sizes.values()),
        kind=colour,
        children=tuple(sorted(children, key=lambda node: -node.size)),
    )
