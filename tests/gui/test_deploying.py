"""The deploy page with made-up servers: each way a deploy ends, and what is true afterwards."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from core.actions import GiveTime, Retry, RollBack, ShowLogs, UseOption
from core.deploy import deployer, fleet, taking
from core.events import LogLine, Noticed, Progress, StepStarted
from core.journey import State, Stop
from core.problems import Advice
from core.remedies.port import port_action
from core.service.entry import Section
from core.service.model import Release, Service
from core.service.plan import ActionKey, Plan, PlanStep
from core.service.results import Result
from core.words import say
from gui.actions import settings_file
from gui.pages.deploy import DeployPage
from tests.gui.conftest import ended, until
from tests.gui.made_up import (
    Answer,
    Door,
    Lines,
    answer,
    artifact,
    codes,
    idle,
    inspection,
    odd,
    opened,
    outcome,
    spawned,
    status,
    three_servers,
    wrong,
)
from tests.gui.seen import card_at, page_at, present
from tests.gui.test_main_window import project, window

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from core.events import Event
    from core.project.model import Project
    from gui.runtime.loop import AppLoop
    from gui.shell.main_window import MainWindow

__all__ = ["project", "window"]  # fixtures

_ALL = ("web1", "web2", "web3")


@pytest.fixture
def look(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Answer what runs on a server."""
    made = Answer(lambda line, _service: status(line.profile.name))
    monkeypatch.setattr("core.operate.status.status", made)
    monkeypatch.setattr("core.front.standing.before", Answer(()))
    return made


@pytest.fixture
def page(window: MainWindow, project: Project, app_loop: AppLoop, look: Answer) -> DeployPage:
    """Show the page of a project that was built and inspected, with three servers chosen."""
    del look
    opened(window, project)
    made = artifact(project.folder)
    window.session.change(artifact=made, inspection=inspection(made.path))
    window.session.change(built=window.session.current.wanted)
    three_servers(window)

    async def show() -> None:
        window.show_stop(Stop.DEPLOY)
        await idle(window)

    app_loop.run_until_complete(show())
    return page_at(window, DeployPage)


def _deploy(patch: pytest.MonkeyPatch, value: object, *events: Event, **how: Any) -> Door:  # noqa: ANN401 - as Door
    door = Door(value, *events, **how)
    patch.setattr(fleet, "deploy_to", door)
    return door


async def test_a_deploy_goes_to_the_chosen_servers_with_what_was_built_and_typed(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, look: Answer
) -> None:
    lines = Lines(monkeypatch)
    door = _deploy(monkeypatch, (outcome("web1"), outcome("web3", Result.UNCHANGED)))
    page.servers.rows["web2"].choice.setChecked(False)
    page.session.note_end(Stop.DEPLOY, failed=True)
    page.form.health.setText("/ready")  # the keyboard is still in the field
    assert await ended(page.run())
    ((aims,),) = door.asked
    release, service = aims[0].release, aims[0].service
    assert [one.name for one in aims] == ["web1", "web3"]
    current = page.session.current
    assert (release, service) == (Release.of(present(current.inspection)), present(current.service))
    assert service.health_path == "/ready"
    assert current.shipped == present(current.inspection).sha256
    assert current.failed == frozenset()
    assert current.marks[Stop.DEPLOY].state is State.DONE
    assert [line.profile.name for line, _ in look.asked] == ["web1", "web3"]
    assert (sorted(current.statuses), sorted(current.outcomes)) == (["web1", "web3"],) * 2
    assert (lines.names, lines.open) == (["web1", "web3"], [])
    assert page.form.summary.isVisible(), "the page is the deploy's"
    assert page.servers.rows["web1"].said.text().startswith("✓ Release 2 is live and healthy")
    assert page.servers.rows["web3"].said.text().startswith("✓ Release 2 is already live")
    assert not page.servers.rows["web2"].said.isVisible()


async def test_it_waits_for_the_end_of_the_probation_where_that_is_ticked(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    Lines(monkeypatch)
    door = _deploy(monkeypatch, (replace(outcome("web1"), proved=True),))
    await ended(page.run())
    assert page.servers.until_proved in page.choices()
    page.servers.until_proved.click()
    await ended(page.run())
    assert [one["order"].until_proved for one in door.named] == [False, True]
    assert "It passed its probation." in page.servers.rows["web1"].said.text()


async def test_servers_with_different_releases_are_said_after_a_look(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    Lines(monkeypatch)
    found = {"web1": "2-bb", "web2": "2-bb", "web3": "1-aa"}
    look = Answer(lambda line, _: status(line.profile.name, release=found[line.profile.name]))
    monkeypatch.setattr("core.operate.status.status", look)
    _deploy(monkeypatch, tuple(map(outcome, found)))
    await ended(page.run())
    assert codes(page) == ["releases_differ"]


@pytest.mark.parametrize(
    ("result", "failed"),
    [
        (Result.DEPLOYED, False),
        (Result.UNCHANGED, False),
        (Result.CANCELLED, False),
        (Result.ROLLED_BACK, True),
        (Result.REFUSED, True),
        (Result.DOWN, True),
        (Result.UNKNOWN, True),
    ],
)
async def test_one_server_that_is_not_well_is_enough_and_names_itself_in_its_buttons(
    page: DeployPage,
    monkeypatch: pytest.MonkeyPatch,
    result: Result,
    failed: bool,  # noqa: FBT001 - a column of the table
) -> None:
    Lines(monkeypatch)
    sick = odd("sick", next=(Advice(say("Log"), ShowLogs()), Advice(say("Again"), Retry())))
    ended_so = outcome("web2", result, problem=sick)
    _deploy(monkeypatch, (outcome("web1"), ended_so, outcome("web3")))
    page.session.change(shipped="before")
    assert await ended(page.run())
    current = page.session.current
    good = result in {Result.DEPLOYED, Result.UNCHANGED}
    assert current.shipped == (present(current.inspection).sha256 if good else "before")
    assert (Stop.DEPLOY in current.failed) is failed
    assert codes(page) == ["sick"]
    advice = card_at(page).problem.next
    assert [one.action for one in advice] == [ShowLogs("web2"), Retry()]
    assert page.log.text().splitlines()[1].startswith("web2: ")


async def test_a_deploy_that_cannot_begin_is_a_failure_and_a_cancelled_one_is_none(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    lines = Lines(monkeypatch)
    _deploy(monkeypatch, None, fails=wrong("no_room"))
    assert not await ended(page.run())
    assert (codes(page), page.session.current.failed) == (["no_room"], frozenset({Stop.DEPLOY}))
    page.session.note_end(Stop.DEPLOY, failed=False)
    door = _deploy(monkeypatch, (), waits=True)
    page.act()
    await until(lambda: door.running)
    assert page.session.current.marks[Stop.DEPLOY].state is State.RUNNING
    parts: list[QWidget] = [page.form]
    for row in page.servers.rows.values():
        parts += [row.choice, row.roll_back, row.more]
    assert not any(part.isEnabled() for part in parts)
    window.footer.cancel.click()
    await idle(window)
    assert (codes(page), page.session.current.failed) == ([], frozenset())
    assert [row.said.text() for row in page.servers.rows.values()] == ["Canceled."] * 3
    assert (page.session.current.shipped, dict(page.session.current.outcomes)) == ("", {})
    assert all(part.isEnabled() for part in parts)
    assert (len(lines.made), lines.open) == (6, [])


async def test_a_server_that_is_down_keeps_the_others_as_they_are(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = Lines(monkeypatch, "web2")
    door = _deploy(monkeypatch, ())
    assert not await ended(page.run())
    assert (door.asked, codes(page)) == ([], ["down_web2"])
    assert (sorted(set(lines.names)), lines.open) == (["web1", "web3"], [])
    assert not any(row.said.isVisible() for row in page.servers.rows.values())


@pytest.mark.parametrize(
    ("lacks", "told"),
    [
        ({"chosen": ()}, ["no_server_chosen"]),
        ({"artifact": None, "inspection": None}, []),
        ({"service": Service(name="../etc")}, ["service_name_unusable"]),
        ({"service": Service(name="shop", health_path="health")}, ["service_settings_unusable"]),
    ],
)
async def test_what_is_missing_or_unusable_ends_it_before_any_server_is_changed(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, lacks: dict[str, object], told: list[str]
) -> None:
    lines = Lines(monkeypatch)
    door = _deploy(monkeypatch, ())
    plans = Answer()
    monkeypatch.setattr(deployer, "make_plan", plans)
    page.session.change(**lacks)
    page.refresh()
    assert not await ended(page.run())
    assert [one[: len(told[0])] for one in codes(page)] == told if told else codes(page) == []
    await ended(page.show_plan())
    assert (door.asked, plans.asked, lines.open) == ([], [], [])
    assert lines.made == [] or "artifact" in lacks


async def test_a_program_that_is_gone_is_said_and_not_deployed(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    Lines(monkeypatch)
    door = _deploy(monkeypatch, ())
    monkeypatch.setattr("core.binary.apart.inspect_apart", Answer(fails=wrong("gone")))
    page.session.change(inspection=None)
    assert not await ended(page.run())
    assert (door.asked, codes(page)) == ([], ["gone"])
    page.session.change(inspection=None)
    found = inspection(present(page.session.current.artifact).path, sha256="9" * 64)
    apart = Answer(found)
    monkeypatch.setattr("core.binary.apart.inspect_apart", apart)
    await ended(page.run())
    assert apart.asked == [(present(page.session.current.artifact).path,)]
    assert door.asked[0][0][0].release == Release.of(found)


async def test_only_one_deploy_runs_at_a_time(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    Lines(monkeypatch)
    door = _deploy(monkeypatch, (), waits=True)
    page.act()
    await until(lambda: door.running)
    page.log.append(["under way"])
    assert not await ended(page.run())
    assert page.log.text() == "under way"
    await ended(page.show_plan())
    assert page.log.text() == "under way"
    assert len(door.asked) == 1
    door.may_end.set()
    await idle(window)


async def test_what_happens_is_told_in_the_row_and_the_log_of_its_server(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    Lines(monkeypatch)
    events = (
        StepStarted(step=say("Upload"), number=1, of=2, server="web2"),
        Progress(done=1, total=4, unit="bytes", server="web2"),
        LogLine(text="sent", server="web2"),
        Noticed(problem=odd(), server="web3"),
        Noticed(problem=replace(odd(), what=say("{server} is.", server="web3")), server="web3"),
    )
    door = _deploy(monkeypatch, (), *events, waits=True)
    page.session.change(outcomes={"web1": outcome("web1")})
    page.log.append(["old"])
    page.plan.show()
    page.act()
    await until(lambda: page.log.text().count("\n") == 3)
    assert page.log.text() == "web2  Upload\nweb2  sent\nweb3  It is odd.\nweb3 is."
    assert page.log.isVisible()
    assert not page.plan.isVisible()
    assert page.servers.rows["web2"].said.text() == "Upload · 1 bytes of 4 bytes"
    assert page.servers.rows["web1"].said.text() == "Connected."
    assert all(row.stages.isVisible() for row in page.servers.rows.values())
    assert page.session.current.outcomes == {}
    door.may_end.set()
    await idle(window)


async def test_of_a_single_server_the_log_needs_no_name(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    Lines(monkeypatch)
    _deploy(monkeypatch, (), LogLine(text="sent", server="web2"))
    page.session.change(chosen=("web2",))
    await ended(page.run())
    assert page.log.text() == "sent"


async def test_the_plan_of_every_server_is_shown_and_nothing_is_changed(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = Lines(monkeypatch)
    door = _deploy(monkeypatch, ())
    action = PlanStep(key=ActionKey.WRITE_FILE, sentence=say("Write the unit."), script="tee")
    plan = Plan(server="web1", release="2-bb", previous="1-aa", actions=(action, action))
    plans = {
        "web1": replace(plan, findings=(odd("finding"),), notes=(odd("note"),)),
        "web2": replace(plan, server="web2", actions=(replace(action, difference="+new"),)),
        "web3": replace(plan, server="web3", actions=()),
    }
    make = Answer(lambda line, *_: plans[line.profile.name])
    monkeypatch.setattr(deployer, "make_plan", make)
    whole = Service(name="shop", port=9000)
    monkeypatch.setattr(taking, "taken_up", lambda _service: whole)
    await ended(page.show_plan())
    assert [one[0].profile.name for one in make.asked] == list(_ALL)
    release = Release.of(present(page.session.current.inspection))
    whole = replace(whole, release=replace(whole.release, together=True))
    others = replace(whole, release=replace(whole.release, elsewhere=True))  # it runs once
    assert [one[1:] for one in make.asked] == [(release, one) for one in (whole, others, others)]
    assert codes(page) == ["finding", "note", "all_or_none", "waits_its_turn"]
    assert (door.asked, lines.open) == ([], [])
    shown = [page.plan.steps.item(row).text() for row in range(page.plan.steps.count())]
    assert shown == [f"web{n}  {row}. Write the unit." for n, row in ((1, 1), (1, 2), (2, 1))]
    page.plan.steps.setCurrentRow(2)
    assert page.plan.text.toPlainText() == "tee\n+new"
    assert [row.said.text() for row in page.servers.rows.values()] == [
        "Fix this before the deploy.",
        "This is what will happen.",
        "Nothing to do. This release is already live.",
    ]
    monkeypatch.setattr(deployer, "make_plan", Answer(fails=wrong("no_plan")))
    await spawned(page, page.show_plan())
    assert (codes(page), page.plan.isVisible()) == (["no_plan"], False)


async def test_a_port_is_taken_where_it_can_be_one(page: DeployPage, window: MainWindow) -> None:
    window.activateWindow()
    cases = {"1": 1, "65535": 65535, "0": 65535, "65536": 65535, "": 65535, "web": 65535}
    for value, port in cases.items():
        window.footer.say(None)
        page.form.name.setFocus()
        page.carry_out(port_action(value))
        assert present(page.session.current.service).port == page.form.port.value() == port
        assert page.form.port.hasFocus()
        said = f"Port: {value}. Deploy again." if value == str(port) else ""
        assert window.footer.said.text() == said


async def test_an_option_that_is_advised_is_set_and_shown_also_where_it_is_folded_away(
    page: DeployPage, window: MainWindow
) -> None:
    window.activateWindow()
    page.form.name.setText("shop")
    page.carry_out(UseOption("limits.memory", "512M"))
    service = present(page.session.current.service)
    assert (service.name, service.limits.memory) == ("shop", "512M")
    field = page.form.sections[Section.RIGHTS].fields["limits.memory"]
    assert (field.value(), field.input.hasFocus()) == ("512M", True)
    for pattern in ("*.map", "*.ts"):
        page.carry_out(UseOption("excludes", pattern))
    assert present(page.session.current.service).excludes == ("*.map", "*.ts")
    assert window.footer.said.text() == "Excluded files: *.ts. Deploy again."
    page.carry_out(UseOption("health_path", ""))
    assert present(page.session.current.service).health_path == ""
    assert window.footer.said.text() == "Health path: whether the port opens. Deploy again."


@pytest.mark.parametrize("chosen", [("web2",), _ALL])
async def test_advice_about_a_server_acts_there_and_without_a_name_where_one_is_meant(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, window: MainWindow, chosen: tuple[str, ...]
) -> None:
    page.session.change(chosen=chosen)
    back, followed, deployed, longer = Answer(), Answer(), Answer(value=True), Answer()
    monkeypatch.setattr(page.operator, "give_time", longer)
    monkeypatch.setattr(page.operator, "roll_back", back)
    monkeypatch.setattr(page.operator, "follow", followed)
    monkeypatch.setattr(page, "run", deployed)
    for kind in (RollBack, ShowLogs):
        page.carry_out(kind("web3"))
    page.carry_out(GiveTime("web3", seconds=60))
    page.carry_out(Retry())
    await idle(window)
    assert (back.asked, followed.asked, len(deployed.asked)) == ([("web3",)], [("web3",)], 1)
    assert longer.asked == [("web3", 60)]
    page.carry_out(ShowLogs())
    await idle(window)
    several = len(chosen) > 1
    assert followed.asked == [("web3",)] if several else [("web3",), ("web2",)]
    assert ("Use the button in the row of one server" in window.footer.said.text()) is several
    page.carry_out(RollBack("web9"))
    assert "Use the button in the row of one server" in window.footer.said.text()
    assert len(back.asked) == 1


async def test_ticks_choose_servers_and_buttons_of_a_row_are_about_that_server(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    page.servers.rows["web1"].choice.setChecked(False)
    assert page.session.current.chosen == ("web2", "web3")
    assert window.footer.primary_action.text() == "Deploy to 2 servers"
    page.servers.rows["web1"].choice.setChecked(True)
    assert set(page.session.current.chosen) == set(_ALL)
    back, wished = Answer(), Answer()
    monkeypatch.setattr(page.operator, "roll_back", back)
    monkeypatch.setattr(page.operator, "grant", wished)
    page.session.change(statuses={"web2": status("web2", releases=("0-zz", "1-aa", "2-bb"))})
    page.servers.rows["web2"].roll_back.click()
    page.servers.rows["web2"].earlier.actions()[1].trigger()
    page.servers.rows["web2"].more.menu().actions()[0].trigger()
    await idle(window)
    assert back.asked == [("web2", ""), ("web2", "0-zz")]
    assert [(name, wish.value) for name, wish in wished.asked] == [("web2", "look")]


async def test_a_server_that_left_the_list_has_no_row(page: DeployPage) -> None:
    page.session.change(servers=page.session.current.servers[:1])
    assert list(page.servers.rows) == ["web1"]


async def test_an_environment_file_is_named_after_the_service_and_taken_when_it_was_saved(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit = Answer(value=False)
    monkeypatch.setattr(settings_file, "edit", edit)
    page.form.settings_wanted.emit()
    await until(lambda: edit.asked and not page.runner.working)
    wanted = page.session.home.config / "env" / "shop.env"
    assert (edit.asked, present(page.session.current.service).env_file) == ([(page, wanted)], None)
    edit.value = True
    page.form.settings_wanted.emit()
    await until(lambda: present(page.session.current.service).env_file == wanted)
    chosen = answer(monkeypatch, "file", Path("/home/me/x.env"))
    page.form.env_file_wanted.emit()
    await until(lambda: present(page.session.current.service).env_file == Path("/home/me/x.env"))
    chosen.value = None
    page.form.env_file_wanted.emit()
    await until(lambda: len(chosen.asked) == 2 and not page.runner.working)
    assert present(page.session.current.service).env_file == Path("/home/me/x.env")
