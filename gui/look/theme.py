"""Colours by meaning, light and dark, and the few shapes that make the window calm.

Everything else asks here: a widget says what a colour means, never which colour it is. Palettes
do most of the work, since they switch in a few milliseconds; the style sheet stays small.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont

from gui.look import fonts
from gui.look.colours import KINDS, Colours
from gui.look.dress import palette_of, sheet_of
from gui.look.fonts import ui_font

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

__all__ = ["DARK", "KINDS", "LIGHT", "Colours", "Theme", "announcer", "apply", "contrast",
           "current", "mono_font", "ui_font"]  # fmt: skip


class Theme(StrEnum):
    """What the person chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def _ansi(colours: str) -> tuple[QColor, ...]:
    return tuple(QColor(one) for one in colours.split())


LIGHT = Colours(
    dark=False,
    window=QColor("#f5f7fa"),
    base=QColor("#ffffff"),
    card=QColor("#ffffff"),
    rail=QColor("#ebeff4"),
    rail_hover=QColor("#e1e6ea"),
    rail_current=QColor("#ffffff"),
    button=QColor("#ffffff"),
    hover=QColor("#eef2f7"),
    pressed=QColor("#e2e7eb"),
    border=QColor("#d9dde2"),
    border_strong=QColor("#828890"),
    text=QColor("#202224"),
    text_muted=QColor("#585e65"),
    accent=QColor("#066d90"),
    accent_hover=QColor("#025c7b"),
    on_accent=QColor("#ffffff"),
    selection=QColor("#c7e7f7"),
    found=QColor("#ffe08d"),
    link=QColor("#155da2"),
    good=QColor("#166e3a"),
    warning=QColor("#834e00"),
    bad=QColor("#aa191b"),
    info=QColor("#235e9a"),
    good_tint=QColor("#e3f6e7"),
    warning_tint=QColor("#feeddd"),
    bad_tint=QColor("#ffebe8"),
    info_tint=QColor("#e6f2ff"),
    quiet_tint=QColor("#e9edf2"),
    problem=QColor("#fff5ec"),
    own=QColor("#7bacfc"),
    module=QColor("#e8b266"),
    std=QColor("#02d4a3"),
    runtime=QColor("#cbb1e8"),
    debug=QColor("#9baeb8"),
    data=QColor("#b6af00"),
    structure=QColor("#e6ecf4"),
    unexplained=QColor("#ff8889"),
    on_kind=QColor("#10151b"),
    ansi=_ansi(
        "#24292f #b3261e #17703c #7a5200 #0a57b0 #7c3fc4 #0b6b75 #57626f "
        "#57626f #a40e26 #116329 #6b4700 #0550ae #6e2fb8 #075a63 #24292f"
    ),
)

DARK = Colours(
    dark=True,
    window=QColor("#1c1e22"),
    base=QColor("#14181c"),
    card=QColor("#22272c"),
    rail=QColor("#12161b"),
    rail_hover=QColor("#23282e"),
    rail_current=QColor("#2d3239"),
    button=QColor("#2b3137"),
    hover=QColor("#353a3f"),
    pressed=QColor("#3a3f45"),
    border=QColor("#3a3f45"),
    border_strong=QColor("#737d88"),
    text=QColor("#e5eaef"),
    text_muted=QColor("#a9b4c0"),
    accent=QColor("#6abde3"),
    accent_hover=QColor("#86cff2"),
    on_accent=QColor("#031e29"),
    selection=QColor("#1b475a"),
    found=QColor("#634d00"),
    link=QColor("#8cc2fe"),
    good=QColor("#7fd497"),
    warning=QColor("#eeaf6e"),
    bad=QColor("#ffa196"),
    info=QColor("#8cc2fe"),
    good_tint=QColor("#223b29"),
    warning_tint=QColor("#442f1a"),
    bad_tint=QColor("#492b27"),
    info_tint=QColor("#23364b"),
    quiet_tint=QColor("#31363c"),
    problem=QColor("#2e2720"),
    own=QColor("#007c9a"),
    module=QColor("#985427"),
    std=QColor("#517b5b"),
    runtime=QColor("#5a5eae"),
    debug=QColor("#6a6371"),
    data=QColor("#8b6f00"),
    structure=QColor("#2a303e"),
    unexplained=QColor("#b13d47"),
    on_kind=QColor("#ffffff"),
    ansi=_ansi(
        "#a6b1bd #ff7b72 #56d364 #e3b341 #79c0ff #d2a8ff #56d4dd #e6eaee "
        "#a6b1bd #ffa198 #7ee787 #f2cc60 #a5d6ff #e2c5ff #8ae8f0 #ffffff"
    ),
)


class _Announcer(QObject):
    """Tells of the theme to whoever has no `changeEvent`; and remembers what was chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chosen = Theme.SYSTEM
        self.percent = 100  # of the computer's own size of text
        self.colours = LIGHT
        self.app: QApplication | None = None
        self._own_font: QFont | None = None

    def follow(self, app: QApplication) -> None:
        """Listen to the computer's own choice, once."""
        if self.app is not app:
            self.app = app
            self._own_font = self._own_font or QFont(app.font())
            app.styleHints().colorSchemeChanged.connect(self._follow_system)

    def show(self, colours: Colours) -> None:
        """Dress the application; widgets hear of it as a change of palette."""
        wanted = f"{colours.dark} {self.percent}"
        if self.app is None or self.app.property(_DRESSED) == wanted:
            return
        self.colours = colours
        self.app.setProperty(_DRESSED, wanted)
        self.app.setStyleSheet("")  # three times as quick as putting one sheet over another
        font = ui_font(self._own_font or self.app.font(), self.percent)
        if self.app.font() != font:
            self.app.setFont(font)
        self.app.setPalette(palette_of(colours))
        self.app.setStyleSheet(sheet_of(colours, self.app.font()))
        self._write_commands(self.app)
        self.changed.emit()

    @staticmethod
    def _write_commands(app: QApplication) -> None:
        """Give those that wear the font for commands its size of now: they follow no other font."""
        for one in app.allWidgets():
            if fonts.is_mono(one.font()) and one.font() != mono_font():
                one.setFont(mono_font())

    def _follow_system(self) -> None:
        if self.app is not None:
            apply(self.app, self.chosen)


_DRESSED = "goferry_dressed"


@lru_cache(maxsize=1)
def announcer() -> _Announcer:
    """Return the one announcer; its signal `changed` tells that `current()` is another."""
    return _Announcer()


def current() -> Colours:
    """Return the colours of now."""
    return announcer().colours


def apply(app: QApplication, theme: Theme, *, percent: int | None = None) -> None:
    """Dress the whole application; nothing needs a restart. `percent` is the size of all text."""
    told = announcer()
    told.chosen = theme
    told.percent = percent or told.percent
    told.follow(app)
    told.show(DARK if _is_dark(app, theme) else LIGHT)


def mono_font() -> QFont:
    """Return the font for commands, paths and output of programs."""
    return fonts.mono_font(announcer().percent)


def contrast(one: QColor, other: QColor) -> float:
    """Return how well one colour reads on the other, from 1 to 21 (WCAG 2)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)  # noqa: PLR2004 - the curve of sRGB
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _is_dark(app: QApplication, theme: Theme) -> bool:
    if theme is Theme.SYSTEM:
        return app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return theme is Theme.DARK
