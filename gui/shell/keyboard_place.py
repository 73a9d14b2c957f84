"""Keeps the keyboard where the work is: what a job switched off gets it back at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable


class KeyboardPlace(QObject):
    """Watches one window; `otherwise` names what gets the keyboard where its place is gone."""

    def __init__(self, window: QWidget, otherwise: Callable[[], QWidget]) -> None:
        super().__init__(window)
        self._window, self._otherwise = window, otherwise
        self._lost: QWidget | None = None  # what had it when it was switched off or hidden
        self._moved_to: QWidget | None = None  # where Qt put it then
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._note)

    def give_back(self) -> None:
        """Return the keyboard, once those who hear of the same end have shown it."""
        QTimer.singleShot(0, self, self._give_back)

    def _note(self, old: QWidget | None, now: QWidget | None) -> None:
        if old is None or not isValid(old) or old.window() is not self._window:
            return
        if _can_have_it(old):
            self._lost = None  # a person went on
        else:
            self._lost = self._lost or old
            self._moved_to = now

    def _give_back(self) -> None:
        lost, self._lost = self._lost, None
        here = self._window.focusWidget()
        if _can_have_it(lost) and here in {None, self._moved_to}:
            place = lost
        elif not _can_have_it(here):
            place = self._otherwise()
        else:
            return
        if place is not None:
            place.setFocus(Qt.FocusReason.OtherFocusReason)


def _can_have_it(part: QWidget | None) -> bool:
    return part is not None and isValid(part) and part.isVisible() and part.isEnabled()
