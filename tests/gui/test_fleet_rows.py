"""Several servers in the window: chosen by label, what is their own, how a deploy goes on each."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QProgressBar

from core.deploy import fleet
from core.events import LogLine, Progress, Stage, StepStarted, unheard
from core.service.results import Result
from core.usecases import guarding, servers, supplying
from core.words import say
from gui.look import theme
from gui.widgets.server import server_row
from gui.widgets.server.environment_chip import EnvironmentChip
from tests.gui.conftest import ended, until
from tests.gui.made_up import Answer, Door, Lines, answer, codes, idle, outcome
from tests.gui.seen import present
from tests.gui.test_deploying import look, page
from tests.gui.test_main_window import project, window

if TYPE_CHECKING:
    from gui.pages.deploy import DeployPage
    from gui.shell.main_window import MainWindow

__all__ = ["look", "page", "project", "window"]  # fixtures

_LABELS = {
    "web1": {"env": "prod", "region": "east"},
    "web2": {"env": "prod", "region": "west"},
    "web3": {"env": "lab"},
}
_FILE = '[service.on."env=prod"]\nport = 9090\n[service.on."region=west"]\nmemory = "1G"\n'


@pytest.fixture
def labelled(page: DeployPage) -> DeployPage:
    """The page with three labelled servers, of which those of prod are protected."""
    home = page.session.home
    guarding.describe(home, "prod", protected=True)
    for name, labels in _LABELS.items():
        servers.label(home, name, labels, report=unheard)
    page.session.reload_servers()
    page.session.change(proposed=page.session.current.service)
    return page


def write(page: DeployPage, text: str) -> None:
    folder = present(page.session.current.project).folder
    (folder / "goferry.toml").write_text(text)
    page.refresh()


async def test_servers_are_chosen_by_the_expressions_of_the_command_line(
    labelled: DeployPage,
) -> None:
    field = labelled.servers.which
    assert field.isVisible()
    for typed, chosen in (
        ("env=prod", ("web1", "web2")),
        (" env=prod+region=east , web3 ", ("web1", "web3")),
        ("all", ("web1", "web2", "web3")),
    ):
        field.setText(typed)
        field.returnPressed.emit()
        assert labelled.session.current.chosen == chosen
        ticked = [name for name, one in labelled.servers.rows.items() if one.choice.isChecked()]
        assert ticked == sorted(chosen)
    field.setText("env=none")
    field.returnPressed.emit()
    assert codes(labelled) == ["no_server_matches"]
    assert len(labelled.session.current.chosen) == 3


async def test_a_row_shows_its_environment_and_the_settings_of_its_own(
    labelled: DeployPage,
) -> None:
    write(labelled, _FILE)
    rows = labelled.servers.rows
    chips = {name: one.environment for name, one in rows.items()}
    assert [one.text for one in chips.values()] == ["prod · protected"] * 2 + ["lab"]
    assert chips["web1"].accessibleName() == "Environment prod · protected"
    assert rows["web1"].own.text() == "Port: 9090, from env=prod in goferry.toml"
    assert rows["web2"].own.text().endswith("\nMemory limit: 1G, from region=west in goferry.toml")
    assert not rows["web3"].own.isVisible()
    write(labelled, "nonsense")
    assert not rows["web1"].own.isVisible(), "a deploy says what is wrong"


async def test_each_server_gets_its_own_settings_and_its_environment_is_asked_for(
    labelled: DeployPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(labelled, _FILE)
    Lines(monkeypatch)
    door = Door((outcome("web1"),))
    monkeypatch.setattr(fleet, "deploy_to", door)
    typed = answer(monkeypatch, "typed_name", "")
    assert not await ended(labelled.run())
    assert (door.asked, codes(labelled)) == ([], ["environment_protected"])
    typed.value = "prod"
    assert await ended(labelled.run())
    ((aims,),) = door.asked
    assert [one.service.port for one in aims] == [9090, 9090, 8080]
    assert [one.service.limits.memory for one in aims] == ["", "1G", ""]


async def test_the_project_is_built_for_a_server_that_is_known_not_to_start_the_last_build(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    Lines(monkeypatch)
    monkeypatch.setattr(fleet, "deploy_to", Door(()))
    asked = Answer(lambda _home, sessions, what, **_: (what,) * len(sessions))
    monkeypatch.setattr(supplying, "releases", asked)
    found = present(page.session.current.inspection)
    verdict = replace(found.verdict, goarch="amd64")
    page.session.change(inspection=replace(found, verdict=verdict))
    for arch, built in (("amd64", False), ("arm64", True)):
        known: dict[str, Any] = {"web1": SimpleNamespace(arch=arch)}
        page.session.change(facts=known, go=page.session.current.go or SimpleNamespace())
        await ended(page.run())
        assert (asked.named[-1]["others"] is not None) is built


def upload(server: str) -> StepStarted:
    return StepStarted(
        step=say("Upload"), number=1, of=2, span=(0.0, 0.6), server=server, stage=Stage.UPLOAD
    )


async def test_a_deploy_shows_the_whole_and_each_server_with_its_steps(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    Lines(monkeypatch)
    monkeypatch.setattr(server_row, "time", SimpleNamespace(monotonic=lambda: 7.0))
    events = (
        upload("web2"),
        LogLine(text="sent", server="web2"),
        Progress(done=3, total=6, unit="bytes", server="web2"),
        upload("web1"),
    )
    ends = (outcome("web1"), outcome("web2"), outcome("web3", Result.ROLLED_BACK))
    door = Door(ends, *events, waits=True)
    monkeypatch.setattr(fleet, "deploy_to", door)
    page.act()
    rows, whole = page.servers.rows, page.servers.fleet
    await until(lambda: rows["web1"].said.text() == "Upload")
    assert window.footer.bar.value() == 100
    bars = [one for one in window.findChildren(QProgressBar) if one.isVisible()]
    assert [one for one in bars if one is not window.footer.bar] == [], "one bar tells one truth"
    assert window.footer.said.text() == "", "no server speaks for all of them"
    assert rows["web3"].said.text() == "Connected."
    assert [one.stages.states[Stage.UPLOAD] for one in rows.values()] == ["running"] * 2 + [
        "coming"
    ]
    assert [one.clock.text() for one in rows.values()] == ["0:00"] * 3
    only = page.log.servers
    only.setCurrentIndex(only.findData("web2"))
    await until(lambda: page.log.text() == "web2  Upload\nweb2  sent")
    door.may_end.set()
    await idle(window)
    assert whole.text() == "✗ 2 of 3 servers have the release."
    assert not any(one.clock.isVisible() for one in rows.values())
    only.setCurrentIndex(0)
    await until(lambda: "web2  sent" in page.log.text())
    assert rows["web3"].stages.states[Stage.BACK] == "done"
    await ended(page.run())
    assert whole.text() == "✗ 2 of 3 servers have the release."


async def test_of_one_server_its_row_says_it_all(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    Lines(monkeypatch)
    monkeypatch.setattr(fleet, "deploy_to", Door((outcome("web2"),)))
    page.session.change(chosen=("web2",))
    await ended(page.run())
    assert not page.servers.fleet.isVisible()


def test_every_color_of_an_environment_is_one_of_its_own_on_a_quiet_chip(qtbot: Any) -> None:  # noqa: ANN401
    chip = EnvironmentChip()
    qtbot.addWidget(chip)
    for colours in (theme.LIGHT, theme.DARK):
        dots = {colours.environment(one).name() for one in guarding.Colour}
        assert len(dots) == len(guarding.Colour)
        assert theme.contrast(colours.text, colours.quiet_tint) >= 4.5
        assert theme.contrast(colours.text_muted, colours.quiet_tint) >= 3, "the dot's edge"
    chip.show_environment(
        guarding.Environment(name="prod", colour=guarding.Colour.RED, protected=True)
    )
    chip.resize(chip.sizeHint())
    picture = chip.grab().toImage()
    seen = {picture.pixelColor(x, picture.height() // 2).name() for x in range(picture.width())}
    now = theme.current()
    assert {now.environment("red").name(), now.quiet_tint.name()} <= seen


def test_a_server_without_an_environment_has_no_chip(qtbot: Any) -> None:  # noqa: ANN401
    chip = EnvironmentChip()
    qtbot.addWidget(chip)
    chip.show_environment(None)
    assert (chip.isVisible(), chip.text) == (False, "")
