"""The build options: their values and their explanation to people, declared once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from core.target import Cgo, Target

if TYPE_CHECKING:
    from pathlib import Path

    from core.project.model import Project


__all__ = ["BuildMode", "BuildOptions", "BuildRequest", "Cgo", "Target"]

_DEFAULT_TARGET = Target()


class BuildMode(StrEnum):
    """What kind of program file is made."""

    PROGRAM = "program"
    PIE = "pie"
    STATIC_PIE = "static-pie"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """How to build; the defaults give a small static program whose bytes are reproducible.

    `main` is an import path, empty for the only one; `micro` the value of GOAMD64, GOARM and
    their like, empty for Go's default; `stamps` are `-X` variables with their values; `glibc` the
    oldest version that a program with C must start on ("2.28", empty: this computer's own);
    `profile` a file for PGO, "off", or empty for default.pgo where there is one; `proxy`,
    `private` and `checksums` are GOPROXY, GOPRIVATE and GOSUMDB for this build only.
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
    glibc: str = ""
    mode: BuildMode = BuildMode.PROGRAM
    profile: str = ""
    race: bool = False
    vcs: bool = True
    workspace: bool = True
    fetch_go: bool = False
    proxy: str = ""
    private: str = ""
    checksums: str = ""
    ldflags: str = ""
    flags: tuple[str, ...] = ()
    env: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """One program to build: from which project, how, and where to (None: GoFerry's own folder)."""

    project: Project
    options: BuildOptions
    output: Path | None = None
