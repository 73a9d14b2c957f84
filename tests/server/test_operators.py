"""The operators' group: its members restart, see status and logs, and can do nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.deploy import deployer
from core.deploy.preparing import plan_preparation, prepare
from core.operate import restarts, running
from core.operate.rollback import restart, roll_back
from core.operate.status import status
from core.problems import ProblemError
from core.service.model import Mode, RunWish
from core.service.results import Result
from core.service.run_ends import EndCause
from tests import programs
from tests.deploying import ask, deploy, finished, on, remove, service
from tests.reading import log_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.ssh.connection import Connection
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
GROUP = "web-operators"
SERVICE = service(Mode.SHARED)


@pytest.fixture
def server(debian: Server, tmp_path: Path) -> Iterator[Server]:
    """A server with a running service that guest may operate."""
    who = {"login": "deploy", "operators": GROUP}
    try:
        on(debian, tmp_path, lambda one: finished(prepare, one, SERVICE, **who))
        debian.run(f"usermod -aG {GROUP} guest && visudo -c")
        deploy(debian, tmp_path, programs.release(), SERVICE)
        yield debian
    finally:
        remove(debian)
        debian.run(f"groupdel {GROUP}", check=False)


def test_operators_restart_see_status_and_logs_in_goferry_and_by_hand(
    server: Server, tmp_path: Path
) -> None:
    async def operate(one: Connection) -> None:
        found = await status(one, "web")
        assert (found.active, found.healthy) == ("active", True)
        assert "version 1 starts" in [line.text for line in await log_of(one, "web")]
        outcome = await finished(restart, one, "web")
        assert outcome.result is Result.DEPLOYED, outcome.problem
        (end,) = (await restarts.ask(one, "web")).ends[-1:]
        assert (end.cause, end.who.partition("@")[2] != "") == (EndCause.CHANGED, True)
        assert "version 1 starts" in end.lines
        for words in (
            "systemctl restart web.service",
            "systemctl status --no-pager web.service",
            "journalctl --no-pager --unit=web.service",
        ):
            assert (await one.run(f"sudo -n {words}")).code == 0

    on(server, tmp_path, operate, user="guest")
    again = lambda one: plan_preparation(  # noqa: E731
        one, SERVICE, login="deploy", operators=GROUP
    )
    assert on(server, tmp_path, again) == ()


def test_operators_can_do_nothing_else(server: Server, tmp_path: Path) -> None:
    async def try_more(one: Connection) -> None:
        helper = "/usr/local/libexec/goferry/activate-web"
        operate = "/usr/local/libexec/goferry/operate-web"
        for words in (
            "id", "sh", "systemctl stop web.service", "systemctl restart ssh.service",
            "systemctl restart web.service ssh.service", "systemctl edit web.service",
            "systemctl status web.service", "systemctl status --no-pager ssh.service",
            "journalctl --no-pager", "journalctl --unit=web.service", helper, f"{helper} operate",
            "journalctl --no-pager --unit=web.service --unit=ssh.service", f"{operate} run",
        ):  # fmt: skip
            assert (await one.run(f"sudo -n {words}")).code != 0, words
        for verb in (
            *("deploy", "rollback", "stop", "start", "secrets", "names", "cancel", "lease"),
            *("once", "end", "edit"),
        ):
            line = f"{verb} {'0' * 32} {'a' * 64 if verb == 'deploy' else '-'} me\n"
            ran = await one.run(f"sudo -n {operate}", stdin=line.encode())
            assert ran.code == 65, verb
        with pytest.raises(ProblemError):
            await finished(roll_back, one, "web")
        with pytest.raises(ProblemError) as caught:
            await running.run(one, "web", RunWish(arguments=("version",)), lambda _: None)
        assert caught.value.problem.code == "may_not_run"
        plan = await deployer.make_plan(one, programs.release(version="2"), SERVICE)
        assert plan.findings[0].code == "may_only_operate"

    on(server, tmp_path, try_more, user="guest")
    assert ask(server).startswith("version 1")
