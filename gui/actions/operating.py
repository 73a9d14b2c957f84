"""Look after a service on one server: see, follow, roll back, restart, stop, remove."""

from __future__ import annotations

import shlex
from contextlib import AsyncExitStack, suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.problems import ProblemError
from core.service.model import RunWish
from core.service_name import must_be_usable
from core.usecases.operating import LAST, Back, Operation
from core.words import Text, say
from gui.actions import ask, removing, returning, run_once, secret_editing
from gui.actions.following import Follower
from gui.actions.terminal import open_terminal
from gui.widgets.server.server_row import Wish
from gui.wording import sure_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from core.service.model import Service
    from core.service.results import Status
    from core.ssh.profile import Profile
    from core.usecases.connecting import Connection
    from gui.actions.connecting import Connector
    from gui.page import Page


_JOB = RunWish()  # of a timer, its own


class Operator(QObject):
    """Does what a `Wish` asks; what it learns goes to the session, what it says to its page."""

    said = Signal(str, object)  # a server's name and a Text
    happened = Signal(object)  # an Event of a job
    ended = Signal(object)  # an Outcome
    looked = Signal()
    log_wanted = Signal()
    line_came = Signal(str)

    def __init__(self, page: Page, connector: Connector) -> None:
        super().__init__(page)
        self._page = page
        self._session = page.session
        self._runner = page.runner
        self._connector = connector
        self._own = {
            Wish.LOOK: self._look,
            Wish.REMOVE: self._remove,
            Wish.TERMINAL: self._open_terminal,
            Wish.SECRETS: self._edit_secrets,
            Wish.FRONT: self._put_front,
            Wish.PREPARE: self._prepare,
            Wish.RUN: self._run_command,
            Wish.RUN_JOB: self._run,
            Wish.KEEP: self._keep,
        }
        self._typed = ""  # for the command that was run last: what failed is tried once more
        self.follower = Follower(connector, page.runner, self.line_came.emit, page.add_problems)

    async def roll_back(self, name: str, release: str = "") -> None:
        """Return one server to a release; without a name, to its previous one.

        Where a copy of that release's data is there, it is asked whether it comes back, too.
        """
        status = self._session.current.statuses.get(name)
        copy = status.copy_for(release) if status else None
        with_data = await returning.with_data(self._page, name, copy) if copy else False
        if with_data is not None:
            back = Back(release=release, with_data=with_data)
            await self._change(name, Operation.ROLL_BACK, back=back)

    async def grant(self, name: str, wish: Wish | RunWish) -> None:
        """Do with the service on one server what was asked for."""
        match wish:
            case Wish.LOGS:
                await self.follow(name)
            case RunWish():
                await self._run(name, wish)
            case Wish.STOP if not await self._is_sure(*sure_words.stopping(self._service, name)):
                pass
            case Wish.START | Wish.RESTART | Wish.STOP | Wish.PUT_BACK:
                await self._change(name, Operation(wish.value))
            case _:
                await self._own[wish](name)

    async def _change(self, name: str, wish: Operation, *, back: Back = LAST) -> None:
        """Change the service on one server and show how it ended, and what is there now."""
        from core.usecases import operating

        service, profile = self._subject(name)
        if service is None or profile is None:
            return
        self.follower.stop()
        self._page.show_problems(())
        self.log_wanted.emit()
        async with AsyncExitStack() as connections:
            connection = await self._connect_one(profile, connections, changing=True)
            job = partial(operating.change, connection, service.name, wish, back=back)
            what = sure_words.doing(wish, name)
            ending = await self._runner.run(what, job, self.happened.emit, at=self._page.stop)
            await self.see((connection,), service.name)
        if ending.problem is not None:
            self._page.add_problems((ending.problem,))
        if ending.value is not None:
            self.ended.emit(ending.value)

    async def give_time(self, name: str, seconds: int) -> None:
        """Let the release that starts on one server take longer; the deploy goes on meanwhile."""
        from core.usecases.operating import extend

        service, profile = self._session.current.service, self._profile(name)
        if service is None or profile is None:
            return
        async with AsyncExitStack() as connections:
            connection = await self._connect_one(profile, connections, changing=True)
            await extend(connection, service.name, seconds)
        self.said.emit(name, say("{n} seconds more", n=seconds))

    async def _look(self, name: str) -> None:
        """Ask one server what runs there."""
        from core.usecases.operating import look

        service, profile = self._subject(name)
        if service is None or profile is None:
            return
        self._page.show_problems(())
        self.said.emit(name, say("Connecting…"))
        try:
            async with AsyncExitStack() as connections:
                connection = await self._connect_one(profile, connections)
                self._learn({name: await look(connection, service.name)})
        finally:
            self.looked.emit()

    async def see(self, sessions: Iterable[Connection], service: str) -> None:
        """Learn what is where on these servers; a server that cannot tell keeps its old picture."""
        from core.usecases.operating import look

        found: dict[str, Status] = {}
        for one in sessions:
            with suppress(ProblemError):  # how the deed before ended is what is to be read
                found[one.profile.name] = await look(one, service)
        self._learn(found)

    def _learn(self, found: Mapping[str, Status]) -> None:
        """Keep what servers told; where they hold different releases now, that is said as well."""
        from core.usecases.finishing import advised
        from core.usecases.operating import differ

        statuses = {**self._session.current.statuses, **found}
        self._session.change(statuses=statuses)
        if problem := differ(self._service, tuple(statuses.values())):
            known = advised(self._session.home, problem, self._service, statuses)
            self._page.add_problems((known,))

    async def follow(self, name: str) -> None:
        """Show what the service writes, as it writes it."""
        service, profile = self._subject(name)
        if service is not None and profile is not None:
            self.log_wanted.emit()
            self.follower.start(profile, service.name)

    async def _run_command(self, name: str) -> None:
        """Ask for arguments, and run the live release with them."""
        service, profile = self._subject(name)
        if service is None or profile is None:
            return
        arguments = await run_once.asked_for(
            self._page, service=service.name, server=name, typed=self._typed
        )
        if arguments is not None:
            self._typed = shlex.join(arguments)
            await self._run(name, RunWish(arguments=arguments))

    async def _run(self, name: str, wish: RunWish = _JOB) -> None:
        """Run the live release once more; without arguments, the job of a timer."""
        async with AsyncExitStack() as connections:
            connection = await self._reach(name, connections, changing=True)
            if connection is None:
                return
            self.follower.stop()
            self.log_wanted.emit()
            service, tell = self._service, self.happened.emit
            told = await run_once.run(self._page, connection, service, wish, tell)
            await self.see((connection,), service)
        self.said.emit(name, told)

    async def _open_terminal(self, name: str) -> None:
        if (profile := self._profile(name)) is not None:
            self.said.emit(name, await open_terminal(self._session.home, profile))

    async def _edit_secrets(self, name: str) -> None:
        """Show which secrets are there, and set or delete what was asked for."""
        async with AsyncExitStack() as connections:
            connection = await self._reach(name, connections, changing=True)
            if connection is not None:
                tell = partial(self.said.emit, name)
                await secret_editing.edit(self._page, connection, self._service, tell)

    async def _keep(self, name: str) -> None:
        """Take what was changed there by hand for meant."""
        from core.usecases.drifting import keep

        async with AsyncExitStack() as connections:
            connection = await self._reach(name, connections, changing=True)
            if connection is not None:
                await keep(connection, self._service)
                await self.see((connection,), self._service)

    async def _put_front(self, name: str) -> None:
        """Put a domain with HTTPS before the service on one server."""
        from gui.actions import fronting

        async with AsyncExitStack() as connections:
            connection = await self._reach(name, connections, changing=True)
            if connection is not None:
                self.log_wanted.emit()
                tell = self.happened.emit
                if await fronting.put_before(self._page, connection, self._service, tell=tell):
                    await self.see((connection,), self._service)
                    self.looked.emit()

    async def _prepare(self, name: str) -> None:
        """Show what an administrator permits once, and run it when that is wanted."""
        from core.usecases import preparing
        from gui.widgets.service.preparation import Preparation

        async with AsyncExitStack() as connections:
            connection = await self._reach(name, connections, changing=True)
            service = self._session.current.service
            if connection is None or service is None:
                return
            seen = await preparing.preview(connection, service)
            asked = Preparation(self._page, say("Prepare {server}", server=name), seen.script)
            if await ask.answer_of(asked):
                wish = preparing.Preparation(service=service, operators=asked.group())
                job = partial(preparing.prepare, connection, wish)
                what = say("Preparing {server}", server=name)
                ending = await self._runner.run(what, job, self.happened.emit, at=self._page.stop)
                self._page.add_problems((ending.problem,) if ending.problem else ())

    async def _reach(
        self, name: str, stack: AsyncExitStack, *, changing: bool = False
    ) -> Connection | None:
        """Connect to a server by its name, unless something else is under way."""
        service, profile = self._subject(name)
        if service is None or profile is None:
            return None
        self._page.show_problems(())
        return await self._connect_one(profile, stack, changing=changing)

    async def _remove(self, name: str) -> None:
        service, profile = self._subject(name)
        if service is None or profile is None or not await self._is_typed(name):
            return
        self.follower.stop()
        self._page.show_problems(())
        self.said.emit(name, say("Removing the service…"))
        try:
            await removing.remove(self._page, self._connector, profile, service.name)
            self._forget(name)
        finally:
            self.looked.emit()

    def _forget(self, name: str) -> None:
        known = self._session.current
        self._session.change(
            statuses={key: one for key, one in known.statuses.items() if key != name},
            outcomes={key: one for key, one in known.outcomes.items() if key != name},
        )

    async def _is_typed(self, name: str) -> bool:
        """Whether the service's own name was typed: its removal cannot be taken back."""
        title, explanation, primary_action = sure_words.removing(self._service, name)
        typed = await ask.typed_name(
            self._page, title, explanation, name=self._service, primary_action=primary_action
        )
        return typed == self._service

    async def _is_sure(self, title: Text, explanation: Text, primary_action: Text) -> bool:
        return await ask.confirm(self._page, title, explanation, primary_action=primary_action)

    @property
    def _service(self) -> str:
        service = self._session.current.service
        return service.name if service else ""

    async def _connect_one(
        self, profile: Profile, stack: AsyncExitStack, *, changing: bool = False
    ) -> Connection:
        show = self._page.add_problems
        connection = await self._connector.connect(profile, show, changing=changing)
        stack.push_async_callback(connection.close)
        return connection

    def _subject(self, name: str) -> tuple[Service | None, Profile | None]:
        """Return the service and the server it is about; none while something else is under way.

        Raises `ProblemError` for a name that cannot be: no server is asked about it.
        """
        service = self._session.current.service
        if service is None or self._runner.busy:
            return None, None
        must_be_usable(service.name)
        return service, self._profile(name)

    def _profile(self, name: str) -> Profile | None:
        return next((one for one in self._session.current.servers if one.name == name), None)
