"""A problem's card says what, why and what next, and hands the chosen advice on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton

from core.actions import ChooseGo, FetchGo
from core.problems import Advice, Problem
from core.words import say, verbatim
from gui.widgets.problem_card import ProblemCard
from tests.gui.seen import part_of, present

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

PROBLEM = Problem(
    code="go_too_old",
    what=say("The project wants Go {wanted}.", wanted="1.26"),
    why=say("Yours is older."),
    next=(
        Advice(say("Let Go fetch it"), FetchGo()),
        Advice(say("Or lower the version in go.mod.")),
        Advice(verbatim("Choose R&D's Go"), ChooseGo()),
    ),
    details="go: <b>go.mod</b> requires go >= 1.26\n" + "a line that is longer than a card\n" * 40,
)


@pytest.fixture
def card(qtbot: QtBot) -> ProblemCard:
    card = ProblemCard(PROBLEM)
    qtbot.addWidget(card)
    card.resize(600, 300)
    card.show()
    return card


def _button(card: ProblemCard, text: str) -> QPushButton:
    return next(one for one in card.findChildren(QPushButton) if one.text() == text)


def test_it_says_what_and_why(card: ProblemCard) -> None:
    assert card.title.text() == "The project wants Go 1.26."
    assert card.why.text() == "Yours is older."


def test_each_advice_with_an_action_is_a_button(card: ProblemCard, qtbot: QtBot) -> None:
    assert [one.text() for one in card.buttons] == ["Let Go fetch it", "Choose R&&D's Go"]
    with qtbot.waitSignal(card.chosen) as told:
        card.buttons[0].click()
    assert told.args == [FetchGo()]


def test_advice_without_an_action_is_a_line(card: ProblemCard) -> None:
    shown = [one.text() for one in card.findChildren(QLabel) if one.isVisible()]
    assert "Or lower the version in go.mod." in shown


def test_details_unfold_and_can_be_copied(card: ProblemCard) -> None:
    box = part_of(card, QPlainTextEdit)
    assert not box.isVisible()
    _button(card, "Show details").click()
    assert box.isVisible()
    assert box.toPlainText() == PROBLEM.details
    _button(card, "Copy details").click()
    assert QGuiApplication.clipboard().text() == PROBLEM.details
    _button(card, "Hide details").click()
    assert not box.isVisible()


def test_words_from_outside_are_never_read_as_markup(qtbot: QtBot) -> None:
    card = ProblemCard(
        Problem(code="x", what=verbatim("<img src=x>"), why=verbatim("<a href='x'>y</a>"))
    )
    qtbot.addWidget(card)
    assert card.title.text() == "<img src=x>"
    assert card.title.textFormat() is card.why.textFormat() is card.title.textFormat().PlainText


def test_a_card_without_details_or_advice_has_no_buttons(qtbot: QtBot) -> None:
    card = ProblemCard(Problem(code="x", what=say("Something."), why=say("Because.")))
    qtbot.addWidget(card)
    assert not card.findChildren(QPushButton)


def test_everything_has_a_name_for_those_who_listen(card: ProblemCard) -> None:
    assert card.accessibleName() == "The project wants Go 1.26."
    assert card.accessibleDescription() == "Yours is older."
    for button in card.findChildren(QPushButton):
        if button.isVisible():
            told = QAccessible.queryAccessibleInterface(button)
            assert told.text(QAccessible.Text.Name)


def test_buttons_stand_below_each_other_where_it_is_narrow(card: ProblemCard) -> None:
    card.resize(600, 300)
    assert card.buttons[0].y() == card.buttons[1].y()
    card.resize(180, 400)
    present(card.layout()).activate()
    assert card.buttons[0].y() < card.buttons[1].y()
