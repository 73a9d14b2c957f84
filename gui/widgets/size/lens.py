"""What the colours of the map mean: whose bytes, what changed, or what an import brings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.binary.report.treemap import ROOT
from core.words import Text, say
from gui.look import theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QColor

    from core.binary.report.difference import Difference
    from core.binary.report.treemap import SizeTree
    from core.build.reason import Pull

KINDS: dict[str, Text] = {
    "own": say("Your code"),
    "module": say("Modules"),
    "std": say("Standard library"),
    "runtime": say("Go runtime"),
    "debug": say("Debug information"),
    "data": say("Data"),
    "structure": say("File structure"),
    "unexplained": say("Unexplained"),
}
CHANGES: dict[str, Text] = {
    "new": say("New"),
    "grown": say("Grown"),
    "shrunk": say("Shrunk"),
    "gone": say("Gone"),
    "same": say("Unchanged"),
}
_BROUGHT: dict[str, Text] = {"goes": say("Goes with the import"), "stays": say("Stays")}
# Other meanings borrow the grounds of these kinds, which every eye can tell apart.
_GROUNDS = {
    "new": "own",
    "grown": "unexplained",
    "shrunk": "std",
    "gone": "debug",
    "same": "structure",
    "goes": "unexplained",
    "stays": "structure",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens:
    """One way to color the map: its name, and the meanings in the order of the legend.

    `by_name` gives the meaning of a package and of all inside; what it does not name, and what
    stands around, has the meaning `otherwise`. Where that is empty, a node's own kind counts.
    """

    title: Text
    meanings: Mapping[str, Text]
    by_name: Mapping[str, str] = field(default_factory=dict)
    otherwise: str = ""

    def kind_of(self, tree: SizeTree, node: int) -> str:
        """Return the meaning of a node's color."""
        kind = tree.nodes[node].kind
        if not self.otherwise:
            return kind if kind in self.meanings else "unexplained"
        while node > ROOT:
            if (found := self.by_name.get(_key(tree, node))) is not None:
                return found
            node = tree.parents[node]
        return self.otherwise

    def colour(self, kind: str) -> QColor:
        """Return the ground of a meaning."""
        return theme.current().kind(_GROUNDS.get(kind, kind))

    def words(self, kind: str) -> Text:
        """Return what a meaning is called."""
        return self.meanings.get(kind) or KINDS["unexplained"]


def _key(tree: SizeTree, node: int) -> str:
    """Return a package's name, or that of bytes that belong to none as a difference spells it."""
    found = tree.nodes[node]
    if found.label is None:
        return found.name
    return f"({found.name})" if tree.parents[node] == ROOT else ""


ORIGIN = Lens(title=say("By origin"), meanings=KINDS | CHANGES)


def changed(difference: Difference) -> Lens:
    """Color by what changed since the previous build."""
    states = {change.name: change.state for change in difference.packages}
    return Lens(
        title=say("By change since the previous build"),
        meanings=CHANGES,
        by_name=states,
        otherwise="same",
    )


def brought(pull: Pull) -> Lens:
    """Color by what goes if one import of your own goes."""
    return Lens(
        title=say("By what goes without {package}", package=pull.package),
        meanings=_BROUGHT,
        by_name=dict.fromkeys(pull.dropped, "goes"),
        otherwise="stays",
    )
