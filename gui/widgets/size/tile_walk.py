"""Walking over the map with the arrow keys: which tile comes next in a direction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, Qt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WAYS: Mapping[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


def neighbour(here: QRect, way: tuple[int, int], others: Iterable[tuple[int, QRect]]) -> int | None:
    """Return the node whose tile is nearest that way, None where there is none."""
    start = QPointF(here.center())
    far = ((_distance(start, tile, way), node) for node, tile in others)
    ahead = [(distance, node) for distance, node in far if distance is not None]
    return min(ahead)[1] if ahead else None


def _distance(here: QPointF, tile: QRect, way: tuple[int, int]) -> float | None:
    """Return how far a tile is in a direction, None when it is not that way."""
    step = QPointF(tile.center()) - here
    ahead = step.x() * way[0] + step.y() * way[1]
    aside = abs(step.x() * way[1]) + abs(step.y() * way[0])
    if ahead <= 1 or aside > 3 * ahead + tile.width() + tile.height():
        return None
    return ahead + 2 * aside
