"""What will happen, before it does: the steps as sentences, and the exact text of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QSyntaxHighlighter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit, QSplitter

from core.words import say
from gui.look import theme
from gui.runtime.speech import shown, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.service.plan import Plan, PlanStep


_ADDED, _GONE, _PLACE = "+", "-", "@@"


class _Colours(QSyntaxHighlighter):
    """Colours the difference to what is installed; its signs say the same without colour."""

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Colour one line."""
        colours = theme.current()
        if text.startswith(_PLACE):
            self.setFormat(0, len(text), colours.text_muted)
        elif text.startswith(_ADDED):
            self.setFormat(0, len(text), colours.good)
        elif text.startswith(_GONE):
            self.setFormat(0, len(text), colours.bad)


class PlanView(QSplitter):
    """Choose a step to read every byte that will run or be written."""

    def __init__(self) -> None:
        super().__init__()
        self._actions: list[PlanStep] = []
        self.steps = QListWidget()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self._colours = _Colours(self.text.document())
        self.text.setFont(theme.mono_font())
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.steps.setWordWrap(True)
        tell(self.steps, accessibleName=say("What will happen"))
        tell(self.text, accessibleName=say("The exact text of this step"))
        self.addWidget(self.steps)
        self.addWidget(self.text)
        self.setStretchFactor(1, 1)
        self.setMinimumHeight(self.fontMetrics().height() * 16)
        self.steps.currentRowChanged.connect(self._show_step)

    def show_plans(self, plans: Sequence[Plan]) -> None:
        """Show what each server will go through, if there is anything to do."""
        self.steps.clear()
        self._actions = [action for plan in plans for action in plan.actions]
        for plan in plans:
            for number, action in enumerate(plan.actions, 1):
                words = f"{number}. {shown(action.sentence)}"
                line = words if len(plans) == 1 else f"{plan.server}  {words}"
                self.steps.addItem(QListWidgetItem(line))
        self.setVisible(bool(self._actions))
        self.steps.setCurrentRow(0)

    def _show_step(self, row: int) -> None:
        if not 0 <= row < len(self._actions):
            self.text.clear()
            return
        action = self._actions[row]
        self.text.setPlainText("\n".join(filter(None, (action.script, action.difference))))
