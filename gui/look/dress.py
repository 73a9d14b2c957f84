"""Dresses the application in colours: a palette for most of it, a style sheet for some shapes."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFont, QPalette

import resources
from gui.look.fonts import SIZES
from gui.look.style_sheet import SHEET

if TYPE_CHECKING:
    from gui.look.colours import Colours

_ICONS = Path(resources.__file__).parent / "icons"


def palette_of(colours: Colours) -> QPalette:
    """Give each of Qt's roles its colour."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette()
    for name, colour in _roles(colours).items():
        palette.setColor(name, colour)
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, name, colours.text_muted)
    palette.setColor(group.Disabled, role.Highlight, colours.border_strong)
    return palette


def _roles(colours: Colours) -> dict[QPalette.ColorRole, QColor]:
    role = QPalette.ColorRole
    return {
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


def sheet_of(colours: Colours, font: QFont) -> str:
    """Fill the style sheet with colours, and with the sizes that belong to this font."""
    values = {one.name: getattr(colours, one.name) for one in fields(colours)}
    words = {name: one.name() for name, one in values.items() if isinstance(one, QColor)}
    points = {name: f"{font.pointSizeF() * part:.1f}pt" for name, part in SIZES.items()}
    shapes = _ICONS / ("dark" if colours.dark else "light")
    return SHEET.substitute(words, shapes=shapes.as_posix(), **points)
