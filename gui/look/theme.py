"""Colours by meaning, light and dark, and the few shapes that make the window calm.

Everything else asks here: a widget says what a colour means, never which colour it is. Palettes
do most of the work, since they switch in a few milliseconds; the style sheet stays small.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette

import resources
from gui.look.style_sheet import SHEET

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

# Without these names, Chinese text falls back to Japanese shapes.
_HAN = ("Noto Sans CJK SC", "WenQuanYi Micro Hei", "Microsoft YaHei", "PingFang SC")
_HAN_MONO = ("Noto Sans Mono CJK SC", "WenQuanYi Micro Hei Mono", *_HAN)
_ICONS = Path(resources.__file__).parent / "icons"
_SMALLEST = 10.0  # points; some systems name 9, which tires the eyes


class Theme(StrEnum):
    """What the person chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, kw_only=True)
class Colours:
    """One colour for each meaning; `on_` colours are for text upon the other one.

    `ansi` holds the terminal's sixteen, readable on `base`. The kinds of a program's bytes (`own`
    to `unexplained`) are grounds for `on_kind`, and differ for colour-blind eyes as well.
    """

    dark: bool
    window: QColor
    base: QColor
    card: QColor
    rail: QColor
    rail_hover: QColor
    rail_current: QColor
    button: QColor
    hover: QColor
    pressed: QColor
    border: QColor
    border_strong: QColor
    text: QColor
    text_muted: QColor
    accent: QColor
    accent_hover: QColor
    on_accent: QColor
    selection: QColor
    found: QColor
    link: QColor
    good: QColor
    warning: QColor
    bad: QColor
    own: QColor
    module: QColor
    std: QColor
    runtime: QColor
    debug: QColor
    data: QColor
    structure: QColor
    unexplained: QColor
    on_kind: QColor
    ansi: tuple[QColor, ...]

    def kind(self, name: str) -> QColor:
        """Return the ground for a kind of bytes; an unknown kind is unexplained."""
        return getattr(self, name) if name in KINDS else self.unexplained

    def environment(self, name: str) -> QColor:
        """Return the ground, for `on_kind`, of an environment of this color."""
        return self.kind(_ENVIRONMENTS.get(name, "debug"))


# Grounds that differ for color-blind eyes as well serve for environments, too.
_ENVIRONMENTS = {
    "red": "unexplained",
    "orange": "module",
    "green": "std",
    "blue": "own",
    "violet": "runtime",
    "grey": "debug",
}
KINDS = ("own", "module", "std", "runtime", "debug", "data", "structure", "unexplained")


def _ansi(colours: str) -> tuple[QColor, ...]:
    return tuple(QColor(one) for one in colours.split())


LIGHT = Colours(
    dark=False,
    window=QColor("#f6f7f9"),
    base=QColor("#ffffff"),
    card=QColor("#ffffff"),
    rail=QColor("#eceff3"),
    rail_hover=QColor("#e1e6ec"),
    rail_current=QColor("#ffffff"),
    button=QColor("#ffffff"),
    hover=QColor("#f0f3f6"),
    pressed=QColor("#e3e8ed"),
    border=QColor("#d9dee5"),
    border_strong=QColor("#aab4c0"),
    text=QColor("#1c2229"),
    text_muted=QColor("#57626f"),
    accent=QColor("#0b6b8f"),
    accent_hover=QColor("#095a79"),
    on_accent=QColor("#ffffff"),
    selection=QColor("#c9e4f0"),
    found=QColor("#ffe08a"),
    link=QColor("#0a5f9e"),
    good=QColor("#17703c"),
    warning=QColor("#8f5200"),
    bad=QColor("#b3261e"),
    own=QColor("#82c6f4"),
    module=QColor("#da944a"),
    std=QColor("#54d9bd"),
    runtime=QColor("#9891f0"),
    debug=QColor("#9c9caa"),
    data=QColor("#e7da5d"),
    structure=QColor("#e6ecf4"),
    unexplained=QColor("#d75f7c"),
    on_kind=QColor("#10151b"),
    ansi=_ansi(
        "#24292f #b3261e #17703c #7a5200 #0a57b0 #7c3fc4 #0b6b75 #57626f "
        "#57626f #a40e26 #116329 #6b4700 #0550ae #6e2fb8 #075a63 #24292f"
    ),
)

DARK = Colours(
    dark=True,
    window=QColor("#1b1f24"),
    base=QColor("#15181c"),
    card=QColor("#22272e"),
    rail=QColor("#16191d"),
    rail_hover=QColor("#22272e"),
    rail_current=QColor("#2b323a"),
    button=QColor("#2a3038"),
    hover=QColor("#333a44"),
    pressed=QColor("#363e48"),
    border=QColor("#363d47"),
    border_strong=QColor("#5a6572"),
    text=QColor("#e6eaee"),
    text_muted=QColor("#a6b1bd"),
    accent=QColor("#5cbcdc"),
    accent_hover=QColor("#7acbe6"),
    on_accent=QColor("#06212c"),
    selection=QColor("#234f63"),
    found=QColor("#6b5300"),
    link=QColor("#7cc0ff"),
    good=QColor("#5fd08a"),
    warning=QColor("#e8b04a"),
    bad=QColor("#ff8a80"),
    own=QColor("#1f7da5"),
    module=QColor("#8a4b0d"),
    std=QColor("#005d40"),
    runtime=QColor("#4d52b7"),
    debug=QColor("#464c5a"),
    data=QColor("#757436"),
    structure=QColor("#2a303e"),
    unexplained=QColor("#b7516c"),
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
        self.colours = LIGHT
        self.app: QApplication | None = None

    def follow(self, app: QApplication) -> None:
        """Listen to the computer's own choice, once."""
        if self.app is not app:
            self.app = app
            app.setFont(ui_font(app.font()))
            app.styleHints().colorSchemeChanged.connect(self._follow_system)

    def show(self, colours: Colours) -> None:
        """Dress the application; widgets hear of it as a change of palette."""
        if self.app is None or self.app.property(_DRESSED) == colours.dark:
            return
        self.colours = colours
        self.app.setProperty(_DRESSED, colours.dark)
        self.app.setStyleSheet("")  # three times as quick as putting one sheet over another
        self.app.setPalette(_palette(colours))
        self.app.setStyleSheet(_sheet(colours, self.app.font()))
        self.changed.emit()

    def _follow_system(self) -> None:
        if self.app is not None:
            apply(self.app, self.chosen)


_DRESSED = "goferry_dark"


@lru_cache(maxsize=1)
def announcer() -> _Announcer:
    """Return the one announcer; its signal `changed` tells that `current()` is another."""
    return _Announcer()


def current() -> Colours:
    """Return the colours of now."""
    return announcer().colours


def apply(app: QApplication, theme: Theme) -> None:
    """Dress the whole application; nothing needs a restart."""
    told = announcer()
    told.chosen = theme
    told.follow(app)
    told.show(DARK if _is_dark(app, theme) else LIGHT)


def ui_font(font: QFont) -> QFont:
    """Return this font with Chinese shapes for what it lacks."""
    return _with(font, _HAN)


@lru_cache(maxsize=1)
def mono_font() -> QFont:
    """Return the font for commands, paths and output of programs; asking the system takes long."""
    return _with(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont), _HAN_MONO)


def contrast(one: QColor, other: QColor) -> float:
    """Return how well one colour reads on the other, from 1 to 21 (WCAG 2)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)  # noqa: PLR2004 - the curve of sRGB
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _with(font: QFont, families: tuple[str, ...]) -> QFont:
    whole = QFont(font)
    whole.setFamilies([QFontInfo(font).family(), *families])
    whole.setPointSizeF(max(font.pointSizeF(), _SMALLEST))
    return whole


def _is_dark(app: QApplication, theme: Theme) -> bool:
    if theme is Theme.SYSTEM:
        return app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return theme is Theme.DARK


def _palette(colours: Colours) -> QPalette:
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette()
    roles = {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.base,
        role.AlternateBase: colours.window,
        role.Text: colours.text,
        role.Button: colours.button,
        role.ButtonText: colours.text,
        role.BrightText: colours.bad,
        role.Light: colours.card,
        role.Midlight: colours.hover,
        role.Mid: colours.border,
        role.Dark: colours.border_strong,
        role.Shadow: colours.border_strong,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Link: colours.link,
        role.LinkVisited: colours.link,
        role.ToolTipBase: colours.card,
        role.ToolTipText: colours.text,
        role.PlaceholderText: colours.text_muted,
        role.Accent: colours.accent,
    }
    for name, colour in roles.items():
        palette.setColor(name, colour)
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, name, colours.text_muted)
    palette.setColor(group.Disabled, role.Highlight, colours.border_strong)
    return palette


def _sheet(colours: Colours, font: QFont) -> str:
    names = {name: value for name, value in vars(colours).items() if isinstance(value, QColor)}
    words = {name: value.name() for name, value in names.items()}
    size = font.pointSizeF()
    sizes = {"title": size * 1.6, "large": size * 1.15}
    points = {name: f"{value:.1f}pt" for name, value in sizes.items()}
    shapes = _ICONS / ("dark" if colours.dark else "light")
    return SHEET.substitute(words, shapes=shapes.as_posix(), **points)
