"""A command of the live release, from a server's menu: asked first, heard live, its end told."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtGui import QGuiApplication

from core.events import LogLine
from core.journey import Stop
from core.operate import running
from core.operate.running import OneOff
from core.service.model import Kind, RunWish, Service
from core.service.results import ProcessStatus, Runs
from gui.pages.deploy import DeployPage
from gui.widgets.server.server_row import Wish
from gui.widgets.service.run_dialog import RunDialog
from tests.gui.conftest import ended, until
from tests.gui.made_up import (
    Answer,
    Lines,
    artifact,
    codes,
    idle,
    inspection,
    odd,
    opened,
    status,
    three_servers,
    wrong,
)
from tests.gui.seen import page_at
from tests.gui.test_main_window import project, window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from core.project.model import Project
    from gui.runtime.loop import AppLoop
    from gui.shell.main_window import MainWindow

__all__ = ["project", "window"]  # fixtures


class Run:
    """Stands where a one-off is run: writes, may wait, and says how it ended."""

    def __init__(self, patch: pytest.MonkeyPatch, end: OneOff, *, waits: bool = False) -> None:
        self.end, self.waits = end, waits
        self.asked: list[tuple[Any, ...]] = []
        self.began = False
        patch.setattr(running, "run", self)

    async def __call__(
        self, _line: object, service: str, wish: RunWish, take: Callable[[LogLine], None]
    ) -> OneOff:
        self.asked.append((service, wish))
        take(LogLine(text="hello from it", server="web1"))
        self.began = True
        try:
            await asyncio.sleep(60 if self.waits else 0)
        except asyncio.CancelledError:  # as the real one: it is ended there, and that is told
            return replace(self.end, code=143, problem=odd("cancelled"))
        return self.end


GOOD = OneOff(server="web1", id="0" * 32, code=0)


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Lines:
    return Lines(monkeypatch)


@pytest.fixture
def look(monkeypatch: pytest.MonkeyPatch) -> Answer:
    runs = Runs(last="2026-11-29T03:00:07+00:00")
    made = Answer(lambda line, _service: status(line.profile.name, kind=Kind.TIMER, runs=runs))
    monkeypatch.setattr("core.operate.status.status", made)
    monkeypatch.setattr("core.front.standing.before", Answer(()))
    monkeypatch.setattr("core.usecases.scheduling.next_runs", Answer(None))
    return made


@pytest.fixture
def page(
    window: MainWindow, project: Project, app_loop: AppLoop, lines: Lines, look: Answer
) -> DeployPage:
    """Make the page with three servers and a timer named shop."""
    del lines, look
    opened(window, project)
    made = artifact(project.folder)
    window.session.change(artifact=made, inspection=inspection(made.path))
    window.session.change(built=window.session.current.wanted)
    three_servers(window)
    window.session.change(service=Service(name="shop", kind=Kind.TIMER, schedule="daily"))
    page = page_at(window, DeployPage)

    async def show() -> None:
        window.show_stop(Stop.DEPLOY)
        await idle(window)

    app_loop.run_until_complete(show())
    return page


async def _dialog(page: DeployPage) -> RunDialog:
    await until(lambda: [one for one in page.findChildren(RunDialog) if one.isVisible()])
    return next(one for one in page.findChildren(RunDialog) if one.isVisible())


async def test_a_job_is_run_at_once_heard_live_and_its_result_is_seen(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, lines: Lines
) -> None:
    made = Run(monkeypatch, GOOD)
    await ended(page.operator.grant("web1", Wish.RUN_JOB))
    assert made.asked == [("shop", RunWish())]
    assert "hello from it" in page.log.text()
    assert page.form.summary.text() == "shop, a job on the schedule daily"
    assert not page.form.name.isVisible(), "the log has the room"
    assert page.log.text().endswith("✓ It ended with exit code 0.")
    row = page.servers.rows["web1"]
    assert row.said.text() == "✓ It ended with exit code 0."
    assert row.track.facts.text().startswith("✓ last run 2026-11-29 03:00 succeeded")
    assert (codes(page), lines.names, lines.open) == ([], ["web1"], [])


async def test_the_job_of_a_process_is_run_from_its_menu(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, look: Answer
) -> None:
    made = Run(monkeypatch, GOOD)
    row = page.servers.rows["web1"]
    assert not row.jobs.menuAction().isVisible()
    several = (
        ProcessStatus(name="mailer", active="active", healthy=True),
        ProcessStatus(name="nightly", active="active", kind=Kind.TIMER, runs=Runs()),
    )
    look.value = status(processes=several)
    await ended(page.operator.grant("web1", Wish.LOOK))
    assert row.jobs.menuAction().isVisible()
    (nightly,) = row.jobs.actions()
    assert nightly.text() == "nightly"
    nightly.trigger()
    await idle(page)
    assert made.asked == [("shop", RunWish(process="nightly"))]


async def test_a_command_runs_with_the_arguments_one_by_one_and_its_code_is_told(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Run(monkeypatch, replace(GOOD, code=3, problem=odd("run_failed")))
    work = page.runner.spawn(page.operator.grant("web1", Wish.RUN))
    dialog = await _dialog(page)
    dialog.line.setText("say 'a b' ''")
    dialog.accept()
    await ended(work)
    assert made.asked == [("shop", RunWish(arguments=("say", "a b", "")))]
    assert codes(page) == ["run_failed"]
    assert page.servers.rows["web1"].said.text() == "✗ It is odd."
    again = page.runner.spawn(page.operator.grant("web1", Wish.RUN))
    dialog = await _dialog(page)
    assert dialog.line.text() == "say 'a b' ''", "what failed is tried once more"
    dialog.reject()
    await ended(again)
    assert len(made.asked) == 1


async def test_cancelling_stops_it_there_and_says_what_the_server_said(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, lines: Lines
) -> None:
    made = Run(monkeypatch, GOOD, waits=True)
    work = page.runner.spawn(page.operator.grant("web1", Wish.RUN_JOB))
    await until(lambda: made.began)
    page.runner.cancel()
    await ended(work)
    assert codes(page) == [], "a neutral state"
    assert page.servers.rows["web1"].said.text() == "It is odd. It could not be."
    assert lines.open == []


async def test_where_it_could_not_be_begun_that_is_told(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "run", Answer(fails=wrong("helper_older")))
    await ended(page.operator.grant("web1", Wish.RUN_JOB))
    assert codes(page) == ["helper_older"]
    assert page.servers.rows["web1"].said.text() == "✗ It is odd."


async def test_nothing_is_asked_while_something_else_is_under_way(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Run(monkeypatch, GOOD, waits=True)
    work = page.runner.spawn(page.operator.grant("web1", Wish.RUN_JOB))
    await until(lambda: made.began)
    for wish in (Wish.RUN, Wish.RUN_JOB):
        await ended(page.operator.grant("web2", wish))
    page.runner.cancel()
    await ended(work)
    assert len(made.asked) == 1


@pytest.fixture
def dialog(window: QWidget) -> Iterator[RunDialog]:
    made = RunDialog(window, service="shop", server="web1")
    made.show()
    yield made
    made.close()


def test_each_argument_is_shown_as_it_arrives_with_what_to_type_for_it(dialog: RunDialog) -> None:
    dialog.line.setText("migrate 'a b' $HOME")
    each = [dialog.each.item(place).text() for place in range(dialog.each.count())]
    assert each == ["1   migrate", "2   a b", "3   $HOME"]
    dialog.line.setText("migrate 'a b")
    assert dialog.each.count() == 3, "while a quote is open, those of before stay"
    dialog.line.setText("up")
    dialog.copy.click()
    typed = "goferry run --service shop --to web1 -- up"
    assert (dialog.command.text(), QGuiApplication.clipboard().text()) == (typed, typed)


@pytest.mark.parametrize(
    ("typed", "said"), [("", "Type what the program should do"), ("a 'b", "A quote is not closed.")]
)
def test_a_dialog_with_nothing_to_run_stays_and_says_why(
    dialog: RunDialog, typed: str, said: str
) -> None:
    assert not dialog.fault.isVisible()
    dialog.line.setText(typed)
    dialog.accept()
    assert dialog.isVisible()
    assert (dialog.fault.isVisible(), said in dialog.fault.text()) == (True, True)
    dialog.line.setText("up")
    assert not dialog.fault.isVisible()
    dialog.accept()
    assert not dialog.isVisible()
