"""What a login may not see is not absent: each answer without root is true, or names the door."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.deploy import deployer
from core.deploy.preparing import plan_preparation, prepare
from core.home import Home
from core.operate.removal import plan_removal, remove
from core.operate.rollback import roll_back
from core.operate.secrets import Wanted, change
from core.operate.status import not_well, status
from core.problems import ProblemError
from core.servers.store import ServerStore
from core.service import installed
from core.service.results import UNKNOWN, Result
from tests import programs
from tests.deploying import deploy, finished, on, service
from tests.goferry import Ran, goferry

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from pathlib import Path

    from core.service.installed import Installed
    from core.service.plan import Plan
    from core.service.results import Status
    from core.ssh.connection import Connection
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
STATE = "/var/lib/goferry/web"
RULE = "/etc/sudoers.d/goferry-web"
CLOSED = (
    ("/etc/systemd/system/web.service", "0600"),
    ("/opt/web", "0700"),
    ("/opt/web/releases", "0711"),
    (f"{STATE}/service.json", "0600"),
    ("/var/lib/goferry", "0700"),
)


@contextmanager
def mode(server: Server, path: str, bits: str) -> Iterator[None]:
    """Let something have another mode for a while."""
    before = server.run(f"stat -c %a {path}").strip()
    server.run(f"chmod {bits} {path}")
    try:
        yield
    finally:
        server.run(f"chmod {before} {path}")


def ask(server: Server, folder: Path) -> Installed:
    return on(server, folder, lambda one: installed.ask(one, service()), user="guest")


def plan(server: Server, folder: Path) -> Plan:
    release = programs.release(version="2")
    return on(server, folder, lambda one: deployer.make_plan(one, release, service()), user="guest")


def code_of(
    server: Server, folder: Path, work: Callable[[Connection], Awaitable[object]], user: str
) -> str:
    with pytest.raises(ProblemError) as caught:
        on(server, folder, work, user=user)
    return caught.value.problem.code


@pytest.fixture
def prepared(server: Server, tmp_path: Path) -> Server:
    """Return a server on which guest may deploy the service, and nothing else."""
    on(server, tmp_path, lambda one: finished(prepare, one, service(), login="guest"))
    return server


def test_a_login_without_rights_sees_all_that_it_is_judged_by(
    prepared: Server, tmp_path: Path
) -> None:
    assert ask(prepared, tmp_path).closed == (RULE,)  # nobody but root sees any rule
    first = deploy(prepared, tmp_path, programs.release(), service(), user="guest")
    assert first.result is Result.DEPLOYED
    there = ask(prepared, tmp_path)
    assert (there.root, there.closed, len(there.history)) == (False, (RULE,), 1)
    assert there.current.startswith("1-")
    again = deploy(prepared, tmp_path, programs.release(), service(), user="guest")
    assert again.result is Result.UNCHANGED


def test_what_is_closed_is_neither_planned_anew_nor_somebody_else_s(
    prepared: Server, tmp_path: Path
) -> None:
    for path, bits in CLOSED:
        with mode(prepared, path, bits):
            found = plan(prepared, tmp_path).findings
        assert [one.code for one in found] == ["traces_closed"], path
        assert path in f"{found[0].why}{found[0].details}"
    assert plan(prepared, tmp_path).findings == ()


def test_what_is_closed_is_told_as_unknown(prepared: Server, tmp_path: Path) -> None:
    deploy(prepared, tmp_path, programs.release(), service(), user="guest")

    def look() -> Status:
        return on(prepared, tmp_path, lambda one: status(one, "web"), user="guest")

    assert (look().healthy, look().release[:2], look().unknown) == (True, "1-", None)
    with mode(prepared, "/opt/web", "0700"):
        found = look()
        assert plan(prepared, tmp_path).findings[0].code == "traces_closed"
    assert (found.healthy, found.release, found.unknown and found.unknown.code) == (
        True,
        UNKNOWN,
        "traces_closed",
    )
    assert not_well("web", [found]) is found.unknown
    with mode(prepared, f"{STATE}/history.jsonl", "0600"):
        assert look().previous == UNKNOWN
        ran = goferry_history(prepared, tmp_path)
        assert (ran.code, ran.problem["code"]) == (1, "traces_closed")


def goferry_history(server: Server, folder: Path) -> Ran:
    home = Home.find(folder / "home")
    profile = server.profile("web1", user="guest")
    ServerStore(home).add(profile)
    words = ("--json", "history", "--service", "web", "--to", "web1")
    return goferry(*words, home=folder / "home")


def test_a_rule_that_nobody_sees_is_not_written_anew(prepared: Server, tmp_path: Path) -> None:
    wish = lambda one: plan_preparation(one, service(), login="deploy")  # noqa: E731 - asked twice
    assert code_of(prepared, tmp_path, wish, "guest") == "traces_closed"
    assert [one.key for one in on(prepared, tmp_path, wish)] == ["make_folders", "permit"]


def test_the_service_of_a_newer_goferry_is_refused_before_anything_is_changed(
    prepared: Server, tmp_path: Path
) -> None:
    release = programs.release()
    deploy(prepared, tmp_path, release, service(), user="guest")
    prepared.run(f'sed -i \'s/"format": 1/"format": 3/\' {STATE}/service.json')
    tree = "find /opt/web /etc/web /etc/systemd/system /var/lib/goferry /etc/sudoers.d"
    before = prepared.run(f"{tree} -printf '%p %s %T@ %m %u\\n' | sort")
    port = replace(service(), port=9090)
    for work in (
        lambda one: deployer.make_plan(one, release, service()),
        lambda one: finished(deployer.deploy, one, release, port),
        lambda one: finished(prepare, one, port, login="deploy"),
        lambda one: finished(roll_back, one, "web"),
        lambda one: change(one, "web", Wanted(variables={"A": "1"})),
        lambda one: plan_removal(one, "web"),
        lambda one: remove(one, "web"),
        lambda one: status(one, "web"),
    ):
        for user in ("deploy", "guest"):
            assert code_of(prepared, tmp_path, work, user) == "record_newer"
    assert prepared.run(f"{tree} -printf '%p %s %T@ %m %u\\n' | sort") == before
