"""Which module a package belongs to, and whose that module is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.binary.gotables.gofile import BuildInfo

STANDARD, RUNTIME = "std", "runtime"
_RUNTIME = (
    "runtime", "internal/runtime", "internal/abi", "internal/cpu", "internal/bytealg",
    "internal/goarch", "internal/goos", "internal/chacha8rand", "internal/stringslite",
    "sync/atomic", "unsafe",
)  # fmt: skip
_VERSIONED = re.compile(r"^(?:.*/pkg/mod/)?([^@]+)@(v[^/]+)/")
_HOST_PARTS = 3  # github.com/owner/name: the guess when nothing better is known


@dataclass(frozen=True, slots=True)
class Home:
    """A module as the person sees it: path, version, and whose it is.

    `origin` is "own", "module", "std" or "runtime"; the last two have the names "std" and
    "runtime" and Go's version.
    """

    module: str
    version: str
    origin: str


class Directory:
    """Finds the module of a package: in the build information, else in the names of files."""

    def __init__(self, info: BuildInfo | None, files: dict[str, str]) -> None:
        self._info = info
        self._go = info.go_version if info else ""
        self._known: dict[str, Home] = {}
        main = info.module if info else None
        if main and main.path:
            self._known[main.path] = Home(main.path, main.version, "own")
        elif info and info.main.startswith("cmd/"):
            self._known["cmd"] = Home(info.main, "", "own")
        for module in info.dependencies if info else ():
            self._known.setdefault(module.path, Home(module.path, module.version, "module"))
        for package, path in files.items() if info is None else ():
            self._learn(package, path)

    def _learn(self, package: str, path: str) -> None:
        """Take a module from the path of a source file: `…/pkg/mod/module@version/file.go`."""
        found = _VERSIONED.match(path)
        if found and package.startswith(found.group(1)):
            self._known[found.group(1)] = Home(found.group(1), found.group(2), "module")

    def home_of(self, package: str) -> Home:
        """The module of a package, by the longest path that fits."""
        if package in ("main", "command-line-arguments") or package.startswith("main."):
            return self._own()
        path = package
        while path:
            if path in self._known:
                return self._known[path]
            path = path.rpartition("/")[0]
        if "." not in package.partition("/")[0]:
            return self._standard(package)
        guess = "/".join(package.split("/")[:_HOST_PARTS])
        return Home(guess, "", "module")

    def _own(self) -> Home:
        module = self._info.module if self._info else None
        if module and module.path:
            return Home(module.path, module.version, "own")
        return Home(self._info.main if self._info and self._info.main else "main", "", "own")

    def _standard(self, package: str) -> Home:
        runtime = any(package == part or package.startswith(part + "/") for part in _RUNTIME)
        return Home(RUNTIME if runtime else STANDARD, self._go, RUNTIME if runtime else STANDARD)
