"""Why did it restart? The causes that a real systemd can be made to show, with the last lines."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

from core.operate import restarts
from core.operate.rollback import restart
from core.service.model import Health, HealthScheme
from tests import programs
from tests.deploying import deploy, finished, on, service

if TYPE_CHECKING:
    from pathlib import Path

    from tests.testbed import Server

pytestmark = pytest.mark.server
_QUICK = "[Service]\nRestartSec=200ms\n"
_LIMIT = f"[Unit]\nStartLimitIntervalSec=60\nStartLimitBurst=1\n{_QUICK}"
_UNTIL_IT_FAILS = """for n in $(seq 20); do
  systemctl is-failed --quiet web && exit; pkill -KILL -x web; sleep 0.7
done; exit 1"""


def _drop_in(server: Server, text: str) -> None:
    folder = "/run/systemd/system/web.service.d"
    server.run(f"mkdir -p {folder}; printf '{text}' >{folder}/test.conf; systemctl daemon-reload")


def _next_run(server: Server, before: str) -> str:
    """Wait for another run than this one, and return its name."""
    show = "systemctl show web --property=InvocationID,ActiveState --value"
    until = time.monotonic() + 30
    while time.monotonic() < until:
        run, state = sorted(server.run(show).split(), key=len)[::-1]
        if run != before and state == "active":
            return run
        time.sleep(0.1)
    raise AssertionError(server.run("systemctl status web", check=False))


def test_seven_causes_and_two_deeds_of_people_are_told_apart(
    fresh_debian: Server, tmp_path: Path
) -> None:
    server = fresh_debian  # whose journal has no other ends of the same service
    wanted = replace(
        service(), health=Health(scheme=HealthScheme.NOTIFY, watchdog=1, period=0.2, watch=1)
    )
    outcome = deploy(server, tmp_path, programs.release(of="troubled"), wanted)
    assert outcome.result.good, outcome.problem
    _drop_in(server, _QUICK)
    run = ""
    for way in ("exit", "panic", "file", "port", "hang"):
        run = _next_run(server, run)
        with suppress(OSError), urlopen(f"http://{server.address}:8080/{way}", timeout=2):
            pass
    run = _next_run(server, run)
    server.run("systemctl restart web")
    run = _next_run(server, run)
    time.sleep(3)  # what was done by hand is told from a change by its time alone
    assert on(server, tmp_path, lambda one: finished(restart, one, "web")).result.good
    run = _next_run(server, run)
    _drop_in(server, _LIMIT)
    server.run(_UNTIL_IT_FAILS)
    found = on(server, tmp_path, lambda one: restarts.ask(one, "web"))
    server.run("rm -r /run/systemd/system/web.service.d; systemctl daemon-reload")
    told = [(str(one.cause), one.problem.code, one.release) for one in found.ends]
    live = outcome.release
    assert told[:8] == [
        ("exit_code", "run_exit_code", live),
        ("panic", "program_panicked", live),
        ("missing_file", "file_not_sent", live),
        ("port_taken", "port_in_use", live),
        ("watchdog", "run_watchdog", live),
        ("stopped", "run_stopped", live),
        ("changed", "run_changed", live),
        ("killed", "run_killed", live),
    ]
    assert told[-1] == ("start_limit", "run_start_limit", live)
    assert found.ends[0].lines == ("version 1 starts", "cannot reach the database at db.internal")
    assert found.ends[0].code == 3
    assert found.ends[6].who.endswith("(deploy)")
    assert "panic: nil map in config" in found.ends[1].lines
    assert found.count == len(told) - 2
