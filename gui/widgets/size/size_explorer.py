"""Where the bytes went: treemap and table next to each other, always on the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.binary.report.difference import DIFFERENCE
from core.binary.report.treemap import LEVELS, ROOT, SizeTree
from core.words import Size, Text, say, say_count
from gui.runtime.speech import shown, speech, tell
from gui.widgets.log.slices import Slices
from gui.widgets.size import part_menu
from gui.widgets.size.breadcrumb import Breadcrumb
from gui.widgets.size.legend import Legend
from gui.widgets.size.lens import ORIGIN, Lens
from gui.widgets.size.reading_sign import ReadingSign
from gui.widgets.size.size_model import SizeModel
from gui.widgets.size.size_table import SizeTable
from gui.widgets.size.tree_words import in_words, name_of, same_place
from gui.widgets.size.treemap_view import TreemapView

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.binary.inspection import Node

_TYPING = 150  # milliseconds after the last letter
_LINES = 19  # of text: the least height at which a map can still be read


class SizeExplorer(QWidget):
    """Shows one tree of sizes, or several ways to look at the same file.

    `why_wanted` carries a node whose reason is asked; `full_wanted` whether to fill the page.
    """

    why_wanted = Signal(int)
    full_wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.tree: SizeTree | None = None
        self.way, self.lens = QComboBox(), QComboBox()
        self.breadcrumb = Breadcrumb()
        self.search = QLineEdit()
        self.found = QLabel()
        self.reading = ReadingSign(say("Reading the functions…"))
        self.full = QToolButton()
        self.map = TreemapView()
        self.model = SizeModel()
        self.table = SizeTable(self.model)
        self.legend = Legend()
        self._kept: frozenset[str] = frozenset()
        self._lenses: tuple[Lens, ...] = (ORIGIN,)
        self._ways: tuple[tuple[Text, Node], ...] = ()
        self._shown_as = ""  # the way and the program that the tree is of
        self._coming: SizeTree | None = None
        self._growing = Slices(self)
        self._soon = QTimer(self, interval=_TYPING, singleShot=True)
        self._lay_out()
        self._connect()
        self.way.hide()
        self.lens.hide()

    def show_tree(self, root: Node) -> None:
        """Show where the bytes of this tree went."""
        self.show_trees((say("All bytes"), root))

    def show_trees(self, *ways: tuple[Text, Node]) -> None:
        """Show the first of these ways to look at a file, and offer the others."""
        self._ways = ways
        self._reword()
        self.way.setVisible(len(ways) > 1)
        self._grow()

    def show_lenses(self, *lenses: Lens) -> None:
        """Offer these ways to color the map, beside that by origin; the last chosen stays."""
        chosen = max(self.lens.currentIndex(), 0)
        self._lenses = (ORIGIN, *lenses)
        self._reword()
        self.lens.setVisible(bool(lenses) and not self._is_difference)
        self._look_through(chosen if chosen < len(self._lenses) else 0)

    def choose_lens(self, place: int) -> None:
        """Color the map this way; -1 is the last one."""
        self.lens.setCurrentIndex(place % len(self._lenses))

    def choose_way(self, title: Text) -> None:
        """Look at the file this way, where it is offered."""
        titles = [name for name, _root in self._ways]
        if title in titles:
            self.way.setCurrentIndex(titles.index(title))

    def set_search(self, words: str) -> tuple[int, int]:
        """Dim all but what has these words in its name; return the hits and their bytes."""
        hits = self.tree.find(words) if words and self.tree else None
        self.map.light(hits)
        return self._list(hits)

    # What is in sight

    def _grow(self) -> None:
        """Make the tree of the chosen way in slices."""
        place = max(self.way.currentIndex(), 0)
        if place < len(self._ways):
            self._coming = SizeTree(name_of)
            self._growing.start(self._coming.grow(in_words(self._ways[place][1])))

    def _show_tree(self) -> None:
        """Show the tree that has grown; more of the same program is shown where one was."""
        if self._coming is None:
            return
        before, self.tree, self._coming = self.tree, self._coming, None
        title = self._ways[max(self.way.currentIndex(), 0)][0]
        shown_as, node = f"{title}\n{self.tree.names[ROOT]}", ROOT
        if before is not None and shown_as == self._shown_as:
            node = same_place(before, self.map.node, self.tree)
        else:
            self.search.clear()
            self.legend.clear()
        self._shown_as = shown_as
        self.lens.setVisible(len(self._lenses) > 1 and not self._is_difference)
        self.model.show_tree(self.tree)
        self.model.look_through(self._now)
        self.map.show_tree(self.tree, self._now, node)
        self._show_steps(node)
        if self.search.text():
            self.set_search(self.search.text())

    def _show_legend(self) -> None:
        self.legend.show_kinds(self.map.legend(), self._now)

    @property
    def _is_difference(self) -> bool:
        """Whether the tree has meanings of color of its own."""
        return self.tree is not None and self.tree.nodes[ROOT].name == DIFFERENCE

    @property
    def _now(self) -> Lens:
        if self._is_difference:
            return ORIGIN
        return self._lenses[max(self.lens.currentIndex(), 0)]

    def _look_through(self, _place: int) -> None:
        self.legend.clear()
        self.model.look_through(self._now)
        self.map.look_through(self._now, self._kept)

    def _filter(self, kept: frozenset[str]) -> None:
        """Dim all but these meanings, and list what has them."""
        self._kept = kept
        self.map.look_through(self._now, kept)
        words = self.search.text()
        if self.tree is None:
            return
        if words:
            self._list(self.tree.find(words))
        else:
            self._list(self.tree.front(self.map.node, LEVELS) if kept else None)

    def _list(self, hits: Sequence[int] | None) -> tuple[int, int]:
        """List these nodes alone, as far as their colors are kept; None lists all again."""
        if self.tree is None or hits is None:
            self.model.show_only(None)
            self.found.clear()
            return 0, 0
        if self._kept:
            hits = [node for node in hits if self._now.kind_of(self.tree, node) in self._kept]
        self.model.show_only(hits)
        size = self.tree.size_of(hits)
        told = say_count(
            len(hits), one="{n} hit, {size}", many="{n} hits, {size} together", size=Size(size)
        )
        self.found.setText(shown(told))
        return len(hits), size

    def _show_steps(self, node: int) -> None:
        if self.tree is not None:
            self.breadcrumb.show_steps(
                [(one, self.tree.names[one]) for one in self.tree.path(node)]
            )

    # The menu of a part

    def _offer(self, node: int, place: QPoint) -> None:
        tree = self.tree
        if tree is None:
            return
        menu = part_menu.PartMenu(self)
        menu.offer(part_menu.ZOOM_IN, lambda: self._go_to(node), possible=not tree.is_leaf(node))
        outside = self.map.node != ROOT
        menu.offer(part_menu.ZOOM_OUT, self.map.zoom_out, possible=outside, key="Backspace")
        menu.addSeparator()
        menu.offer(part_menu.WHY, lambda: self.why_wanted.emit(node))
        copy = tree.names[node]
        menu.offer(part_menu.COPY, lambda: QApplication.clipboard().setText(copy))
        menu.offer(part_menu.SHOW_ROW, lambda: self._show_row(node))
        menu.offer(part_menu.SHOW_TILE, lambda: self._show_tile(node))
        menu.popup(place)

    def _go_to(self, node: int) -> None:
        self.map.zoom(node)

    def _show_row(self, node: int) -> None:
        self.table.select(node)
        self.table.setFocus()

    def _show_tile(self, node: int) -> None:
        """Fill the map with what is around a part, so that the part itself is drawn."""
        if self.tree is not None:
            self.map.zoom(max(self.tree.parents[node], ROOT))
            self.map.select(node)
            self.map.setFocus()

    # Words and places

    def _reword(self) -> None:
        """Name the ways and the lenses; where there are several, keep the chosen one."""
        _fill(self.way, (name for name, _root in self._ways))
        _fill(self.lens, (lens.title for lens in self._lenses))

    def _speak_anew(self) -> None:
        self._reword()
        self._grow()

    def _lay_out(self) -> None:
        tell(self.map, accessibleName=say("Map of sizes"))
        tell(self.way, accessibleName=say("Way to look at the file"))
        tell(self.lens, accessibleName=say("Meaning of the colors"))
        tell(self.full, text=say("Full page"), toolTip=say("Let the map fill the page (F11)"))
        words = say("Search by name")
        tell(self.search, placeholderText=words, accessibleName=words)
        self.full.setCheckable(True)
        for box in (self.way, self.lens):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setMaximumWidth(self.fontMetrics().averageCharWidth() * 36)
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(self.fontMetrics().averageCharWidth() * 32)
        self.found.setObjectName("muted")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addLayout(_line(self.way, self.breadcrumb, self.found, self.search, self.full))
        whole.addWidget(self._both(), 1)
        whole.addLayout(_line(self.lens, self.legend, self.reading))
        self.setMinimumHeight(self.fontMetrics().height() * _LINES)

    def _both(self) -> QSplitter:
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setChildrenCollapsible(False)
        both.setHandleWidth(9)
        for part, stretch in ((self.map, 3), (self.table, 2)):
            both.addWidget(part)
            both.setStretchFactor(both.count() - 1, stretch)
        unit = self.fontMetrics().averageCharWidth()
        both.setSizes([unit * 84, unit * 66])
        return both

    def _connect(self) -> None:
        self._growing.finished.connect(self._show_tree)
        self._soon.timeout.connect(lambda: self.set_search(self.search.text()))
        self.search.textChanged.connect(self._soon.start)
        self.way.currentIndexChanged.connect(self._grow)
        self.lens.currentIndexChanged.connect(self._look_through)
        self.legend.filtered.connect(self._filter)
        self.full.toggled.connect(self.full_wanted)
        self.map.selected.connect(self.table.select)
        self.map.zoomed.connect(self._show_steps)
        self.map.painted.connect(self._show_legend)
        self.map.menu_wanted.connect(self._offer)
        self.table.selected.connect(self.map.select)
        self.table.opened.connect(self.map.zoom)
        self.table.menu_wanted.connect(self._offer)
        self.breadcrumb.chosen.connect(self.map.zoom)
        speech().changed.connect(self._speak_anew)


def _line(*parts: QWidget) -> QHBoxLayout:
    """Put parts next to each other; the second has what room is left."""
    line = QHBoxLayout()
    for place, part in enumerate(parts):
        line.addWidget(part, int(place == 1))
    return line


def _fill(box: QComboBox, titles: Iterable[Text]) -> None:
    chosen = max(box.currentIndex(), 0)
    box.blockSignals(True)  # noqa: FBT003 - Qt's own signature
    box.clear()
    box.addItems([shown(title) for title in titles])
    box.setCurrentIndex(chosen if chosen < box.count() else 0)
    box.blockSignals(False)  # noqa: FBT003 - Qt's own signature
