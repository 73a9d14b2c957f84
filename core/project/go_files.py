"""The Go files of a module, read as text: which belong to a program on Linux, and what they name.

No Go is asked: a project that does not compile, or whose modules are not there, is read as well.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from core.project import go_mod
from core.project.file_scan import without_comments, without_strings
from core.project.source_text import source_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MOST_FILES = 20_000
_NOT_OURS = frozenset({"vendor", "node_modules", "testdata"})
_PACKAGE = re.compile(r"^package[ \t]+(\w+)", re.MULTILINE)
_BODY = re.compile(r"^(?:func|type|var|const)\b", re.MULTILINE)
_MAIN = re.compile(r"^func[ \t]+main\(\)", re.MULTILINE)
_IMPORTS = re.compile(r"^import[ \t]*(?:\(([^)]*)\)|((?:[\w.]+[ \t]+)?\"[^\"\n]+\"))", re.MULTILINE)
_IMPORT = re.compile(r"^[ \t]*(?:([\w.]+)[ \t]+)?[\"`]([^\"`\n]+)[\"`]", re.MULTILINE)
_VERSION = re.compile(r"v[0-9]+")
_CONSTRAINT = re.compile(r"^//go:build[ \t]+([^\n]{1,500})$", re.MULTILINE)
_TOKEN = re.compile(r"[\w.]+|&&|\|\||!|\(|\)")
_HERE = frozenset({"linux", "unix", "amd64", "gc", "cgo"})
_SYSTEMS = frozenset(
    (
        *("aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos", "ios", "js"),
        *("nacl", "netbsd", "openbsd", "plan9", "solaris", "wasip1", "windows", "zos"),
    )
)
_PROCESSORS = frozenset(
    (
        *("386", "arm", "arm64", "loong64", "mips", "mips64", "mips64le", "mipsle", "ppc64"),
        *("ppc64le", "riscv64", "s390x", "wasm"),
    )
)


@dataclass(frozen=True, slots=True)
class GoFile:
    """One file: `text` without comments, `code` without the contents of strings, too.

    Both are as long as the file itself. `imports` are paths by the name that the file uses.
    """

    path: Path
    text: str = field(repr=False)
    code: str = field(repr=False)
    imports: Mapping[str, str]

    def line(self, place: int) -> int:
        """Return the line of a place in the text, from 1."""
        return self.text.count("\n", 0, place) + 1


@dataclass(frozen=True, slots=True)
class Program:
    """A main package, and all files of the module that are linked into it."""

    folder: Path
    files: tuple[GoFile, ...]


# A file without any of these says nothing of how a program serves.
_WORTH = (
    *("Listen", "Serve", "Shutdown", "GracefulStop", "SIGTERM", "signal.", "PORT", "LISTEN_"),
    *("NOTIFY_SOCKET", "READY=1", "SdNotify", "gin.", "echo.", "fiber."),
)


@dataclass(frozen=True, slots=True)
class _Raw:
    path: Path
    package: str
    text: str
    paths: tuple[tuple[str, str], ...]  # name, import path

    @property
    def worth(self) -> bool:
        return any(word in self.text for word in _WORTH)


def programs(folder: Path) -> tuple[Program, ...]:
    """Find the programs of a folder: itself if it is one, and all that lie below it.

    Test files, vendored code and files for other systems do not count.
    """
    root, module = _root(folder)
    packages = _packages(root)
    mains = [one for one in sorted(packages) if _is_main(packages[one])]
    chosen = [one for one in mains if one.is_relative_to(folder)]
    read: dict[Path, GoFile] = {}
    linked = {main: _linked(main, packages, root, module) for main in chosen}
    return tuple(
        Program(main, tuple(_parsed(raw, read) for raw in raws if raw.worth))
        for main, raws in linked.items()
    )


def _root(folder: Path) -> tuple[Path, str]:
    try:
        mod = go_mod.find(folder)
    except OSError:
        mod = None
    return (mod.file.parent, mod.module) if mod else (folder, "")


def _packages(root: Path) -> dict[Path, list[_Raw]]:
    found: dict[Path, list[_Raw]] = {}
    for path in islice(_paths(root), _MOST_FILES):
        raw = _read(path)
        if raw is not None:
            found.setdefault(path.parent, []).append(raw)
    return found


def _paths(root: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(root):
        folders[:] = sorted(
            one
            for one in folders
            if one[0] not in "._" and one not in _NOT_OURS and not _is_module(place, one)
        )
        for name in sorted(names):
            if name.endswith(".go") and not name.endswith("_test.go") and name[0] not in "._":
                yield Path(place) / name


def _is_module(place: str, name: str) -> bool:
    return os.path.isfile(f"{place}/{name}/go.mod")  # noqa: PTH113 - once for each folder


def _read(path: Path) -> _Raw | None:
    if not _name_fits(path.stem):
        return None
    text = source_text(path)
    package = _PACKAGE.search(text)
    if package is None or not _constraint_fits(text[: package.start()]):
        return None
    body = _BODY.search(text, package.end())
    head = text[package.end() : body.start() if body else len(text)]
    blocks = (one[1] or one[2] or "" for one in _IMPORTS.finditer(head))
    paths = tuple((name, path) for block in blocks for name, path in _IMPORT.findall(block))
    return _Raw(path, package[1], text, paths)


def _name_fits(stem: str) -> bool:
    """Tell whether a file's name leaves it to Linux on amd64, as in `x_linux_amd64.go`."""
    ends = stem.split("_")[1:][-2:]
    return not (_SYSTEMS & set(ends[-2:]) or _PROCESSORS & set(ends[-1:]))


def _constraint_fits(head: str) -> bool:
    found = _CONSTRAINT.search(head)
    if found is None:
        return True
    tokens = _TOKEN.findall(found[1])
    return _either(tokens)


def _either(tokens: list[str]) -> bool:
    fits = _both(tokens)
    while tokens and tokens[0] == "||":
        tokens.pop(0)
        fits = _both(tokens) or fits
    return fits


def _both(tokens: list[str]) -> bool:
    fits = _one(tokens)
    while tokens and tokens[0] == "&&":
        tokens.pop(0)
        fits = _one(tokens) and fits
    return fits


def _one(tokens: list[str]) -> bool:
    negated = False
    while tokens and tokens[0] == "!":
        tokens.pop(0)
        negated = not negated
    first = tokens.pop(0) if tokens else ""
    if first == "(":
        fits = _either(tokens)
        if tokens:
            tokens.pop(0)
    else:
        fits = first in _HERE or first.startswith("go1")
    return fits is not negated


def _is_main(files: list[_Raw]) -> bool:
    return any(one.package == "main" and _MAIN.search(one.text) for one in files)


def _linked(
    main: Path, packages: Mapping[Path, list[_Raw]], root: Path, module: str
) -> Iterator[_Raw]:
    """Follow the imports of a program through its own module."""
    waiting, seen = [main], {main}
    while waiting:
        here = packages[waiting.pop()]
        yield from here
        for path in sorted({path for raw in here for _, path in raw.paths}):
            folder = _folder_of(path, packages, root, module)
            if folder is not None and folder not in seen:
                seen.add(folder)
                waiting.append(folder)


def _folder_of(
    path: str, packages: Mapping[Path, list[_Raw]], root: Path, module: str
) -> Path | None:
    if module:
        below = path.removeprefix(module)
        inside = path == module or (below != path and below.startswith("/"))
        folder = root / below.lstrip("/")
        return folder if inside and folder in packages else None
    ends = (one for one in packages if path.endswith(f"/{one.relative_to(root).as_posix()}"))
    return next(ends, None)  # without a go.mod, the end of the path has to do


def _parsed(raw: _Raw, read: dict[Path, GoFile]) -> GoFile:
    """Blank out comments and strings, once for each file."""
    if raw.path not in read:
        text = without_comments(raw.text)
        imports = {name or _usual_name(path): path for name, path in raw.paths}
        read[raw.path] = GoFile(raw.path, text, without_strings(text), imports)
    return read[raw.path]


def _usual_name(path: str) -> str:
    parts = path.split("/")
    if _VERSION.fullmatch(parts[-1]) and len(parts) > 1:
        parts.pop()
    return parts[-1].removeprefix("go-").partition(".v")[0]
