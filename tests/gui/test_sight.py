"""What looks at pictures finds each kind of fault, and leaves alone what is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QTableWidget,
    QTabWidget,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.look import theme
from tests.gui.scenes import rest
from tests.gui.sight.cut import cut_words
from tests.gui.sight.focus import unseen_focus
from tests.gui.sight.ink import faint
from tests.gui.sight.lists import cut_lists
from tests.gui.sight.places import misplaced
from tests.gui.sight.whole import look_at, try_out

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    Show = Callable[..., QWidget]

_SENTENCE = "Nothing has been sent to the server yet."


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication) -> Show:
    """Return what shows parts below each other, in a window as wide as they want."""
    theme.apply(qapp, theme.Theme.LIGHT)

    def shown(*parts: QWidget, width: int = 0) -> QWidget:
        window = QWidget()
        column = QVBoxLayout(window)
        for part in parts:
            column.addWidget(part)
        qtbot.addWidget(window)
        window.show()
        if width:
            window.resize(width, window.height())
        rest()
        return window

    return shown


def _combo(*rows: str) -> QComboBox:
    made = QComboBox()
    made.addItems(rows)
    return made


def _wrapping(words: str) -> QLabel:
    made = QLabel(words)
    made.setWordWrap(True)
    return made


def _table(*titles: str) -> QTableWidget:
    made = QTableWidget(0, len(titles))
    made.setHorizontalHeaderLabels(titles)
    return made


def _usual() -> list[QWidget]:
    tabs = QTabWidget()
    tabs.addTab(QWidget(), "Overview")
    primary = QPushButton("Deploy to 2 servers")
    primary.setObjectName("primary")
    return [
        QLabel(_SENTENCE),
        _wrapping(_SENTENCE),
        QPushButton("&Roll back"),
        primary,
        QLineEdit("web1"),
        QSpinBox(),
        QCheckBox("Keep the log"),
        _combo("All servers", "web1"),
        tabs,
    ]


@pytest.mark.parametrize("colours", [theme.Theme.LIGHT, theme.Theme.DARK])
def test_usual_parts_have_no_fault(show: Show, qapp: QApplication, colours: theme.Theme) -> None:
    window = show(*_usual())
    theme.apply(qapp, colours)
    rest()
    said = look_at(window) + try_out(window)
    theme.apply(qapp, theme.Theme.LIGHT)
    assert said == []


# Cut


def _narrow(part: QWidget, width: int = 40) -> QWidget:
    part.setFixedWidth(width)
    return part


def _low(part: QWidget, height: int = 9) -> QWidget:
    part.setFixedHeight(height)
    return part


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: _narrow(QLabel(_SENTENCE)), "px wide, and has 40"),
        (lambda: _low(QLabel(_SENTENCE)), "px high, and has 9"),
        (lambda: _low(_narrow(_wrapping(_SENTENCE), 100), 20), "px high, and has 20"),
        (lambda: _narrow(_wrapping("sha256:0123456789abcdef0123456789")), "a word of it"),
        (lambda: _narrow(QPushButton("Roll back web1")), "px wide, and has 40"),
        (lambda: _narrow(QCheckBox("Wait for the end")), "px wide, and has 40"),
        (lambda: _narrow(_combo("All servers", "web1")), "All servers"),
        (lambda: _low(QLineEdit("typed")), "px high"),
        (lambda: _low(_combo("All servers"), 12), "px high"),
        (lambda: _narrow(QSpinBox(), 30), "px wide"),
    ],
    ids=["label", "low", "wrapped", "word", "button", "check", "combo", "line", "flat", "number"],
)
def test_cut_words_are_found(show: Show, make: Callable[[], QWidget], says: str) -> None:
    found = cut_words(show(make()))
    assert len(found) == 1
    assert says in found[0]


def test_an_example_that_does_not_fit_is_found_and_typed_words_may_scroll(show: Show) -> None:
    example, typed = QLineEdit(), QLineEdit("a long path that scrolls under the cursor")
    example.setPlaceholderText("for example env=prod region=east")
    for one in (example, typed):
        one.setFixedWidth(60)
    found = cut_words(show(example, typed))
    assert len(found) == 1
    assert "its example" in found[0]


def test_what_is_cut_on_purpose_says_the_rest_in_its_tooltip(show: Show) -> None:
    label = QLabel(_SENTENCE)
    label.setToolTip(_SENTENCE)
    assert cut_words(show(_narrow(label))) == []


def test_cut_titles_cells_and_tabs_are_found(show: Show) -> None:
    table, rows, tabs = _table("Releases on disk", "CPU"), QTreeWidget(), QTabWidget()
    table.setColumnWidth(0, 40)
    rows.setColumnCount(2)
    rows.addTopLevelItem(QTreeWidgetItem(["a row that is wider than its column", "1"]))
    tabs.setFixedWidth(90)
    for name in ("Overview", "Disk and backup"):
        tabs.addTab(QWidget(), name)
    found = "\n".join(cut_words(show(table, rows, tabs)))
    assert "the title “Releases on disk”" in found
    assert "the cell “a row that is wider" in found
    assert "the tab “Disk and backup” is out of sight" in found


# Over each other


def test_parts_over_each_other_and_out_of_their_place_are_found(show: Show) -> None:
    window = show(QLabel("first"), QLabel("second"))
    first, second = window.findChildren(QLabel)
    second.move(first.x(), first.y() + first.height() - 6)
    assert [one for one in misplaced(window) if "overlap" in one]
    second.move(window.width() - 10, 60)
    assert [one for one in misplaced(window) if "hangs" in one]


def test_a_bar_along_the_foot_is_found(show: Show) -> None:
    area, wide = QScrollArea(), QLabel("wide")
    wide.setFixedWidth(900)
    area.setWidget(wide)
    found = misplaced(show(area, width=300))
    assert len(found) == 1
    assert "scrolls sideways" in found[0]


# Faint


def _inked(part: QWidget, sheet: str) -> QWidget:
    part.setStyleSheet(sheet)
    return part


@pytest.mark.parametrize(
    "make",
    [
        lambda: _inked(QLabel(_SENTENCE), "color: #999999"),
        lambda: _inked(QPushButton("Roll back"), "color: #9aa3ad; background: #ffffff"),
        lambda: _inked(QLineEdit("web1"), "color: #8a8a8a"),
        lambda: _inked(QCheckBox("Keep"), "color: #999999"),
    ],
    ids=["label", "button", "line", "check"],
)
def test_faint_words_are_found_on_the_ground_that_is_painted(
    show: Show, make: Callable[[], QWidget]
) -> None:
    found = [one for one in faint(show(make())) if "not 4.5" in one]
    assert len(found) == 1


def test_what_cannot_be_used_now_may_be_faint(show: Show) -> None:
    label = _inked(QLabel(_SENTENCE), "color: #999999")
    label.setEnabled(False)
    assert faint(show(label)) == []


def test_faint_signs_and_edges_are_found(show: Show) -> None:
    sign = QToolButton()
    ink = QPixmap(16, 16)
    ink.fill(QColor("#dddddd"))
    sign.setIcon(QIcon(ink))
    edge = _inked(QLineEdit("web1"), "border: 1px solid #dddddd")
    found = faint(show(sign, edge))
    assert [one for one in found if one.startswith("QToolButton")]
    assert [one for one in found if one.startswith("the edge of QLineEdit")]


# Opened and reached


def test_a_drop_down_that_shows_too_little_is_found(show: Show) -> None:
    box = _combo(*(f"row {number}" for number in range(9)))
    window = show(box)
    box.setMaxVisibleItems(4)
    assert [one for one in cut_lists(window) if "4 of 9 rows" in one]


@pytest.mark.parametrize("rows", [1, 3, 12, 30])
@pytest.mark.parametrize("percent", [100, 160])
def test_each_drop_down_shows_up_to_twelve_rows(
    show: Show, qapp: QApplication, rows: int, percent: int
) -> None:
    theme.apply(qapp, theme.Theme.LIGHT, percent=percent)
    boxes = [_combo(*(f"web{number}" for number in range(rows))) for _ in range(2)]
    boxes[1].setCurrentIndex(rows - 1)
    said = cut_lists(show(*boxes))
    theme.apply(qapp, theme.Theme.LIGHT, percent=100)
    assert said == []


def test_a_part_that_does_not_show_the_keyboard_is_found(show: Show) -> None:
    mute = _inked(QPushButton("Roll back"), "border: 1px solid #868d95; outline: none")
    found = unseen_focus(show(mute, QLineEdit()))
    assert len(found) == 1
    assert "Roll back" in found[0]
