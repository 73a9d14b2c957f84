"""A small button that is only an icon, and says aloud what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QToolButton

from gui.runtime.speech import tell
from gui.widgets.icons import icon

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.words import Text

_SIDE = 16  # pixels, at least


class IconButton(QToolButton):
    """Its icon is as high as the text of now."""

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            side = max(_SIDE, self.fontMetrics().height())
            self.setIconSize(QSize(side, side))


def tool_button(name: str, words: Text, primary_action: Callable[[], object]) -> IconButton:
    """Make a button with the icon of this name; the words are its tooltip and its name."""
    button = IconButton()
    button.setIcon(icon(name))
    button.setAutoRaise(True)
    tell(button, toolTip=words, accessibleName=words)
    button.clicked.connect(primary_action)
    return button
