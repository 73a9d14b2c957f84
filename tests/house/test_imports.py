"""No circle of imports, not even a hidden one inside functions."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from tests.house.sources import Source, sources

if TYPE_CHECKING:
    from collections.abc import Iterator


_FOR_FACES = {"Go", "TargetInfo", "dist_targets", "micro"}


def test_imports_run_in_no_circle() -> None:
    modules = {source.module for source in sources()}
    graph = {
        source.module: set(_imported(source, modules)) - {source.module} for source in sources()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        raise AssertionError(" → ".join(circle.args[1])) from None


def _imported(source: Source, modules: set[str]) -> Iterator[str]:
    for node in ast.walk(source.tree):
        match node:
            case ast.ImportFrom(module=str(name), names=names, level=0):
                submodules = {f"{name}.{one.name}" for one in names} & modules
                yield from submodules or {name} & modules
            case ast.Import(names=names):
                yield from {one.name for one in names} & modules
            case _:
                pass


def test_no_face_chooses_a_go_by_itself() -> None:
    """Which Go there is, and which one fits, is for the use cases."""
    wrong = [
        f"{source.module} imports {one.name} from core.toolchain"
        for source in sources()
        if source.module.startswith(("gui.", "core.cli."))
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ImportFrom) and node.module in {"core", "core.toolchain"}
        for one in node.names
        if one.name == "toolchain"
        or (node.module == "core.toolchain" and one.name not in _FOR_FACES)
    ]
    assert wrong == []
