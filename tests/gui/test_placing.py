"""The window opens where it was, on its page, divided as it was, and fits the screens of now."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QSplitter

from core import settings
from core.journey import Stop
from core.settings import WindowPlace
from gui.shell.app import make_window
from gui.shell.placing import fitted
from tests.gui.seen import present
from tests.gui.test_main_window import _build, project, window

if TYPE_CHECKING:
    from core.home import Home
    from core.project.model import Project
    from gui.runtime.loop import AppLoop
    from gui.shell.main_window import MainWindow

__all__ = ["project", "window"]  # fixtures

_LAPTOP = QRect(0, 0, 1280, 772)
_BESIDE = QRect(1280, 0, 2560, 1440)


@pytest.mark.parametrize(
    ("wanted", "screens", "found"),
    [
        (QRect(10, 20, 900, 600), [_LAPTOP], QRect(10, 20, 900, 600)),
        (QRect(1500, 100, 1800, 1200), [_LAPTOP, _BESIDE], QRect(1500, 100, 1800, 1200)),
        (QRect(1500, 100, 1800, 1200), [_LAPTOP], QRect(0, 0, 1280, 772)),  # the other is gone
        (QRect(900, 500, 900, 600), [_LAPTOP], QRect(380, 172, 900, 600)),
        (QRect(-500, -80, 900, 600), [_LAPTOP], QRect(0, 0, 900, 600)),
        (QRect(9000, 9000, 900, 600), [_BESIDE], QRect(2940, 840, 900, 600)),
    ],
)
def test_all_of_it_is_on_a_screen(wanted: QRect, screens: list[QRect], found: QRect) -> None:
    assert fitted(wanted, screens) == found


async def test_place_page_and_division_come_back(
    window: MainWindow, project: Project, tmp_path: Path
) -> None:
    _build(window, project, tmp_path)
    window.move(30, 40)
    window.resize(760, 700)
    window.show_stop(Stop.INSPECT)
    splitter = present(window.page.frame.findChild(QSplitter))
    splitter.resize(600, 300)
    splitter.setSizes([400, 200])
    divided = splitter.sizes()
    window.close()
    assert window.closing
    again = make_window(window.session.home)
    again.placing.restore()
    assert (again.pos(), again.size()) == (QPoint(30, 40), QSize(760, 700))
    again.show_stop(Stop.INSPECT)
    other = present(again.page.frame.findChild(QSplitter))
    other.resize(600, 300)
    first, second = other.sizes()
    assert first / second == pytest.approx(divided[0] / divided[1], rel=0.05)
    await again.runner.close()
    again.deleteLater()


@pytest.mark.parametrize(("stop", "opens"), [(Stop.SERVERS, True), (Stop.INSPECT, False)])
async def test_the_page_comes_back_once_the_project_is_there_unless_it_is_locked(
    app_loop: AppLoop, project: Project, home: Home, stop: Stop, *, opens: bool
) -> None:
    del app_loop
    settings.save_place(home, WindowPlace(stop=stop))
    again = make_window(home)
    again.placing.return_to_page(again)
    seen = [again.stop]
    again.session.open_project(project)
    seen.append(again.stop)
    again.show_stop(Stop.SERVERS)
    again.session.change(built="x")
    seen.append(again.stop)
    assert seen == [Stop.PROJECT, stop if opens else Stop.PROJECT, Stop.SERVERS]
    again.deleteLater()


async def test_whoever_went_on_meanwhile_is_left_alone(
    app_loop: AppLoop, project: Project, home: Home
) -> None:
    del app_loop
    settings.save_place(home, WindowPlace(stop=Stop.TARGET))
    again = make_window(home)
    again.placing.return_to_page(again)
    again.show_stop(Stop.SERVERS)
    again.session.open_project(project)
    assert again.stop is Stop.SERVERS
    again.deleteLater()


@pytest.mark.parametrize("content", ["", "[]", '{"width": "wide"}', '{"width": 1e99}', "\0"])
async def test_a_damaged_note_is_as_none(app_loop: AppLoop, home: Home, content: str) -> None:
    del app_loop
    home.state.mkdir(parents=True, exist_ok=True)
    (home.state / "window.json").write_text(content)
    again = make_window(home)
    again.placing.restore()
    assert again.width() > 0
    again.deleteLater()


_OPEN = """
import os, sys
from pathlib import Path
from core.home import Home
from gui.shell.app import make_app, make_window, show
app = make_app()
window = make_window(Home.find(Path(sys.argv[1])))
show(app, window)
room = window.screen().availableGeometry()
place = window.geometry()
print(room.contains(place), room.width(), place, flush=True)
os._exit(0)
"""


@pytest.mark.parametrize("scale", ["1", "1.5", "2"])
@pytest.mark.parametrize("known", [False, True])
def test_it_fits_a_usual_screen_at_each_scale(tmp_path: Path, scale: str, *, known: bool) -> None:
    screen = {"name": "a", "x": 0, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96}
    screens = tmp_path / "screens.json"
    screens.write_text(json.dumps({"screens": [screen]}))
    if known:  # from a larger screen
        place = {"left": 2000, "top": 900, "width": 2400, "height": 1300}
        (tmp_path / "window.json").write_text(json.dumps(place))
    env = {
        **os.environ,
        "QT_QPA_PLATFORM": f"offscreen:configfile={screens}",
        "QT_SCALE_FACTOR": scale,
        "QT_LOGGING_RULES": "default.warning=false",
    }
    words = (sys.executable, "-c", _OPEN, str(tmp_path))
    ran = subprocess.run(
        words, check=True, capture_output=True, text=True, env=env, cwd=Path(__file__).parents[2]
    )
    inside, room, *_ = ran.stdout.split()
    assert (inside, float(room)) == ("True", 1920 / float(scale)), ran.stdout
