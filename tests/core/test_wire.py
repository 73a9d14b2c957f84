"""The bytes under SSH, and paramiko's transport: what they bear and refuse."""

from __future__ import annotations

import errno
import socket
import sys
import threading

import paramiko
import pytest

from core.ssh.connection import transport as transport_module
from core.ssh.connection import wire as wire_module
from core.ssh.connection.wire import Stalled, TooMuch, Wire
from tests.made_up_line import Clock


class Plug:
    """A made-up socket: what it gives or raises."""

    def __init__(self, *gives: bytes | Exception) -> None:
        self.gives = list(gives)
        self.did: list[object] = []

    def recv(self, _size: int) -> bytes:
        found = self.gives.pop(0)
        if isinstance(found, Exception):
            raise found
        return found

    def send(self, data: bytes) -> int:
        self.recv(0)
        return len(data)

    def settimeout(self, seconds: float | None) -> None:
        self.did.append(seconds)

    def getpeername(self) -> object:
        return "peer"

    def close(self) -> None:
        self.did.append("closed")


def test_before_the_login_256_kib_may_come_and_then_anything() -> None:
    quarter = bytes(64 << 10)
    wire = Wire(Plug(*[quarter] * 4, b"x", *[quarter] * 8))
    for _ in range(4):
        wire.recv(1000)
    with pytest.raises(TooMuch) as caught:
        wire.recv(1000)
    assert caught.value.errno == errno.EMSGSIZE
    wire.lift_allowance()
    assert [len(wire.recv(1000)) for _ in range(8)] == [64 << 10] * 8


@pytest.mark.parametrize(("size", "fits"), [(1 << 20, True), ((1 << 20) + 1, False)])
def test_a_packet_of_a_mebibyte_is_the_largest(size: int, *, fits: bool) -> None:
    wire = Wire(Plug(b"x"))
    if fits:
        assert wire.recv(size) == b"x"
        return
    with pytest.raises(TooMuch):
        wire.recv(size)


@pytest.mark.parametrize(
    ("timeout", "silent", "stalled"),
    [("", 8.0, False), ("", 8.01, True), (3.0, 3.0, False), (3.0, 3.01, True), (None, 9e9, False)],
)
@pytest.mark.parametrize("how", ["recv", "send"])
def test_silence_is_borne_for_eight_seconds_and_not_longer(
    monkeypatch: pytest.MonkeyPatch, how: str, timeout: object, silent: float, stalled: object
) -> None:
    clock = Clock()
    monkeypatch.setattr(wire_module, "time", clock)
    plug = Plug()
    wire = Wire(plug)
    clock.now += 100
    if timeout == "":
        plug.gives = [b"x"]
        wire.recv(1)  # which counts as heard
    else:
        wire.allow_silence(timeout)  # type: ignore[arg-type]
    clock.now += silent
    assert wire.silence == pytest.approx(silent)
    plug.gives = [TimeoutError()]
    with pytest.raises(Stalled if stalled else TimeoutError):
        wire.recv(1) if how == "recv" else wire.send(b"x")


@pytest.mark.parametrize(
    ("raised", "told"),
    [
        (OSError("Socket is closed"), ConnectionResetError),
        (ConnectionRefusedError(errno.ECONNREFUSED, "no"), ConnectionRefusedError),
        (EOFError(), EOFError),
    ],
)
def test_every_fault_of_a_line_has_a_number(raised: Exception, told: type[Exception]) -> None:
    with pytest.raises(told) as caught:
        Wire(Plug(raised)).recv(1)
    assert getattr(caught.value, "errno", 1)


def test_a_wire_passes_on_what_it_does_not_judge() -> None:
    plug = Plug(b"")
    wire = Wire(plug)
    wire.settimeout(0.5)
    assert (wire.getpeername(), wire.send(b"abc"), wire._closed) == ("peer", 3, False)
    wire.close()
    assert (plug.did, wire._closed) == ([0.5, "closed"], True)


def test_the_server_is_told_at_once_that_its_bytes_have_come() -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux can")
    quick: list[tuple[int, ...]] = []

    class Noting(socket.socket):
        def setsockopt(self, *words: int) -> None:  # type: ignore[override]
            quick.append(words)

    ours, theirs = socket.socketpair()
    with theirs, Noting(fileno=ours.detach()) as noting:
        theirs.sendall(b"x")
        assert Wire(noting).recv(1) == b"x"
    assert quick == [(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)]


class Sending(paramiko.Channel):
    """A channel that may be closed, and no more."""

    def __init__(self, *, closed: bool) -> None:
        self.closed = closed

    def __del__(self) -> None:
        """It was never open."""


@pytest.mark.parametrize(
    ("closed", "kinds", "sent"),
    [
        (False, [98, 94, 96, 97, 94, 97], [98, 94, 96, 97]),
        (True, [94, 98, 96, 97, 96], [96, 97]),
        (True, [97, 97], [97]),
    ],
    ids=["open", "closed", "closed twice"],
)
def test_after_its_close_a_channel_sends_nothing_more(
    *, closed: bool, kinds: list[int], sent: list[int]
) -> None:
    class Line:
        def __init__(self) -> None:
            self.sent: list[int] = []

        def _send_user_message(self, message: paramiko.Message) -> None:
            self.sent.append(message.asbytes()[0])

    one, channel = Line(), Sending(closed=closed)
    seen = transport_module._InOrder(channel, one)  # type: ignore[arg-type]
    for kind in kinds:
        seen._send_user_message(paramiko.Message(bytes([kind])))
    assert one.sent == sent
    assert seen.sent is one.sent  # all else is the line's own


@pytest.fixture
def bare() -> transport_module.Transport:
    """A transport that nobody answers."""
    return transport_module.Transport(Wire(Plug()))


def test_a_key_that_changes_in_the_middle_is_refused_before_it_is_believed(
    bare: transport_module.Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    proved: list[bytes] = []

    def verify(_: object, host_key: bytes, sig: bytes) -> None:
        if sig != b"right":
            raise paramiko.SSHException("wrong signature")
        proved.append(host_key)

    monkeypatch.setattr(paramiko.Transport, "_verify_key", verify)
    with pytest.raises(paramiko.SSHException):
        bare._verify_key(b"forged", b"wrong")  # which is not judged, then
    bare._verify_key(b"one", b"right")
    bare._verify_key(b"one", b"right")
    with pytest.raises(wire_module.KeyChanged):
        bare._verify_key(b"other", b"right")
    assert proved == [b"one", b"one"]


def test_why_a_line_ended_is_told_to_all_and_a_refused_login_to_one(
    bare: transport_module.Transport,
) -> None:
    ended, refused = Stalled(errno.ETIMEDOUT, "x"), paramiko.AuthenticationException()
    bare.saved_exception = ended
    assert [bare.get_exception() for _ in range(3)] == [ended] * 3
    bare.saved_exception = refused
    assert [bare.get_exception() for _ in range(2)] == [refused, None]


def test_each_refusal_of_a_channel_goes_to_whoever_asked_for_it(
    bare: transport_module.Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = iter([1, 2])
    meet = threading.Barrier(2)

    def open_channel(self: transport_module.Transport, *_: object) -> None:
        number = next(numbers)
        self._channels._of_thread.number = number
        self.channel_events = {1: threading.Event(), 2: threading.Event()}
        meet.wait(60)
        self._parse_channel_open_failure(_refusal(number, 10 + number))
        meet.wait(60)
        raise paramiko.SSHException("Unable to open channel.")

    def _refusal(number: int, code: int) -> paramiko.Message:
        message = paramiko.Message()
        message.add_int(number)
        message.add_int(code)
        message.add_string("no")
        message.add_string("")
        message.rewind()
        return message

    monkeypatch.setattr(paramiko.Transport, "open_channel", open_channel)
    codes: dict[int, int] = {}

    def ask(who: int) -> None:
        with pytest.raises(paramiko.ChannelException) as caught:
            bare.open_channel("session")
        codes[who] = caught.value.code - bare._channels.begun

    threads = [threading.Thread(target=ask, args=(who,)) for who in (1, 2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert codes == {1: 10, 2: 10}
    assert bare._refused == {}


def test_a_refusal_that_nobody_waits_for_is_forgotten(
    bare: transport_module.Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parse(self: transport_module.Transport, message: paramiko.Message) -> None:
        assert message.get_int() == 7  # paramiko reads it from its beginning
        self.saved_exception = paramiko.ChannelException(1, "x")

    monkeypatch.setattr(paramiko.Transport, "_parse_channel_open_failure", parse)
    message = paramiko.Message()
    message.add_int(7)
    message.add_int(1)
    message.add_string("no")
    message.rewind()
    ended = bare.saved_exception = Stalled(errno.ETIMEDOUT, "x")
    bare._parse_channel_open_failure(message)
    assert (bare._refused, bare.saved_exception) == ({}, ended)


def test_a_lot_of_output_may_come_before_it_is_asked_for(
    bare: transport_module.Transport,
) -> None:
    assert bare.default_window_size == 4 << 20
    assert wire_module.SILENCE_LIMIT == 8.0


def test_a_channel_is_seen_when_it_knows_its_transport_and_by_its_number(
    bare: transport_module.Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[object, object]] = []

    class Fresh:
        transport: object = None

        def _set_transport(self, given: object) -> None:
            seen.append((given, bare._channels.get(5)))

    fresh = Fresh()
    monkeypatch.setattr(paramiko.Transport, "open_channel", lambda *_, **__: fresh)
    assert bare._channels.begun == -1
    bare._channels.put(5, fresh)
    assert (seen, bare._channels.get(5), bare._channels.begun) == ([(bare, None)], fresh, 5)
    assert bare.open_channel("session") is fresh
    assert isinstance(fresh.transport, transport_module._InOrder)
