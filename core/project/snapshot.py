"""What the files of a project are now, as one short text: another one as soon as any of them is.

Names, dates and sizes are looked at, never contents, so that thousands of files take milliseconds.
A file that was only touched counts as changed: whoever compares must then look more closely.
"""

from __future__ import annotations

import hashlib
import os
import time
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    _Files = list[tuple[str, os.stat_result | None]]

_MOST_FILES = 20_000  # of more, nobody would win time by remembering
_GIT = ".git"  # it changes whenever git looks


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A digest of all names, dates and sizes; `newest` is when a file was last written to, in ns.

    Dates that lie in the future do not count for `newest`.
    """

    digest: str
    newest: int


def take(
    folders: Iterable[Path], files: Iterable[Path] = (), *, but: Path | None = None
) -> Snapshot | None:
    """Look at everything in these folders, and at these files, also where they are not there.

    `but` is a program that is being written: only whether it is there counts. None where there is
    too much to look at, or something that may not be looked at.
    """
    now = time.time_ns()
    try:
        found = list(islice(_found(folders, files), _MOST_FILES + 1))
    except OSError:
        return None
    if len(found) > _MOST_FILES:
        return None
    found = found if but is None else _without(found, str(but))
    dates = (date for _, one in found if one for date in (one.st_mtime_ns, one.st_ctime_ns))
    newest = max((date for date in dates if date <= now), default=0)
    return Snapshot(_digest(found), newest)


def _without(found: _Files, program: str) -> _Files:
    """Leave out what changes of a program, and what is beside it while it is being written."""
    folder, name = os.path.split(program)
    beside = f"{folder}{os.sep}.{name}."
    return [
        (path, None if path == program else seen)
        for path, seen in found
        if not (path.startswith(beside) and path.endswith(".partial"))
    ]


def _digest(found: _Files) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for path, one in found:
        what = one and (one.st_mode, one.st_size, one.st_mtime_ns, one.st_ctime_ns, one.st_ino)
        digest.update(f"{path}\0{what}\n".encode(errors="surrogateescape"))
    return digest.hexdigest()


def _found(
    folders: Iterable[Path], files: Iterable[Path]
) -> Iterator[tuple[str, os.stat_result | None]]:
    """Every file with what the system says of it; a folder, or what is not there, with None."""
    for file in files:
        yield str(file), _stat_of(file)
    waiting = [str(one) for one in folders]
    while waiting:
        folder = waiting.pop()
        yield folder, None
        for entry in _entries(folder):
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            else:
                yield entry.path, _stat(entry)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted((one for one in entries if one.name != _GIT), key=lambda one: one.name)


def _stat(entry: os.DirEntry[str]) -> os.stat_result:
    """What a file is; of a link, what it leads to, and itself where that is not there."""
    try:
        return os.stat(entry.path)  # noqa: PTH116 - on Windows, an entry itself knows no inode
    except FileNotFoundError:
        return entry.stat(follow_symlinks=False)


def _stat_of(file: Path) -> os.stat_result | None:
    try:
        return file.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
