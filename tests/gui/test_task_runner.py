"""Jobs and questions: one at a time, cancelled politely, and a bug is never silent."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QDialog, QPlainTextEdit

from core.events import LogLine, Noticed, StepStarted
from core.journey import Stop
from core.words import say
from gui.runtime import job_log
from gui.runtime.job_log import JobLog
from gui.runtime.session import Session
from gui.runtime.task_runner import Ending, TaskRunner
from tests.gui.conftest import ended, until
from tests.gui.made_up import Door, idle, odd, wrong
from tests.gui.seen import part_of
from tests.gui.test_main_window import window

if TYPE_CHECKING:
    from pathlib import Path

    from core.events import Job, Report
    from core.home import Home
    from gui.shell.main_window import MainWindow

__all__ = ["window"]  # a fixture

_WHAT = say("Doing it")


class _Bench:
    """A runner with a session, and what it told."""

    def __init__(self, home: Home) -> None:
        self.session = Session(home)
        self.runner = TaskRunner(self.session)
        self.bugs: list[str] = []
        self.done: list[str] = []
        self.seen: list[object] = []
        self.cancels = 0
        self.runner.bug.connect(self.bugs.append)
        self.runner.finished.connect(lambda what: self.done.append(str(what)))
        self.runner.cancelling.connect(self._count)

    def _count(self) -> None:
        self.cancels += 1

    async def run(self, job: Job[str]) -> Ending[str]:
        return await self.runner.run(_WHAT, job, self.seen.append, at=Stop.BUILD)


@pytest.fixture
def bench(home: Home, qapp: object) -> _Bench:
    del qapp
    return _Bench(home)


async def test_a_job_makes_the_session_busy_until_all_is_cleaned_up(bench: _Bench) -> None:
    line = LogLine(text="one")
    door = Door("made", line, waits=True)
    running = asyncio.ensure_future(bench.run(door))
    await until(lambda: door.running)
    current = bench.session.current
    assert (str(current.busy), current.running) == ("Doing it", Stop.BUILD)
    assert (bench.runner.busy, bench.runner.working, bench.runner.went_well) == (True, True, False)
    door.may_end.set()
    assert await ended(running) == Ending(value="made")
    current = bench.session.current
    assert (current.busy, current.running, bench.runner.busy) == (None, None, False)
    assert (bench.runner.went_well, bench.seen, bench.done) == (True, [line], ["Doing it"])
    assert door.cleaned == 1


async def test_a_second_job_is_refused_and_never_begins_and_the_first_goes_on(
    bench: _Bench,
) -> None:
    first, second = Door("first", waits=True), Door("second")
    running = asyncio.ensure_future(bench.run(first))
    await until(lambda: first.running)
    refused = await ended(bench.run(second))
    assert (refused.cancelled, second.asked, first.running) == (True, [], 1)
    assert bench.runner.busy
    first.may_end.set()
    assert (await ended(running)).value == "first"


@pytest.mark.parametrize(
    ("fails", "code"),
    [(wrong("broken"), "broken"), (PermissionError(13, "no", "/x"), "file_unusable"), (None, "")],
)
async def test_each_end_of_a_job_is_told_from_the_others(
    bench: _Bench, fails: Exception | None, code: str
) -> None:
    assert (await ended(bench.run(Door("before")))).value == "before"
    ending = await ended(bench.run(Door(False, fails=fails)))  # noqa: FBT003 - a value, not None
    assert (ending.problem.code if ending.problem else "") == code
    assert (ending.value, ending.cancelled) == (None if fails else False, False)
    assert bench.runner.went_well is (fails is None)
    assert not bench.runner.busy


@pytest.mark.parametrize("fails", [ZeroDivisionError("canary"), OSError("canary"), KeyError("c")])
async def test_a_bug_in_a_job_reaches_whoever_started_it(bench: _Bench, fails: Exception) -> None:
    with pytest.raises(type(fails)):
        await ended(bench.run(Door(fails=fails)))
    assert (bench.runner.busy, bench.runner.went_well) == (False, False)
    assert bench.session.current.busy is None


@pytest.mark.parametrize("by", ["cancel", "close", "task"])
async def test_a_cancel_reaches_the_job_and_waits_for_its_cleaning_up(
    bench: _Bench, by: str
) -> None:
    cleaned, order = asyncio.Event(), []

    async def stubborn(*, report: Report) -> str:
        try:
            report(LogLine(text="begun"))
            await asyncio.Event().wait()
            return "never"
        finally:
            await cleaned.wait()
            order.append("cleaned")

    running = bench.runner.spawn(_noted(bench, stubborn, order))
    await until(lambda: bench.seen)
    closing = None
    if by == "close":
        closing = asyncio.ensure_future(bench.runner.close())
    elif by == "cancel":
        bench.runner.cancel()
    else:
        running.cancel()
    for _ in range(5):
        await asyncio.sleep(0)
    assert bench.runner.busy
    assert closing is None or not closing.done()
    cleaned.set()
    await ended(closing or running)
    await until(lambda: running.done())  # noqa: PLW0108 - read when it fails
    assert order[0] == "cleaned"
    assert (bench.cancels, bench.bugs) == (0 if by == "task" else 1, [])
    assert not bench.runner.working


async def _noted(bench: _Bench, job: Job[str], order: list[str]) -> None:
    ending = await bench.run(job)
    order.append("cancelled" if ending.cancelled else "else")


async def test_a_bug_in_a_question_is_reported_and_a_cancel_is_none(bench: _Bench) -> None:
    async def bad() -> None:
        raise ZeroDivisionError("canary")

    async def long() -> None:
        await asyncio.Event().wait()

    bench.runner.spawn(bad())
    waiting = bench.runner.spawn(long())
    await until(lambda: bench.bugs)
    assert "ZeroDivisionError: canary" in bench.bugs[0]
    assert "in bad" in bench.bugs[0]
    assert bench.runner.working
    waiting.cancel()
    await until(lambda: not bench.runner.working)
    bench.runner.spawn(long())
    await ended(bench.runner.close())
    assert len(bench.bugs) == 1
    assert not bench.runner.working


async def test_nothing_to_cancel_says_nothing(bench: _Bench) -> None:
    bench.runner.cancel()
    assert bench.cancels == 0


async def test_a_bug_is_shown_with_its_report_and_the_window_goes_on(window: MainWindow) -> None:
    async def bad() -> None:
        raise ZeroDivisionError("canary")

    window.runner.spawn(bad())
    await until(lambda: any(one.isVisible() for one in window.findChildren(QDialog)))
    (dialog,) = window.findChildren(QDialog)
    assert dialog.windowTitle() == "GoFerry has a bug"
    report = part_of(dialog, QPlainTextEdit)
    assert "ZeroDivisionError: canary" in report.toPlainText()
    dialog.accept()
    await idle(window)


# The log of jobs


def _logged(home: Home) -> list[str]:
    return [one.read_text() for one in sorted(home.logs.glob("job-*.log"))]


async def test_a_job_leaves_all_it_said_in_a_file_that_is_ours_alone(bench: _Bench) -> None:
    events = (
        StepStarted(step=say("Compile"), number=1, of=2),
        StepStarted(step=say("Upload"), number=2, of=2, server="web1"),
        LogLine(text="out"),
        LogLine(text="there", server="web1"),
        Noticed(problem=odd()),
    )
    await ended(bench.run(Door("", *events)))
    assert _logged(bench.session.home) == [
        "# Doing it\n# Compile\n# web1 Upload\nout\nweb1\tthere\n! It is odd. It could not be.\n"
    ]
    assert bench.session.home.logs.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(("old", "left"), [(38, 39), (39, 40), (40, 40), (45, 40)])
def test_the_newest_forty_logs_are_kept(tmp_path: Path, old: int, left: int) -> None:
    for number in range(old):
        (tmp_path / f"job-20200101-{number:06}.log").write_text("")
    (tmp_path / "other.log").write_text("")
    log = JobLog(tmp_path)
    log.begin("now")
    log.end()
    names = sorted(one.name for one in tmp_path.glob("job-*.log"))
    assert len(names) == left
    assert names[0] == f"job-20200101-{old + 1 - left:06}.log"
    assert (tmp_path / names[-1]).read_text() == "# now\n"
    assert (tmp_path / "other.log").exists()


def test_two_jobs_of_one_second_lose_no_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = SimpleNamespace(now=lambda _zone: datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
    monkeypatch.setattr(job_log, "datetime", now)
    log = JobLog(tmp_path)
    for what in ("one", "two"):
        log.begin(what)
        log.end()
    assert (tmp_path / "job-20260102-030405.log").read_text() == "# one\n# two\n"


def test_a_log_that_cannot_be_written_ends_no_job(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("in the way")
    log = JobLog(tmp_path / "logs")
    log.begin("now")
    log.note(LogLine(text="lost"))
    log.end()
    log.note(LogLine(text="after the end"))
    assert (tmp_path / "logs").read_text() == "in the way"
