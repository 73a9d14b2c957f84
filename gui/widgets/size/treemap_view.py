"""The treemap as a widget: hover tells, a click selects, a double click fills the view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from core.binary.report.treemap import ROOT, SizeTree, TileLayout
from core.words import Size, Text, say, verbatim
from gui.look import theme
from gui.runtime.speech import shown
from gui.widgets.log.slices import Slices
from gui.widgets.size.treemap_picture import Hits, Picture, many_small

if TYPE_CHECKING:
    from collections.abc import Callable

_SETTLE = 60  # milliseconds after the last resize

_ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class TreemapView(QWidget):
    """Shows a `SizeTree`; nodes are its numbers.

    While a new picture is painted in slices, the one before is shown, scaled.
    """

    selected = Signal(int)
    zoomed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._tree: SizeTree | None = None
        self._node = ROOT  # what fills the view
        self._chosen = -1
        self._hovered = -1  # a tile, not a node
        self._found: list[int] | None = None
        self._picture: Picture | None = None
        self._coming: Picture | None = None
        self._painting = Slices(self)
        self._painting.finished.connect(self._show_picture)
        self._soon = QTimer(self, interval=_SETTLE, singleShot=True)
        self._soon.timeout.connect(self._paint_picture)
        # It paints every pixel itself: no ground has to be filled before.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(160, 120))

    # What is shown

    @property
    def ready(self) -> bool:
        """Whether the picture is that of the present state."""
        return not (self._painting.running or self._soon.isActive())

    @property
    def node(self) -> int:
        """What fills the view."""
        return self._node

    def show_tree(self, tree: SizeTree) -> None:
        """Show another tree from its root."""
        self._tree, self._node, self._chosen, self._found = tree, ROOT, -1, None
        self._paint_picture()

    def zoom(self, node: int) -> None:
        """Fill the view with a node that has children."""
        if self._tree is None or node == self._node or not self._tree.nodes[node].children:
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
        self.setAccessibleDescription(shown(self._told(node)) if node >= 0 else "")
        if node >= 0 and not self._tree.is_within(node, self._node):
            self.zoom(ROOT)
        self.update()

    def light(self, found: list[int] | None) -> None:
        """Dim all but these nodes; None dims nothing."""
        self._found = found
        self._paint_picture()

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
        tiles = TileLayout(self._tree, self.width(), self.height(), self._node, header)
        hits = Hits(self._tree, self._found)
        ratio = self.devicePixelRatioF()
        self._coming = Picture(tiles, hits, self.font(), ratio=ratio)
        self._painting.start(self._coming.paint())

    def _show_picture(self) -> None:
        if self._coming is not None:
            self._picture, self._coming = self._coming, None
            self._hovered = -1
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's signature
        """Draw the picture, and above it what is pointed at and what is selected."""
        painter = QPainter(self)
        if self._picture is None:
            painter.fillRect(self.rect(), theme.current().card)
            self._paint_focus(painter)
            return
        painter.drawImage(self.rect(), self._picture.image)
        if self._hovered >= 0:
            self._outline(painter, self._picture.rect(self._hovered), 1)
        if self._chosen >= 0:
            self._outline(painter, self.tile_of(self._chosen), 3)
        self._paint_focus(painter)

    def _paint_focus(self, painter: QPainter) -> None:
        if self.hasFocus():
            painter.setPen(QPen(theme.current().accent, 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _outline(self, painter: QPainter, rect: QRect, width: int) -> None:
        """Draw a frame that is seen on every colour: dark and light side by side."""
        colours = theme.current()
        painter.setPen(QPen(colours.text, width))
        painter.drawRect(rect.adjusted(width // 2, width // 2, -width // 2 - 1, -width // 2 - 1))
        if width > 1:
            painter.setPen(QPen(colours.base, 1))
            painter.drawRect(rect.adjusted(width, width, -width - 1, -width - 1))

    # Words

    def _told(self, node: int, merged: int = 0, size: int = 0) -> Text:
        """Say what a tile is, how large, and its share of what is around it and of everything."""
        tree = self._tree
        if tree is None:
            raise LookupError("nothing is shown")
        size = size if merged else tree.sizes[node]
        above = node if merged else max(tree.parents[node], ROOT)
        return say(
            "{name}: {size}, {part} % of {above}, {whole} % of the file",
            name=many_small(merged) if merged else verbatim(tree.names[node]),
            size=Size(size),
            part=_percent(size, tree.sizes[above]),
            above=verbatim(tree.names[above]),
            whole=_percent(size, tree.sizes[ROOT]),
        )

    def _tell_about(self, tile: int) -> str:
        if self._picture is None or tile < 0:
            return ""
        tiles = self._picture.tiles
        return shown(self._told(tiles.nodes[tile], tiles.merged[tile], tiles.sizes[tile]))

    # Events

    def event(self, event: QEvent) -> bool:
        """Show the tooltip of the tile that is pointed at."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._tell_about(self._tile_at(event.pos())), self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Paint anew in other colours or letters."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.FontChange}:
            self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lay out anew when the size has settled."""
        super().resizeEvent(event)
        self._soon.start()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Forget what was pointed at."""
        super().leaveEvent(event)
        self._point_at(-1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Frame the tile that is pointed at."""
        self._point_at(self._tile_at(event.position().toPoint()))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Select the innermost node."""
        node = self._node_at(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and node >= 0:
            self._choose(node)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Fill the view."""
        node = self._node_at(event.position().toPoint())
        if self._tree is not None and node >= 0:
            leaf = not self._tree.nodes[node].children
            self.zoom(self._tree.parents[node] if leaf else node)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Walk with the arrows, fill the view with Enter, go up with Backspace."""
        deeds: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Return: lambda: self.zoom(max(self._chosen, ROOT)),
            Qt.Key.Key_Enter: lambda: self.zoom(max(self._chosen, ROOT)),
            Qt.Key.Key_Backspace: self.zoom_out,
        }
        if event.key() in _ARROWS:
            self._walk(_ARROWS[event.key()])
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
        if tile != self._hovered:
            self._hovered = tile
            self.update()

    def _choose(self, node: int) -> None:
        self.select(node)
        self.selected.emit(node)

    def _walk(self, way: tuple[int, int]) -> None:
        """Select the nearest neighbour in a direction; the first step selects the largest."""
        tree = self._tree
        if tree is None or self._picture is None or not tree.nodes[self._node].children:
            return
        inside = tree.is_within(self._chosen, self._node) and self._chosen != self._node
        if self._chosen < 0 or not inside:
            self._choose(tree.children(self._node)[0])
            return
        here = QPointF(self.tile_of(self._chosen).center())
        beside = tree.children(tree.parents[self._chosen])
        drawn = [node for node in beside if node in self._picture.place_of]
        far = {node: _distance(here, self.tile_of(node), way) for node in drawn}
        ahead = [node for node in drawn if far[node] is not None and node != self._chosen]
        if ahead:
            self._choose(min(ahead, key=lambda node: far[node] or 0.0))


def _distance(here: QPointF, tile: QRect, way: tuple[int, int]) -> float | None:
    """Return how far a tile is in a direction, None when it is not that way."""
    step = QPointF(tile.center()) - here
    ahead = step.x() * way[0] + step.y() * way[1]
    aside = abs(step.x() * way[1]) + abs(step.y() * way[0])
    return (
        None
        if ahead <= 1 or aside > 3 * ahead + tile.width() + tile.height()
        else ahead + 2 * aside
    )


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0
