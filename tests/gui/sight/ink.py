"""Measures, on the painted picture, how well words, signs and the edges of fields are seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QTabBar,
    QWidget,
)

from gui.look.theme import contrast
from gui.shell.rail import RailItem
from gui.widgets.chip import Chip
from tests.gui.sight.walk import columns, named, parts, seen_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

TEXT, SIGN = 4.5, 3.0  # the least contrasts (WCAG 2.2, 1.4.3 and 1.4.11)
_SHARP = 2  # real pixels to one: strokes of letters then reach their full colour
_FEW = 3  # real pixels of one colour that could be chance
_ROWS = 12
_LEAST = 6  # pixels: of less nobody could read anything


class Spot(NamedTuple):
    """A place of the window, what is there, and how well it has to be seen."""

    place: QRect
    what: str
    least: float


def faint(root: QWidget) -> list[str]:
    """Tell all words and signs in sight that are too faint on the ground they are painted on."""
    picture = _picture(root)
    found = []
    for spot in _spots(root):
        if spot.place.height() < _LEAST or spot.place.width() < _LEAST:
            continue
        ratio = _best_contrast(_pixels(picture, spot.place))
        if ratio is not None and ratio < spot.least:
            found.append(f"{spot.what} has a contrast of {ratio:.2f}, not {spot.least}")
    return found + [
        f"the edge of {named(part)} has a contrast of {ratio:.2f}, not {SIGN}"
        for part, place in _fields(root)
        if (ratio := _edge_contrast(picture, place)) < SIGN
    ]


def _picture(root: QWidget) -> NDArray[np.uint32]:
    image = QImage(root.size() * _SHARP, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SHARP)
    root.render(image, QPoint())
    shape = (image.height(), image.bytesPerLine() // 4)
    return np.frombuffer(image.constBits(), np.uint32).reshape(shape)[:, : image.width()].copy()


def _pixels(picture: NDArray[np.uint32], place: QRect) -> NDArray[np.uint32]:
    left, top = max(place.left(), 0) * _SHARP, max(place.top(), 0) * _SHARP
    right, bottom = (place.right() + 1) * _SHARP, (place.bottom() + 1) * _SHARP
    return picture[top:bottom, left:right].ravel()


def _best_contrast(pixels: NDArray[np.uint32]) -> float | None:
    """Return the contrast of what stands out most against the ground; None where nothing does."""
    colours, counts = np.unique(pixels, return_counts=True)
    if len(colours) < 2:
        return None
    ground = QColor.fromRgb(int(colours[counts.argmax()]))
    inks = colours[counts >= _FEW]
    return max((contrast(QColor.fromRgb(ink), ground) for ink in _extremes(inks)), default=None)


def _extremes(colours: NDArray[np.uint32]) -> set[int]:
    """Return the lightest and the darkest of many colours: one of them stands out most."""
    red, green, blue = (colours >> 16 & 255), (colours >> 8 & 255), (colours & 255)
    lightness = red * 0.2126 + green * 0.7152 + blue * 0.0722
    order = lightness.argsort()
    return {int(one) for one in colours[[*order[:4], *order[-4:]]]}


def _edge_contrast(picture: NDArray[np.uint32], place: QRect) -> float:
    """Return how well a field's left edge is seen against what is around it."""
    row = place.center().y() * _SHARP
    left = place.left() * _SHARP
    ground = QColor.fromRgb(int(picture[row, max(left - 3, 0)]))
    edge = {int(one) for one in picture[row, left : left + 4 * _SHARP]}
    return max(contrast(QColor.fromRgb(one), ground) for one in edge)


def _spots(root: QWidget) -> Iterator[Spot]:
    for part in parts(root):
        place = seen_place(part, root)
        if not part.isEnabled() or place.size() != part.size():
            continue  # of what is in sight in part, the other part could be what stands out
        if isinstance(part, QTabBar):
            yield from _of_tabs(part, root)
        elif isinstance(part, QAbstractItemView):
            yield from _of_cells(part, root)
        else:
            yield from _of_part(part, place)


def _of_part(part: QWidget, place: QRect) -> Iterator[Spot]:
    if isinstance(part, QLabel) and (part.text() or not part.pixmap().isNull()):
        yield Spot(place, named(part), TEXT if part.text() else SIGN)
    elif isinstance(part, QAbstractButton):
        yield from _of_button(part, place)
    elif isinstance(part, QLineEdit):
        yield Spot(_beside_cursor(part, place).adjusted(4, 4, -4, -4), named(part), TEXT)
    elif isinstance(part, QComboBox | QAbstractSpinBox | Chip):
        yield Spot(place.adjusted(4, 4, -4, -4), named(part), TEXT)


def _of_button(part: QAbstractButton, place: QRect) -> Iterator[Spot]:
    if isinstance(part, RailItem) and part.compact:
        yield Spot(place.adjusted(3, 3, -3, -3), named(part), SIGN)
        return
    if isinstance(part, RailItem):
        half = place.height() // 2
        words = place.adjusted(round(part.fontMetrics().height() * 2.4), 4, -30, -4)
        yield Spot(words.adjusted(0, 0, 0, -half + 4), named(part), TEXT)
        yield Spot(words.adjusted(0, half - 2, 0, 0), f"the state of {named(part)}", TEXT)
        return
    if isinstance(part, QCheckBox | QRadioButton):
        place = place.adjusted(_indicator(part).right() + 2, 0, 0, 0)
    yield Spot(place.adjusted(3, 3, -3, -3), named(part), TEXT if part.text() else SIGN)


def _beside_cursor(part: QLineEdit, place: QRect) -> QRect:
    """Leave out the cursor, which always stands out."""
    cursor = part.cursorRect().translated(place.topLeft())
    if not part.hasFocus():
        return place
    if part.cursorPosition():
        place.setRight(cursor.left())
    else:
        place.setLeft(cursor.right())
    return place


def _of_tabs(part: QTabBar, root: QWidget) -> Iterator[Spot]:
    for at in range(part.count()):
        place = part.tabRect(at).translated(part.mapTo(root, QPoint()))
        yield Spot(place.adjusted(3, 3, -3, -4), f"the tab “{part.tabText(at)}”", TEXT)


def _of_cells(view: QAbstractItemView, root: QWidget) -> Iterator[Spot]:
    model, away = view.model(), view.viewport().mapTo(root, QPoint())
    seen = seen_place(view.viewport(), root)
    for row in range(min(model.rowCount(), _ROWS) if model else 0):
        for column in range(columns(model)):
            index = model.index(row, column)
            place = view.visualRect(index).translated(away).intersected(seen)
            if index.data():
                yield Spot(place.adjusted(2, 2, -2, -2), f"the cell “{index.data()}”", TEXT)


def _fields(root: QWidget) -> Iterator[tuple[QWidget, QRect]]:
    """Yield what a person fills in, with the place whose edge shows that it can be."""
    for part in parts(root):
        place = seen_place(part, root)
        if not part.isEnabled() or place.size() != part.size():
            continue
        if isinstance(part, QCheckBox | QRadioButton):
            yield part, _indicator(part).translated(place.topLeft())
        elif _is_filled_in(part):
            yield part, place


def _is_filled_in(part: QWidget) -> bool:
    if isinstance(part, QLineEdit):
        return not part.isReadOnly()
    return isinstance(part, QComboBox | QAbstractSpinBox)


def _indicator(part: QCheckBox | QRadioButton) -> QRect:
    option = QStyleOptionButton()
    part.initStyleOption(option)
    kind = QStyle.SubElement
    which = (
        kind.SE_CheckBoxIndicator if isinstance(part, QCheckBox) else kind.SE_RadioButtonIndicator
    )
    return part.style().subElementRect(which, option, part)
