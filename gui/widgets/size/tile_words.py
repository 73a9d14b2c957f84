"""What the map says of a part of the program: its size, and its share of what is around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.binary.report.difference import DIFFERENCE
from core.binary.report.treemap import ROOT
from core.words import Size, Text, say, say_count, verbatim

if TYPE_CHECKING:
    from core.binary.report.treemap import SizeTree


def told(tree: SizeTree, node: int) -> Text:
    """Say in one sentence what a part is, for those who listen."""
    above = max(tree.parents[node], ROOT)
    return say(
        "{name}: {size}, {part}% of {above}, {whole}% of the file",
        name=verbatim(tree.names[node]),
        size=Size(tree.sizes[node]),
        part=percent(tree.sizes[node], tree.sizes[above]),
        above=verbatim(tree.names[above]),
        whole=percent(tree.sizes[node], tree.sizes[ROOT]),
    )


def details(tree: SizeTree, node: int, merged: int, size: int) -> tuple[Text, ...]:
    """Say size and shares, a line each; `merged` small children of a node have `size` together."""
    above = node if merged else max(tree.parents[node], ROOT)
    whole = _of(tree, size, ROOT)
    if tree.nodes[ROOT].name == DIFFERENCE:
        lines = [say("{size}, {share}% of all changes", size=Size(size), share=whole)]
    else:
        lines = [say("{size}, {share}% of the file", size=Size(size), share=whole)]
    if above != ROOT:
        outer = verbatim(tree.names[above])
        lines.append(say("{share}% of {above}", share=_of(tree, size, above), above=outer))
    inside = 0 if merged else len(tree.children(node))
    if inside:
        lines.append(say_count(inside, one="{n} part inside", many="{n} parts inside"))
    return tuple(lines)


def percent(part: int, whole: int) -> float:
    """Return a share in percent; of nothing, it is none."""
    return 100 * part / whole if whole else 0.0


def _of(tree: SizeTree, size: int, outer: int) -> float:
    return percent(size, tree.sizes[outer])
