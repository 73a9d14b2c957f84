"""Servers are met carefully: every new key is shown before anything is sent, changed ones never."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QTreeWidget
from shiboken6 import isValid

from core.journey import Stop
from core.servers.store import ServerStore
from core.ssh import host_key_records
from core.ssh.host_keys import HostKey
from core.ssh.profile import Credentials, Profile
from gui.pages.servers import ServersPage
from tests import sshd
from tests.gui.conftest import until
from tests.gui.seen import card_at, page_at, part_of, row_at
from tests.gui.test_main_window import window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gui.shell.main_window import MainWindow
    from gui.widgets.problem_card import ProblemCard

__all__ = ["window"]  # a fixture


@pytest.fixture
def servers(tmp_path: Path) -> Iterator[tuple[sshd.Sshd, ...]]:
    """Run three real servers on loopback."""
    with ExitStack() as stack:
        names = ("web1", "web2", "web3")
        yield tuple(stack.enter_context(sshd.running(tmp_path / name)) for name in names)


@pytest.fixture
def page(window: MainWindow, servers: tuple[sshd.Sshd, ...]) -> ServersPage:
    """Open the page with these servers on the list."""
    store = ServerStore(window.session.home)
    for server in servers:
        store.add(_profile(server))
    window.show_stop(Stop.SERVERS)
    return page_at(window, ServersPage)


def _profile(server: sshd.Sshd, user: str = "root") -> Profile:
    key = str(server.key) if user == "root" else ""
    return Profile(name=server.place.name, host="127.0.0.1", port=server.port, user=user, key=key)


def _log_ins(server: sshd.Sshd) -> str:
    return "".join(
        line
        for line in (server.place / "sshd.log").read_text().splitlines(keepends=True)
        if "Accepted" in line or "Failed" in line
    )


async def _dialog(window: MainWindow, title: str) -> QDialog:
    def found() -> QDialog | None:
        open_ones = (one for one in window.findChildren(QDialog) if one.isVisible())
        return next((one for one in open_ones if title in one.windowTitle()), None)

    await until(found)
    dialog = found()
    assert dialog is not None
    return dialog


def _button(dialog: QDialog, words: str) -> QPushButton:
    return next(one for one in dialog.findChildren(QPushButton) if words in one.text())


async def test_all_new_keys_stand_in_one_table_before_anything_is_sent(
    window: MainWindow, page: ServersPage, servers: tuple[sshd.Sshd, ...]
) -> None:
    page.card.test_all.click()
    dialog = await _dialog(window, "Are these really your servers?")
    shown = {server.place.name for server in servers}
    table = part_of(dialog, QTreeWidget)
    rows = [row_at(table, place) for place in range(table.topLevelItemCount())]
    assert {row.text(0).split()[0] for row in rows} == shown
    assert all(row.text(2).startswith("SHA256:") for row in rows)
    assert _button(dialog, "Cancel").isDefault()
    _button(dialog, "Cancel").click()
    await until(lambda: not window.runner.working)
    assert not window.session.home.known_hosts.exists()
    assert not any(_log_ins(server) for server in servers)


async def test_what_is_trusted_together_is_recorded_and_connected(
    window: MainWindow, page: ServersPage, servers: tuple[sshd.Sshd, ...]
) -> None:
    page.card.test_all.click()
    _button(await _dialog(window, "Are these"), "Trust these 3 keys").click()
    await until(lambda: not window.runner.working)
    assert set(window.session.current.facts) == {"web1", "web2", "web3"}
    assert all("Accepted publickey" in _log_ins(server) for server in servers)
    assert row_at(page.card.servers, 0).text(2).startswith("✓")


async def test_a_server_that_is_down_hides_nothing_of_those_that_answer(
    window: MainWindow, page: ServersPage, servers: tuple[sshd.Sshd, ...]
) -> None:
    for server in servers:
        _trust(window, server)
    ServerStore(window.session.home).edit("web2", Profile(name="web2", host="127.0.0.1", port=1))
    page.enter()
    page.card.test_all.click()
    await until(lambda: page.problems.count() == 1 and not window.runner.working)
    states = [row_at(page.card.servers, place).text(2) for place in range(3)]
    assert states[0].startswith("✓")
    assert states[1] == "no connection at the last test"
    assert states[2].startswith("✓")
    assert _card(page).problem.code == "server_unreachable"


async def test_pasted_fingerprints_are_compared_with_every_server(
    window: MainWindow, page: ServersPage, servers: tuple[sshd.Sshd, ...]
) -> None:
    page.card.test_all.click()
    dialog = await _dialog(window, "Are these")
    trust = _button(dialog, "Trust these 3 keys")
    paste = part_of(dialog, QPlainTextEdit)
    keys = [one.host_key_line.split() for one in servers]
    right = [HostKey(kind, _bytes(data)).fingerprint for kind, data in keys]
    paste.setPlainText("256 SHA256:nothingThatAnyServerShows root@web (ED25519)")
    assert not trust.isEnabled()
    assert any(
        "No server shows SHA256:nothing" in one.text() for one in dialog.findChildren(QLabel)
    )
    paste.setPlainText("\n".join(f"256 {one} root@web (ED25519)" for one in right))
    assert trust.isEnabled()
    _button(dialog, "Cancel").click()
    await until(lambda: not window.runner.working)


async def test_a_changed_key_ends_it_with_both_fingerprints_and_no_way_around(
    window: MainWindow, page: ServersPage, servers: tuple[sshd.Sshd, ...], tmp_path: Path
) -> None:
    other = sshd.make_key(tmp_path / "other")
    kind, data = (other.parent / "other.pub").read_text().split()[:2]
    key = HostKey(kind, _bytes(data))
    host_key_records.trust(window.session.home.known_hosts, "127.0.0.1", servers[0].port, key)
    page.card.servers.select("web1")
    page.card.test.click()
    await until(lambda: page.problems.count() == 1)
    card = card_at(page)
    kind, data = servers[0].host_key_line.split()
    assert card.problem.code == "host_key_changed"
    assert key.fingerprint in card.problem.details
    assert HostKey(kind, _bytes(data)).fingerprint in card.problem.details
    assert not card.buttons
    assert not _log_ins(servers[0])
    await until(lambda: not window.runner.working)


async def test_a_password_for_sudo_is_asked_for_at_once(
    window: MainWindow, page: ServersPage, servers: tuple[sshd.Sshd, ...]
) -> None:
    profile = _profile(servers[0], "asker")
    ServerStore(window.session.home).edit(profile.name, profile)
    _trust(window, servers[0])
    window.session.credentials["web1"] = Credentials(password=sshd.PASSWORD)
    page.enter()
    page.card.servers.select("web1")
    page.card.test.click()
    dialog = await _dialog(window, "sudo on asker@")
    assert any("sudo" in one.text() for one in dialog.findChildren(QLabel))
    part_of(dialog, QLineEdit).setText(sshd.PASSWORD)
    _button(dialog, "Use it").click()
    await until(lambda: "web1" in window.session.current.facts)
    assert window.session.credentials["web1"].sudo_password == sshd.PASSWORD


async def test_an_address_that_leads_nowhere_is_said_while_the_page_stays_usable(
    window: MainWindow,
) -> None:
    window.show_stop(Stop.SERVERS)
    page = page_at(window, ServersPage)
    page.form.host.setText("no-such-host.invalid")
    page.form.add.click()
    page.form.host.setText("typed meanwhile")
    await until(lambda: page.problems.count() == 1)
    assert page.form.host.text() == "typed meanwhile"
    assert "no-such-host.invalid" in str(card_at(page).problem.what)


async def test_a_server_that_cannot_be_reached_is_not_kept_and_nothing_typed_is_lost(
    window: MainWindow,
) -> None:
    window.show_stop(Stop.SERVERS)
    page = page_at(window, ServersPage)
    page.form.host.setText("no-such-host.invalid")
    page.form.user.setText("deploy")
    page.form.add.click()
    await until(lambda: page.problems.count() == 1 and not window.runner.working)
    assert ServerStore(window.session.home).all() == ()
    assert (page.form.host.text(), page.form.user.text()) == ("no-such-host.invalid", "deploy")
    assert page.form.host.hasFocus()
    (anyway,) = [one for one in _card(page).buttons if "without a test" in one.text()]
    anyway.click()
    assert [one.host for one in ServerStore(window.session.home).all()] == ["no-such-host.invalid"]


async def test_a_refused_login_is_repaired_in_place(
    window: MainWindow, page: ServersPage, servers: tuple[sshd.Sshd, ...], tmp_path: Path
) -> None:
    _trust(window, servers[0])
    wrong = Profile(
        name="web1", host="127.0.0.1", port=servers[0].port, key=str(sshd.make_key(tmp_path / "no"))
    )
    ServerStore(window.session.home).edit("web1", wrong)
    page.enter()
    page.card.servers.select("web1")
    page.card.test.click()
    (await _dialog(window, "Log in to")).reject()
    await until(lambda: page.problems.count() == 1 and not window.runner.working)
    assert row_at(page.card.servers, 0).text(2) == "no connection at the last test"
    (change,) = [one for one in _card(page).buttons if "Change the user" in one.text()]
    change.click()
    assert page.form.title.text() == "Change web1"
    assert page.form.key.text() == wrong.key
    page.form.key.setText(str(servers[0].key))
    page.form.add.click()
    await until(lambda: "web1" in window.session.current.facts and not window.runner.working)
    assert ServerStore(window.session.home).get("web1").key == str(servers[0].key)
    assert [one.name for one in ServerStore(window.session.home).all()] == ["web1", "web2", "web3"]
    assert page.form.title.text() == "Add a server"


async def test_a_wrong_password_is_answered_each_time_and_the_last_one_says_what_to_do(
    window: MainWindow, page: ServersPage, servers: tuple[sshd.Sshd, ...]
) -> None:
    _trust(window, servers[0])
    ServerStore(window.session.home).edit("web1", _profile(servers[0], "plain"))
    page.enter()
    page.card.servers.select("web1")
    page.card.test.click()
    for number in range(4):
        dialog = await _dialog(window, "Log in to plain@")
        told = " ".join(one.text() for one in dialog.findChildren(QLabel))
        assert ("is not right" in told) == (number > 0)
        part_of(dialog, QLineEdit).setText("wrong horse")
        _button(dialog, "Use it").click()
        await until(partial(_gone, dialog))
    await until(lambda: page.problems.count() == 1 and not window.runner.working)
    assert _card(page).problem.code == "login_refused"
    assert any("Change the user" in one.text() for one in _card(page).buttons)
    assert "web1" not in window.session.credentials


def _gone(dialog: QDialog) -> bool:
    return not (isValid(dialog) and dialog.isVisible())


def _card(page: ServersPage) -> ProblemCard:
    return card_at(page)


def _trust(window: MainWindow, server: sshd.Sshd) -> None:
    kind, data = server.host_key_line.split()
    key = HostKey(kind, _bytes(data))
    host_key_records.trust(window.session.home.known_hosts, "127.0.0.1", server.port, key)


async def test_hosts_of_the_ssh_settings_are_offered_and_all_can_be_taken(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".ssh").mkdir()
    (tmp_path / ".ssh/config").write_text(
        "Host one\n  HostName 127.0.0.1\n  Port 1\nHost two\n  HostName 127.0.0.1\n  Port 1\n"
    )
    window.show_stop(Stop.SERVERS)
    page = page_at(window, ServersPage)
    page.form.hosts.click()
    menu = page.form.hosts_menu
    names = [one.text() for one in menu.actions() if one.text()]
    assert names[0].startswith("one")
    assert names[-1] == "Add all of them"
    menu.actions()[-1].trigger()
    menu.close()
    assert [one.name for one in window.session.current.servers] == ["one", "two"]
    await until(lambda: not window.runner.working)


def _bytes(data: str) -> bytes:
    import base64  # noqa: PLC0415 - for this alone

    return base64.b64decode(data)
