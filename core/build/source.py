"""What a build read, so that it can be told later, without Go, whether any of that changed.

A file counts as changed when its content is another one: where only its dates moved, or an edit
was undone, its digest is as before. What is kept lies in the home, a small file for each program.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from core.declared import coded
from core.project import embeds
from core.project.packages import may_change

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from core.project.packages import Package

_READ = (
    "GoFiles", "CgoFiles", "CFiles", "CXXFiles", "MFiles", "HFiles", "FFiles", "SFiles",
    "SwigFiles", "SwigCXXFiles", "SysoFiles",
)  # fmt: skip
_LEFT_ALONE = ("IgnoredGoFiles", "IgnoredOtherFiles")
FIELDS = ("ImportPath", "Dir", "Standard", "Module", "EmbedPatterns", *_READ, *_LEFT_ALONE)
# Files with these endings are Go's to look at wherever they appear in a package's folder.
_ENDINGS = (
    ".go", ".c", ".cc", ".cpp", ".cxx", ".m", ".h", ".hh", ".hpp", ".hxx", ".f", ".F", ".for",
    ".f90", ".s", ".S", ".sx", ".swig", ".swigcxx", ".syso",
)  # fmt: skip
_CHUNK = 1 << 20
# Kernels date a file by a clock that stands still for up to so long.
_TICK = 10_000_000  # nanoseconds


class Seen(NamedTuple):
    """One file as the build found it; size -1 where there was none.

    `digest` is empty for a file that was written while the build ran: nobody knows which content
    it read.
    """

    size: int
    mtime: int = 0
    ctime: int = 0
    inode: int = 0
    digest: str = ""


ABSENT = Seen(-1)


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Everything outside of Go and the module cache that a build read.

    `files` by path, those included whose appearance would matter; `folders` maps each package's
    folder to the names that Go saw there; `patterns` are its embeds, as (folder, pattern).
    """

    files: Mapping[str, Seen] = field(default_factory=dict)
    folders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    patterns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """A path whose content is no longer that of the build; `when` in seconds since 1970."""

    path: Path
    kind: str  # "changed", "added" or "gone"
    when: float


def look(packages: Iterable[Package], others: Iterable[Path], *, since: float) -> Source:
    """Read what these packages are made of, and the `others` that a build reads besides.

    `since` is when the build began, in seconds since 1970.
    """
    own = [one for one in packages if one.get("Dir") and may_change(one)]
    patterns = tuple(
        (one["Dir"], pattern) for one in own for pattern in one.get("EmbedPatterns") or ()
    )
    paths = chain(
        (os.path.join(one["Dir"], name) for one in own for name in _names(one, _READ)),  # noqa: PTH118
        _embedded(patterns),
        map(str, others),
    )
    before = int(since * 1e9) - _TICK
    return Source(
        files={path: _seen(path, before=before) for path in dict.fromkeys(paths)},
        folders={one["Dir"]: tuple(_names(one, (*_READ, *_LEFT_ALONE))) for one in own},
        patterns=patterns,
    )


def _names(package: Package, kinds: Iterable[str]) -> Iterator[str]:
    for kind in kinds:
        yield from package.get(kind) or ()


def _embedded(patterns: Iterable[tuple[str, str]]) -> Iterator[str]:
    for folder, pattern in patterns:
        for name in embeds.taken(Path(folder), pattern):
            yield os.path.join(folder, name)  # noqa: PTH118 - thousands of paths, in a hurry


def _seen(path: str, *, before: int) -> Seen:
    """Look at one file; what was written since the build began has no digest."""
    try:
        found = os.stat(path)  # noqa: PTH116 - as above
        written = max(found.st_mtime_ns, found.st_ctime_ns)
        meanwhile = before < written <= time.time_ns()
        digest = "" if meanwhile else _digest(path)
    except OSError:
        return ABSENT
    return Seen(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, digest)


def _digest(path: str) -> str:
    digest = hashlib.blake2b(digest_size=16)
    with open(path, "rb") as opened:  # noqa: PTH123 - as above
        while piece := opened.read(_CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def differences(source: Source) -> list[Difference]:
    """Return every path that a build would find otherwise now, the newest first."""
    found = [*_changed(source), *_added(source)]
    return sorted(found, key=lambda one: (-one.when, one.path))


def _changed(source: Source) -> Iterator[Difference]:
    for path, seen in source.files.items():
        if found := _difference(path, seen):
            yield found


def _difference(path: str, seen: Seen) -> Difference | None:
    try:
        now = os.stat(path)  # noqa: PTH116 - as above
        if seen == ABSENT:
            return Difference(Path(path), "added", now.st_mtime)
        dates = (now.st_mtime_ns, now.st_ctime_ns, now.st_ino)
        same = (
            now.st_size == seen.size
            and seen.digest
            and (dates == (seen.mtime, seen.ctime, seen.inode) or _digest(path) == seen.digest)
        )
    except OSError:
        return None if seen == ABSENT else _gone(path)
    return None if same else Difference(Path(path), "changed", now.st_mtime)


def _gone(path: str) -> Difference:
    """A file that is not there, or cannot be read any more: dated by the folder it was in."""
    place = next((one for one in Path(path).parents if one.is_dir()), Path("/"))
    return Difference(Path(path), "gone", place.stat().st_mtime)


def _added(source: Source) -> Iterator[Difference]:
    """Files that Go would read now and did not see then."""
    for folder, names in source.folders.items():
        for name in set(_sources_in(folder)) - set(names):
            yield from _new(os.path.join(folder, name))  # noqa: PTH118 - as above
    for path in dict.fromkeys(_embedded(source.patterns)):
        if path not in source.files:
            yield from _new(path)


def _sources_in(folder: str) -> Iterator[str]:
    try:
        names = os.listdir(folder)  # noqa: PTH208 - as above
    except OSError:
        return
    for name in names:
        if name.endswith(_ENDINGS) and name[0] not in "._" and not name.endswith("_test.go"):
            yield name


def _new(path: str) -> Iterator[Difference]:
    try:
        yield Difference(Path(path), "added", os.stat(path).st_mtime)  # noqa: PTH116 - as above
    except OSError:
        return
