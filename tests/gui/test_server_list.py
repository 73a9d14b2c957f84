"""The servers page with made-up servers: what is tested, kept, changed, removed, and what not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.actions import (
    Action,
    AddUntested,
    CheckServer,
    ChooseKey,
    EditServer,
    EnterPassphrase,
    EnterPassword,
    EnterSudoPassword,
    Retry,
    StartPracticeServer,
    TrustHostKey,
)
from core.events import LogLine
from core.journey import State, Stop
from core.problems import Advice
from core.servers import facts as facts_module
from core.servers import keychain
from core.servers.store import ServerStore
from core.ssh.profile import Credentials, Profile
from core.usecases import practising
from core.usecases.asking import Secret
from core.words import say
from gui.actions import ask
from gui.pages.servers import ServersPage
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
from tests.gui.seen import card_at, page_at, row_at
from tests.gui.test_main_window import window

if TYPE_CHECKING:
    from pathlib import Path

    from gui.shell.main_window import MainWindow

__all__ = ["window"]  # a fixture


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
    return [row_at(page.card.servers, row).text(2) for row in range(3)]


def _stored(page: ServersPage) -> list[Profile]:
    return list(ServerStore(page.session.home).all())


async def test_only_those_that_answer_are_said_to_and_each_fault_is_shown(
    page: ServersPage, lines: Lines, told: Answer
) -> None:
    lines.down = ("web2",)
    page.session.change(facts={"web3": facts(os="old")})

    seen: list[str] = []

    def ask(line: Line) -> object:
        seen.extend(_states(page))
        if line.profile.name == "web3":
            raise wrong("silent")
        return facts(os="Debian")

    told.value = ask
    page.card.test_all.click()
    await idle(page)
    assert _states(page) == ["✓ Debian", "no connection at the last test", "✓ old"]
    assert (codes(page), seen[:3]) == (["down_web2", "silent"], ["Connecting…"] * 3)
    assert lines.open == []
    page.card.servers.select("web1")
    page.card.test.click()
    await idle(page)
    assert (lines.names[-1], codes(page)) == ("web1", [])
    assert page.card.state.text().startswith(
        "web1 answers: Debian, amd64 v3 processor, systemd 252"
    )


async def test_buttons_wait_for_a_server_and_for_a_job(page: ServersPage) -> None:
    about_one = (page.card.test, page.card.edit, page.card.remove)
    assert all(one.isEnabled() for one in about_one)
    assert page.card.test_all.isVisible()
    assert not page.practice.card.stop.isEnabled()
    door = Door("", waits=True)
    running = page.runner.spawn(_run(page, door))
    await until(lambda: door.running)
    assert not any(part.isEnabled() for part in (*about_one, page.card.test_all, page.form))
    assert not page.practice.card.start.isEnabled()
    door.may_end.set()
    await ended(running)
    page.session.change(servers=page.session.current.servers[:1])
    assert not page.card.test_all.isVisible()
    page.session.change(servers=())
    assert not any(one.isEnabled() for one in about_one)
    page.act()
    assert codes(page) == ["no_server"]
    assert page.form.host.hasFocus()


async def _run(page: ServersPage, door: Door) -> None:
    await page.runner.run(say("Other"), door, lambda _event: None, at=Stop.BUILD)


@pytest.mark.parametrize("sure", [True, False])
async def test_a_server_leaves_the_list_only_when_one_is_sure(
    page: ServersPage,
    monkeypatch: pytest.MonkeyPatch,
    sure: bool,  # noqa: FBT001 - both answers
) -> None:
    asked = answer(monkeypatch, "confirm", sure)
    page.card.servers.select("web2")
    page.card.remove.click()
    await idle(page)
    assert str(asked.asked[0][1]) == "Remove web2 from the list?"
    left = ["web1", "web3"] if sure else ["web1", "web2", "web3"]
    assert [one.name for one in _stored(page)] == left
    assert [one.name for one in page.session.current.servers] == left


async def test_a_list_that_cannot_be_written_keeps_its_server_and_says_so(
    page: ServersPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    bugs: list[str] = []
    page.runner.bug.connect(bugs.append)
    answer(monkeypatch, "confirm", value=True)

    def refuse(*_: object) -> None:
        raise wrong("not_written")

    monkeypatch.setattr(ServerStore, "remove", refuse)
    page.card.remove.click()
    await idle(page)
    assert (bugs, codes(page), len(_stored(page))) == ([], ["not_written"], 3)


async def test_a_new_server_is_kept_when_it_answered_and_the_form_is_empty_again(
    page: ServersPage, lines: Lines
) -> None:
    form = page.form
    form.host.setText(" new.example ")
    form.user.setText("deploy")
    form.port.setValue(2222)
    form.add.click()
    await idle(page)
    new = Profile(name="new.example", host="new.example", user="deploy", port=2222)
    assert _stored(page)[-1] == new
    assert (form.host.text(), form.name.text(), form.user.text()) == ("", "", "deploy")
    assert page.card.servers.selected() == "new.example"
    assert page.session.current.facts["new.example"].os == "Debian on new.example"
    assert (lines.names[-1], lines.open) == ("new.example", [])


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"host": "web1.example", "name": "web1"}, "name"),
        ({"user": "a b"}, "user"),
        ({"host": "a b", "name": "x"}, "host"),
    ],
)
async def test_a_server_that_cannot_be_is_said_at_its_field_and_never_asked(
    page: ServersPage, lines: Lines, values: dict[str, str], field: str
) -> None:
    if field == "user":
        page.card.servers.select("web2")
        page.card.edit.click()
    for name, value in values.items():
        getattr(page.form, name).setText(value)
    page.form.add.click()
    await idle(page)
    (problem,) = (card_at(page).problem,)
    offered = [one.action for one in problem.next]
    assert (len(codes(page)), AddUntested() in offered) == (1, field == "host")
    assert getattr(page.form, field).hasFocus()
    assert (lines.names, len(_stored(page))) == ([], 3)


async def test_what_is_worth_knowing_about_the_connection_stands_after_the_server_is_kept(
    page: ServersPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def enter(profile: Profile, _home: object, known: Credentials, **_: object) -> Line:
        if not known.password:
            raise wrong("password", next=(Advice(say("Enter it."), EnterPassword()),))
        return Line(profile)

    monkeypatch.setattr("core.ssh.connection.connect", enter)
    monkeypatch.setattr(ask, "secret", Answer(Secret("horse", keep=True)))
    monkeypatch.setattr(keychain, "recall", Answer(Credentials()))
    monkeypatch.setattr(keychain, "remember", Answer(fails=wrong("keyring_unavailable")))
    page.form.host.setText("new")
    page.form.add.click()
    await idle(page)
    assert ([one.name for one in _stored(page)][3:], codes(page)) == (
        ["new"],
        ["keyring_unavailable"],
    )
    page.card.test.click()
    await idle(page)
    assert codes(page) == []


async def test_a_server_that_is_down_can_be_kept_all_the_same_and_only_then(
    page: ServersPage, lines: Lines
) -> None:
    lines.down = ("new",)
    page.form.host.setText("new")
    page.form.add.click()
    await idle(page)
    assert (codes(page), len(_stored(page))) == (["down_new"], 3)
    assert page.form.host.text() == "new"
    (keep,) = card_at(page).problem.next
    assert keep.action == AddUntested()
    page.carry_out(keep.action)
    assert [one.name for one in _stored(page)] == ["web1", "web2", "web3", "new"]
    assert codes(page) == []


async def test_a_button_about_a_server_shows_it_in_the_form_and_loses_nothing_typed_there(
    page: ServersPage, window: MainWindow
) -> None:
    window.activateWindow()
    about = [EditServer(name) for name in ("web2", "web3", "gone")]
    page.carry_out(about[0])
    assert (page.form.editing, page.form.host.text()) == ("web2", "web2.example")
    page.form.host.setText("other.example")
    page.form.name.setFocus()
    page.carry_out(about[0])
    assert (page.form.editing, page.form.host.text()) == ("web2", "other.example")
    assert page.form.host.hasFocus()
    page.carry_out(about[2])
    assert (page.form.editing, page.form.host.text()) == ("web2", "other.example")
    page.carry_out(about[1])
    assert (page.form.editing, page.form.host.text()) == ("web3", "web3.example")


@pytest.mark.parametrize("primary_action", ["add", "edit"])
async def test_what_was_typed_stays_where_it_could_not_be_written_down(
    page: ServersPage, monkeypatch: pytest.MonkeyPatch, primary_action: str
) -> None:
    if primary_action == "edit":
        page.card.servers.select("web2")
        page.card.edit.click()

    def refuse(*_: object) -> None:
        raise wrong("not_written", field="key")

    monkeypatch.setattr(ServerStore, primary_action, refuse)
    page.form.host.setText("new.example")
    page.form.key.setText("~/.ssh/id")
    page.form.add.click()
    await idle(page)
    assert (codes(page), len(_stored(page))) == (["not_written"], 3)
    assert (page.form.host.text(), page.form.key.text()) == ("new.example", "~/.ssh/id")
    assert page.form.editing == ("web2" if primary_action == "edit" else "")
    assert page.form.key.hasFocus()


async def test_a_server_is_changed_in_its_place_and_stays_as_it_was_when_left(
    page: ServersPage, lines: Lines
) -> None:
    page.card.servers.select("web2")
    page.card.edit.click()
    assert (page.form.title.text(), page.form.host.text()) == ("Change web2", "web2.example")
    page.form.host.setText("other.example")
    page.form.leave.click()
    assert (page.form.editing, page.form.host.text(), _stored(page)[1].host) == (
        "",
        "",
        "web2.example",
    )
    page.card.edit.click()
    page.form.host.setText("other.example")
    page.form.name.setText("till")
    page.form.add.click()
    await idle(page)
    assert [(one.name, one.host) for one in _stored(page)] == [
        ("web1", "web1.example"),
        ("till", "other.example"),
        ("web3", "web3.example"),
    ]
    assert lines.names == ["till"]
    assert (page.form.editing, page.card.servers.selected()) == ("", "till")


async def test_a_key_is_chosen_for_the_server_whose_login_was_refused_or_for_the_form(
    page: ServersPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lines: Lines
) -> None:
    chosen = answer(monkeypatch, "file", None)
    page.carry_out(ChooseKey("web2"))
    await idle(page)
    assert (len(chosen.asked), lines.names) == (1, [])
    chosen.value = tmp_path / "id"
    page.carry_out(ChooseKey("web2"))
    await idle(page)
    assert [one.key for one in _stored(page)] == ["", str(tmp_path / "id"), ""]
    page.form.choose_key.click()
    await idle(page)
    assert page.form.key.text() == str(tmp_path / "id")
    page.form.edit(page.session.current.servers[0])
    page.carry_out(ChooseKey("web1"))
    await idle(page)
    assert (page.form.key.text(), _stored(page)[0].key) == (str(tmp_path / "id"), "")


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
async def test_to_try_again_tries_what_was_tried_last(
    page: ServersPage, lines: Lines, action: Action
) -> None:
    page.card.servers.select("web3")
    page.carry_out(action)
    await idle(page)
    assert lines.names == ["web3"]
    lines.down = ("new",)
    page.form.host.setText("new")
    page.form.add.click()
    await idle(page)
    lines.down = ()
    page.carry_out(action)
    await idle(page)
    assert lines.names == ["web3", "new"]
    assert _stored(page)[-1].name == "new"


async def test_servers_of_the_ssh_settings_are_added_once(page: ServersPage, lines: Lines) -> None:
    new = Profile(name="new", host="new.example")
    page.form.imported.emit((Profile(name="web2", host="evil.example"), new))
    await idle(page)
    assert [(one.name, one.host) for one in _stored(page)[1:]] == [
        ("web2", "web2.example"),
        ("web3", "web3.example"),
        ("new", "new.example"),
    ]
    assert lines.names == ["new"]
    page.form.imported.emit((new,))
    await idle(page)
    assert lines.names == ["new"]


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
