"""What goes over a channel when a port or a command is asked for, and how a no is told."""

from __future__ import annotations

import socket
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import paramiko
import pytest
from paramiko.common import cMSG_CHANNEL_REQUEST

from core.problems import ProblemError
from core.ssh.config.destination import Destination
from core.ssh.connection import handshake
from core.ssh.connection.handshake import WantedKeys, dial, dial_through, key_of
from core.ssh.connection.loopback import http_get, opens
from core.ssh.connection.request import ask_for, must_be_granted
from core.ssh.connection.route import Hop
from core.ssh.executor import StopToken
from core.ssh.host_keys import HostKey
from core.ssh.profile import Profile

WEB = Profile(name="web1", host="db.internal", port=2222)
REPLY = b"HTTP/1.1 204 Fine\r\nX-One: 1\r\n\r\n"


def channel(reply: bytes = REPLY) -> Mock:
    """A channel on which this comes back, byte by byte."""
    left = iter(reply)
    return Mock(recv=lambda _: bytes([byte]) if (byte := next(left, None)) is not None else b"")


def refused(code: int) -> paramiko.ChannelException:
    return paramiko.ChannelException(code, "no")


def test_a_port_of_the_server_is_asked_once_and_the_line_closed() -> None:
    line, stop = channel(), StopToken()
    transport = Mock(open_channel=Mock(return_value=line))
    reply = http_get(transport, 8080, "/up", host="127.0.0.1", seconds=7.0, stop=stop)
    assert (reply.status, reply.headers, reply.body) == (204, {"x-one": "1"}, b"")
    transport.open_channel.assert_called_once_with(
        "direct-tcpip", ("127.0.0.1", 8080), ("127.0.0.1", 0), timeout=7.0
    )
    line.settimeout.assert_called_once_with(7.0)
    (sent,) = line.sendall.call_args.args
    assert sent.startswith(b"GET /up HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n")
    line.close.assert_called_once_with()
    line.close.reset_mock()
    stop.ask()
    line.close.assert_called_once_with()  # who gives up does not wait for the reply


def test_a_line_that_breaks_is_closed_as_well() -> None:
    line = channel(b"")
    transport = Mock(open_channel=Mock(return_value=line))
    with pytest.raises(ConnectionError):
        http_get(transport, 80, "/", host="::1", seconds=1.0, stop=StopToken())
    line.close.assert_called_once_with()


def test_a_port_that_is_closed_is_told_apart_from_a_ban() -> None:
    line = channel()
    transport = Mock(open_channel=Mock(return_value=line))
    assert opens(transport, 80, host="::1", seconds=1.0, stop=StopToken())
    line.close.assert_called_once_with()
    transport.open_channel.side_effect = refused(2)
    assert not opens(transport, 80, host="::1", seconds=1.0, stop=StopToken())
    for code in (1, 3, 4):
        transport.open_channel.side_effect = refused(code)
        with pytest.raises(paramiko.ChannelException):
            opens(transport, 80, host="::1", seconds=1.0, stop=StopToken())


def test_a_command_is_asked_for_with_a_reply_and_a_no_is_noticed_at_the_end() -> None:
    line: Any = Mock(remote_chanid=7, event_ready=False)
    order = Mock()
    line._event_pending = order.pending
    line.transport._send_user_message = order.send
    ask_for(line, "exec", "sh -s")
    assert [one[0] for one in order.mock_calls] == ["pending", "send"]
    sent = paramiko.Message(order.send.call_args.args[0].asbytes())
    assert sent.get_byte() == cMSG_CHANNEL_REQUEST
    assert (sent.get_int(), sent.get_text(), sent.get_boolean(), sent.get_text()) == (
        *(7, "exec"),
        *(True, "sh -s"),
    )
    with pytest.raises(paramiko.SSHException, match="does not allow"):
        must_be_granted(line)
    line.event_ready = True
    must_be_granted(line)


def test_the_key_that_is_judged_is_the_certificate_where_one_was_shown() -> None:
    key = Mock(public_blob=None, get_name=lambda: "ssh-ed25519", asbytes=lambda: b"bare")
    transport = Mock(get_remote_server_key=lambda: key)
    assert key_of(transport) == HostKey("ssh-ed25519", b"bare")
    key.public_blob = SimpleNamespace(key_type="x-cert-v01@openssh.com", key_blob=b"signed")
    assert key_of(transport) == HostKey("x-cert-v01@openssh.com", b"signed")


def test_a_server_behind_another_is_dialled_there_and_its_refusal_told() -> None:
    stop, line = StopToken(), Mock()
    transport = Mock(open_channel=Mock(return_value=line))
    assert dial_through(transport, WEB, stop) is line
    transport.open_channel.assert_called_once_with(
        "direct-tcpip", ("db.internal", 2222), ("127.0.0.1", 0), timeout=16.0
    )
    stop.ask()
    line.close.assert_called_once_with()
    for reason in (refused(1), EOFError(), OSError()):
        transport.open_channel.side_effect = reason
        with pytest.raises(ProblemError) as caught:
            dial_through(transport, WEB, StopToken())
        assert caught.value.problem.code == "server_unreachable"
        assert caught.value.__cause__ is reason


def test_each_address_of_a_host_is_tried_until_one_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(0, 0, 0, "", (address, 2222)) for address in ("10.0.0.1", "10.0.0.2", "10.0.0.3")]
    tried: list[tuple[object, ...]] = []
    line = Mock()

    def create(address: object, timeout: float, source_address: object) -> Mock:
        tried.append((address, timeout, source_address))
        if address != answering:
            raise ConnectionRefusedError("closed")
        return line

    monkeypatch.setattr(socket, "getaddrinfo", Mock(return_value=found))
    monkeypatch.setattr(socket, "create_connection", create)
    hop = Hop(WEB, Destination(host="x", family="inet", bind="10.0.0.9"), ())
    answering: object = ("10.0.0.2", 2222)
    assert dial(hop, StopToken()) is line
    seconds, here = handshake.DIAL_SECONDS, ("10.0.0.9", 0)
    assert tried == [((f"10.0.0.{number}", 2222), seconds, here) for number in (1, 2)]
    socket.getaddrinfo.assert_called_once_with(  # type: ignore[attr-defined]
        "db.internal", 2222, socket.AF_INET, socket.SOCK_STREAM
    )
    answering = None
    with pytest.raises(ProblemError) as caught:
        dial(hop, StopToken())
    assert "port 2222 is closed" in str(caught.value.problem.why)
    assert len(tried) == 5


@pytest.mark.parametrize("agrees", [True, False])
def test_a_server_that_agrees_on_no_keys_in_its_time_is_not_reached(
    monkeypatch: pytest.MonkeyPatch, *, agrees: bool
) -> None:
    line = Mock(get_security_options=lambda: Mock(key_types=()))
    if not agrees:  # what paramiko says after it has waited in vain
        line.get_remote_server_key.side_effect = paramiko.SSHException("No existing session")
    monkeypatch.setattr(handshake, "Transport", lambda _: line)
    if agrees:
        assert handshake.shake_hands(WEB, Mock(), WantedKeys(), StopToken())[0] is line
        line.close.assert_not_called()
        return
    with pytest.raises(ProblemError) as caught:
        handshake.shake_hands(WEB, Mock(), WantedKeys(), StopToken())
    assert caught.value.problem.code == "server_unreachable"
    line.close.assert_called_once_with()
