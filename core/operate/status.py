"""What runs on a server right now, and whether it is well."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.actions import ShowLogs
from core.operate import staying
from core.plain_text import inert
from core.problems import Advice, Problem, ProblemError
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
from core.service.layout import Layout
from core.service.model import HealthScheme, Kind, Scope
from core.service.results import UNKNOWN, ProcessStatus, Status
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.service.installed import Installed
    from core.service.model import Process, Service
    from core.ssh.session import ServerSession
    from core.words import Text

_EXPOSURE = re.compile(r"Overall exposure level for \S+: (?P<level>[\d.]+)")
_NO_ANSWER = frozenset({"port_closed", "no_answer"})  # the service's own, not the way's


async def status(session: ServerSession, name: str) -> Status:
    """Ask systemd, the releases folder, and the service itself."""
    service = await record.read(session, name)
    there = await installed.ask(session, service)
    layout = Layout.of(service)
    hidden = unseen.problem_of(there, layout)
    runs = await staying.runs(session, service) if service.kind is Kind.TIMER else None
    healthy, unknown = await _health(session, service, there.unit_state)
    others = [await _of_process(session, service, one, there) for one in service.processes]
    proved = [False] if probation.failed(there) else []
    return Status(
        server=session.profile.name,
        active=there.unit_state,
        release=there.current or (UNKNOWN if hidden else ""),
        previous=_previous(there, layout),
        releases=there.releases,
        healthy=_together(
            _together(healthy, runs is None or runs.well, *(one.healthy for one in others)), *proved
        ),
        exposure=await _exposure(session, service),
        allow=service.allow,
        scope=service.scope,
        unknown=unknown or hidden,
        protocol=_protocol(there, layout),
        processes=tuple(others),
        addresses=addresses(session.profile.host, service),
        probation_until=probation.until(there),
        probation=await probation.came_to(session, service, there),
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
    runs = await staying.runs(session, own, process.name) if job else None
    state = there.process_states.get(Layout.timer_of(unit) if job else unit, "inactive")
    healthy, _ = await _health(session, own, state, process.name)
    return ProcessStatus(
        name=process.name,
        active=state,
        healthy=_together(healthy, runs is None or runs.well),
        kind=process.kind,
        runs=runs,
    )


def _together(*healthy: bool | None) -> bool | None:
    """Tell whether all are well: one that is not is enough to know, one that is hidden is not."""
    if False in healthy:
        return False
    return None if None in healthy else True


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
        where = ", ".join(one.server for one in sick)
        return Problem(
            code="service_not_well",
            what=say("{name} is not well on {servers}.", name=name, servers=where),
            why=_why(sick[0]),
            next=(Advice(say("See its log: goferry logs."), ShowLogs(sick[0].server)),),
        )
    return next((one.unknown for one in found if one.unknown), None)


def _why(sick: Status) -> Text:
    if sick.probation is not None:
        return sick.probation.what
    ill = next((one for one in sick.processes if one.healthy is False), None)
    if sick.active == "active" and ill is not None:
        return _why_process(ill)
    if sick.active != "active":
        return say("systemd says that it is “{state}” there.", state=inert(sick.active))
    if sick.runs:
        return say("Its last run ended with exit code {code}.", code=sick.runs.code)
    if sick.kind is Kind.WORKER:
        return say("It does not stay up: systemd has just restarted it.")
    return say("It runs, but does not answer its health check as it should.")


def _why_process(ill: ProcessStatus) -> Text:
    if ill.runs and ill.active == "active":
        return say(
            "The last run of its process “{name}” ended with exit code {code}.",
            name=ill.name,
            code=ill.runs.code,
        )
    return say(
        "Its process “{name}” is not well; systemd says that it is “{state}” there.",
        name=ill.name,
        state=inert(ill.active),
    )


async def _health(
    session: ServerSession, service: Service, state: str, process: str = ""
) -> tuple[bool | None, Problem | None]:
    """Ask what the deploy asked; without an answer tell a sick service from a closed way there."""
    if state == UNKNOWN:
        return None, _systemd_silent(session.profile.name)
    if state != "active":
        return False, None
    try:
        return await _asked(session, service, process), None
    except ProblemError as reason:
        answered = reason.problem.code in _NO_ANSWER
        return (False, None) if answered else (None, reason.problem)


async def _asked(session: ServerSession, service: Service, process: str) -> bool:
    port = health_question.port_of(service)
    match health_question.scheme_of(service):
        case HealthScheme.HTTP:
            reply = await session.http_get(port, service.health_path)
            return service.health.lowest <= reply.status <= service.health.highest
        case HealthScheme.TCP:
            return await session.opens(port)
        case HealthScheme.NONE if service.kind is Kind.WORKER:
            return await staying.stays_up(session, service, process)
        case HealthScheme.NOTIFY | HealthScheme.NONE if service.health.watchdog:
            return await staying.stays_up(session, service, process)
        case HealthScheme.NOTIFY | HealthScheme.NONE:
            return True  # systemd says that it runs, and that is all that the deploy asked
        case _:
            return await health_there.ask(session, service, process)


def _systemd_silent(server: str) -> Problem:
    return Problem(
        code="systemd_silent",
        what=say("Whether the service runs on {server} is not known.", server=server),
        why=say("systemd there did not tell the state of its unit."),
    )


async def _exposure(session: ServerSession, service: Service) -> float | None:
    """Read systemd's own score of the unit: 0 is sealed, 10 is open; a user's is not sealed."""
    if service.scope is Scope.USER:
        return None
    ran = await session.run(f"systemd-analyze security --no-pager {Layout.of(service).unit}")
    found = _EXPOSURE.search(ran.out)
    return float(found["level"]) if found else None
