"""The frame: it leads from stop to stop, closes politely, builds and deploys with one key."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from core import settings
from core.actions import ShowLogs
from core.build import builder
from core.deploy import fleet
from core.events import Progress, StepStarted
from core.journey import State, Stop
from core.servers.store import ServerStore
from core.ssh.profile import Profile
from core.usecases import introducing
from core.words import say
from gui.look import theme
from gui.pages.project import ProjectPage
from gui.pages.servers import ServersPage
from gui.runtime.source_watch import SourceWatch
from gui.runtime.speech import speech
from gui.shell import app, notification
from gui.shell.app import make_window
from tests.gui.conftest import ended, until
from tests.gui.made_up import (
    Answer,
    Door,
    Lines,
    artifact,
    codes,
    facts,
    idle,
    inspection,
    odd,
    opened,
    outcome,
    status,
    three_servers,
    wrong,
)
from tests.gui.seen import application, page_at, part_of, present
from tests.gui.test_main_window import project, window

if TYPE_CHECKING:
    from core.events import Event
    from core.home import Home
    from core.project.model import Project
    from gui.shell.main_window import MainWindow

__all__ = ["project", "window"]  # fixtures

_CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def ready(window: MainWindow, project: Project, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """Open a project with three servers, and answer for the servers."""
    opened(window, project)
    (project.folder / "goferry.toml").write_text('[budget]\nmax_size = "1GB"\n')
    three_servers(window)
    monkeypatch.setattr("core.build.budget.hold", Door(object()))
    monkeypatch.setattr("core.operate.status.status", Answer(status()))
    monkeypatch.setattr("core.front.standing.before", Answer(()))
    found = inspection(artifact(project.folder).path)
    monkeypatch.setattr("core.binary.apart.inspect_apart", Answer(found))
    window.activateWindow()
    return window


async def test_one_key_builds_what_is_chosen_and_deploys_what_was_built(
    ready: MainWindow, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = artifact(project.folder)
    build, deploy = Door(made), Door((outcome(), outcome("web2"), outcome("web3")))
    monkeypatch.setattr(builder, "build", build)
    monkeypatch.setattr(fleet, "deploy_to", deploy)
    lines = Lines(monkeypatch)
    ready.session.change(shipped="0" * 64)
    QTest.keyClick(ready, Qt.Key.Key_R, _CONTROL)
    await until(lambda: deploy.asked and not ready.runner.working)
    assert build.asked[0][0].options == ready.session.current.options
    (aims,) = deploy.asked[0]
    release, service = aims[0].release, aims[0].service
    assert [one.name for one in aims] == ["web1", "web2", "web3"]
    assert (release.binary, service.name) == (made.path, "shop")
    assert (ready.stop, lines.open) == (Stop.DEPLOY, [])
    assert ready.session.current.marks[Stop.DEPLOY].state is State.DONE


async def test_what_was_never_deployed_is_looked_at_before_it_is(
    ready: MainWindow, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    build, deploy = Door(artifact(project.folder)), Door(())
    monkeypatch.setattr(builder, "build", build)
    monkeypatch.setattr(fleet, "deploy_to", deploy)
    ready.show_stop(Stop.PROJECT)
    page_at(ready, ProjectPage).all_at_once.click()
    await until(lambda: build.asked and not ready.runner.working)
    assert (ready.stop, deploy.asked) == (Stop.DEPLOY, [])
    assert ready.footer.primary_action.hasFocus()
    assert ready.footer.primary_action.text() == "Deploy to 3 servers"


async def test_without_a_server_the_way_leads_to_the_first_one_and_on(
    ready: MainWindow, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builder, "build", Door(artifact(project.folder)))
    store = ServerStore(ready.session.home)
    for one in store.all():
        store.remove(one.name)
    ready.session.reload_servers()
    await ended(ready.build_and_deploy_again())
    page = page_at(ready, ServersPage)
    assert (ready.stop, page.empty.deed.hasFocus()) == (Stop.SERVERS, True)
    assert ready.footer.said.text().startswith("The program is built. Add the first server")
    store.add(Profile(name="practice", host="127.0.0.1"))
    Lines(monkeypatch)
    ask = Answer(fails=wrong("no_sudo"))
    monkeypatch.setattr(introducing, "ask_facts", ask)
    page.practice.changed.emit("practice")
    await idle(ready)
    assert _stop(ready) is Stop.SERVERS, "its fault is to be seen first"
    monkeypatch.setattr(introducing, "ask_facts", Answer(facts()))
    page.card.test.click()
    await idle(ready)
    assert _stop(ready) is Stop.DEPLOY
    ready.show_stop(Stop.SERVERS)
    page.card.test.click()
    await idle(ready)
    assert _stop(ready) is Stop.SERVERS, "it leads once"


def _stop(window: MainWindow) -> Stop:
    return window.stop


@pytest.mark.parametrize("lacks", ["build", "older build", "budget", "project"])
async def test_one_key_deploys_nothing_where_the_way_there_is_not_free(
    ready: MainWindow, project: Project, monkeypatch: pytest.MonkeyPatch, lacks: str
) -> None:
    fails = wrong("broken") if lacks.endswith("build") else None
    if lacks == "older build":  # that could be deployed, but is not what was asked for
        older = artifact(project.folder, sha256="2" * 64)
        ready.session.change(artifact=older, built=ready.session.current.wanted)
    elif lacks == "budget":
        monkeypatch.setattr("core.build.budget.hold", Door(fails=wrong("budget_exceeded")))
    build, deploy = Door(artifact(project.folder), fails=fails), Door(())
    monkeypatch.setattr(builder, "build", build)
    monkeypatch.setattr(fleet, "deploy_to", deploy)
    if lacks == "project":
        ready.session.change(project=None)
    await ended(ready.build_and_deploy_again())
    assert (deploy.asked, len(build.asked)) == ([], 0 if lacks == "project" else 1)
    assert ready.stop is (Stop.PROJECT if lacks == "project" else Stop.BUILD)
    said = "Build is locked. Choose" if lacks == "project" else ""
    assert ready.footer.said.text().startswith(said)


async def test_closing_stops_the_job_first_and_says_so(
    ready: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    door = Door("", waits=True)
    living = asyncio.ensure_future(app._live(ready))
    await until(lambda: ready.isVisible())  # noqa: PLW0108 - read when it fails
    running = ready.runner.spawn(_run(ready, door))
    await until(lambda: door.running)
    assert not ready.close(), "the window goes when its jobs have"
    assert ready.isVisible()
    assert ready.footer.said.text() == "Closing: what still runs is being stopped…"
    assert await ended(living) == 0
    assert (door.cleaned, running.done(), ready.isVisible()) == (1, True, False)


async def _run(window: MainWindow, door: Door) -> None:
    await window.runner.run(say("Building"), door, lambda _event: None, at=Stop.BUILD)


async def test_a_fault_in_a_slot_is_reported_and_not_lost(
    ready: MainWindow, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    told: list[str] = []
    living = asyncio.ensure_future(app._live(ready))
    await asyncio.sleep(0)
    ready.runner.bug.connect(told.append)
    error = ZeroDivisionError("canary")
    sys.excepthook(type(error), error, None)
    assert "ZeroDivisionError: canary" in told[0]
    assert "ZeroDivisionError: canary" in capsys.readouterr().err
    await until(lambda: any(one.isVisible() for one in ready.findChildren(QDialog)))
    ready.close()
    assert await ended(living) == 0


async def test_at_the_start_what_was_remembered_comes_back_and_what_is_odd_is_said(
    home: Home, window: MainWindow, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    three_servers(window)
    opened(window, project)
    chosen = replace(window.session.current.settings, language="zh_CN", colours="dark")
    window.session.change(settings=chosen)
    again = make_window(home)
    assert (speech().language, theme.current().dark) == ("zh_CN", True)
    theme.apply(application(), theme.Theme.LIGHT)
    asked: list[object] = []
    monkeypatch.setattr(again.pages[Stop.PROJECT], "open", asked.append)
    again.session.settings_problem = odd("odd_settings")
    again.begin()
    assert (asked, codes(again.pages[Stop.PROJECT])) == ([project.folder], ["odd_settings"])
    assert [one.name for one in again.session.current.servers] == ["web1", "web2", "web3"]
    assert part_of(part_of(again, SourceWatch), QTimer).isActive()
    again.deleteLater()


async def test_back_leads_one_stop_back_and_not_beyond_the_first(ready: MainWindow) -> None:
    marks = ready.session.current.marks
    ready.footer.say(say("old"))
    ready.show_stop(Stop.TARGET)
    seen = ready.session.current.marks
    assert (marks[Stop.TARGET].state, seen[Stop.TARGET].state) == (State.OPEN, State.DONE)
    assert ready.footer.said.text() == ""
    assert ready.footer.back.isEnabled()
    ready.footer.back.click()
    assert ready.stop is Stop.PROJECT
    assert not ready.footer.back.isEnabled()
    ready.footer.back_pressed.emit()
    assert ready.stop is Stop.PROJECT
    await idle(ready)


async def test_another_page_may_ask_for_a_deed_only_where_its_stop_is_open(
    ready: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Stop] = []
    for stop in (Stop.BUILD, Stop.DEPLOY):
        monkeypatch.setattr(ready.pages[stop], "begin", lambda stop=stop: begun.append(stop))
    for stop in (Stop.DEPLOY, Stop.BUILD):
        ready.pages[Stop.PROJECT].act_wanted.emit(stop)
    assert (begun, ready.stop) == ([Stop.BUILD], Stop.BUILD)
    ready.pages[Stop.PROJECT].go.emit(Stop.DEPLOY)
    assert ready.stop is Stop.BUILD
    carried = Answer()
    monkeypatch.setattr(ready.pages[Stop.DEPLOY], "carry_out", carried)
    ready.pages[Stop.BUILD].carry_out(ShowLogs())
    assert (carried.asked, ready.stop) == ([], Stop.BUILD)


async def test_the_name_of_the_project_stands_in_the_title(ready: MainWindow) -> None:
    assert ready.windowTitle() == "shop - GoFerry"
    ready.session.change(project=None)
    assert ready.windowTitle() == "GoFerry"


# The rail and the footer


async def test_the_rail_says_each_state_where_one_is_and_why(ready: MainWindow) -> None:
    current = ready.session.current
    ready.session.change(
        artifact=artifact(present(current.project).folder), built=current.wanted, shipped="other"
    )
    ready.show_stop(Stop.TARGET)
    ready.session.change(touched=say("main.go changed."))
    ready.session.note_end(Stop.DEPLOY, failed=True)
    spoken = [item.accessibleName() for item in ready.rail.items.values()]
    assert spoken == [
        "Project, done",
        "Target, done",
        "Build, out of date: main.go changed.",
        "Inspect, out of date: main.go changed.",
        "Servers, done",
        "Deploy, failed: The last deploy did not succeed on every server.",
        "Running, open",
    ]
    here = [item.accessibleDescription() for item in ready.rail.items.values()]
    assert here == ["", "You are here.", "", "", "", "", ""]
    assert ready.rail.items[Stop.BUILD].toolTip() == "Build (Ctrl+3)\nmain.go changed."
    assert ready.rail.items[Stop.TARGET].toolTip() == "Target (Ctrl+2)"


_HALF = Progress(done=1, total=2, unit="x")
_EVENTS: list[tuple[tuple[Event, ...], int]] = [
    ((), 0),
    ((StepStarted(step=say("a"), number=1, of=2, span=(0.25, 0.75)),), 250),
    ((Progress(done=1, total=2, unit="x"),), 500),
    ((StepStarted(step=say("a"), number=1, of=2, span=(0.2, 0.6)), _HALF), 400),
    ((_HALF, Progress(done=1, total=10, unit="x")), 500),
    ((_HALF, StepStarted(step=say("a"), number=1, of=2, span=(0.1, 0.2))), 500),
    ((Progress(done=1, total=1, unit="x"),), 999),
    ((_HALF, Progress(done=9, total=None, unit="x")), 500),
    ((Progress(done=9, total=9, unit="x", share=0.3),), 300),
]


async def test_the_bar_stands_where_the_job_is(ready: MainWindow) -> None:
    bar = ready.footer.bar
    for events, value in _EVENTS:
        ready.footer._begin()
        bar.setRange(0, 1000)
        bar.setValue(0)
        ready.footer.show_event(StepStarted(step=say("a"), number=1, of=1))
        for event in events:
            ready.footer.show_event(event)
        assert (bar.value(), bar.maximum()) == (value, 1000), events


async def test_while_a_job_runs_the_deed_makes_room_for_cancel(ready: MainWindow) -> None:
    footer, door = ready.footer, Door("", waits=True)
    running = ready.runner.spawn(_run(ready, door))
    await until(lambda: door.running)
    shown = (
        footer.primary_action.isVisible(),
        footer.primary_action.isEnabled(),
        footer.cancel.isVisible(),
    )
    assert shown == (False, False, True)
    footer.say(say("Compile"))
    footer.cancel.click()
    assert (footer.cancel.text(), footer.cancel.isEnabled()) == ("Canceling…", False)
    await ended(running)
    shown = (
        footer.primary_action.isVisible(),
        footer.primary_action.isEnabled(),
        footer.cancel.isVisible(),
    )
    assert shown == (True, True, False)
    assert footer.said.text() == ""
    door = Door("", waits=True)
    running = ready.runner.spawn(_run(ready, door))
    await until(lambda: door.running)
    assert (footer.cancel.text(), footer.cancel.isEnabled()) == ("&Cancel", True)
    door.may_end.set()
    await ended(running)


# Settings and notifications


async def test_a_choice_of_the_menu_acts_at_once_and_is_remembered(
    ready: MainWindow, home: Home
) -> None:
    offered = ready.menu_bar.entries
    offered["language-zh_CN"].trigger()
    offered["dark"].trigger()
    assert (speech().language, theme.current().dark) == ("zh_CN", True)
    found, _ = settings.load(home)
    assert (found.language, found.colours) == ("zh_CN", "dark")
    offered["light"].trigger()
    assert (settings.load(home)[0].language, theme.current().dark) == ("zh_CN", False)


@pytest.mark.parametrize(
    ("seen", "job", "words"),
    [
        ((True, True), Door(""), []),
        ((False, True), Door(""), ["alert", "Finished: Building"]),
        ((False, True), Door(fails=wrong()), ["alert", "Ended without success: Building"]),
        ((False, False), Door(""), ["alert"]),
    ],
)
async def test_an_end_is_told_to_whoever_looks_elsewhere(
    ready: MainWindow,
    monkeypatch: pytest.MonkeyPatch,
    seen: tuple[bool, bool],
    job: Door,
    words: list[str],
) -> None:
    in_front, tray = seen
    told: list[str] = []
    bell = SimpleNamespace(
        show=lambda: None,
        showMessage=lambda _title, words, *_: told.append(words),
        deleteLater=lambda: None,
    )
    made = SimpleNamespace(isSystemTrayAvailable=lambda: tray)
    monkeypatch.setattr(notification, "QSystemTrayIcon", _Bells(made, bell))
    monkeypatch.setattr(notification, "QTimer", SimpleNamespace(singleShot=lambda *_: None))
    monkeypatch.setattr(QApplication, "alert", lambda *_: told.append("alert"))
    monkeypatch.setattr(ready, "isActiveWindow", lambda: in_front)
    await ended(_run(ready, job))
    assert told == words


class _Bells:
    """Stands in place of the tray's class."""

    def __init__(self, kind: SimpleNamespace, bell: SimpleNamespace) -> None:
        self.isSystemTrayAvailable = kind.isSystemTrayAvailable
        self._bell = bell

    def __call__(self, *_: object) -> SimpleNamespace:
        return self._bell


async def test_a_setting_is_only_what_was_chosen(ready: MainWindow) -> None:
    ready.session.change(settings=replace(ready.session.current.settings, language="xx"))
    ready.apply_settings()
    assert speech().language == "en"


async def test_a_problem_that_ends_a_button_s_work_is_shown_on_the_page_where_it_began(
    ready: MainWindow,
) -> None:
    going = asyncio.Event()

    async def work() -> None:
        await going.wait()
        raise wrong("refused")

    ready.show_stop(Stop.BUILD)
    ready.runner.spawn(work())
    ready.show_stop(Stop.PROJECT)
    going.set()
    await until(lambda: codes(ready.pages[Stop.BUILD]) == ["refused"])
    assert codes(ready.pages[Stop.PROJECT]) == []
