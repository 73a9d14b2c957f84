"""Every page, light and dark, in both languages: pictures to look at, and nothing cut off."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QScrollArea

from core.journey import Stop
from gui.look import theme
from gui.runtime.speech import use_language
from tests.gui.states import STATES
from tests.gui.test_main_window import _build, project, window

if TYPE_CHECKING:
    from core.project.model import Project
    from gui.shell.main_window import MainWindow

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
    wide = []
    for stop in Stop:
        window.show_stop(stop)
        wide += _shot(window, f"{stop}-{colours}-{language}", tmp_path)
    theme.apply(app, theme.Theme.LIGHT)
    assert not wide


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("state", STATES)
async def test_every_state_fits_a_small_screen(
    window: MainWindow, project: Project, tmp_path: Path, state: str, language: str
) -> None:
    _build(window, project, tmp_path)
    use_language(language)
    window.resize(*_SMALLEST)
    stop, bring = STATES[state]
    window.show_stop(stop)
    bring(window)
    assert not _shot(window, f"{state}-{language}", tmp_path)


@pytest.mark.parametrize("stop", [Stop.PROJECT, Stop.SERVERS])
async def test_the_first_run_fits_a_small_screen(
    window: MainWindow, tmp_path: Path, stop: Stop
) -> None:
    window.resize(*_SMALLEST)
    window.show_stop(stop)
    assert not _shot(window, f"first-{stop}", tmp_path)


def _shot(window: MainWindow, name: str, folder: Path) -> list[str]:
    """Keep a picture of the window, and tell what is wider than it."""
    for _ in range(5):  # a layout inside a layout takes a turn for each
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QApplication.processEvents()
    folder = Path(os.environ.get("GOFERRY_PICTURES", folder)) / "pages"
    folder.mkdir(parents=True, exist_ok=True)
    assert window.grab().save(str(folder / f"{name}.png"))
    area = window.pages[window.stop].frame.findChild(QScrollArea)
    assert area is not None
    over = area.horizontalScrollBar().maximum()
    return [f"{name} by {over} px"] if over > 0 else []
