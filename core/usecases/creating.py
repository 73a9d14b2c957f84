"""Start a new service from a template."""

from __future__ import annotations

from pathlib import Path

from core.project import template
from core.project.template import KINDS

__all__ = ["KINDS", "create", "create_sample"]

_SAMPLE = "goferry-hello"
_SAMPLE_MODULE = "example.com/hello"


async def create(kind: str, folder: Path, *, module: str = "") -> Path:
    """Make a new service in `folder`, and return that; without `module` it is named after it.

    Raises `ProblemError`.
    """
    return await template.create(kind, folder, module=module or f"example.com/{folder.name}")


async def create_sample() -> Path:
    """Make the sample service in a folder of its own; nothing to choose."""
    return await create("gin", _free(Path.home() / _SAMPLE), module=_SAMPLE_MODULE)


def _free(wanted: Path) -> Path:
    """Return `wanted`, or the first of its numbered siblings that does not exist."""
    folder, number = wanted, 2
    while folder.exists():
        folder, number = wanted.with_name(f"{wanted.name}-{number}"), number + 1
    return folder
