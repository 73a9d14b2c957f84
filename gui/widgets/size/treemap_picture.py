"""Paints a layout of tiles into an image, a little at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from gui.look import theme
from gui.runtime.speech import shown
from gui.widgets.size import cushion
from gui.widgets.size.lens import ORIGIN
from gui.widgets.size.tile_labels import Labels, many_small, size_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.binary.report.treemap import SizeTree, TileLayout
    from gui.look.theme import Colours
    from gui.widgets.size.lens import Lens

_GAP_FROM = 5  # pixels; smaller tiles touch each other
_RAISED_FROM = 6  # pixels; a smaller one is too small for a shade
_AIR = 4  # pixels beside a label
_BAND = 200  # lines that are filled at once
_GROUP_TINT = 0.30  # how much of its kind's colour shows behind what a group holds
_DIMMED_TINT = 0.16
_MERGED_TINT = 0.5


class Hits:
    """What a search found, and the way to it; while nothing is searched, everything is lit."""

    def __init__(self, tree: SizeTree, nodes: list[int] | None) -> None:
        self._tree = tree
        self._nodes = None if nodes is None else set(nodes)
        self._toward: set[int] = set()

    def find_ways(self) -> Iterator[None]:
        """Note what leads to the hits, yielding between them."""
        parents, toward = self._tree.parents, self._toward
        for node in self._nodes or ():
            while node >= 0 and node not in toward:
                toward.add(node)
                node = parents[node]  # noqa: PLW2901 - climbing
            yield

    def light_around(self, node: int) -> bool:
        """Whether a node stands within a hit."""
        return self._nodes is None or not self._nodes.isdisjoint(self._tree.path(node))

    def lights(self, node: int, merged: int, *, whole: bool = False) -> bool:
        """Whether a tile shows a hit: its own, or one inside a tile that is drawn as a `whole`."""
        if self._nodes is None:
            return True
        if not merged:
            return node in (self._toward if whole else self._nodes)
        return any(one in self._toward for one in self._tree.children(node)[-merged:])


class Picture:
    """An image of a layout. Whoever makes it draws `paint()` to its end, in slices.

    `lens` says which meaning a tile's colour has, `kept` the meanings that are lit (all, if empty).
    """

    def __init__(  # noqa: PLR0913 - all that one image is made of
        self,
        tiles: TileLayout,
        hits: Hits,
        font: QFont,
        *,
        ratio: float,
        lens: Lens = ORIGIN,
        kept: frozenset[str] = frozenset(),
    ) -> None:
        self.tiles = tiles
        self.place_of: dict[int, int] = {}  # the tile of each node that has one of its own
        self.kinds: list[str] = []  # what each tile's color means
        self.legend: set[str] = set()  # the meanings that are seen
        self._hits, self._lens, self._kept = hits, lens, kept
        self._colours = theme.current()
        self._found: list[bool] = []
        self._lit: list[bool] = []
        self._grounds: list[QColor] = []
        self._font = font
        size = QSize(round(tiles.width * ratio), round(tiles.height * ratio))
        self.image = QImage(size, QImage.Format.Format_RGB32)
        self.image.setDevicePixelRatio(ratio)
        self._shades: dict[tuple[str, float], QColor] = {}

    def paint(self) -> Iterator[None]:
        """Lay out and paint, yielding between tiles."""
        painter = QPainter(self.image)
        painter.setFont(self._font)
        painted = 0
        try:
            yield from self._clear(painter)
            yield from self._hits.find_ways()
            for _ in self.tiles.grow():
                while painted < len(self.tiles.nodes):
                    self._paint_tile(painter, painted)
                    painted += 1
                    yield
            yield from self._paint_labels(painter)
        finally:
            painter.end()

    def _clear(self, painter: QPainter) -> Iterator[None]:
        """Fill what shows between tiles, in bands: a large screen's memory is new at first."""
        whole = QRect(0, 0, round(self.tiles.width) + 1, _BAND)
        for top in range(0, round(self.tiles.height) + 1, _BAND):
            painter.fillRect(whole.translated(0, top), self._colours.window)
            yield

    def rect(self, number: int) -> QRect:
        """Return a tile's place in whole pixels."""
        tiles = self.tiles
        left, top = round(tiles.lefts[number]), round(tiles.tops[number])
        return QRect(
            left, top, round(tiles.rights[number]) - left, round(tiles.bottoms[number]) - top
        )

    def is_group(self, number: int) -> bool:
        """Whether other tiles are drawn upon a tile."""
        tiles = self.tiles
        node, deeper = tiles.nodes[number], tiles.depths[number] < tiles.levels
        return deeper and not (tiles.merged[number] or tiles.tree.is_leaf(node))

    def _paint_tile(self, painter: QPainter, number: int) -> None:
        tiles = self.tiles
        node, merged, group = tiles.nodes[number], tiles.merged[number], self.is_group(number)
        kind = self._lens.kind_of(tiles.tree, node)
        lit = self._is_lit(number, kind, group=group)
        self.kinds.append(kind)
        if not group:
            self.legend.add(kind)
        self._lit.append(lit)
        if not merged:
            self.place_of[node] = number
        ground = self._ground(kind, merged=merged, lit=lit, group=group)
        self._grounds.append(ground)
        rect = self.rect(number)
        if min(rect.width(), rect.height()) >= _GAP_FROM and number:
            rect.adjust(0, 0, -1, -1)
        if number or not group:
            painter.fillRect(rect, ground)
        if lit and not group and min(rect.width(), rect.height()) >= _RAISED_FROM:
            cushion.draw(painter, rect)

    def _is_lit(self, number: int, kind: str, *, group: bool) -> bool:
        """Whether a tile is, holds or stands within what was searched, and its colour is kept."""
        tiles, hits = self.tiles, self._hits
        node, above = tiles.nodes[number], tiles.above[number]
        inside = (above >= 0 and self._found[above]) or (above < 0 and hits.light_around(node))
        found = inside or hits.lights(node, tiles.merged[number], whole=not group)
        self._found.append(found)
        return found and (not self._kept or group or kind in self._kept)

    def _ground(self, kind: str, *, merged: int, lit: bool, group: bool) -> QColor:
        if not lit:
            return self._shade(kind, _DIMMED_TINT)
        if merged:
            return self._shade(kind, _MERGED_TINT)
        return self._shade(kind, _GROUP_TINT if group else 1.0)

    def _shade(self, kind: str, tint: float) -> QColor:
        """Return a meaning's colour, mixed with the window's where it stands back."""
        if (kind, tint) not in self._shades:
            self._shades[kind, tint] = mixed(self._colours, self._lens.colour(kind), tint)
        return self._shades[kind, tint]

    def _paint_labels(self, painter: QPainter) -> Iterator[None]:
        labels = Labels(painter, self._font)
        for number in range(1, len(self._lit)):
            self._label(labels, number)
            yield

    def _label(self, labels: Labels, number: int) -> None:
        """Write name and size where they fit."""
        tiles = self.tiles
        rect = self.rect(number).adjusted(_AIR, 0, -_AIR, 0)
        if rect.width() < labels.line or rect.height() < labels.line - _AIR:
            return
        inside = tiles.tiles_in(number)
        if inside and tiles.tops[inside.start] < tiles.tops[number] + 1:
            return  # what is inside covers it
        kind = tiles.tree.nodes[tiles.nodes[number]].kind
        name, size = self._name(number), size_of(tiles.sizes[number], kind)
        if inside:
            room = QRect(rect.left(), rect.top(), rect.width(), int(tiles.header))
            labels.head(room, name, size, self._colours.text)
        elif self._lit[number]:
            labels.tile(rect, name, size, self._grounds[number])

    def _name(self, number: int) -> str:
        merged = self.tiles.merged[number]
        if not merged:
            return self.tiles.tree.short_name(self.tiles.nodes[number])
        return shown(many_small(merged))


def mixed(colours: Colours, colour: QColor, part: float) -> QColor:
    """Return `part` of a colour over the ground of cards."""
    ground = colours.card
    return QColor.fromRgbF(
        colour.redF() * part + ground.redF() * (1 - part),
        colour.greenF() * part + ground.greenF() * (1 - part),
        colour.blueF() * part + ground.blueF() * (1 - part),
    )
