"""A problem beside its cause: what happened, why, and a button for each thing to do next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

from core.words import Text, say
from gui.look import theme
from gui.look.space import space
from gui.runtime.speech import shown, speech
from gui.widgets.icons import Picture
from gui.widgets.parts import Card

if TYPE_CHECKING:
    from core.problems import Problem

_DETAIL_LINES = 8


class ProblemCard(Card):
    """Shows a `Problem`; `chosen` carries the `Action` whose button was pressed."""

    chosen = Signal(object)

    def __init__(self, problem: Problem) -> None:
        super().__init__("problemCard")
        self.problem = problem
        self.title = _line("problemTitle")
        self.why = _line("")
        self.advice = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.buttons: list[QPushButton] = []  # for what the window can do, in the problem's order
        self._details = _Details(problem.details, self) if problem.details else None
        self._texts: list[tuple[QLabel | QPushButton, Text]] = [
            (self.title, problem.what),
            (self.why, problem.why),
        ]
        self._lay_out()
        self._reword()
        speech().changed.connect(self._reword)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the buttons below each other where they do not fit side by side."""
        super().resizeEvent(event)
        wanted = sum(one.sizeHint().width() + self.advice.spacing() for one in self._all_buttons)
        fits = wanted <= self.why.width()
        way = QBoxLayout.Direction
        self.advice.setDirection(way.LeftToRight if fits else way.TopToBottom)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(space(2))
        head.addWidget(Picture("warning"), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.title, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(space(4), space(3), space(4), space(3))
        whole.setSpacing(space(2))
        whole.addLayout(head)
        whole.addWidget(self.why)
        self._add_advice(whole)
        if self._details is not None:
            whole.addWidget(self._details.box)

    @property
    def _all_buttons(self) -> tuple[QPushButton, ...]:
        own = () if self._details is None else (self._details.toggle, self._details.copy)
        return (*self.buttons, *own)

    def _add_advice(self, whole: QVBoxLayout) -> None:
        self.advice.setSpacing(space(2))
        for advice in self.problem.next:
            if advice.action is None:
                line = _line("")
                whole.addWidget(line)
                self._texts.append((line, advice.text))
            else:
                pressed = QPushButton()
                pressed.clicked.connect(partial(self.chosen.emit, advice.action))
                self.buttons.append(pressed)
                self._texts.append((pressed, advice.text))
        for one in self._all_buttons:
            self.advice.addWidget(one, 0, Qt.AlignmentFlag.AlignLeft)
        self.advice.addStretch(1)
        if self._all_buttons:
            whole.addLayout(self.advice)

    def _reword(self) -> None:
        for place, text in self._texts:
            words = shown(text)
            is_button = isinstance(place, QPushButton)
            place.setText(words.replace("&", "&&") if is_button else words)
            place.setAccessibleName(words)
        self.why.setVisible(bool(self.why.text()))
        self.setAccessibleName(shown(self.problem.what))
        self.setAccessibleDescription(shown(self.problem.why))


class _Details(QObject):
    """What other programs said, in a `box` that is folded away until somebody wants it."""

    def __init__(self, text: str, card: ProblemCard) -> None:
        super().__init__(card)
        self._text = text
        self.toggle = _quiet()
        self.copy = _quiet()
        self.box = QPlainTextEdit(text)
        self.box.setReadOnly(True)
        self.box.setFont(theme.mono_font())
        self.box.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        lines = min(text.count("\n") + 2, _DETAIL_LINES)
        self.box.setFixedHeight(self.box.fontMetrics().lineSpacing() * lines + 16)
        self.toggle.setCheckable(True)
        self.toggle.toggled.connect(self._fold)
        self.copy.clicked.connect(self._copy)
        speech().changed.connect(self._reword)
        self._fold(False)  # noqa: FBT003 - the value of Qt's toggled signal

    def _fold(self, unfolded: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.box.setVisible(unfolded)
        self.copy.setVisible(unfolded)
        self._reword()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)

    def _reword(self) -> None:
        folded = not self.toggle.isChecked()
        self.toggle.setText(shown(say("Show details") if folded else say("Hide details")))
        self.copy.setText(shown(say("Copy details")))
        self.box.setAccessibleName(shown(say("Details")))


def _line(name: str) -> QLabel:
    """Make running text; what it shows may come from outside, so it is never read as markup."""
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _quiet() -> QPushButton:
    button = QPushButton()
    button.setObjectName("quiet")
    return button
