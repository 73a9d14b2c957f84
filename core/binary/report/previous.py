"""The sizes of the build before, kept for each program file, to say what changed since.

Two inspections stand beside each other for a file: the last one, and the last that had other
bytes. Functions are left out: packages are what a comparison over time is about.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from core.binary import wire
from core.home import locked, name_for, write_whole
from core.problems import ProblemError

if TYPE_CHECKING:
    from pathlib import Path

    from core.binary.inspection import Inspection, Node
    from core.home import Home

_LONGEST = 64 << 20  # bytes; a file that grew beyond was not written by us


def exchange(home: Home, found: Inspection) -> Inspection | None:
    """Keep the sizes of this file, and return those of the build before; None without one."""
    last, before = _places(home, found.path)
    with suppress(ProblemError, OSError), locked(last):
        return _exchange(last, before, found)
    known = _load(last, found.path)  # where nothing can be kept, there is still a comparison
    return known if known is None or known.sha256 != found.sha256 else _load(before, found.path)


def _exchange(last: Path, before: Path, found: Inspection) -> Inspection | None:
    known = _load(last, found.path)
    if known is not None and known.sha256 == found.sha256:
        return _load(before, found.path)
    text = "\n".join(wire.lines_of(without_functions(found))).encode(errors="surrogateescape")
    if known is not None:
        write_whole(before, last.read_bytes())
    write_whole(last, text)
    return known


def without_functions(found: Inspection) -> Inspection:
    """The same inspection with packages as the leaves of its tree."""
    return replace(found, packages=found.packages and _cut(found.packages, depth=2))


def _cut(node: Node, *, depth: int) -> Node:
    if not depth:
        return replace(node, children=())
    return replace(node, children=tuple(_cut(child, depth=depth - 1) for child in node.children))


def _places(home: Home, path: Path) -> tuple[Path, Path]:
    about = home.state / "inspections" / name_for(path)
    return about.with_suffix(".last"), about.with_suffix(".before")


def _load(file: Path, path: Path) -> Inspection | None:
    """Read what was kept; a file that is damaged or from another GoFerry is no memory."""
    reader = wire.Reader(path)
    try:
        with file.open("rb") as opened:
            lines = opened.read(_LONGEST).decode("utf-8").split("\n")
        steps = [step for line in lines if (step := reader.take(line)) is not None]
    except (OSError, ValueError, LookupError, TypeError, ProblemError, RecursionError):
        return None
    return steps[-1] if steps else None
