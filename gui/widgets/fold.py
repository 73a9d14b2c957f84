"""What is folded away until somebody wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from gui.look.space import space
from gui.runtime.speech import tell
from gui.widgets.icons import icon
from gui.widgets.parts import card

if TYPE_CHECKING:
    from core.words import Text


def fold(title: Text, *contents: QWidget, framed: bool = True) -> tuple[QWidget, QToolButton]:
    """Make a card, or a part of one, with a button that unfolds its contents; return both."""
    frame, inside = card(name="card" if framed else "")
    inside.setContentsMargins(
        *((space(2), space(1), space(4), space(1)) if framed else (0, 0, 0, 0))
    )
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(space(2), space(1), 0, space(2))
    column.setSpacing(space(3))
    for one in contents:
        column.addWidget(one)
    button = unfolder(title, body)
    inside.addWidget(button)
    inside.addWidget(body)
    return frame, button


def unfolder(title: Text, body: QWidget) -> QToolButton:
    """Make a button that shows and hides this part, which is hidden at first."""
    button = QToolButton()
    button.setCheckable(True)
    button.setAutoRaise(True)
    button.setObjectName("quiet")
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    tell(button, text=title)

    def show(unfolded: bool) -> None:  # noqa: FBT001 - Qt's signal
        body.setVisible(unfolded)
        button.setIcon(icon("down" if unfolded else "right"))

    button.toggled.connect(show)
    show(False)  # noqa: FBT003 - the value of Qt's toggled signal
    return button
