"""Proof instead of promise: redeploy, roll back and kill under load, and count what was lost."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from core.events import Noticed, Steps, on_server, unheard
from core.operate import drill_words, rollback
from core.operate.drilled import Drill, Moment, Part, drilled
from core.operate.generator import Aim, under_load
from core.operate.releases import releases
from core.plain_text import number_or_none
from core.problems import ProblemError
from core.service import health_there, record
from core.service.layout import Layout
from core.service.model import HealthScheme, Kind
from core.service.privilege import act
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from core.events import Report
    from core.service.model import Service
    from core.service.results import Outcome
    from core.ssh.session import ServerSession
    from core.words import Text

_RECOVERY = 30.0
_LONGEST = 300  # seconds of load beside those
_AFTER = 1.0
_COUNTED = {HealthScheme.HTTP, HealthScheme.HTTPS}
WORDS: dict[Part, Text] = {
    Part.CALM: say("Send steady requests before any change"),
    Part.REDEPLOY: say("Restart the release as a deploy does"),
    Part.BACK: say("Roll back to the previous release"),
    Part.FORWARD: say("Return to the newest release"),
    Part.KILL: say("Kill the program and wait until it has recovered"),
}
_RESTART = say("Restart the service")
_AWAY = {Part.BACK, Part.FORWARD}  # parts that may end while the release before is live
# When the process is gone for good, by the server's clock.
_KILL = """\
pid=$({systemctl} show {unit} --property=MainPID --value)
{systemctl} kill --signal=KILL {unit}
tries=0
while [ -e "/proc/$pid" ] && [ $tries -lt 200 ]; do tries=$((tries + 1)); sleep 0.01; done
date +%s%6N
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillWish:
    """How to drill: `program` is the load generator for the server, None where none can be built.

    With `back`, the release before is brought live as well, and the live one again after it. Under
    `rate` requests a second it is left alone for `steady` seconds before anything is changed.
    """

    program: Path | None = None
    back: bool = True
    rate: int = 200
    steady: int = 2


async def drill(session: ServerSession, name: str, wish: DrillWish, *, report: Report) -> Drill:
    """Test a running service the hard way: its users notice the end of it.

    Raises why it cannot be tested, before anything is changed; else what did not go well.
    """
    service = await record.read(session, name)
    if service.kind is Kind.TIMER:
        raise ProblemError(drill_words.nothing_to_kill(service))
    if service.kind is Kind.WEB:
        _must_be_http(service)
        if not await _is_well(session, service):
            raise ProblemError(drill_words.not_well(service, session.profile.name))
    report = on_server(session.profile.name, report)
    if service.kind is not Kind.WEB or wish.program is None:
        return await _without_requests(session, service, report)
    return await _Drill(session, service, wish, report).drilled(wish.program)


def _must_be_http(service: Service) -> None:
    """Refuse a service of which nobody said that it answers HTTP requests, which are counted."""
    if service.health.scheme not in _COUNTED:
        raise ProblemError(drill_words.needs_http(service))


class _Drill:
    """One drill under load; `moments` say when each of its parts began, by the server's clock."""

    def __init__(
        self, session: ServerSession, service: Service, wish: DrillWish, report: Report
    ) -> None:
        self._session, self._service, self._wish = session, service, wish
        self._report = report
        self._moments: list[Moment] = []

    async def drilled(self, program: Path) -> Drill:
        there = await releases(self._session, self._service.name)
        live = next((one.release for one in there.releases if one.live), "")
        before = next((one.release for one in there.releases if one.previous), "")
        parts = self._parts(live, before if self._wish.back else "")
        counted = Steps(len(parts), self._report)
        aim = Aim(rate=self._wish.rate, seconds=_LONGEST + self._wish.steady)
        await _calm(self._session, self._service)
        async with under_load(self._session, self._service, program, aim) as load:
            try:
                for part, work in parts.items():
                    counted.start(WORDS[part])
                    self._moments.append(Moment(part=part, at=await _now(self._session)))
                    await work()
                    counted.finish()
            except BaseException:
                if self._moments[-1:] and self._moments[-1].part in _AWAY:
                    await asyncio.shield(self._return_to(live))
                raise
        if not any(one.due >= self._moments[-1].at for one in load.shots):
            raise ProblemError(drill_words.load_ended(self._service))
        return drilled(
            self._session.profile.name,
            self._service,
            release=live,
            moments=self._moments,
            shots=load.shots,
        )

    def _parts(self, live: str, before: str) -> dict[Part, Callable[[], Awaitable[None]]]:
        session, name = self._session, self._service.name
        restart = partial(rollback.restart, session, name, report=unheard)
        parts: dict[Part, Callable[[], Awaitable[None]]] = {
            Part.CALM: partial(asyncio.sleep, self._wish.steady),
            Part.REDEPLOY: partial(self._change, restart),
        }
        if before:
            go_to = partial(rollback.roll_back, session, name, report=unheard)
            parts[Part.BACK] = partial(self._change, partial(go_to, release=before))
            parts[Part.FORWARD] = partial(self._change, partial(go_to, release=live))
        return {**parts, Part.KILL: self._kill}

    async def _change(self, change: Callable[[], Awaitable[Outcome]]) -> None:
        outcome = await change()
        await asyncio.sleep(_AFTER)
        if outcome.problem:  # also where it was too late to cancel
            raise ProblemError(outcome.problem)

    async def _return_to(self, live: str) -> None:
        """Leave the release live that was: who stops a drill halfway wants no other one."""
        there = await releases(self._session, self._service.name)
        if not any(one.live and one.release == live for one in there.releases):
            go_to = partial(rollback.roll_back, self._session, self._service.name)
            outcome = await go_to(release=live, report=unheard)
            if outcome.problem:
                self._report(Noticed(problem=outcome.problem))

    async def _kill(self) -> None:
        layout = Layout.of(self._service)
        await _calm(self._session, self._service)
        script = _KILL.format(systemctl=layout.systemctl, unit=layout.unit)
        ran = await act(self._session, self._service.scope, script)
        self._moments[-1] = Moment(part=Part.KILL, at=_moment(ran.out))
        since = time.monotonic()
        while not await _is_well(self._session, self._service):
            if time.monotonic() - since > _RECOVERY:
                raise ProblemError(drill_words.not_back(self._service))
            await asyncio.sleep(0.1)
        await asyncio.sleep(_AFTER)


async def _without_requests(session: ServerSession, service: Service, report: Report) -> Drill:
    """Drill without load: what counts is that it comes back and can be started anew."""
    counted = Steps(2, report)
    counted.start(WORDS[Part.KILL])
    before = await _process(session, service)
    await _calm(session, service)
    layout = Layout.of(service)
    since = time.monotonic()
    await act(session, service.scope, f"{layout.systemctl} kill --signal=KILL {layout.unit}")
    while await _process(session, service) in {"", "0", before}:
        if time.monotonic() - since > _RECOVERY:
            raise ProblemError(drill_words.not_back(service))
        await asyncio.sleep(0.02)
    recovered = time.monotonic() - since
    counted.finish()
    counted.start(_RESTART)
    outcome = await rollback.restart(session, service.name, report=unheard)
    if outcome.problem:
        raise ProblemError(outcome.problem)
    counted.finish()
    return Drill(
        server=session.profile.name,
        service=service.name,
        mode=service.mode,
        release=outcome.release,
        recovered_seconds=recovered,
    )


async def _process(session: ServerSession, service: Service) -> str:
    layout = Layout.of(service)
    script = f"{layout.systemctl} show {layout.unit} --property=MainPID --value"
    return (await act(session, service.scope, script)).out.strip()


async def _calm(session: ServerSession, service: Service) -> None:
    """Keep a release on probation from going back: its watch goes on after the next change."""
    layout = Layout.of(service)
    await act(session, service.scope, f"{layout.systemctl} stop {layout.watch} 2>/dev/null || :")


async def _is_well(session: ServerSession, service: Service) -> bool:
    """Ask for its health on the server itself; one that does not answer is not well."""
    try:
        if service.health.scheme is HealthScheme.HTTPS:
            return await health_there.ask(session, service, "")
        port = service.health.port or service.port
        reply = await session.http_get(port, service.health_path or "/")
    except ProblemError as reason:
        if reason.problem.code in {"port_closed", "no_answer"}:
            return False
        raise
    return service.health.lowest <= reply.status <= service.health.highest


async def _now(session: ServerSession) -> int:
    return _moment((await session.run("date +%s%6N")).out)


def _moment(told: str) -> int:
    """Read the server's clock: microseconds since 1970."""
    return number_or_none(told.strip().rpartition("\n")[2]) or 0
