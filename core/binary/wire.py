"""Inspections as lines of JSON, from the process that looks into a file to the one that asked.

A tree of 100,000 functions goes in one line per module, so that the window can take them in
between two frames.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from core.binary.inspection import Inspection, Node
from core.problems import Problem, ProblemError
from core.typed import from_plain, to_plain
from core.words import Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def lines_of(inspection: Inspection) -> Iterator[str]:
    """Spell one step of an inspection: its head, each branch of its trees, its end."""
    head = replace(inspection, packages=None, sections=Node(name="", size=0, kind=""))
    yield json.dumps({"head": to_plain(head)})
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
    return json.dumps({"problem": to_plain(problem)})


def line_of_saved(sizes: tuple[int, ...] | None) -> str:
    """Spell what leaving each group of packages out would save."""
    return json.dumps({"saved": sizes})


def saved_in(line: str) -> tuple[int, ...] | None:
    """Read what `line_of_saved` spelled; raises `ProblemError` when the line tells of one."""
    sizes = _told(line)["saved"]
    return None if sizes is None else tuple(sizes)


class Reader:
    """Puts inspections together again from their lines."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._head: Inspection | None = None
        self._trees: dict[str, tuple[Node, list[Node]]] = {}
        self._branches: list[Node] = []

    def take(self, line: str) -> Inspection | None:
        """Take one line; the inspection when the line was its last.

        Raises `ProblemError` when the line tells of a problem.
        """
        match _told(line):
            case {"head": head}:
                self._head = replace(from_plain(Inspection, head), path=self._path)
            case {"tree": name, "root": root}:
                self._branches = []
                self._trees[name] = _node(root), self._branches
            case {"branch": branch}:
                self._branches.append(_node(branch))
            case _:
                return self._whole()
        return None

    def _whole(self) -> Inspection:
        if self._head is None:
            raise ValueError("an inspection begins with its head")
        trees = {
            name: replace(root, children=tuple(branches))
            for name, (root, branches) in self._trees.items()
        }
        return replace(self._head, sections=trees["sections"], packages=trees.get("packages"))


def _told(line: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(line)
    if "problem" in found:
        raise ProblemError(from_plain(Problem, found["problem"]))
    return found


def _branch(node: Node) -> list[Any]:
    label = to_plain(node.label) if node.label else None
    return [node.name, node.size, node.kind, [_branch(child) for child in node.children], label]


def _node(found: list[Any]) -> Node:
    name, size, kind, children, label = found
    return Node(
        name=name,
        size=size,
        kind=kind,
        children=tuple([_node(child) for child in children]),
        label=from_plain(Text, label) if label else None,
    )
