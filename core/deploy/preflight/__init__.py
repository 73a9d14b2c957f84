"""Will this program run on that server? Asked before anything is uploaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.deploy.preflight import (
    busy,
    connections,
    data,
    doors,
    further,
    health,
    port,
    processes,
    program,
    rights,
    room,
    service,
    system,
    unseen,
    variables,
)
from core.deploy.preflight.case import Case
from core.deploy.preflight.system import inert_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.problems import Problem

__all__ = ("Case", "findings", "inert_lines", "notes")

_FORBIDDING = (
    service.env_file,
    variables.secrets_missing,
    service.includes,
    busy.mode_needs_port,
    busy.no_schedule,
    busy.schedule_unused,
    busy.schedule_unknown,
    program.not_for_linux,
    program.wrong_architecture,
    program.processor_too_old,
    program.other_libc,
    system.no_systemd,
    system.tools_missing,
    system.clock_far_off,
    system.unlabelled,
    rights.root_in_terminal_only,
    rights.takes_no_files,
    rights.only_operates,
    rights.traces_closed,
    rights.not_prepared,
    rights.no_linger,
    rights.name_taken,
    rights.place_of_another,
    service.port_taken,
    service.port_needs_root,
    further.taken,
    further.need_root,
    further.behind_the_proxy,
    further.unix_not_held,
    health.no_tls,
    health.no_command,
    health.port_unknown,
    health.job_watched,
    processes.impossible,
    port.fixed_behind_proxy,
    data.elsewhere,
    data.no_room,
    room.no_space,
    room.closed_place,
)
_NOTABLE = (
    rights.not_sandboxed,
    doors.open_doors,
    doors.doors_need_root,
    variables.secrets_not_looked_at,
    variables.file_wins,
    busy.next_runs,
    busy.works_twice,
    busy.not_rehearsed,
    health.watchdog_late,
    system.lines_inert,
    system.clock_off,
    system.no_authorities,
    system.no_zones,
    system.firewall,
    data.copied,
    service.costs_requests,
    connections.open_now,
    service.past_the_proxy,
    service.variables_lost,
    port.overridden,
    processes.not_rehearsed,
    processes.ended,
    program.needs_libraries,
)


def findings(case: Case) -> tuple[Problem, ...]:
    """Return all that forbids this deploy; the causes of others go first."""
    return _found(case, _FORBIDDING)


def notes(case: Case) -> tuple[Problem, ...]:
    """Return what a person should know, though the deploy may go on."""
    others = (*processes.notes(case), *service.notes(case), *unseen.notes(case))
    return (*_found(case, _NOTABLE), *others)


def _found(case: Case, checks: tuple[Callable[[Case], Problem | None], ...]) -> tuple[Problem, ...]:
    return tuple(problem for check in checks if (problem := check(case)))
