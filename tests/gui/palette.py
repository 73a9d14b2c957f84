"""How the colours of `theme` were made: lightness, colourfulness and hue as eyes perceive them.

`python -m tests.gui.palette` prints them; a test holds `gui/look/theme.py` to it. OKLCH (Björn
Ottosson, 2020) has equal steps for eyes: the states have one lightness, and so have their tints,
so that none shouts. Dark mirrors light: what is raised is lighter there, too.
"""

from __future__ import annotations

import math
import sys
from typing import NamedTuple

SEA, GREEN, AMBER, RED, BLUE = 230.0, 152.0, 66.0, 27.0, 252.0  # hues, in degrees
GREY = 252.0


class Shade(NamedTuple):
    """A colour as eyes perceive it: 0 is black, 1 is white; 0 is grey; degrees."""

    lightness: float
    chroma: float
    hue: float


class Recipe(NamedTuple):
    """A token in both themes."""

    light: Shade
    dark: Shade


def _grey(light: float, dark: float, *, tint: float = 0.008) -> Recipe:
    return Recipe(Shade(light, tint, GREY), Shade(dark, tint * 1.5, GREY))


def _state(hue: float, *, wide: float = 1.0) -> Recipe:
    return Recipe(Shade(0.475, 0.115 * wide, hue), Shade(0.80, 0.12 * wide, hue))


def _tint(hue: float) -> Recipe:
    return Recipe(Shade(0.955, 0.028, hue), Shade(0.325, 0.045, hue))


RECIPES: dict[str, Recipe] = {
    "window": _grey(0.976, 0.235, tint=0.005),
    "base": Recipe(Shade(1.0, 0.0, GREY), Shade(0.205, 0.01, GREY)),
    "card": Recipe(Shade(1.0, 0.0, GREY), Shade(0.27, 0.012, GREY)),
    "rail": _grey(0.95, 0.2),
    "rail_hover": _grey(0.922, 0.275),
    "rail_current": Recipe(Shade(1.0, 0.0, GREY), Shade(0.315, 0.014, GREY)),
    "button": Recipe(Shade(1.0, 0.0, GREY), Shade(0.31, 0.014, GREY)),
    "hover": _grey(0.96, 0.345),
    "pressed": _grey(0.925, 0.365),
    "border": _grey(0.895, 0.365),
    "border_strong": _grey(0.625, 0.585, tint=0.014),
    "text": _grey(0.25, 0.935, tint=0.006),
    "text_muted": _grey(0.48, 0.765, tint=0.014),
    "accent": Recipe(Shade(0.5, 0.098, SEA), Shade(0.76, 0.098, SEA)),
    "accent_hover": Recipe(Shade(0.445, 0.09, SEA), Shade(0.82, 0.088, SEA)),
    "on_accent": Recipe(Shade(1.0, 0.0, SEA), Shade(0.22, 0.04, SEA)),
    "selection": Recipe(Shade(0.91, 0.04, SEA), Shade(0.375, 0.058, SEA)),
    "found": Recipe(Shade(0.915, 0.115, 90.0), Shade(0.43, 0.088, 90.0)),
    "link": Recipe(Shade(0.475, 0.13, BLUE), Shade(0.80, 0.105, BLUE)),
    "good": _state(GREEN),
    "warning": _state(AMBER, wide=0.92),
    "bad": _state(RED, wide=1.55),
    "info": _state(BLUE),
    "good_tint": _tint(GREEN),
    "warning_tint": _tint(AMBER),
    "bad_tint": _tint(RED),
    "info_tint": _tint(BLUE),
    "quiet_tint": _grey(0.945, 0.33),
    "problem": Recipe(Shade(0.975, 0.017, AMBER), Shade(0.277, 0.016, AMBER)),
}


def hexed(shade: Shade) -> str:
    """Return a colour as a screen has it; the nearest that a screen can show."""
    chroma = shade.chroma
    while any(not -1e-4 <= part <= 1.0001 for part in _linear(shade._replace(chroma=chroma))):
        chroma -= 0.001
    parts = _linear(shade._replace(chroma=max(chroma, 0.0)))
    return "#" + "".join(f"{round(255 * _gamma(min(max(one, 0.0), 1.0))):02x}" for one in parts)


def _linear(shade: Shade) -> tuple[float, float, float]:
    angle = math.radians(shade.hue)
    a, b = shade.chroma * math.cos(angle), shade.chroma * math.sin(angle)
    long, medium, short = (
        (shade.lightness + x * a + y * b) ** 3
        for x, y in (
            (0.3963377774, 0.2158037573),
            (-0.1055613458, -0.0638541728),
            (-0.0894841775, -1.2914855480),
        )
    )
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _gamma(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def main() -> None:
    """Print the lines of both themes."""
    for theme in Recipe._fields:
        sys.stdout.write(f"{theme}\n")
        for name, recipe in RECIPES.items():
            sys.stdout.write(f'    {name}=QColor("{hexed(getattr(recipe, theme))}"),\n')


if __name__ == "__main__":
    main()
