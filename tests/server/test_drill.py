"""The drill on a real service: what it counts is what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.operate.drill import DrillWish, drill
from core.operate.drilled import Part
from core.problems import ProblemError
from core.service.model import Mode
from tests import programs
from tests.deploying import deploy, finished, on, service

if TYPE_CHECKING:
    from pathlib import Path

    from core.operate.drilled import Drill
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]


def drilled(server: Server, folder: Path, *, back: bool = False) -> Drill:
    wish = DrillWish(program=programs.generator(), back=back)
    return on(server, folder, lambda one: finished(drill, one, "web", wish))


def test_a_shared_socket_loses_nothing_on_any_way_and_recovers(
    server: Server, tmp_path: Path
) -> None:
    for version in ("1", "2"):
        deploy(server, tmp_path, programs.release(version=version), service(Mode.SHARED))
    found = drilled(server, tmp_path, back=True)
    assert [one.part for one in found.parts] == list(Part)
    assert (found.lost, found.safe) == (0, True), [(one.part, one.causes) for one in found.parts]
    assert found.requests > 300
    assert len({one.release for one in found.shots}) == 2, "both releases answered"
    assert server.run("systemctl show web --property=RestartUSec --value") == "2s\n"
    assert 1 < found.recovered_seconds < 20
    assert server.run("ls /var/lib/goferry/web/bad") == "", "a later roll-back still finds its way"
    left = server.run("ls -A /home/deploy; systemctl list-units --all --no-legend 'goferry-drill*'")
    assert "drill" not in left


def test_a_restart_loses_what_the_log_of_the_generator_says(server: Server, tmp_path: Path) -> None:
    deploy(server, tmp_path, programs.release(), service(Mode.RESTART))
    found = drilled(server, tmp_path)
    all_lost = sum(one.lost for one in found.shots)
    (killed,) = (one for one in found.parts if one.part is Part.KILL)
    assert found.lost > 0
    assert found.lost + killed.lost == all_lost
    assert sum(one.requests for one in found.parts) == len(found.shots)
    assert not found.safe


def test_a_service_that_does_not_answer_is_not_killed(server: Server, tmp_path: Path) -> None:
    deploy(server, tmp_path, programs.release(), service())
    server.run("systemctl stop web")
    with pytest.raises(ProblemError) as caught:
        drilled(server, tmp_path)
    assert caught.value.problem.code == "service_not_reachable"
    assert server.run("systemctl is-active web", check=False).strip() == "inactive"
