"""Every way in: agents, certificates, several factors, jumps; and servers that forbid things."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hashlib
import socket
import struct
import subprocess
import sys
import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519

from core.actions import EnterPassword, TrustHostKey
from core.problems import ProblemError
from core.ssh.connection import connect, handshake, offered_key, trust_key
from core.ssh.host_key_records import trust
from core.ssh.profile import Credentials, Profile
from tests import sshd
from tests.goferry import processes_with
from tests.sshd import on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from core.home import Home
    from core.problems import Problem

pytestmark = pytest.mark.server


def trusted(server: sshd.Sshd, home: Home, *, user: str = "root", key: str = "") -> Profile:
    profile = Profile(name="web1", host="127.0.0.1", port=server.port, user=user, key=key)
    trust(home.known_hosts, profile.host, profile.port, asyncio.run(offered_key(profile)))
    return profile


def who(profile: Profile, home: Home, credentials: Credentials | None = None) -> str:
    return on(profile, home, lambda one: one.run("id -un"), credentials).out.strip()


def problem_of(profile: Profile, home: Home, credentials: Credentials | None = None) -> Problem:
    with pytest.raises(ProblemError) as caught:
        who(profile, home, credentials)
    return caught.value.problem


def _takes_connections(path: Path) -> bool:
    """Its name is there a moment before it listens."""
    with socket.socket(socket.AF_UNIX) as line, contextlib.suppress(OSError):
        line.connect(str(path))
        return True
    return False


@contextlib.contextmanager
def agent_with(folder: Path, monkeypatch: pytest.MonkeyPatch, *keys: Path) -> Iterator[None]:
    """Run a real ssh-agent that holds these keys."""
    path = folder / "agent"
    agent = subprocess.Popen(["ssh-agent", "-D", "-a", str(path)], stdout=subprocess.DEVNULL)
    try:
        _wait_until(lambda: _takes_connections(path))
        monkeypatch.setenv("SSH_AUTH_SOCK", str(path))
        for key in keys:
            subprocess.run(["ssh-add", "-q", str(key)], check=True, stdin=subprocess.DEVNULL)
        yield
    finally:
        agent.terminate()
        agent.wait()


def test_the_agent_s_key_lets_in(
    tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        sshd.running(tmp_path / "sshd") as server,
        agent_with(tmp_path, monkeypatch, server.key),
    ):
        assert who(trusted(server, home), home) == "root"


def test_the_usual_key_in_the_user_s_folder_lets_in(tmp_path: Path, home: Home) -> None:
    with sshd.running(tmp_path / "sshd") as server:
        (tmp_path / "user/.ssh/id_ed25519").write_bytes(server.key.read_bytes())
        assert who(trusted(server, home), home) == "root"


def test_a_certificate_beside_the_key_lets_in(tmp_path: Path, home: Home) -> None:
    authority = sshd.make_key(tmp_path / "authority")
    key = sshd.make_key(tmp_path / "user_key")
    words = ["ssh-keygen", "-q", "-s", str(authority), "-I", "me", "-n", "plain", f"{key}.pub"]
    subprocess.run(words, check=True)
    more = f"TrustedUserCAKeys {authority}.pub"
    with sshd.running(tmp_path / "sshd", more=more) as server:
        assert who(trusted(server, home, user="plain", key=str(key)), home) == "plain"
        refused = problem_of(trusted(server, home, user="free", key=str(key)), home)
        assert refused.code == "login_refused"


def test_a_certificate_named_in_the_user_s_config_lets_in(tmp_path: Path, home: Home) -> None:
    authority = sshd.make_key(tmp_path / "authority")
    key = sshd.make_key(tmp_path / "user_key")
    words = ["ssh-keygen", "-q", "-s", str(authority), "-I", "me", "-n", "plain", f"{key}.pub"]
    subprocess.run(words, check=True)
    certificate = (tmp_path / "user_key-cert.pub").rename(tmp_path / "elsewhere.pub")
    (tmp_path / "user/.ssh/config").write_text(f"Host *\n  CertificateFile {certificate}\n")
    more = f"TrustedUserCAKeys {authority}.pub"
    with sshd.running(tmp_path / "sshd", more=more) as server:
        assert who(trusted(server, home, user="plain", key=str(key)), home) == "plain"


def test_a_server_that_asks_questions_gets_the_password(tmp_path: Path, home: Home) -> None:
    more = "PasswordAuthentication no\nKbdInteractiveAuthentication yes\nUsePAM yes"
    with sshd.running(tmp_path / "sshd", more=more) as server:
        profile = trusted(server, home, user="plain")
        assert problem_of(profile, home).next[0].action == EnterPassword()
        assert problem_of(profile, home, Credentials(password="wrong")).code == "login_refused"
        assert who(profile, home, Credentials(password=sshd.PASSWORD)) == "plain"


def test_a_server_may_want_both_key_and_password(tmp_path: Path, home: Home) -> None:
    more = "AuthenticationMethods publickey,password"
    with sshd.running(tmp_path / "sshd", more=more) as server:
        profile = trusted(server, home, user="plain", key=str(server.key))
        only_key = problem_of(profile, home)
        assert only_key.next[0].action == EnterPassword()
        assert "accepts the private key" in str(only_key.why)
        assert who(profile, home, Credentials(password=sshd.PASSWORD)) == "plain"


def test_a_server_that_hangs_up_after_a_try_refused_the_login(tmp_path: Path, home: Home) -> None:
    with sshd.running(tmp_path / "sshd", more="MaxAuthTries 1") as server:
        stranger = sshd.make_key(tmp_path / "stranger")
        assert problem_of(trusted(server, home, key=str(stranger)), home).code == "login_refused"


def test_a_server_without_forwarding_is_said_to_forbid_it_where_it_cannot_look_itself(
    tmp_path: Path, home: Home
) -> None:
    tools = tmp_path / "tools"  # all that a server has, but no `timeout` to look with
    tools.mkdir()
    for tool in ("bash", "sh", "cat"):
        (tools / tool).symlink_to(f"/bin/{tool}")
    for more, code in (("", "port_closed"), (f"SetEnv PATH={tools}", "forwarding_forbidden")):
        settings = f"AllowTcpForwarding no\n{more}"
        with sshd.running(tmp_path / f"sshd-{code}", more=settings) as server:
            profile = trusted(server, home, key=str(server.key))
            with pytest.raises(ProblemError) as caught:
                on(profile, home, lambda one: one.http_get(sshd.free_port(), "/"))
            assert caught.value.problem.code == code


def test_sudo_that_wants_a_terminal_is_said_to(tmp_path: Path, home: Home) -> None:
    rules = "Defaults requiretty\nfree ALL=(ALL:ALL) NOPASSWD: ALL\n"
    with sshd.running(tmp_path / "sshd", sudoers=rules) as server:
        profile = trusted(server, home, user="free", key=str(server.key))
        with pytest.raises(ProblemError) as caught:
            on(profile, home, lambda one: one.run_as_root("id"))
        assert caught.value.problem.code == "sudo_needs_terminal"


@pytest.mark.parametrize(
    "rules", ["Defaults use_pty", "Defaults lecture=always", "Defaults !use_pty"]
)
def test_sudo_works_under_the_usual_rules(tmp_path: Path, home: Home, rules: str) -> None:
    sudoers = f"{rules}\nfree ALL=(ALL:ALL) NOPASSWD: ALL\nasker ALL=(ALL:ALL) ALL\n"
    with sshd.running(tmp_path / "sshd", sudoers=sudoers) as server:
        for user, password in (("free", ""), ("asker", sshd.PASSWORD)):
            profile = trusted(server, home, user=user, key=str(server.key))
            secrets = Credentials(sudo_password=password)
            ran = on(profile, home, lambda one: one.run_as_root("id -u; cat; exit 3"), secrets)
            assert (ran.code, ran.out) == (3, "0\n")


@contextlib.contextmanager
def security_key(path: Path) -> Iterator[str]:
    """An agent that holds one security key made of software; yields its public line."""
    private = ed25519.Ed25519PrivateKey.generate()
    raw = private.public_key().public_bytes_raw()
    kind, application = b"sk-ssh-ed25519@openssh.com", b"ssh:"
    blob = _string(kind) + _string(raw) + _string(application)

    def signed(data: bytes) -> bytes:
        """Sign as a touched key does: with its flags, a counter, and hashes."""
        flags = struct.pack(">BI", 1, 7)
        covered = hashlib.sha256(application).digest() + flags + hashlib.sha256(data).digest()
        return _string(kind) + _string(private.sign(covered)) + flags

    def answer(request: bytes) -> bytes:
        if request[0] == 11:
            return b"\x0c" + struct.pack(">I", 1) + _string(blob) + _string(b"token")
        length = int.from_bytes(request[1:5], "big")
        data = request[5 + length :]
        return b"\x0e" + _string(signed(data[4 : 4 + int.from_bytes(data[:4], "big")]))

    def serve(listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = listener.accept()
                with client:
                    while size := client.recv(4):
                        request = client.recv(int.from_bytes(size, "big"))
                        client.sendall(_string(answer(request)))

    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()
        threading.Thread(target=serve, args=(listener,), daemon=True).start()
        yield f"{kind.decode()} {base64.b64encode(blob).decode()}"
        listener.shutdown(socket.SHUT_RDWR)


def _string(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def test_a_security_key_lets_in_and_the_person_is_asked_to_touch_it(
    tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_AUTH_SOCK", str(tmp_path / "agent"))
    touches: list[str] = []

    async def use(profile: Profile) -> str:
        connection = await connect(profile, home, on_touch=lambda: touches.append("touch"))
        ran = await connection.run("id -un")
        await connection.close()
        return ran.out.strip()

    with sshd.running(tmp_path / "sshd") as server, security_key(tmp_path / "agent") as line:
        (server.place / "authorized_keys").write_text(f"{line}\n")
        profile = trusted(server, home)
        assert asyncio.run(use(profile)) == "root"
    assert touches == ["touch"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("public", None, "key_unsuitable"),
        ("putty", "PuTTY-User-Key-File-3: ssh-ed25519\n", "key_unsuitable"),
        ("text", "hello\n", "key_unsuitable"),
        ("broken", "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n", "key_unsuitable"),
        ("missing", None, "key_unreadable"),
    ],
)
def test_a_file_that_is_no_private_key_is_said_to_be_that(
    tmp_path: Path, home: Home, name: str, content: str | None, code: str
) -> None:
    with sshd.running(tmp_path / "sshd") as server:
        file = tmp_path / name
        if content is not None:
            file.write_text(content)
        if name == "public":
            file = server.key.with_suffix(".pub")
        assert problem_of(trusted(server, home, key=str(file)), home).code == code


def test_a_jump_leads_to_the_server_and_its_key_is_checked_too(tmp_path: Path, home: Home) -> None:
    with (
        sshd.running(tmp_path / "jump") as jump,
        sshd.running(tmp_path / "inner") as inner,
    ):
        (tmp_path / "user/.ssh/config").write_text(
            f"Host inner\n  HostName 127.0.0.1\n  Port {inner.port}\n"
            f"  ProxyJump plain@bastion\n  IdentityFile {inner.key}\n"
            f"Host bastion\n  HostName 127.0.0.1\n  Port {jump.port}\n  IdentityFile {jump.key}\n"
        )
        profile = Profile(name="web1", host="inner", user="free")
        unknown_jump = problem_of(profile, home)
        assert unknown_jump.code == "host_key_unknown"
        assert "bastion" in str(unknown_jump.what)
        assert unknown_jump.next[0].action is None

        known = tmp_path / "user/.ssh/known_hosts"
        known.write_text(f"[127.0.0.1]:{jump.port} {jump.host_key_line}\n")
        unknown_inner = problem_of(profile, home)
        assert "web1" in str(unknown_inner.what)
        key = asyncio.run(offered_key(profile))
        assert key.line == inner.host_key_line
        assert unknown_inner.next[0].action == TrustHostKey(key.fingerprint)

        trust(home.known_hosts, profile.host, profile.port, key)
        assert who(profile, home) == "free"
        assert "Accepted publickey for plain" in (jump.place / "sshd.log").read_text()

        known.write_text(f"[127.0.0.1]:{jump.port} {inner.host_key_line}\n")
        assert problem_of(profile, home).code == "host_key_changed"


def test_a_proxy_command_leads_to_the_server_as_ssh_would_go(tmp_path: Path, home: Home) -> None:
    """A real jump: ssh itself carries the data, and GoFerry only sees its input and output."""
    with sshd.running(tmp_path / "jump") as jump, sshd.running(tmp_path / "inner") as inner:
        ssh = (
            f"ssh -F none -i {jump.key} -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null"
            f" -o BatchMode=yes -p {jump.port} plain@127.0.0.1 -W %h:%p"
        )
        (tmp_path / "user/.ssh/config").write_text(
            f"Host inner\n  HostName 127.0.0.1\n  Port {inner.port}\n  IdentityFile {inner.key}\n"
            f"Match originalhost inner exec \"touch '{tmp_path}/asked'\"\n  ProxyCommand {ssh}\n"
        )
        profile = Profile(name="web1", host="inner", user="free")
        key = asyncio.run(offered_key(profile, home))
        assert key.line == inner.host_key_line
        asyncio.run(trust_key(profile, home, key))
        assert (tmp_path / "asked").exists()
        before = (jump.place / "sshd.log").read_text().count("Accepted publickey for plain")
        assert who(profile, home) == "free"
        after = (jump.place / "sshd.log").read_text().count("Accepted publickey for plain")
        assert after == before + 1
        _wait_until(lambda: not processes_with(str(jump.key)))


def test_a_jump_may_itself_be_reached_through_a_command(tmp_path: Path, home: Home) -> None:
    with sshd.running(tmp_path / "jump") as jump, sshd.running(tmp_path / "inner") as inner:
        (tmp_path / "user/.ssh/config").write_text(
            f"Host inner\n  HostName 127.0.0.1\n  Port {inner.port}\n  IdentityFile {inner.key}\n"
            f"  ProxyJump plain@bastion:1\nHost bastion\n  HostName nowhere.invalid\n"
            f"  IdentityFile {jump.key}\n  HostKeyAlias bastion\n"
            f"  ProxyCommand {_through(jump.port, tmp_path)} %n %h %p %r %%\n"
        )
        (tmp_path / "user/.ssh/known_hosts").write_text(f"bastion {jump.host_key_line}\n")
        profile = Profile(name="web1", host="inner", user="free")
        asyncio.run(trust_key(profile, home, asyncio.run(offered_key(profile, home))))
        assert who(profile, home) == "free"


def _wait_until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not done():
        assert time.monotonic() < end
        time.sleep(0.02)


_CARRY = """\
import os, socket, subprocess, sys, threading
subprocess.Popen(["sleep", "98765"])
line = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
def up():
    while data := os.read(0, 65536):
        line.sendall(data)
threading.Thread(target=up, daemon=True).start()
while data := line.recv(65536):
    os.write(1, data)
"""


def _through(port: int, folder: Path) -> str:
    """A command that carries data to a port of this computer, and leaves a child behind."""
    (folder / "carry.py").write_text(_CARRY)
    return f"{sys.executable} {folder / 'carry.py'} {port}"


def test_the_command_ends_with_the_connection_and_all_that_it_started(
    tmp_path: Path, home: Home
) -> None:
    with sshd.running(tmp_path / "sshd") as server:
        through = _through(server.port, tmp_path)
        (tmp_path / "user/.ssh/config").write_text(
            f"Host web\n  IdentityFile {server.key}\n  ProxyCommand {through}\n"
        )
        profile = Profile(name="web1", host="web", user="free")
        asyncio.run(trust_key(profile, home, asyncio.run(offered_key(profile, home))))
        assert who(profile, home) == "free"
        _wait_until(lambda: not processes_with("98765"))


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("sh -c 'echo no gate here >&2; exit 3'", "code 3"),
        ("/no/such/program %h", "code 127"),
        ("sh -c 'echo no gate here >&2; exec sleep 600'", "no SSH server responds"),
    ],
)
def test_a_command_that_leads_nowhere_is_said_in_its_own_words(
    tmp_path: Path, home: Home, command: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "sleep" in command:
        monkeypatch.setattr(handshake, "DIAL_SECONDS", 3.0)
    (tmp_path / "user/.ssh/config").write_text(f"Host web\n  ProxyCommand {command}\n")
    problem = problem_of(Profile(name="web1", host="web"), home)
    assert (problem.code, problem.field) == ("server_unreachable", "host")
    assert why in str(problem.why)
    assert "no gate here" in problem.details or "such/program" in problem.details
    assert command.replace("%h", "web") in str(problem.next[0].text)


def test_a_refused_login_names_the_keys_that_were_tried_and_what_the_server_takes(
    tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [sshd.make_key(tmp_path / name) for name in ("one", "two")]
    with sshd.running(tmp_path / "sshd") as server, agent_with(tmp_path, monkeypatch, *keys):
        problem = problem_of(trusted(server, home, user="free"), home)
        assert "none of the 2 private keys" in str(problem.why)
        for key in keys:
            words = ["ssh-keygen", "-lf", f"{key}.pub"]
            told = subprocess.run(words, capture_output=True, check=True, text=True).stdout
            assert told.split()[1] in problem.details
        assert "accepted: publickey, password" in problem.details


def test_an_agent_at_a_place_of_its_own_is_asked(
    tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sshd.running(tmp_path / "sshd") as server, agent_with(tmp_path, monkeypatch, server.key):
        monkeypatch.delenv("SSH_AUTH_SOCK")
        profile = trusted(server, home, user="free")
        assert problem_of(profile, home).code == "login_refused"
        config = tmp_path / "user/.ssh/config"
        config.write_text(f"IdentityAgent {tmp_path}/agent\n")
        assert who(profile, home) == "free"
        config.write_text(f"IdentityAgent {tmp_path}/agent\nPubkeyAuthentication no\n")
        assert problem_of(profile, home).code == "login_refused"
        monkeypatch.setenv("SSH_AUTH_SOCK", str(tmp_path / "agent"))
        config.write_text("IdentityAgent none\n")
        assert problem_of(profile, home).code == "login_refused"


def test_a_key_in_the_list_of_revoked_ones_is_refused(tmp_path: Path, home: Home) -> None:
    with sshd.running(tmp_path / "sshd") as server:
        profile = replace(trusted(server, home), key=str(server.key))
        config, revoked = tmp_path / "user/.ssh/config", tmp_path / "revoked"
        config.write_text(f"RevokedHostKeys {revoked}\n")
        assert problem_of(profile, home).code == "not_read"
        revoked.write_text(f"# stolen\n{(server.place / 'other.pub').name}\n")
        assert who(profile, home) == "root"
        revoked.write_text(f"{server.host_key_line} stolen\n")
        assert problem_of(profile, home).code == "host_key_revoked"
        revoked.write_bytes(b"SSHKRL\n\0")
        assert problem_of(profile, home).code == "ssh_config_not_followed"


def test_a_way_in_a_circle_has_an_end(tmp_path: Path, home: Home) -> None:
    (tmp_path / "user/.ssh/config").write_text(
        "Host a\n  ProxyJump b\nHost b\n  ProxyJump a\nHost *\n  HostName 127.0.0.1\n"
    )
    assert problem_of(Profile(name="web1", host="a"), home).code == "too_many_jumps"


def test_a_key_alias_and_a_file_of_its_own_name_the_server(tmp_path: Path, home: Home) -> None:
    with sshd.running(tmp_path / "sshd") as server:
        known = tmp_path / "own_known_hosts"
        known.write_text(f"the-alias {server.host_key_line}\n")
        (tmp_path / "user/.ssh/config").write_text(
            f"Host web\n  HostName 127.0.0.1\n  Port {server.port}\n  HostKeyAlias the-alias\n"
            f"  UserKnownHostsFile {known}\n  IdentityFile {server.key}\n"
        )
        profile = Profile(name="web1", host="web")
        assert who(profile, home) == "root"
        assert problem_of(replace(profile, host="127.0.0.1", port=server.port), home).code == (
            "host_key_unknown"
        )
