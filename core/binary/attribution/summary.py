"""Turn the books of the engine into what people see: modules, packages, files, functions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from core.binary.attribution.ledger import KINDS
from core.binary.attribution.parsed import Anatomy, text_at
from core.binary.attribution.savings import predict
from core.binary.formats.image import c_string
from core.binary.formats.sections import COLOURS, LABELS
from core.binary.gotables.modules import Directory, Home
from core.binary.inspection import EmbeddedFile, Inspection, ModuleSize, Node, PackageSize
from core.binary.report.hints import hints
from core.words import say

if TYPE_CHECKING:
    from core.binary.gotables.gofile import BuildInfo


def by_package(first: Inspection, body: Anatomy, info: BuildInfo | None) -> Inspection:
    """Add to a first look what the engine found, down to packages."""
    homes = _homes(body, info)
    files = tuple(
        EmbeddedFile(path=f.name, size=f.size, verified=f.verified, sha256=f.sha256)
        for f in body.embedded
    )
    savings = predict(body, first)
    return replace(
        first,
        packages=_tree(first, body, homes, {}),
        modules=_modules(body, homes),
        parts=_parts(body),
        unattributed=int(body.ledger.kind("unexplained").sum()),
        embedded=files,
        savings=savings,
        hints=hints(body, files, savings),
    )


def with_functions(found: Inspection, body: Anatomy, info: BuildInfo | None) -> Inspection:
    """Let the tree of packages go on to files and functions, which takes as long as all before."""
    homes = _homes(body, info)
    return replace(found, packages=_tree(found, body, homes, _functions_by_package(body, homes)))


def _homes(body: Anatomy, info: BuildInfo | None) -> dict[str, Home]:
    """The module and origin of each package."""
    directory = Directory(info, _some_file_of_each(body) if info is None else {})
    return {p: directory.home_of(p) for p in body.packages.names if p}


def _parts(body: Anatomy) -> dict[str, int]:
    sums = body.ledger.table.sum(axis=0).tolist()
    return {kind: size for kind, size in zip(KINDS, sums, strict=True) if size}


def _some_file_of_each(body: Anatomy) -> dict[str, str]:
    """One source file of each package that has any."""
    rows = np.unique(body.owners, return_index=True)[1].tolist()
    names = body.packages.names
    return {
        names[int(body.owners[row])]: text_at(body.space, int(body.functions.first_file[row]))
        for row in rows
    }


def _kinds_of(body: Anatomy, number: int) -> dict[str, int]:
    sizes = body.ledger.table[number].tolist()
    return {kind: size for kind, size in zip(KINDS, sizes, strict=True) if size}


def _modules(body: Anatomy, homes: dict[str, Home]) -> tuple[ModuleSize, ...]:
    found: dict[Home, list[PackageSize]] = defaultdict(list)
    for number, name in enumerate(body.packages.names):
        kinds = _kinds_of(body, number) if name else {}
        if kinds:
            size = sum(kinds.values())
            found[homes[name]].append(PackageSize(package=name, size=size, kinds=kinds))
    modules = (
        ModuleSize(
            module=home.module,
            version=home.version,
            origin=home.origin,
            size=sum(package.size for package in packages),
            packages=tuple(sorted(packages, key=lambda package: -package.size)),
        )
        for home, packages in found.items()
    )
    return tuple(sorted(modules, key=lambda module: -module.size))


def _tree(
    first: Inspection, body: Anatomy, homes: dict[str, Home], leaves: dict[str, tuple[Node, ...]]
) -> Node:
    """Module → package → file → function, and what belongs to no package beside the modules."""
    modules = [_module_node(module, leaves) for module in _modules(body, homes)]
    nobody = [_kind_node(body, kind, size) for kind, size in _kinds_of(body, 0).items()]
    children = tuple(sorted((*modules, *nobody), key=lambda node: -node.size))
    return Node(name=first.path.name, size=first.size, kind="structure", children=children)


def _kind_node(body: Anatomy, kind: str, size: int) -> Node:
    parts: tuple[Node, ...] = ()
    if kind == "unnamed":
        parts = _users_of_unnamed(body)
    elif kind == "slices":
        parts = tuple(
            Node(name=piece.name, size=piece.size, kind=COLOURS[kind])
            for piece in body.stretches
            if piece.role == kind
        )
    return Node(name=kind, size=size, kind=COLOURS[kind], label=LABELS[kind], children=parts)


def _users_of_unnamed(body: Anatomy) -> tuple[Node, ...]:
    """Who uses the data whose own package the file does not name: all that there is to say."""
    sizes: dict[str, int] = defaultdict(int)
    for row, user in body.unnamed.items():
        if body.objects is not None and not body.objects.owners[row]:
            sizes[body.packages.names[user]] += int(body.objects.sizes[row])
    nodes = (
        Node(
            name=name,
            size=size,
            kind=COLOURS["unnamed"],
            label=say("Used by {package}", package=name),
        )
        for name, size in sizes.items()
    )
    return tuple(sorted(nodes, key=lambda node: -node.size))


def _module_node(module: ModuleSize, leaves: dict[str, tuple[Node, ...]]) -> Node:
    children = tuple(
        _package_node(package, module.origin, leaves.get(package.package, ()))
        for package in module.packages
    )
    return Node(name=module.module, size=module.size, kind=module.origin, children=children)


def _package_node(package: PackageSize, origin: str, files: tuple[Node, ...]) -> Node:
    """A package: its files with their functions, and each kind of data that is no function's."""
    left = dict(package.kinds)
    inside = sum(file.size for file in files)
    for kind in ("code", "tables"):
        taken = min(left.get(kind, 0), inside) if files else 0
        left[kind] = left.get(kind, 0) - taken
        inside -= taken
    kinds = [
        Node(name=kind, size=size, kind=_colour(kind, origin), label=LABELS[kind])
        for kind, size in left.items()
        if size
    ]
    children = tuple(sorted((*files, *kinds), key=lambda node: -node.size))
    return Node(name=package.package, size=package.size, kind=origin, children=children)


def _colour(kind: str, origin: str) -> str:
    return COLOURS[kind] if kind in ("debug", "names", "strings", "data", "embedded") else origin


def _functions_by_package(body: Anatomy, homes: dict[str, Home]) -> dict[str, tuple[Node, ...]]:
    """Every function with its code and its share of the function table, by file, by package."""
    data, names = body.space.image.data, body.packages.names
    origins = [homes[name].origin if name else "structure" for name in names]
    files: dict[int, str] = {}
    found: dict[int, dict[int, list[Node]]] = defaultdict(lambda: defaultdict(list))
    rows = zip(
        body.owners.tolist(),
        body.functions.first_file.tolist(),
        body.name_at.tolist(),
        body.ledger.functions.tolist(),
        strict=True,
    )
    for owner, file, name, size in rows:
        text = c_string(data, name)
        found[owner][file].append(Node(name=text, size=size, kind=origins[owner]))
    for by_file in found.values():
        for file in by_file:
            files.setdefault(file, text_at(body.space, file).rpartition("/")[2])
    return {
        names[owner]: tuple(
            _file_node(files[file], nodes, origins[owner]) for file, nodes in by_file.items()
        )
        for owner, by_file in found.items()
    }


def _file_node(name: str, functions: list[Node], origin: str) -> Node:
    functions.sort(key=lambda node: -node.size)
    size = sum(function.size for function in functions)
    return Node(name=name or "?", size=size, kind=origin, children=tuple(functions))
