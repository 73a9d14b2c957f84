"""A release that does not end in time leaves no failed unit behind, and others' stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.operate.rollback import stop
from core.service.model import Mode
from core.service.results import Result
from tests import programs
from tests.deploying import ask, deploy, finished, on, service
from tests.long import few

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
_FAILED = "systemctl list-units --all --state=failed --plain --no-legend"
_UNITS = ("web", "web-next@", "web-try@")


@pytest.fixture
def server(server: Server) -> Iterator[Server]:
    yield server
    server.run("rm -rf /etc/systemd/system/web*.d; systemctl reset-failed web-others", check=False)


@pytest.mark.parametrize("mode", few([Mode.SHARED, Mode.PROXY]))
def test_a_release_that_clings_to_life_leaves_no_failed_unit(
    server: Server, tmp_path: Path, mode: Mode
) -> None:
    others = failed_units(server)
    server.run(
        "systemd-run -q --unit=web-others /bin/false\n"
        "until systemctl is-failed -q web-others; do sleep 0.1; done"
    )
    deploy(server, tmp_path, programs.release("clings"), service(mode))
    # Killed after three seconds, not thirty; the next deploy comes while the last one still ends.
    for unit in _UNITS:
        folder = f"/etc/systemd/system/{unit}.service.d"
        server.run(f"mkdir -p {folder}; printf '[Service]\\nTimeoutStopSec=3\\n' >{folder}/t.conf")
    server.run("systemctl daemon-reload")
    for version in ("2", "3"):
        outcome = deploy(server, tmp_path, programs.release("clings", version), service(mode))
        assert outcome.result is Result.DEPLOYED, outcome.problem
    crashed = deploy(server, tmp_path, programs.release("crash", "4"), service(mode))
    assert crashed.result in {Result.ROLLED_BACK, Result.REFUSED}
    assert ask(server).startswith("version 3")
    on(server, tmp_path, lambda one: finished(stop, one, "web"))
    server.run(
        "for n in $(seq 100); do\n"
        "  systemctl list-units --all --plain --no-legend 'web-next@*' 'web-try@*' |"
        " grep -qE 'active|deactivating|failed' || break\n  sleep 0.2\ndone"
    )
    assert failed_units(server) - others == {"web-others.service"}


def failed_units(server: Server) -> set[str]:
    return {line.split()[0] for line in server.run(_FAILED).splitlines()}
