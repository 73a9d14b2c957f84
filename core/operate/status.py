"""What runs on a server right now, and whether it is well."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

from core.operate import staying, unwell
from core.problems import ProblemError
from core.service import (
    health_question,
    health_there,
    installed,
    probation,
    protocol,
    record,
    unseen,
)
from core.service.addresses import addresses
from core.service.further import alone
from core.service.health_question import Way
from core.service.layout import Layout
from core.service.model import HealthScheme, Kind, Scope
from core.service.results import UNKNOWN, ProcessStatus, Runs, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.problems import Problem
    from core.service.installed import Installed
    from core.service.model import Process, Service
    from core.ssh.session import ServerSession
    from core.words import Text

_EXPOSURE = re.compile(r"Overall exposure level for \S+: (?P<level>[\d.]+)")
_NO_ANSWER = frozenset({"port_closed", "no_answer"})  # the service's own, not the way's


async def status(session: ServerSession, name: str) -> Status:
    """Ask systemd, the releases folder, and the service itself: what can be asked at once, at once.

    Three questions stand one behind the other: what it is, what there is of it, and how that does.
    """
    service = await record.read(session, name)
    there, exposure, runs = await asyncio.gather(
        installed.ask(session, service), _exposure(session, service), _runs(session, service)
    )
    layout = Layout.of(service)
    hidden = unseen.problem_of(there, layout)
    processes = (_of_process(session, service, one, there) for one in service.processes)
    (healthy, unknown), came_to, others = await asyncio.gather(
        _health(session, service, there.unit_state),
        probation.came_to(session, service, there),
        asyncio.gather(*processes),
    )
    proved = [False] if probation.failed(there) else []
    return Status(
        server=session.profile.name,
        active=there.unit_state,
        release=there.current or (UNKNOWN if hidden else ""),
        previous=_previous(there, layout),
        releases=there.releases,
        healthy=unwell.together(
            unwell.together(healthy, runs is None or runs.well, *(one.healthy for one in others)),
            *proved,
        ),
        exposure=exposure,
        allow=service.allow,
        scope=service.scope,
        unknown=unknown or hidden,
        protocol=_protocol(there, layout),
        processes=tuple(others),
        addresses=addresses(session.profile.host, service),
        probation_until=probation.until(there),
        probation=came_to,
        kind=service.kind,
        runs=runs,
        copies=there.copies,
        copies_in=layout.copies if there.copies else "",
    )


async def _of_process(
    session: ServerSession, service: Service, process: Process, there: Installed
) -> ProcessStatus:
    """Ask of a further process what is asked of a service that is nothing else."""
    unit, own = Layout.of(service).process_unit(process.name), alone(service, process)
    job = process.kind is Kind.TIMER
    state = there.process_states.get(Layout.timer_of(unit) if job else unit, "inactive")
    runs, (healthy, _) = await asyncio.gather(
        _runs(session, own, process.name), _health(session, own, state, process.name)
    )
    return ProcessStatus(
        name=process.name,
        active=state,
        healthy=unwell.together(healthy, runs is None or runs.well),
        kind=process.kind,
        runs=runs,
    )


async def _runs(session: ServerSession, own: Service, process: str = "") -> Runs | None:
    return await staying.runs(session, own, process) if own.kind is Kind.TIMER else None


def _protocol(there: Installed, layout: Layout) -> int | None:
    text = there.texts.get(layout.helper)
    return None if text is None else protocol.version_of(text)


def _previous(there: Installed, layout: Layout) -> str:
    """Name the release that a roll-back takes; not known where its history is closed."""
    if there.releases and {layout.history, layout.bad} & {*there.closed}:
        return UNKNOWN
    return there.previous


def not_well(name: str, found: Sequence[Status]) -> Problem | None:
    """Say where a service is not well, or where nobody could look."""
    sick = [one for one in found if one.healthy is False]
    if sick:
        return unwell.problem(name, sick, _why(sick[0]))
    return next((one.unknown for one in found if one.unknown), None)


def _why(sick: Status) -> Text:
    return sick.probation.what if sick.probation else unwell.why(sick)


async def _health(
    session: ServerSession, service: Service, state: str, process: str = ""
) -> tuple[bool | None, Problem | None]:
    """Ask what the deploy asked; without an answer tell a sick service from a closed way there."""
    if state == UNKNOWN:
        return None, unwell.systemd_silent(session.profile.name)
    if state != "active":
        return False, None
    try:
        return await _asked(session, service, process), None
    except ProblemError as reason:
        answered = reason.problem.code in _NO_ANSWER
        return (False, None) if answered else (None, reason.problem)


async def _asked(session: ServerSession, service: Service, process: str) -> bool:
    match health_question.way_of(service):
        case Way.PORT | Way.HELPER:
            return await _answers(session, service, process)
        case Way.STAYS_UP:
            return await staying.stays_up(session, service, process)
        case Way.RUNS:
            return True  # systemd says that it runs, and that is all that the deploy asked


async def _answers(session: ServerSession, service: Service, process: str) -> bool:
    port = health_question.port_of(service)
    match health_question.scheme_of(service):
        case HealthScheme.HTTP:
            reply = await session.http_get(port, service.health_path)
            return service.health.lowest <= reply.status <= service.health.highest
        case HealthScheme.TCP:
            return await session.opens(port)
        case _:
            return await health_there.ask(session, service, process)


async def _exposure(session: ServerSession, service: Service) -> float | None:
    """Read systemd's own score of the unit: 0 is sealed, 10 is open; a user's is not sealed."""
    if service.scope is Scope.USER:
        return None
    ran = await session.run(f"systemd-analyze security --no-pager {Layout.of(service).unit}")
    found = _EXPOSURE.search(ran.out)
    return float(found["level"]) if found else None
