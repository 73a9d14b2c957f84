"""What a person is told of a cancelled change is what the server said of it."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from core.events import unheard
from core.problems import Problem, ProblemError
from core.service.model import Service
from core.service.results import Outcome, Result
from core.service.reverting import STOP, change
from core.ssh.profile import Profile
from core.ssh.session import Ran
from core.words import say

LOST = ProblemError(
    Problem(code="connection_lost", what=say("Gone."), why=say("The network ended it."))
)


class Server:
    """A session whose helper answers as it is told to, once a change was asked for."""

    def __init__(self, *, end: dict[str, str] | None, begins: bool = True) -> None:
        self.profile = Profile(name="web1", host="127.0.0.1", user="root")
        self.asked: list[str] = []
        self.following = asyncio.Event()
        self._cancelled = asyncio.Event()
        self._end = end
        self._begins = begins

    async def run(self, _way: str, *, stdin: bytes = b"", seconds: float = 60.0) -> Ran:
        del seconds
        verb = stdin.decode().split()[0]
        self.asked.append(verb)
        if verb == "cancel":
            self._cancelled.set()
            if self._end is None:
                raise LOST
        if verb == "follow":
            self.following.set()
            await self._cancelled.wait()
            return Ran(0, json.dumps(self._end) + "\n", "")
        if verb == "stop" and not self._begins:
            raise LOST
        return Ran(0, '{"accepted":true}', "")


async def cancelled(server: Server) -> Outcome:
    asked: Any = server
    task = asyncio.create_task(change(asked, Service(name="web"), STOP, report=unheard))
    await server.following.wait()
    task.cancel()
    return await task


def ended(result: str, code: str = "", running: str = "1-00000000") -> dict[str, str]:
    return {"result": result, "code": code, "running": running, "release": running}


@pytest.mark.parametrize(
    ("end", "result", "code"),
    [
        (ended("rolled_back", "cancelled"), Result.CANCELLED, "cancelled"),
        (ended("refused", "cancelled"), Result.CANCELLED, "cancelled"),
        (ended("live"), Result.DEPLOYED, "cancel_too_late"),
        (ended("rolled_back", "crashed"), Result.ROLLED_BACK, "crashed"),
        (ended("down", "cancelled"), Result.DOWN, "cancelled"),
        (None, Result.UNKNOWN, "cancel_unanswered"),
    ],
)
def test_a_cancel_ends_with_what_the_server_says(
    end: dict[str, str] | None, result: Result, code: str
) -> None:
    async def whole() -> Outcome:
        return await cancelled(Server(end=end))

    outcome = asyncio.run(whole())
    assert outcome.problem is not None
    assert (outcome.result, outcome.problem.code) == (result, code)
    assert outcome.release == (end["running"] if end else "")


def test_a_request_without_an_answer_may_have_been_heard() -> None:
    server: Any = Server(end=None, begins=False)
    outcome = asyncio.run(change(server, Service(name="web"), STOP, report=unheard))
    assert outcome.result is Result.UNKNOWN
    assert outcome.problem is not None
    assert any("The server is finishing" in str(one.text) for one in outcome.problem.next)
