"""The letters of the window: the system's own, Chinese shapes for what they lack, five sizes."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontInfo

# Without these names, Chinese text falls back to Japanese shapes.
_HAN = ("Noto Sans CJK SC", "WenQuanYi Micro Hei", "Microsoft YaHei", "PingFang SC")
_HAN_MONO = ("Noto Sans Mono CJK SC", "WenQuanYi Micro Hei Mono", *_HAN)
_SMALLEST = 10.0  # points; some systems name 9, which tires the eyes

# Of the size of running text. A sixth size would be one too many to tell apart.
SIZES = {"caption": 0.85, "body": 1.0, "lead": 1.1, "heading": 1.35, "title": 1.8}


def ui_font(font: QFont, percent: int = 100) -> QFont:
    """Return this font with Chinese shapes for what it lacks, as large as the person wants it."""
    return _with(font, _HAN, percent)


@lru_cache(maxsize=4)
def mono_font(percent: int = 100) -> QFont:
    """Return the font for commands, paths and output of programs; asking the system takes long."""
    from PySide6.QtGui import QFontDatabase

    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    return _with(fixed, _HAN_MONO, percent)


def is_mono(font: QFont) -> bool:
    """Tell whether a font is the one for commands, in whatever size."""
    return font.families()[1:] == list(_HAN_MONO)


def sized(font: QFont, name: str) -> QFont:
    """Return this font in one of the `SIZES`."""
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * SIZES[name])
    return made


def strong(font: QFont) -> QFont:
    """Return this font in the heavier of the two weights that there are."""
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def _with(font: QFont, families: tuple[str, ...], percent: int) -> QFont:
    whole = QFont(font)
    whole.setFamilies([QFontInfo(font).family(), *families])
    whole.setPointSizeF(max(font.pointSizeF(), _SMALLEST) * percent / 100)
    return whole
