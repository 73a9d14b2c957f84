"""A finished program that was never built."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from core.build.artifact import Artifact
from core.target import Target


def artifact(path: Path = Path("/out/web"), **more: Any) -> Artifact:  # noqa: ANN401 - its fields
    """Return the program at `path`, which need not be there; its project is the folder around."""
    usual: dict[str, Any] = {
        "target": Target(),
        "path": path,
        "folder": path.parent,
        "size": 7,
        "sha256": "ab" * 32,
        "static": True,
        "seconds": 0.0,
        "command": (),
        "env": {},
    }
    return Artifact(**(usual | more))
