"""What a program is built for, in Go's own names, and whether C code is in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Target:
    """An operating system and a processor family, as in GOOS and GOARCH."""

    goos: str = "linux"
    goarch: str = "amd64"

    def __str__(self) -> str:
        return f"{self.goos}/{self.goarch}"


class Cgo(StrEnum):
    """Whether C code is compiled in, and how the result is linked."""

    OFF = "off"
    ON = "on"
    STATIC = "static"
