"""The log as a screen reader meets it: a terminal whose value is what can be seen."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from gui.widgets.log.log_view import LogView


class _Told(QAccessibleWidget):
    """What is told of one log."""

    def __init__(self, view: LogView) -> None:
        super().__init__(view, QAccessible.Role.Terminal)
        self._view = view

    def text(self, text: QAccessible.Text) -> str:
        """Return one of the texts that describe the log."""
        if text is QAccessible.Text.Value:
            return self._view.visible_text()
        return super().text(text)


@cache
def tell_readers(kind: type[LogView]) -> None:
    """Let Qt ask here when a screen reader comes to a log."""

    def made(_kind: str, thing: QObject) -> QAccessibleInterface | None:
        if not isinstance(thing, kind):
            return None
        thing.told = _Told(thing)  # kept there: Qt destroys it together with the widget
        return thing.told

    QAccessible.installFactory(made)
