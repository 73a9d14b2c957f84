"""A toast undoes for ten seconds, waits for whoever reads it, and can be reached by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from core.words import say
from gui.widgets.toast import SECONDS, Toast, offer_undo
from tests.gui.seen import part_of, present

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

_SAID = say("Removed {name} from the list. Its services keep running.", name="web1")


@pytest.fixture
def whole(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(800, 600)
    column = QVBoxLayout(made)
    column.addWidget(QPushButton("elsewhere"))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def undone() -> list[bool]:
    return []


@pytest.fixture
def toast(whole: QWidget, undone: list[bool]) -> Toast:
    return offer_undo(part_of(whole, QPushButton), _SAID, lambda: undone.append(True))


def test_a_toast_says_what_was_done_and_undoes_it_once(toast: Toast, undone: list[bool]) -> None:
    gone: list[bool] = []
    toast.gone.connect(lambda: gone.append(True))
    assert toast.said.text() == "Removed web1 from the list. Its services keep running."
    assert toast.accessibleName() == toast.said.text()
    assert 0 < toast.left < SECONDS * 1100  # its clock is a coarse one
    toast.undo.click()
    toast.undo.click()
    assert (undone, gone, toast.isHidden()) == ([True], [True], True)


def test_a_toast_goes_by_itself_and_then_undoes_nothing(toast: Toast, undone: list[bool]) -> None:
    toast._clock.timeout.emit()
    assert (toast.isHidden(), undone) == (True, [])


def test_a_toast_waits_for_the_mouse_and_for_the_keyboard(toast: Toast, whole: QWidget) -> None:
    middle = QPointF(5, 5)
    QApplication.sendEvent(toast, QEnterEvent(middle, middle, middle))
    assert toast.left == -1
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert 0 < toast.left <= SECONDS * 1000
    toast.undo.setFocus()
    assert toast.left == -1
    part_of(whole, QPushButton).setFocus()
    assert toast.left > 0


def test_a_toast_is_reached_by_keyboard(toast: Toast, whole: QWidget, undone: list[bool]) -> None:
    first = part_of(whole, QPushButton)
    first.setFocus()
    seen = []
    for _ in range(4):
        QTest.keyClick(present(QApplication.focusWidget()), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert toast.undo in seen
    toast.undo.setFocus()
    QTest.keyClick(toast.undo, Qt.Key.Key_Escape)
    assert (toast.isHidden(), undone) == (True, [])


def test_ctrl_z_undoes_wherever_the_keyboard_is(
    toast: Toast, whole: QWidget, undone: list[bool]
) -> None:
    first = part_of(whole, QPushButton)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (toast.isHidden(), undone) == (True, [True])


def test_one_toast_stands_at_the_foot_of_its_window(
    toast: Toast, whole: QWidget, undone: list[bool]
) -> None:
    second = offer_undo(whole, say("Another"), lambda: undone.append(False))
    assert (toast.isHidden(), second.isVisible(), undone) == (True, True, [])
    whole.resize(1000, 700)
    assert second.geometry().bottom() < whole.height()
    assert second.geometry().top() > whole.height() // 2
    assert abs(second.geometry().center().x() - whole.width() // 2) < 2
