"""The stages of a job in one line: which are done, which runs, and where it ended.

A shape says the state of each; where there is not room for all words, those that matter stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.events import Stage
from core.service.stages import State
from gui.look import theme
from gui.runtime.speech import shown, speech, tell
from gui.widgets.icons import icon
from gui.wording import stage_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QColor, QPaintEvent

_ICONS = {
    State.COMING: "open",
    State.RUNNING: "running",
    State.DONE: "done",
    State.FAILED: "failed",
    State.LEFT: "stop",
}
_COLOURS = {
    State.COMING: "text_muted",
    State.RUNNING: "text",
    State.DONE: "text",
    State.SKIPPED: "text_muted",
    State.FAILED: "bad",
    State.LEFT: "warning",
}
_TELLING = frozenset({State.RUNNING, State.FAILED, State.LEFT})  # keep their words
_FULL = 100
_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class StageLine(QWidget):
    """Shows what `show_states` was told last; hidden while that is nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.states: dict[Stage, State] = {}
        self.percent: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        speech().changed.connect(self._reword)
        self.hide()

    def show_states(self, states: Mapping[Stage, State], *, share: float | None = None) -> None:
        """Show these; `share` of the stage that runs is done, where that is known."""
        percent = None if share is None else round(_FULL * share)
        if (dict(states), percent) == (self.states, self.percent):
            return
        self.states, self.percent = dict(states), percent
        self.setVisible(bool(states))
        self._reword()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as all words are."""
        return QSize(sum(self._widths(all_words=True).values()), self._high())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the signs and the words that matter."""
        return QSize(sum(self._widths(all_words=False).values()), self._high())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's signature
        """Draw them from left to right, with a short line between."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        all_words = self.width() >= self.sizeHint().width()
        left = 0
        for number, (stage, wide) in enumerate(self._widths(all_words=all_words).items()):
            if number:
                self._paint_way(painter, left)
            self._paint_stage(painter, left + (self._gap() if number else 0), stage, all_words)
            left += wide

    def _paint_stage(self, painter: QPainter, left: int, stage: Stage, all_words: bool) -> None:  # noqa: FBT001 - of this class alone
        state, unit = self.states[stage], self.fontMetrics().height()
        place = QRect(left, (self.height() - unit) // 2, unit, unit)
        colour: QColor = getattr(theme.current(), _COLOURS[state])
        if state is State.SKIPPED:
            painter.setPen(QPen(colour, 1.6))
            middle = place.center()
            painter.drawLine(middle.x() - unit // 5, middle.y(), middle.x() + unit // 5, middle.y())
        else:
            done_back = stage is Stage.BACK and state is State.DONE
            icon("back" if done_back else _ICONS[state]).paint(painter, place)
        if not (all_words or state in _TELLING or stage is Stage.BACK):
            return
        painter.setFont(self._font(state))
        painter.setPen(colour)
        words = QRect(place.right() + unit // 3, 0, self.width(), self.height())
        painter.drawText(words, _MIDDLE, shown(stage_words.NAMES[stage]))

    def _paint_way(self, painter: QPainter, left: int) -> None:
        painter.setPen(QPen(theme.current().border_strong, 1))
        middle, gap = self.height() // 2, self._gap()
        painter.drawLine(left + gap // 6, middle, left + gap - gap // 3, middle)

    def _widths(self, *, all_words: bool) -> dict[Stage, int]:
        """How much room each takes, with the way before it: the same whatever its state is."""
        unit = self.fontMetrics().height()
        letters = QFontMetrics(self._font(State.RUNNING))
        found = {}
        for number, (stage, state) in enumerate(self.states.items()):
            wide = unit + (self._gap() if number else 0)
            if all_words or state in _TELLING or stage is Stage.BACK:
                word = shown(stage_words.NAMES[stage])
                wide += unit // 3 + letters.horizontalAdvance(word)
            found[stage] = wide
        return found

    def _font(self, state: State) -> QFont:
        font = QFont(self.font())
        if state in _TELLING:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def _gap(self) -> int:
        return round(self.fontMetrics().height() * 1.1)

    def _high(self) -> int:
        return round(self.fontMetrics().height() * 1.35)

    def _reword(self) -> None:
        words = stage_words.spelled(self.states, percent=self.percent)
        tell(self, toolTip=words, accessibleName=words)
        self.updateGeometry()
        self.update()
