"""Files and folders that travel with the program and lie beside it in its release."""

from __future__ import annotations

import hashlib
import stat
import tarfile
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from core.problems import Advice, Problem
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.deploy.model import Service

_OURS = frozenset({"bin", "files", "manifest.json", "release.env"})
_HIDDEN = frozenset({".git", ".DS_Store", "__pycache__"})


def problem_of(service: Service) -> Problem | None:
    """Say why these cannot travel, or nothing when they can."""
    seen: set[str] = set()
    for path in service.includes:
        name = _name(path, service)
        if not path.exists():
            return _missing(path)
        if name in seen or name.split("/")[0] in _OURS or name.startswith("."):
            return _odd_name(name)
        seen.add(name)
    return None


def members(service: Service) -> Iterator[tuple[str, Path]]:
    """Name every file that travels, as it will be called there; links and devices do not."""
    for root in sorted(service.includes):
        above = _name(root, service)
        for path in (root, *sorted(root.rglob("*"))):
            below = path.relative_to(root).parts
            name = "/".join((above, *below))
            travels = path.is_file() and not path.is_symlink() and not _HIDDEN & set(below)
            if travels and not _left_out(name, service.excludes):
                yield name, path


def digest(service: Service) -> str:
    """Return a hash of all names and contents, or nothing when there is nothing to send."""
    whole = hashlib.sha256()
    for name, path in members(service):
        whole.update(f"{name}\0{_mode(path)}\0{_hash(path)}\n".encode())
    return whole.hexdigest() if service.includes else ""


def pack(service: Service, target: Path) -> str:
    """Write them into one tar file; return its SHA-256."""
    with tarfile.open(target, "w", format=tarfile.PAX_FORMAT) as archive:
        for name, path in members(service):
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = path.stat().st_size, _mode(path)
            with path.open("rb") as content:
                archive.addfile(entry, content)
    return _hash(target)


def _name(path: Path, service: Service) -> str:
    """Keep a path inside the project as it is; anything else goes by its own name."""
    base = service.includes_from
    inside = base is not None and path.is_relative_to(base)
    return path.relative_to(base).as_posix() if base and inside else path.name


def _left_out(name: str, patterns: tuple[str, ...]) -> bool:
    """Tell whether a pattern names the file itself, its path, or a folder above it."""
    parts = name.split("/")
    names = (*parts, *("/".join(parts[: number + 1]) for number in range(len(parts))))
    return any(fnmatchcase(one, pattern) for pattern in patterns for one in names)


def _mode(path: Path) -> int:
    return 0o755 if path.stat().st_mode & stat.S_IXUSR else 0o644


def _hash(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _missing(path: Path) -> Problem:
    return Problem(
        code="include_missing",
        what=say("{path} shall travel with the program, but is not there.", path=str(path)),
        why=say("Without it the program would miss files at run time."),
        next=(Advice(say("Put it there, or take it off the list of files to send.")),),
        field="include",
    )


def _odd_name(name: str) -> Problem:
    return Problem(
        code="include_name_taken",
        what=say("“{name}” cannot lie beside the program.", name=name),
        why=say("The name is used twice, hidden, or GoFerry's own in each release."),
        next=(Advice(say("Rename it, or take it off the list of files to send.")),),
        field="include",
    )
