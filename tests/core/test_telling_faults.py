"""Each fault of a connection is told as what it is, and the server's ports are asked either way."""

from __future__ import annotations

import asyncio
import http.client
import socketserver
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import paramiko
import pytest

from core.actions import Retry
from core.ssh.connection import commands, loopback, sftp, upload
from core.ssh.connection import session as sessions
from core.ssh.connection.commands import Gone, NotAsked, Silence
from core.ssh.connection.pool import NoFiles
from core.ssh.connection.wire import Stalled
from core.ssh.session import Ran
from tests.made_up_line import Transport, connection, over, problem_of, transport

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.ssh.connection import Connection
    from core.ssh.executor import StopToken

__all__ = ["transport"]
_FORBIDDEN, _CLOSED = paramiko.ChannelException(1, "no"), paramiko.ChannelException(2, "no")


def raising(reason: BaseException) -> object:
    def work(*_: object, **__: object) -> None:
        raise reason

    return work


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        (paramiko.SSHException("x"), "server_forbids"),
        (OSError("x"), "server_forbids"),
        (EOFError("x"), "server_forbids"),
        (TimeoutError(), "server_too_slow"),
        (Gone(), "connection_lost"),
        (NotAsked(Silence(1)), "shell_in_the_way"),
        (NotAsked(Silence(1, begun=True)), "answer_cut"),
        (NotAsked(Silence(0, begun=True)), "answer_cut"),
        (NoFiles(EOFError()), "files_refused"),
    ],
)
def test_a_question_that_fails_is_told_as_what_it_is(
    transport: Transport, monkeypatch: pytest.MonkeyPatch, reason: Exception, code: str
) -> None:
    monkeypatch.setattr(commands, "run", raising(reason))
    assert problem_of(transport, lambda one: one.run("true", seconds=9)).code == code
    asked = [] if isinstance(reason, TimeoutError) else ["keepalive@openssh.com"]
    assert transport.signs == asked


@pytest.mark.parametrize("reason", [KeyError("x"), AssertionError()])
def test_a_fault_of_ours_is_no_fault_of_the_server(
    transport: Transport, monkeypatch: pytest.MonkeyPatch, reason: Exception
) -> None:
    monkeypatch.setattr(commands, "run", raising(reason))
    with pytest.raises(type(reason)):
        over(transport, lambda one: one.run("true"))


@pytest.mark.parametrize(
    ("reason", "code", "why"),
    [
        (
            sftp.Refused(3, "x"),
            "file_refused",
            "This user does not have permission to write there.",
        ),
        (sftp.Refused(4, "x"), "file_refused", "Most likely the disk is full"),
        (sftp.Refused(9, "x"), "file_refused", "The server refused the operation."),
        (sftp.Garbled("x"), "file_refused", "The server refused the operation."),
        (upload.Damaged("x"), "upload_damaged", "differs from the original"),
        (upload.NotFinished("x"), "upload_unfinished", "could not verify"),
        (upload.InTheWay("x"), "upload_in_the_way", "not a regular file"),
    ],
)
def test_a_file_that_is_not_stored_is_told_with_its_cause(
    transport: Transport, monkeypatch: pytest.MonkeyPatch, reason: Exception, code: str, why: str
) -> None:
    monkeypatch.setattr(upload, "write_file", raising(reason))
    problem = problem_of(transport, lambda one: one.write_file("x", b""))
    assert (problem.code, problem.next[0].action) == (code, Retry())
    assert why in str(problem.why)


@pytest.mark.parametrize("reason", [paramiko.SSHException(), sftp.Refused(3, ""), TimeoutError()])
def test_whatever_fails_on_a_dead_line_is_a_lost_connection_and_its_cause_the_line_s(
    transport: Transport, monkeypatch: pytest.MonkeyPatch, reason: Exception
) -> None:
    def dies(*_: object, **__: object) -> None:
        transport.active, transport.reason = False, Stalled(110, "x")
        raise reason

    monkeypatch.setattr(commands, "run", dies)
    problem = problem_of(transport, lambda one: one.run("true"))
    assert problem.code == "connection_lost"
    assert str(problem.why) == "The server stopped responding."


@pytest.mark.parametrize("known", [True, False])  # paramiko knows of it a moment later
def test_a_line_that_only_a_sign_of_life_shows_dead_is_not_blamed_on_the_server(
    transport: Transport, monkeypatch: pytest.MonkeyPatch, *, known: bool
) -> None:
    def no_life(*_: object, **__: object) -> None:
        transport.active = not known
        raise paramiko.SSHException

    monkeypatch.setattr(transport, "global_request", no_life)
    monkeypatch.setattr(commands, "run", raising(EOFError()))
    assert problem_of(transport, lambda one: one.run("true")).code == "connection_lost"


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        (_CLOSED, "port_closed"),
        (TimeoutError(), "no_answer"),
        (http.client.BadStatusLine("x"), "no_answer"),
        (EOFError(), "no_answer"),
    ],
)
def test_a_port_that_is_closed_and_one_that_is_mute_are_told_apart(
    transport: Transport, monkeypatch: pytest.MonkeyPatch, reason: Exception, code: str
) -> None:
    monkeypatch.setattr(loopback, "http_get", raising(reason))
    assert problem_of(transport, lambda one: one.http_get(80, "/")).code == code
    monkeypatch.setattr(loopback, "opens", raising(reason))
    assert problem_of(transport, lambda one: one.opens(80)).code == code
    assert not any(kind == "exec" for kind, _ in transport.asked)


def test_opening_a_port_is_yes_or_no(transport: Transport, monkeypatch: pytest.MonkeyPatch) -> None:
    assert over(transport, lambda one: one.opens(80)) is False  # the made-up line says: closed
    opened: list[tuple[object, ...]] = []

    def open_channel(*words: object, **named: object) -> object:
        opened.append((*words, named["timeout"]))
        return transport.open_session()

    monkeypatch.setattr(transport, "open_channel", open_channel)
    assert over(transport, lambda one: one.opens(80, host="::1", seconds=3)) is True
    assert opened == [("direct-tcpip", ("::1", 80), ("127.0.0.1", 0), 3)]
    assert transport.every[-1].closed or transport.every[-2].closed


def test_a_port_is_asked_through_the_line_for_the_very_path(
    transport: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel = transport.open_session()
    channel.says(b"HTTP/1.1 204 No\r\nX-A: 1\r\n\r\n")
    opened: list[object] = []

    def open_channel(*words: object, **_: object) -> object:
        opened.append(words)
        return channel

    monkeypatch.setattr(transport, "open_channel", open_channel)
    reply = over(transport, lambda one: one.http_get(8080, "/health?deep=1", seconds=3))
    assert (reply.status, reply.headers, reply.body) == (204, {"x-a": "1"}, b"")
    assert channel.heard.startswith(b"GET /health?deep=1 HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n")
    assert opened == [("direct-tcpip", ("127.0.0.1", 8080), ("127.0.0.1", 0))]
    assert (channel.timeouts, channel.closed) == ([3], True)


class _Page(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        path = self.rfile.readline().split()[1]
        while self.rfile.readline().strip():
            pass
        self.wfile.write(b"HTTP/1.1 503 No\r\nX-Path: %s\r\n\r\nsick" % path)


@contextmanager
def page(handler: type[socketserver.BaseRequestHandler] = _Page) -> Iterator[int]:
    with socketserver.TCPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


class _Mute(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        self.request.sendall(b"no http\r\n")


def test_where_forwarding_is_forbidden_the_server_asks_its_port_itself(
    transport: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "open_channel", raising(_FORBIDDEN))
    with page() as port:
        path = "/it's/$(touch${IFS}ran)"
        reply = over(transport, lambda one: one.http_get(port, path))
        assert (reply.status, reply.headers, reply.body) == (503, {"x-path": path}, b"sick")
        assert over(transport, lambda one: one.opens(port)) is True
    assert not (transport.folder / "ran").exists()
    assert problem_of(transport, lambda one: one.http_get(port, "/")).code == "port_closed"
    assert over(transport, lambda one: one.opens(port)) is False
    with page(_Mute) as port:
        assert problem_of(transport, lambda one: one.http_get(port, "/")).code == "no_answer"


def test_where_the_server_cannot_ask_either_the_first_refusal_stands(
    transport: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "open_channel", raising(_FORBIDDEN))
    times: list[float] = []

    async def run(_one: object, _script: str, *, seconds: float) -> Ran:
        times.append(seconds)
        return Ran(9, "", "")

    monkeypatch.setattr(sessions.Connection, "run", run)
    for work in (lambda one: one.http_get(80, "/"), lambda one: one.opens(80, seconds=2)):
        assert problem_of(transport, work).code == "forwarding_forbidden"
    assert times == [25, 16]


def test_closing_ends_the_line_and_then_the_jumps_from_the_last_on(transport: Transport) -> None:
    closed: list[str] = []

    class Line:
        def __init__(self, name: str) -> None:
            self.name = name

        def close(self) -> None:
            closed.append(self.name)

    async def whole() -> None:
        one = connection(transport)
        one._jumps = (Line("first"), Line("second"))
        one._transport = Line("server")
        await one.close()

    asyncio.run(whole())
    assert closed == ["server", "second", "first"]


def test_closing_a_line_that_hangs_is_given_up(
    transport: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def late(*_: object, **__: object) -> None:
        raise TimeoutError

    async def whole() -> None:
        one = connection(transport)
        monkeypatch.setattr(sessions, "in_thread", late)
        await one.close()
        await one.close()

    asyncio.run(whole())


@pytest.mark.parametrize(
    ("reason", "stays"), [(TimeoutError(), False), (paramiko.ChannelException(1, "no"), True)]
)
def test_what_hangs_is_hung_up_when_an_upload_is_cancelled(
    transport: Transport, monkeypatch: pytest.MonkeyPatch, reason: Exception, *, stays: bool
) -> None:
    monkeypatch.setattr(upload, "remove", raising(reason))
    begun = threading.Event()

    def wait(*_: object, stop: StopToken, **__: object) -> None:
        begun.set()
        while not stop.asked:
            pass

    monkeypatch.setattr(upload, "upload", wait)

    async def work(one: Connection) -> bool:
        (transport.folder / "x").write_bytes(b"")
        job = asyncio.create_task(one.upload(transport.folder / "x", "x"))
        await asyncio.to_thread(begun.wait, 60)
        job.cancel()
        with pytest.raises(asyncio.CancelledError):
            await job
        return transport.active

    assert over(transport, work) is stays
