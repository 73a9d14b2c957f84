"""Ask before servers change one after the other: what is affected, and how many at a time."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from core.words import Text, say
from gui.actions import ask
from gui.actions.question import Question
from gui.runtime.speech import shown
from gui.widgets.parts import number_box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is asked: title, what it means, the button, and the command that does the same."""

    words: tuple[Text, Text, Text]
    servers: int
    affected: Sequence[Text]
    command: tuple[str, ...]


class BatchQuestion(Question):
    """`batch` is how many servers change at a time."""

    def __init__(self, parent: QWidget, change: Change) -> None:
        title, means, deed = change.words
        super().__init__(parent, title, means)
        self.batch = number_box(1, change.servers, 1)
        self._command = change.command
        self.add_list(change.affected)
        if change.servers > 1:
            label = QLabel(shown(say("&Servers at a time")))
            label.setBuddy(self.batch)
            self.form.addRow(label, self.batch)
        self.typed = self.add_text(say("In a terminal"), "")
        self.batch.valueChanged.connect(self._teach)
        self._teach()
        self.accepts = self.add_buttons(deed)

    def _teach(self) -> None:
        words = ("goferry", *self._command, "--batch", str(self.batch.value()))
        self.typed.setText(shlex.join(words))
        self.typed.setAccessibleName(f"{shown(say('In a terminal'))} {self.typed.text()}")


async def batch_of(parent: QWidget, change: Change) -> int | None:
    """Return how many servers change at a time; None when it is not to be done."""
    dialog = BatchQuestion(parent, change)
    return dialog.batch.value() if await ask.answer_of(dialog) else None
