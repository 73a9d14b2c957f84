"""Proof instead of promise: kill the program, restart it under load, and count what was lost."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.events import Steps, on_server, unheard
from core.operate.load import Aim, Load, Tally
from core.problems import Advice, Problem, ProblemError
from core.service import record
from core.service.layout import Layout
from core.service.model import HealthScheme, Kind
from core.service.privilege import act
from core.service.reverting import change, to_itself
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from core.events import Report
    from core.service.model import Service
    from core.ssh.session import ServerSession

_RATE = 200  # requests a second: enough to see a gap of some milliseconds
_RECOVERY = 30.0
_BEFORE_AND_AFTER = 1.0
_COUNTED = {HealthScheme.HTTP, HealthScheme.HTTPS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill:
    """What a drill found. `lost` of `requests` were lost while the service was restarted.

    `recovered_seconds` is how long after its death it answered well again, or ran again where it
    has no port: then there are no requests. `slowest` is the longest wait for a reply during the
    restart, in seconds.
    """

    server: str
    recovered_seconds: float
    requests: int
    lost: int
    slowest: float


async def drill(session: ServerSession, name: str, *, report: Report) -> Drill:
    """Test a running service the hard way: its users notice the first half of it.

    First the program is killed and its return timed. Then the same release takes over from itself
    as in a deploy, while requests from this computer go on.
    """
    service = await record.read(session, name)
    if service.kind is not Kind.WEB:
        return await _without_requests(session, service, report)
    _must_be_http(service)
    aim = Aim(
        host=session.profile.host,
        port=service.port,
        path=service.health_path or "/",
        rate=_RATE,
        keep_alive=False,
        tls=service.health.scheme is HealthScheme.HTTPS,
    )
    await _must_be_reachable(aim)
    counted = Steps(2, on_server(session.profile.name, report))
    counted.start(say("Kill the program and wait until it is back"))
    recovered = await _recovery(session, service, lambda: _answers(aim))
    counted.finish()
    counted.start(say("Start it anew under load"))
    tally = await _under_load(session, service, aim)
    counted.finish()
    return Drill(
        server=session.profile.name,
        recovered_seconds=recovered,
        requests=tally.sent,
        lost=tally.lost_requests,
        slowest=tally.slowest,
    )


async def _without_requests(session: ServerSession, service: Service, report: Report) -> Drill:
    """Drill a worker: what counts is that it comes back and can be started anew."""
    if service.kind is Kind.TIMER:
        raise ProblemError(_nothing_to_kill(service))
    counted = Steps(2, on_server(session.profile.name, report))
    counted.start(say("Kill the program and wait until it is back"))
    before = await _process(session, service)
    recovered = await _recovery(session, service, lambda: _runs_anew(session, service, before))
    counted.finish()
    counted.start(say("Restart it"))
    outcome = await change(session, service, to_itself(service), report=unheard)
    if outcome.problem:
        raise ProblemError(outcome.problem)
    counted.finish()
    return Drill(
        server=session.profile.name, recovered_seconds=recovered, requests=0, lost=0, slowest=0.0
    )


async def _process(session: ServerSession, service: Service) -> str:
    layout = Layout.of(service)
    script = f"{layout.systemctl} show {layout.unit} --property=MainPID --value"
    return (await act(session, service.scope, script)).out.strip()


async def _runs_anew(session: ServerSession, service: Service, before: str) -> bool:
    return await _process(session, service) not in {"", "0", before}


async def _answers(aim: Aim) -> bool:
    return not (await Load(aim).once()).lost_requests


async def _must_be_reachable(aim: Aim) -> None:
    if not await _answers(aim):
        raise ProblemError(_not_reachable(aim))


async def _recovery(
    session: ServerSession, service: Service, is_back: Callable[[], Awaitable[bool]]
) -> float:
    await _calm(session, service)
    since = time.monotonic()
    layout = Layout.of(service)
    await act(session, service.scope, f"{layout.systemctl} kill --signal=KILL {layout.unit}")
    while time.monotonic() - since < _RECOVERY:
        if await is_back():
            return time.monotonic() - since
        await asyncio.sleep(0.02)
    raise ProblemError(_not_back(service))


async def _calm(session: ServerSession, service: Service) -> None:
    """Keep a release on probation from going back: its watch goes on after the restart."""
    layout = Layout.of(service)
    await act(session, service.scope, f"{layout.systemctl} stop {layout.watch} 2>/dev/null || :")


async def _under_load(session: ServerSession, service: Service, aim: Aim) -> Tally:
    load = Load(aim)
    load.start()
    try:
        await asyncio.sleep(_BEFORE_AND_AFTER)
        outcome = await change(session, service, to_itself(service), report=unheard)
        await asyncio.sleep(_BEFORE_AND_AFTER)
    finally:
        tally = await load.stop()
    if outcome.problem:  # also where it was too late to cancel
        raise ProblemError(outcome.problem)
    return tally


def _must_be_http(service: Service) -> None:
    """Refuse a service of which nobody said that it answers HTTP requests, which are counted."""
    if service.health.scheme in _COUNTED:
        return
    raise ProblemError(
        Problem(
            code="drill_needs_http",
            what=say("The drill cannot count lost requests of {name}.", name=service.name),
            why=say(
                "It sends HTTP requests, and the service's health is checked by {scheme}.",
                scheme=service.health.scheme.value,
            ),
        )
    )


def _not_reachable(aim: Aim) -> Problem:
    return Problem(
        code="service_not_reachable",
        what=say(
            "This computer cannot reach the service at {host}:{port}.",
            host=aim.host,
            port=aim.port,
        ),
        why=say("It listens on the server itself only, or a firewall closes the port."),
    )


def _nothing_to_kill(service: Service) -> Problem:
    return Problem(
        code="nothing_to_drill",
        what=say("{name} has no process to kill.", name=service.name),
        why=say("Its job runs only at its scheduled times."),
        next=(Advice(say("Run its job now: goferry run.")),),
    )


def _not_back(service: Service) -> Problem:
    return Problem(
        code="service_not_back",
        what=say("{name} did not come back after it was killed.", name=service.name),
        why=say("systemd restarts it after two seconds; it does not answer well since."),
    )
