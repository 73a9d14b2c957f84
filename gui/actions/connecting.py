"""Connect to servers from the window: dialogs ask, and cards show what is in the way."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from core import actions as do
from core.problems import Problem, ProblemError
from core.usecases import seeing
from gui.actions.asking import WindowAsker

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from PySide6.QtWidgets import QWidget

    from core.ssh.profile import Profile
    from core.usecases import connecting
    from core.usecases.connecting import Connection
    from gui.runtime.session import Session

    Show = Callable[[tuple[Problem, ...]], object]

_REPAIRED = frozenset(  # what another user, key or password helps against
    {"login_refused", "key_locked", "key_unreadable", "key_unsuitable"}
)


class Connector:
    """Opens connections; what was typed stays in the session's memory until the window closes.

    A login that was refused is repaired in a dialog, and tried again with what works there.
    """

    def __init__(self, session: Session, parent: QWidget) -> None:
        self._session = session
        self._parent = parent

    async def connect(self, profile: Profile, show: Show, *, changing: bool = False) -> Connection:
        """Connect; `show` is for what is worth knowing beside it.

        What is `changing` a service asks for the name of a protected environment first.

        Raises `ProblemError`, also when the person declined; its advice acts on this server.
        """
        asker = WindowAsker(self._parent, show, asks_passwords=False)
        server: Profile | None = profile
        while True:
            try:
                found = await self._by(asker, changing=changing).connect(server or profile)
            except ProblemError as refused:
                server = await self._repaired(server or profile, refused)
            else:
                async with AsyncExitStack() as closing:  # whoever is cancelled now keeps none
                    closing.push_async_callback(found.close)
                    await self._met(found)
                    closing.pop_all()
                return found

    async def connect_all(
        self,
        profiles: tuple[Profile, ...],
        stack: AsyncExitStack,
        show: Show,
        *,
        changing: bool = False,
    ) -> tuple[Connection, ...]:
        """Connect to all of these servers, or to none after showing why; `stack` closes them."""
        from core.usecases.connecting import problems_of

        asker = WindowAsker(self._parent, show, asks_passwords=False)
        try:
            while True:
                async with AsyncExitStack() as attempt:
                    try:
                        connector = self._by(asker, changing=changing)
                        found = await connector.connect_all(profiles, attempt)
                    except ProblemError as refused:
                        profiles = await self._all_repaired(profiles, refused)
                        continue
                    stack.push_async_exit(attempt.pop_all())
                    await self._met(*found)
                    return found
        except ProblemError as refused:  # one may stand for several: each gets a card
            show(problems_of(refused))
        return ()

    async def connect_each(
        self, profiles: tuple[Profile, ...], stack: AsyncExitStack, show: Show
    ) -> tuple[tuple[Connection, ...], dict[str, Problem]]:
        """Connect to those of these servers that can be; tell for each other why not."""
        connector = self._by(WindowAsker(self._parent, show))
        found, problems = await connector.connect_each(profiles, stack)
        await self._met(*found)
        there = {one.profile.name for one in found}
        away = [one for one in profiles if one.name not in there]
        faults: dict[str, Problem] = {}
        for number, one in enumerate(away):  # one problem may stand for all that are left
            faults[one.name] = at_server(problems[min(number, len(problems) - 1)], one)
            await asyncio.to_thread(seeing.missed, self._session.home, one, faults[one.name])
        return found, faults

    @asynccontextmanager
    async def to_change(self, name: str, show: Show) -> AsyncIterator[Connection | None]:
        """Connect to a server by its name; None where it is not on the list (any more)."""
        found = next((one for one in self._session.current.servers if one.name == name), None)
        if found is None:
            yield None
            return
        connection = await self.connect(found, show, changing=True)
        try:
            yield connection
        finally:
            await connection.close()

    def asking(self, show: Show, *, changing: bool = False) -> connecting.Connector:
        """Return what connects, and asks for everything in this window."""
        return self._by(WindowAsker(self._parent, show), changing=changing)

    def _by(self, asker: WindowAsker, *, changing: bool = False) -> connecting.Connector:
        """Return what connects, and asks so."""
        from core.usecases import connecting

        home, typed = self._session.home, self._session.credentials
        return connecting.Connector(home, asker, typed, changing=changing)

    async def _met(self, *found: Connection) -> None:
        """Note it in a thread: a file is locked and written for each."""
        for one in found:
            await asyncio.to_thread(seeing.met, self._session.home, one.profile)

    async def _repaired(self, server: Profile, refused: ProblemError) -> Profile:
        """Let the login be repaired; raises what was refused where that is no help."""
        problem = at_server(refused.problem, server)
        await asyncio.to_thread(seeing.missed, self._session.home, server, problem)
        listed = any(one.name == server.name for one in self._session.current.servers)
        if not listed or problem.code not in _REPAIRED:
            raise ProblemError(problem) from refused
        from gui.actions.server_editing import repair

        found = await repair(self._session, self._parent, server, problem)
        if found is None:
            raise ProblemError(problem) from refused
        return found

    async def _all_repaired(
        self, servers: tuple[Profile, ...], refused: ProblemError
    ) -> tuple[Profile, ...]:
        """Let the login that was refused be repaired; return all of these servers again."""
        edit = refused.problem.offered(do.EditServer)
        wrong = next((one for one in servers if edit and one.name == edit.server), None)
        if wrong is None:
            raise refused
        found = await self._repaired(wrong, refused)
        return tuple(found if one.name == wrong.name else one for one in servers)


def at_server(problem: Problem, profile: Profile) -> Problem:
    """Name the server in each advice that is about one, so that its button acts there."""
    return replace(
        problem,
        next=tuple(
            replace(one, action=replace(one.action, server=profile.name))
            if isinstance(
                one.action, do.ChooseKey | do.EditServer | do.CheckServer | do.ReplaceHostKey
            )
            else one
            for one in problem.next
        ),
    )
