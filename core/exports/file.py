"""One file of an export: where it goes, what it says, why it is there, who can prove it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.words import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFile:
    """A file as it shall be: its `path` below the output folder, with `/`, and its whole `text`.

    `reason` tells people what it is for; `checks` names the entries of `validators.VALIDATORS` that
    read it as the tool will that it is for.
    """

    path: str
    text: str
    reason: Text
    checks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What one kind makes of a service: its files, and what it left out, with the reason."""

    files: tuple[ExportFile, ...]
    left_out: tuple[Text, ...] = ()


def stays_inside(path: str) -> bool:
    """Tell whether a path is one below the output folder, on every system."""
    pure = PurePosixPath(path)
    odd = pure.is_absolute() or "\\" in path or ":" in path or not path.isprintable()
    return bool(pure.parts) and not odd and ".." not in pure.parts
