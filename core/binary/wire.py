"""Inspections as lines of JSON, from the process that looks into a file to the one that asked.

A tree of 100,000 functions goes in one line per module, so that the window can take them in
between two frames.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from core.binary.inspection import (
    EmbeddedFile,
    Inspection,
    ModuleSize,
    Node,
    PackageSize,
    Saving,
    System,
    Verdict,
)
from core.problems import Action, Advice, Problem, ProblemError
from core.words import Size, Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SHAPES: dict[str, type] = {
    shape.__name__: shape
    for shape in (
        Advice, EmbeddedFile, Inspection, ModuleSize, PackageSize, Problem, Saving, Size, System,
        Text, Verdict,
    )
}  # fmt: skip
_SHAPE, _MAP, _ACTION = "<", "{", "!"


def lines_of(inspection: Inspection) -> Iterator[str]:
    """Spell one step of an inspection: its head, each branch of its trees, its end."""
    head = replace(inspection, packages=None, sections=Node(name="", size=0, kind=""))
    yield json.dumps({"head": _plain(head)})
    for tree in ("sections", "packages"):
        root: Node | None = getattr(inspection, tree)
        if root is None:
            continue
        yield json.dumps({"tree": tree, "root": _branch(replace(root, children=()))})
        for child in root.children:
            yield json.dumps({"branch": _branch(child)})
    yield json.dumps({"end": True})


def line_of_problem(problem: Problem) -> str:
    """Spell why there is no inspection."""
    return json.dumps({"problem": _plain(problem)})


def line_of_saved(sizes: tuple[int, ...] | None) -> str:
    """Spell what leaving each group of packages out would save."""
    return json.dumps({"saved": sizes})


def saved_in(line: str) -> tuple[int, ...] | None:
    """Read what `line_of_saved` spelled; raises `ProblemError` when the line tells of one."""
    found = json.loads(line)
    if "problem" in found:
        raise ProblemError(_value(found["problem"]))
    sizes: list[int] | None = found["saved"]
    return None if sizes is None else tuple(sizes)


class Reader:
    """Puts inspections together again from their lines."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._head: Inspection | None = None
        self._trees: dict[str, Node] = {}
        self._branches: dict[str, list[Node]] = {}
        self._tree = ""
        self.complete = False

    def take(self, line: str) -> Inspection | None:
        """Take one line; the inspection when the line was its last.

        Raises `ProblemError` when the line tells of a problem.
        """
        found = json.loads(line)
        if "problem" in found:
            raise ProblemError(_value(found["problem"]))
        if "head" in found:
            self._head = replace(_value(found["head"]), path=self._path)
        elif "tree" in found:
            self._tree = found["tree"]
            self._trees[self._tree] = _node(found["root"])
            self._branches[self._tree] = []
        elif "branch" in found:
            self._branches[self._tree].append(_node(found["branch"]))
        else:
            self.complete = True
            return self._whole()
        return None

    def _whole(self) -> Inspection:
        if self._head is None:
            raise ValueError("an inspection begins with its head")
        trees = {
            name: replace(root, children=tuple(self._branches[name]))
            for name, root in self._trees.items()
        }
        return replace(self._head, sections=trees["sections"], packages=trees.get("packages"))


def _branch(node: Node) -> list[Any]:
    label = _plain(node.label) if node.label else None
    return [node.name, node.size, node.kind, [_branch(child) for child in node.children], label]


def _node(found: list[Any]) -> Node:
    name, size, kind, children, label = found
    return Node(
        name=name,
        size=size,
        kind=kind,
        children=tuple([_node(child) for child in children]),
        label=_value(label) if label else None,
    )


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value of the shapes above
    if isinstance(value, Action):
        return {_ACTION: value.value}
    if isinstance(value, Node):
        return None  # trees travel in lines of their own
    if is_dataclass(value):
        members = {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
        return {_SHAPE: type(value).__name__, **members}
    if isinstance(value, Mapping):
        return {_MAP: {key: _plain(member) for key, member in value.items()}}
    if isinstance(value, tuple):
        return [_plain(member) for member in value]
    return value if isinstance(value, str | int | float | None) else str(value)


def _value(plain: Any) -> Any:  # noqa: ANN401 - any value of the shapes above
    if isinstance(plain, list):
        return tuple(_value(member) for member in plain)
    if not isinstance(plain, dict):
        return plain
    if _ACTION in plain:
        return Action(plain[_ACTION])
    if _MAP in plain:
        return {key: _value(member) for key, member in plain[_MAP].items()}
    members = {key: _value(member) for key, member in plain.items() if key != _SHAPE}
    return _SHAPES[plain[_SHAPE]](**members)
