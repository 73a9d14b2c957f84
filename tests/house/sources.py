"""The sources of core and gui as syntax trees, for the tests of the house style."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Source:
    """One file: its path from the repository's top, its text, and its tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def module(self) -> str:
        """The name it is imported by."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def at(self, node: ast.expr | ast.stmt | ast.ExceptHandler) -> str:
        """Name the place of a node as editors do."""
        return f"{self.path}:{node.lineno}"


@lru_cache(maxsize=1)
def sources() -> tuple[Source, ...]:
    """Read every source of core and gui once."""
    return tuple(
        Source(str(file.relative_to(ROOT)), text, ast.parse(text))
        for folder in ("core", "gui")
        for file in sorted((ROOT / folder).rglob("*.py"))
        for text in [file.read_text("utf-8")]
    )


def calls() -> Iterator[tuple[Source, ast.Call, str]]:
    """Yield every call with the last part of the called name: `exec` for `dialog.exec()`."""
    for source in sources():
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call):
                yield source, node, _last_name(node.func)


def sentences() -> Iterator[tuple[Source, ast.Call, tuple[ast.expr, ...]]]:
    """Yield every call of `say` and `say_count`, with the expressions of its sentences."""
    for source, call, _name in calls():
        match call.func:
            case ast.Name(id="say"):
                yield source, call, tuple(call.args[:1])
            case ast.Name(id="say_count"):
                forms = (word.value for word in call.keywords if word.arg in {"one", "many"})
                yield source, call, tuple(forms)


def _last_name(called: ast.expr) -> str:
    match called:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case _:
            return ""
