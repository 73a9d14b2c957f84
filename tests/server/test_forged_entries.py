"""A service that logs in systemd's name is not believed: who wrote an entry, journald knows."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.service.model import Scope
from core.service.results import Result
from tests import programs
from tests.deploying import deploy, remove, remove_of_user, service

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.service.results import Outcome
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]


def must_be_told_truly(outcome: Outcome, log: str) -> None:
    """The forged words may be told as the program's, never as systemd's or as the cause."""
    assert outcome.result is Result.REFUSED
    assert outcome.problem is not None
    assert outcome.problem.code == "crashed"
    assert "cannot reach the database" in str(outcome.problem.why)
    of_systemd = [line for line in log.splitlines() if line.startswith('{"systemd"')]
    assert any("Main process exited" in line for line in of_systemd), log
    assert not [line for line in of_systemd if "FORGED" in line or "step EXEC" in line]
    assert "FORGED" in log  # it was logged, so the above means something


@pytest.fixture
def each(every_debian: Server) -> Iterator[Server]:
    yield every_debian
    remove(every_debian, "forging")


@pytest.fixture
def with_lingering_guest(debian: Server) -> Iterator[Server]:
    debian.run("loginctl enable-linger guest")
    yield debian
    remove_of_user(debian, "guest", "forging")


def test_forged_entries_of_a_service_are_not_systemds(each: Server, tmp_path: Path) -> None:
    outcome = deploy(each, tmp_path, programs.release("forges"), service(name="forging"))
    must_be_told_truly(outcome, each.run("cat /var/lib/goferry/forging/txn/*.log"))


def test_forged_entries_of_a_users_service_are_not_systemds(
    with_lingering_guest: Server, tmp_path: Path
) -> None:
    server = with_lingering_guest
    wanted = replace(service(name="forging"), scope=Scope.USER)
    outcome = deploy(server, tmp_path, programs.release("forges"), wanted, user="guest")
    log = server.run("cat /home/guest/.local/state/goferry/forging/txn/*.log")
    must_be_told_truly(outcome, log)


def test_what_systemd_said_of_a_program_that_it_could_not_start_is_still_told(
    server: Server, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    broken.write_bytes(b"\x7fELF" + b"\0" * 60)
    made = programs.release()
    digest = hashlib.sha256(broken.read_bytes()).hexdigest()
    release = replace(made, binary=broken, size=64, sha256=digest)
    outcome = deploy(server, tmp_path, release, service())
    assert outcome.problem is not None
    log = server.run("cat /var/lib/goferry/web/txn/*.log")
    of_systemd = [line for line in log.splitlines() if line.startswith('{"systemd"')]
    assert any("Exec format error" in line for line in of_systemd), log
