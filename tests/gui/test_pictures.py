"""Every page and state, in looks that people choose: nothing is cut, overlaps, or is too faint."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton

from core.journey import Stop
from gui.look import theme
from gui.runtime.speech import use_language
from tests.gui import gallery
from tests.gui.scenes import LOOKS, SCENES, Look, bring, pair_of, wear
from tests.gui.sight.whole import look_at, try_out
from tests.gui.test_main_window import window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from gui.shell.main_window import MainWindow

__all__ = ["window"]  # a fixture


@pytest.fixture(autouse=True)
def _as_usual(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, theme.Theme.LIGHT, percent=100)
    use_language("en")


@pytest.mark.parametrize("scene", SCENES)
async def test_a_page_can_be_read_in_each_look_and_has_one_primary_button(
    window: MainWindow, tmp_path: Path, scene: str
) -> None:
    looks = pair_of(scene)
    bring(window, scene, tmp_path)
    buttons = [one for one in window.findChildren(QPushButton) if one.isVisible()]
    primary = [one for one in buttons if one.objectName().startswith("primary")]
    assert primary == [window.footer.primary_action]
    assert not [one.text() for one in buttons if one.isDefault()]
    _must_be_empty({f"{scene}-{look}": _look_at(window, scene, look, tmp_path) for look in looks})


@pytest.mark.parametrize("stop", Stop)
async def test_what_a_page_offers_can_be_reached_and_opened(
    window: MainWindow, tmp_path: Path, stop: Stop
) -> None:
    bring(window, stop, tmp_path)
    wear(window, pair_of(stop)[0])
    _must_be_empty({stop.value: try_out(window)})


def test_nothing_is_cut_on_a_screen_of_twice_the_scale(tmp_path: Path) -> None:
    gallery.taken(tmp_path, "2", short=True)
    found = gallery.faults(tmp_path, "2")
    assert len(found) == len(SCENES)
    _must_be_empty(found)


def test_each_page_meets_each_value_and_all_pages_each_pair() -> None:
    for scene in SCENES:
        one, other = pair_of(scene)
        for name in Look.__dataclass_fields__:
            assert getattr(one, name) != getattr(other, name), scene
    assert {look for scene in SCENES for look in pair_of(scene)} == set(LOOKS)


def _must_be_empty(found: gallery.Found) -> None:
    said = [f"{name}: {one}" for name, why in found.items() for one in why]
    assert not said, "\n".join(said)


def _look_at(window: MainWindow, name: str, look: Look, folder: Path) -> list[str]:
    """Keep a picture of the window in a look, and tell what is wrong in it."""
    wear(window, look)
    folder = Path(os.environ.get("GOFERRY_PICTURES", folder)) / "pages"
    folder.mkdir(parents=True, exist_ok=True)
    assert window.grab().save(str(folder / f"{name}-{look}.png"))
    return look_at(window)
