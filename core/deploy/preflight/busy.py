"""Does what keeps the service busy fit together: its kind, its mode and its schedule?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.actions import ChooseOption, UseOption
from core.problems import Advice, Problem
from core.service.model import Kind, Mode
from core.words import lists_of, say, verbatim

if TYPE_CHECKING:
    from core.deploy.preflight.case import Case

_CORRECT = Advice(say("Correct the schedule."), ChooseOption("schedule"))


def mode_needs_port(case: Case) -> Problem | None:
    """Refuse a mode that is about a port where there is none."""
    service = case.service
    if service.kind is Kind.WEB or service.mode is Mode.RESTART:
        return None
    return Problem(
        code="mode_needs_port",
        what=say("Mode {mode} needs a service with a port.", mode=service.mode.value),
        why=say("A {kind} has no port.", kind=service.kind.value),
        next=(Advice(say("Use mode restart, or leave the mode out.")),),
        field="mode",
    )


def no_schedule(case: Case) -> Problem | None:
    """Refuse a timer that nothing would ever start."""
    if case.service.kind is not Kind.TIMER or case.service.schedule:
        return None
    return Problem(
        code="schedule_missing",
        what=say("The timer {name} has no schedule.", name=case.service.name),
        why=say("systemd needs to know when to run the job."),
        next=(
            Advice(
                say("Set a schedule, for example daily or *-*-* 03:00."), ChooseOption("schedule")
            ),
        ),
        field="schedule",
    )


def schedule_unused(case: Case) -> Problem | None:
    """Refuse a schedule that a service would have in vain."""
    if case.service.kind is Kind.TIMER or not case.service.schedule:
        return None
    return Problem(
        code="schedule_unused",
        what=say("{name} has a schedule, but it is not a timer.", name=case.service.name),
        why=say("A web service and a worker run all the time."),
        next=(
            Advice(say("If it is a job that ends, make it a timer."), UseOption("kind", "timer")),
            Advice(say("Otherwise, remove the schedule."), UseOption("schedule", "")),
        ),
        field="kind",
    )


def schedule_unknown(case: Case) -> Problem | None:
    """Refuse a schedule that systemd there does not take, or that is over."""
    found, schedule = case.schedule, verbatim(case.service.schedule)
    if found is None or not found.told or found.runs:
        return None
    if found.understood:
        what = say(
            "With the schedule {schedule}, the job would never run again.", schedule=schedule
        )
    else:
        what = say(
            "systemd on the server does not understand the schedule {schedule}.", schedule=schedule
        )
    return Problem(
        code="schedule_unusable",
        what=what,
        why=say("Output of systemd: {told}", told=verbatim(found.told.splitlines()[-1])),
        next=(
            _CORRECT,
            Advice(say("Try a schedule on the server: systemd-analyze calendar daily.")),
        ),
        details=found.told,
        field="schedule",
    )


def next_runs(case: Case) -> Problem | None:
    """Tell when the job runs, in the server's own time, and what becomes of one that runs now."""
    if case.schedule is None or not case.schedule.runs:
        return None
    return Problem(
        code="next_runs",
        what=say("The job runs next at {times}.", times=lists_of(case.schedule.runs)),
        why=say(
            "Times are the server's own. A job that runs during the deploy continues to its end."
        ),
    )


def works_twice(case: Case) -> Problem | None:
    """Tell that a worker that is rehearsed works beside the one that runs."""
    if case.service.kind is not Kind.WORKER or not case.service.rehearse:
        return None
    return Problem(
        code="rehearsal_works",
        what=say("During the rehearsal, two copies of the worker run."),
        why=say("Both releases take work for a short time. Some work might be done twice."),
        next=(Advice(say("Leave out the rehearsal if that would do harm.")),),
    )


def not_rehearsed(case: Case) -> Problem | None:
    """Tell that a job is not tried out."""
    if case.service.kind is not Kind.TIMER or not case.service.rehearse:
        return None
    return Problem(
        code="job_not_rehearsed",
        what=say("The job is not rehearsed."),
        why=say("A rehearsal would do the real work of the job."),
        next=(Advice(say("Run it once when it is live: goferry run.")),),
    )
