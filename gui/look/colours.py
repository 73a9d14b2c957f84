"""What each colour means; which ones they are stands in `theme`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QColor


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)  # unused, 4 ms of each start
class Colours:
    """One colour for each meaning; `on_` colours are for text upon it, tints are grounds.

    Made in OKLCH (`tests/gui/palette.py` is the recipe), so that steps are alike in both themes.
    `problem` is the ground of its card.
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
    info: QColor
    good_tint: QColor
    warning_tint: QColor
    bad_tint: QColor
    info_tint: QColor
    quiet_tint: QColor
    problem: QColor
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
        """Return the mark of an environment of this color."""
        return self.kind(_ENVIRONMENTS.get(name, "debug"))


# Colors that differ for color-blind eyes as well serve for environments, too.
_ENVIRONMENTS = {
    "red": "unexplained",
    "orange": "module",
    "green": "std",
    "blue": "own",
    "violet": "runtime",
    "grey": "debug",
}
KINDS = ("own", "module", "std", "runtime", "debug", "data", "structure", "unexplained")
