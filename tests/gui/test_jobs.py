"""A running job: what happens now, how far it is, and a way to stop it; nothing else changes."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea

from core.events import LogLine, Progress, StepStarted
from core.journey import Stop
from core.problems import Problem, ProblemError
from core.words import say
from gui.shell import footer
from tests.gui.conftest import until
from tests.gui.seen import application, part_of
from tests.gui.test_main_window import _build, project, window

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from PySide6.QtCore import QEvent, QObject

    from core.events import Event, Job, Report
    from core.project.model import Project
    from gui.runtime.task_runner import Ending
    from gui.shell.main_window import MainWindow

__all__ = ["project", "window"]  # fixtures

_WHAT = say("Building for linux/amd64")


def _job(*events: Event, until_set: asyncio.Event | None = None) -> Job[str]:
    async def job(*, report: Report) -> str:
        for event in events:
            report(event)
        if until_set is not None:
            await until_set.wait()
        return "done"

    return job


def _run(window: MainWindow, job: Job[str]) -> asyncio.Task[Ending[str]]:
    return asyncio.ensure_future(window.runner.run(_WHAT, job, lambda _event: None, at=Stop.BUILD))


async def test_choices_wait_while_a_job_runs_and_the_rail_says_why(
    window: MainWindow, project: Project, tmp_path: Path
) -> None:
    _build(window, project, tmp_path)
    end = asyncio.Event()
    running = _run(window, _job(until_set=end))
    for stop in (Stop.PROJECT, Stop.TARGET, Stop.SERVERS, Stop.DEPLOY):
        window.show_stop(stop)
        await asyncio.sleep(0)
        window.pages[stop]._refresh()
        assert not any(part.isEnabled() for part in window.pages[stop].choices()), stop
    assert window.rail.busy.isVisible()
    assert "Building for linux/amd64" in window.rail.busy.text()
    end.set()
    await running
    assert window.pages[Stop.TARGET].isEnabled()
    assert not window.rail.busy.isVisible()


async def test_short_work_shows_no_busy_sign(window: MainWindow) -> None:
    shown: list[bool] = []
    window.footer._show.setInterval(3_600_000)  # however busy this computer is, the work is shorter
    window.footer.bar.installEventFilter(_Watch(window, shown))
    await _run(window, _job())
    assert not shown


async def test_a_busy_sign_stays_long_enough_to_be_seen(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(footer, "_SHOW_FOR", 3600.0)
    end = asyncio.Event()
    running = _run(window, _job(until_set=end))
    await until(lambda: window.footer.bar.isVisible() and window.runner.busy)
    end.set()
    await running
    assert window.footer.bar.isVisible()
    window.footer._hide.start(0)
    await until(lambda: not window.footer.bar.isVisible())


async def test_progress_never_goes_back_and_is_full_only_at_the_end(window: MainWindow) -> None:
    end = asyncio.Event()
    steps: list[Event] = [
        StepStarted(step=say("Compile"), number=1, of=2, span=(0.0, 0.8)),
        *(Progress(done=done, total=100, unit="packages") for done in (10, 60, 40, 100)),
        StepStarted(step=say("Link"), number=2, of=2, span=(0.7, 1.0)),
        Progress(done=1, total=1, unit="packages"),
    ]
    values: list[int] = []
    window.footer.bar.valueChanged.connect(values.append)
    running = _run(window, _job(*steps, until_set=end))
    await until(lambda: window.footer.said.text() == "Link" and window.footer.bar.isVisible())
    assert values == sorted(values)
    assert values[-1] < window.footer.bar.maximum()
    end.set()
    await running
    await until(lambda: not window.footer.bar.isVisible())
    assert window.footer.bar.value() == window.footer.bar.maximum()


async def test_the_bar_is_not_full_after_work_that_did_not_succeed(window: MainWindow) -> None:
    end = asyncio.Event()

    async def fails(*, report: Report) -> str:
        report(StepStarted(step=say("Compile"), number=1, of=2, span=(0.0, 0.8)))
        report(Progress(done=1, total=2, unit="packages"))
        await end.wait()
        raise ProblemError(Problem(code="odd", what=say("It did not."), why=say("It could not.")))

    running = _run(window, fails)
    await until(lambda: window.footer.bar.isVisible() and window.footer.bar.value() > 0)
    end.set()
    await running
    await until(lambda: not window.footer.bar.isVisible())
    assert 0 < window.footer.bar.value() < window.footer.bar.maximum()


async def test_a_cancel_is_answered_at_once_and_waits_for_the_cleaning_up(
    window: MainWindow,
) -> None:
    cleaned = asyncio.Event()

    async def stubborn(*, report: Report) -> str:
        try:
            report(LogLine(text="begun"))
            await asyncio.sleep(3600)
            return "never"
        finally:
            await cleaned.wait()

    running = _run(window, stubborn)
    await until(lambda: window.footer.cancel.isVisible() and window.runner.busy)
    await asyncio.sleep(0.01)
    QTest.keyClick(window, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert window.footer.cancel.text() == "Canceling…"
    assert not window.footer.cancel.isEnabled()
    assert window.runner.busy
    cleaned.set()
    assert (await running).cancelled
    assert not window.footer.cancel.isVisible()


async def test_title_step_and_progress_reach_those_who_listen(window: MainWindow) -> None:
    end = asyncio.Event()
    events = [StepStarted(step=say("Compile"), number=1, of=1)]
    running = _run(window, _job(*events, until_set=end))
    await until(lambda: window.footer.said.text() == "Compile")
    heard = []
    for done in (25, 50, 75):
        window.runner.happened.emit(Progress(done=done, total=100, unit="packages"))
        bar = QAccessible.queryAccessibleInterface(window.footer.bar)
        part = bar.valueInterface().currentValue() / bar.valueInterface().maximumValue()
        heard.append(round(100 * part))
    assert heard == [25, 50, 75]
    assert bar.text(QAccessible.Text.Name) == "Progress of the running job"
    assert _heard(window.title) == "Choose a Go project"
    assert _heard(window.footer.said) == "Compile"
    end.set()
    await running


async def test_the_large_button_has_a_key(window: MainWindow, project: Project) -> None:
    window.session.open_project(project)
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: window.stop is Stop.TARGET and not window.runner.working)


async def test_every_stop_is_reached_by_its_number(
    window: MainWindow, project: Project, tmp_path: Path
) -> None:
    _build(window, project, tmp_path)
    window.activateWindow()
    for number, stop in enumerate(Stop, start=1):
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        await until(partial(_stands_at, window, stop))
    await until(lambda: not window.runner.working)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
async def test_nothing_is_cut_when_letters_are_much_larger(
    window: MainWindow, project: Project, tmp_path: Path, language: str
) -> None:
    app = application()
    before = QFont(app.font())
    larger = QFont(before)
    larger.setPointSizeF(before.pointSizeF() * 1.6)
    try:
        app.setFont(larger)
        _build(window, project, tmp_path)
        from gui.runtime.speech import use_language  # noqa: PLC0415 - beside the other preparations

        use_language(language)
        window.resize(1640, 1024)  # as much room, in letters, as 1024 x 640 is otherwise
        cut = []
        for stop in Stop:
            window.show_stop(stop)
            app.processEvents()
            area = part_of(window.pages[stop].frame, QScrollArea)
            if area.horizontalScrollBar().maximum() > 0:
                cut.append(f"{stop} is too wide")
            cut += [f"{stop}: {words}" for words in _cut(window)]
        assert not cut
    finally:
        app.setFont(before)


def _cut(window: MainWindow) -> Iterable[str]:
    """Tell the words of labels and buttons that have less room than they need."""
    for one in (*window.findChildren(QLabel), *window.findChildren(QAbstractButton)):
        assert isinstance(one, QLabel | QAbstractButton)
        if not one.isVisible() or not one.text() or getattr(one, "wordWrap", bool)():
            continue
        if one.width() < one.minimumSizeHint().width():
            yield f"{one.text()!r} has {one.width()} of {one.minimumSizeHint().width()} px"


def _stands_at(window: MainWindow, stop: Stop) -> bool:
    return window.stop is stop


def _heard(label: QLabel) -> str:
    return QAccessible.queryAccessibleInterface(label).text(QAccessible.Text.Name)


class _Watch(QLabel):
    """Notes whether a widget was ever shown."""

    def __init__(self, window: MainWindow, shown: list[bool]) -> None:
        super().__init__(window)
        self._shown = shown
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note a show event."""
        del watched
        if event.type() is event.Type.Show:
            self._shown.append(True)
        return False
