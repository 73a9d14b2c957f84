"""Connect to servers, asking the person for what only the person knows; one way for everybody."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeGuard

from core.actions import EnterPassphrase, EnterPassword, EnterSudoPassword, TrustHostKey
from core.problems import Problem, ProblemError
from core.ssh.profile import Credentials, Sudo
from core.usecases import guarding
from core.usecases.asking import Nobody, Offer, Question, Secret, SecretKind

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterable, Mapping, MutableMapping

    from core.home import Home
    from core.ssh import connection as doors
    from core.ssh.profile import Profile
    from core.usecases.asking import Asker

    Connection = doors.Connection
    Route = doors.Route
    _Met = dict[str, Connection | Problem]

_SEVERAL = 2  # new servers that are worth one question together
_KIND_OF = {
    EnterPassphrase: SecretKind.PASSPHRASE,
    EnterPassword: SecretKind.PASSWORD,
    EnterSudoPassword: SecretKind.SUDO_PASSWORD,
}


class NotReachedError(ProblemError):
    """Some servers could not be reached, or the person did not want it: a problem for each."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems[0])
        self.problems = problems


def problems_of(refused: ProblemError) -> tuple[Problem, ...]:
    """Everything that stood in the way, also where it was more than one server."""
    return refused.problems if isinstance(refused, NotReachedError) else (refused.problem,)


@asynccontextmanager
async def reached(
    connector: Connector, servers: Iterable[Profile]
) -> AsyncGenerator[tuple[Connection, ...], None]:
    """Connect to every server, so that all questions come before anything is done on one."""
    async with AsyncExitStack() as stack:
        yield await connector.connect_all(tuple(servers), stack)


@asynccontextmanager
async def reached_each(
    connector: Connector, servers: Iterable[Profile]
) -> AsyncGenerator[tuple[tuple[Connection, ...], dict[str, Problem]], None]:
    """Connect to those that can be reached; and tell for each other, by its name, why not."""
    wanted = tuple(servers)
    async with AsyncExitStack() as stack:
        found, problems = await connector.connect_each(wanted, stack)
        names = {one.profile.name for one in found}
        away = [one.name for one in wanted if one.name not in names]
        yield found, {name: problems[min(n, len(problems) - 1)] for n, name in enumerate(away)}


class Connector:
    """Opens connections. By a server's name: `secrets`, what was typed; `routes`, if known.

    What is `changing` a service asks for the names of protected environments first.
    """

    def __init__(
        self,
        home: Home,
        ask: Asker,
        secrets: MutableMapping[str, Credentials] | None = None,
        *,
        routes: Mapping[str, Route] | None = None,
        changing: bool = False,
    ) -> None:
        self._home = home
        self._ask = ask
        self._changing = changing
        self._secrets = {} if secrets is None else secrets
        self._routes = routes or {}

    def unattended(self) -> Connector:
        """Return one that connects with what is known by now, and asks nobody."""
        return Connector(self._home, Nobody(), dict(self._secrets), routes=self._routes)

    async def connect(self, server: Profile) -> Connection:
        """Connect, asking until it works or no answer comes; then raises what is in the way."""
        (server,) = await self._guarded((server,))
        return await self._connect(server)

    async def _guarded(self, servers: tuple[Profile, ...]) -> tuple[Profile, ...]:
        """Mark what is protected, and have its name typed where something is to change."""
        servers = guarding.guarded(self._home, servers)
        return await guarding.confirmed(self._ask, servers) if self._changing else servers

    async def _connect(
        self, server: Profile, met: Connection | Problem | None = None
    ) -> Connection:
        """Do so; `met` is what a first try has brought already."""
        attempt = _Attempt()
        while True:
            found = await self._try(server) if met is None else met
            met = None
            try:
                if await self._is_usable(server, found, attempt) and not isinstance(found, Problem):
                    await self._keep(server, attempt.to_keep)
                    return found
            except BaseException:
                self._secrets.pop(server.name, None)  # what opened no door is not tried again
                await _close(found)
                raise
            await _close(found)

    async def connect_all(
        self, servers: tuple[Profile, ...], stack: AsyncExitStack
    ) -> tuple[Connection, ...]:
        """Connect to all of these servers, or to none; `stack` closes the connections.

        The keys of all servers that are new here are asked about together, before anything else,
        and every other question comes before anything is sent to any of them.
        """
        servers = await self._guarded(servers)
        met = await self._meet(servers, stack)
        return tuple([await self._reach(one, met, stack) for one in servers])

    async def connect_each(
        self, servers: tuple[Profile, ...], stack: AsyncExitStack
    ) -> tuple[tuple[Connection, ...], tuple[Problem, ...]]:
        """Connect to those of these servers that can be; and what stands before the others."""
        found: list[Connection] = []
        problems: list[Problem] = []
        try:
            servers = await self._guarded(servers)
            met = await self._meet(servers, stack)
        except ProblemError as refused:
            return (), problems_of(refused)
        for one in servers:
            try:
                found.append(await self._reach(one, met, stack))
            except ProblemError as refused:
                problems.append(refused.problem)
        return tuple(found), tuple(problems)

    async def _reach(self, server: Profile, met: _Met, stack: AsyncExitStack) -> Connection:
        connection = await self._connect(server, met.pop(server.name, None))
        stack.push_async_callback(connection.close)
        return connection

    async def _meet(self, servers: tuple[Profile, ...], stack: AsyncExitStack) -> _Met:
        """Try several servers side by side, with what is known, and ask about those that are new.

        What it returns holds no server that is to be tried anew, now that its key is trusted.
        """
        if len(servers) < _SEVERAL:
            return {}
        tried = await asyncio.gather(*(self._try(one) for one in servers))
        met = {one.name: found for one, found in zip(servers, tried, strict=True)}
        stack.push_async_callback(_close_all, met)
        new = [(one, why) for one in servers if _is_new(why := met[one.name])]
        if len(new) >= _SEVERAL:
            await self._introduce(new)
            for one, _ in new:
                del met[one.name]
        return met

    async def _try(self, server: Profile) -> Connection | Problem:
        from core.ssh.connection import connect

        try:
            route = self._routes.get(server.name, ())
            return await connect(server, self._home, self.secrets_of(server), route=route)
        except ProblemError as error:
            return error.problem

    def secrets_of(self, server: Profile) -> Credentials:
        """What was typed for a server so far."""
        return self._secrets.get(server.name, Credentials())

    async def _is_usable(
        self, server: Profile, found: Connection | Problem, attempt: _Attempt
    ) -> bool:
        """Whether this is a connection to work with; if not, the next try may bring one."""
        problem = found if isinstance(found, Problem) else await self._sudo_problem(found)
        if problem is None:
            return True
        if problem.offered(TrustHostKey):
            await self._introduce([(server, problem)])
            return False
        kind = next((kind for action, kind in _KIND_OF.items() if problem.offered(action)), None)
        secret = None if kind is None else await self._secret(server, kind, problem, attempt)
        if secret is None or (not secret.text and isinstance(found, Problem)):
            raise ProblemError(problem)
        return not secret.text

    async def _secret(
        self, server: Profile, kind: SecretKind, problem: Problem, attempt: _Attempt
    ) -> Secret | None:
        """Ask for a secret, and take it for the next try."""
        attempt.times[kind] += 1
        known = self.secrets_of(server)
        question = Question(
            server=server,
            kind=kind,
            problem=problem,
            times=attempt.times[kind],
            wrong=bool(getattr(known, kind)),
        )
        secret = await self._kept(question) or await self._ask.secret(question)
        if secret is not None and secret.text:
            self._secrets[server.name] = replace(known, **{kind: secret.text})
            kept = secret.text if secret.keep else ""
            attempt.to_keep = replace(attempt.to_keep, **{kind: kept})
        return secret

    async def _kept(self, question: Question) -> Secret | None:
        """Take a secret from the keyring, once."""
        if question.wrong or not self._ask.keyring:
            return None
        from core.servers import keychain

        found = getattr(await keychain.recall(question.server), question.kind)
        return Secret(found) if found else None

    async def _keep(self, server: Profile, accepted: Credentials) -> None:
        """Let the keyring keep what was typed for it, now that the server has taken it."""
        if accepted == Credentials() or not self._ask.keyring:
            return
        from core.servers import keychain

        try:
            await keychain.remember(server, accepted)
        except ProblemError as refused:  # the connection is there all the same
            self._ask.notice(server, refused.problem)

    async def _sudo_problem(self, connection: Connection) -> Problem | None:
        """Find out now whether sudo wants a password; some work is permitted without root."""
        server = connection.profile
        if server.user == "root" or server.sudo is Sudo.NEVER or not self._ask.wants_sudo(server):
            return None
        try:
            await connection.run_as_root(":")
        except ProblemError as refused:
            return refused.problem if refused.problem.offered(EnterSudoPassword) else None
        return None

    async def _introduce(self, new: list[tuple[Profile, Problem]]) -> None:
        """Show the keys that these servers offer now; what is trusted is what was shown."""
        from core.ssh.connection import offered_key, trust_key

        keys = await asyncio.gather(*(offered_key(one, self._home) for one, _ in new))
        offers = tuple(
            Offer(server=one, key=key, problem=why)
            for (one, why), key in zip(new, keys, strict=True)
        )
        if not await self._ask.trust(offers):
            raise NotReachedError(tuple(why for _, why in new))
        for one in offers:
            await trust_key(one.server, self._home, one.key)


@dataclass(slots=True)
class _Attempt:
    """One attempt at a server: how often each secret was asked for, and what shall be kept."""

    times: Counter[str] = field(default_factory=Counter)
    to_keep: Credentials = field(default_factory=Credentials)


async def _close(found: Connection | Problem) -> None:
    if not isinstance(found, Problem):
        await found.close()


async def _close_all(met: _Met) -> None:
    """Close what nobody took over."""
    for found in met.values():
        await _close(found)


def _is_new(found: Connection | Problem) -> TypeGuard[Problem]:
    return isinstance(found, Problem) and found.offered(TrustHostKey) is not None
