"""How a tree of sizes is named in the window, and where a part is when the tree has grown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.binary.report.treemap import ROOT
from gui.runtime.speech import shown
from gui.widgets.size.lens import KINDS

if TYPE_CHECKING:
    from core.binary.inspection import Node
    from core.binary.report.treemap import SizeTree


def name_of(node: Node) -> str:
    """Return the words of a group, else Go's own name."""
    return node.name if node.label is None else shown(node.label)


def in_words(root: Node) -> Node:
    """Name what Go itself brings as the legend does: its module has only the word of its origin."""
    bare = {id(one) for one in root.children if one.name == one.kind in KINDS and one.label is None}
    if not bare:
        return root
    inside = (
        replace(one, label=KINDS[one.kind]) if id(one) in bare else one for one in root.children
    )
    return replace(root, children=tuple(inside))


def same_place(before: SizeTree, node: int, now: SizeTree) -> int:
    """Return where a node of an older tree is in a newer one, or what is nearest around it."""
    found = ROOT
    for name in (before.names[one] for one in before.path(node)[1:]):
        below = (one for one in now.children(found) if now.names[one] == name)
        if (inside := next(below, None)) is None or now.is_leaf(inside):
            break
        found = inside
    return found
