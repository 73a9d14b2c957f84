"""The environment of a server as a chip: its name beside its color, and whether it is protected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.words import Text, say, verbatim
from gui.look import theme
from gui.runtime.speech import shown, speech, tell

if TYPE_CHECKING:
    from PySide6.QtGui import QFontMetrics

    from core.usecases.guarding import Environment

_PADDING = 7  # pixels on each side of dot and words
_AIR = 2  # pixels: words begin nearer to the dot than to the edge


class EnvironmentChip(QWidget):
    """Hidden where a server has no environment."""

    def __init__(self) -> None:
        super().__init__()
        self._environment: Environment | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        speech().changed.connect(self.updateGeometry)
        self.hide()

    @property
    def text(self) -> str:
        """What stands on it."""
        return shown(words_of(self._environment)) if self._environment else ""

    def show_environment(self, environment: Environment | None) -> None:
        """Show this one."""
        self._environment = environment
        self.setVisible(environment is not None)
        if environment is not None:
            name = say("Environment {name}", name=words_of(environment))
            tell(self, accessibleName=name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as its words."""
        metrics = self.fontMetrics()
        return QSize(_wide(self.text, metrics), metrics.height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's signature
        """Paint the words beside the environment's color."""
        if self._environment is not None:
            place = self.rect().adjusted(0, 0, -1, -1)
            paint_environment(QPainter(self), place, self._environment, self.text)


def paint_environment(painter: QPainter, place: QRect, environment: Environment, text: str) -> None:
    """Paint its color as a dot and these words, at the left of a place; none of it is loud."""
    colours, letters = theme.current(), painter.fontMetrics()
    chip = QRect(place.topLeft(), QSize(min(_wide(text, letters), place.width()), place.height()))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.quiet_tint)
    painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
    dot = QRect(0, 0, _dot(letters), _dot(letters))
    dot.moveCenter(chip.center())
    dot.moveLeft(chip.left() + _PADDING)
    painter.setPen(colours.text_muted)
    painter.setBrush(colours.environment(environment.colour))
    painter.drawEllipse(dot)
    painter.setPen(colours.text)
    room = chip.adjusted(2 * _PADDING + dot.width() - _AIR, 0, -_AIR, 0)
    words = letters.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)


def _wide(text: str, letters: QFontMetrics) -> int:
    return letters.horizontalAdvance(text) + _dot(letters) + 3 * _PADDING - _AIR


def _dot(letters: QFontMetrics) -> int:
    return round(letters.height() * 0.55)


def square(environment: Environment, side: int) -> QIcon:
    """Paint its color for a line of a list, which names it as well."""
    pixmap = QPixmap(side, side)
    pixmap.fill(theme.current().environment(environment.colour))
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)  # else it takes the color of the selection
    return icon


def words_of(environment: Environment) -> Text:
    """Name an environment, and say so where it is protected."""
    if environment.protected:
        return say("{name} · protected", name=environment.name)
    return verbatim(environment.name)
