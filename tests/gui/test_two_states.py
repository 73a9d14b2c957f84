"""The Deploy page in its two states, and how far a job is on the rail: what a person sees of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QProgressBar

from core.actions import Retry, ShowLogs, UseOption
from core.deploy import fleet
from core.events import LogLine, Progress, Stage, StepStarted
from core.journey import Stop
from core.problems import Advice
from core.service.model import Mode
from core.service.plan import ActionKey, Plan, PlanStep
from core.service.results import Result
from core.service.stages import State
from core.ssh.profile import Profile
from core.usecases import watching
from core.words import say
from gui.actions import alarming
from gui.look import theme
from gui.runtime.speech import use_language
from gui.widgets.log.job_output import JobOutput
from gui.widgets.server.next_steps import NextStep
from gui.widgets.server.server_dialog import ServerDialog
from gui.widgets.service.plan_view import PlanView
from gui.widgets.stage_line import StageLine
from tests.gui.conftest import ended, until
from tests.gui.made_up import Answer, Door, Lines, idle, odd, outcome, status
from tests.gui.seen import application, card_at, present
from tests.gui.test_deploying import look, page
from tests.gui.test_main_window import project, window

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.pages.deploy import DeployPage
    from gui.shell.main_window import MainWindow

__all__ = ["look", "page", "project", "window"]  # fixtures

_UPLOAD = StepStarted(
    step=say("Upload"), number=1, of=2, span=(0.0, 0.5), server="web1", stage=Stage.UPLOAD
)


def settled() -> None:
    for _ in range(6):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QApplication.processEvents()


async def _runs(page: DeployPage, door: Door) -> None:
    page.act()
    await until(lambda: door.running)
    settled()


@pytest.mark.parametrize("servers", [1, 3, 12])
async def test_while_a_deploy_runs_its_log_has_at_least_half_of_the_page(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, window: MainWindow, servers: int
) -> None:
    Lines(monkeypatch)
    window.resize(1024, 640)
    names = tuple(f"web{number}" for number in range(servers))
    profiles = tuple(Profile(name=name, host="x.example") for name in names)
    page.session.change(servers=profiles, chosen=names)
    door = Door((), replace(_UPLOAD, server="web0"), LogLine(text="sent"), waits=True)
    monkeypatch.setattr(fleet, "deploy_to", door)
    await _runs(page, door)
    seen = present(page.view._seen)
    assert seen.verticalScrollBar().maximum() == 0, "nothing of it has to be scrolled for"
    assert page.log.height() >= seen.viewport().height() / 2
    assert page.log.pane.view.isVisible()
    shown = [one for one in page.servers.rows.values() if one.isVisible()]
    assert len(shown) == servers
    assert page.servers.rows["web0"].visibleRegion().boundingRect().height() > 0
    assert page.log.pane.view.hasFocus()
    door.may_end.set()
    await idle(window)


async def test_a_deploy_has_the_page_until_its_settings_are_wanted_again(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    Lines(monkeypatch)
    ends = tuple(outcome(name) for name in ("web1", "web2"))
    door = Door(ends, _UPLOAD, waits=True)
    monkeypatch.setattr(fleet, "deploy_to", door)
    page.session.change(chosen=("web1", "web2"))
    rows = page.servers.rows
    assert rows["web3"].choice.isVisible()
    await _runs(page, door)
    assert not any(one.choice.isVisible() for one in rows.values())
    assert [name for name, one in rows.items() if one.isVisible()] == ["web1", "web2"]
    hidden = (page.servers.until_proved, page.form._review, page.form.again, page.form.name)
    assert not any(one.isVisible() for one in hidden)
    assert page.form.summary.isVisible()
    assert not rows["web1"].more.isVisible()
    door.may_end.set()
    await idle(window)
    assert rows["web1"].more.isVisible()
    assert rows["web1"].stages.states[Stage.HEALTHY] is State.SKIPPED, "nobody saw it"
    assert page.log.isVisible(), "what happened stays"
    assert window.footer.primary_action.text() == "See it running"
    page.form.change.click()
    assert page.form.name.isVisible()
    assert all(one.choice.isVisible() for one in rows.values())
    assert not page.log.isVisible()
    assert window.footer.primary_action.text() == "Deploy to 2 servers"


async def test_after_a_deploy_one_goes_on_to_what_runs_or_deploys_again(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    Lines(monkeypatch)
    monkeypatch.setattr(watching, "watch", Answer())
    door = Door((outcome("web1"), outcome("web2", Result.ROLLED_BACK), outcome("web3")))
    monkeypatch.setattr(fleet, "deploy_to", door)
    await ended(page.run())
    assert window.footer.primary_action.text() == "Deploy again to 3 servers"
    window.footer.primary_action.click()
    await until(lambda: len(door.asked) == 2 and not window.runner.working)
    assert not page.form.again.isVisible(), "two buttons for one deed"
    door.value = tuple(outcome(name) for name in ("web1", "web2", "web3"))
    page.carry_out(Retry())
    await until(lambda: len(door.asked) == 3 and not window.runner.working)
    assert window.footer.primary_action.text() == "See it running"
    page.form.again.click()
    await until(lambda: len(door.asked) == 4 and not window.runner.working)
    assert page.form.again.isVisible()
    window.footer.primary_action.click()
    assert (window.stop, len(door.asked)) == (Stop.RUNNING, 4)


async def test_another_program_or_a_fault_of_the_settings_brings_the_settings_back(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    Lines(monkeypatch)
    monkeypatch.setattr(fleet, "deploy_to", Door((outcome("web1"),)))
    await ended(page.run())
    assert page.view.in_job
    made = present(page.session.current.artifact)
    page.session.change(artifact=replace(made, sha256="f" * 64), inspection=None)
    assert not page.view.in_job
    assert window.footer.primary_action.text() == "Deploy to 3 servers"
    page.session.change(artifact=made)
    await ended(page.run())
    page.carry_out(UseOption("port", "9000"))
    assert (page.view.in_job, page.form.port.isVisible()) == (False, True)


async def test_settings_cannot_be_changed_while_servers_are_being_reached(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    reached = Door((), waits=True)

    async def connect_all(*_: object, **__: object) -> tuple[()]:
        await reached(report=print)
        return ()

    monkeypatch.setattr(page.connector, "connect_all", connect_all)
    page.act()
    await until(lambda: reached.running)
    assert page.servers.rows["web1"].stages.states[Stage.CONNECT] is State.RUNNING
    assert not window.footer.primary_action.isEnabled()
    page.form.change.click()
    assert page.view.in_job
    assert not await ended(page.run()), "one at a time"
    reached.may_end.set()
    await idle(window)
    assert not page.view.in_job, "nothing was begun"


@pytest.mark.parametrize("percent", [100, 160])
async def test_after_a_deploy_that_failed_why_and_the_log_are_in_sight(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, window: MainWindow, percent: int
) -> None:
    Lines(monkeypatch)
    window.resize(1024, 640)
    theme.apply(application(), theme.Theme.LIGHT, percent=percent)
    again = (Advice(say("Follow its log"), ShowLogs("web2")), Advice(say("Try again"), Retry()))
    why = say("It stopped right after it had started: {why}", why="connection refused. " * 4)
    problem = replace(odd(details="panic", next=again), why=why)
    ends = (outcome("web1"), outcome("web2", Result.ROLLED_BACK, problem=problem))
    monkeypatch.setattr(fleet, "deploy_to", Door(ends))
    page.session.change(chosen=("web1", "web2"))
    try:
        await ended(page.run())
        settled()
        seen = present(page.view._seen).viewport()
        card, log = card_at(page), page.log
        assert card.mapTo(seen, QPoint(0, 0)).y() >= 0
        assert card.mapTo(seen, card.rect().bottomLeft()).y() < seen.height()
        shown = log.visibleRegion().boundingRect().height()
        assert shown >= 4 * log.fontMetrics().lineSpacing()
    finally:
        theme.apply(application(), theme.Theme.LIGHT, percent=100)


async def test_after_the_first_deploy_links_lead_to_what_comes_next(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, window: MainWindow, look: Answer
) -> None:
    Lines(monkeypatch)
    monkeypatch.setattr(fleet, "deploy_to", Door((outcome("web1"),)))
    look.value = lambda line, _: status(line.profile.name, addresses=("http://x:8080/",))
    page.session.change(servers=page.session.current.servers[:1], chosen=("web1",))
    granted = Answer()
    monkeypatch.setattr(page.operator, "grant", granted)
    assert page.session.current.shipped == ""
    await ended(page.run())
    steps = page.view.next
    assert steps.isVisible()
    assert all(one.isVisible() for one in steps.buttons.values())
    steps.buttons[NextStep.DOMAIN].click()
    await idle(window)
    assert [(name, wish.value) for name, wish in granted.asked] == [("web1", "front")]
    alarm = Answer()
    monkeypatch.setattr(alarming, "look_after", alarm)
    steps.buttons[NextStep.ALARM].click()
    await idle(window)
    assert [server.name for _, _, server in alarm.asked] == ["web1"]
    steps.buttons[NextStep.SERVER].click()
    await until(lambda: window.findChildren(ServerDialog))
    (dialog,) = window.findChildren(ServerDialog)
    assert dialog.test.text() == "&Add and deploy"
    dialog.reject()
    await idle(window)
    assert (window.stop, page.session.current.chosen) == (Stop.DEPLOY, ("web1",))
    await ended(page.run())
    assert not steps.isVisible(), "it is no news any more"


async def test_the_rail_says_on_every_page_how_far_the_job_is(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    Lines(monkeypatch)
    more = Progress(done=1, total=2, unit="bytes", server="web1")
    door = Door((outcome("web1", Result.DOWN),), _UPLOAD, more, waits=True)
    monkeypatch.setattr(fleet, "deploy_to", door)
    page.session.change(chosen=("web1",))
    await _runs(page, door)
    item = window.rail.items[Stop.DEPLOY]
    for stop in (Stop.BUILD, Stop.SERVERS, Stop.PROJECT):
        window.show_stop(stop)
        assert str(item.state_words()) == "running · 25%"
        assert item.accessibleName().startswith("Deploy, running · 25%")
        bars = [one for one in window.findChildren(QProgressBar) if one.isVisible()]
        assert [one for one in bars if one is not window.footer.bar] == []
    door.may_end.set()
    await idle(window)
    assert (str(item.state_words()), item.unseen) == ("failed", True)
    window.show_stop(Stop.DEPLOY)
    assert not item.unseen, "somebody looked at it"
    window.show_stop(Stop.BUILD)
    assert not item.unseen


def test_a_line_of_stages_says_all_by_words_signs_and_to_those_who_listen(qtbot: QtBot) -> None:
    line = StageLine()
    qtbot.addWidget(line)
    assert line.isHidden()
    states = {
        Stage.CONNECT: State.DONE,
        Stage.UPLOAD: State.RUNNING,
        Stage.REHEARSE: State.SKIPPED,
        Stage.SWITCH: State.LEFT,
        Stage.HEALTHY: State.FAILED,
        Stage.BACK: State.DONE,
    }
    line.show_states(states, share=0.374)
    line.show()
    assert line.accessibleName() == (
        "Connect: done\nUpload: running, 37%\nRehearse: not needed\nSwitch: stopped\n"
        "Healthy: failed\nRoll back: done"
    )
    assert line.toolTip() == line.accessibleName()
    wide, narrow = line.sizeHint().width(), line.minimumSizeHint().width()
    assert narrow < wide
    for width in (wide, narrow):
        line.resize(width, line.sizeHint().height())
        picture = line.grab().toImage()
        right = max(
            x for x in range(picture.width()) for y in range(picture.height())
            if picture.pixelColor(x, y) != picture.pixelColor(0, 0)
        )  # fmt: skip
        assert right < picture.width(), "nothing is cut"
    use_language("zh_CN")
    assert line.accessibleName().startswith("连接")
    use_language("en")


def test_the_log_of_a_deploy_is_wrapped_on_request_and_says_json_as_words(qtbot: QtBot) -> None:
    log = JobOutput()
    qtbot.addWidget(log)
    log.resize(600, 400)
    log.show()
    log.begin(("web1", "web2"))
    log.append(['{"level":"WARN","msg":"slow","took":"2s"}', "plain"], "web1")
    log.append(["x" * 300], "web2")
    assert log.text().split("\n") == [
        "web1  warning slow took=2s", "web1  plain", f"web2  {'x' * 300}"
    ]  # fmt: skip
    log.wrap.setChecked(True)
    log._again.finish()
    rows = log.text().split("\n")
    assert len(rows) > 5
    assert "".join(row.strip() for row in rows[2:]) == f"web2  {'x' * 300}"
    log.append(["y" * 200], "web1")
    assert max(map(len, log.text().split("\n"))) < 120
    log.servers.setCurrentIndex(1)
    log._again.finish()
    assert "x" not in log.text()
    log.wrap.setChecked(False)
    log._again.finish()
    assert log.text().split("\n")[1:] == ["web1  plain", f"web1  {'y' * 200}"]
    log.begin(("web1",))
    log.append(["alone"], "web1")
    assert (log.text(), log.servers.isVisible()) == ("alone", False), "of one no name is needed"


@pytest.mark.parametrize("mode", Mode)
async def test_stages_are_those_of_the_mode(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, mode: Mode
) -> None:
    Lines(monkeypatch)
    monkeypatch.setattr(fleet, "deploy_to", Door((outcome("web1"),)))
    service = present(page.session.current.service)
    page.session.change(service=replace(service, mode=mode))
    await ended(page.run())
    shown = page.servers.rows["web1"].stages.states
    assert (Stage.REHEARSE in shown) is (mode is Mode.SHARED)


def test_a_plan_is_read_with_line_numbers_and_copied_without_them(qtbot: QtBot) -> None:
    view = PlanView()
    qtbot.addWidget(view)
    view.resize(800, 400)
    script = "\n".join(f"echo {number}" for number in range(1, 121))
    steps = (
        PlanStep(key=ActionKey.WRITE_FILE, sentence=say("Write the unit."), script=script),
        PlanStep(key=ActionKey.UPLOAD, sentence=say("Upload."), script="put", difference="+new"),
    )
    plan = Plan(server="web1", release="2-bb", previous="1-aa", actions=steps)
    view.show_plans((plan, replace(plan, server="web2", actions=steps[:1])))
    view.show()
    settled()
    seen = view.text.visible_lines()
    assert [number for number, _ in seen] == list(range(1, len(seen) + 1))
    view.text.verticalScrollBar().setValue(view.text.verticalScrollBar().maximum())
    numbers = [number for number, _ in view.text.visible_lines()]
    assert numbers[-1] == 120
    assert view.text.numbers_width() >= view.text.fontMetrics().horizontalAdvance("120")
    picture = view.text.numbers.grab().toImage()
    assert len({picture.pixel(x, y) for x in range(picture.width()) for y in range(40)}) > 1
    view.copy_step.click()
    assert QGuiApplication.clipboard().text() == script
    view.steps.setCurrentRow(1)
    assert [number for number, _ in view.text.visible_lines()] == [1, 2]
    view.copy_all.click()
    assert QGuiApplication.clipboard().text() == (
        f"# web1  1. Write the unit.\n{script}\n\n# web1  2. Upload.\nput\n+new\n\n"
        f"# web2  1. Write the unit.\n{script}\n"
    )
    view.close_plan.click()
    assert not view.isVisible()
