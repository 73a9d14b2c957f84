"""The sizes as a table: the way through the treemap for those who listen, and for exact numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QTreeView,
)

from core.words import say
from gui.look import theme
from gui.runtime.speech import tell
from gui.widgets.size.row_painter import Column, RowPainter
from gui.widgets.size.size_model import KIND, NAME, SHARE, SIZE, SizeModel

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QPainter, QPaintEvent, QResizeEvent

    from gui.widgets.size.size_model import Index

_STATE = QStyle.StateFlag
_SHUT = _STATE.State_Item | _STATE.State_Children | _STATE.State_Enabled
_LETTERS = {SIZE: 12, SHARE: 8, KIND: 12}  # that the other columns are wide at least


class SizeTable(QTreeView):
    """`selected` and `opened` carry the node of the row that was chosen, or pressed with Enter."""

    selected = Signal(int)
    opened = Signal(int)
    menu_wanted = Signal(int, QPoint)  # about a node, at a place of the screen

    def __init__(self, model: SizeModel) -> None:
        super().__init__()
        self.sizes = model
        self.setModel(model)
        self._painter = RowPainter(model, self.font())
        self._columns: list[Column] = []  # in sight, while rows are painted
        self._marked: frozenset[int] = frozenset()
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # paths differ at their end
        self.setSortingEnabled(True)
        tell(self, accessibleName=say("Sizes"))
        header = self.header()
        header.setSortIndicator(SIZE, Qt.SortOrder.DescendingOrder)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column in (SIZE, SHARE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        header.sectionResized.disconnect()  # Qt paints all rows, and once more a moment later
        header.sectionResized.connect(self._show_columns)
        for column in _LETTERS:
            self.setColumnWidth(column, header.minimumSectionSize())  # names want the room
        self._widen()
        self.activated.connect(lambda index: self.opened.emit(index.internalId()))

    def select(self, node: int) -> None:
        """Go to a node's row, opening what is around it."""
        index = self.sizes.reveal(node)
        if index.isValid() and index.internalId() != self.current():
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def current(self) -> int:
        """Return the node of the current row, -1 where there is none."""
        index = self.currentIndex()
        return index.internalId() if index.isValid() else -1

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        """Tell what was chosen."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.selected.emit(current.internalId())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Find once what is the same for all rows, and draw them."""
        header = self.header()
        self._columns = [
            Column(one, header.sectionViewportPosition(one), header.sectionSize(one))
            for one in range(header.count())
            if not header.isSectionHidden(one)
        ]
        self._marked = frozenset(one.internalId() for one in self.selectedIndexes())
        super().paintEvent(event)

    def drawRow(  # noqa: N802 - Qt's name
        self, painter: QPainter, options: QStyleOptionViewItem, index: Index
    ) -> None:
        """Draw one row: its ground where it is selected, its arrow, its words."""
        node, room = index.internalId(), QRect(options.rect)
        if node in self._marked:
            self._draw_ground(painter, room)
        indent = self.indentation() * (self.sizes.depth(node) + 1)
        if self.sizes.hasChildren(index):
            self._draw_arrow(painter, room, indent, is_open=self.isExpanded(index))
        self._painter.draw(painter, room, node=node, indent=indent, columns=self._columns)

    def _draw_arrow(self, painter: QPainter, room: QRect, indent: int, *, is_open: bool) -> None:
        """Show that a row can be opened, or is; Qt would ask the model for all that is around."""
        wide = self.indentation()
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        left = self.columnViewportPosition(NAME) + indent - wide
        option.rect = QRect(left, room.top(), wide, room.height())
        option.state = _SHUT | _STATE.State_Open if is_open else _SHUT
        branch = QStyle.PrimitiveElement.PE_IndicatorBranch
        self.style().drawPrimitive(branch, option, painter, self)

    def _draw_ground(self, painter: QPainter, room: QRect) -> None:
        """Show a selected row, and whether the keyboard is there."""
        colours = theme.current()
        painter.fillRect(room, colours.selection)
        if self.hasFocus():
            painter.setPen(QPen(colours.accent, 1))
            painter.drawRect(room.adjusted(0, 0, -1, -1))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Write in other letters."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._painter.font_changed(self.font())
            self._widen()

    def _show_columns(self) -> None:
        """Show the columns as wide as they are now, in the frame that is painted next."""
        self.updateGeometries()
        self.viewport().update()

    def _widen(self) -> None:
        """Give the figures room, and their titles; who made a column wider keeps it."""
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in _LETTERS.items():
            title = self.header().sectionSizeFromContents(column).width()
            self.setColumnWidth(column, max(self.columnWidth(column), letter * letters, title))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802, ARG002 - Qt's signature
        """Offer what can be done with the current row."""
        index = self.currentIndex()
        if index.isValid():
            place = self.visualRect(index).center()
            self.menu_wanted.emit(index.internalId(), self.viewport().mapToGlobal(place))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the last column, which the treemap's colours say as well, for wide windows."""
        super().resizeEvent(event)
        wide = self.width() > self.fontMetrics().averageCharWidth() * 64
        self.setColumnHidden(KIND, not wide)
        self._widen()
