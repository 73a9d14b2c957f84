"""A real server's helper of another version: an older one is understood, a newer left alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.deploy.preparing import plan_preparation, plan_revocation
from core.operate.removal import plan_removal, remove
from core.operate.rollback import restart, roll_back, stop
from core.operate.secrets import Wanted, change, names
from core.operate.status import status
from core.problems import ProblemError
from core.service import unit
from core.service.layout import Layout
from core.service.protocol import VERSION, version_of
from core.service.results import Result
from core.service.unit import File, helper
from core.service.unit_values import for_helper
from tests import programs
from tests.deploying import ask, deploy, finished, on, service
from tests.server.test_whole_release import answer_of, snapshot

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from core.service.model import Service
    from core.ssh.connection import Connection
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
_HELPER = Layout("web").helper
# The last helper before there was a version, with its places and without its first line.
_OLD = Path(__file__).parent / "data" / "helper_without_version.txt"


def _old_helper(wanted: Service) -> File:
    values = for_helper(wanted) | {"MANAGER": ""}
    text = unit._fill("#!/bin/bash -p\n" + _OLD.read_text("utf-8"), values)
    return File(path=Layout.of(wanted).helper, content=text, mode=0o755)


def _with_old_helper(server: Server, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as before:
        before.setattr(unit, "helper", _old_helper)
        outcome = deploy(server, folder, programs.release(version="1"), service())
    assert outcome.result is Result.DEPLOYED, outcome.problem
    assert "protocol=" not in server.run(f"cat {_HELPER}")


def test_an_older_helper_is_understood_and_replaced_by_the_next_deploy(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_old_helper(server, tmp_path, monkeypatch)
    found = on(server, tmp_path, lambda one: status(one, "web"))
    assert (found.healthy, found.active) == (True, "active")
    outcome = on(server, tmp_path, lambda one: finished(restart, one, "web"))
    assert outcome.result is Result.DEPLOYED, outcome.problem
    set_one = Wanted(variables={"GREETING": "one"})
    on(server, tmp_path, lambda one: change(one, "web", set_one))
    assert on(server, tmp_path, lambda one: names(one, "web")).variables == ("GREETING",)
    failed = deploy(server, tmp_path, programs.release("crash", "2"), service())
    assert failed.result is Result.ROLLED_BACK, "the new helper began it, and puts the old one back"
    assert version_of(server.run(f"cat {_HELPER}")) == 0
    outcome = deploy(server, tmp_path, programs.release(version="3"), service())
    assert outcome.result is Result.DEPLOYED, outcome.problem
    assert server.run(f"cat {_HELPER}") == helper(service()).content
    outcome = on(server, tmp_path, lambda one: finished(roll_back, one, "web"))
    assert outcome.result is Result.DEPLOYED, outcome.problem
    assert answer_of(server) == "version 1 greeting one\n"
    assert version_of(server.run(f"cat {_HELPER}")) == VERSION, "the helper's code stays the newest"


def _everything(server: Server) -> str:
    return snapshot(server) + server.run(
        "cd /var/lib/goferry/web; find . /opt/web /etc/sudoers.d -printf '%p %m %T@\\n' | sort;"
        "systemctl show web --property=InvocationID"
    )


def _refusal(server: Server, folder: Path, work: Callable[[Connection], Awaitable[object]]) -> str:
    with pytest.raises(ProblemError) as caught:
        on(server, folder, work)
    return caught.value.problem.code


def test_a_service_of_a_newer_helper_is_changed_by_nothing(server: Server, tmp_path: Path) -> None:
    for version in ("1", "2"):
        deploy(server, tmp_path, programs.release(version=version), service())
    server.run(f"sed -i 's/^protocol={VERSION}$/protocol={VERSION + 1}/' {_HELPER}")
    before = _everything(server)
    with pytest.raises(ProblemError) as caught:
        deploy(server, tmp_path, programs.release(version="3"), service())
    assert str(caught.value.problem.what) == "A newer GoFerry manages “web” on debian."
    works: tuple[Callable[[Connection], Awaitable[object]], ...] = (
        lambda one: plan_preparation(one, service(), login="guest"),
        lambda one: plan_revocation(one, service(), login="deploy"),
        lambda one: finished(roll_back, one, "web"),
        lambda one: finished(restart, one, "web"),
        lambda one: finished(stop, one, "web"),
        lambda one: change(one, "web", Wanted(variables={"GREETING": "two"})),
        lambda one: names(one, "web"),
        lambda one: status(one, "web"),
        lambda one: plan_removal(one, "web"),
        lambda one: remove(one, "web"),
    )
    assert {_refusal(server, tmp_path, work) for work in works} == {"helper_newer"}
    assert _everything(server) == before
    assert ask(server).startswith("version 2")
