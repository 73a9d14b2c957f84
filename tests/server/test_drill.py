"""The drill on a real service: what it counts is what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.operate.drill import drill
from core.problems import ProblemError
from core.service.model import Mode
from tests import programs
from tests.deploying import deploy, finished, on, service

if TYPE_CHECKING:
    from pathlib import Path

    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]


def test_a_shared_socket_loses_nothing_and_recovers(server: Server, tmp_path: Path) -> None:
    deploy(server, tmp_path, programs.release(), service(Mode.SHARED))
    found = on(server, tmp_path, lambda one: finished(drill, one, "web"))
    assert found.lost == 0
    assert found.requests > 300
    assert server.run("systemctl show web --property=RestartUSec --value") == "2s\n"
    assert found.recovered_seconds < 20


def test_a_restart_loses_some_and_says_so(server: Server, tmp_path: Path) -> None:
    deploy(server, tmp_path, programs.release(), service(Mode.RESTART))
    found = on(server, tmp_path, lambda one: finished(drill, one, "web"))
    assert found.lost > 0


def test_a_service_that_cannot_be_reached_is_not_killed(server: Server, tmp_path: Path) -> None:
    deploy(server, tmp_path, programs.release(), service())
    server.run("systemctl stop web")
    with pytest.raises(ProblemError) as caught:
        on(server, tmp_path, lambda one: finished(drill, one, "web"))
    assert caught.value.problem.code == "service_not_reachable"
    assert server.run("systemctl is-active web", check=False).strip() == "inactive"
