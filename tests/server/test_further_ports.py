"""A service with further ports: it gets each, in rehearsals too, whoever opens them."""

from __future__ import annotations

import socket
import ssl
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.service.model import Mode
from core.service.results import Result
from tests import programs
from tests.deploying import ask, deploy, service
from tests.long import few

if TYPE_CHECKING:
    from pathlib import Path

    from core.service.model import Service
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
PORTS = ("web=443/https", "admin=9090/http", "dns=53/udp")


def answers(server: Server) -> tuple[str, str, str, str]:
    """What is said on each of the four ports."""
    return ask(server), secure(server), ask(server, port=9090), datagram(server)


def secure(server: Server) -> str:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with (
        socket.create_connection((server.address, 443), timeout=10) as bare,
        context.wrap_socket(bare) as sealed,
    ):
        sealed.sendall(b"GET / HTTP/1.0\r\n\r\n")
        return sealed.recv(4096).decode().rpartition("\r\n")[2].strip()


def local(server: Server) -> str:
    """What a local user who is nobody hears at the socket in /run, as a front's user would."""
    asks = (
        "$s = IO::Socket::UNIX->new(q(/run/goferry-web.front.sock)) or die $!;"
        "print $s qq(GET / HTTP/1.0\\r\\n\\r\\n); undef $/; print((split /\\r\\n\\r\\n/, <$s>)[1])"
    )
    return server.run(f"runuser -u nobody -- perl -MIO::Socket::UNIX -e '{asks}'").strip()


def datagram(server: Server) -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.settimeout(10)
        one.sendto(b"said by ", (server.address, 53))
        return one.recv(100).decode()


@pytest.mark.parametrize("mode", few([Mode.SOCKET, Mode.RESTART]))
def test_each_further_port_is_the_program_s(server: Server, tmp_path: Path, mode: Mode) -> None:
    wanted: Service = replace(service(mode), ports=PORTS, rehearse=True)
    for version in ("1", "2"):
        release = programs.release("http", version, of="speaker")
        outcome = deploy(server, tmp_path, release, wanted)
        assert outcome.result is Result.DEPLOYED, outcome.problem
        assert answers(server) == (version, version, version, f"said by {version}")
    warned = server.run("journalctl -u web.socket -o cat --no-pager --boot")
    assert "fail" not in warned.lower()


@pytest.mark.parametrize("mode", few([Mode.SHARED, Mode.SOCKET]))
def test_a_unix_socket_is_there_for_all_users_and_goes_with_the_service(
    server: Server, tmp_path: Path, mode: Mode
) -> None:
    wanted: Service = replace(service(mode), ports=(*PORTS, "front=unix"), rehearse=True)
    without = replace(wanted, ports=PORTS)
    for version, now in (("1", without), ("2", wanted), ("3", wanted)):
        release = programs.release("http", version, of="speaker")
        outcome = deploy(server, tmp_path, release, now)
        assert outcome.result is Result.DEPLOYED, outcome.problem
        if now is wanted:
            assert (local(server), answers(server)[0]) == (version, version)
            assert server.run("ls /run | grep goferry-").split() == ["goferry-web.front.sock"]
    warned = server.run("journalctl -u web.socket -o cat --no-pager --boot")
    assert "fail" not in warned.lower()
    deploy(server, tmp_path, programs.release("http", "4", of="speaker"), without)
    assert server.run("ls /run | grep goferry- || true") == ""
