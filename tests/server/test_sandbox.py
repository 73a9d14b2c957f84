"""The sandbox as the running service has it: every property, by name and exact value."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.service.model import Limits
from tests import programs
from tests.deploying import deploy, remove, service

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]

_SANDBOX = """\
AmbientCapabilities=
CPUQuotaPerSecUSec=1.500000s
CapabilityBoundingSet=
DynamicUser=no
Group=web
LimitNOFILE=65536
LimitNOFILESoft=65536
LockPersonality=yes
MemoryDenyWriteExecute=yes
MemoryMax=268435456
NoNewPrivileges=yes
PrivateDevices=yes
PrivateTmp=yes
ProcSubset=all
ProtectClock=yes
ProtectControlGroups=yes
ProtectHome=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectProc=invisible
ProtectSystem=strict
RemoveIPC=yes
Restart=on-failure
RestartUSec=2s
RestrictAddressFamilies=AF_INET AF_INET6 AF_NETLINK AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
StartLimitIntervalUSec=0
StateDirectory=web
StateDirectoryMode=0750
SystemCallArchitectures=native
SystemCallErrorNumber=1
TasksMax=99
TimeoutStartUSec=1min
TimeoutStopUSec=30s
UMask=0027
User=web
"""


@pytest.fixture
def server(every_debian: Server) -> Iterator[Server]:
    """Return each Debian in turn; the service is removed from it afterwards."""
    yield every_debian
    remove(every_debian)


def shown(server: Server, names: list[str]) -> dict[str, str]:
    """Ask systemd what it holds the running service to."""
    words = " ".join(f"--property={one}" for one in names)
    told = server.run(f"systemctl show web.service {words}")
    return dict(line.partition("=")[::2] for line in told.splitlines())


def members(server: Server, name: str) -> set[str]:
    """Ask systemd which calls a set of its own has, with the sets that are in it."""
    told = server.run(f"systemd-analyze syscall-filter {name}").split("\n", 1)[1]
    words = {line.strip() for line in told.splitlines() if line.strip()[:1] not in {"", "#"}}
    return {
        call for one in words for call in (members(server, one) if one[0] == "@" else {one})
    }  # fmt: skip


def test_the_running_service_is_held_to_all_of_its_sandbox(server: Server, tmp_path: Path) -> None:
    wanted = replace(service(), limits=Limits(memory="256M", cpu=150, tasks=99))
    deploy(server, tmp_path, programs.release(), wanted)
    expected = dict(line.partition("=")[::2] for line in _SANDBOX.splitlines())
    found = shown(server, list(expected))
    families = found["RestrictAddressFamilies"].split()
    assert found | {"RestrictAddressFamilies": " ".join(sorted(families))} == expected
    allowed = set(shown(server, ["SystemCallFilter"])["SystemCallFilter"].split())
    usual, closed = (
        {one for name in names for one in members(server, name)}
        for names in (("@system-service",), ("@privileged", "@resources"))
    )
    assert allowed <= usual - closed  # its seccomp does not know all names of its systemd
    assert {"accept4", "clone", "epoll_pwait", "openat", "sendfile"} <= allowed
    assert not allowed & {"chown", "mount", "ptrace", "reboot", "setrlimit", "setuid"}
    assert server.run("systemd-analyze verify web.service 2>&1") == ""
    assert _waiting(server) == int(server.run("cat /proc/sys/net/core/somaxconn")) > 128


def _waiting(server: Server) -> int:
    """Ask the kernel how many connections may wait at the service's port."""
    return int(server.run("ss -Hltn 'sport = :8080'").split()[2])
