"""Bare `goferry`: open the window, or say in a sentence why there is none."""

from __future__ import annotations

import importlib.util
import os
import sys
from typing import TYPE_CHECKING

from core.problems import Advice, Problem, ProblemError
from core.words import Text, say, speak

if TYPE_CHECKING:
    from core.home import Home

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def open_window(home: Home) -> int:
    """Show the window until it is closed. Raises `ProblemError` where there can be none."""
    if sys.platform.startswith("linux") and not any(map(os.environ.get, _DISPLAYS)):
        raise ProblemError(_no_window(say("This session has no graphical display.")))
    if importlib.util.find_spec("PySide6") is None:
        raise ProblemError(_no_window(say("The library of the window, PySide6, is not installed.")))
    try:
        from gui.shell.app import main
    except ImportError as reason:
        why = say("A library that the window needs is missing on this computer.")
        raise ProblemError(_no_window(why, details=str(reason))) from reason
    speak()  # the window has a language of its own
    return main(home)


def _no_window(why: Text, *, details: str = "") -> Problem:
    return Problem(
        code="no_window",
        what=say("The window cannot open here."),
        why=why,
        next=(
            Advice(say("See all commands: {command}", command="goferry --help")),
            Advice(say("See the whole workflow: {command}", command="goferry demo")),
        ),
        details=details,
    )
