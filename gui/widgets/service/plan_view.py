"""What will happen, before it does: the steps as sentences, and the exact text of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QSyntaxHighlighter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from core.words import say
from gui.look import theme
from gui.runtime.speech import shown, tell
from gui.widgets.numbered_text import NumberedText
from gui.widgets.parts import button, row

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


class PlanView(QWidget):
    """Choose a step to read every byte that will run or be written; both can be copied."""

    def __init__(self) -> None:
        super().__init__()
        self._actions: list[PlanStep] = []
        self.steps = QListWidget()
        self.text = NumberedText()
        self._colours = _Colours(self.text.document())
        self.copy_step = button(say("Copy this step"))
        self.copy_all = button(say("Copy the whole plan"))
        self.close_plan = button(say("Close the plan"))
        self.steps.setWordWrap(True)
        tell(self.steps, accessibleName=say("What will happen"))
        tell(self.text, accessibleName=say("The exact text of this step"))
        both = QSplitter()
        both.addWidget(self.steps)
        both.addWidget(self.text)
        both.setStretchFactor(1, 1)
        deeds = row(self.copy_step, self.copy_all, self.close_plan)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(both, 1)
        inside.addLayout(deeds)
        self.setMinimumHeight(self.fontMetrics().height() * 16)
        self.steps.currentRowChanged.connect(self._show_step)
        self.copy_step.clicked.connect(self._copy_step)
        self.copy_all.clicked.connect(self._copy_all)
        self.close_plan.clicked.connect(self.hide)

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

    def _show_step(self, place: int) -> None:
        if 0 <= place < len(self._actions):
            self.text.setPlainText(_exact(self._actions[place]))
        else:
            self.text.clear()

    def _copy_step(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())

    def _copy_all(self) -> None:
        titles = (self.steps.item(place).text() for place in range(self.steps.count()))
        parts = (
            f"# {title}\n{_exact(action)}"
            for title, action in zip(titles, self._actions, strict=True)
        )
        QGuiApplication.clipboard().setText("\n\n".join(parts) + "\n")


def _exact(action: PlanStep) -> str:
    """Spell what will run, and how it differs from what is installed."""
    return "\n".join(filter(None, (action.script, action.difference)))
