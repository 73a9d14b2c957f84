"""Record what is known of the corpus' programs: `python -m tests.core.data.record_sizes`.

A change of the numbers must be meant: look at the difference before it is committed.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.binary.attribution import engine, removal
from core.binary.attribution.reachability import Flood
from core.binary.formats import sections
from core.binary.inspector import inspect, read_image, saved_without
from tests.corpus.programs import Variant, built

if TYPE_CHECKING:
    from core.binary.inspection import Node

FILE = Path(__file__).with_name("sizes.json")
_ALONE = ("-buildvcs=false",)  # else the bytes hang on the commit
PARTS = Variant(program="parts", stripped=True, flags=_ALONE)
RECORDED = (
    Variant(flags=_ALONE), Variant(stripped=True, flags=_ALONE),
    Variant(target="linux/arm64", stripped=True, flags=_ALONE),
    Variant(target="windows/amd64", flags=_ALONE), Variant(target="darwin/arm64", flags=_ALONE),
    Variant(target="darwin/arm64", stripped=True, flags=_ALONE),
    Variant(target="windows/amd64", stripped=True, flags=_ALONE),
    Variant(stripped=True, flags=("-buildmode=pie", *_ALONE)), PARTS,
)  # fmt: skip


def sha256(path: Path) -> str:
    """The checksum of a program."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def told(variant: Variant) -> dict[str, Any]:
    """All sizes of a program, the smaller ones as a digest of all."""
    path = built(variant)
    found = inspect(path)
    verdict = found.verdict
    packages = {each.package: dict(each.kinds) for one in found.modules for each in one.packages}
    assert found.packages is not None
    every = [list(packages.items()), list(_boxes(found.packages)), list(_boxes(found.sections))]
    return {
        "size": found.size,
        "sha256": found.sha256,
        "parts": dict(found.parts),
        "modules": [f"{one.module} {one.origin} {one.size}" for one in found.modules],
        "packages": {name: sum(kinds.values()) for name, kinds in list(packages.items())[:12]},
        "everything": hashlib.sha256(json.dumps(every).encode()).hexdigest(),
        "embedded": [f"{one.path} {one.size} {one.verified}" for one in found.embedded],
        "savings": {one.option: one.bytes for one in found.savings},
        "hints": [one.code for one in found.hints],
        "unattributed": found.unattributed,
        "verdict": [verdict.stripped, verdict.pie, *verdict.hardening, *verdict.needed],
    } | (_without(path) if variant == PARTS else {})


def _without(path: Path) -> dict[str, Any]:
    """What leaving packages out saves, and all that is reached with and without them."""
    groups = [["encoding/xml"], ["fmt"], ["encoding/json", "encoding/xml"], []]
    image = read_image(path, path.read_bytes())
    body = engine.dissect(image, sections.stretches(image))
    assert body is not None
    flood, owners = Flood(body, *removal._roots(body)), removal._owners(body)
    reached = [flood.reach(removal._blocked(body, one)[owners]) for one in groups]
    return {
        "saved": list(saved_without(path, groups) or ()),
        "reached": [
            f"{int(one.sum())} {hashlib.sha256(one.tobytes()).hexdigest()}" for one in reached
        ],
    }


def _boxes(node: Node) -> list[Any]:
    return [node.name, node.size, node.kind, [_boxes(one) for one in node.children]]


if __name__ == "__main__":
    FILE.write_text(
        json.dumps({sha256(built(one)): told(one) for one in RECORDED}, indent=1) + "\n", "utf-8"
    )
