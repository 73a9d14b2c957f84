"""Follow what services write on servers, until somebody has seen enough."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from core.events import Noticed
from core.problems import ProblemError
from gui.actions.connecting import at_server
from gui.runtime.speech import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from core.events import Event
    from core.problems import Problem
    from core.ssh.profile import Profile
    from core.usecases.reading_logs import LogWish
    from gui.actions.connecting import Connector
    from gui.runtime.task_runner import TaskRunner
    from gui.widgets.log.service_log import ServiceLog


class Follower:
    """Follows one service at a time; whoever starts another ends the one before."""

    def __init__(
        self,
        connector: Connector,
        runner: TaskRunner,
        take: Callable[[str], None],
        show: Callable[[tuple[Problem, ...]], None],
    ) -> None:
        self._connector = connector
        self._runner = runner
        self._take = take
        self._show = show
        self._following: asyncio.Task[None] | None = None

    def start(self, profile: Profile, service: str) -> None:
        """Hand every line on as it is written."""
        self.stop()
        self._following = self._runner.spawn(self._follow(profile, service))

    def stop(self) -> None:
        """Look no longer."""
        if self._following is not None:
            self._following.cancel()
            self._following = None

    async def _follow(self, profile: Profile, service: str) -> None:
        from core.usecases import reading_logs

        wish = reading_logs.wish_of(services=(service,), follow=True)
        try:
            await reading_logs.read(
                self._connector.asking(self._show),
                (profile,),
                wish,
                take=lambda line: self._take(line.text),
                report=self._tell,
            )
        except ProblemError as refused:
            raise ProblemError(at_server(refused.problem, profile)) from refused

    def _tell(self, event: Event) -> None:
        """Say between the lines what becomes of the connection."""
        if isinstance(event, Noticed):
            self._take(shown(event.problem.what))


class LogReader:
    """Reads the log of services on many servers into one `ServiceLog`, one reading at a time."""

    def __init__(
        self,
        connector: Connector,
        runner: TaskRunner,
        log: ServiceLog,
        show: Callable[[tuple[Problem, ...]], None],
    ) -> None:
        self._connector = connector
        self._runner = runner
        self._log = log
        self._show = show
        self._reading: asyncio.Task[None] | None = None
        self._what: tuple[tuple[Profile, ...], tuple[str, ...]] = ((), ())
        log.range.wanted.connect(self._between)
        log.stop_wanted.connect(self.stop)

    def start(self, profiles: Iterable[Profile], services: Iterable[str] = ()) -> None:
        """Show what these services write on these servers; of all services where none is named."""
        self.stop()
        self._what = (tuple(profiles), tuple(services))
        self._log.clear()
        self._log.range.again()

    def stop(self) -> None:
        """Read no longer; what was read stays there."""
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
            self._log.end()

    def _between(self, since: str, until: str) -> None:
        from core.usecases import reading_logs

        profiles, services = self._what
        if not profiles:
            return
        try:  # what has an end is not followed
            wish = reading_logs.wish_of(
                services=services, since=since, until=until, follow=not until.strip()
            )
        except ProblemError as refused:
            self._log.range.say_fault(refused.problem)
            return
        self.stop()
        names = [one.name for one in profiles]
        self._log.begin(names, many_services=len(services) != 1)
        self._reading = self._runner.keep(self._read(wish))

    async def _read(self, wish: LogWish) -> None:
        from core.usecases import reading_logs

        profiles, _ = self._what
        connector = self._connector.asking(self._show)
        complete = False
        try:
            await reading_logs.read(
                connector, profiles, wish, take=self._log.take, report=self._tell
            )
            complete = True
        finally:
            if self._reading is asyncio.current_task():  # and not another that came after it
                self._log.end(complete=complete)

    def _tell(self, event: Event) -> None:
        if isinstance(event, Noticed):
            self._log.take(event)
