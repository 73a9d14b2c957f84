"""A small button that is only an icon, and says aloud what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QToolButton

from gui.runtime.speech import tell
from gui.widgets.icons import icon

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.words import Text


def tool_button(name: str, words: Text, primary_action: Callable[[], object]) -> QToolButton:
    """Make a button with the icon of this name; the words are its tooltip and its name."""
    button = QToolButton()
    button.setIcon(icon(name))
    button.setAutoRaise(True)
    tell(button, toolTip=words, accessibleName=words)
    button.clicked.connect(primary_action)
    return button
