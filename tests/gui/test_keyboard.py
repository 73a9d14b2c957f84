"""Everything can be reached with the Tab key, and one always sees where the keyboard is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.journey import Stop
from core.service.model import Service
from core.words import say
from gui.look import theme
from gui.pages.target import TargetPage
from tests.gui.conftest import until
from tests.gui.seen import application, page_at, present
from tests.gui.test_main_window import _build, _focusable, project, window

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from core.events import Report
    from core.project.model import Project
    from gui.shell.main_window import MainWindow

__all__ = ["project", "window"]  # fixtures


@pytest.mark.parametrize("stop", Stop)
async def test_tab_reaches_everything_and_comes_round(
    window: MainWindow, project: Project, tmp_path: Path, stop: Stop
) -> None:
    _open(window, project, tmp_path, stop)
    await until(lambda: not window.runner.working)
    reachable = set(_focusable(window))
    reached: set[QWidget] = set()
    for _ in range(2 * len(reachable) + 4):
        QTest.keyClick(present(QApplication.focusWidget()), Qt.Key.Key_Tab)
        reached.add(present(QApplication.focusWidget()))
    missed = [repr(one) for one in reachable - reached if not _is_group_of(one, reached)]
    assert not missed
    assert window.footer.primary_action in reached


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("stop", Stop)
async def test_the_keyboards_place_is_always_seen(
    window: MainWindow, project: Project, tmp_path: Path, stop: Stop, colours: str
) -> None:
    theme.apply(application(), theme.Theme(colours))
    _open(window, project, tmp_path, stop)
    await until(lambda: not window.runner.working)
    unseen = []
    for one in _focusable(window):
        other = (
            window.footer.primary_action
            if one is not window.footer.primary_action
            else window.rail.items[stop]
        )
        other.setFocus(Qt.FocusReason.TabFocusReason)
        without = one.grab().toImage()
        one.setFocus(Qt.FocusReason.TabFocusReason)
        if one.hasFocus() and one.grab().toImage() == without:
            unseen.append(repr(one))
    theme.apply(application(), theme.Theme.LIGHT)
    assert not unseen


def _open(window: MainWindow, project: Project, folder: Path, stop: Stop) -> None:
    _build(window, project, folder)
    window.session.change(service=Service(name="shop"))
    window.activateWindow()
    window.show_stop(stop)


def _is_group_of(one: QWidget, reached: set[QWidget]) -> bool:
    """Of radio buttons Tab reaches the chosen one alone; the arrows lead to the others."""
    group = getattr(one, "group", lambda: None)()
    return group is not None and any(other in reached for other in group.buttons())


async def test_the_keyboard_returns_to_what_a_job_switched_off(
    window: MainWindow, project: Project, tmp_path: Path
) -> None:
    _open(window, project, tmp_path, Stop.TARGET)
    await until(lambda: not window.runner.working)
    field = page_at(window, TargetPage).processor  # not the first one, which is the last resort
    field.setFocus(Qt.FocusReason.TabFocusReason)
    meanwhile: list[QWidget | None] = []

    async def job(*, report: Report) -> None:
        del report
        meanwhile.append(QApplication.focusWidget())

    await window.runner.run(say("Build"), job, lambda _event: None, at=Stop.BUILD)
    await until(field.hasFocus)
    assert meanwhile
    assert meanwhile[0] is not field


async def test_a_person_who_went_on_meanwhile_is_not_called_back(
    window: MainWindow, project: Project, tmp_path: Path
) -> None:
    _open(window, project, tmp_path, Stop.TARGET)
    await until(lambda: not window.runner.working)
    present(window.pages[Stop.TARGET].first_field()).setFocus(Qt.FocusReason.TabFocusReason)
    chosen = window.rail.items[Stop.SERVERS]

    async def job(*, report: Report) -> None:
        del report
        chosen.setFocus(Qt.FocusReason.TabFocusReason)

    await window.runner.run(say("Build"), job, lambda _event: None, at=Stop.BUILD)
    QApplication.processEvents()
    assert chosen.hasFocus()


@pytest.mark.parametrize("stop", Stop)
async def test_something_has_the_keyboard_after_a_job_on_each_page(
    window: MainWindow, project: Project, tmp_path: Path, stop: Stop
) -> None:
    _open(window, project, tmp_path, stop)
    await until(lambda: not window.runner.working)

    async def job(*, report: Report) -> None:
        del report

    await window.runner.run(say("Build"), job, lambda _event: None, at=Stop.BUILD)
    await until(lambda: not window.runner.busy)
    QApplication.processEvents()
    has_it = present(window.focusWidget())
    assert has_it.isVisible()
    assert has_it.isEnabled()
