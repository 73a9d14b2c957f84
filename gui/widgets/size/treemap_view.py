"""The treemap as a widget: a card tells, a click selects, a double click goes one level in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.binary.report.treemap import LEVELS, ROOT, SizeTree, TileLayout
from core.words import say, verbatim
from gui.look import theme
from gui.runtime.speech import shown
from gui.widgets.log.slices import Slices
from gui.widgets.size import glide, tile_words
from gui.widgets.size.hover_card import HoverCard
from gui.widgets.size.lens import ORIGIN, Lens
from gui.widgets.size.tile_labels import many_small
from gui.widgets.size.tile_walk import WAYS, neighbour
from gui.widgets.size.treemap_picture import Hits, Picture

if TYPE_CHECKING:
    from collections.abc import Callable

_SETTLE = 60  # milliseconds after the last resize


class TreemapView(QWidget):
    """Shows a `SizeTree`; nodes are its numbers.

    While a new picture is painted in slices, the previous one is shown, scaled.
    """

    selected = Signal(int)
    zoomed = Signal(int)
    painted = Signal()
    menu_wanted = Signal(int, QPoint)  # about a node, at a place of the screen

    def __init__(self) -> None:
        super().__init__()
        self._tree: SizeTree | None = None
        self._node = ROOT  # what fills the view
        self._chosen = -1
        self._hovered = -1  # a tile, not a node
        self._spot = QPoint(-1, -1)  # of the pointer, while it is here
        self._found: list[int] | None = None
        self._lens, self._kept = ORIGIN, frozenset[str]()
        self._picture: Picture | None = None
        self._coming: Picture | None = None
        self._painting = Slices(self)
        self._painting.finished.connect(self._show_picture)
        self._soon = QTimer(self, interval=_SETTLE, singleShot=True)
        self._soon.timeout.connect(self._paint_picture)
        self._glide = glide.Glide(self)
        self._glide.moved.connect(self.update)
        # It paints every pixel itself: no ground has to be filled before.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(160, 120))
        self.card = HoverCard(self)

    # What is shown

    @property
    def ready(self) -> bool:
        """Whether the picture is that of the present state."""
        return not (self._painting.running or self._soon.isActive() or self._glide.under_way)

    @property
    def node(self) -> int:
        """What fills the view."""
        return self._node

    def show_tree(self, tree: SizeTree, lens: Lens = ORIGIN, node: int = ROOT) -> None:
        """Show another tree in the colors of this lens, from this node on."""
        self._tree, self._lens, self._node = tree, lens, node
        self._chosen, self._found = -1, None
        self._paint_picture()

    def zoom(self, node: int) -> None:
        """Fill the view with a node that has children."""
        if self._tree is None or node == self._node or self._tree.is_leaf(node):
            return
        self._node = node
        self._paint_picture()
        self.zoomed.emit(node)

    def zoom_out(self) -> None:
        """Fill the view with what is around; what filled it becomes selected."""
        if self._tree is not None and self._node != ROOT:
            inner = self._node
            self.zoom(self._tree.parents[inner])
            self._choose(inner)

    def select(self, node: int) -> None:
        """Mark a node, and go to where it can be seen."""
        if self._tree is None:
            return
        self._chosen = node
        about = tile_words.told(self._tree, node) if node >= 0 else None
        self.setAccessibleDescription(shown(about) if about else "")
        if node >= 0 and not self._tree.is_within(node, self._node):
            self.zoom(ROOT)
        self.update()

    def light(self, found: list[int] | None) -> None:
        """Dim all but these nodes; None dims nothing."""
        self._found = found
        self._paint_picture()

    def look_through(self, lens: Lens, kept: frozenset[str]) -> None:
        """Let colors mean this, and dim all but the `kept` meanings, where there are any."""
        self._lens, self._kept = lens, kept
        self._paint_picture()

    def legend(self) -> frozenset[str]:
        """The meanings of color that are in sight."""
        return frozenset(self._picture.legend) if self._picture else frozenset()

    def tile_of(self, node: int) -> QRect:
        """Return where a node is drawn, or the nearest one around it; empty if nowhere."""
        if self._picture is None or self._tree is None or node < 0:
            return QRect()
        for one in reversed(self._tree.path(node)):
            if one in self._picture.place_of:
                return self._picture.rect(self._picture.place_of[one])
        return QRect()

    # Painting

    def _paint_picture(self) -> None:
        self._soon.stop()
        if self._tree is None or self.width() < 1 or self.height() < 1:
            return
        header = self.fontMetrics().height() + 2
        tiles = TileLayout(
            self._tree, self.width(), self.height(), self._node, header=header, levels=LEVELS
        )
        hits, ratio = Hits(self._tree, self._found), self.devicePixelRatioF()
        self._coming = Picture(
            tiles, hits, self.font(), ratio=ratio, lens=self._lens, kept=self._kept
        )
        self._painting.start(self._coming.paint())

    def _show_picture(self) -> None:
        if self._coming is None:
            return
        before, self._picture, self._coming = self._picture, self._coming, None
        self._hovered = -1
        self._begin_glide(before, self._picture)
        self._point_at(self._tile_at(self._spot))
        self.update()
        self.painted.emit()

    def _begin_glide(self, before: Picture | None, now: Picture) -> None:
        """Let the tile that was zoomed into grow, or the one that was left shrink back."""
        if before is None or before.tiles.tree is not now.tiles.tree or not glide.is_wanted(self):
            return
        old, new = before.tiles.node, now.tiles.node
        if old != new and now.tiles.tree.is_within(new, old):
            self._glide.begin(before, now, _tile_around(before, new), inward=True)
        elif old != new and now.tiles.tree.is_within(old, new):
            self._glide.begin(now, before, _tile_around(now, old), inward=False)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's signature
        """Draw the picture, and above it what is pointed at and what is selected."""
        painter = QPainter(self)
        if self._picture is None:
            painter.fillRect(self.rect(), theme.current().card)
            painter.setPen(theme.current().text_muted)
            waiting = shown(say("Reading the program…"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, waiting)
        elif self._glide.under_way:
            self._glide.draw(painter, QRectF(self.rect()))
        else:
            painter.drawImage(self.rect(), self._picture.image)
            if self._hovered >= 0:
                self._outline(painter, self._picture.rect(self._hovered), 1)
            if self._chosen >= 0:
                self._outline(painter, self.tile_of(self._chosen), 3)
        if self.hasFocus():
            painter.setPen(QPen(theme.current().accent, 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _outline(self, painter: QPainter, rect: QRect, width: int) -> None:
        """Draw a frame that is seen on every color: dark and light next to each other."""
        colours = theme.current()
        painter.setPen(QPen(colours.text, width))
        painter.drawRect(rect.adjusted(width // 2, width // 2, -width // 2 - 1, -width // 2 - 1))
        if width > 1:
            painter.setPen(QPen(colours.base, 1))
            painter.drawRect(rect.adjusted(width, width, -width - 1, -width - 1))

    # Events

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Paint again in other colors or letters."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.FontChange}:
            self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lay out again when the size has settled."""
        super().resizeEvent(event)
        self._glide.end()
        self._soon.start()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Forget what was pointed at."""
        super().leaveEvent(event)
        self._spot = QPoint(-1, -1)
        self._point_at(-1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Frame the tile that is pointed at, and tell about it."""
        self._spot = event.position().toPoint()
        self.card.follow(self._spot)
        self._point_at(self._tile_at(self._spot))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Select the innermost node in sight."""
        node = self._node_at(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and node >= 0:
            self._choose(node)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go one level toward what is under the pointer."""
        node = self._node_at(event.position().toPoint())
        if self._tree is not None and node >= 0:
            self.zoom(self._tree.next_toward(node, self._node))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Offer what can be done with the part under the pointer, or with the selected one."""
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            node, place = self._node_at(event.pos()), event.globalPos()
        else:
            node, place = self._chosen, self.mapToGlobal(self.tile_of(self._chosen).center())
        if node >= 0:
            self.card.vanish()
            self._choose(node)
            self.menu_wanted.emit(node, place)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Walk with the arrows, fill the view with Enter, go up with Backspace."""
        deeds: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Return: lambda: self.zoom(max(self._chosen, ROOT)),
            Qt.Key.Key_Enter: lambda: self.zoom(max(self._chosen, ROOT)),
            Qt.Key.Key_Backspace: self.zoom_out,
        }
        if event.key() in WAYS:
            self._walk(WAYS[event.key()])
        elif event.key() in deeds:
            deeds[event.key()]()
        else:
            super().keyPressEvent(event)

    def _tile_at(self, point: QPoint) -> int:
        return -1 if self._picture is None else self._picture.tiles.tile_at(point.x(), point.y())

    def _node_at(self, point: QPoint) -> int:
        tile = self._tile_at(point)
        return -1 if self._picture is None or tile < 0 else self._picture.tiles.nodes[tile]

    def _point_at(self, tile: int) -> None:
        if self._picture is None or tile < 0:
            self.card.vanish()
        if self._picture is None or tile == self._hovered:
            return
        self._hovered = tile
        self.update()
        if tile < 0:
            return
        tiles, kind = self._picture.tiles, self._picture.kinds[tile]
        node, merged = tiles.nodes[tile], tiles.merged[tile]
        name = shown(many_small(merged) if merged else verbatim(tiles.tree.names[node]))
        details = tile_words.details(tiles.tree, node, merged, tiles.sizes[tile])
        self.card.tell(name, self._lens.words(kind), self._lens.colour(kind), details)

    def _choose(self, node: int) -> None:
        self.select(node)
        self.selected.emit(node)

    def _walk(self, way: tuple[int, int]) -> None:
        """Select the nearest neighbor in a direction; the first step selects the largest."""
        tree, picture, chosen = self._tree, self._picture, self._chosen
        if tree is None or picture is None or tree.is_leaf(self._node):
            return
        if chosen < 0 or chosen == self._node or not tree.is_within(chosen, self._node):
            self._choose(tree.children(self._node)[0])
            return
        others = (node for node in tree.children(tree.parents[chosen]) if node != chosen)
        tiles = ((node, self.tile_of(node)) for node in others if node in picture.place_of)
        found = neighbour(self.tile_of(chosen), way, tiles)
        if found is not None:
            self._choose(found)


def _tile_around(picture: Picture, node: int) -> QRectF:
    """Return the place of a node, or of the nearest one around it that is drawn."""
    drawn = (one for one in reversed(picture.tiles.tree.path(node)) if one in picture.place_of)
    return QRectF(picture.rect(picture.place_of[next(drawn)]))
