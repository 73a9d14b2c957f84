"""Rows and fields give way when text is large: a row goes on below, and a list stays readable."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from core.words import verbatim
from gui.look import theme
from gui.widgets.drop_down import DropDown
from gui.widgets.flow_row import FlowRow
from gui.widgets.parts import card, sentence
from gui.widgets.service.field_grid import FieldGrid
from tests.gui.scenes import rest
from tests.gui.sight.cut import cut_words
from tests.gui.sight.lists import cut_lists
from tests.gui.sight.places import misplaced

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def holder(qtbot: QtBot, qapp: QApplication) -> QWidget:
    """Return an empty window in the usual look."""
    theme.apply(qapp, theme.Theme.LIGHT, percent=100)
    made = QWidget()
    qtbot.addWidget(made)
    return made


def _show(holder: QWidget, width: int) -> None:
    holder.show()
    holder.resize(width, max(holder.heightForWidth(width), holder.sizeHint().height()))
    rest()


def test_a_row_goes_on_below_where_it_has_no_room(holder: QWidget) -> None:
    parts = [QPushButton(f"Roll back web{number}") for number in range(4)]
    column = QVBoxLayout(holder)
    column.addLayout(FlowRow(*parts))
    _show(holder, 900)
    assert len({one.y() for one in parts}) == 1
    _show(holder, 320)
    assert len({one.y() for one in parts}) > 1
    assert misplaced(holder) == []


def test_one_of_a_row_takes_what_is_left(holder: QWidget) -> None:
    name, deed = QLabel("shop"), QPushButton("Restart")
    QVBoxLayout(holder).addLayout(FlowRow(name, deed, grows=name))
    _show(holder, 600)
    assert deed.geometry().right() >= 580
    name.hide()
    rest()
    assert deed.x() < 40


def test_a_row_gives_its_parts_away(holder: QWidget) -> None:
    row = FlowRow(QLabel("one"), QLabel("two"))
    QVBoxLayout(holder).addLayout(row)
    assert (row.count(), row.itemAt(5), row.takeAt(5)) == (2, None, None)
    assert row.takeAt(0) is not None
    assert row.count() == 1


def test_fields_stand_below_each_other_where_two_have_no_room(holder: QWidget) -> None:
    grid = FieldGrid()
    QVBoxLayout(holder).addLayout(grid)
    fields = [QLineEdit() for _ in range(2)]
    for number, field in enumerate(fields):
        grid.add(QLabel(f"A rather long label {number}"), field)
    _show(holder, 900)
    assert fields[0].y() == fields[1].y()
    _show(holder, 300)
    assert fields[0].y() < fields[1].y()
    _show(holder, 900)
    assert fields[0].y() == fields[1].y()


def test_a_narrow_drop_down_opens_a_list_as_wide_as_its_rows(holder: QWidget) -> None:
    box = DropDown()
    box.addItems(["Restart", "Side by side: both releases run for some seconds, none is lost"])
    QVBoxLayout(holder).addWidget(box)
    _show(holder, 200)
    assert box.width() < 200
    assert cut_lists(holder) == []


def test_a_card_is_as_high_as_its_words_need_where_it_is_narrow(holder: QWidget) -> None:
    frame, inside = card()
    lines = [sentence(verbatim("Nothing has been sent to the server yet. " * 6)) for _ in range(4)]
    for line in lines:
        inside.addWidget(line)
    column = QVBoxLayout(holder)
    column.addWidget(frame)
    column.addStretch(1)
    for width in (900, 260):
        holder.show()
        holder.resize(width, 1200)
        rest()
        assert cut_words(holder) == []
        assert frame.height() <= frame.heightForWidth(frame.width()) + 1
