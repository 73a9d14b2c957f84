"""Every question is answered truly, whatever the login shell is and its start-up files do."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from core.problems import ProblemError
from core.servers import facts
from core.service import installed, record
from tests import shells
from tests.deploying import on, service

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.ssh.connection import Connection
    from tests.testbed import Server

pytestmark = pytest.mark.server

WHOLE = bool(os.environ.get("GOFERRY_SHELLS"))

# The two that differ most from POSIX; all five cost a minute, and are for `make shells-test`.
_SHORT = ("fish", "tcsh")
_ODD = 'a\'b "c" $HOME `id` \\ é\n'


@pytest.fixture(scope="module")
def shelled(debian: Server) -> Iterator[Server]:
    """Return a Debian with all shells and logins."""
    shells.install(debian)
    yield debian
    shells.remove(debian)


async def _questions(one: Connection) -> None:
    """Ask in each of the ways that the app asks in."""
    user = one.profile.user
    ran = await one.run("id -un; cat; echo err >&2; exit 7", stdin=_ODD.encode())
    assert (ran.code, ran.out, ran.err) == (7, f"{user}\n{_ODD}", "err\n")
    ran = await one.run_as_root("id -un; printf end; exit 4")
    assert (ran.code, ran.out, ran.err) == (4, "root\nend", "")
    assert (await facts.ask(one)).user == user
    assert not (await installed.ask(one, service())).known
    with pytest.raises(ProblemError) as caught:
        await record.read(one, "web")
    assert caught.value.problem.code == "service_not_found"
    # What these make of the SFTP subsystem costs ten seconds each.
    if WHOLE or not user.endswith(("-read", "-exec")):
        await one.write_file("small", b"\r\n\0")
        assert (await one.run("od -An -tx1 small")).out.split() == ["0d", "0a", "00"]


@pytest.mark.parametrize("shell", shells.SHELLS if WHOLE else _SHORT)
def test_each_question_is_answered_or_the_true_cause_is_told(
    shelled: Server, tmp_path: Path, shell: str
) -> None:
    for habit in shells.HABITS:
        user = shells.name(shell, habit)
        cause = shells.cause(shell, habit)
        if not cause:
            on(shelled, tmp_path, _questions, user=user)
            continue
        for ask in (lambda one: record.read(one, "web"), lambda one: one.run_as_root("id")):
            with pytest.raises(ProblemError) as caught:
                on(shelled, tmp_path, ask, user=user)
            problem = caught.value.problem
            assert problem.code == "shell_in_the_way", user
            assert cause in str(problem.why), (user, str(problem.why), problem.details)
