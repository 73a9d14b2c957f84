"""Look after a service on one server: see, follow, roll back, restart, stop, remove."""

from __future__ import annotations

import shlex
from contextlib import AsyncExitStack, suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.journey import Stop
from core.problems import ProblemError
from core.service.model import RunWish
from core.service_name import must_be_usable
from core.usecases.operating import LAST, Back, Operation
from core.words import Text, say
from gui.actions import ask, returning, run_once, secret_editing
from gui.actions.following import Follower
from gui.widgets.server.server_row import Wish

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
            Wish.SECRETS: self._edit_secrets,
            Wish.FRONT: self._put_front,
            Wish.PREPARE: self._prepare,
            Wish.RUN: self._run_command,
            Wish.RUN_JOB: self._run,
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
            what = say("Rolling back {server}", server=name)
            back = Back(release=release, with_data=with_data)
            await self._change(name, what, Operation.ROLL_BACK, back=back)

    async def grant(self, name: str, wish: Wish | RunWish) -> None:
        """Do with the service on one server what was asked for."""
        match wish:
            case Wish.LOOK:
                await self._look(name)
            case Wish.LOGS:
                await self.follow(name)
            case Wish.SECRETS | Wish.FRONT | Wish.PREPARE | Wish.RUN | Wish.RUN_JOB:
                await self._own[wish](name)
            case RunWish():
                await self._run(name, wish)
            case Wish.RESTART:
                what = say("Restarting the service on {server}", server=name)
                await self._change(name, what, Operation.RESTART)
            case Wish.STOP if await self._is_sure(*_stopping(self._service, name)):
                what = say("Stopping the service on {server}", server=name)
                await self._change(name, what, Operation.STOP)
            case Wish.REMOVE if await self._is_sure(*_removing(self._service, name)):
                await self._remove(name)
            case _:
                pass

    async def _change(self, name: str, what: Text, wish: Operation, *, back: Back = LAST) -> None:
        """Change the service on one server and show how it ended, and what is there now."""
        from core.usecases import operating

        service, profile = self._subject(name)
        if service is None or profile is None:
            return
        self.follower.stop()
        self._page.show_problems(())
        self.log_wanted.emit()
        async with AsyncExitStack() as connections:
            connection = await self._connect_one(profile, connections)
            job = partial(operating.change, connection, service.name, wish, back=back)
            ending = await self._runner.run(what, job, self.happened.emit, at=Stop.DEPLOY)
            await self.see((connection,), service.name)
        if ending.problem is not None:
            self._page.add_problems((ending.problem,))
        if ending.value is not None:
            self.ended.emit(ending.value)

    async def give_time(self, name: str, seconds: int) -> None:
        """Let the release that starts on one server take longer; the deploy goes on meanwhile."""
        from core.usecases.operating import extend

        service, profile = self._subject(name)
        if service is None or profile is None:
            return
        async with AsyncExitStack() as connections:
            connection = await self._connect_one(profile, connections)
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
        from core.usecases.operating import differ

        statuses = {**self._session.current.statuses, **found}
        self._session.change(statuses=statuses)
        if problem := differ(self._service, tuple(statuses.values())):
            self._page.add_problems((problem,))

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
            connection = await self._reach(name, connections)
            if connection is None:
                return
            self.follower.stop()
            self.log_wanted.emit()
            service, tell = self._service, self.happened.emit
            told = await run_once.run(self._page, connection, service, wish, tell)
            await self.see((connection,), service)
        self.said.emit(name, told)

    async def _edit_secrets(self, name: str) -> None:
        """Show which secrets are there, and set or delete what was asked for."""
        async with AsyncExitStack() as connections:
            connection = await self._reach(name, connections)
            if connection is not None:
                tell = partial(self.said.emit, name)
                await secret_editing.edit(self._page, connection, self._service, tell)

    async def _put_front(self, name: str) -> None:
        """Put a domain with HTTPS before the service on one server."""
        from gui.actions import fronting

        async with AsyncExitStack() as connections:
            connection = await self._reach(name, connections)
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
            connection = await self._reach(name, connections)
            service = self._session.current.service
            if connection is None or service is None:
                return
            seen = await preparing.preview(connection, service)
            asked = Preparation(self._page, say("Prepare {server}", server=name), seen.script)
            if await ask.answer_of(asked):
                wish = preparing.Preparation(service=service, operators=asked.group())
                job = partial(preparing.prepare, connection, wish)
                what = say("Preparing {server}", server=name)
                ending = await self._runner.run(what, job, self.happened.emit, at=Stop.DEPLOY)
                self._page.add_problems((ending.problem,) if ending.problem else ())

    async def _reach(self, name: str, stack: AsyncExitStack) -> Connection | None:
        """Connect to a server by its name, unless something else is under way."""
        service, profile = self._subject(name)
        if service is None or profile is None:
            return None
        self._page.show_problems(())
        return await self._connect_one(profile, stack)

    async def _remove(self, name: str) -> None:
        from core.usecases.operating import remove

        service, profile = self._subject(name)
        if service is None or profile is None:
            return
        self.follower.stop()
        self._page.show_problems(())
        self.said.emit(name, say("Removing the service…"))
        try:
            async with AsyncExitStack() as connections:
                connection = await self._connect_one(profile, connections)
                (gone,) = await remove((connection,), service.name)
            self._page.add_problems((gone.problem,) if gone.problem else ())
            self._forget(name)
        finally:
            self.looked.emit()

    def _forget(self, name: str) -> None:
        known = self._session.current
        self._session.change(
            statuses={key: one for key, one in known.statuses.items() if key != name},
            outcomes={key: one for key, one in known.outcomes.items() if key != name},
        )

    async def _is_sure(self, title: Text, explanation: Text, primary_action: Text) -> bool:
        return await ask.confirm(self._page, title, explanation, primary_action=primary_action)

    @property
    def _service(self) -> str:
        service = self._session.current.service
        return service.name if service else ""

    async def _connect_one(self, profile: Profile, stack: AsyncExitStack) -> Connection:
        connection = await self._connector.connect(profile, self._page.add_problems)
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


def _stopping(service: str, server: str) -> tuple[Text, Text, Text]:
    return (
        say("Stop {service} on {server}?", service=service, server=server),
        say("Nobody answers at its address until it is deployed or restarted. Its releases stay."),
        say("Stop the service"),
    )


def _removing(service: str, server: str) -> tuple[Text, Text, Text]:
    return (
        say("Remove {service} from {server}?", service=service, server=server),
        say(
            "It stops, and its releases, units and settings are deleted there. What the program "
            "itself wrote into its data folder stays."
        ),
        say("Remove the service"),
    )
