"""All that is looked for in a window, as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.gui.sight.cut import cut_words
from tests.gui.sight.focus import unseen_focus
from tests.gui.sight.ink import faint
from tests.gui.sight.lists import cut_lists
from tests.gui.sight.places import misplaced

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def look_at(root: QWidget) -> list[str]:
    """Tell what is cut, what overlaps or hangs out, and what is too faint."""
    return [*cut_words(root), *misplaced(root), *faint(root)]


def try_out(root: QWidget) -> list[str]:
    """Open each drop-down and go to each part by keyboard, and tell what cannot be seen then."""
    return [*cut_lists(root), *unseen_focus(root)]
