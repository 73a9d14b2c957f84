"""From an address to an open connection: who is asked, in which order, and what is never sent."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock

import paramiko
import pytest

from core.problems import ProblemError
from core.ssh.config.destination import Destination
from core.ssh.connection import connect, connecting, handshake, offered_key, route_to, trust_key
from core.ssh.connection.connecting import destination, is_unknown_name, recorded_keys
from core.ssh.connection.handshake import WantedKeys, dial, keep_alive, shake_hands
from core.ssh.connection.login import log_in
from core.ssh.connection.route import Hop
from core.ssh.executor import StopToken
from core.ssh.profile import Credentials, Profile
from tests.made_up_keys import host_key, private_key, public_of
from tests.made_up_login import saved
from tests.made_up_ssh import serving

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.home import Home
    from core.ssh.connection import Connection
    from core.ssh.connection.identity import Login

SECRETS = Credentials(password="secret", sudo_password="more")
K = public_of(private_key(1))  # the host key of the servers here


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The .ssh of a user who has neither keys nor agent."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    (tmp_path / ".ssh").mkdir()
    return tmp_path / ".ssh"


def on(profile: Profile, home: Home, see: Callable[[Connection], object]) -> object:
    async def whole() -> object:
        connection = await connect(profile, home, SECRETS)
        try:
            return see(connection)
        finally:
            await connection.close()

    return asyncio.run(whole())


def until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not done():
        assert time.monotonic() < end
        time.sleep(0.01)


def code_of(profile: Profile, home: Home) -> str:
    with pytest.raises(ProblemError) as caught:
        on(profile, home, lambda _: None)
    return caught.value.problem.code


def known(home: Home, text: str) -> None:
    home.config.mkdir(parents=True, exist_ok=True)
    home.known_hosts.write_text(f"{text}\n")


def at(port: int, **more: Any) -> Profile:  # noqa: ANN401 - of a profile
    return Profile(name="web1", host="127.0.0.1", port=port, user="me", **more)


def test_nothing_is_sent_to_a_server_that_is_not_the_known_one(home: Home) -> None:
    with serving(1, password="secret") as server:
        name = f"[127.0.0.1]:{server.port}"
        for text, code in (
            ("", "host_key_unknown"),
            (f"{name} {host_key(2).line}", "host_key_changed"),
            (f"@revoked * {K.line}", "host_key_revoked"),
        ):
            known(home, text)
            assert code_of(at(server.port), home) == code
        assert server.ended(), "a line that leads nowhere is not left open"
        assert server.shown == []


def test_a_known_server_is_logged_in_to_and_the_line_then_kept_alive(home: Home) -> None:
    with serving(1, password="secret") as server:
        known(home, f"[127.0.0.1]:{server.port} {K.line}")
        found = on(at(server.port), home, lambda one: (one.profile, one._sudo_password))
        assert found == (at(server.port), "more")
        assert server.shown == ["password me"]
        assert server.ended()


def test_a_person_is_told_of_a_touch_in_the_thread_that_draws(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:

    def touched(transport: Any, wire: Any, login: Login) -> None:  # noqa: ANN401 - paramiko's
        login.touch()
        log_in(transport, wire, login)

    monkeypatch.setattr(connecting, "log_in", touched)
    told: list[int] = []

    async def whole(profile: Profile) -> None:
        for on_touch in (lambda: told.append(threading.get_ident()), None):
            connection = await connect(profile, home, SECRETS, on_touch=on_touch)
            await connection.close()

    with serving(1, password="secret") as server:
        known(home, f"[127.0.0.1]:{server.port} {K.line}")
        asyncio.run(whole(at(server.port)))
    assert told == [threading.get_ident()]


def test_a_refused_login_leaves_no_line_open(home: Home) -> None:
    with serving(1, password="other") as server:
        known(home, f"[127.0.0.1]:{server.port} {K.line}")
        assert code_of(at(server.port), home) == "login_refused"
        assert server.ended()


def test_a_key_is_only_looked_at_and_written_down_when_a_person_says_so(home: Home) -> None:
    with serving(1) as server:
        profile = at(server.port)
        key = asyncio.run(offered_key(profile, home))
        assert key == K
        assert server.ended()
        assert server.shown == []
        assert not home.known_hosts.exists()
        old = host_key(2)
        known(home, f"[127.0.0.1]:{server.port} {old.line}")
        assert asyncio.run(recorded_keys(profile, home, key)) == [old]
        asyncio.run(trust_key(profile, home, key))
        assert home.known_hosts.read_text() == f"[127.0.0.1]:{server.port} {K.line}\n"


def test_a_password_is_for_the_server_alone_and_not_for_those_on_the_way(
    home: Home, folder: Path
) -> None:
    key = saved(folder / "key", 5)
    with serving(1, lets_in=(5,), password="secret") as jump, serving(2, password="secret") as end:
        (folder / "config").write_text(
            f"Host end\n HostName 127.0.0.1\n Port {end.port}\n ProxyJump j@gate\n"
            f"Host gate\n HostName 127.0.0.1\n Port {jump.port}\n IdentityFile {key}\n"
        )
        end_key = public_of(private_key(2))
        known(home, f"[127.0.0.1]:{jump.port} {K.line}\n[127.0.0.1]:{end.port} {end_key.line}")
        profile = Profile(name="web1", host="end", user="me")
        assert on(profile, home, lambda one: one.profile.host) == "end"
        assert asyncio.run(offered_key(profile, home)) == end_key
        assert jump.shown == ["publickey j", f"to 127.0.0.1:{end.port}"] * 2
        assert end.shown == ["password me"]
        assert (jump.ended(), end.ended()) == (True, True)
        (folder / "key").unlink()
        assert code_of(profile, home) == "login_refused"
        assert [one for one in jump.shown if "password" in one] == []
        known(home, f"[127.0.0.1]:{jump.port} {host_key(3).line}")
        assert code_of(profile, home) == "host_key_changed"
        assert len(jump.shown) == 5, "an unknown jump is shown nothing"


def test_the_configuration_is_asked_with_its_commands_run(folder: Path) -> None:
    (folder / "config").write_text(
        'Match exec "test %h = web"\n BindAddress ::1\nMatch user me\n HostName real\n'
    )
    found = asyncio.run(destination(Profile(name="a", host="web", user="me", port=9)))
    assert (found.host, found.port, found.user, found.bind) == ("real", 9, "me", "::1")
    assert asyncio.run(destination(Profile(name="a", host="db", user="you"))).host == "db"


def test_a_way_that_was_found_is_gone_without_a_second_look(home: Home, folder: Path) -> None:
    ran = folder / "ran"
    (folder / "config").write_text(f'Match exec "echo so >>{ran}"\n Tunnel yes\n')

    async def whole(profile: Profile) -> tuple[str, ...]:
        way = await route_to(profile)
        await (await connect(profile, home, SECRETS, route=way)).close()
        return way[-1].destination.unfollowed

    with serving(1, password="secret") as server:
        known(home, f"[127.0.0.1]:{server.port} {K.line}")
        assert asyncio.run(whole(at(server.port))) == ("Tunnel",)
    assert ran.read_text() == "so\n", "a command may ask a person, or count"


def test_a_connection_that_never_comes_about_is_given_up(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert connecting._SECONDS == 120.0
    monkeypatch.setattr(connecting, "_SECONDS", 0.05)
    go_on = threading.Event()
    monkeypatch.setattr(connecting, "_route", lambda *_: go_on.wait(60))
    try:
        assert code_of(at(22), home) == "server_unreachable"
    finally:
        go_on.set()


def test_a_name_that_nobody_knows_is_told_apart_from_a_closed_port(home: Home) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    for profile, unknown in ((at(port), False), (replace(at(22), host="a..b"), True)):
        with pytest.raises(ProblemError) as caught:
            on(profile, home, lambda _: None)
        assert caught.value.problem.code == "server_unreachable"
        assert is_unknown_name(caught.value) is unknown


def hop(port: int, **settings: Any) -> Hop:  # noqa: ANN401 - of a destination
    return Hop(at(port), Destination(host="127.0.0.1", **settings), (("127.0.0.1", port),))


def shaken(port: int, wanted: WantedKeys) -> paramiko.Transport:
    transport, _ = shake_hands(at(port), dial(hop(port), StopToken()), wanted, StopToken())
    transport.close()
    return transport


_PLAIN = ("ssh-ed25519", *(f"ecdsa-sha2-nistp{size}" for size in (256, 384, 521)))
_RSA = ("rsa-sha2-512", "rsa-sha2-256")


def test_only_safe_algorithms_are_offered_and_recorded_types_of_key_first() -> None:
    with serving(1) as server:
        plain = shaken(server.port, WantedKeys()).get_security_options()
        assert plain.ciphers == (
            *("aes128-gcm@openssh.com", "aes256-gcm@openssh.com"),
            *("aes256-ctr", "aes192-ctr", "aes128-ctr"),
        )
        assert plain.digests == (
            *("hmac-sha2-256-etm@openssh.com", "hmac-sha2-512-etm@openssh.com"),
            *("hmac-sha2-256", "hmac-sha2-512"),
        )
        assert set(plain.key_types) == {*_PLAIN, *_RSA}
        for kind, first in (("ssh-rsa", set(_RSA)), ("ecdsa-sha2-nistp384", {_PLAIN[2]})):
            options = shaken(server.port, WantedKeys((kind,))).get_security_options()
            assert set(options.key_types[: len(first)]) == first
            assert sorted(options.key_types) == sorted(plain.key_types)
        signed = WantedKeys(("ssh-rsa",), certificate=True)
        types = shaken(server.port, signed).get_security_options().key_types
        count = len(plain.key_types)
        assert types[:count] == tuple(f"{one}-cert-v01@openssh.com" for one in plain.key_types)
        assert set(types[count : count + 2]) == set(_RSA)


def test_another_server_than_one_of_ssh_is_told_and_hung_up_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waits: list[float] = []
    start = paramiko.Transport.start_client

    def started(self: paramiko.Transport, *, timeout: float) -> None:
        waits.append(timeout)
        start(self, timeout=timeout)

    monkeypatch.setattr(paramiko.Transport, "start_client", started)
    heard: list[bytes] = []

    def answer() -> None:
        with listener.accept()[0] as client:
            client.settimeout(60)
            client.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n" * 200)
            with contextlib.suppress(ConnectionError):
                while data := client.recv(1000):
                    heard.append(data)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(ProblemError, match="uses port"):
            asyncio.run(offered_key(at(port)))
        thread.join()
    assert waits == [16.0]
    assert b"".join(heard).startswith(b"SSH-2.0-")


def test_a_line_is_dialled_as_the_configuration_says(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    create = socket.create_connection

    def created(address: Any, timeout: float, **more: Any) -> socket.socket:  # noqa: ANN401 - a call
        waits.append(timeout)
        return create(address, timeout, **more)

    monkeypatch.setattr(socket, "create_connection", created)
    with serving(1) as server:
        for settings in ({}, {"family": "inet"}, {"bind": "127.0.0.2"}):
            line = dial(hop(server.port, **settings), StopToken())
            assert isinstance(line, socket.socket)
            assert line.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            line.close()
        until(lambda: len(server.callers) == 3)
        assert server.callers == ["127.0.0.1", "127.0.0.1", "127.0.0.2"]
        with pytest.raises(ProblemError) as caught:
            dial(hop(server.port, family="inet6"), StopToken())
    assert caught.value.problem.code == "server_unreachable"
    assert waits == [8.0] * 3


def test_a_line_is_asked_for_a_sign_of_life_only_when_it_is_quiet(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert handshake._PULSE_SECONDS == 2.0
    monkeypatch.setattr(handshake, "_PULSE_SECONDS", 0.01)
    for silence, asked in ((0.011, True), (0.01, False)):
        left = iter((True, True, False, False))
        ended = threading.Event()

        def is_active() -> bool:
            alive = next(left)  # noqa: B023 - within this round alone
            if not alive:
                ended.set()  # noqa: B023 - the same
            return alive

        transport, wire = Mock(is_active=is_active), Mock(silence=silence)
        keep_alive(transport, wire)
        assert ended.wait(60)
        wire.lift_allowance.assert_called_once_with()
        wire.allow_silence.assert_called_once_with(8.0)
        calls = [one.args for one in transport.global_request.call_args_list]
        assert calls == ([("keepalive@openssh.com",)] * 2 if asked else [])


def test_a_pulse_ends_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handshake, "_PULSE_SECONDS", 0.01)
    transport = Mock(is_active=lambda: True)
    transport.global_request.side_effect = EOFError()
    keep_alive(transport, Mock(silence=9.0))
    until(lambda: all(one.name != "goferry-pulse" for one in threading.enumerate()))
    transport.global_request.assert_called_once_with("keepalive@openssh.com", wait=True)


@pytest.mark.parametrize("refuses", ["", "a", "b", "web1"])
def test_each_server_of_the_way_is_proved_then_logged_in_to_then_freed_through_the_one_before(
    home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch, refuses: str
) -> None:
    (folder / "config").write_text("Host end\n ProxyJump a,b\n")
    known(home, f"a,b,end {K.line}")
    done: list[str] = []

    def shaken_with(profile: Profile, *_: object) -> tuple[Mock, Mock]:
        line = Mock(server=profile.name, close=lambda: done.append(f"close {profile.name}"))
        return line, Mock()

    def log_in(line: Mock, _: Mock, login: Login) -> None:
        done.append(f"log in {line.server} {login.credentials.password}".rstrip())
        if line.server == refuses:
            raise ProblemError(Mock())

    def proved(line: Mock) -> object:
        done.append(f"key of {line.server}")
        return K

    def through(line: Mock, profile: Profile, _: StopToken) -> None:
        done.append(f"{line.server} to {profile.host}")

    monkeypatch.setattr(connecting, "dial", lambda one, _: done.append(f"to {one.profile.host}"))
    monkeypatch.setattr(connecting, "dial_through", through)
    monkeypatch.setattr(connecting, "shake_hands", shaken_with)
    monkeypatch.setattr(connecting, "key_of", proved)
    monkeypatch.setattr(connecting, "log_in", log_in)
    monkeypatch.setattr(connecting, "keep_alive", lambda one, _: done.append(f"free {one.server}"))
    monkeypatch.setattr(connecting, "Connection", lambda *_, jumps, **__: jumps)
    whole = [
        *("to a", "key of a", "log in a", "free a"),
        *("a to b", "key of b", "log in b", "free b"),
        *("b to end", "key of web1", "log in web1 secret", "free web1"),
    ]
    profile = Profile(name="web1", host="end", user="me")
    if not refuses:
        jumps: Any = asyncio.run(connect(profile, home, SECRETS))
        assert [one.server for one in jumps] == ["a", "b"]
        assert done == whole
        return
    with pytest.raises(ProblemError):
        asyncio.run(connect(profile, home, SECRETS))
    opened = ["a", "b", "web1"][: ["a", "b", "web1"].index(refuses) + 1]
    assert done == whole[: 4 * len(opened) - 1] + [f"close {one}" for one in reversed(opened)]


def test_a_line_on_which_no_keys_were_agreed_is_hung_up(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    line, failed = Mock(), ProblemError(Mock())
    monkeypatch.setattr(connecting, "dial", Mock(return_value=line))
    monkeypatch.setattr(connecting, "shake_hands", Mock(side_effect=failed))
    with pytest.raises(ProblemError) as caught:
        asyncio.run(connect(at(22), home, SECRETS))
    assert caught.value is failed
    line.close.assert_called_once_with()
