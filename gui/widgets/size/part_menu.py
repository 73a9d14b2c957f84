"""What can be done with one part of the program, at the pointer or by the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from core.words import Text, say
from gui.runtime.speech import tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


class PartMenu(QMenu):
    """A menu that goes away with its first choice."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def offer(
        self, words: Text, do: Callable[[], object], *, possible: bool = True, key: str = ""
    ) -> None:
        """Add a deed; one that is not possible now stays in sight, `key` tells its shortcut."""
        action = QAction(self)
        tell(action, text=words)
        action.setEnabled(possible)
        if key:
            action.setShortcut(key)
            action.setShortcutVisibleInContextMenu(True)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked=False: do())
        self.addAction(action)


COPY = say("Copy the name")
ZOOM_IN, ZOOM_OUT = say("Zoom in"), say("Zoom out")
WHY = say("Why is it here?")
SHOW_ROW, SHOW_TILE = say("Show in the table"), say("Show on the map")
