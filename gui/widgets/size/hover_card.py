"""What is under the pointer, on a small card beside it: name, size, and what share that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from gui.runtime.speech import shown
from gui.widgets.parts import row
from gui.widgets.size.swatch import swatch

if TYPE_CHECKING:
    from PySide6.QtGui import QColor
    from PySide6.QtWidgets import QWidget

    from core.words import Text

_PATIENCE = 250  # milliseconds until the first card; then they follow the pointer
_LETTERS = 44  # of a line, at most
_AWAY = 14  # pixels from the pointer


class HoverCard(QFrame):
    """Floats inside of a widget, never under the pointer and never over its edges."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.name, self.kind, self.details = QLabel(), QLabel(), QLabel()
        self.name.setObjectName("cardTitle")
        self.kind.setObjectName("muted")
        self.colour = QLabel()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 8, 12, 8)
        whole.setSpacing(2)
        for label in (self.name, self.kind, self.details):
            label.setTextFormat(Qt.TextFormat.PlainText)
        whole.addWidget(self.name)
        whole.addLayout(row(self.colour, self.kind))
        whole.addWidget(self.details)
        self._spot = QPoint()
        self._soon = QTimer(self, interval=_PATIENCE, singleShot=True)
        self._soon.timeout.connect(self._appear)
        self.hide()

    @property
    def text(self) -> str:
        """All that the card says."""
        return "\n".join(label.text() for label in (self.name, self.kind, self.details))

    def tell(self, name: str, kind: Text, colour: QColor, details: tuple[Text, ...]) -> None:
        """Say this at the pointer, after a moment where nothing was said before."""
        self.name.setText(self._wrapped(name))
        self.kind.setText(shown(kind))
        self.colour.setPixmap(swatch(colour.rgb()))
        self.details.setText("\n".join(shown(text) for text in details))
        if self.isHidden() and not self._soon.isActive():
            self._soon.start()

    def follow(self, spot: QPoint) -> None:
        """Move with the pointer."""
        self._spot = spot
        if self.isVisible():
            self._place()

    def vanish(self) -> None:
        """Nothing is pointed at."""
        self._soon.stop()
        self.hide()

    def _appear(self) -> None:
        self.show()
        self.raise_()
        self._place()

    def _place(self) -> None:
        self.adjustSize()
        room = self._over.rect()
        left = self._spot.x() + _AWAY
        if left + self.width() > room.right():
            left = self._spot.x() - _AWAY - self.width()
        top = self._spot.y() + _AWAY
        if top + self.height() > room.bottom():
            top = self._spot.y() - _AWAY - self.height()
        self.move(max(left, room.left()), max(top, room.top()))

    def _wrapped(self, name: str) -> str:
        """A name of any length in two lines at most: its middle says least."""
        metrics, width = self.name.fontMetrics(), self.fontMetrics().averageCharWidth() * _LETTERS
        if metrics.horizontalAdvance(name) <= width:
            return name
        cut = next(n for n in range(len(name)) if metrics.horizontalAdvance(name[: n + 1]) > width)
        rest = metrics.elidedText(name[cut:], Qt.TextElideMode.ElideMiddle, width)
        return f"{name[:cut]}\n{rest}"
