"""The build options: their values and their explanation to people, declared once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from core.target import Target

if TYPE_CHECKING:
    from pathlib import Path

    from core.project.model import Project


__all__ = ["BuildOptions", "BuildRequest", "Cgo", "Target"]

_DEFAULT_TARGET = Target()


class Cgo(StrEnum):
    """Whether C code is compiled in, and how the result is linked."""

    OFF = "off"
    ON = "on"
    STATIC = "static"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """How to build; the defaults give a small static program whose bytes are reproducible.

    `main` is an import path, empty for the only one; `micro` the value of GOAMD64, GOARM and
    their like, empty for Go's default; `stamps` are `-X` variables with their values.
    """

    target: Target = _DEFAULT_TARGET
    main: str = ""
    cgo: Cgo = Cgo.OFF
    micro: str = ""
    strip: bool = True
    trimpath: bool = True
    tags: tuple[str, ...] = ()
    stamps: tuple[tuple[str, str], ...] = ()
    fresh: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """One program to build: from which project, how, and where to (None: GoFerry's own folder)."""

    project: Project
    options: BuildOptions
    output: Path | None = None
