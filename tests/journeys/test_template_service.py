"""The templates keep their promises under a real systemd: ready, alive, and no request lost."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from core.project import template

if TYPE_CHECKING:
    from pathlib import Path

    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]

_Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]

PORT = 8080
UNITS = """set -eu
cat >/etc/systemd/system/web.socket <<'UNIT'
[Socket]
ListenStream=8080
[Install]
WantedBy=sockets.target
UNIT
cat >/etc/systemd/system/web.service <<'UNIT'
[Unit]
Requires=web.socket
[Service]
Type=notify
NotifyAccess=main
DynamicUser=yes
Environment=GOFERRY_RELEASE=1-first
ExecStart=/opt/web/web
WatchdogSec=2
TimeoutStartSec=10
UNIT
systemctl daemon-reload
systemctl start web.socket web.service
"""


@pytest.fixture(scope="module", params=template.KINDS)
def program(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a project from a template and build it as it will be deployed."""
    folder = tmp_path_factory.mktemp("project") / "web"
    asyncio.run(template.create(request.param, folder, module="example.org/web"))
    made = folder / "web"
    package = "./cmd/server" if request.param == "gin" else "."
    words = ("go", "build", "-trimpath", "-ldflags=-s -w", "-o", str(made), package)
    subprocess.run(words, cwd=folder, env={**os.environ, "CGO_ENABLED": "0"}, check=True)
    return made


@pytest.fixture
def service(program: Path, fresh_debian: Server) -> Server:
    """Run the program as a service that takes its socket from systemd."""
    fresh_debian.run("mkdir -p /opt/web")
    leader = fresh_debian.machine.leader
    with program.open("rb") as content:
        into = (
            "nsenter",
            "--target",
            str(leader),
            "--mount",
            "dd",
            "of=/opt/web/web",
            "status=none",
        )
        subprocess.run(into, stdin=content, check=True)
    fresh_debian.run("chmod 755 /opt/web/web")
    fresh_debian.run(UNITS)
    return fresh_debian


def health(server: Server) -> tuple[dict[str, str], str | None]:
    connection = http.client.HTTPConnection(server.address, PORT, timeout=30)
    try:
        connection.request("GET", "/health")
        reply = connection.getresponse()
        return json.loads(reply.read()), reply.headers["X-Release"]
    finally:
        connection.close()


async def load(address: str, seconds: float, *, keep_alive: bool) -> tuple[int, int]:
    """Ask steadily with ten clients; return how many were answered and how many were lost."""
    until = time.monotonic() + seconds
    clients = (_client(address, until, keep_alive=keep_alive) for _ in range(10))
    counts = await asyncio.gather(*clients)
    return sum(good for good, _ in counts), sum(lost for _, lost in counts)


async def _client(address: str, until: float, *, keep_alive: bool) -> tuple[int, int]:
    good = lost = 0
    line: _Line | None = None
    while time.monotonic() < until:
        try:
            line = line or await asyncio.open_connection(address, PORT)
            if await _ask(*line) or not keep_alive:
                line = _hang_up(line)
            good += 1
        except (OSError, EOFError, ValueError):
            lost += 1
            line = _hang_up(line)
        await asyncio.sleep(0.02)
    _hang_up(line)
    return good, lost


def _hang_up(line: _Line | None) -> _Line | None:
    """Close it; what is left is no line."""
    if line:
        line[1].close()
    return None


async def _ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
    """Ask once; tell whether the server wants the connection closed."""
    writer.write(b"GET /health HTTP/1.1\r\nHost: test\r\n\r\n")
    head = (await reader.readuntil(b"\r\n\r\n")).decode("ascii").lower()
    if not head.startswith("http/1.1 200"):
        raise ValueError(head)
    length = next(line for line in head.splitlines() if line.startswith("content-length"))
    await reader.readexactly(int(length.partition(":")[2]))
    return "connection: close" in head


def test_the_service_is_ready_under_systemd_and_tells_its_release(service: Server) -> None:
    told, header = health(service)
    assert told == {"status": "ok", "release": "1-first"}
    assert header == "1-first"
    assert service.run("systemctl show -p ActiveState --value web").strip() == "active"


def test_the_watchdog_is_kept_fed(service: Server) -> None:
    time.sleep(3)
    assert service.run("systemctl show -p NRestarts --value web").strip() == "0"
    assert health(service)[0]["status"] == "ok"


def test_the_log_is_json_in_the_journal(service: Server) -> None:
    lines = service.run(
        "journalctl --sync; journalctl -u web -o cat --no-pager | grep '^{'"
    ).splitlines()
    assert {"listening"} <= {json.loads(line)["msg"] for line in lines}


@pytest.mark.parametrize("keep_alive", [True, False], ids=["keep-alive", "new connections"])
def test_a_restart_behind_the_socket_loses_no_request(service: Server, *, keep_alive: bool) -> None:
    async def restarted_under_load() -> tuple[int, int]:
        running = asyncio.ensure_future(load(service.address, 5, keep_alive=keep_alive))
        await asyncio.sleep(1)
        await asyncio.to_thread(service.run, "systemctl restart web")
        return await running

    good, lost = asyncio.run(restarted_under_load())
    assert lost == 0
    assert good > 100
