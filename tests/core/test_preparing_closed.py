"""A server to which no file can be sent is prepared for nothing."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest

from core.deploy.preparing import prepare
from core.events import unheard
from core.problems import Problem, ProblemError
from core.service.model import Service
from core.ssh.profile import Profile
from core.ssh.session import Ran
from core.words import say


class NoFiles:
    """A session that takes no files; it keeps what it was told to run."""

    profile = Profile(name="web1", host="example.org", user="root")

    def __init__(self) -> None:
        self.scripts: list[str] = []

    async def run_as_root(self, script: str, **_: object) -> Ran:
        self.scripts.append(script)
        return Ran(0, "login root\nuid 0\n", "")

    async def must_take_files(self) -> None:
        raise ProblemError(Problem(code="files_refused", what=say("A test."), why=say("A test.")))


def test_nothing_is_written_where_no_program_could_be_sent() -> None:
    session = NoFiles()
    work = prepare(cast("Any", session), Service(name="web"), login="root", report=unheard)
    with pytest.raises(ProblemError) as caught:
        asyncio.run(work)
    assert caught.value.problem.code == "files_refused"
    assert len(session.scripts) == 1  # it was looked at, and that is all
