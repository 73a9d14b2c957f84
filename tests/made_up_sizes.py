"""Inspections with chosen sizes, without a program behind them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.binary.inspection import Inspection, ModuleSize, Node, PackageSize, Verdict
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

Tree = int | dict[str, Any]


def node(name: str, shape: Tree, kind: str = "own") -> Node:
    """A tree of boxes: names and sizes; each is as large as what is in it."""
    if isinstance(shape, int):
        return Node(name=name, size=shape, kind=kind)
    inner = tuple(node(one, value, kind) for one, value in shape.items())
    return Node(name=name, size=sum(one.size for one in inner), kind=kind, children=inner)


def inspection(
    packages: Mapping[str, Tree] | None = None,
    *,
    nobody: Mapping[str, int] | None = None,
    sections: Mapping[str, Mapping[str, int]] | None = None,
    **more: Any,  # noqa: ANN401 - any field of an inspection
) -> Inspection:
    """A file whose one module has these packages; `nobody`: bytes by kind that belong to none."""
    boxes = tuple(node(name, shape) for name, shape in (packages or {}).items())
    module = Node(name="a.io/m", size=sum(one.size for one in boxes), kind="own", children=boxes)
    others = tuple(
        Node(name=kind, size=size, kind="structure", label=say("Some {kind}", kind=kind))
        for kind, size in (nobody or {}).items()
    )
    size = module.size + sum(one.size for one in others)
    groups = tuple(node(name, dict(inner)) for name, inner in (sections or {"": {}}).items())
    sizes = tuple(
        PackageSize(package=one.name, size=one.size, kinds={"code": one.size}) for one in boxes
    )
    known = packages is not None
    root = Node(name="app", size=size, kind="structure", children=(module, *others))
    values: dict[str, Any] = {
        "path": Path("/b/app"),
        "size": size if known else sum(one.size for one in groups),
        "sha256": "ab",
        "verdict": Verdict(format="elf", sentence=say("It is <static>.")),
        "sections": Node(
            name="app", size=sum(one.size for one in groups), kind="structure", children=groups
        ),
        "packages": root if known else None,
        "modules": (
            ModuleSize(
                module="a.io/m", version="v1.2.3", origin="own", size=module.size, packages=sizes
            ),
        )
        if known
        else (),
    }
    return Inspection(**(values | more))
