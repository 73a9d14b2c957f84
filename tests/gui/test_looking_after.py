"""What one does with a service on a server, with made-up servers: asked first, and told after."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from PySide6.QtWidgets import QDialog

from core import settings
from core.data import copying
from core.data.daily import Daily
from core.deploy import preparing
from core.events import unheard
from core.journey import State, Stop
from core.operate import logs, removal, rollback, secrets
from core.servers.store import ServerStore
from core.service import installed
from core.service.copies import DataCopy
from core.service.layout import Layout
from core.service.model import Service
from core.service.results import Result
from core.ssh.profile import Profile
from core.usecases import guarding
from gui.pages.deploy import DeployPage
from gui.widgets.server.server_row import Wish
from gui.widgets.service.preparation import Preparation
from gui.widgets.service.secrets_editor import SecretsEditor
from tests.gui.conftest import ended, until
from tests.gui.made_up import (
    Answer,
    Door,
    Lines,
    answer,
    codes,
    idle,
    odd,
    opened,
    outcome,
    spawned,
    status,
    three_servers,
    wrong,
)
from tests.gui.seen import cell_at, page_at, present
from tests.gui.test_main_window import project, window
from tests.reading import line as log_line

if TYPE_CHECKING:
    from core.project.model import Project
    from core.ssh.connection import Connection
    from gui.shell.main_window import MainWindow

__all__ = ["project", "window"]  # fixtures

T = TypeVar("T", bound=QDialog)
_STAYS = "daily_user_stays"


@pytest.fixture
def look(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Answer what runs on a server."""
    made = Answer(lambda line, _service: status(line.profile.name))
    monkeypatch.setattr("core.operate.status.status", made)
    monkeypatch.setattr("core.front.standing.before", Answer(()))
    return made


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Lines:
    monkeypatch.setattr(copying, "where", Answer(None))
    return Lines(monkeypatch)


@pytest.fixture
def page(window: MainWindow, project: Project, look: Answer, lines: Lines) -> DeployPage:
    """Make the page with three servers and a service named shop."""
    del look, lines
    opened(window, project)
    three_servers(window)
    page = page_at(window, DeployPage)
    page.refresh()
    return page


def _doors(patch: pytest.MonkeyPatch, value: object = None, **how: Any) -> dict[str, Door]:  # noqa: ANN401 - as Door
    doors = {name: Door(value, **how) for name in ("restart", "stop", "roll_back")}
    for name, door in doors.items():
        patch.setattr(rollback, name, door)
    return doors


@pytest.mark.parametrize(
    ("wish", "does"), [(Wish.RESTART, "restart"), (Wish.STOP, "stop"), (None, "roll_back")]
)
async def test_each_deed_is_done_on_its_server_and_its_end_is_told_there(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, lines: Lines, wish: Wish | None, does: str
) -> None:
    look = Answer(status("web2", active="failed", healthy=False))
    monkeypatch.setattr("core.operate.status.status", look)
    monkeypatch.setattr("core.front.standing.before", Answer(()))
    doors = _doors(monkeypatch, outcome("web2", Result.ROLLED_BACK, release="1-aa"))
    answer(monkeypatch, "confirm", value=True)
    page.log.append(["old"])
    page.show_problems((odd(),))
    page.session.change(shipped="before")
    work = page.operator.grant("web2", wish) if wish else page.operator.roll_back("web2", "0-zz")
    await ended(work)
    assert [name for name, door in doors.items() if door.asked] == [does]
    assert [(line.profile.name, service) for line, service in doors[does].asked] == [
        ("web2", "shop")
    ]
    assert doors[does].named == [{} if wish else {"release": "0-zz", "with_data": False}]
    assert (lines.names, lines.open, codes(page)) == (["web2"], [], [])
    current = page.session.current
    assert (current.statuses["web2"].active, current.outcomes["web2"].release) == ("failed", "1-aa")
    assert (current.shipped, current.marks[Stop.DEPLOY].state) == ("before", State.LOCKED)
    row = page.servers.rows["web2"]
    assert row.said.text().startswith("↩ Rolled back. Release 1 ")
    assert page.log.text() == "web2: ↩ Rolled back. Release 1 is running again."
    assert row.track.facts.text().startswith("stopped")


@pytest.mark.parametrize("release", ["", "1-aa"])
@pytest.mark.parametrize("chosen", [None, False, True])
async def test_where_a_copy_of_its_data_is_there_a_roll_back_asks_about_it(
    page: DeployPage,
    monkeypatch: pytest.MonkeyPatch,
    release: str,
    *,
    chosen: bool | None,
) -> None:
    doors = _doors(monkeypatch, outcome("web1"))
    asked = answer(monkeypatch, "confirm_with", value=chosen)
    copy = DataCopy(release="1-aa", time="2026-11-29T16:02:00Z", size=5_000_000)
    page.session.change(statuses={"web1": status("web1", previous="1-aa", copies=(copy,))})
    await ended(page.operator.roll_back("web1", release))
    assert str(asked.asked[0][1]) == "Roll back web1 to release 1-aa?"
    assert "from 2026-11-29 16:02 UTC (5.0 MB)" in str(asked.asked[0][2])
    assert "everything written since then is set aside" in str(asked.asked[0][2])
    wanted = [] if chosen is None else [{"release": release, "with_data": chosen}]
    assert doors["roll_back"].named == wanted
    await ended(page.operator.roll_back("web1", "0-zz"))
    assert (len(asked.asked), doors["roll_back"].named[len(wanted) :]) == (
        1,
        [{"release": "0-zz", "with_data": False}],
    )


@pytest.mark.parametrize(
    ("wish", "said"), [(Wish.STOP, False), (Wish.REMOVE, ""), (Wish.REMOVE, "shap")]
)
async def test_a_deed_that_ends_a_service_is_asked_about_and_no_means_no(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, lines: Lines, wish: Wish, said: object
) -> None:
    doors, removed = _doors(monkeypatch, outcome()), Answer(())
    monkeypatch.setattr(removal, "remove", removed)
    asked = answer(monkeypatch, "confirm" if wish is Wish.STOP else "typed_name", said)
    page.session.change(statuses={"web1": status("web1")})
    await ended(page.operator.grant("web1", wish))
    verb = wish.value.capitalize()
    place = "on" if wish is Wish.STOP else "from"
    assert str(asked.asked[0][1]) == f"{verb} shop {place} web1?"
    assert str(asked.named[0]["primary_action"]) == f"{verb} the service"
    assert (doors["stop"].asked, removed.asked, lines.made) == ([], [], [])
    assert "web1" in page.session.current.statuses


async def test_what_was_removed_is_forgotten_of_that_server_alone(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, lines: Lines
) -> None:
    asked = answer(monkeypatch, "typed_name", "shop")
    remove = Answer(fails=wrong("not_removed"))
    monkeypatch.setattr(removal, "remove", remove)
    both = {name: status(name) for name in ("web1", "web2")}
    page.session.change(statuses=both, outcomes={name: outcome(name) for name in both})
    await spawned(page, page.operator.grant("web1", Wish.REMOVE))
    assert codes(page) == ["not_removed"]
    assert page.servers.rows["web1"].said.text().startswith("✓ Release 2 is live and healthy")
    assert sorted(page.session.current.statuses) == ["web1", "web2"]
    remove.fails, remove.value = None, (object(),)
    monkeypatch.setattr(removal, "notice", lambda server, name, _kept: odd(f"{server}_{name}"))
    await ended(page.operator.grant("web1", Wish.REMOVE))
    assert codes(page) == ["web1_shop"]
    current = page.session.current
    assert (list(current.statuses), list(current.outcomes)) == (["web2"], ["web2"])
    assert [one["name"] for one in asked.named] == ["shop", "shop"]
    assert {(line.profile.name, service) for line, service in remove.asked} == {("web1", "shop")}
    assert lines.open == []


@pytest.mark.parametrize("onto", ["web2", "gone"])
async def test_what_was_removed_brings_no_copies_to_another_server_any_more(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, lines: Lines, onto: str
) -> None:
    answer(monkeypatch, "typed_name", "shop")
    daily = Daily(server="web1", service="shop", onto=onto, user="gfc-0123456789ab")
    leave, told = Answer(), []
    page.told.connect(lambda text: told.append(str(text)))
    monkeypatch.setattr(removal, "remove", Answer(()))
    monkeypatch.setattr(copying, "where", Answer(daily))
    monkeypatch.setattr(copying, "leave", leave)
    await ended(page.operator.grant("web1", Wish.REMOVE))
    assert told[-1] == f"The copies of its data stay on {onto}."
    asked = [line.profile.name for line, _ in leave.asked]
    known = onto == "web2"
    assert (asked, codes(page)) == (["web2"] if known else [], [] if known else [_STAYS])
    assert lines.open == []


@pytest.mark.parametrize("lacks", ["busy", "service", "server", "name"])
async def test_nothing_is_done_while_a_job_runs_or_without_a_service_and_its_server(
    page: DeployPage,
    monkeypatch: pytest.MonkeyPatch,
    window: MainWindow,
    lines: Lines,
    lacks: str,
) -> None:
    doors = _doors(monkeypatch, outcome())
    monkeypatch.setattr(removal, "remove", Answer(()))
    answer(monkeypatch, "confirm", value=True)
    answer(monkeypatch, "typed_name", "shop")
    other = Door("", waits=True)
    if lacks == "busy":
        window.runner.spawn(_run(window, other))
        await until(lambda: other.running)
    elif lacks == "service":
        page.session.change(service=None)
    elif lacks == "name":
        page.session.change(service=Service(name="../etc"))
    for wish in Wish:
        window.runner.spawn(page.operator.grant("web9" if lacks == "server" else "web1", wish))
    window.runner.spawn(page.operator.roll_back("web9" if lacks == "server" else "web1"))
    other.may_end.set()
    await idle(window)
    assert not any(door.asked for door in doors.values())
    assert lines.made == []


async def _run(window: MainWindow, door: Door) -> None:
    from core.words import say  # noqa: PLC0415 - for this alone

    await window.runner.run(say("Other"), door, lambda _event: None, at=Stop.BUILD)


async def test_a_deed_that_fails_is_shown_and_a_server_that_is_down_changes_nothing(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, lines: Lines, look: Answer
) -> None:
    doors = _doors(monkeypatch, fails=wrong("no_way_back"))
    await ended(page.operator.roll_back("web1"))
    assert (codes(page), len(look.asked), lines.open) == (["no_way_back"], 1, [])
    assert page.session.current.outcomes == {}
    lines.down = ("web1",)
    await spawned(page, page.operator.roll_back("web1"))
    assert (codes(page), len(doors["roll_back"].asked)) == (["down_web1"], 1)


async def test_a_server_that_cannot_tell_keeps_its_picture_and_a_look_says_why(
    page: DeployPage, lines: Lines, look: Answer
) -> None:
    await ended(page.operator.grant("web1", Wish.LOOK))
    assert page.session.current.statuses == {"web1": status("web1")}
    assert page.servers.rows["web1"].track.now.text() == "live: release 2"
    look.fails = wrong("silent")
    await spawned(page, page.operator.grant("web1", Wish.LOOK))
    assert (codes(page), page.session.current.statuses) == (["silent"], {"web1": status("web1")})
    assert (lines.names, lines.open) == (["web1"] * 2, [])
    page.show_problems(())
    await ended(page.operator.see(lines.connections, "shop"))
    assert codes(page) == []


async def _dialog(page: DeployPage, kind: type[T]) -> T:
    def found() -> list[T]:
        return [one for one in page.findChildren(kind) if one.isVisible()]

    await until(found)
    return found()[0]


async def test_secrets_are_changed_only_when_they_are_saved(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, lines: Lines, window: MainWindow
) -> None:
    names = Answer(secrets.Names(server="web1", variables=("OLD",), credentials=("key",)))
    change = Answer()
    monkeypatch.setattr(secrets, "names", names)
    monkeypatch.setattr(secrets, "change", change)
    asking = window.runner.spawn(page.operator.grant("web1", Wish.SECRETS))
    (await _dialog(page, SecretsEditor)).reject()
    await ended(asking)
    assert (change.asked, lines.open) == ([], [])
    asking = window.runner.spawn(page.operator.grant("web1", Wish.SECRETS))
    editor = await _dialog(page, SecretsEditor)
    cell_at(editor.table, 0, 3).setText("canary-4711")
    editor.table.setCurrentCell(1, 0)
    editor.remove.click()
    editor.accept()
    await ended(asking)
    ((line, service, wanted),) = change.asked
    assert (line.profile.name, service) == ("web1", "shop")
    assert wanted == secrets.Wanted(
        variables={"OLD": "canary-4711"},
        credentials={},
        drop_variables=(),
        drop_credentials=("key",),
    )
    said = page.servers.rows["web1"].said.text()
    assert said == "Saved. The program sees it from its next start on."
    assert "canary" not in page.log.text()
    names.fails = wrong("no_area")
    await spawned(page, page.operator.grant("web1", Wish.SECRETS))
    assert (codes(page), lines.open) == (["no_area"], [])


async def test_what_a_command_does_not_tell_comes_back_to_be_corrected(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    names = Answer(secrets.Names(server="web1", variables=("OLD",), credentials=()))
    change = Answer()
    monkeypatch.setattr(secrets, "names", names)
    monkeypatch.setattr(secrets, "change", change)
    asking = window.runner.spawn(page.operator.grant("web1", Wish.SECRETS))
    editor = await _dialog(page, SecretsEditor)
    cell_at(editor.table, 0, 2).setText("sh -c 'exit 3'")
    editor.accept()
    await until(editor.fault.text)
    await until(editor.isVisible)
    assert editor.fault.text().startswith("sh did not print the secret OLD.")
    assert change.asked == []
    cell_at(editor.table, 0, 2).setText("printf tiger")
    editor.accept()
    await ended(asking)
    ((_, _, wanted),) = change.asked
    assert wanted == secrets.Wanted(variables={"OLD": "tiger"})
    kept = settings.load(page.session.home)[0].secret_commands
    assert [one.words for one in kept] == [("printf", "tiger")]
    asking = window.runner.spawn(page.operator.grant("web1", Wish.SECRETS))
    editor = await _dialog(page, SecretsEditor)
    assert cell_at(editor.table, 0, 2).text() == "printf tiger"
    cell_at(editor.table, 0, 2).setText("")
    editor.accept()
    await ended(asking)
    assert settings.load(page.session.home)[0].secret_commands == ()


async def test_a_preparation_runs_only_what_was_read_and_wanted(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, lines: Lines, window: MainWindow
) -> None:
    there = installed.Installed(login="other")
    monkeypatch.setattr(installed, "ask", Answer(there))
    shown: list[tuple[str, str]] = []

    def script(login: installed.Installed, _service: Service, *, operators: str) -> str:
        if operators == "no group":
            raise wrong("bad_group")
        shown.append((login.login, operators))
        return f"# {operators}"

    monkeypatch.setattr(preparing, "preparation", script)
    monkeypatch.setattr(preparing, "as_script", lambda actions: f"#!/bin/sh\n{actions}\n")
    door = Door("", fails=wrong("refused"))
    monkeypatch.setattr(preparing, "prepare", door)
    asking = window.runner.spawn(page.operator.grant("web1", Wish.PREPARE))
    dialog = await _dialog(page, Preparation)
    dialog.operators.setText("no group")
    assert not any(one.isEnabled() for one in (dialog.copy, dialog.prepare))
    assert dialog.script.toPlainText() == "It is odd."
    dialog.operators.setText(" helpers ")
    assert all(one.isEnabled() for one in (dialog.copy, dialog.prepare))
    assert shown[-1] == ("root", "helpers")
    assert dialog.script.toPlainText() == "#!/bin/sh\n# helpers\n"
    dialog.reject()
    await ended(asking)
    assert (door.asked, lines.open) == ([], [])
    asking = window.runner.spawn(page.operator.grant("web1", Wish.PREPARE))
    dialog = await _dialog(page, Preparation)
    dialog.operators.setText("helpers")
    dialog.accept()
    await ended(asking)
    assert door.asked[0][1] == page.session.current.service
    assert door.named == [{"login": "root", "operators": "helpers"}]
    assert (codes(page), lines.open) == (["refused"], [])


class _Log:
    """A log that says some lines and then goes on, or fails."""

    def __init__(
        self, patch: pytest.MonkeyPatch, *lines: str, fails: Exception | None = None
    ) -> None:
        self.door = Door(None, fails=fails, waits=not fails)
        self._lines = [log_line(one) for one in lines]
        for part in ("places", "read", "follow"):
            patch.setattr(logs, part, getattr(self, part))

    async def places(self, session: Connection, names: tuple[str, ...], _: object) -> object:
        self.asked = (session.profile.name, *names)
        return (logs.Place(layouts=(Layout("shop"),)),)

    async def read(self, _session: object, place: logs.Place, give: logs.Give) -> None:
        await give(self._lines)
        place.through = True

    async def follow(self, *_: object) -> None:
        await self.door(*self.asked, report=unheard)


async def test_a_log_is_followed_until_another_deed_and_its_connection_given_back(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, lines: Lines, window: MainWindow
) -> None:
    log = _Log(monkeypatch, "one", "two")
    page.log.append(["old"])
    page.plan.show()
    await ended(page.operator.grant("web1", Wish.LOGS))
    await until(lambda: page.log.text() == "one\ntwo")
    assert log.door.asked == [("web1", "shop")]
    assert page.log.isVisibleTo(page)
    assert not page.plan.isVisibleTo(page)
    await ended(page.operator.grant("web2", Wish.LOGS))
    await until(lambda: len(log.door.asked) == 2 and log.door.running == 1)
    await until(lambda: lines.open == ["web2"])
    _doors(monkeypatch, outcome("web2"))
    await ended(page.operator.grant("web2", Wish.RESTART))
    await until(lambda: log.door.running == 0)
    await idle(window)
    assert lines.open == []


async def test_a_log_that_cannot_be_read_says_why(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, lines: Lines
) -> None:
    _Log(monkeypatch, fails=wrong("closed"))
    await spawned(page, page.operator.follow("web1"))
    assert (codes(page), lines.open) == (["closed"], [])
    lines.down = ("web1",)
    await spawned(page, page.operator.follow("web1"))
    assert codes(page) == ["down_web1"]
    page.session.change(service=replace(present(page.session.current.service), name="../etc"))
    await spawned(page, page.operator.follow("web1"))
    assert codes(page)[0].startswith("service_name_")


@pytest.mark.parametrize(
    "wish",
    [*sorted(set(Wish) - {Wish.LOOK, Wish.LOGS, Wish.TERMINAL, Wish.REMOVE}), None],
)
async def test_no_deed_reaches_a_protected_server_before_its_name_was_typed(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, lines: Lines, wish: Wish | None
) -> None:
    _doors(monkeypatch, outcome("web1"))
    answer(monkeypatch, "confirm", value=True)
    monkeypatch.setattr("gui.actions.run_once.asked_for", Answer(("migrate",)))
    asked = answer(monkeypatch, "typed_name", "")
    guarding.describe(page.session.home, "prod", protected=True)
    store = ServerStore(page.session.home)
    store.edit("web1", Profile(name="web1", host="web1.example", labels={"env": "prod"}))
    page.session.reload_servers()
    work = page.operator.grant("web1", wish) if wish else page.operator.give_time("web1", 60)
    await spawned(page, work)
    assert (codes(page), lines.made) == (["environment_protected"], [])
    assert [one["name"] for one in asked.named] == ["prod"]


async def test_a_release_that_starts_gets_more_time_while_its_deploy_goes_on(
    page: DeployPage, monkeypatch: pytest.MonkeyPatch, window: MainWindow, lines: Lines
) -> None:
    longer, deploying = Answer(), Door("", waits=True)
    monkeypatch.setattr("core.operate.extending.extend", longer)
    window.runner.spawn(_run(window, deploying))
    await until(lambda: deploying.running)
    await ended(page.operator.give_time("web1", 60))
    deploying.may_end.set()
    await idle(window)
    assert [(line.profile.name, *more) for line, *more in longer.asked] == [("web1", "shop", 60)]
    assert (page.servers.rows["web1"].said.text(), lines.open) == ("60 seconds more", [])
