"""What is known about a program file: the verdict and where its bytes went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from core.declared import coded
from core.problems import Problem
from core.words import Text


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """Whether the program starts on a common system, and why.

    `ok` is None where nobody can promise either; `processor` is the one that a promise is for
    ("amd64 v1").
    """

    name: str
    ok: bool | None
    why: Text
    processor: str = ""


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The facts of a program file, and the one sentence about them.

    `format` is "elf", "pe", "macho", "wasm", "xcoff" or "plan9"; `kind` is "program", or what the
    file is instead ("library", "object", "module", "debug", "core"); `goos`, `goarch` and `micro`
    ("v1", "7", "" when unknown) use Go's names; `glibc` is the highest GLIBC version wanted
    ("2.34") or ""; `settings` are the build settings that Go wrote into the file; `hardening`
    names protections ("RELRO", "NX"); `oldest_system` is the oldest system that this Go release
    supports ("Linux 3.2") or ""; `version` is that of `module` ("v1.2.3"), `dependencies` are the
    modules that are linked in, each as "path version".
    """

    format: str
    sentence: Text
    kind: str = "program"
    static: bool = False
    interpreter: str = ""
    needed: tuple[str, ...] = ()
    glibc: str = ""
    goos: str = ""
    goarch: str = ""
    micro: str = ""
    go_version: str = ""
    module: str = ""
    version: str = ""
    dependencies: tuple[str, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)
    stripped: bool = False
    pie: bool = False
    trimmed: bool = False
    hardening: tuple[str, ...] = ()
    oldest_system: str = ""
    runs_on: tuple[System, ...] = ()
    notes: tuple[Problem, ...] = ()


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A box of the treemap: `size` in bytes equals the sum of the children's where there are any.

    `kind` is the color's meaning: "own", "module", "std", "runtime", "debug", "data", "structure"
    or "unexplained"; in a difference "new", "grown", "shrunk" or "gone". `name` is a Go or section
    name that nobody translates; a group that has no such name carries the words in `label`.
    """

    name: str
    size: int
    kind: str
    children: tuple[Node, ...] = ()
    label: Text | None = None


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class PackageSize:
    """A package's bytes, and how many of them are of each kind ("code", "types", …)."""

    package: str
    size: int
    kinds: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleSize:
    """A module's bytes. `origin` is "own", "module", "std" or "runtime"; "std" has no version."""

    module: str
    version: str
    origin: str
    size: int
    packages: tuple[PackageSize, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedFile:
    """A file that go:embed put in; `verified` when its bytes match the hash Go kept of them."""

    path: str
    size: int
    verified: bool
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """What a build option would take off the file: `option` as it is typed, size in bytes."""

    option: str
    bytes: int


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """Verdict and sizes of one file. `sections.size == size`: each byte is counted once.

    `packages` is the same file seen as module → package → file → function, with the same sum;
    it is None (and what follows is empty) until Go's own tables have been read, or for ever where
    there are none. `parts` are bytes by kind, `unattributed` those that nothing explains; `hints`
    say what a person could do about the size.
    """

    path: Path
    size: int
    sha256: str
    verdict: Verdict
    sections: Node
    packages: Node | None = None
    modules: tuple[ModuleSize, ...] = ()
    parts: Mapping[str, int] = field(default_factory=dict)
    unattributed: int = 0
    embedded: tuple[EmbeddedFile, ...] = ()
    savings: tuple[Saving, ...] = ()
    hints: tuple[Problem, ...] = ()
