"""Tell the person that a job has ended while they looked elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from core.words import say
from gui.runtime.speech import shown
from gui.widgets.icons import icon

if TYPE_CHECKING:
    from core.words import Text

_SHOWN_FOR = 8000  # ms


def tell_end(window: QWidget, what: Text, *, went_well: bool) -> None:
    """Say how a job ended."""
    if went_well:
        notify(window, shown(say("Finished: {what}", what=what)))
    else:
        notify(window, shown(say("Ended without success: {what}", what=what)))


def notify(window: QWidget, message: str) -> None:
    """Raise a desktop notification, unless the window is in front."""
    if window.isActiveWindow():
        return
    QApplication.alert(window)
    if not QSystemTrayIcon.isSystemTrayAvailable():
        return
    bell = QSystemTrayIcon(icon("goferry"), window)
    bell.show()
    bell.showMessage("GoFerry", message, icon("goferry"), _SHOWN_FOR)
    QTimer.singleShot(_SHOWN_FOR, bell.deleteLater)
