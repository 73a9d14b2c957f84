"""A log as a screen reader meets it: a terminal whose value is what can be seen."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractScrollArea, QAccessibleWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject


class AccessibleLog(QAbstractScrollArea):
    """A surface that says what can be read on it."""

    def __init__(self) -> None:
        super().__init__()
        _tell_readers()
        self.told: QAccessibleInterface | None = None

    def visible_text(self) -> str:
        """Return what can be read now, for those who listen to it."""
        raise NotImplementedError


class _Told(QAccessibleWidget):
    """What is told of one log."""

    def __init__(self, view: AccessibleLog) -> None:
        super().__init__(view, QAccessible.Role.Terminal)
        self._view = view

    def text(self, text: QAccessible.Text) -> str:
        """Return one of the texts that describe the log."""
        if text is QAccessible.Text.Value:
            return self._view.visible_text()
        return super().text(text)


@cache
def _tell_readers() -> None:
    QAccessible.installFactory(_make_told)


def _make_told(_kind: str, thing: QObject) -> QAccessibleInterface | None:
    if not isinstance(thing, AccessibleLog):
        return None
    thing.told = _Told(thing)  # kept there: Qt destroys it together with the widget
    return thing.told
