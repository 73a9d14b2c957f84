"""The environment of a server as a chip: its name on its color, and whether it is protected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.words import Text, say, verbatim
from gui.look import theme
from gui.runtime.speech import shown, speech, tell

if TYPE_CHECKING:
    from core.usecases.guarding import Environment

_PADDING = 8  # pixels on each side of the words


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
        return QSize(metrics.horizontalAdvance(self.text) + 2 * _PADDING, metrics.height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's signature
        """Paint the words on the environment's color."""
        if self._environment is not None:
            place = self.rect().adjusted(0, 0, -1, -1)
            paint_environment(QPainter(self), place, self._environment, self.text)


def paint_environment(painter: QPainter, place: QRect, environment: Environment, text: str) -> None:
    """Paint these words on its color, at the left of a place."""
    colours, letters = theme.current(), painter.fontMetrics()
    wide = min(letters.horizontalAdvance(text) + 2 * _PADDING, place.width())
    chip = QRect(place.left(), place.top(), wide, place.height())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(colours.border_strong)
    painter.setBrush(colours.environment(environment.colour))
    painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
    painter.setPen(colours.on_kind)
    words = letters.elidedText(text, Qt.TextElideMode.ElideRight, wide - _PADDING)
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, words)


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
