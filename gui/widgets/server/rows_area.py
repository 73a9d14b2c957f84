"""The rows of a deploy that runs, in as much room as they need and no more than they are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from gui.widgets.steady_bar import keep_bars

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout


class RowsArea(QScrollArea):
    """Takes a part of a page in while a job runs, and gives it back to its place."""

    def __init__(self, part: QWidget, place: QVBoxLayout) -> None:
        super().__init__()
        self._part, self._place = part, place
        self._room = 0
        keep_bars(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bar = self.verticalScrollBar()
        self.setViewportMargins(0, 0, -bar.sizeHint().width(), 0)  # cards keep the page's edge
        bar.raise_()
        part.installEventFilter(self)
        self.hide()

    def take_in(self) -> None:
        """Show the part here."""
        if self.isHidden():
            self._place.removeWidget(self._part)
            self.setWidget(self._part)
            self._part.show()
            self.show()

    def give_back(self) -> None:
        """Show the part where it was: before this area."""
        if not self.isHidden():
            self.takeWidget()
            self._place.insertWidget(self._place.indexOf(self), self._part)
            self._part.show()
            self.hide()

    def limit(self, room: int) -> None:
        """Take no more than so many pixels."""
        self._room = room
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Follow the part when it grows."""
        if watched is self._part and event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        if not self.isHidden():
            self.setFixedHeight(min(self._part.sizeHint().height(), self._room))
