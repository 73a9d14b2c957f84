"""Finds words that have less room than they take."""

from __future__ import annotations

from functools import singledispatch
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, QTextBoundaryFinder
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QTabBar,
    QTableView,
    QToolButton,
    QTreeView,
    QWidget,
)

from tests.gui.sight.walk import columns, named, parts

if TYPE_CHECKING:
    from collections.abc import Iterator

_SLACK = 1  # pixels that rounding may take
_ROWS = 30  # of a list that are looked at
_MIN_HEIGHT = 0.85  # of a line's height: letters and what hangs below them


def cut_words(root: QWidget) -> list[str]:
    """Tell each part whose words do not fit into it."""
    return [f"{named(part)} is cut: {why}" for part in parts(root) for why in _cut(part)]


@singledispatch
def _cut(part: QWidget) -> Iterator[str]:
    """Tell how much smaller a part is than it can be: what it shows is then cut."""
    least = part.minimumSizeHint()
    if not part.isWindow() and part.layout() is None and least.isValid():
        yield from _over(least, part.size())


@_cut.register(QProgressBar)
def _cut_bar(part: QProgressBar) -> Iterator[str]:
    if part.isTextVisible():
        yield from _over(part.sizeHint(), part.size())


@_cut.register(QLabel)
def _cut_label(part: QLabel) -> Iterator[str]:
    if not part.text() or part.toolTip():
        return
    room = part.contentsRect().adjusted(
        part.margin(), part.margin(), -part.margin(), -part.margin()
    )
    if not part.wordWrap():
        yield from _over(part.sizeHint(), part.size())
        return
    if (high := part.heightForWidth(part.width())) > part.height() + _SLACK:
        yield f"{high} px high, and has {part.height()}"
    if (wide := _longest_word(part)) > room.width() + _SLACK:
        yield f"a word of it is {wide} px wide, and has {room.width()}"


@_cut.register(QAbstractButton)
def _cut_button(part: QAbstractButton) -> Iterator[str]:
    words = part.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
    if not isinstance(part, QPushButton | QToolButton):
        yield from _over(part.minimumSizeHint(), part.size())
    elif not part.toolTip() or part.toolTip().startswith("In a terminal"):
        wide = part.fontMetrics().horizontalAdvance(words)
        yield from _over(QSize(max(wide, part.sizeHint().width()), part.sizeHint().height()),
                         part.size())  # fmt: skip


@_cut.register(QLineEdit)
def _cut_line(part: QLineEdit) -> Iterator[str]:
    """What is typed scrolls; a placeholder cannot, and says less when it is cut."""
    margins = part.textMargins()
    room = part.contentsRect().width() - margins.left() - margins.right() - 4
    wide = part.fontMetrics().horizontalAdvance(part.placeholderText())
    if not part.text() and wide > room + _SLACK and not part.toolTip():
        yield f"its example is {wide} px wide, and has {room}"
    yield from _low(part)


@_cut.register(QComboBox)
def _cut_box(part: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    part.initStyleOption(option)
    field = part.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, part
    )
    wide = part.fontMetrics().horizontalAdvance(part.currentText())
    if wide > field.width() + _SLACK and not part.toolTip():
        yield f"{wide} px wide, and has {field.width()}"
    yield from _low(part)


@_cut.register(QAbstractSpinBox)
def _cut_number(part: QAbstractSpinBox) -> Iterator[str]:
    field = part.lineEdit().contentsRect().width()
    wide = part.fontMetrics().horizontalAdvance(part.text())
    if wide > field + _SLACK:
        yield f"{wide} px wide, and has {field}"
    yield from _low(part)


@_cut.register(QTabBar)
def _cut_tabs(part: QTabBar) -> Iterator[str]:
    for place in (one for one in range(part.count()) if part.isTabVisible(one)):
        wide = part.fontMetrics().horizontalAdvance(part.tabText(place).replace("&", ""))
        rect = part.tabRect(place)
        if wide > rect.width():
            yield f"the tab “{part.tabText(place)}” is {wide} px wide, and has {rect.width()}"
        if rect.right() > part.width() + _SLACK or rect.left() < 0:
            yield f"the tab “{part.tabText(place)}” is out of sight"


@_cut.register(QPlainTextEdit)
def _cut_text(part: QPlainTextEdit) -> Iterator[str]:
    """What is in it scrolls, but less than a line says nothing."""
    if part.viewport().height() < part.fontMetrics().height():
        yield f"a line is {part.fontMetrics().height()} px high, it has {part.viewport().height()}"


@_cut.register(QAbstractItemView)
def _cut_list(part: QAbstractItemView) -> Iterator[str]:
    if isinstance(part, QTableView):
        yield from _cut_titles(part.horizontalHeader())
    elif isinstance(part, QTreeView) and not part.isHeaderHidden():
        yield from _cut_titles(part.header())
    if type(part.itemDelegate()) is QStyledItemDelegate:  # another one cuts and tells by itself
        for index in _indexes(part):
            yield from _cut_cell(part, index)


def _indexes(view: QAbstractItemView) -> Iterator[QModelIndex]:
    """Yield the cells that are in sight."""
    model, seen = view.model(), view.viewport().rect()
    for row in range(min(model.rowCount(), _ROWS) if model else 0):
        for column in range(columns(model)):
            index = model.index(row, column)
            if view.visualRect(index).intersects(seen):
                yield index


def _cut_cell(view: QAbstractItemView, index: QModelIndex | QPersistentModelIndex) -> Iterator[str]:
    text = str(index.data() or "")
    if not text or index.data(Qt.ItemDataRole.ToolTipRole):
        return
    place, takes = view.visualRect(index), view.sizeHintForIndex(index)
    for why in _over(takes, place.size()):
        yield f"the cell “{text[:30]}” is {why}"


def _cut_titles(header: QHeaderView) -> Iterator[str]:
    if not header.isVisible():
        return
    for place in range(header.count()):
        if header.isSectionHidden(place):
            continue
        takes, has = header.sectionSizeFromContents(place).width(), header.sectionSize(place)
        title = str(header.model().headerData(place, header.orientation()) or "")
        if title and takes > has + _SLACK:
            yield f"the title “{title}” is {takes} px wide, and has {has}"


def _low(part: QWidget) -> Iterator[str]:
    least = part.fontMetrics().height() * _MIN_HEIGHT
    if part.contentsRect().height() < least:
        yield f"{least:.0f} px high, and has {part.contentsRect().height()}"


def _over(takes: QSize, has: QSize) -> Iterator[str]:
    if takes.width() > has.width() + _SLACK:
        yield f"{takes.width()} px wide, and has {has.width()}"
    if takes.height() > has.height() + _SLACK:
        yield f"{takes.height()} px high, and has {has.height()}"


def _longest_word(label: QLabel) -> int:
    """Return how wide the widest piece is that no line can break."""
    words = label.text()
    if "<" in words and label.textFormat() is not Qt.TextFormat.PlainText:
        document = QTextDocument()
        document.setHtml(words)
        words = document.toPlainText()
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, words)
    breaks = [0]
    while (place := finder.toNextBoundary()) > 0:
        breaks.append(place)
    pieces = (words[begin:end].strip() for begin, end in pairwise(breaks))
    return max((label.fontMetrics().horizontalAdvance(one) for one in pieces), default=0)
