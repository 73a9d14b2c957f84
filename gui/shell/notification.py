"""Tell the person that a job has ended while they looked elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from gui.widgets.icons import icon

_SHOWN_FOR = 8000  # ms


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
