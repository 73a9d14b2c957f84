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
from gui.widgets.server.server_dialog import ServerDialog
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


async def _server_dialog(window: MainWindow, title: str) -> ServerDialog:
    found = await _dialog(window, title)
    assert isinstance(found, ServerDialog)
    return found


def _states(page: ServersPage) -> list[str]:
    return [one.text(2) for one in page.card.servers.rows()]


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
    _button(await _dialog(window, "Are these"), "Trust these 3 host keys").click()
    await until(lambda: not window.runner.working)
    assert set(window.session.current.facts) == {"web1", "web2", "web3"}
    assert all("Accepted publickey" in _log_ins(server) for server in servers)
    assert _states(page) == ["reachable"] * 3


async def test_a_server_that_is_down_hides_nothing_of_those_that_answer(
    window: MainWindow, page: ServersPage, servers: tuple[sshd.Sshd, ...]
) -> None:
    for server in servers:
        _trust(window, server)
    ServerStore(window.session.home).edit("web2", Profile(name="web2", host="127.0.0.1", port=1))
    page.enter()
    page.card.test_all.click()
    await until(lambda: page.problems.count() == 1 and not window.runner.working)
    assert _states(page) == ["reachable", "not reachable", "reachable"]
    assert page.card.servers.selected() == "web2"
    assert _card(page).problem.code == "server_unreachable"


async def test_pasted_fingerprints_are_compared_with_every_server(
    window: MainWindow, page: ServersPage, servers: tuple[sshd.Sshd, ...]
) -> None:
    page.card.test_all.click()
    dialog = await _dialog(window, "Are these")
    trust = _button(dialog, "Trust these 3 host keys")
    paste = part_of(dialog, QPlainTextEdit)
    keys = [one.host_key_line.split() for one in servers]
    right = [HostKey(kind, _bytes(data)).fingerprint for kind, data in keys]
    paste.setPlainText("256 SHA256:nothingThatAnyServerShows root@web (ED25519)")
    assert not trust.isEnabled()
    assert any(
        "No server presents SHA256:nothing" in one.text() for one in dialog.findChildren(QLabel)
    )
    paste.setPlainText("\n".join(f"256 {one} root@web (ED25519)" for one in right))
    assert trust.isEnabled()
    _button(dialog, "Cancel").click()
    await until(lambda: not window.runner.working)


async def test_a_changed_key_ends_it_with_both_fingerprints_and_no_single_click_around(
    window: MainWindow, page: ServersPage, servers: tuple[sshd.Sshd, ...], tmp_path: Path
) -> None:
    other = sshd.make_key(tmp_path / "other")
    kind, data = (other.parent / "other.pub").read_text().split()[:2]
    before = HostKey(kind, _bytes(data))
    host_key_records.trust(window.session.home.known_hosts, "127.0.0.1", servers[0].port, before)
    page.card.servers.select("web1")
    page.card.test.click()
    await until(lambda: page.problems.count() == 1 and not window.runner.working)
    card = card_at(page)
    kind, data = servers[0].host_key_line.split()
    now = HostKey(kind, _bytes(data))
    assert card.problem.code == "host_key_changed"
    assert _states(page)[0] == "host key changed"
    assert before.fingerprint in card.problem.details
    assert now.fingerprint in card.problem.details
    assert not _log_ins(servers[0])
    recorded = window.session.home.known_hosts.read_text()
    (compare,) = card.buttons
    compare.click()
    dialog = await _dialog(window, "The host key of web1 has changed")
    told = [one.text() for one in dialog.findChildren(QLabel)]
    assert before.fingerprint in told
    assert now.fingerprint in told
    assert any("someone is intercepting" in one for one in told)
    assert any("~/.ssh/known_hosts is not changed" in one for one in told)
    replace = _button(dialog, "Replace the host key")
    assert (_button(dialog, "Cancel").isDefault(), replace.isEnabled()) == (True, False)
    part_of(dialog, QLineEdit).setText("web2")
    assert not replace.isEnabled()
    _button(dialog, "Cancel").click()
    await until(lambda: not window.runner.working)
    assert window.session.home.known_hosts.read_text() == recorded
    card_at(page).buttons[0].click()
    dialog = await _dialog(window, "The host key of web1 has changed")
    part_of(dialog, QLineEdit).setText("web1")
    _button(dialog, "Replace the host key").click()
    await until(lambda: "web1" in window.session.current.facts and not window.runner.working)
    assert (_states(page)[0], page.problems.count()) == ("reachable", 0)
    assert data in window.session.home.known_hosts.read_text()


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
    dialog = await _dialog(window, "sudo password on asker@")
    assert any("sudo" in one.text() for one in dialog.findChildren(QLabel))
    part_of(dialog, QLineEdit).setText(sshd.PASSWORD)
    _button(dialog, "Continue").click()
    await until(lambda: "web1" in window.session.current.facts)
    assert window.session.credentials["web1"].sudo_password == sshd.PASSWORD


async def test_a_server_that_cannot_be_reached_is_not_kept_and_nothing_typed_is_lost(
    window: MainWindow,
) -> None:
    window.show_stop(Stop.SERVERS)
    page = page_at(window, ServersPage)
    page.empty.deed.click()
    dialog = await _server_dialog(window, "Add a server")
    dialog.host.setText("no-such-host.invalid")
    dialog.user.setText("deploy")
    dialog.test.click()
    await until(lambda: dialog.fault)
    assert dialog.fault is not None
    assert "no-such-host.invalid" in str(dialog.fault.what)
    assert ServerStore(window.session.home).all() == ()
    assert (dialog.host.text(), dialog.user.text()) == ("no-such-host.invalid", "deploy")
    assert dialog.host.hasFocus()
    dialog.anyway.click()
    await until(lambda: not window.runner.working)
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
    dialog = await _server_dialog(window, "Log in to web1")
    assert dialog.fault is not None
    assert (dialog.fault.code, dialog.key.text()) == ("login_refused", wrong.key)
    await until(dialog.key.hasFocus)
    dialog.reject()
    await until(lambda: page.problems.count() == 1 and not window.runner.working)
    assert _states(page)[0] == "login refused"
    (change,) = [one for one in _card(page).buttons if "Change the user" in one.text()]
    change.click()
    edit = await _server_dialog(window, "Edit web1")
    await until(edit.key.hasFocus)
    edit.key.setText(str(servers[0].key))
    edit.test.click()
    await until(lambda: "web1" in window.session.current.facts and not window.runner.working)
    assert ServerStore(window.session.home).get("web1").key == str(servers[0].key)
    assert [one.name for one in ServerStore(window.session.home).all()] == ["web1", "web2", "web3"]
    assert (_states(page)[0], page.problems.count()) == ("reachable", 0)


async def test_a_login_that_is_repaired_goes_on_with_what_was_begun(
    window: MainWindow, page: ServersPage, servers: tuple[sshd.Sshd, ...], tmp_path: Path
) -> None:
    _trust(window, servers[0])
    stranger = Profile(name="web1", host="127.0.0.1", port=servers[0].port, user="nobody-here")
    ServerStore(window.session.home).edit("web1", stranger)
    page.enter()
    page.card.servers.select("web1")
    page.card.test.click()
    dialog = await _server_dialog(window, "Log in to web1")
    dialog.user.setText("root")
    dialog.key.setText(str(sshd.make_key(tmp_path / "no")))
    dialog.test.click()
    await until(lambda: dialog.fault and dialog.key.hasFocus())
    assert (dialog.user.text(), ServerStore(window.session.home).get("web1")) == ("root", stranger)
    dialog.key.setText(str(servers[0].key))
    dialog.test.click()
    await until(lambda: "web1" in window.session.current.facts and not window.runner.working)
    kept = ServerStore(window.session.home).get("web1")
    assert (kept.user, kept.key) == ("root", str(servers[0].key))


async def test_a_wrong_password_is_answered_each_time_and_the_last_one_says_what_to_do(
    window: MainWindow, page: ServersPage, servers: tuple[sshd.Sshd, ...]
) -> None:
    _trust(window, servers[0])
    ServerStore(window.session.home).edit("web1", _profile(servers[0], "plain"))
    page.enter()
    page.card.servers.select("web1")
    page.card.test.click()
    dialog = await _server_dialog(window, "Log in to web1")
    await until(dialog.password.hasFocus)
    for number in range(1, 5):
        dialog.password.setText(f"wrong horse {number}")
        before = dialog.card
        dialog.test.click()
        await until(partial(_answered, dialog, before))
        if number < 4:
            assert "is wrong" in str(dialog.fault.why if dialog.fault else "")
            assert dialog.password.hasFocus()
    await until(lambda: page.problems.count() == 1 and not window.runner.working)
    assert _card(page).problem.code == "login_refused"
    assert "is wrong" in str(_card(page).problem.why)
    assert any("Change the user" in one.text() for one in _card(page).buttons)
    assert "web1" not in window.session.credentials
    failed = [one for one in _log_ins(servers[0]).splitlines() if "Failed password" in one]
    assert len(failed) == 4


async def test_a_right_password_is_remembered_for_the_window_alone(
    window: MainWindow, page: ServersPage, servers: tuple[sshd.Sshd, ...]
) -> None:
    _trust(window, servers[0])
    profile = _profile(servers[0], "free")
    ServerStore(window.session.home).edit("web1", profile)
    page.enter()
    page.card.servers.select("web1")
    page.card.test.click()
    dialog = await _server_dialog(window, "Log in to web1")
    dialog.password.setText(sshd.PASSWORD)
    dialog.test.click()
    await until(lambda: "web1" in window.session.current.facts and not window.runner.working)
    assert window.session.credentials["web1"].password == sshd.PASSWORD
    assert ServerStore(window.session.home).get("web1") == profile
    assert sshd.PASSWORD not in window.session.home.servers_file.read_text()


def _answered(dialog: ServerDialog, before: object) -> bool:
    """Whether the dialog says anew what is wrong, or has closed."""
    return _gone(dialog) or (dialog.card is not None and dialog.card is not before)


def _gone(dialog: QDialog) -> bool:
    return not (isValid(dialog) and dialog.isVisible())


def _card(page: ServersPage) -> ProblemCard:
    return card_at(page)


def _trust(window: MainWindow, server: sshd.Sshd) -> None:
    kind, data = server.host_key_line.split()
    key = HostKey(kind, _bytes(data))
    host_key_records.trust(window.session.home.known_hosts, "127.0.0.1", server.port, key)


async def test_a_host_of_the_ssh_settings_fills_the_dialog(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".ssh").mkdir(exist_ok=True)
    (tmp_path / ".ssh/config").write_text("Host one\n  Port 1\n  User me\nHost two\n  Port 2\n")
    window.show_stop(Stop.SERVERS)
    page_at(window, ServersPage).empty.deed.click()
    dialog = await _server_dialog(window, "Add a server")
    dialog.hosts.click()
    names = [one.text() for one in dialog.hosts_menu.actions()]
    assert [name.split()[0] for name in names] == ["one", "two"]
    dialog.hosts_menu.actions()[0].trigger()
    dialog.hosts_menu.close()
    assert dialog.profile() == Profile(name="one", host="one", port=1, user="me")
    dialog.reject()
    await until(lambda: not window.runner.working)


def _bytes(data: str) -> bytes:
    import base64  # noqa: PLC0415 - for this alone

    return base64.b64decode(data)
