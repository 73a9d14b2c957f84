"""A finished program and how it was made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.declared import coded
from core.target import Target

if TYPE_CHECKING:
    from core.problems import Problem


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """One verified program file.

    `size` in bytes; `sha256` in lower-case hex; `glibc` the oldest version that it starts on, empty
    where it uses none; `seconds` of wall time for the whole build;
    `command` and `env` are the exact words and the variables that GoFerry set, and give the
    same bytes when pasted into a shell in `folder`.
    """

    target: Target
    path: Path
    folder: Path
    size: int
    sha256: str
    static: bool
    seconds: float
    command: tuple[str, ...]
    env: Mapping[str, str]
    glibc: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRow:
    """What came of one target: its program, or the problem that stood in the way."""

    target: Target
    artifact: Artifact | None = None
    problem: Problem | None = None
