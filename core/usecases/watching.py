"""Watch all services of all servers: once for a command, again and again for the window."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from core.operate.board import series
from core.operate.board.look import Looker
from core.problems import Advice, Problem, ProblemError
from core.service.results import UNKNOWN
from core.service.seen import Board, Machine
from core.words import list_of, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from core.home import Home
    from core.service.seen import Seen
    from core.ssh.profile import Credentials, Profile
    from core.ssh.session import ServerSession

    Take = Callable[[Board], None]

INTERVAL = 4.0  # seconds from look to look: what happens is seen within five
_SELDOM_SECONDS = 3600.0  # what changes by days, and takes the server more work
_KEEP_SECONDS = 60.0
_LONGEST_PAUSE = 60.0  # between tries to reach a server that is away


class Reach(Protocol):
    """Connects to a server, without asking a person anything. Raises `ProblemError`."""

    async def __call__(self, server: Profile, /) -> ServerSession:
        """The session is closed by whoever watches."""
        ...


def recall(home: Home, servers: Iterable[Profile]) -> Board:
    """Tell what was known of these servers at the last look; `Machine.at` says how old that is."""
    kept = [found for one in servers if (found := series.recall(home, one.name))]
    return Board(
        machines=tuple(one.machine for one in kept),
        series=tuple(each for one in kept for each in one.series),
    )


def quietly(home: Home, secrets: Mapping[str, Credentials]) -> Reach:
    """Return a way to connect with what is known and typed already; nobody is asked anything."""
    from core.usecases.asking import Nobody
    from core.usecases.connecting import Connector

    async def reach(server: Profile) -> ServerSession:
        # A copy: what opens no door now, as in a failure of the network, is not to be forgotten.
        return await Connector(home, Nobody(), dict(secrets)).connect(server)

    return reach


async def look(sessions: Sequence[ServerSession], away: Mapping[str, Problem]) -> Board:
    """Tell how all services are now; of servers that are `away`, by name, why that is not known."""
    found = await asyncio.gather(*(_look_once(one) for one in sessions))
    lost = (_lost(Machine(server=name, at=time.time()), why) for name, why in away.items())
    return Board(machines=(*found, *lost))


async def watch(
    home: Home,
    servers: Sequence[Profile],
    take: Take,
    *,
    reach: Reach,
    interval: Callable[[], float] = lambda: INTERVAL,
) -> None:
    """Look at all servers side by side until it is cancelled; each answer makes a new board.

    `interval` is asked before each pause, so that a window that nobody sees can slow it down.
    """
    state = _State(home, recall(home, servers))
    await asyncio.gather(*(_Watch(one, state, take, interval).go(reach) for one in servers))


@dataclass(slots=True)
class _State:
    """What the watches of all servers put together."""

    home: Home
    board: Board
    kept: dict[str, float] = field(default_factory=dict)

    def add(self, machine: Machine) -> Board:
        """Take a look at one server in."""
        name, others = machine.server, self.board.series
        own = tuple(one for one in others if one.server == name)
        own = own if machine.unknown else series.longer(own, machine)
        self.board = Board(
            machines=(*(one for one in self.board.machines if one.server != name), machine),
            series=(*(one for one in others if one.server != name), *own),
        )
        if machine.unknown is None and time.monotonic() - self.kept.get(name, 0) > _KEEP_SECONDS:
            self.kept[name] = time.monotonic()
            self.keep(name)
        return self.board

    def last(self, server: str) -> Machine | None:
        """Return what was seen of a server."""
        return next((one for one in self.board.machines if one.server == server), None)

    def keep(self, server: str) -> None:
        """Write down what is known of a server now."""
        machine = self.last(server)
        if machine is not None and machine.unknown is None:
            own = tuple(one for one in self.board.series if one.server == server)
            series.keep(self.home, series.Kept(machine=machine, series=own))


@dataclass(slots=True)
class _Watch:
    """The watch of one server."""

    server: Profile
    state: _State
    take: Take
    interval: Callable[[], float]
    seldom: _Seldom = field(init=False)
    away: int = 0  # tries in a row that did not reach it

    def __post_init__(self) -> None:
        self.seldom = _Seldom()

    async def go(self, reach: Reach) -> None:
        """Connect, look until the connection ends, and connect again."""
        try:
            while True:
                try:
                    await self._while_connected(await reach(self.server))
                except ProblemError as lost:
                    self._away(lost.problem)
                await asyncio.sleep(min(_LONGEST_PAUSE, self.interval() * 2 ** min(self.away, 5)))
        finally:
            self.state.keep(self.server.name)

    async def _while_connected(self, session: ServerSession) -> None:
        looker = Looker()
        try:
            while True:
                began = time.monotonic()
                seen = self.seldom.over(await looker.look(session))
                self.away = 0
                self.take(self.state.add(seen))
                self.seldom.renew(session)
                pause = self.interval() - (time.monotonic() - began)
                await asyncio.sleep(max(0.1, pause))
        finally:
            self.seldom.stop()
            await asyncio.shield(session.close())

    def _away(self, problem: Problem) -> None:
        self.away += 1
        last = self.state.last(self.server.name)
        known = last or Machine(server=self.server.name, at=time.time())
        self.take(self.state.add(_lost(known, problem)))


@dataclass(slots=True)
class _Seldom:
    """What is asked seldom, beside the looks: certificates, and updates that wait."""

    asked: float = -_SELDOM_SECONDS
    task: asyncio.Task[None] | None = None
    certificates: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    updates: int | None = None

    def renew(self, session: ServerSession) -> None:
        """Ask anew where it is time to; what comes is laid over the looks from then on."""
        if time.monotonic() - self.asked > _SELDOM_SECONDS:
            self.asked = time.monotonic()
            self.task = asyncio.create_task(self.ask(session))

    async def ask(self, session: ServerSession) -> None:
        """Ask for both at once; where nobody may look, nothing is known."""
        from core.operate.board.updates import security_updates

        self.certificates, self.updates = await asyncio.gather(
            _certificates(session), security_updates(session)
        )

    def stop(self) -> None:
        """Ask no more: the connection ends."""
        if self.task is not None:
            self.task.cancel()

    def over(self, machine: Machine) -> Machine:
        """Lay what is known over a look."""
        services = tuple(self._certified(one) for one in machine.services)
        return replace(machine, services=services, security_updates=self.updates)

    def _certified(self, seen: Seen) -> Seen:
        found = self.certificates.get(seen.service)
        return seen if found is None else replace(seen, certificate_days=found[0], url=found[1])


async def _certificates(session: ServerSession) -> dict[str, tuple[int, str]]:
    """Tell for each service how long its shortest certificate lasts, and where it is found."""
    from core.front import standing

    try:
        domains = await standing.listed(session)
    except ProblemError:
        return {}
    found: dict[str, tuple[int, str]] = {}
    for one in domains:
        days = one.certificate.days_left
        if days is not None and days < found.get(one.site.service, (days + 1, ""))[0]:
            found[one.site.service] = days, one.site.url
    return found


async def _look_once(session: ServerSession) -> Machine:
    seldom = _Seldom()
    try:
        machine, _ = await asyncio.gather(Looker().look(session), seldom.ask(session))
    except ProblemError as refused:
        return _lost(Machine(server=session.profile.name, at=time.time()), refused.problem)
    return seldom.over(machine)


def _lost(machine: Machine, why: Problem) -> Machine:
    """Say that nobody could look: of each service, what is not known now is not told either."""
    services = tuple(
        replace(
            one, active=UNKNOWN, restarting=False, healthy=None, unknown=why, why=None, uptime=None,
            latency=None, memory=None, cpu=None, cpu_seconds=None, processes=(), runs=None,
        )
        for one in machine.services
    )  # fmt: skip
    return replace(machine, services=services, unknown=why)


def differing(home: Home, board: Board, servers: Iterable[Profile]) -> tuple[Problem, ...]:
    """Say of each service where servers of one environment hold different releases of it."""
    from core.operate.differing import on_board
    from core.servers.environments import LABEL
    from core.usecases.finishing import advised

    environments = {one.name: one.labels.get(LABEL, "") for one in servers}
    found = on_board(board.rows, environments)
    return tuple(advised(home, one, name, environments) for name, one in found)


def not_well(board: Board) -> Problem | None:
    """Say what is not well, or what nobody could look at; nothing where all is well."""
    sick = [one for one in board.rows if one.healthy is False]
    if len(sick) > 1:
        names = list_of(f"{one.service} ({one.server})" for one in sick)
        return Problem(
            code="services_not_well",
            what=say("{n} services are not healthy: {names}.", n=len(sick), names=names),
            why=sick[0].why.why if sick[0].why else say("Their health checks failed."),
            next=(Advice(say("Check each of them: goferry status --service NAME.")),),
        )
    unknown = (*(one.unknown for one in board.machines), *(one.unknown for one in board.rows))
    return sick[0].why if sick else next(filter(None, unknown), None)
