"""What a Go project is, as far as building and deploying it are concerned."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from core.declared import coded
from core.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

# In which folders a module keeps the programs that only make, try or explain it.
_ASIDE = frozenset(
    {
        "benchmark", "benchmarks", "contrib", "doc", "docs", "e2e", "example", "examples", "hack",
        "internal", "sample", "samples", "script", "scripts", "test", "testdata", "tests", "tool",
        "tools",
    }
)  # fmt: skip


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Main:
    """A package that becomes a program. `package` is its import path, `folder` where it lies."""

    package: str
    folder: Path


def only_main(mains: Sequence[Main], folder: Path) -> Main | None:
    """Return the one that is meant without a name, of those in this folder, where that is clear.

    It is the only one, or the only one that lies in no folder for tests, examples and tools.
    """
    front = [one for one in mains if not _is_aside(one.folder, folder)]
    clear = mains if len(mains) == 1 else front
    return clear[0] if len(clear) == 1 else None


def _is_aside(program: Path, folder: Path) -> bool:
    """Tell by the names below the folder; those of programs, which stand in “cmd”, say nothing."""
    names = takewhile(lambda one: one != "cmd", program.parts[len(folder.parts) - 1 :])
    return not _ASIDE.isdisjoint([*names][1:])


@dataclass(frozen=True, slots=True, kw_only=True)
class CgoPackage:
    """A package outside the standard library that has C code; `why` is the import chain to it."""

    package: str
    why: tuple[str, ...]


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class UnembeddedFile:
    """A call that opens a file beside the program at run time; `writes`: to make or change it.

    `line` counts from 1.
    """

    file: Path
    line: int
    path: str
    writes: bool = False


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A Go module and what it takes to build it.

    `folder` is the absolute folder of go.mod; `go_version` the `go` line ("1.24.0");
    `embeds` are the patterns' files relative to `folder`; `version` the git tag or commit to
    stamp, empty where there is none; `gin` tells whether it imports Gin; `notices` is what its
    embeds would surprise with.
    """

    folder: Path
    module: str
    go_version: str
    toolchain: str = ""
    mains: tuple[Main, ...] = ()
    cgo_packages: tuple[CgoPackage, ...] = ()
    embeds: tuple[str, ...] = ()
    unembedded: tuple[UnembeddedFile, ...] = ()
    gin: bool = False
    version: str = ""
    notices: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        """The module path's last element that is not a major version: what people call it."""
        words = [word for word in self.module.split("/") if word]
        if len(words) > 1 and words[-1][:1] == "v" and words[-1][1:].isdigit():
            words.pop()
        return words[-1] if words else self.folder.name
