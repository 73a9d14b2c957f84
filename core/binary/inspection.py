"""What is known about a program file: the verdict and where its bytes went."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from core.problems import Problem
    from core.words import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """Whether the program starts on a common system, and why not where it does not."""

    name: str
    ok: bool
    why: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The facts of a program file, and the one sentence about them.

    `format` is "elf", "pe", "macho" or "" when it is none of them; `goos`, `goarch` and `micro`
    ("v1", "7", "" when unknown) use Go's names; `glibc` is the highest GLIBC version wanted
    ("2.34") or ""; `settings` are the build settings that Go wrote into the file.
    """

    format: str
    sentence: Text
    static: bool = False
    interpreter: str = ""
    needed: tuple[str, ...] = ()
    glibc: str = ""
    goos: str = ""
    goarch: str = ""
    micro: str = ""
    go_version: str = ""
    module: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    stripped: bool = False
    pie: bool = False
    runs_on: tuple[System, ...] = ()
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A box of the treemap: `size` in bytes equals the sum of the children's where there are any.

    `kind` is the colour's meaning: "own", "module", "std", "runtime", "debug", "data",
    "structure" or "unexplained". `name` is a Go or section name; nobody translates it.
    """

    name: str
    size: int
    kind: str
    children: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """Verdict and sizes of one file. `sections.size == size`: each byte is counted once."""

    path: Path
    size: int
    sha256: str
    verdict: Verdict
    sections: Node
