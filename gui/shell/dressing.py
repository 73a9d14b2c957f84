"""Speak and look as the settings say; nothing needs a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from gui.look import theme
from gui.runtime.speech import use_language

if TYPE_CHECKING:
    from gui.runtime.session import Session


def apply_settings(session: Session) -> None:
    """Speak the chosen language, in the chosen colors."""
    settings = session.current.settings
    use_language(settings.language)
    app = QApplication.instance()
    if isinstance(app, QApplication):
        theme.apply(app, theme.Theme(settings.colours))
