"""Look after the service that is chosen on the board, whichever project it is of.

What is done to one server is an `Operator`'s; what is done to all servers of the service, in turn,
is done here.
"""

from __future__ import annotations

from contextlib import AsyncExitStack
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from core.events import LogLine, Noticed, StepStarted
from core.service.model import RunWish, Service
from core.service_name import must_be_usable
from core.usecases.operating import Operation
from core.words import Text, say_count, verbatim
from gui.actions import ask, in_turn
from gui.actions.operating import Operator
from gui.runtime.speech import shown
from gui.widgets.upkeep.together import Together
from gui.wording import sure_words
from gui.wording.outcome_words import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.events import Event, Job
    from core.service.results import Outcome
    from core.ssh.profile import Profile
    from core.usecases.connecting import Connection
    from gui.actions.connecting import Connector
    from gui.page import Page
    from gui.widgets.server.server_row import Wish


class Tender(Operator):
    """Does what a `Wish` asks with the service `service`; the board learns what came of it.

    `writes` tells that several servers begin to change, whose steps `happened` tells.
    """

    writes = Signal()

    def __init__(self, page: Page, connector: Connector) -> None:
        super().__init__(page, connector)
        self.service = ""

    async def grant(self, name: str, wish: Wish | RunWish | Together) -> None:
        """Do with the service what was asked for: on one server, or on all that have it."""
        match wish:
            case Together.RESTART:
                await self._restart_all()
            case Together.VARIABLES:
                await self._edit_variables()
            case _:
                await super().grant(name, wish)

    async def see(self, sessions: Iterable[Connection], service: str) -> None:
        """Let the board look, which asks all servers at once."""
        del sessions, service
        self.looked.emit()

    async def _restart_all(self) -> None:
        """Restart it on all of its servers, some at a time, and go on only while each is well."""
        from core.usecases import operating

        names = tuple(one.name for one in self._servers())
        if not names:
            return
        change = in_turn.Change(
            words=sure_words.restarting_all(self.service, len(names)),
            servers=len(names),
            affected=tuple(map(verbatim, names)),
            command=("restart", *self._whose(names)),
        )
        batch = await in_turn.batch_of(self._page, change)
        if batch is None:
            return
        async with AsyncExitStack() as stack:
            connections = await self._connect_all(stack)
            job = partial(
                operating.change_in_turn,
                connections,
                self.service,
                Operation.RESTART,
                batch=batch,
            )
            if connections:
                await self._in_turn(sure_words.restarting(self.service), job, names)

    async def _edit_variables(self) -> None:
        """Ask for new values, show the change by its names, and restart in turn with it."""
        from core.usecases import secrets
        from gui.widgets.upkeep.variables_editor import VariablesEditor

        async with AsyncExitStack() as stack:
            connections = await self._connect_all(stack)
            if not connections:
                return
            service, names = self.service, tuple(one.profile.name for one in connections)
            known = await secrets.names(connections, service)
            editor = VariablesEditor(self._page, known, service=service)
            if not await ask.answer_of(editor):
                return
            wanted = editor.wanted()
            unset = (word for one in wanted.drop_variables for word in ("--unset", one))
            new = ("--set", "FILE") if wanted.variables else ()
            change = in_turn.Change(
                words=sure_words.changing_variables(service, len(names)),
                servers=len(names),
                affected=tuple(map(sure_words.of_variable, secrets.changes(known, wanted))),
                command=("env", *self._whose(names), *new, *unset),
            )
            batch = await in_turn.batch_of(self._page, change)
            if batch is not None:
                job = partial(secrets.edit, connections, service, wanted, batch=batch)
                await self._in_turn(sure_words.changing(service), job, names)

    async def _in_turn(
        self, what: Text, job: Job[tuple[Outcome, ...]], names: tuple[str, ...]
    ) -> None:
        """Run it, and tell step by step and server by server what comes of it."""
        page = self._page
        self.writes.emit()
        ending = await self._runner.run(what, job, self._tell, at=page.stop, servers=names)
        outcomes = ending.value or ()
        for one in outcomes:
            self.happened.emit(LogLine(text=in_words(one), server=one.server))
            page.add_problems((one.problem,) if one.problem else ())
        if ending.problem is not None:
            page.add_problems((ending.problem,))
        good = sum(one.result.good for one in outcomes)
        self.said.emit(
            "",
            say_count(
                len(names),
                one="{good} of {n} server done.",
                many="{good} of {n} servers done.",
                good=good,
            ),
        )
        self.looked.emit()

    def _tell(self, event: Event) -> None:
        """Name each step beside its server; what is worth knowing becomes a card."""
        match event:
            case StepStarted(step=step, server=server):
                line = f"{server}: {shown(step)}" if server else shown(step)
                self.happened.emit(LogLine(text=line, server=server))
            case Noticed(problem=problem):
                self._page.add_problems((problem,))
            case _:
                self.happened.emit(event)

    def _whose(self, names: tuple[str, ...]) -> tuple[str, ...]:
        return ("--service", self.service, "--to", ",".join(names))

    def _servers(self) -> tuple[Profile, ...]:
        """The servers that have the service, as far as the board knows."""
        current = self._session.current
        rows = current.board.rows if current.board else ()
        there = {one.server for one in rows if one.service == self.service}
        if not self.service or self._runner.busy:
            return ()
        must_be_usable(self.service)
        return tuple(one for one in current.servers if one.name in there)

    async def _connect_all(self, stack: AsyncExitStack) -> tuple[Connection, ...]:
        """Connect to all of them, or to none; with none, what stands in the way is shown."""
        self._page.show_problems(())
        show = self._page.add_problems
        profiles = self._servers()
        return await self._connector.connect_all(profiles, stack, show, changing=True)

    def _subject(self, name: str) -> tuple[Service | None, Profile | None]:
        if not self.service or self._runner.busy:
            return None, None
        must_be_usable(self.service)
        return Service(name=self.service), self._profile(name)

    @property
    def _service(self) -> str:
        return self.service
