"""The program that reads a data folder on a server: its sources, for this computer's own Go.

They are resources/backup, of Go's standard library alone. It runs with the service's rights.
"""

from __future__ import annotations

import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING

from core.build.brought import laid_out

if TYPE_CHECKING:
    from pathlib import Path

    from core.home import Home

NAME = "snapshot"
_SOURCES = ("go.mod", "main.go", "seal.go", "sqlite.go")


def sources(home: Home) -> Path:
    """Put the sources where Go can build them, and return their folder."""
    texts = {
        name: files("resources").joinpath("backup", name).read_text("utf-8") for name in _SOURCES
    }
    return laid_out(home, NAME, texts)


def digest(program: Path) -> str:
    """Return the hash by which the server's helper knows it."""
    return hashlib.sha256(program.read_bytes()).hexdigest()
