"""Speak and look as the settings say; nothing needs a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from core.settings import TEXT_SIZES
from gui.look import theme
from gui.runtime.speech import use_language

if TYPE_CHECKING:
    from gui.runtime.session import Session


def apply_settings(session: Session) -> None:
    """Speak the chosen language, in the chosen colors and size of text."""
    settings = session.current.settings
    use_language(settings.language)
    app = QApplication.instance()
    if isinstance(app, QApplication):
        percent = max(TEXT_SIZES[0], min(settings.text_size, TEXT_SIZES[-1]))
        theme.apply(app, theme.Theme(settings.colours), percent=percent)
