"""What a program is built for, in Go's own names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Target:
    """An operating system and a processor family, as in GOOS and GOARCH."""

    goos: str = "linux"
    goarch: str = "amd64"

    def __str__(self) -> str:
        return f"{self.goos}/{self.goarch}"
