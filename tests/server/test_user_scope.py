"""Services of a user without any root: the same guarantees, as far as they can be kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.deploy import deployer
from core.operate.removal import remove as take_off
from core.operate.rollback import restart, roll_back, stop
from core.operate.status import status
from core.service.model import Mode, Scope
from core.service.results import Result
from tests import programs
from tests.deploying import ask, finished, on, remove_of_user, service, told
from tests.deploying import deploy as deploy_as
from tests.reading import log_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.service.model import Release, Service
    from core.service.plan import Plan
    from core.service.results import Outcome
    from core.ssh.connection import Connection
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
USER = "guest"  # has no sudo


@pytest.fixture
def server(debian: Server) -> Iterator[Server]:
    """A server whose administrator lets guest's services run on, which is all that it takes."""
    debian.run(f"loginctl enable-linger {USER}")
    yield debian
    remove_of_user(debian, USER)


def own(mode: Mode = Mode.RESTART) -> Service:
    return replace(service(mode), scope=Scope.USER)


def deploy(server: Server, folder: Path, release: Release, wanted: Service) -> Outcome:
    return deploy_as(server, folder, release, wanted, user=USER)


def planned(server: Server, folder: Path, wanted: Service) -> Plan:
    release = programs.release()
    return on(server, folder, lambda one: deployer.make_plan(one, release, wanted), user=USER)


def test_a_user_without_sudo_deploys_returns_restarts_stops_and_removes(
    server: Server, tmp_path: Path
) -> None:
    for version in ("1", "2"):
        outcome = deploy(server, tmp_path, programs.release(version=version), own(Mode.SHARED))
        assert outcome.result is Result.DEPLOYED, outcome.problem
        assert ask(server).startswith(f"version {version}")

    async def operate(one: Connection) -> None:
        found = await status(one, "web")
        assert (found.scope, found.active, found.healthy) == (Scope.USER, "active", True)
        await finished(roll_back, one, "web")
        assert ask(server).startswith("version 1")
        await finished(restart, one, "web")
        assert ask(server).startswith("version 1")
        assert "version 2 starts" in [line.text for line in await log_of(one, "web")]
        await finished(stop, one, "web")
        assert ask(server) == ""
        await take_off(one, "web")

    on(server, tmp_path, operate, user=USER)
    left = server.run(f"cd /home/{USER} && find .local .config -type f -o -type l").split()
    assert left == [".local/state/goferry/web/.goferry"], "the data is ours, and the mark says so"
    assert server.run("ls /opt /etc/systemd/system /etc/sudoers.d | grep web", check=False) == ""


@pytest.mark.parametrize(
    ("mode", "result"),
    [(Mode.RESTART, Result.ROLLED_BACK), (Mode.SHARED, Result.REFUSED)],
)
def test_a_bad_release_gives_way_to_the_old_one_and_the_cause_is_named(
    server: Server, tmp_path: Path, mode: Mode, result: Result
) -> None:
    deploy(server, tmp_path, programs.release(version="1"), own(mode))
    outcome = deploy(server, tmp_path, programs.release("crash", "2"), own(mode))
    assert outcome.result is result
    assert outcome.problem is not None
    assert "database" in str(outcome.problem.why)
    assert ask(server).startswith("version 1")


def test_what_a_user_s_service_lacks_is_said_everywhere(server: Server, tmp_path: Path) -> None:
    plan = planned(server, tmp_path, own())
    assert "not_sandboxed" in [note.code for note in plan.notes]
    assert any("not sandboxed" in action.script for action in plan.actions)
    release = programs.release()
    outcome, events = on(
        server, tmp_path, lambda one: told(deployer.deploy, one, release, own()), user=USER
    )
    assert outcome.scope is Scope.USER
    assert "not_sandboxed" in f"{events}"
    assert "unit_lines_inert" not in f"{events}"
    told_by = server.run("cat /proc/$(pgrep -f '/bin/web$' | head -n 1)/status")
    assert "NoNewPrivs:\t1" in told_by
    assert "Seccomp:\t2" in told_by


def test_it_starts_again_with_the_server(lasting_debian: Server, tmp_path: Path) -> None:
    lasting_debian.run(f"loginctl enable-linger {USER}")
    outcome = deploy(lasting_debian, tmp_path, programs.release(), own())
    assert outcome.result is Result.DEPLOYED, outcome.problem
    lasting_debian.kill()
    lasting_debian.boot()
    lasting_debian.run(
        "until bash -c ': 3<>/dev/tcp/127.0.0.1/8080' 2>/dev/null; do sleep 0.2; done"
    )
    assert ask(lasting_debian).startswith("version 1")


def test_a_low_port_and_a_login_that_may_not_linger_are_refused(
    debian: Server, tmp_path: Path
) -> None:
    wanted, release = replace(own(), port=80), programs.release()
    plan = on(debian, tmp_path, lambda one: deployer.make_plan(one, release, wanted))
    assert [problem.code for problem in plan.findings] == ["linger_off", "port_needs_root"]
    assert ".local" not in debian.run("ls -A /home/deploy")
