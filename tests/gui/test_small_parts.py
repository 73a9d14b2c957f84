"""Small parts that all pages are made of, and what stands behind them."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from core.actions import Retry
from core.problems import Advice
from core.ssh.profile import Profile
from core.words import say, verbatim
from gui.page import Page
from gui.pages.project import ProjectPage
from gui.pages.target import TargetPage
from gui.runtime.session import Session
from gui.runtime.task_runner import TaskRunner
from gui.shell.footer import Footer
from gui.widgets.fold import fold
from gui.widgets.log.log_pane import LogPane
from gui.widgets.log.slices import Slices
from gui.widgets.parts import card, sentence, set_untouched
from gui.widgets.problem_card import ProblemCard
from gui.widgets.server.server_row import ServerRow
from gui.widgets.size.breadcrumb import Breadcrumb
from gui.widgets.size.size_explorer import SizeExplorer
from tests.gui.made_up import codes, odd, outcome
from tests.gui.seen import card_at, present, widget_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot

    from core.actions import Action
    from core.home import Home


def test_slices_run_to_their_end_or_are_dropped(qtbot: QtBot) -> None:
    made = Slices()
    seen: list[str] = []
    ends: list[int] = []
    made.finished.connect(lambda: ends.append(len(seen)))

    def work(name: str, *, slow: bool = False) -> Iterator[None]:
        for _ in range(3):
            seen.append(name)
            if slow:
                time.sleep(0.007)
            yield

    made.start(work("a", slow=True))
    assert (made.running, seen) == (True, [])
    made.start(work("b"))
    qtbot.waitUntil(lambda: bool(ends))
    assert (seen, ends, made.running) == (["b"] * 3, [3], False)
    made.start(work("c"))
    made.stop()
    made.finish()
    assert (seen, ends) == (["b"] * 3, [3])
    made.start(work("d"))
    made.finish()
    assert (seen[3:], ends, made.running) == (["d"] * 3, [3, 6], False)


def test_what_a_server_says_is_shown_to_the_letter_and_never_read_as_markup(qtbot: QtBot) -> None:
    said = "<img src='//evil.example/x'> <b>all is well</b>"
    row = ServerRow(Profile(name="web1", host="192.0.2.1"))
    qtbot.addWidget(row)
    row.show_outcome(outcome("web1", release=said))
    line = sentence(verbatim(said))
    qtbot.addWidget(line)
    for label in (row.said, line, row.track.facts):
        assert label.textFormat() is Qt.TextFormat.PlainText
    assert said in row.said.text()


def test_what_is_folded_is_hidden_until_it_is_wanted(qtbot: QtBot) -> None:
    inside = sentence(say("Inside"))
    frame, unfold = fold(say("More"), inside)
    qtbot.addWidget(frame)
    frame.show()
    assert (unfold.text(), inside.isVisible()) == ("More", False)
    unfold.setChecked(True)
    assert inside.isVisible()
    unfold.setChecked(False)
    assert not inside.isVisible()


@pytest.mark.parametrize(
    ("focus", "typed", "kept"),
    [(True, True, True), (True, False, False), (False, True, False), (False, False, False)],
)
def test_only_a_field_that_somebody_types_in_is_left_alone(
    qtbot: QtBot,
    focus: bool,  # noqa: FBT001 - a column of the table
    typed: bool,  # noqa: FBT001
    kept: bool,  # noqa: FBT001
) -> None:
    frame, inside = card()
    qtbot.addWidget(frame)
    field, other = QLineEdit("before"), QLineEdit()
    inside.addWidget(field)
    inside.addWidget(other)
    frame.show()
    frame.activateWindow()
    (field if focus else other).setFocus()
    field.setModified(typed)
    qtbot.waitUntil(lambda: field.hasFocus() is focus)
    set_untouched(field, "after")
    assert field.text() == ("before" if kept else "after")


def test_each_step_of_the_way_leads_back_to_itself(qtbot: QtBot) -> None:
    made = Breadcrumb()
    qtbot.addWidget(made)
    told: list[int] = []
    made.chosen.connect(told.append)
    made.show_steps([(0, "all"), (4, "R&D"), (9, "here")])
    buttons = [widget_at(made.layout(), place, QAbstractButton) for place in (0, 2)]
    assert [one.text() for one in buttons] == ["all", "R&&D"]
    for one in buttons:
        one.click()
    assert told == [0, 4]
    assert widget_at(made.layout(), 4, QLabel).text() == "here"
    made.show_steps([(0, "all")])
    assert present(made.layout()).count() == 2


def test_a_card_hands_its_advice_on_and_is_gone_with_the_next(
    qtbot: QtBot, qapp: QApplication, home: Home
) -> None:
    session = Session(home)
    page = Page(session, TaskRunner(session))
    qtbot.addWidget(page)
    page.body.addLayout(page.problems)
    advice = Advice(say("Do it"), Retry())
    handed: list[Action] = []
    page.advised.connect(handed.append)
    page.show_problems((odd("one"), odd("two", next=(advice,))))
    card_at(page, 1).buttons[0].click()
    assert handed == [Retry()]
    page.show_problems((odd("three"),))
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [card.problem.code for card in page.findChildren(ProblemCard)] == ["three"]


def test_what_comes_up_twice_stands_once_until_the_page_is_cleared(
    qtbot: QtBot, home: Home
) -> None:
    session = Session(home)
    page = Page(session, TaskRunner(session))
    qtbot.addWidget(page)
    page.body.addLayout(page.problems)
    for _ in range(2):
        page.show_problems((odd("one"),))
        page.add_problems((odd("two"), odd("one")))
        page.add_problems((odd("two"),))
        assert codes(page) == ["one", "two"]


@pytest.mark.parametrize(
    ("make", "waits"),
    [
        (lambda bench: Footer(bench.runner), {100}),
        (lambda bench: ProjectPage(bench.session, bench.runner), {500}),
        (lambda bench: TargetPage(bench.session, bench.runner), {300}),
        (lambda _: LogPane(), {33, 40}),
        (lambda _: SizeExplorer(), {150, 60, 100, 250, 1_000}),
    ],
)
def test_nothing_waits_longer_than_an_eye_or_a_hand_needs(
    qtbot: QtBot, home: Home, make: Callable[[object], QWidget], waits: set[int]
) -> None:
    session = Session(home)
    made = make(SimpleNamespace(session=session, runner=TaskRunner(session)))
    qtbot.addWidget(made)
    timers = {one.interval() for one in made.findChildren(QTimer)} - {0, -1}
    assert timers >= waits
    assert max(timers) == max(waits)
