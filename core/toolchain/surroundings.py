"""What in this computer's surroundings would change a build, and a clean environment without it.

Go reads its settings from the process environment and, below that, from the file that
`go env -w` writes. Whatever there would change the *bytes* of a build is put out of force and can
be shown; what only says where modules come from (GOPROXY, GOPRIVATE, …) stays.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.toolchain.go import Go

# Not a choice about the program: where modules come from and where things are kept.
_KEPT = frozenset(
    {
        "GOPROXY", "GOPRIVATE", "GONOPROXY", "GONOSUMDB", "GOSUMDB", "GOINSECURE", "GOAUTH",
        "GOVCS", "GOPATH", "GOMODCACHE", "GOCACHE", "GOMAXPROCS", "GOGC", "GOMEMLIMIT",
        "GOTELEMETRY", "GOTELEMETRYDIR", "GOENV", "GOTOOLCHAIN",
    }
)  # fmt: skip
_COMPILERS = frozenset({"CC", "CXX", "FC", "AR", "PKG_CONFIG", "GO_EXTLINK_ENABLED"})
_HOMES = frozenset(
    {
        "HOME", "PATH", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME",
        "XDG_CACHE_HOME",
    }
)  # fmt: skip
# Where a kept setting lies decides paths, so a copied command must name it.
_PLACES = frozenset({"GOPATH", "GOMODCACHE", "GOCACHE"})
_LONGEST_FILE = 1 << 20


@dataclass(frozen=True, slots=True)
class Surprise:
    """A setting from outside the project that would change what is built, so it is not used.

    `origin` is "environment", "go env -w" or "go.env" (the file inside the Go installation).
    """

    name: str
    value: str
    origin: str


def surprises(go: Go) -> tuple[Surprise, ...]:
    """Return the settings of this computer that GoFerry puts out of force, by name."""
    outside = [Surprise(*item, "environment") for item in _changing(os.environ).items()]
    written = [Surprise(*item, "go env -w") for item in _changing(_written()).items()]
    shipped = [
        Surprise(name, value, "go.env")
        for name, value in _read_env(go.root / "go.env").items()
        if name == "GOFLAGS"
    ]
    found = {one.name: one for one in (*shipped, *written, *outside)}
    return tuple(found[name] for name in sorted(found))


def neutral(go: Go) -> dict[str, str]:
    """Return the variables that put this computer's surprises out of force; often none."""
    found = surprises(go)
    env = {one.name: "" for one in found if one.origin == "environment"}
    if any(one.origin == "go env -w" for one in found):
        env["GOENV"] = "off"
        env |= {name: value for name, value in _written().items() if name in _PLACES}
    if any(one.origin == "go.env" for one in found):
        env["GOFLAGS"] = "-buildvcs=auto"  # Go's own default: an empty GOFLAGS would not count
    return env


def environment(go: Go, *, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return a whole environment in which `go` does only what it is told.

    GOROOT is never inherited, nothing ever asks for a password, and Go does not fetch another Go
    unless `extra` sets GOTOOLCHAIN.
    """
    settings = neutral(go)
    changing = _changing(os.environ)
    env = {name: value for name, value in os.environ.items() if name not in changing}
    if settings.get("GOENV") == "off":
        env |= {name: value for name, value in _written().items() if name in _KEPT}
    env |= {"GOTOOLCHAIN": "local", "GIT_TERMINAL_PROMPT": "0", "GCM_INTERACTIVE": "never"}
    return env | {name: value for name, value in settings.items() if value} | dict(extra or {})


def decisive(go: Go, env: Mapping[str, str]) -> tuple[str, ...]:
    """Return everything but a project's files that decides what this Go answers with `env`.

    Where two such answers were given with the same, and of the same files, they are the same.
    """
    told = {name: value for name, value in env.items() if _is_asked(name)}
    dates = [_dated(one) for one in (go.program, go.root / "VERSION", go.root / "go.env")]
    parts = (go.root, go.version, dates, _written(), sorted(told.items()))
    return tuple(map(str, parts))


def _dated(file: Path) -> tuple[int, ...]:
    try:
        found = file.stat()
    except OSError:
        return ()
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _is_asked(name: str) -> bool:
    """Whether Go, or git for it, looks at this variable."""
    return name.startswith(("GO", "CGO_", "GIT_")) or name in _COMPILERS | _HOMES


def _changing(settings: Mapping[str, str]) -> dict[str, str]:
    """The settings of these that change a build: few, so that only their values are fetched."""
    names = filter(_changes_builds, settings)
    return {name: value for name in names if (value := settings[name])}


def _changes_builds(name: str) -> bool:
    if name in _COMPILERS or name.startswith("CGO_"):
        return True
    return name.startswith("GO") and name.isupper() and "_" not in name and name not in _KEPT


def _written() -> dict[str, str]:
    """The settings that `go env -w` wrote, GOENV itself left out."""
    chosen = os.environ.get("GOENV", "")
    if chosen == "off":
        return {}
    found = _read_env(Path(chosen) if chosen else _config_folder() / "go" / "env")
    return {name: value for name, value in found.items() if name != "GOENV"}


def _config_folder() -> Path:
    """The same folder as Go's `os.UserConfigDir`."""
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", ""))
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    given = os.environ.get("XDG_CONFIG_HOME", "")
    return Path(given) if given else Path.home() / ".config"


def _read_env(file: Path) -> dict[str, str]:
    try:
        with file.open("rb") as opened:
            text = opened.read(_LONGEST_FILE).decode("utf-8", "replace")
    except OSError:
        return {}
    pairs = (line.split("=", 1) for line in text.splitlines() if "=" in line and line[0] != "#")
    return {name.strip(): value for name, value in pairs}
