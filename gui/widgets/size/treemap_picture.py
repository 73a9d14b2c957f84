"""Paints a layout of tiles into an image, a little at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter

from core.words import Size, say, say_count
from gui.look import theme
from gui.runtime.speech import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.binary.report.treemap import SizeTree, TileLayout
    from core.words import Text
    from gui.look.theme import Colours

_GAP_FROM = 5  # pixels; smaller tiles touch each other
_AIR = 4  # pixels beside a label
_READABLE = 8  # letters that must be left of a name
_GROUP_TINT = 0.30  # how much of its kind's colour shows behind what a group holds
_DIMMED_TINT = 0.16
_MERGED_TINT = 0.62


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

    def lights(self, node: int, merged: int) -> bool:
        """Whether a tile shows a hit, by itself or as one of its many small things."""
        if self._nodes is None:
            return True
        if not merged:
            return node in self._nodes
        return any(one in self._toward for one in self._tree.children(node)[-merged:])


class Picture:
    """An image of a layout. Whoever makes it draws `paint()` to its end, in slices."""

    def __init__(self, tiles: TileLayout, hits: Hits, font: QFont, *, ratio: float) -> None:
        self.tiles = tiles
        self.place_of: dict[int, int] = {}  # the tile of each node that has one of its own
        self._hits = hits
        self._colours = theme.current()
        self._lit: list[bool] = []
        self._metrics = QFontMetrics(font)
        self._font = font
        size = QSize(round(tiles.width * ratio), round(tiles.height * ratio))
        self.image = QImage(size, QImage.Format.Format_RGB32)
        self.image.setDevicePixelRatio(ratio)
        self.image.fill(self._colours.window)
        self._shades: dict[tuple[str, float], QColor] = {}

    def paint(self) -> Iterator[None]:
        """Lay out and paint, yielding between tiles."""
        painter = QPainter(self.image)
        painter.setFont(self._font)
        painted = 0
        try:
            yield from self._hits.find_ways()
            for _ in self.tiles.grow():
                while painted < len(self.tiles.nodes):
                    self._paint_tile(painter, painted)
                    painted += 1
                    yield
            for number in range(painted):
                self._label(painter, number)
                yield
        finally:
            painter.end()

    def rect(self, number: int) -> QRect:
        """Return a tile's place in whole pixels."""
        tiles = self.tiles
        left, top = round(tiles.lefts[number]), round(tiles.tops[number])
        return QRect(
            left, top, round(tiles.rights[number]) - left, round(tiles.bottoms[number]) - top
        )

    def _paint_tile(self, painter: QPainter, number: int) -> None:
        tiles = self.tiles
        node, merged, above = tiles.nodes[number], tiles.merged[number], tiles.above[number]
        lit = self._lit[above] if above >= 0 else self._hits.light_around(node)
        lit = lit or self._hits.lights(node, merged)
        self._lit.append(lit)
        if not merged:
            self.place_of[node] = number
        rect = self.rect(number)
        if min(rect.width(), rect.height()) >= _GAP_FROM and number:
            rect.adjust(0, 0, -1, -1)
        painter.fillRect(rect, self._ground(node, merged=merged, lit=lit))

    def _ground(self, node: int, *, merged: int, lit: bool) -> QColor:
        found = self.tiles.tree.nodes[node]
        if not lit:
            tint = _DIMMED_TINT
        elif merged:
            tint = _MERGED_TINT
        else:
            tint = _GROUP_TINT if found.children else 1.0
        return self._shade(found.kind, tint)

    def _shade(self, kind: str, tint: float) -> QColor:
        """Return a kind's colour, mixed with the window's where it shall stand back."""
        if (kind, tint) not in self._shades:
            self._shades[kind, tint] = mixed(self._colours, self._colours.kind(kind), tint)
        return self._shades[kind, tint]

    def _label(self, painter: QPainter, number: int) -> None:
        """Write name and size where they fit."""
        rect = self.rect(number).adjusted(_AIR, 0, -_AIR, 0)
        line = self._metrics.height()
        if rect.width() < line or rect.height() < line or not number:
            return
        inside = self.tiles.tiles_in(number)
        if inside and self.tiles.tops[inside.start] < self.tiles.tops[number] + 1:
            return  # what is inside covers it
        painter.setPen(self._ink(number, is_group=bool(inside)))
        height = self.tiles.header if inside else line
        place = QRect(rect.left(), rect.top(), rect.width(), height)
        written = self._write(painter, place, self._name(number))
        if written and not inside and rect.height() >= 2 * line:
            size = shown(say("{size}", size=Size(self.tiles.sizes[number])))
            self._write(painter, place.translated(0, line), size)

    def _ink(self, number: int, *, is_group: bool) -> QColor:
        if not self._lit[number]:
            return self._colours.text_muted
        return (
            self._colours.text if is_group or self.tiles.merged[number] else self._colours.on_kind
        )

    def _write(self, painter: QPainter, place: QRect, text: str) -> bool:
        """Write a text unless so little of it fits that nobody could read it."""
        if self._metrics.horizontalAdvance(text) > place.width():
            text = self._metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, place.width())
            if len(text) < _READABLE:
                return False
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, align, text)
        return True

    def _name(self, number: int) -> str:
        merged = self.tiles.merged[number]
        if not merged:
            return self.tiles.tree.names[self.tiles.nodes[number]]
        return shown(many_small(merged))


def many_small(count: int) -> Text:
    """Name the tile of what is too small to be drawn."""
    return say_count(count, one="{n} small thing", many="{n} small things")


def mixed(colours: Colours, colour: QColor, part: float) -> QColor:
    """Return `part` of a colour over the ground of cards."""
    ground = colours.card
    return QColor.fromRgbF(
        colour.redF() * part + ground.redF() * (1 - part),
        colour.greenF() * part + ground.greenF() * (1 - part),
        colour.blueF() * part + ground.blueF() * (1 - part),
    )
