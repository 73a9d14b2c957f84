"""What changed between two builds of a program, by package and by function."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.binary.inspection import Node
from core.words import Text, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from core.binary.inspection import Inspection

DIFFERENCE = "difference"  # the name of the whole map of one
_LABELS: dict[str, Text] = {
    "new": say("New"),
    "grown": say("Grown"),
    "shrunk": say("Shrunk"),
    "gone": say("Gone"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeChange:
    """One name in both files: its bytes in the old one and in the new one."""

    name: str
    old: int
    new: int

    @property
    def delta(self) -> int:
        """How many bytes it grew; negative when it shrank."""
        return self.new - self.old

    @property
    def state(self) -> str:
        """How it changed: "new", "gone", "grown", "shrunk" or "same"."""
        if not self.old:
            return "new"
        if not self.new:
            return "gone"
        return "grown" if self.delta > 0 else "shrunk" if self.delta else "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Two files side by side; rows are those that changed, the largest change first.

    `packages` holds, beside packages, what belongs to none of them under its kind's name, so
    that the changes sum to `new - old`. `functions` are named `package: function`.
    """

    old: int
    new: int
    packages: tuple[SizeChange, ...]
    functions: tuple[SizeChange, ...]

    @property
    def delta(self) -> int:
        """How many bytes the file grew."""
        return self.new - self.old


def compare(old: Inspection, new: Inspection) -> Difference:
    """Compare two inspections, as deep as both know: without packages, their sections."""
    deep = old.packages is not None and new.packages is not None
    names = _packages if deep else _sections
    return Difference(
        old=old.size,
        new=new.size,
        packages=_changes(names(old), names(new)),
        functions=_changes(_functions(old), _functions(new)) if deep else (),
    )


def tree(difference: Difference) -> Node:
    """The changes as boxes: new, grown, shrunk and gone packages, each as large as its change."""
    groups: dict[str, list[SizeChange]] = defaultdict(list)
    for change in difference.packages:
        groups[change.state].append(change)
    children = tuple(_group(state, groups[state]) for state in _LABELS if groups[state])
    size = sum(child.size for child in children)
    label = say("Difference")
    return Node(name=DIFFERENCE, label=label, size=size, kind="structure", children=children)


def _group(state: str, changes: Iterable[SizeChange]) -> Node:
    nodes = tuple(Node(name=c.name, size=abs(c.delta), kind=state) for c in changes)
    size = sum(node.size for node in nodes)
    return Node(name=state, label=_LABELS[state], size=size, kind=state, children=nodes)


def _changes(old: Mapping[str, int], new: Mapping[str, int]) -> tuple[SizeChange, ...]:
    both = (
        SizeChange(name=name, old=old.get(name, 0), new=new.get(name, 0)) for name in {*old, *new}
    )
    changed = (change for change in both if change.delta)
    return tuple(sorted(changed, key=lambda change: (-abs(change.delta), change.name)))


def _sections(found: Inspection) -> dict[str, int]:
    sizes: dict[str, int] = defaultdict(int)
    for group in found.sections.children:
        for section in group.children:
            sizes[section.name] += section.size
    return sizes


def _packages(found: Inspection) -> dict[str, int]:
    sizes = {p.package: p.size for module in found.modules for p in module.packages}
    for node in found.packages.children if found.packages else ():
        if node.label is not None:  # bytes of a kind that belong to no package
            sizes[f"({node.name})"] = node.size
    return sizes


def _functions(found: Inspection) -> dict[str, int]:
    sizes: dict[str, int] = defaultdict(int)
    for module in found.packages.children if found.packages else ():
        for package in module.children:
            for file in package.children:
                for function in file.children:
                    sizes[f"{package.name}: {function.name}"] += function.size
    return sizes
