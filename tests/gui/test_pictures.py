"""Every page, light and dark, in both languages: pictures to look at, and nothing cut off."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea

from core.journey import Stop
from gui import theme
from gui.speech import use_language
from tests.gui.test_main_window import _build, project, window

if TYPE_CHECKING:
    from core.project.model import Project
    from gui.main_window import MainWindow

__all__ = ["project", "window"]  # fixtures

_SMALLEST = (1024, 640)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("colours", ["light", "dark"])
async def test_every_page_fits_a_small_screen(
    window: MainWindow, project: Project, tmp_path: Path, colours: str, language: str
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    _build(window, project, tmp_path)
    theme.apply(app, theme.Theme(colours))
    use_language(language)
    window.resize(*_SMALLEST)
    folder = Path(os.environ.get("GOFERRY_PICTURES", tmp_path)) / "pages"
    folder.mkdir(parents=True, exist_ok=True)
    wide = []
    for stop in Stop:
        window.show_stop(stop)
        app.processEvents()
        picture = window.grab()
        assert picture.save(str(folder / f"{stop}-{colours}-{language}.png"))
        area = window.pages[stop].frame.findChild(QScrollArea)
        assert area is not None
        if area.horizontalScrollBar().maximum() > 0:
            wide.append(f"{stop} by {area.horizontalScrollBar().maximum()} px")
    theme.apply(app, theme.Theme.LIGHT)
    assert not wide
