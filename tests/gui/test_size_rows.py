"""The rows of the table of sizes: drawn once for a frame, and their words stay where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QHoverEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.binary.inspection import Node
from core.binary.report.treemap import SizeTree
from gui.look import theme
from gui.widgets.size.size_model import KIND, NAME, SHARE, SIZE, SizeModel
from gui.widgets.size.size_table import SizeTable

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot


def _leaf(name: str, size: int) -> Node:
    return Node(name=name, size=size, kind="std")


_INSIDE = (_leaf("place", 200), _leaf("two", 100))
_MIDDLE = Node(name="middle", size=300, kind="module", children=_INSIDE)
_PATH = "example.com/with/a/path/that/is/much/longer/than/any/column/and/ends/in/last"
_WHOLE = Node(
    name="all",
    size=1_000,
    kind="structure",
    children=(_leaf("plain", 500), _MIDDLE, _leaf(_PATH, 200)),
)


@pytest.fixture(params=[theme.Theme.LIGHT, theme.Theme.DARK])
def table(qtbot: QtBot, qapp: QApplication, request: pytest.FixtureRequest) -> SizeTable:
    theme.apply(qapp, request.param)
    tree = SizeTree(lambda node: node.name)
    for _ in tree.grow(_WHOLE):
        pass
    model = SizeModel()
    made = SizeTable(model)
    model.setParent(made)
    qtbot.addWidget(made)
    made.resize(640, 300)
    model.show_tree(tree)
    made.show()
    QApplication.processEvents()
    return made


def _row(table: SizeTable, *rows: int) -> QModelIndex:
    index = QModelIndex()
    for row in rows:
        index = table.model().index(row, NAME, index)
    return index


def _seen(table: SizeTable, index: QModelIndex) -> QImage:
    """Take a picture of a whole row, without the frame that the keyboard has there."""
    rect = table.visualRect(index)
    whole = QRect(0, rect.top(), table.viewport().width(), rect.height())
    return table.viewport().grab(whole.adjusted(1, 1, -1, -1)).toImage()


def _inked(picture: QImage) -> set[tuple[int, int]]:
    """Return where a picture has the full color of text."""
    text = theme.current().text.rgb()
    every = ((x, y) for y in range(picture.height()) for x in range(picture.width()))
    return {spot for spot in every if picture.pixel(*spot) == text}


def _left_of(picture: QImage) -> int:
    """Return where something is drawn first, from the left."""
    ground = theme.current().base.rgb()
    every = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return next(x for x, y in every if picture.pixel(x, y) != ground)


def test_a_selected_row_stands_out_and_its_words_stay_where_they_are(table: SizeTable) -> None:
    row = _row(table, 0)
    before = _seen(table, row)
    table.setCurrentIndex(row)
    after = _seen(table, row)
    assert len(_inked(before)) > 20
    assert _inked(before) == _inked(after)
    ground = QPoint(after.width() // 2, 1)
    assert before.pixelColor(ground) == theme.current().base
    assert after.pixelColor(ground) == theme.current().selection
    assert after.pixelColor(0, 1) == theme.current().selection  # from edge to edge
    assert _seen(table, _row(table, 2)).pixelColor(ground) == theme.current().base


def test_a_row_that_is_pointed_at_does_not_move(table: SizeTable) -> None:
    row = _row(table, 0)
    before, place = _seen(table, row), QPointF(table.visualRect(row).center())
    for kind in (QEvent.Type.HoverEnter, QEvent.Type.HoverMove):
        nowhere = QPointF(-1, -1)
        QApplication.sendEvent(table.viewport(), QHoverEvent(kind, place, place, nowhere))
    assert _seen(table, row) == before


def test_an_arrow_opens_a_row_and_what_is_inside_stands_further_right(table: SizeTable) -> None:
    middle = _row(table, 1)
    shut, rect = _seen(table, middle), table.visualRect(middle)
    arrow = QPoint(rect.left() - table.indentation() // 2, rect.center().y())
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=arrow)
    assert table.isExpanded(middle)
    assert _seen(table, middle) != shut
    outside, inside = (_left_of(_seen(table, _row(table, *rows))) for rows in ((0,), (1, 0)))
    assert inside - outside == table.indentation()
    leaf = _seen(table, _row(table, 0))
    assert leaf.pixelColor(arrow.x(), leaf.height() // 2) == theme.current().base


def test_of_a_path_that_is_too_long_the_end_is_written(table: SizeTable) -> None:
    path = _row(table, 2)
    narrow = _inked(_seen(table, path))
    table.setColumnHidden(KIND, True)  # noqa: FBT003 - Qt's
    table.setColumnHidden(SHARE, True)  # noqa: FBT003 - Qt's
    QApplication.processEvents()
    wide = _inked(_seen(table, path))
    end = table.columnViewportPosition(SIZE)
    assert narrow != wide
    assert max(x for x, _ in wide if x < end) < end - 4


class _Paints(QObject):
    """Counts how often something was painted."""

    def __init__(self, watched: QObject) -> None:
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.count += event.type() is QEvent.Type.Paint
        return super().eventFilter(watched, event)


def test_another_width_paints_the_rows_once(table: SizeTable) -> None:
    paints = _Paints(table.viewport())
    for width in (600, 560, 700):
        table.resize(width, 300)
        for _ in range(3):
            QApplication.processEvents()
    assert paints.count == 3


def test_a_column_that_is_made_wider_is_shown_so_at_once(table: SizeTable) -> None:
    before = table.viewport().grab().toImage()
    header = table.header()
    edge = header.sectionViewportPosition(SIZE) + header.sectionSize(SIZE) - 1
    middle = header.height() // 2
    QTest.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(edge, middle))
    QTest.mouseMove(header.viewport(), QPoint(edge + 30, middle))
    QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(edge, middle))
    header.resizeSection(SIZE, header.sectionSize(SIZE) + 60)
    assert table.viewport().grab().toImage() != before
    assert sum(header.sectionSize(one) for one in range(4)) == table.viewport().width()
    table.setColumnWidth(SIZE, 900)
    assert table.horizontalScrollBar().maximum() > 0


def test_a_title_stands_over_its_figures(table: SizeTable) -> None:
    role, across = Qt.ItemDataRole.TextAlignmentRole, Qt.Orientation.Horizontal
    model = table.model()
    for column in range(model.columnCount()):
        figures = model.index(0, column).data(role)
        assert model.headerData(column, across, role) == figures, column
