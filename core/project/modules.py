"""The modules in a folder that is none itself: those of its go.work, else those found below."""

from __future__ import annotations

import os
import re
from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEEPEST = 4  # folders below the one that was named
_MOST_FOLDERS = 2000  # that are looked into: somebody may have named a whole disk
_NOT_LOOKED_INTO = frozenset({"node_modules", "testdata", "vendor"})
_LONGEST_FILE = 1 << 20
_USED = re.compile(r"^\s*(?:use\s+)?(?:\"([^\"]+)\"|(\.{0,2}/\S*|\.{1,2}))\s*$", re.MULTILINE)


def below(folder: Path) -> tuple[Path, ...]:
    """Return the folders with a go.mod in or below `folder`; the nearest first."""
    found = [place for place in _used(folder) if _is_module(place)]
    return tuple(dict.fromkeys(found or _found(folder)))


def _used(folder: Path) -> Iterator[Path]:
    """The modules that the folder's go.work names."""
    with suppress(OSError), (folder / "go.work").open("rb") as opened:
        text = re.sub(r"//.*", "", opened.read(_LONGEST_FILE).decode("utf-8", "replace"))
        for match in _USED.finditer(text):
            yield Path(os.path.normpath(folder / (match[1] or match[2])))


def _found(folder: Path) -> Iterator[Path]:
    waiting = deque([(folder, 0)])
    for _ in range(_MOST_FOLDERS):
        if not waiting:
            return
        place, depth = waiting.popleft()
        for inner in _folders_in(place):
            if _is_module(inner):
                yield inner
            elif depth + 1 < _DEEPEST:
                waiting.append((inner, depth + 1))


def _folders_in(folder: Path) -> list[Path]:
    with suppress(OSError), os.scandir(folder) as entries:
        return sorted(
            Path(one.path)
            for one in entries
            if one.name[0] not in "._"
            and one.name not in _NOT_LOOKED_INTO
            and one.is_dir(follow_symlinks=False)
        )
    return []


def _is_module(folder: Path) -> bool:
    """Tell whether a go.mod lies there; a folder that nobody may enter has none for us."""
    return os.path.isfile(f"{folder}/go.mod")  # noqa: PTH113 - pathlib's raises where it may not look
