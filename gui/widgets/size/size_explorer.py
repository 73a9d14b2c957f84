"""Where the bytes went: treemap and table side by side, always on the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from core.binary.report.treemap import SizeTree
from core.words import Size, Text, say, say_count
from gui.runtime.speech import shown, speech, tell
from gui.widgets.log.slices import Slices
from gui.widgets.size.breadcrumb import Breadcrumb
from gui.widgets.size.legend import Legend
from gui.widgets.size.size_model import SizeModel
from gui.widgets.size.size_table import SizeTable
from gui.widgets.size.treemap_view import TreemapView

if TYPE_CHECKING:
    from core.binary.inspection import Node

_TYPING = 150  # milliseconds after the last letter
_LINES = 19  # of text: the least height at which a map can still be read


class SizeExplorer(QWidget):
    """Shows one tree of sizes, or several ways to look at the same file."""

    def __init__(self) -> None:
        super().__init__()
        self.tree: SizeTree | None = None
        self.way = QComboBox()
        self.breadcrumb = Breadcrumb()
        self.search = QLineEdit()
        self.found = QLabel()
        self.map = TreemapView()
        self.model = SizeModel()
        self.table = SizeTable(self.model)
        self.legend = Legend()
        self._ways: tuple[tuple[Text, Node], ...] = ()
        self._coming: SizeTree | None = None
        self._growing = Slices(self)
        self._soon = QTimer(self, interval=_TYPING, singleShot=True)
        self._lay_out()
        self._connect()
        self.way.hide()

    def show_tree(self, root: Node) -> None:
        """Show where the bytes of this tree went."""
        self.show_trees((say("All bytes"), root))

    def show_trees(self, *ways: tuple[Text, Node]) -> None:
        """Show the first of these ways to look at a file, and offer the others."""
        self._ways = ways
        self._reword()
        self.way.setVisible(len(ways) > 1)
        self._grow()

    def set_search(self, words: str) -> tuple[int, int]:
        """Dim all but what has these words in its name; return the hits and their bytes."""
        hits = self.tree.find(words) if words and self.tree else None
        self.map.light(hits)
        self.model.show_only(hits)
        if hits is None or self.tree is None:
            self.found.clear()
            return 0, 0
        size = self.tree.size_of(hits)
        found = say_count(
            len(hits), one="{n} hit, {size}", many="{n} hits, {size} together", size=Size(size)
        )
        self.found.setText(shown(found))
        return len(hits), size

    def _grow(self) -> None:
        """Make the tree of the chosen way in slices."""
        place = max(self.way.currentIndex(), 0)
        if place < len(self._ways):
            self._coming = SizeTree(_name_of)
            self._growing.start(self._coming.grow(self._ways[place][1]))

    def _show_tree(self) -> None:
        if self._coming is None:
            return
        self.tree, self._coming = self._coming, None
        self.search.clear()
        self.model.show_tree(self.tree)
        self.map.show_tree(self.tree)
        self._show_steps(self.map.node)
        QTimer.singleShot(0, self, self._show_legend)  # a turn of its own: many nodes take a while

    def _show_legend(self) -> None:
        if self.tree is not None:
            self.legend.show_kinds({node.kind for node in self.tree.nodes})

    def _show_steps(self, node: int) -> None:
        if self.tree is not None:
            self.breadcrumb.show_steps(
                [(one, self.tree.names[one]) for one in self.tree.path(node)]
            )

    def _reword(self) -> None:
        """Name the ways; where there are several, keep the chosen one."""
        chosen = max(self.way.currentIndex(), 0)
        self.way.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.way.clear()
        self.way.addItems([shown(name) for name, _root in self._ways])
        self.way.setCurrentIndex(min(chosen, len(self._ways) - 1))
        self.way.blockSignals(False)  # noqa: FBT003 - Qt's own signature

    def _speak_anew(self) -> None:
        self._reword()
        self._grow()

    def _lay_out(self) -> None:
        tell(self.map, accessibleName=say("Map of sizes"))
        tell(self.way, accessibleName=say("Way to look at the file"))
        words = say("Search by name")
        tell(self.search, placeholderText=words, accessibleName=words)
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(self.fontMetrics().averageCharWidth() * 32)
        self.found.setObjectName("muted")
        above = QHBoxLayout()
        above.addWidget(self.way)
        above.addWidget(self.breadcrumb, 1)
        above.addWidget(self.found)
        above.addWidget(self.search)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setChildrenCollapsible(False)
        both.setHandleWidth(9)
        for part, stretch in ((self.map, 3), (self.table, 2)):
            both.addWidget(part)
            both.setStretchFactor(both.count() - 1, stretch)
        unit = self.fontMetrics().averageCharWidth()
        both.setSizes([unit * 84, unit * 66])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addLayout(above)
        whole.addWidget(both, 1)
        whole.addWidget(self.legend)
        self.setMinimumHeight(self.fontMetrics().height() * _LINES)

    def _connect(self) -> None:
        self._growing.finished.connect(self._show_tree)
        self._soon.timeout.connect(lambda: self.set_search(self.search.text()))
        self.search.textChanged.connect(self._soon.start)
        self.way.currentIndexChanged.connect(self._grow)
        self.map.selected.connect(self.table.select)
        self.map.zoomed.connect(self._show_steps)
        self.table.selected.connect(self.map.select)
        self.table.opened.connect(self.map.zoom)
        self.breadcrumb.chosen.connect(self.map.zoom)
        speech().changed.connect(self._speak_anew)


def _name_of(node: Node) -> str:
    return node.name if node.label is None else shown(node.label)
