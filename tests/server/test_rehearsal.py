"""The rehearsal is ours alone, whoever listens on the server, and a cancel is heard everywhere."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.deploy import deployer
from core.events import StepStarted
from core.service.model import Health, Mode
from core.service.results import Result
from tests import programs
from tests.deploying import ask, deploy, either, on, remove, service

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.events import Event
    from core.service.model import Release, Service
    from core.ssh.connection import Connection
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
NOBODY = 65534
# Listens on a range of ports as a user without any right, and never answers.
_LISTENER = """
import os, resource, socket, sys
resource.setrlimit(resource.RLIMIT_NOFILE, (20000, 20000))
os.setuid(int(sys.argv[3]))
kept = []
for port in range(int(sys.argv[1]), int(sys.argv[2])):
    one = socket.socket()
    try:
        one.bind(("0.0.0.0", port))
        one.listen()
        kept.append(one)
    except OSError:
        pass
print(len(kept), flush=True)
sys.stdin.read()
"""


@contextmanager
def stranger(server: Server, first: int, end: int) -> Iterator[None]:
    """Let a user without rights listen on all these ports of the server."""
    inside = ("nsenter", "--target", str(server.machine.leader), "--net")
    words = (*inside, sys.executable, "-c", _LISTENER, str(first), str(end), str(NOBODY))
    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdin=pipe, stdout=pipe) as listening:
        assert listening.stdout is not None
        assert listening.stdin is not None
        assert int(listening.stdout.readline()) > (end - first) // 2
        try:
            yield
        finally:
            listening.stdin.close()


@pytest.fixture
def own_port(server: Server) -> Iterator[Service]:
    """A second service, which opens its port itself."""
    yield replace(service(name="own", port=8090, deadline=60), rehearse=True)
    remove(server, "own")


def test_who_listens_on_ten_thousand_ports_does_not_hold_up_a_rehearsal(
    server: Server, own_port: Service, tmp_path: Path
) -> None:
    with stranger(server, 20_000, 30_000):
        for wanted in (service(Mode.SHARED, deadline=60), own_port):
            outcome = deploy(server, tmp_path, programs.release(), wanted)
            assert outcome.result is Result.DEPLOYED, outcome.problem
    assert ask(server).startswith("version 1")
    assert ask(server, port=8090).startswith("version 1")


def thief(server: Server, *, times: int) -> None:
    """Take the port from the rehearsal right before the program starts, so often."""
    server.run(
        f"""mkdir -p /run/systemd/system/web-try@.service.d
        cat >/run/thief <<'SCRIPT'
n=$(cat /run/thefts 2>/dev/null || echo 0)
[ $n -lt {times} ] || exit 0
echo $((n + 1)) >/run/thefts
systemd-run --quiet --unit=thief-$1 -p DynamicUser=yes \
  systemd-socket-activate --accept --listen=127.0.0.1:$1 /bin/true
hex=$(printf ':%04X ' $1)
until grep -q "$hex.* 0A " /proc/net/tcp; do sleep 0.05; done
SCRIPT
        printf '[Service]\\nExecStartPre=+/bin/sh /run/thief %%i\\n' \
          >/run/systemd/system/web-try@.service.d/thief.conf
        systemctl daemon-reload"""
    )


@pytest.fixture
def no_thief(server: Server) -> Iterator[Server]:
    yield server
    server.run(
        "systemctl stop 'thief-*'; rm -rf /run/thief /run/thefts "
        "/run/systemd/system/web-try@.service.d; systemctl daemon-reload",
        check=False,
    )


def test_a_port_that_a_stranger_took_in_between_is_left_to_him(
    no_thief: Server, tmp_path: Path
) -> None:
    wanted = replace(service(), rehearse=True)
    deploy(no_thief, tmp_path, programs.release(version="1"), wanted)
    thief(no_thief, times=2)
    hasty = replace(service(deadline=6), rehearse=True)
    sick = deploy(no_thief, tmp_path, programs.release("sick", "2"), hasty)
    assert sick.problem is not None
    assert (sick.result, sick.problem.code) == (Result.REFUSED, "bad_status")
    assert no_thief.run("cat /run/thefts").strip() == "2"
    good = deploy(no_thief, tmp_path, programs.release(version="3"), wanted)
    assert good.result is Result.DEPLOYED, good.problem


def test_a_stranger_who_always_comes_first_ends_the_deploy_not_the_service(
    no_thief: Server, tmp_path: Path
) -> None:
    wanted = replace(service(), rehearse=True)
    deploy(no_thief, tmp_path, programs.release(version="1"), wanted)
    thief(no_thief, times=100)
    outcome = deploy(no_thief, tmp_path, programs.release(version="2"), wanted)
    assert outcome.problem is not None
    assert (outcome.result, outcome.problem.code) == (Result.REFUSED, "no_spare_port")
    assert ask(no_thief).startswith("version 1")
    assert no_thief.run("ls /var/lib/goferry/web/bad") == ""
    assert "web" not in no_thief.run("systemctl --failed --no-legend --plain")


PATIENT = Health(period=0.2, deadline=600, watch=1)


async def cancelled_at(one: Connection, release: Release, wanted: Service, word: str) -> None:
    """Cancel as Ctrl+C does while this step runs."""
    begun = asyncio.Event()

    def report(event: Event) -> None:
        if isinstance(event, StepStarted) and word in str(event.step):
            begun.set()

    task = asyncio.create_task(deployer.deploy(one, release, wanted, report=report))
    await either(begun, task)
    await asyncio.sleep(0.5)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


WAITS = [(Mode.SOCKET, "Start the service"), (Mode.SHARED, "Rehearse")]


@pytest.mark.parametrize(("mode", "word"), WAITS if os.environ.get("GOFERRY_FAULTS") else WAITS[:1])
def test_a_program_that_is_slow_to_start_does_not_hold_up_a_cancel(
    server: Server, tmp_path: Path, mode: Mode, word: str
) -> None:
    """It would be waited for ten minutes."""
    deploy(server, tmp_path, programs.release(version="1"), service(mode))
    wanted = replace(service(mode), health=PATIENT)
    on(
        server,
        tmp_path,
        lambda one: cancelled_at(one, programs.release("silent", "2"), wanted, word),
    )
    assert '"code":"cancelled"' in server.run("tail -n 1 /var/lib/goferry/web/history.jsonl")
    assert ask(server).startswith("version 1")
    assert "web" not in server.run("systemctl --failed --no-legend --plain")
