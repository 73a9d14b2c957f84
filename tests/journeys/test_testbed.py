"""The testbed itself: servers are real, apart from each other, and leave nothing behind."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import testbed
from tests.servers import skip_unless

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.testbed import Server

pytestmark = pytest.mark.server


def ssh(server: Server, user: str, command: str) -> subprocess.CompletedProcess[str]:
    options = ("BatchMode=yes", "StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null")
    flags = [word for option in options for word in ("-o", option)]
    words = ("ssh", "-q", "-i", str(server.key_file), *flags, f"{user}@{server.address}", command)
    return subprocess.run(words, capture_output=True, text=True, timeout=120, check=False)


def traces(name: str, subnet: str) -> str:
    """Whatever this computer still has of a server."""
    shown = [("ip", "link"), ("ip", "route", "show", "table", "all"), ("mount",)]
    said = "".join(
        subprocess.run(words, capture_output=True, text=True, check=True).stdout for words in shown
    )
    left = [line for line in said.splitlines() if name in line or subnet in line]
    groups = Path("/sys/fs/cgroup").glob(f"*/{name}")
    return "\n".join((*left, *map(str, groups)))


def test_a_server_runs_systemd_and_lets_its_users_in(fresh_debian: Server) -> None:
    assert fresh_debian.run("systemctl is-system-running").strip() == "running"
    assert ssh(fresh_debian, "root", "id -u").stdout == "0\n"
    assert ssh(fresh_debian, "deploy", "sudo -n id -u").stdout == "0\n"
    assert ssh(fresh_debian, "guest", "id -un").stdout == "guest\n"
    assert ssh(fresh_debian, "guest", "sudo -n true").returncode != 0
    assert ssh(fresh_debian, "pass-user", "true").returncode != 0


def test_a_port_of_the_server_is_reached_from_this_computer(debian: Server) -> None:
    with socket.create_connection((debian.address, 22), timeout=10) as connected:
        assert connected.recv(4) == b"SSH-"


def test_services_of_two_servers_do_not_meet(
    fleet: Callable[[int], tuple[Server, ...]],
) -> None:
    one, two = fleet(2)
    one.run("systemd-run --unit=web --property=RemainAfterExit=yes /bin/sleep 1000")
    two.run("systemd-run --unit=web --property=RemainAfterExit=yes /bin/sleep 1000")
    two.run("systemctl stop web")
    assert one.run("systemctl is-active web").strip() == "active"
    assert one.run("wc -l </sys/fs/cgroup/systemd/system.slice/web.service/cgroup.procs") == "1\n"


def test_a_server_leaves_nothing_behind() -> None:
    skip_unless("bookworm")
    with testbed.boot(keeps_disk=True) as server:
        name, subnet = server.machine.name, str(server.machine.subnet)
        assert traces(name, subnet)
        folder = server.machine.folder
    assert traces(name, subnet) == ""
    assert not folder.exists()


def test_what_is_sent_to_a_server_that_is_off_stays_on_this_computer(
    fresh_debian: Server,
) -> None:
    fresh_debian.kill()
    with pytest.raises(OSError, match="No route to host"):
        socket.create_connection((fresh_debian.address, 22), timeout=10)


def test_a_slow_cable_is_slow(fresh_debian: Server) -> None:
    fresh_debian.limit_rate(4_000_000)
    began = time.monotonic()
    assert len(ssh(fresh_debian, "root", "head -c 1000000 /dev/zero").stdout) == 1_000_000
    assert time.monotonic() - began > 1.5


def test_a_new_host_key_is_another_one(fresh_debian: Server) -> None:
    before = fresh_debian.host_key
    fresh_debian.forget_host_key()
    scanned = subprocess.run(
        ("ssh-keyscan", "-t", "ed25519", fresh_debian.address),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert fresh_debian.host_key in scanned
    assert before not in scanned


def test_servers_of_a_test_run_that_was_killed_are_swept_away_by_the_next() -> None:
    script = (
        "import os, signal; from tests import testbed\n"
        "with testbed.boot() as server:\n"
        "    print(server.machine.name, server.machine.subnet, flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)"
    )
    words = (sys.executable, "-c", script)
    said = subprocess.run(words, capture_output=True, text=True, check=False).stdout
    name, subnet = said.split()
    assert traces(name, subnet)
    with testbed.boot():
        assert traces(name, subnet) == ""


def test_a_disk_survives_a_power_cut_and_a_reboot(lasting_debian: Server) -> None:
    lasting_debian.run("echo kept >/var/lib/kept")
    lasting_debian.kill()
    lasting_debian.boot()
    assert lasting_debian.run("cat /var/lib/kept") == "kept\n"
    lasting_debian.reboot()
    assert lasting_debian.run("cat /var/lib/kept") == "kept\n"
    assert ssh(lasting_debian, "deploy", "true").returncode == 0


def test_ten_servers_run_at_once(fleet: Callable[[int], tuple[Server, ...]]) -> None:
    servers = fleet(10)
    assert len({server.address for server in servers}) == 10
    assert {ssh(server, "deploy", "true").returncode for server in servers} == {0}


@pytest.mark.parametrize(("suite", "version"), [("bullseye", "247"), ("trixie", "257")])
def test_other_debians_run_their_own_systemd(suite: str, version: str) -> None:
    skip_unless(suite)
    with testbed.boot(suite) as server:
        assert server.run("systemctl is-system-running").strip() == "running"
        assert server.run("systemctl --version").startswith(f"systemd {version}")
        assert ssh(server, "deploy", "sudo -n id -u").stdout == "0\n"
