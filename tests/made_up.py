"""A made-up server that answers commands in words, and made-up jobs."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from core.problems import Problem, ProblemError
from core.ssh.profile import Profile
from core.ssh.session import Ran, Reply
from core.words import verbatim

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from core.events import Event, Report
    from core.ssh.host_keys import HostKey

    Answer = str | bool | Ran | Reply | Problem | Callable[[str], "Answer"] | list["Answer"]

T = TypeVar("T")
_MOST_TURNS = 20_000  # of a loop, without a wait
_MOST_QUESTIONS = 5_000


def problem(code: str, **more: Any) -> Problem:  # noqa: ANN401 - whatever a problem has
    """Make a problem of which only the code matters."""
    return Problem(code=code, what=verbatim(f"{code}!"), why=verbatim("So it is."), **more)


@dataclass(frozen=True)
class Asked:
    """What a server was asked: `way` is run, root, write, upload, get, opens or close."""

    way: str
    text: str
    stdin: bytes = b""
    mode: int = 0
    seconds: float = 0.0


class Server:
    """A `ServerSession` without a server, which writes down in `asked` what it was asked.

    `answers` pairs words with what comes of the first question that holds them, in the script or in
    its input: text (of a script that went well), a `Ran`, a `Reply`, whether a port opens, a
    problem to raise, a function of the question, or a list of answers, the last of which stays.
    A question is spelled "root:…", "run:…", "write:PATH", "upload:PATH", "get:PORT/PATH",
    "opens:PORT". What nobody foresaw is the test's own fault; files are always taken.
    """

    def __init__(
        self, *answers: tuple[str, Answer], name: str = "web1", user: str = "root"
    ) -> None:
        self.profile = Profile(name=name, host="192.0.2.1", user=user)
        self.answers = list(answers)
        self.asked: list[Asked] = []
        self.files: dict[str, bytes] = {}
        self.kept: Any = None
        self.host_key: HostKey | None = None
        self.sent = 0
        self.closed = 0

    def texts(self, way: str = "") -> list[str]:
        """List the questions, or those of one way, in the order in which they came."""
        return [one.text for one in self.asked if way in {"", one.way}]

    async def run(self, script: str, *, stdin: bytes = b"", seconds: float = 60.0) -> Ran:
        return self._ran(Asked("run", script, stdin, seconds=seconds))

    async def run_as_root(self, script: str, *, seconds: float = 120.0) -> Ran:
        return self._ran(Asked("root", script, seconds=seconds))

    async def listen(
        self,
        script: str,
        hear: Callable[[list[str]], Awaitable[None]],
        *,
        as_root: bool = False,
    ) -> Ran:
        ran = self._ran(Asked("root" if as_root else "run", script))
        await hear(ran.out.splitlines())
        return replace(ran, out="")

    async def upload(self, source: Path, target: str, **_: object) -> None:
        await self.write_file(target, await asyncio.to_thread(source.read_bytes))

    async def download(
        self, source: str, take: Callable[[bytes], None], *, offset: int = 0
    ) -> None:
        self._answer(Asked("read", f"{source} {offset}"), usual="")
        take(self.files[source][offset:])

    async def must_take_files(self) -> None:
        self._answer(Asked("files", ""), usual="")

    async def write_file(self, target: str, content: bytes, *, mode: int = 0o600) -> None:
        self._answer(Asked("write", target, content, mode), usual="")
        self.files[target] = content
        self.sent += len(content)

    async def http_get(
        self, port: int, path: str, *, host: str = "127.0.0.1", seconds: float = 5.0
    ) -> Reply:
        del host
        found = self._answer(Asked("get", f"{port}{path}", seconds=seconds))
        assert isinstance(found, Reply)
        return found

    async def opens(self, port: int, *, host: str = "127.0.0.1", seconds: float = 5.0) -> bool:
        del host
        found = self._answer(Asked("opens", str(port), seconds=seconds))
        assert isinstance(found, bool)
        return found

    async def close(self) -> None:
        self.closed += 1

    def _ran(self, asked: Asked) -> Ran:
        found = self._answer(asked)
        if isinstance(found, str):
            return Ran(0, found, "")
        assert isinstance(found, Ran)
        return found

    def _answer(self, asked: Asked, *, usual: Answer | None = None) -> Answer:
        self.asked.append(asked)
        assert len(self.asked) < _MOST_QUESTIONS, "it asks on and on"
        question = f"{asked.way}:{asked.text}\n{asked.stdin.decode(errors='replace')}"
        for words, answer in self.answers:
            if words in question:
                return _given(answer, question)
        assert usual is not None, f"nobody foresaw this question:\n{question}"
        return usual


def _given(answer: Answer, question: str) -> Answer:
    if isinstance(answer, list):
        answer = answer.pop(0) if len(answer) > 1 else answer[0]
    if isinstance(answer, Problem):
        raise ProblemError(answer)
    return _given(answer(question), question) if callable(answer) else answer


def record_of(**found: object) -> tuple[str, Answer]:
    """Answer the question for the record that a deploy left of a service."""
    return "service.json; code=", json.dumps({"format": 1, **found})


async def whole(
    job: Callable[..., Awaitable[T]],
    *words: Any,  # noqa: ANN401 - whatever the job wants
    **named: Any,  # noqa: ANN401 - the same
) -> tuple[list[Event], T]:
    """Run a job to its end: its events, and what it made."""
    events: list[Event] = []
    made = await job(*words, **named, report=events.append)
    return events, made


def job_of(value: T, *events: Event) -> Callable[..., Awaitable[T]]:
    """Make a job that tells these events and makes this value; a problem is raised instead."""

    async def job(*_words: object, report: Report, **_named: object) -> T:
        for event in events:
            report(event)
        if isinstance(value, Problem):
            raise ProblemError(value)
        return value

    return job


def refusal(work: Callable[[], object]) -> Problem:
    """Return the problem that this work ends with."""
    try:
        work()
    except ProblemError as refused:
        return refused.problem
    raise AssertionError("it was not refused")
