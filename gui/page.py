"""What every page promises to the frame around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gui.speech import speech, tell
from gui.widgets.problem_card import ProblemCard

if TYPE_CHECKING:
    from core.journey import Stop
    from core.problems import Advice, Problem
    from core.words import Text
    from gui.session import Session
    from gui.task_runner import TaskRunner


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What the primary button in the footer does now; `ready` is false while it cannot."""

    label: Text
    ready: bool = True


class Page(QWidget):
    """One stop. It shows the session's state and asks the session to change; it holds no truth."""

    stop: ClassVar[Stop]
    title: ClassVar[Text]
    lead: ClassVar[Text]
    go = Signal(object)  # a Stop
    act_wanted = Signal(object)  # a Stop whose deed is to be done at once
    advised = Signal(object)  # an Advice that another page, or the window, carries out
    deed_changed = Signal()

    def __init__(self, session: Session, runner: TaskRunner) -> None:
        super().__init__()
        self.session = session
        self.runner = runner
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(12)
        self.frame: QWidget = self  # what the window shows of it
        self.pinned: QWidget | None = None  # what stays in sight below the scrolled part
        self.problems = QVBoxLayout()
        session.changed.connect(self._refresh)
        speech().changed.connect(self.refresh)

    def deed(self) -> Deed:
        """Name what the primary button does."""
        raise NotImplementedError

    def act(self) -> None:
        """Do what the primary button says."""
        raise NotImplementedError

    def begin(self) -> None:
        """Do the deed because another page asked, unless it is done already."""
        self.act()

    async def run(self) -> bool:
        """Do the deed and wait for its end; whether the next stop may follow."""
        return True

    def resume(self) -> None:
        """Bring back what was here last time."""

    def enter(self) -> None:
        """Become visible: bring what is shown up to date."""
        self.refresh()

    def first_field(self) -> QWidget | None:
        """Return what gets the keyboard on entry."""
        return None

    def refresh(self) -> None:
        """Show the session's state again."""

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Replace the cards that stand on this page."""
        while (item := self.problems.takeAt(0)) is not None:
            if (card := item.widget()) is not None:
                card.deleteLater()
        for problem in problems:
            card = ProblemCard(problem)
            card.chosen.connect(self.carry_out)
            self.problems.addWidget(card)

    def carry_out(self, advice: Advice) -> None:
        """Carry out an advice; a page that cannot hands it on to the window."""
        self.advised.emit(advice)

    def choices(self) -> tuple[QWidget, ...]:
        """Return what must not change while a job runs."""
        return ()

    def _refresh(self) -> None:
        for part in self.choices():
            part.setEnabled(not self.runner.busy)
        if self.isVisible():
            self.refresh()
        self.deed_changed.emit()


def card(*, name: str = "card") -> tuple[QFrame, QVBoxLayout]:
    """Make a framed area that holds what belongs together."""
    frame = QFrame()
    frame.setObjectName(name)
    frame.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(16, 12, 16, 12)
    inside.setSpacing(8)
    return frame, inside


def heading(text: Text) -> QLabel:
    """Make the caption of a card."""
    label = QLabel()
    label.setObjectName("cardTitle")
    tell(label, text=text)
    return label


def sentence(text: Text | None = None) -> QLabel:
    """Make a line of running text that wraps."""
    label = QLabel()
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if text is not None:
        tell(label, text=text)
    return label


def button(text: Text, *, name: str = "") -> QPushButton:
    """Make a button that is named after its deed."""
    made = QPushButton()
    made.setObjectName(name)
    tell(made, text=text)
    return made


def row(*widgets: QWidget) -> QHBoxLayout:
    """Put widgets side by side, to the left."""
    line = QHBoxLayout()
    line.setSpacing(8)
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch(1)
    return line


def beside(field: QWidget, *others: QWidget) -> QHBoxLayout:
    """Put a field and its buttons on one line; the field takes the room."""
    line = QHBoxLayout()
    line.setSpacing(8)
    line.addWidget(field, 1)
    for other in others:
        line.addWidget(other)
    return line


def port_box(value: int) -> QSpinBox:
    """Make a field for a TCP port."""
    box = QSpinBox()
    box.setRange(1, 65535)
    box.setValue(value)
    box.lineEdit().setTextMargins(6, 0, 0, 0)
    return box


def set_untouched(field: QLineEdit, text: str) -> None:
    """Show a value unless the person is in the middle of typing another."""
    if not (field.hasFocus() and field.isModified()):
        field.setText(text)


def add_field(form: QFormLayout, words: Text, field: QWidget, *buttons: QWidget) -> None:
    """Add a labelled field; the label is its buddy and thereby its accessible name."""
    label = QLabel()
    tell(label, text=words)
    label.setBuddy(field)
    form.addRow(label, beside(field, *buttons))
