"""Icons are there for every stop and state, and follow the theme."""

from __future__ import annotations

import gc
import re
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPixmap

from core.journey import State, Stop
from gui.look import theme
from gui.look.theme import Theme, contrast
from gui.widgets.icons import DRAWINGS, icon

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

NAMES = sorted(
    one.name.removesuffix(".svg")
    for one in files("resources").joinpath("icons").iterdir()
    if one.name.endswith(".svg")
)


def _ink(picture: QPixmap) -> QColor:
    """Return the strongest colour of a picture."""
    image = picture.toImage()
    dots = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(dots, key=QColor.alpha)


def test_every_stop_and_state_has_an_icon() -> None:
    assert {*map(str, Stop), *map(str, State), "goferry"} <= set(NAMES)


@pytest.mark.parametrize("name", [one for one in NAMES if one not in {"goferry", *DRAWINGS}])
def test_icons_are_of_one_hand(name: str) -> None:
    drawing = files("resources").joinpath("icons", f"{name}.svg").read_text("utf-8")
    assert 'viewBox="0 0 24 24"' in drawing
    assert set(re.findall(r'stroke-width="([^"]+)"', drawing)) == {"1.7"}
    assert 'stroke="currentColor"' in drawing
    assert 'stroke-linecap="round"' in drawing


@pytest.mark.parametrize("name", DRAWINGS)
def test_drawings_of_empty_places_are_of_one_hand(name: str) -> None:
    drawing = files("resources").joinpath("icons", f"{name}.svg").read_text("utf-8")
    assert 'viewBox="0 0 48 48" fill="none" stroke="currentColor"' in drawing
    assert re.findall(r'stroke-width="([^"]+)"', drawing) == ["1.3"]
    assert 'xmlns="http://www.w3.org/2000/svg"' in drawing
    assert 'stroke-linecap="round" stroke-linejoin="round"' in drawing


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("choice", [Theme.LIGHT, Theme.DARK])
def test_every_icon_can_be_seen_in_both_themes(
    qapp: QApplication, name: str, choice: Theme
) -> None:
    theme.apply(qapp, choice)
    ink = _ink(icon(name).pixmap(QSize(24, 24)))
    ground = theme.current().window
    theme.apply(qapp, Theme.LIGHT)
    assert ink.alpha() > 100
    assert name == "goferry" or contrast(ink, ground) >= 3  # that one brings its own ground


def test_an_icon_follows_the_theme_by_itself(qapp: QApplication) -> None:
    theme.apply(qapp, Theme.LIGHT)
    search = icon("search")
    before = _ink(search.pixmap(QSize(24, 24)))
    theme.apply(qapp, Theme.DARK)
    after = _ink(search.pixmap(QSize(24, 24)))
    theme.apply(qapp, Theme.LIGHT)
    assert before.lightness() < 80
    assert after.lightness() > 150


def test_icons_survive_copies_and_collections(qapp: QApplication) -> None:
    assert qapp is not None
    kept = [QIcon(icon("copy")) for _ in range(200)]
    gc.collect()
    assert all(not one.pixmap(QSize(16, 16)).isNull() for one in kept)
    del kept
    gc.collect()


def test_a_disabled_icon_stands_back(qapp: QApplication) -> None:
    theme.apply(qapp, Theme.LIGHT)
    usual = _ink(icon("play").pixmap(QSize(24, 24)))
    off = _ink(icon("play").pixmap(QSize(24, 24), QIcon.Mode.Disabled))
    assert off.lightness() > usual.lightness()
