"""What every page promises to the frame around it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton, QVBoxLayout, QWidget

from core.words import say
from gui.look.space import space
from gui.runtime.speech import speech, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QAction

    from core.actions import Action
    from core.journey import Stop
    from core.problems import Problem
    from core.words import Text
    from gui.runtime.session import Session
    from gui.runtime.task_runner import TaskRunner


@dataclass(frozen=True, slots=True, kw_only=True)
class PrimaryAction:
    """What the primary button in the footer does now; `ready` is false while it cannot."""

    label: Text
    ready: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What a person can have done from anywhere, by its name; `ready` is false while it cannot.

    `about` is what it is done with, such as a server, where the page has several.
    """

    name: Text
    deed: Callable[[], object]
    ready: bool = True
    about: str = ""


class Page(QWidget):
    """One stop. It shows the session's state and asks the session to change; it holds no truth."""

    stop: ClassVar[Stop]
    title: ClassVar[Text]
    lead: ClassVar[Text]
    go = Signal(object)  # a Stop
    act_wanted = Signal(object)  # a Stop whose deed is to be done at once
    again_wanted = Signal()  # to build and deploy as last time
    advised = Signal(object)  # an Action that another page, or the window, carries out
    told = Signal(object)  # a Text for the footer
    deed_changed = Signal()

    def __init__(self, session: Session, runner: TaskRunner) -> None:
        super().__init__()
        self.session = session
        self.runner = runner
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(space(3))
        self.frame: QWidget = self  # what the window shows of it
        self.pinned: QWidget | None = None  # what stays in sight below the scrolled part
        self.problems = QVBoxLayout()
        self._standing: tuple[Problem, ...] = ()
        session.changed.connect(self._refresh)
        speech().changed.connect(self.refresh)

    def primary_action(self) -> PrimaryAction:
        """Name what the primary button does."""
        raise NotImplementedError

    def act(self) -> None:
        """Do what the primary button says."""
        raise NotImplementedError

    def commands(self) -> tuple[Command, ...]:
        """Name what can be done here beside that: for the menu and for whoever searches.

        By default all that the buttons in sight do. Several of one name tell what they are about:
        what the property "about" of a part around them names. Else they say too little.
        """
        found = [
            one
            for one in self.frame.findChildren(QAbstractButton)
            if one.isVisibleTo(self.frame) and not one.isCheckable() and name_of(one) is not None
        ]
        return tuple(_told_apart([made for one in found for made in _pressing(one)]))

    def reveal(self, what: str) -> None:
        """Bring one thing of this page into sight, by its name."""

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
        self._standing = ()
        self.add_problems(problems)

    def add_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show what came up beside the cards that stand here; the same one stands once."""
        from gui.widgets.problem_card import ProblemCard

        for problem in problems:
            if problem in self._standing:
                continue
            self._standing = (*self._standing, problem)
            card = ProblemCard(problem)
            card.chosen.connect(self.carry_out)
            self.problems.addWidget(card)

    def carry_out(self, action: Action) -> None:
        """Do what an advice offers; a page that cannot hands it on to the window."""
        self.advised.emit(action)

    def choices(self) -> tuple[QWidget, ...]:
        """Return what must not change while a job runs."""
        return ()

    def _refresh(self) -> None:
        for part in self.choices():
            part.setEnabled(not self.runner.busy)
        if self.isVisible():
            self.refresh()
        self.deed_changed.emit()


def name_of(thing: QAbstractButton | QAction) -> Text | None:
    """Return what it says aloud, else what it shows; None for what was never told a name."""
    return told(thing, "accessibleName") or told(thing, "text")


def _told_apart(commands: list[Command]) -> Iterator[Command]:
    """Name of several alike what each is about; leave out those that still are alike."""
    names = Counter(one.name for one in commands)
    pairs = Counter((one.name, one.about) for one in commands)
    for one in commands:
        if names[one.name] == 1:
            yield one
        elif one.about and pairs[one.name, one.about] == 1:
            yield replace(one, name=say("{deed} · {about}", deed=one.name, about=one.about))


def _about(part: QWidget | None) -> str:
    while part is not None:
        if about := part.property("about"):
            return str(about)
        part = part.parentWidget()
    return ""


def _pressing(button: QAbstractButton) -> Iterator[Command]:
    """Do what a button does, or what its menu offers; one that cannot be pressed is not ready."""
    name, ready, about = name_of(button), button.isEnabled(), _about(button)
    menu = button.menu() if isinstance(button, QPushButton | QToolButton) else None
    if menu is not None:
        for one in menu.actions():
            if one.isVisible() and (offer := name_of(one)) is not None:
                yield Command(name=offer, deed=one.trigger, ready=ready, about=about)
    elif name is not None:
        yield Command(name=name, deed=button.click, ready=ready, about=about)
