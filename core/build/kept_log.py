"""The end of a project's last build log, kept so that the page is not empty the next day."""

from __future__ import annotations

import contextlib
from itertools import islice
from typing import TYPE_CHECKING

from core.home import name_for, write_whole
from core.problems import ProblemError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from core.home import Home

LINES = 500
_LONGEST_LINE = 400  # characters; LINES of them at most are kept
_LONGEST_FILE = 4 * LINES * (_LONGEST_LINE + 1)  # bytes


def keep(home: Home, folder: Path, lines: Iterable[str]) -> None:
    """Keep the last lines of a build of the project in `folder`; a full disk keeps none."""
    kept = [line[:_LONGEST_LINE] for line in lines][-LINES:]
    text, file = "\n".join(kept).encode(errors="replace"), _file(home, folder)
    if _read(file) != text:  # a build with nothing to do says the same each time
        with contextlib.suppress(ProblemError):
            write_whole(file, text)


def recall(home: Home, folder: Path) -> tuple[str, ...]:
    """Return the lines that were kept; none when there are none."""
    text = _read(_file(home, folder)).decode("utf-8", "replace")
    return tuple(islice(text.splitlines(), LINES))


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(_LONGEST_FILE)
    except OSError:
        return b""


def _file(home: Home, folder: Path) -> Path:
    return home.cache / "build-logs" / f"{name_for(folder)}.log"
