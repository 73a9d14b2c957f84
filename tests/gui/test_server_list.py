"""The servers page with made-up servers: what is tested, kept, changed, removed, and what not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from core import settings
from core.actions import (
    Action,
    CheckServer,
    ChooseKey,
    CopyPublicKey,
    EditServer,
    EnterPassphrase,
    EnterPassword,
    EnterSudoPassword,
    Retry,
    StartPracticeServer,
    TrustHostKey,
)
from core.events import LogLine, unheard
from core.journey import State, Stop
from core.problems import Advice
from core.servers import facts as facts_module
from core.servers import keychain
from core.servers.store import ServerStore
from core.ssh.profile import Credentials, Profile
from core.usecases import practising, seeing, servers
from core.words import say
from gui.actions.listing import LabelsDialog
from gui.actions.question import Question
from gui.pages.servers import ServersPage
from gui.widgets.server.import_dialog import ImportDialog
from gui.widgets.server.server_dialog import ServerDialog
from gui.widgets.toast import Toast
from tests.gui.conftest import ended, until
from tests.gui.made_up import (
    Answer,
    Door,
    Line,
    Lines,
    answer,
    codes,
    facts,
    idle,
    three_servers,
    wrong,
)
from tests.gui.seen import application, page_at, part_of
from tests.gui.test_main_window import window

if TYPE_CHECKING:
    from pathlib import Path

    from gui.shell.main_window import MainWindow

__all__ = ["window"]  # a fixture

_UNCHECKED = Qt.CheckState.Unchecked


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Lines:
    return Lines(monkeypatch)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Answer what a server is."""
    made = Answer(lambda line: facts(os=f"Debian on {line.profile.name}"))
    monkeypatch.setattr(facts_module, "ask", made)
    return made


@pytest.fixture
def page(window: MainWindow, lines: Lines, told: Answer) -> ServersPage:
    """Show the page with three servers that nobody tested yet."""
    del lines, told
    three_servers(window)
    window.activateWindow()
    window.show_stop(Stop.SERVERS)
    return page_at(window, ServersPage)


def _states(page: ServersPage) -> list[str]:
    return [one.text(2) for one in page.card.servers.rows()]


def _listed(page: ServersPage) -> list[str]:
    return [one.text(0) for one in page.card.servers.rows()]


def _stored(page: ServersPage) -> list[Profile]:
    return list(ServerStore(page.session.home).all())


async def _dialog(page: ServersPage) -> ServerDialog:
    """Wait for the dialog that is open."""

    def there() -> list[ServerDialog]:
        return [one for one in page.findChildren(ServerDialog) if one.isVisible()]

    await until(there)
    return there()[0]


async def _adding(page: ServersPage, host: str) -> ServerDialog:
    page.card.add.click()
    dialog = await _dialog(page)
    dialog.host.setText(host)
    return dialog


async def _editing(page: ServersPage, name: str) -> ServerDialog:
    page.card.servers.select(name)
    page.card.edit.click()
    return await _dialog(page)


async def _fault(dialog: ServerDialog) -> str:
    """Wait until something is said to be wrong; return its code."""
    await until(lambda: dialog.fault)
    assert dialog.fault is not None
    return dialog.fault.code


async def test_each_fault_is_shown_at_its_server_and_what_others_told_stays(
    page: ServersPage, lines: Lines, told: Answer
) -> None:
    lines.down = ("web2",)
    page.session.change(facts={"web3": facts(os="old")})
    seen: list[str] = []

    def ask_it(line: Line) -> object:
        seen.extend(_states(page))
        if line.profile.name == "web3":
            raise wrong("silent")
        return facts(os="Debian")

    told.value = ask_it
    page.card.test_all.click()
    await idle(page)
    assert seen[:3] == ["testing…"] * 3
    assert _states(page) == ["reachable", "not usable", "reachable"]
    assert (page.card.servers.selected(), codes(page)) == ("web2", ["down_web2"])
    page.card.servers.select("web3")
    assert codes(page) == ["silent"]
    assert page.session.current.facts["web3"].os == "old"
    assert lines.open == []
    page.card.servers.select("web1")
    assert codes(page) == []
    page.card.test.click()
    await idle(page)
    assert (lines.names[-1], codes(page)) == ("web1", [])
    assert page.card.state.text().startswith(
        "web1 is reachable: Debian, amd64 v3 processor, systemd 252"
    )
    page.card.servers.select("web2")
    assert codes(page) == ["down_web2"], "a test of another one leaves it"


async def test_how_a_server_was_found_last_is_there_after_a_restart(
    page: ServersPage, lines: Lines, window: MainWindow
) -> None:
    lines.down = ("web2",)
    page.card.test_all.click()
    await idle(page)
    home = window.session.home
    again = seeing.found_at(home, _stored(page))
    assert {name: one.state.value for name, one in again.items()} == {
        "web1": "reached", "web2": "faulty", "web3": "reached",
    }  # fmt: skip
    assert again["web2"].reached is None
    moved = [replace(one, host="other.example") for one in _stored(page)]
    assert seeing.found_at(home, moved) == {}, "another machine was never tried"
    page.card.servers.rows()[0].setText(2, "")
    other = ServersPage(window.session, window.runner)
    other.refresh()
    assert _states(other) == ["reachable", "not usable", "reachable"]
    other.deleteLater()


async def test_buttons_wait_for_a_server_and_for_a_job(page: ServersPage) -> None:
    card = page.card
    about_one = (card.test, card.edit, card.remove, card.duplicate, card.labels, card.alarm)
    assert all(one.isEnabled() for one in about_one)
    assert card.test_all.isVisible()
    assert not page.practice.card.stop.isEnabled()
    door = Door("", waits=True)
    running = page.runner.spawn(_run(page, door))
    await until(lambda: door.running)
    assert not any(part.isEnabled() for part in (*about_one, card.test_all, card.add))
    assert not page.practice.card.start.isEnabled()
    door.may_end.set()
    await ended(running)
    page.session.change(servers=page.session.current.servers[:1])
    assert not card.test_all.isVisible()


async def _run(page: ServersPage, door: Door) -> None:
    await page.runner.run(say("Other"), door, lambda _event: None, at=Stop.BUILD)


async def test_an_empty_list_has_one_thing_to_do_and_it_works(
    page: ServersPage, window: MainWindow
) -> None:
    page.session.change(servers=())
    assert (page.card.isVisible(), page.empty.isVisible()) == (False, True)
    page.act()
    assert "Add a server first" in window.footer.said.text()
    assert page.empty.deed.hasFocus()
    page.empty.deed.click()
    (await _dialog(page)).reject()
    await idle(page)


async def test_a_removed_server_comes_back_where_it_was_by_the_toast_or_the_row(
    page: ServersPage, window: MainWindow
) -> None:
    servers.label(page.session.home, "web2", {"env": "prod"}, report=unheard)
    page.enter()
    before = _stored(page)
    page.card.servers.select("web2")
    page.card.remove.click()
    await idle(page)
    assert [one.name for one in _stored(page)] == ["web1", "web3"]
    (toast,) = window.findChildren(Toast)
    assert toast.said.text() == "Removed web2 from the list. Its services keep running."
    toast.undo.click()
    await idle(page)
    assert _stored(page) == before
    assert page.card.servers.selected() == "web2"
    assert not page.gone.put_back.isVisible()
    page.card.servers.select("web2")
    page.card.remove.click()
    await idle(page)
    for one in window.findChildren(Toast):
        one.end()
    assert page.gone.said.text() == "web2 was removed from the list."
    page.gone.put_back.click()
    await idle(page)
    assert _stored(page) == before
    assert not page.gone.put_back.isVisible()


async def test_a_server_whose_name_is_taken_meanwhile_stays_where_it_can_be_put_back(
    page: ServersPage,
) -> None:
    page.card.servers.select("web2")
    page.card.remove.click()
    await idle(page)
    ServerStore(page.session.home).add(Profile(name="web2", host="other.example"))
    page.gone.put_back.click()
    await idle(page)
    assert codes(page) == ["server_name_taken"]
    assert (page.gone.put_back.isVisible(), _stored(page)[-1].host) == (True, "other.example")


async def test_a_list_that_cannot_be_written_keeps_its_server_and_says_so(
    page: ServersPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    bugs: list[str] = []
    page.runner.bug.connect(bugs.append)

    def refuse(*_: object) -> None:
        raise wrong("not_written")

    monkeypatch.setattr(ServerStore, "remove", refuse)
    page.card.remove.click()
    await idle(page)
    assert (bugs, codes(page), len(_stored(page))) == ([], ["not_written"], 3)


async def test_a_new_server_is_kept_when_it_answered(page: ServersPage, lines: Lines) -> None:
    dialog = await _adding(page, " new.example ")
    dialog.user.setText("deploy")
    dialog.port.setValue(2222)
    dialog.test.click()
    await idle(page)
    new = Profile(name="new.example", host="new.example", user="deploy", port=2222)
    assert _stored(page)[-1] == new
    assert page.card.servers.selected() == "new.example"
    assert page.session.current.facts["new.example"].os == "Debian on new.example"
    assert (lines.names[-1], lines.open, _states(page)[-1]) == ("new.example", [], "reachable")


@pytest.mark.parametrize(
    ("values", "field", "right"),
    [
        ({"host": "web1.example", "name": "web1"}, "name", "web9"),
        ({"host": "x", "user": "a b"}, "user", "ab"),
        ({"host": "a b", "name": "x"}, "host", "ab"),
        ({"host": "x", "labels": "env"}, "labels", "env=prod"),
    ],
)
async def test_what_cannot_be_is_said_at_its_field_until_it_is_right_and_never_asked(
    page: ServersPage, lines: Lines, values: dict[str, str], field: str, right: str
) -> None:
    dialog = await _adding(page, "")
    for name, value in values.items():
        getattr(dialog, name).setText(value)
    dialog.test.click()
    await _fault(dialog)
    place = getattr(dialog, field)
    assert (place.hasFocus(), dialog.anyway.isVisible()) == (True, False)
    place.textEdited.emit(place.text())
    assert dialog.fault is not None
    place.setText(right)
    place.textEdited.emit(right)
    assert dialog.fault is None
    assert (lines.names, len(_stored(page))) == ([], 3)
    dialog.reject()
    await idle(page)


async def test_a_password_is_used_stays_in_memory_and_goes_to_the_keyring_only_when_ticked(
    page: ServersPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    used: list[str] = []

    async def enter(profile: Profile, _home: object, known: Credentials, **_: object) -> Line:
        used.append(known.password)
        if not known.password:
            raise wrong("login_refused", field="password", next=(_ENTER,))
        return Line(profile)

    monkeypatch.setattr("core.ssh.connection.connect", enter)
    monkeypatch.setattr(keychain, "recall", Answer(Credentials()))
    remember = Answer(fails=wrong("keyring_unavailable"))
    monkeypatch.setattr(keychain, "remember", remember)
    popup = answer(monkeypatch, "secret", None)
    dialog = await _adding(page, "new")
    dialog.test.click()
    assert await _fault(dialog) == "login_refused"
    assert dialog.password.hasFocus()
    dialog.password.setText("canary-4711")
    dialog.test.click()
    await idle(page)
    assert (used, remember.asked, popup.asked) == (["", "canary-4711"], [], [])
    assert page.session.credentials["new"] == Credentials(password="canary-4711")
    home = page.session.home.config.parent
    written = [one.read_bytes() for one in home.rglob("*") if one.is_file()]
    assert not any(b"canary-4711" in one for one in written)
    dialog = await _editing(page, "new")
    dialog.password.setText("other-4711")
    dialog.keep.setChecked(True)
    dialog.test.click()
    await idle(page)
    (new,) = [one for one in _stored(page) if one.name == "new"]
    assert remember.asked == [(new, Credentials(password="other-4711"))]
    assert codes(page) == ["keyring_unavailable"], "which is said, and the server is kept"


_ENTER = Advice(say("Enter it."), EnterPassword())


@pytest.mark.parametrize("field", ["host", "user", "port"])
async def test_a_password_goes_to_no_other_address_than_it_was_typed_for(
    page: ServersPage, monkeypatch: pytest.MonkeyPatch, field: str
) -> None:
    used: list[str] = []

    async def enter(profile: Profile, _home: object, known: Credentials, **_: object) -> Line:
        used.append(known.password)
        return Line(profile)

    monkeypatch.setattr("core.ssh.connection.connect", enter)
    page.session.credentials["web2"] = Credentials(password="horse")
    dialog = await _editing(page, "web2")
    if field == "port":
        dialog.port.setValue(2222)
    else:
        getattr(dialog, field).setText("other")
    dialog.name.setText("web9")
    dialog.test.click()
    await idle(page)
    assert (used, page.session.credentials) == ([""], {})
    page.session.credentials["web9"] = Credentials(password="horse")
    dialog = await _editing(page, "web9")
    dialog.name.setText("web2")
    dialog.test.click()
    await idle(page)
    assert (used[1:], page.session.credentials) == (
        ["horse"],
        {"web2": Credentials(password="horse")},
    )


async def test_a_server_that_is_down_can_be_kept_all_the_same_and_only_then(
    page: ServersPage, lines: Lines
) -> None:
    lines.down = ("new",)
    dialog = await _adding(page, "new")
    assert not dialog.anyway.isVisible()
    dialog.test.click()
    assert await _fault(dialog) == "down_new"
    assert (len(_stored(page)), dialog.host.text(), dialog.host.hasFocus()) == (3, "new", True)
    dialog.anyway.click()
    await idle(page)
    assert [one.name for one in _stored(page)] == ["web1", "web2", "web3", "new"]
    assert _states(page)[-1] == "not tested"


async def test_cancel_stops_a_test_and_then_leaves_all_as_it_is(
    page: ServersPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuck = Door("", waits=True)

    async def enter(*_: object, **__: object) -> None:
        await stuck(report=unheard)

    monkeypatch.setattr("core.ssh.connection.connect", enter)
    dialog = await _adding(page, "new")
    dialog.test.click()
    await until(lambda: stuck.running)
    dialog.cancel.click()
    await until(lambda: stuck.cleaned and dialog.fields.isEnabled())
    assert (dialog.isVisible(), dialog.host.text()) == (True, "new")
    dialog.cancel.click()
    await idle(page)
    assert len(_stored(page)) == 3


@pytest.mark.parametrize("deed", ["add", "edit"])
async def test_what_was_typed_stays_where_it_could_not_be_written_down(
    page: ServersPage, monkeypatch: pytest.MonkeyPatch, deed: str
) -> None:
    def refuse(*_: object) -> None:
        raise wrong("not_written", field="key")

    monkeypatch.setattr(ServerStore, deed, refuse)
    dialog = await (_adding(page, "x") if deed == "add" else _editing(page, "web2"))
    dialog.host.setText("new.example")
    dialog.key.setText("~/.ssh/id")
    dialog.test.click()
    assert await _fault(dialog) == "not_written"
    assert (dialog.host.text(), dialog.key.text()) == ("new.example", "~/.ssh/id")
    assert (dialog.key.hasFocus(), len(_stored(page))) == (True, 3)
    dialog.reject()
    await idle(page)


async def test_a_server_is_changed_in_its_place_and_stays_as_it_was_when_left(
    page: ServersPage, lines: Lines
) -> None:
    before = _stored(page)
    dialog = await _editing(page, "web2")
    assert (dialog.windowTitle(), dialog.host.text()) == ("Edit web2", "web2.example")
    dialog.host.setText("other.example")
    dialog.reject()
    await idle(page)
    assert _stored(page) == before
    dialog = await _editing(page, "web2")
    dialog.host.setText("other.example")
    dialog.name.setText("till")
    dialog.test.click()
    await idle(page)
    assert [(one.name, one.host) for one in _stored(page)] == [
        ("web1", "web1.example"),
        ("till", "other.example"),
        ("web3", "web3.example"),
    ]
    assert (lines.names, page.card.servers.selected()) == (["till"], "till")


async def test_a_server_is_duplicated_under_a_free_name_and_edited_before_it_is_kept(
    page: ServersPage,
) -> None:
    wanted = Profile(name="web2", host="web2.example", user="deploy", labels={"env": "prod"})
    ServerStore(page.session.home).edit("web2", wanted)
    page.session.credentials["web2"] = Credentials(password="horse")
    page.enter()
    page.card.servers.select("web2")
    page.card.duplicate.trigger()
    dialog = await _dialog(page)
    assert dialog.profile() == replace(wanted, name="web2-2")
    dialog.host.setText("twin.example")
    dialog.test.click()
    await idle(page)
    assert _stored(page)[1:] == [wanted, _stored(page)[2], replace(
        wanted, name="web2-2", host="twin.example"
    )]  # fmt: skip
    assert "web2-2" not in page.session.credentials


@pytest.mark.parametrize(
    ("like", "free"), [("web", "web-2"), ("db-2", "db-3"), ("new", "new-2"), ("x" * 63, "")]
)
def test_a_free_name_is_made_of_the_one_that_is_taken(like: str, free: str) -> None:
    taken = [Profile(name=name, host="x") for name in ("web", "db", "db-2", like)]
    found = servers.free_name(taken, like)
    assert found == (free or f"{'x' * 50}-2")


async def test_servers_are_grouped_searched_and_labelled_by_keyboard(page: ServersPage) -> None:
    card = page.card
    assert not card.groups.isVisible(), "without a label there are no groups"
    for name, text in (("web1", "env=prod role=web"), ("web3", "env=test")):
        card.servers.select(name)
        card.labels.trigger()
        dialog = await _labels(page)
        dialog.line.setText(text)
        dialog.accept()
        await idle(page)
    assert [one.text(0) for one in card.servers.groups()] == [
        "prod · 1 server", "test · 1 server", "without this label · 1 server",
    ]  # fmt: skip
    card.groups.setCurrentIndex(card.groups.findData("role"))
    card.groups.activated.emit(card.groups.currentIndex())
    assert card.servers.groups()[0].text(0) == "web · 1 server"
    again = ServersPage(page.session, page.runner)
    again.refresh()
    assert again.card.grouped_by == "role", "as it was chosen last"
    again.deleteLater()
    card.groups.setCurrentIndex(card.groups.findData(""))
    card.groups.activated.emit(card.groups.currentIndex())
    assert card.servers.groups() == []
    assert settings.load(page.session.home)[0].servers_by == ""
    card.search.setText("test")
    assert _listed(page) == ["web3 · test"]
    card.search.setText("nowhere")
    assert card.nothing.text() == "No server matches “nowhere”."
    assert (card.clear.isVisible(), card.servers.isVisible()) == (True, False)
    card.clear.click()
    assert len(_listed(page)) == 3


async def _labels(page: ServersPage) -> LabelsDialog:
    await until(lambda: [one for one in page.findChildren(LabelsDialog) if one.isVisible()])
    return next(one for one in page.findChildren(LabelsDialog) if one.isVisible())


async def test_labels_that_cannot_be_stay_in_their_dialog(page: ServersPage) -> None:
    servers.label(page.session.home, "web1", {"env": "prod", "role": "web"}, report=unheard)
    page.enter()
    page.card.servers.select("web1")
    page.card.labels.trigger()
    dialog = await _labels(page)
    assert dialog.line.text() == "env=prod role=web"
    dialog.line.setText("env=prod role")
    dialog.accept()
    await until(dialog.fault.isVisible)
    assert dict(_stored(page)[0].labels) == {"env": "prod", "role": "web"}
    dialog.line.setText("role=db")
    dialog.accept()
    await idle(page)
    assert dict(_stored(page)[0].labels) == {"role": "db"}


async def test_a_server_that_is_dragged_into_a_group_gets_its_label(page: ServersPage) -> None:
    for name, value in (("web1", "prod"), ("web2", "test")):
        servers.label(page.session.home, name, {"env": value, "eu": "1"}, report=unheard)
    page.enter()
    page.card.servers.moved.emit("web1", "test")
    await idle(page)
    page.card.servers.moved.emit("web2", "")
    await idle(page)
    assert [dict(one.labels) for one in _stored(page)] == [
        {"env": "test", "eu": "1"}, {"eu": "1"}, {},
    ]  # fmt: skip


async def test_a_button_about_a_server_opens_its_dialog_where_the_fault_is(
    page: ServersPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page.checker.faults["web2"] = (wrong("refused", field="user").problem,)
    page.carry_out(EditServer("web2"))
    dialog = await _dialog(page)
    assert dialog.profile() == _stored(page)[1]
    await until(dialog.user.hasFocus)
    dialog.reject()
    await idle(page)
    page.carry_out(EditServer("gone"))
    await idle(page)
    assert not [one for one in page.findChildren(ServerDialog) if one.isVisible()]
    chosen = answer(monkeypatch, "file", tmp_path / "id")
    page.carry_out(ChooseKey("web3"))
    dialog = await _dialog(page)
    await until(dialog.key.text)
    assert (len(chosen.asked), dialog.key.text()) == (1, str(tmp_path / "id"))
    dialog.test.click()
    await idle(page)
    assert [one.key for one in _stored(page)] == ["", "", str(tmp_path / "id")]


async def test_the_buttons_beside_a_fault_in_the_dialog_act_there(
    page: ServersPage, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, "file", None)
    lines.down = ("new",)
    dialog = await _adding(page, "new")
    dialog.advised.emit(CopyPublicKey(""))
    await until(dialog.state.isVisible)
    assert dialog.state.text() == "No key file is set for this server. Choose one first."
    dialog.advised.emit(EnterPassword())
    await until(dialog.password.hasFocus)
    assert lines.names == []
    dialog.advised.emit(EnterPassphrase())
    assert await _fault(dialog) == "down_new"
    lines.down = ()
    dialog.advised.emit(Retry())
    await idle(page)
    assert lines.names == ["new"]


@pytest.mark.parametrize(
    "action",
    [
        Retry(),
        CheckServer(),
        TrustHostKey("x"),
        EnterPassword(),
        EnterPassphrase(),
        EnterSudoPassword(),
    ],
)
async def test_to_try_again_tries_the_selected_server(
    page: ServersPage, lines: Lines, action: Action
) -> None:
    page.card.servers.select("web3")
    page.carry_out(action)
    await idle(page)
    assert lines.names == ["web3"]


async def test_hosts_of_the_ssh_settings_are_chosen_added_once_and_tested(
    page: ServersPage, lines: Lines, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    page.card.bring.trigger()
    await idle(page)
    assert codes(page) == ["no_host_in_config"]
    (tmp_path / ".ssh").mkdir(exist_ok=True)
    (tmp_path / ".ssh/config").write_text(
        "Host web2\n  User evil\nHost new\n  Port 2200\nHost other\nHost *\n  User me\n"
    )
    page.card.bring.trigger()
    dialog = await _import(page)
    rows = [dialog.table.topLevelItem(row) for row in range(3)]
    assert [one.text(0) for one in rows if one] == ["web2 (already on the list)", "new", "other"]
    assert [one.isDisabled() for one in rows if one] == [True, False, False]
    assert dialog.bring.text() == "&Import 2 servers"
    present = rows[2]
    assert present is not None
    present.setCheckState(0, _UNCHECKED)
    dialog.accept()
    await idle(page)
    assert [(one.name, one.address) for one in _stored(page)[1:]] == [
        ("web2", "root@web2.example"),
        ("web3", "root@web3.example"),
        ("new", "me@new:2200"),
    ]
    assert (lines.names, page.card.servers.selected()) == (["new"], "new")


async def _import(page: ServersPage) -> ImportDialog:
    await until(lambda: [one for one in page.findChildren(ImportDialog) if one.isVisible()])
    return next(one for one in page.findChildren(ImportDialog) if one.isVisible())


async def test_the_practice_card_steps_back_behind_servers(page: ServersPage) -> None:
    card, session = page.practice.card, page.session
    assert not card.start.isVisible()
    card.unfold.click()
    page.refresh()
    assert card.start.isVisible(), "a person opened it"
    known = session.current.servers
    session.change(servers=())
    assert card.start.isVisible()
    session.change(servers=known)
    assert not card.start.isVisible()
    session.change(servers=(*known, Profile(name="practice", host="10.0.0.2")))
    assert card.stop.isVisible(), "it may be stopped"


@pytest.mark.parametrize("fails", [None, wrong("no_root")])
async def test_the_practice_server_is_started_listed_and_tested(
    page: ServersPage, monkeypatch: pytest.MonkeyPatch, lines: Lines, fails: Exception | None
) -> None:
    profile = Profile(name="practice", host="10.0.0.2")
    door = Door(profile, LogLine(text="booting"), fails=fails)
    monkeypatch.setattr(practising, "start", door)
    monkeypatch.setattr(practising, "stop", stop := Door(None, fails=fails))
    if fails is None:
        ServerStore(page.session.home).add(profile)
    page.carry_out(StartPracticeServer())
    await idle(page)
    assert door.asked == [(page.session.home,)]
    assert page.practice.log.text() == "booting"
    assert page.practice.log.isVisible() is bool(fails)
    assert codes(page) == (["no_root"] if fails else [])
    assert lines.names == ([] if fails else ["practice"])
    assert page.practice.card.stop.isEnabled() is not bool(fails)
    await ended(page.practice.stop())
    assert (stop.asked, codes(page)) == ([(page.session.home,)], ["no_root"] if fails else [])
    assert page.session.current.marks[Stop.SERVERS].state is State.DONE


async def test_a_server_is_handed_over_as_commands_that_are_copied(
    page: ServersPage, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    commands = ("goferry server add web2 --host web2.example", "goferry server trust web2")
    asked = Answer(commands)
    monkeypatch.setattr("core.usecases.handing_over.handover", asked)
    page.card.servers.select("web2")
    page.card.handover.trigger()
    await until(lambda: window.findChildren(Question))
    (dialog,) = window.findChildren(Question)
    assert part_of(dialog, QPlainTextEdit).toPlainText() == "\n".join(commands)
    next(one for one in dialog.findChildren(QPushButton) if one.isDefault()).click()
    await idle(page)
    assert asked.asked[0][1].name == "web2"
    assert application().clipboard().text() == "\n".join(commands)
    assert window.footer.said.text() == "Copied the commands for web2."


async def test_a_server_with_an_unknown_key_is_not_handed_over(
    page: ServersPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = Answer(fails=wrong("host_key_unknown"))
    monkeypatch.setattr("core.usecases.handing_over.handover", refused)
    page.card.servers.select("web1")
    page.card.handover.trigger()
    await idle(page)
    assert codes(page) == ["host_key_unknown"]
