"""The program that tells: its sources, for this computer's own Go to build."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from core.build.brought import laid_out

if TYPE_CHECKING:
    from pathlib import Path

    from core.home import Home

NAME = "alarm"
_SOURCES = ("go.mod", "main.go", "look.go", "incidents.go", "send.go", "forms.go", "state.go")


def sources(home: Home) -> Path:
    """Put the sources where Go can build them, and return their folder."""
    return laid_out(home, NAME, {name: resource(name) for name in _SOURCES})


def resource(name: str) -> str:
    """Return a text that belongs to the alarms."""
    return files("resources").joinpath(NAME, name).read_text("utf-8")
