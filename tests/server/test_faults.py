"""The connection on lines that are cut or go silent, and against servers that mean no good."""

from __future__ import annotations

import asyncio
import contextlib
import os
import resource
import socket
import threading
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import paramiko
import pytest

from core.home import Home
from core.problems import ProblemError
from core.servers import facts
from core.ssh.connection import connect, offered_key
from core.ssh.host_key_records import trust
from core.ssh.profile import Credentials, Profile
from tests import sshd
from tests.deploying import either
from tests.proxy import Proxy

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from pathlib import Path

    from core.ssh.connection import Connection

pytestmark = pytest.mark.server

_CUTS = 260
_AT_ONCE = 6
_OLD, _NEW = b"old" * 1000, os.urandom(300_000)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sshd.Sshd]:
    with sshd.running(tmp_path_factory.mktemp("sshd")) as running:
        yield running


@dataclass(frozen=True)
class Way:
    """How to get to the server: the address book of a test."""

    home: Home
    server: sshd.Sshd
    source: Path

    def through(self, port: int) -> Profile:
        """Root on the server, by way of a line's port."""
        return Profile(name="web1", host="127.0.0.1", port=port, key=str(self.server.key))


@pytest.fixture
def way(server: sshd.Sshd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Way:
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    home = Home.find(tmp_path / "home")
    home.config.mkdir(parents=True)
    home.known_hosts.write_text(f"127.0.0.1 {server.host_key_line}\n")
    source = tmp_path / "program"
    source.write_bytes(_NEW)
    return Way(home, server, source)


async def whole_session(way: Way, profile: Profile, target: str) -> None:
    """Do what a deploy does to a server: look, send, switch."""
    connection = await connect(profile, way.home)
    try:
        await facts.ask(connection)
        await connection.upload(way.source, target)
        await connection.write_file(f"{target}.env", b"A=1\n")
        assert (await connection.run_as_root("echo switched")).out == "switched\n"
    finally:
        await connection.close()


@contextlib.contextmanager
def line_to(
    port: int, *, cut_after: int | None = None, rate: int = 0, delay: float = 0.0
) -> Iterator[Proxy]:
    """A line to the server, with these faults from its first byte."""
    line = Proxy("127.0.0.1", port)
    line.rate, line.delay = rate, delay
    if cut_after is not None:
        line.cut_after(cut_after)
    with line:
        yield line


def test_wherever_the_line_is_cut_nothing_is_half_visible(way: Way) -> None:
    with line_to(way.server.port) as line:
        asyncio.run(whole_session(way, way.through(line.port), "/root/measured"))
        total = line.passed

    async def one_cut(number: int, gate: asyncio.Semaphore) -> str:
        target = way.server.root_home / f"cut{number}"
        target.write_bytes(_OLD)
        after = number * 50 if number < _CUTS // 2 else total * number // _CUTS
        async with gate:
            with line_to(way.server.port, cut_after=after) as line:
                try:
                    await whole_session(way, way.through(line.port), f"/root/{target.name}")
                except ProblemError as caught:
                    told = caught.problem.code
                else:
                    told = "finished"
        assert target.read_bytes() in (_OLD, _NEW)
        return told

    async def all_cuts() -> list[str]:
        gate = asyncio.Semaphore(_AT_ONCE)
        return await asyncio.gather(*(one_cut(number, gate) for number in range(_CUTS)))

    told = asyncio.run(all_cuts())
    assert set(told) <= {"server_unreachable", "connection_lost", "finished"}
    assert told.count("finished") <= 2
    with line_to(way.server.port) as line:
        asyncio.run(whole_session(way, way.through(line.port), f"/root/cut{_CUTS - 2}"))
    assert (way.server.root_home / f"cut{_CUTS - 2}").read_bytes() == _NEW


def test_a_cut_upload_goes_on_with_little_sent_twice(way: Way) -> None:
    way.source.write_bytes(os.urandom(8_000_000))

    async def attempt(line: Proxy) -> None:
        connection = await connect(way.through(line.port), way.home)
        try:
            await connection.upload(way.source, "/root/resumed")
        finally:
            await connection.close()

    with line_to(way.server.port, cut_after=5_000_000) as line, pytest.raises(ProblemError):
        asyncio.run(attempt(line))
    there = _settled_size(way.server.root_home / "resumed.part")
    with line_to(way.server.port) as line:
        asyncio.run(attempt(line))
        assert line.to_server < 8_000_000 - there + (1 << 20)
    assert (way.server.root_home / "resumed").read_bytes() == way.source.read_bytes()


def _program(size: int) -> bytes:
    """Bytes that shrink about as well as a program's do."""
    return b"".join(os.urandom(400) + bytes(600) for _ in range(size // 1000))


def test_a_far_server_is_sent_the_file_packed(way: Way) -> None:
    way.source.write_bytes(_program(4_000_000))
    counts: list[int] = []

    async def send(line: Proxy) -> None:
        connection = await connect(way.through(line.port), way.home)
        await connection.upload(way.source, "/root/far", on_bytes=counts.append)
        await connection.close()

    with line_to(way.server.port, delay=0.01) as line:
        asyncio.run(send(line))
        assert line.to_server < 2_200_000
    assert (way.server.root_home / "far").read_bytes() == way.source.read_bytes()
    assert [path.name for path in way.server.root_home.glob("far*")] == ["far"]
    assert counts == sorted(counts)
    assert counts[-1] == 4_000_000


def test_a_packed_upload_goes_on_where_it_was_cut(way: Way) -> None:
    way.source.write_bytes(_program(6_000_000))

    async def send(line: Proxy) -> None:
        connection = await connect(way.through(line.port), way.home)
        try:
            await connection.upload(way.source, "/root/resumed")
        finally:
            await connection.close()

    cut = line_to(way.server.port, delay=0.01, cut_after=1_500_000)
    with cut as line, pytest.raises(ProblemError):
        asyncio.run(send(line))
    there = _settled_size(way.server.root_home / "resumed.gz.part")
    with line_to(way.server.port, delay=0.01) as line:
        asyncio.run(send(line))
        assert line.to_server < 3_000_000 - there + (1 << 20)
    assert (way.server.root_home / "resumed").read_bytes() == way.source.read_bytes()


def test_a_cancelled_packed_upload_leaves_nothing(way: Way) -> None:
    way.source.write_bytes(_program(20_000_000))

    async def cancelled(line: Proxy) -> None:
        connection = await connect(way.through(line.port), way.home)
        begun = asyncio.Event()
        job = asyncio.create_task(
            connection.upload(way.source, "/root/dropped", on_bytes=lambda _: begun.set())
        )
        await either(begun, job)
        job.cancel()
        with pytest.raises(asyncio.CancelledError):
            await job
        await connection.close()

    with line_to(way.server.port, delay=0.01) as line:
        asyncio.run(cancelled(line))
    assert not list(way.server.root_home.glob("dropped*"))


def _settled_size(part: Path) -> int:
    """Wait until the server has written what it had got."""
    size = -1
    while size != (size := part.stat().st_size):
        time.sleep(0.2)
    return size


def test_a_line_that_goes_silent_is_noticed(way: Way) -> None:
    way.source.write_bytes(os.urandom(20_000_000))  # how soon: tests/benchmarks/bench_upload.py

    async def while_running(line: Proxy, one: Connection) -> None:
        line.black_hole = True
        await one.run("sleep 600", seconds=900)

    async def while_uploading(line: Proxy, one: Connection) -> None:
        def begun(_count: int) -> None:
            line.black_hole = True

        line.rate = 2_000_000
        await one.upload(way.source, "/root/silent", on_bytes=begun)

    async def told(work: Callable[[Proxy, Connection], Awaitable[None]]) -> str:
        with line_to(way.server.port) as line:
            connection = await connect(way.through(line.port), way.home)
            with pytest.raises(ProblemError) as caught:
                await work(line, connection)
            await connection.close()
            return str(caught.value.problem.why)

    async def both() -> tuple[str, str]:
        return await asyncio.gather(told(while_running), told(while_uploading))

    assert list(asyncio.run(both())) == ["The server stopped responding."] * 2


def test_a_slow_but_living_line_is_not_called_silent(way: Way) -> None:
    way.source.write_bytes(os.urandom(150_000))

    async def upload(line: Proxy) -> None:
        connection = await connect(way.through(line.port), way.home)
        line.rate = 12_000
        await connection.upload(way.source, "/root/slow")
        await connection.close()

    with line_to(way.server.port, rate=10_000_000) as line:
        asyncio.run(upload(line))
    assert (way.server.root_home / "slow").read_bytes() == way.source.read_bytes()


def test_a_cancelled_login_leaves_no_thread_waiting(way: Way) -> None:
    async def cancelled() -> None:
        with line_to(way.server.port, delay=1.0) as line:
            job = asyncio.create_task(connect(way.through(line.port), way.home))
            await asyncio.sleep(0.3)
            job.cancel()
            with pytest.raises(asyncio.CancelledError):
                await job

    before = threading.active_count()
    asyncio.run(cancelled())
    end = time.monotonic() + 60
    while threading.active_count() > before and time.monotonic() < end:
        time.sleep(0.05)
    assert threading.active_count() <= before


@contextlib.contextmanager
def serving(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server that does as `talk` says to each client."""

    def accept(listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = listener.accept()
                with client, contextlib.suppress(OSError):
                    talk(client)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=accept, args=(listener,), daemon=True).start()
        try:
            yield listener.getsockname()[1]
        finally:
            listener.shutdown(socket.SHUT_RDWR)


def _endless_line(client: socket.socket) -> None:
    for _ in range(1600):
        client.sendall(b"x" * 65536)


def _endless_lines(client: socket.socket) -> None:
    for _ in range(1600):
        client.sendall(b"\x1b]0;owned\x07\r\n" * 5000)


def _web_server(client: socket.socket) -> None:
    client.recv(1000)
    client.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n" * 200)


def _huge_packet(client: socket.socket) -> None:
    client.sendall(b"SSH-2.0-OpenSSH_9.9\r\n" + b"\xff\xff\xff\xf0" + bytes(100_000))
    time.sleep(2)


@pytest.mark.parametrize("talk", [_endless_line, _endless_lines, _web_server, _huge_packet])
def test_a_hostile_greeting_is_stopped_with_a_sentence_and_little_memory(
    talk: Callable[[socket.socket], None],
) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with serving(talk) as port, pytest.raises(ProblemError) as caught:
        asyncio.run(offered_key(Profile(name="bad", host="127.0.0.1", port=port)))
    assert caught.value.problem.code == "server_unreachable"
    assert "\x1b" not in caught.value.problem.details
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000  # KiB


def test_endless_output_is_stopped_by_its_time_and_kept_small(way: Way) -> None:
    async def flood() -> None:
        connection = await connect(way.through(way.server.port), way.home)
        with pytest.raises(ProblemError) as caught:
            await connection.run("yes; yes >&2", seconds=2)
        assert caught.value.problem.code == "server_too_slow"
        await connection.close()

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    asyncio.run(flood())
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000


def test_a_key_that_changes_between_two_connections_is_refused(way: Way, tmp_path: Path) -> None:
    profile = way.through(way.server.port)

    async def use() -> str:
        connection = await connect(profile, way.home)
        await connection.close()
        return "in"

    assert asyncio.run(use()) == "in"
    with sshd.running(tmp_path / "impostor") as impostor:
        caught_on = replace(profile, port=impostor.port)
        way.home.known_hosts.write_text(f"[127.0.0.1]:{impostor.port} {way.server.host_key_line}")
        with pytest.raises(ProblemError) as caught:
            asyncio.run(connect(caught_on, way.home, Credentials(password="secret")))
    assert caught.value.problem.code == "host_key_changed"
    assert "secret" not in (impostor.place / "sshd.log").read_text()


class _Anybody(paramiko.ServerInterface):
    """Lets everybody in and runs nothing."""

    def get_allowed_auths(self, username: str) -> str:
        del username
        return "password"

    def check_auth_password(self, username: str, password: str) -> int:
        del username, password
        return int(paramiko.AUTH_SUCCESSFUL)


def test_a_key_that_changes_in_the_middle_of_a_connection_ends_it(way: Way, tmp_path: Path) -> None:
    keys = [paramiko.Ed25519Key.from_private_key_file(sshd.make_key(tmp_path / n)) for n in "ab"]
    served: list[paramiko.Transport] = []

    def talk(client: socket.socket) -> None:
        transport = paramiko.Transport(client)
        transport.add_server_key(keys[0])
        transport.start_server(server=_Anybody())
        served.append(transport)
        transport.join()

    async def use(port: int) -> list[str]:
        profile = Profile(name="web1", host="127.0.0.1", port=port)
        connection = await connect(profile, way.home, Credentials(password="any"))
        with pytest.raises(ProblemError):
            await connection.write_file("/x", b"")  # refused, and nothing is under way any more
        served[0].add_server_key(keys[1])
        await asyncio.to_thread(_renew_keys, served[0])
        reasons = []
        for _ in range(2):  # whoever asks later is told the same
            with pytest.raises(ProblemError) as caught:
                await connection.run("true")
            reasons.append(str(caught.value.problem.why))
        await connection.close()
        return reasons

    with serving(talk) as port:
        way.home.known_hosts.write_text(
            f"[127.0.0.1]:{port} {keys[0].get_name()} {keys[0].get_base64()}\n"
        )
        assert all("different host key" in why for why in asyncio.run(use(port)))


class _NoCommands(_Anybody):
    """Opens channels, but runs nothing on them."""

    def check_channel_request(self, kind: str, chanid: int) -> int:
        del kind, chanid
        return int(paramiko.OPEN_SUCCEEDED)


def test_a_server_that_runs_no_commands_says_so(way: Way, tmp_path: Path) -> None:
    key = paramiko.Ed25519Key.from_private_key_file(sshd.make_key(tmp_path / "key"))

    def talk(client: socket.socket) -> None:
        transport = paramiko.Transport(client)
        transport.add_server_key(key)
        transport.start_server(server=_NoCommands())
        transport.join()

    async def use(port: int) -> set[str]:
        profile = Profile(name="web1", host="127.0.0.1", port=port)
        connection = await connect(profile, way.home, Credentials(password="any"))
        codes = set()
        for _ in range(40):  # its no may come before we sent all, or after
            with pytest.raises(ProblemError) as running:
                await connection.run("cat", stdin=b"to nobody")
            with pytest.raises(ProblemError) as writing:
                await connection.write_file("/x", b"")
            codes |= {running.value.problem.code, writing.value.problem.code}
        await connection.close()
        return codes

    with serving(talk) as port:
        way.home.known_hosts.write_text(f"[127.0.0.1]:{port} {key.get_name()} {key.get_base64()}\n")
        assert asyncio.run(use(port)) == {"server_forbids"}


def _renew_keys(transport: paramiko.Transport) -> None:
    with contextlib.suppress(paramiko.SSHException, EOFError, OSError):
        transport.renegotiate_keys()


def test_trust_goes_to_one_key_of_one_server(way: Way) -> None:
    profile = way.through(way.server.port)
    key = asyncio.run(offered_key(profile))
    way.home.known_hosts.unlink()
    trust(way.home.known_hosts, "127.0.0.1", profile.port + 1, key)
    with pytest.raises(ProblemError) as caught:
        asyncio.run(connect(profile, way.home))
    assert caught.value.problem.code == "host_key_unknown"
