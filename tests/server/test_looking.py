"""Whoever could not look says so: never "not healthy", never an empty log, always an exit code."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.operate.rollback import stop
from core.operate.status import not_well, status
from core.problems import ProblemError
from core.service.results import Result, Status
from tests import programs
from tests.deploying import deploy, finished, on, service
from tests.reading import log_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.ssh.connection import Connection
    from tests.testbed import Server

pytestmark = pytest.mark.server
_RESTART = "systemctl reset-failed ssh; systemctl restart ssh"  # it permits few in ten seconds


@contextmanager
def sshd_says(server: Server, *lines: str) -> Iterator[None]:
    """Let the server's sshd have other settings for a while."""
    text = "\n".join(lines)
    file = "/etc/ssh/sshd_config.d/00-a-test.conf"
    server.run(f"cat >{file} <<'CONFIG'\n{text}\nCONFIG\n{_RESTART}")
    try:
        yield
    finally:
        server.run(f"rm {file}; {_RESTART}")


def seen(server: Server, folder: Path) -> Status:
    return on(server, folder, lambda one: status(one, "web"))


def test_a_port_that_only_opens_is_well_and_forwarding_is_not_needed(
    server: Server, tmp_path: Path
) -> None:
    asked_for_nothing = replace(service(), health_path="")
    assert deploy(server, tmp_path, programs.release(), asked_for_nothing).result is Result.DEPLOYED
    assert seen(server, tmp_path).healthy is True
    with sshd_says(server, "AllowTcpForwarding no"):
        assert seen(server, tmp_path).healthy is True
        server.run("systemctl kill --signal=STOP web.service")  # the port still opens
        assert seen(server, tmp_path).healthy is True
        server.run("systemctl kill --signal=CONT web.service")
        on(server, tmp_path, lambda one: finished(stop, one, "web"))
        found = seen(server, tmp_path)
        assert (found.active, found.healthy, found.unknown) == ("inactive", False, None)


def test_the_server_itself_asks_where_forwarding_is_forbidden(
    server: Server, tmp_path: Path
) -> None:
    deploy(server, tmp_path, programs.release(), service())
    with sshd_says(server, "AllowTcpForwarding no"):
        assert seen(server, tmp_path).healthy is True
        reply = on(server, tmp_path, lambda one: one.http_get(8080, "/health"))
        assert (reply.status, bool(reply.body)) == (200, True)
        with pytest.raises(ProblemError) as caught:
            on(server, tmp_path, lambda one: one.http_get(8099, "/health"))
        assert caught.value.problem.code == "port_closed"
        assert on(server, tmp_path, lambda one: one.opens(8099)) is False
        server.run("mv /usr/bin/timeout /usr/bin/timeout.away")
        try:
            found = seen(server, tmp_path)
        finally:
            server.run("mv /usr/bin/timeout.away /usr/bin/timeout")
    assert found.healthy is None
    assert found.unknown is not None
    assert found.unknown.code == "forwarding_forbidden"
    assert not_well("web", [found]) is found.unknown


def test_a_login_that_may_not_read_the_log_is_told_so(server: Server, tmp_path: Path) -> None:
    deploy(server, tmp_path, programs.release(), service())

    async def read(one: Connection) -> list[str]:
        return [line.text for line in await log_of(one, "web")]

    assert on(server, tmp_path, read)
    with pytest.raises(ProblemError) as caught:
        on(server, tmp_path, read, user="guest")
    assert caught.value.problem.code == "logs_closed"
    server.run("usermod -aG systemd-journal guest")
    try:
        assert on(server, tmp_path, read, user="guest")
    finally:
        server.run("gpasswd -d guest systemd-journal")


def test_a_folder_that_is_closed_hides_no_service(server: Server, tmp_path: Path) -> None:
    deploy(server, tmp_path, programs.release(), service())
    server.run("chmod 0700 /var/lib/goferry")
    try:
        assert seen(server, tmp_path).healthy is True  # root may look
        with pytest.raises(ProblemError) as caught:
            on(server, tmp_path, lambda one: status(one, "web"), user="guest")
    finally:
        server.run("chmod 0755 /var/lib/goferry")
    assert caught.value.problem.code == "record_not_allowed"
