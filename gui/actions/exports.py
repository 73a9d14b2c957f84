"""An inspection as a file to keep or send: which kinds there are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from core.problems import ProblemError
from core.words import Text, say
from gui.runtime.speech import tell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

KINDS: Mapping[str, Text] = {
    "html": say("Web page (HTML)…"),
    "md": say("Summary for a pull request (Markdown)…"),
    "csv": say("Table (CSV)…"),
    "json": say("Data (JSON)…"),
    "svg": say("Drawing (SVG)…"),
    "png": say("Picture of the map (PNG)…"),
}


def menu(parent: QWidget, choose: Callable[[str], object]) -> QMenu:
    """Make the menu that offers them; `choose` gets the kind."""
    made = QMenu(parent)
    for kind, title in KINDS.items():
        action = QAction(made)
        tell(action, text=title)
        action.triggered.connect(partial(choose, kind))
        made.addAction(action)
    return made


def save_picture(map_of_sizes: QWidget, file: str) -> None:
    """Save the map as it is seen; raises `ProblemError`."""
    from core.usecases.inspecting import unwritable

    if not map_of_sizes.grab().save(file, "PNG"):
        raise ProblemError(unwritable(file, OSError(file)))
