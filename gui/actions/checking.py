"""Test servers of the list: connect, ask each about itself, and keep what is wrong with each."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

from core.problems import ProblemError
from gui.actions.learning import learn

if TYPE_CHECKING:
    from core.problems import Problem
    from core.ssh.profile import Profile
    from core.usecases.connecting import Connection
    from gui.actions.connecting import Connector
    from gui.page import Page


class Checker:
    """Tests servers for a page; `faults` is what was wrong with each at its last test."""

    def __init__(self, page: Page, connector: Connector) -> None:
        self._page = page
        self._connector = connector
        self.faults: dict[str, tuple[Problem, ...]] = {}

    def forget(self, *names: str) -> None:
        """Say no more what was wrong with these servers."""
        for name in names:
            self.faults.pop(name, None)

    async def check(self, servers: tuple[Profile, ...]) -> None:
        """Test them. What stops one is its fault, and stops no other."""
        self.forget(*(one.name for one in servers))
        if len(servers) == 1:
            await self._check_one(servers[0])
        else:
            await self._check_several(servers)

    async def _check_one(self, server: Profile) -> None:
        try:
            connection = await self._connector.connect(server, self._page.add_problems)
        except ProblemError as refused:
            self.faults[server.name] = (refused.problem,)
            return
        try:
            await self._ask(connection)
        finally:
            await connection.close()

    async def _check_several(self, servers: tuple[Profile, ...]) -> None:
        async with AsyncExitStack() as stack:
            found, faults = await self._connector.connect_each(
                servers, stack, self._page.add_problems
            )
            self.faults |= {name: (problem,) for name, problem in faults.items()}
            for one in found:
                await self._ask(one)

    async def _ask(self, connection: Connection) -> None:
        from core.usecases.introducing import ask_facts

        server, session = connection.profile, self._page.session
        try:
            found = await ask_facts(connection)
        except ProblemError as error:  # others are asked beside it
            self.faults[server.name] = (error.problem,)
            return
        await learn(session, server, found)
