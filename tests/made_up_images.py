"""Programs for images that nobody has to build, and the image of one."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.binary.inspection import Inspection, Node, Verdict
from core.images.assembly import Assembled, assemble
from core.images.image import Image, Program
from core.images.needs import Needs
from core.words import say

if TYPE_CHECKING:
    from core.images.blobs import Blobs

NOTHING = Needs()


def verdict(**about: Any) -> Verdict:  # noqa: ANN401 - fields of a verdict
    """Return what is known of a static program for Linux."""
    usual = {"goos": "linux", "goarch": "amd64", "static": True, "module": "example.com/shop"}
    return Verdict(format="elf", sentence=say("Static."), **{**usual, **about})


def program(
    folder: Path,
    content: bytes = b"the program",
    *,
    needs: Needs = NOTHING,
    **about: Any,  # noqa: ANN401 - fields of a verdict
) -> Program:
    """Write a program of these bytes."""
    path = folder / f"program-{hashlib.sha256(content).hexdigest()[:8]}"
    path.write_bytes(content)
    return Program(
        path=path,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        verdict=verdict(**about),
        needs=needs,
    )


def image(*programs: Program, **about: Any) -> Image:  # noqa: ANN401 - fields of an image
    """Ask for an image of them."""
    return Image(**{"name": "shop", "programs": programs, "created": 1_700_000_000, **about})


def made(folder: Path, blobs: Blobs, content: bytes = b"the program", **about: Any) -> Assembled:  # noqa: ANN401
    """Make an image of one program."""
    return assemble(image(program(folder, content), **about), blobs)


def inspected(*functions: str, packages: bool = True, **about: Any) -> Inspection:  # noqa: ANN401
    """Return an inspection in which these functions were found."""
    found = tuple(Node(name=one, size=1, kind="std") for one in functions)
    tree = Node(name="program", size=len(found), kind="std", children=found)
    return Inspection(
        path=Path("program"),
        size=1,
        sha256="0" * 64,
        verdict=verdict(**about),
        sections=Node(name="program", size=1, kind="own"),
        packages=tree if packages else None,
    )
