"""The sizes as a table that sorts and filters itself.

Qt's own proxy takes many seconds over a hundred thousand rows; a sorted list takes none.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPixmap

from core.binary.report.treemap import ROOT, SizeTree
from core.words import say
from gui.runtime.speech import shown, speech
from gui.widgets.size.lens import ORIGIN, Lens
from gui.widgets.size.swatch import swatch
from gui.widgets.size.tile_labels import size_of

if TYPE_CHECKING:
    from collections.abc import Sequence

Index = QModelIndex | QPersistentModelIndex

NAME, SIZE, SHARE, KIND = range(4)
NUMBERS = (SIZE, SHARE)
_TITLES = (say("Name"), say("Size"), say("Share"), say("Belongs to"))
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_DISPLAY, _DECORATION, _TIP, _ALIGNMENT = (
    int(role)
    for role in (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.DecorationRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.TextAlignmentRole,
    )
)
_ANSWERED = frozenset({_DISPLAY, _DECORATION, _TIP, _ALIGNMENT})
_NOWHERE = QModelIndex()
_STEP = 500  # hits that are listed at once: a view visits every row that it is told of


class SizeModel(QAbstractItemModel):
    """A `SizeTree` as rows; while something is searched, a flat list of the hits."""

    def __init__(self) -> None:
        super().__init__()
        self._tree: SizeTree | None = None
        self._lens = ORIGIN
        self._hits: Sequence[int] | None = None
        self._listed = _STEP
        self._column, self._order = SIZE, Qt.SortOrder.DescendingOrder
        self._rows: dict[int, Sequence[int]] = {}  # what is below a node, as it is sorted now
        self._places: dict[int, dict[int, int]] = {}

    def show_tree(self, tree: SizeTree) -> None:
        """Show another tree."""
        self.beginResetModel()
        self._tree, self._hits = tree, None
        self._forget_rows()
        self.endResetModel()

    def look_through(self, lens: Lens) -> None:
        """Show what the colors mean now."""
        self.layoutAboutToBeChanged.emit()
        self._lens = lens
        self.layoutChanged.emit()

    def show_only(self, hits: Sequence[int] | None) -> None:
        """Show these nodes in a flat list; None shows the tree again."""
        self.beginResetModel()
        self._hits, self._listed = hits, _STEP
        self._forget_rows()
        self.endResetModel()

    def index_of(self, node: int, column: int = NAME) -> QModelIndex:
        """Return where a node is, an empty index where it is not or not yet listed."""
        above = self._above(node)
        row = self._place(above, node)
        if row is None or (self._hits is not None and row >= self._listed):
            return _NOWHERE
        return self.createIndex(row, column, node)

    def reveal(self, node: int) -> QModelIndex:
        """Return where a node is; a hit further down is listed from now on."""
        row = self._place(self._above(node), node)
        if row is not None and self._hits is not None and row >= self._listed:
            self._list_up_to(row)
        return self.index_of(node)

    # Qt's interface

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Return the index of a cell."""
        if not (0 <= row < self.rowCount(parent) and 0 <= column < len(_TITLES)):
            return _NOWHERE
        return self.createIndex(row, column, self._below(_node(parent))[row])

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]  # Qt overloads the name
        """Return what stands above a row."""
        if not index.isValid():
            return _NOWHERE
        above = self._above(_node(index))
        return _NOWHERE if above == ROOT else self.index_of(above)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return how many rows stand below."""
        if parent.column() > 0:
            return 0
        rows = len(self._below(_node(parent)))
        return rows if self._hits is None else min(rows, self._listed)

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802 - Qt's name
        """Whether there are more hits than are listed."""
        return not parent.isValid() and self._hits is not None and self._listed < len(self._hits)

    def fetchMore(self, parent: Index) -> None:  # noqa: N802 - Qt's name
        """List more hits, since the view came to the end of those that were listed."""
        if self.canFetchMore(parent):
            self._list_up_to(self._listed + _STEP - 1)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802, ARG002 - Qt's signature
        """Return the number of columns."""
        return len(_TITLES)

    def hasChildren(self, parent: Index = _NOWHERE) -> bool:  # noqa: N802 - Qt's name
        """Whether rows stand below; cheaper than counting them."""
        if self._tree is None or not parent.isValid():
            return True
        return self._hits is None and not self._tree.is_leaf(_node(parent))

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Return a column's title."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section in NUMBERS:
            return _RIGHT  # a title stands over its figures
        return shown(_TITLES[section]) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Return what a cell shows."""
        if role not in _ANSWERED or self._tree is None or not index.isValid():
            return None  # a repaint asks a few thousand times, mostly for what no cell has
        node, column = index.internalId(), index.column()
        if role == _DISPLAY:
            return self.text(node, column)
        if role == _ALIGNMENT:
            return _RIGHT if column in NUMBERS else None
        if column != NAME:
            return None
        if role == _DECORATION:
            return self.swatch(node)
        return self._tree.names[node]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort every level; what is open and selected stays so."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        nodes = [(_node(index), index.column()) for index in before]
        self._column, self._order = column, order
        self._forget_rows()
        after = [self.index_of(node, place) for node, place in nodes]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def depth(self, node: int) -> int:
        """Return how many rows stand above a node's row, each around the next."""
        depth, above = 0, self._above(node)
        while above != ROOT:
            depth, above = depth + 1, self._above(above)
        return depth

    def swatch(self, node: int) -> QPixmap:
        """Return the square of a node's color."""
        if self._tree is None:
            return QPixmap()
        return swatch(self._lens.colour(self._lens.kind_of(self._tree, node)).rgb())

    def text(self, node: int, column: int) -> str:
        """Return what a cell says."""
        tree = self._tree
        if tree is None:
            return ""
        match column:
            case 0:
                return tree.names[node] if self._hits is not None else tree.short_name(node)
            case 1:
                return _size(tree.sizes[node], tree.nodes[node].kind, speech().language)
            case 2:
                whole = tree.sizes[ROOT]
                share = 100 * tree.sizes[node] / whole if whole else 0.0
                return _share(share, speech().language)
            case _:
                return shown(self._lens.words(self._lens.kind_of(tree, node)))

    # Rows

    def _list_up_to(self, row: int) -> None:
        end = min((row // _STEP + 1) * _STEP, len(self._hits or ()))
        self.beginInsertRows(_NOWHERE, self._listed, end - 1)
        self._listed = end
        self.endInsertRows()

    def _above(self, node: int) -> int:
        if self._tree is None or self._hits is not None:
            return ROOT
        return max(self._tree.parents[node], ROOT)

    def _below(self, node: int) -> Sequence[int]:
        if self._tree is None or (self._hits is not None and node != ROOT):
            return ()
        if node not in self._rows:
            below = self._tree.children(node) if self._hits is None else self._hits
            self._rows[node] = self._sorted(below)
        return self._rows[node]

    def _sorted(self, nodes: Sequence[int]) -> Sequence[int]:
        tree = self._tree
        down = self._order is Qt.SortOrder.DescendingOrder
        if tree is None or (self._hits is None and self._column in NUMBERS and down):
            return nodes  # the tree is built that way
        if self._column == NAME:
            return sorted(nodes, key=tree.lowered.__getitem__, reverse=down)
        if self._column == KIND:
            return sorted(nodes, key=lambda node: self._lens.kind_of(tree, node), reverse=down)
        return sorted(nodes, key=tree.sizes.__getitem__, reverse=down)

    def _place(self, above: int, node: int) -> int | None:
        if above not in self._places:
            self._places[above] = {one: row for row, one in enumerate(self._below(above))}
        return self._places[above].get(node)

    def _forget_rows(self) -> None:
        self._rows.clear()
        self._places.clear()


@lru_cache(maxsize=4096)
def _size(count: int, kind: str, _language: str) -> str:
    return size_of(count, kind)


@lru_cache(maxsize=4096)
def _share(share: float, _language: str) -> str:
    return shown(say("{share}%", share=share))


def _node(index: Index) -> int:
    return index.internalId() if index.isValid() else ROOT
