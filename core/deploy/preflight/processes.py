"""What a deploy does with further processes of a release, that a person may not expect."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.deploy.preflight import busy, health, port
from core.deploy.preflight import service as services
from core.plain_text import inert
from core.problems import Advice, Problem
from core.service import further
from core.service.layout import Layout
from core.service.model import Mode
from core.words import list_of, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from core.deploy.preflight.case import Case

_FORBIDDING = (
    busy.no_schedule,
    busy.schedule_unused,
    busy.schedule_unknown,
    services.port_taken,
    services.port_needs_root,
    health.job_watched,
)
_NOTABLE = (busy.next_runs, health.watchdog_late, port.overridden)


def impossible(case: Case) -> Problem | None:
    """Refuse a process that could not be a service of its own there."""
    return next((found for check in _FORBIDDING for found in _each(case, check)), None)


def notes(case: Case) -> tuple[Problem, ...]:
    """Tell when each job runs, and of a PORT that would win over those of all."""
    return tuple(found for check in _NOTABLE for found in _each(case, check))


def _each(case: Case, check: Callable[[Case], Problem | None]) -> Iterator[Problem]:
    """Ask of each process what is asked of a service that is nothing else."""
    for one in case.service.processes:
        service, schedule = further.alone(case.service, one), case.schedules.get(one.name)
        problem = check(replace(case, service=service, schedule=schedule))
        if problem is not None:
            yield further.told(one.name, problem)


def not_rehearsed(case: Case) -> Problem | None:
    """Tell that a rehearsal is of the main process: a worker beside another would work, too."""
    service = case.service
    if not service.processes or not (service.rehearse or service.mode is Mode.SHARED):
        return None
    names = list_of(one.name for one in service.processes)
    return Problem(
        code="processes_not_rehearsed",
        what=say("The rehearsal starts only the main process."),
        why=say(
            "The other processes ({names}) start after the switch. Next to the "
            "running ones, they might do the same work twice.",
            names=names,
        ),
    )


def ended(case: Case) -> Problem | None:
    """Name those that run there and are no part of the service any more."""
    layout, kept = Layout.of(case.service), {one.name for one in case.service.processes}
    found = dict.fromkeys(map(layout.process_of, case.there.process_states))
    gone = [inert(one) for one in found if one and one not in kept]
    if not gone:
        return None
    return Problem(
        code="processes_end",
        what=say("This deploy stops running processes: {names}.", names=list_of(gone)),
        why=say("The service no longer has these processes. A rollback restores them."),
        next=(Advice(say("Add them to goferry.toml if they should stay.")),),
    )
