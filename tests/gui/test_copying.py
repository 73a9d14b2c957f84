"""Words that a person may need elsewhere can be selected: addresses, names, figures, messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from installer.words import spoken
from tests.gui.scenes import SCENES, bring
from tests.gui.test_pictures import window

if TYPE_CHECKING:
    from pathlib import Path

    from gui.shell.main_window import MainWindow

__all__ = ["window"]  # a fixture

# What the app says in the same words to everybody, nobody needs to take along.
_FIXED = {one.english.replace("&", "") for one in spoken() if "{" not in one.english}


@pytest.mark.parametrize("scene", SCENES)
async def test_what_is_not_the_same_for_everybody_can_be_selected(
    window: MainWindow, tmp_path: Path, scene: str
) -> None:
    bring(window, scene, tmp_path)
    labels = [one for one in window.findChildren(QLabel) if one.isVisible() and not one.buddy()]
    stuck = [one.text() for one in labels if _is_of_this_day(one.text()) and not _can_be_taken(one)]
    assert not stuck


def _is_of_this_day(text: str) -> bool:
    return any(letter.isalpha() for letter in text) and text not in _FIXED


def _can_be_taken(label: QLabel) -> bool:
    flags = label.textInteractionFlags()
    return bool(flags & Qt.TextInteractionFlag.TextSelectableByMouse)
