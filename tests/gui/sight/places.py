"""Finds parts that lie over each other, outside of what holds them, or need a sideways bar."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractScrollArea, QTabWidget, QWidget

from tests.gui.sight.walk import children, is_scrolled, named, parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QRect

_SLACK = 1  # pixels that rounding may take
# Lines of other programs go on to the right where nobody wants them wrapped.
_RAW = {"LogView", "QPlainTextEdit"}


def misplaced(root: QWidget) -> list[str]:
    """Tell each pair of parts that overlap, each part that hangs out, each bar along the foot."""
    found = []
    for part in parts(root):
        if not isinstance(part, QAbstractScrollArea | QTabWidget):
            found += list(_overlaps(part))
        found += list(_hangs_out(part, root))
        found += list(_bars(part))
    return found


def _overlaps(parent: QWidget) -> Iterator[str]:
    for one, other in combinations(children(parent), 2):
        both = one.geometry().intersected(other.geometry())
        if both.width() > _SLACK and both.height() > _SLACK:
            yield f"{named(one)} and {named(other)} overlap by {both.width()}x{both.height()} px"


def _hangs_out(part: QWidget, root: QWidget) -> Iterator[str]:
    parent = part.parentWidget()
    if part is root or parent is None or part.isWindow():
        return
    out = _outside(part.geometry(), parent.rect(), scrolled=is_scrolled(part))
    if out:
        yield f"{named(part)} hangs {out} px out of {named(parent)}"


def _outside(inner: QRect, outer: QRect, *, scrolled: bool) -> int:
    if scrolled:
        return 0  # how far it goes on sideways, its area's bar tells
    over = (
        outer.left() - inner.left(),
        inner.right() - outer.right(),
        outer.top() - inner.top(),
        inner.bottom() - outer.bottom(),
    )
    return max(over) if max(over) > _SLACK else 0


def _bars(part: QWidget) -> Iterator[str]:
    if not isinstance(part, QAbstractScrollArea) or type(part).__name__ in _RAW:
        return
    bar = part.horizontalScrollBar()
    if bar.maximum() > bar.minimum():
        yield f"{named(part)} is {bar.maximum() - bar.minimum()} px too wide: it scrolls sideways"
