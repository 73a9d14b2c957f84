"""Is there room for a build? Looked at before each, since a disk fills up without the project."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from core.actions import Retry
from core.problems import Advice, Problem
from core.words import Size, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from core.home import Home

CODE = "disk_nearly_full"
_ROOM = 300_000_000  # bytes: temporary files, the cache's growth and the program of a mid-size app


def free(output: Path, home: Home) -> dict[Path, int]:
    """Return the folders that a build writes to, with the bytes free there."""
    found = {}
    for folder in (output.parent, home.cache):
        place = next((one for one in (folder, *folder.parents) if one.is_dir()), None)
        if place is not None:
            found[place] = shutil.disk_usage(place).free
    return found


def lacking(rooms: Mapping[Path, int]) -> Iterator[Problem]:
    """Tell of folders with too little room for a build."""
    for folder, bytes_free in rooms.items():
        if bytes_free < _ROOM:
            yield Problem(
                code=CODE,
                what=say(
                    "Only {free} are free in {folder}.",
                    free=Size(bytes_free),
                    folder=str(folder),
                ),
                why=say("A build might need {room} there.", room=Size(_ROOM)),
                next=(Advice(say("Free some space, then build."), Retry()),),
                field="output",
            )
