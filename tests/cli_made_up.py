"""Runs the command line in this process, with made-up servers and jobs behind its doors."""

from __future__ import annotations

import io
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING, Any
from unittest import mock

from core.cli import main
from core.problems import Problem, ProblemError
from core.servers.store import ServerStore
from core.ssh.profile import Profile
from tests.goferry import Ran
from tests.made_up import Server, job_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from core.home import Home
    from core.ssh.connection import Route
    from core.ssh.profile import Credentials


class Tty(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


class Called:
    """A made-up function or job: it writes down its arguments, and gives what it is given.

    A list is given one by one, a problem is raised; with `job` the value is what a job makes.
    """

    def __init__(self, value: Any = None, *, job: bool = False, awaited: bool = False) -> None:  # noqa: ANN401
        self.value = value
        self.calls: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
        self._job, self._awaited = job, awaited

    def __call__(self, *words: Any, report: Any = None, **more: Any) -> Any:  # noqa: ANN401
        self.calls.append((words, more))
        value = self.value.pop(0) if isinstance(self.value, list) else self.value
        value = value(*words, **more) if callable(value) else value
        if self._job:
            return job_of(value)(report=report)
        return _later(value) if self._awaited else _now(value)

    @property
    def last(self) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """The arguments of the last call."""
        return self.calls[-1]


def _now(value: Any) -> Any:  # noqa: ANN401 - as above
    if isinstance(value, Problem):
        raise ProblemError(value)
    return value


async def _later(value: Any) -> Any:  # noqa: ANN401 - as above
    return _now(value)


class Cli:
    """A person's home with these servers in its list, and the command line over it.

    `doing` puts something made up at a dotted name for every command; `refusing` lets the
    connection to a server be refused with these problems, one after the other; `given` is which
    credentials each connection was tried with, and `routes` what was known of the way to it.
    """

    def __init__(
        self, home: Home, *servers: Server, doing: Mapping[str, Any] | None = None
    ) -> None:
        self.home = home
        self.servers = {one.profile.name: one for one in servers}
        self.doing = dict(doing or {})
        self.refusing: dict[str, list[Problem]] = {}
        self.given: list[tuple[str, Credentials]] = []
        self.routes: list[Route] = []
        for one in servers:
            ServerStore(home).add(one.profile)

    def json(self, *words: str | Path, **more: Any) -> Ran:  # noqa: ANN401 - as `run`
        """Run a command with --json."""
        return self.run(*words, "--json", **more)

    def run(
        self,
        *words: str | Path,
        stdin: bytes = b"",
        typed: str | None = None,
        secrets: Sequence[str] = (),
    ) -> Ran:
        """Run a command; with `typed`, a person at a terminal types that, and these secrets."""
        out, err = io.StringIO(), io.StringIO() if typed is None else Tty()
        source = io.TextIOWrapper(io.BytesIO(stdin)) if typed is None else Tty(typed)
        hidden = Called(list(secrets))
        with ExitStack() as stack:
            stack.enter_context(redirect_stdout(out))
            stack.enter_context(redirect_stderr(err))
            places = {
                "sys.stdin": source,
                "getpass.getpass": hidden,
                "core.ssh.connection.connect": self._connect,
                **self.doing,
            }
            for name, made_up in places.items():
                stack.enter_context(mock.patch(name, made_up))
            typed_words = [str(word) for word in words]
            at = typed_words.index("--") if "--" in typed_words else len(typed_words)
            home = ("--home", str(self.home.config))
            code = main([*typed_words[:at], *home, *typed_words[at:]])
        self.asked = [str(call[0][0]) for call in hidden.calls]
        return Ran(code, out.getvalue(), err.getvalue())

    async def _connect(
        self, profile: Profile, home: Home, credentials: Credentials, *, route: Route
    ) -> Server:
        assert home == self.home
        self.given.append((profile.name, credentials))
        self.routes.append(route)
        if refused := self.refusing.get(profile.name):
            raise ProblemError(refused.pop(0))
        server = self.servers[profile.name]
        server.profile = profile
        return server


def a_job(value: Any = None) -> Called:  # noqa: ANN401 - what it makes
    """A made-up job that makes this value."""
    return Called(value, job=True)


def awaited(value: Any = None) -> Called:  # noqa: ANN401 - what it gives
    """A made-up coroutine function that gives this value."""
    return Called(value, awaited=True)


def server(name: str = "web1", *answers: tuple[str, Any], **profile: Any) -> Server:  # noqa: ANN401
    """A made-up server as it stands in the list."""
    found = Server(*answers, name=name)
    found.profile = Profile(**{"name": name, "host": "192.0.2.1", **profile})
    return found
