"""Draw a map as a picture: by the window's library in a process of its own, without a screen."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

from core.problems import Advice, Problem, ProblemError
from core.processes import Command, capture
from core.words import Text, say

_ROOT = Path(__file__).resolve().parents[2]  # the folder that holds the packages core and gui
_SECONDS = 120.0


async def draw(svg: str, file: Path) -> None:
    """Write a drawing as PNG. Raises `ProblemError` (`no_picture`) where that cannot be done."""
    if importlib.util.find_spec("PySide6") is None:
        raise ProblemError(
            _no_picture(say("The library of the window, PySide6, is not installed."))
        )
    command = Command(
        words=(sys.executable, "-P", "-m", "gui.drawing", str(file)),
        env={**os.environ, "PYTHONPATH": str(_ROOT), "QT_QPA_PLATFORM": "offscreen"},
    )
    said = await capture(command, stdin=svg.encode(), seconds=_SECONDS)
    if said.code:
        why = say("Either the file cannot be written, or PySide6 lacks a library that it needs.")
        raise ProblemError(_no_picture(why, details=said.err))


def _no_picture(why: Text, details: str = "") -> Problem:
    return Problem(
        code="no_picture",
        what=say("The treemap could not be drawn as a picture."),
        why=why,
        next=(Advice(say("Use --svg instead. Every browser can show it.")),),
        details=details,
    )
