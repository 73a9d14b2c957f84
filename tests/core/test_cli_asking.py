"""Questions: asked on a real terminal, answered by a person; never asked of a script."""

from __future__ import annotations

import os
import pty
import select
import signal
import time
from typing import TYPE_CHECKING

import pytest

from core.cli.asking import Asking, someone_is_there, take_secrets
from core.cli.show import show_for
from tests import sshd
from tests.goferry import WORDS, environment, goferry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.home import Home

_TIMEOUT = 120.0


class Person:
    """Someone at a terminal, who runs one command and reads what it says."""

    def __init__(self, *words: str | Path, home: Path) -> None:
        command = [*WORDS, "--home", str(home), *map(str, words)]
        self._child, self._terminal = pty.fork()
        if self._child == 0:
            os.execve(command[0], command, environment({"TERM": "xterm"}))  # noqa: S606 - no shell on purpose
        self.seen = ""

    def wait_for(self, text: str) -> None:
        end = time.monotonic() + _TIMEOUT
        while text not in self.seen:
            assert time.monotonic() < end, self.seen
            assert self._read(), self.seen

    def type(self, text: str) -> None:
        os.write(self._terminal, text.encode())

    def exit_code(self) -> int:
        while self._read():
            pass
        _, status = os.waitpid(self._child, 0)
        os.close(self._terminal)
        return os.waitstatus_to_exitcode(status)

    def _read(self) -> bool:
        ready, _, _ = select.select([self._terminal], [], [], _TIMEOUT)
        assert ready, self.seen
        try:
            found = os.read(self._terminal, 4096)
        except OSError:  # Linux says so when the other side is closed
            return False
        self.seen += found.decode(errors="replace")
        return bool(found)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sshd.Sshd]:
    with sshd.running(tmp_path_factory.mktemp("sshd")) as running:
        yield running


@pytest.fixture
def known(server: sshd.Sshd, home: Home) -> Path:
    """A home with two users of one server: one with a key, one with a password."""
    where = ("--host", "127.0.0.1", "--port", str(server.port))
    for name, more in (("keyed", ("--key", server.key)), ("typed", ())):
        words = ("server", "add", name, *where, "--user", "plain", *more)
        assert goferry(*words, home=home.config).code == 0
    return home.config


def test_consent_is_asked_and_no_is_the_default(known: Path, home: Home) -> None:
    person = Person("server", "trust", "keyed", home=known)
    person.wait_for("[y/N]")
    person.type("\n")
    assert person.exit_code() == 1
    assert "SHA256:" in person.seen
    assert not home.known_hosts.exists()


def test_consent_trusts_the_key(known: Path, server: sshd.Sshd, home: Home) -> None:
    person = Person("server", "trust", "keyed", home=known)
    person.wait_for("[y/N]")
    person.type("y\n")
    assert person.exit_code() == 0
    assert server.host_key_line in home.known_hosts.read_text()


def test_a_key_is_trusted_on_the_way_then_the_password_is_asked_for(known: Path) -> None:
    person = Person("status", "--service", "web", "--to", "typed", home=known)
    person.wait_for("[y/N]")
    person.type("y\n")
    person.wait_for("Password for plain@127.0.0.1")
    person.type(f"{sshd.PASSWORD}\n")
    person.wait_for("sudo password on")
    person.type("\n")
    assert person.exit_code() == 1
    assert sshd.PASSWORD not in person.seen


def test_a_wrong_password_is_said_each_time_and_in_the_end_what_to_do(
    known: Path, server: sshd.Sshd, home: Home
) -> None:
    home.known_hosts.write_text(f"[127.0.0.1]:{server.port} {server.host_key_line}\n")
    person = Person("status", "--service", "web", "--to", "typed", home=known)
    for number in range(3):
        person.wait_for("Password for plain@127.0.0.1")
        assert person.seen.count("password is wrong") == number
        person.seen = person.seen.replace("Password for", "asked for", 1)
        person.type(f"wrong{number}\n")
    assert person.exit_code() == 1
    assert person.seen.count("password is wrong") == 3
    assert "goferry server edit typed --user" in person.seen
    assert "wrong1" not in person.seen


def test_control_c_at_a_question_cancels(known: Path, home: Home) -> None:
    person = Person("server", "trust", "keyed", home=known)
    person.wait_for("[y/N]")
    person.type("\x03")
    assert person.exit_code() == 130
    assert "Canceled." in person.seen
    assert not home.known_hosts.exists()


def test_a_script_is_never_asked(known: Path, home: Home) -> None:
    ran = goferry("server", "trust", "keyed", "--json", home=known)
    assert (ran.code, ran.problem["code"]) == (1, "host_key_unknown")
    assert any("--fingerprint SHA256:" in advice for advice in ran.problem["next"])
    assert not home.known_hosts.exists()


def test_a_server_whose_name_nobody_knows_is_not_saved(home: Home) -> None:
    words = ("server", "add", "web", "--host", "no-such-host.invalid", "--json")
    impatient = {"RES_OPTIONS": "timeout:1 attempts:1"}  # a name server that is slow says as little
    ran = goferry(*words, home=home.config, env=impatient)
    assert (ran.code, ran.problem["code"]) == (1, "server_unreachable")
    assert any("--anyway" in advice for advice in ran.problem["next"])
    assert not home.servers_file.exists()
    assert goferry(*words, "--anyway", home=home.config).code == 0
    edit = ("server", "edit", "web", "--host", "other.invalid", "--json")
    changed = goferry(*edit, home=home.config, env=impatient)
    assert changed.problem["code"] == "server_unreachable"
    listed = goferry("server", "list", "--json", home=home.config).result["servers"]
    assert [one["host"] for one in listed] == ["no-such-host.invalid"]


def test_a_server_that_does_not_answer_now_is_saved_and_that_is_said(home: Home) -> None:
    where = ("--host", "127.0.0.1", "--port", str(sshd.free_port()))
    ran = goferry("server", "add", "web", *where, "--json", home=home.config)
    assert ran.code == 0
    assert [one["event"] for one in ran.events] == ["noticed", "result"]
    assert ran.result["reachable"] is False


def test_what_is_not_given_comes_from_the_ssh_configuration(
    server: sshd.Sshd, home: Home, tmp_path: Path
) -> None:
    (tmp_path / ".ssh").mkdir()
    (tmp_path / ".ssh/config").write_text(
        f"Host short\n  HostName 127.0.0.1\nMatch originalhost short exec true\n  User plain\n"
        f"  Port {server.port}\n  IdentityFile {server.key}\n  Tunnel yes\n"
    )
    env = {"HOME": str(tmp_path)}
    words = ("server", "add", "web", "--host", "short", "--json")
    ran = goferry(*words, home=home.config, env=env)
    added = ran.result["server"]
    assert (added["user"], added["port"], added["key"]) == ("plain", server.port, str(server.key))
    assert ran.result["reachable"] is True
    assert ran.events[0]["problem"]["code"] == "ssh_config_partly_followed"
    assert "Tunnel" in ran.events[0]["problem"]["why"]
    checked = goferry("server", "check", "web", "--json", home=home.config, env=env)
    assert checked.events[0]["problem"] == ran.events[0]["problem"], "and each check says it again"
    more = ("--user", "root", "--port", "1", "--key", "/k", "--anyway")
    ran = goferry("server", "add", "own", "--host", "short", *more, home=home.config, env=env)
    listed = goferry("server", "list", "--json", home=home.config).result["servers"]
    assert (listed[1]["user"], listed[1]["port"], listed[1]["key"]) == ("root", 1, "/k")


def test_secrets_leave_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOFERRY_PASSWORD", "one")
    monkeypatch.setenv("GOFERRY_PASSPHRASE", "two")
    monkeypatch.setenv("GOFERRY_SUDO_PASSWORD", "three")
    secrets = take_secrets()
    assert (secrets.password, secrets.passphrase, secrets.sudo_password) == ("one", "two", "three")
    taken = {"GOFERRY_PASSWORD", "GOFERRY_PASSPHRASE", "GOFERRY_SUDO_PASSWORD"}
    assert not taken & os.environ.keys()
    assert "one" not in repr(secrets)


def test_json_means_a_script() -> None:
    assert not someone_is_there(as_json=True)


def test_nobody_there_means_no() -> None:
    before = signal.getsignal(signal.SIGINT)
    asking = Asking(show_for(as_json_lines=False), anyone=False)
    assert asking.secret("Password?") == ""
    assert asking.consent("Really?") is False
    assert signal.getsignal(signal.SIGINT) is before
