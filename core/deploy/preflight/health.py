"""Can the service be asked for its health on this server, as it was said?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.actions import UseOption
from core.problems import Advice, Problem
from core.service.health_question import scheme_of
from core.service.model import HealthScheme, Kind
from core.service.named_ports import further_ports
from core.words import say

if TYPE_CHECKING:
    from core.deploy.preflight.case import Case

_SPEAK_TLS = frozenset({"openssl", "curl"})


def no_tls(case: Case) -> Problem | None:
    """Refuse where nothing on the server speaks TLS: its helper has no TLS of its own."""
    if scheme_of(case.service) is not HealthScheme.HTTPS or _SPEAK_TLS & {*case.facts.tools}:
        return None
    return Problem(
        code="health_needs_tls",
        what=say(
            "The server has neither openssl nor curl. Health checks over HTTPS need one of them."
        ),
        why=say("The server runs the health check itself, so no connection is needed."),
        next=(
            Advice(say("Install openssl with the server's package manager.")),
            Advice(
                say("Or check only that the port opens."),
                UseOption("health.scheme", HealthScheme.TCP.value),
            ),
        ),
        field="health",
    )


def no_command(case: Case) -> Problem | None:
    """Refuse a check by a command that nobody named."""
    health = case.service.health
    if health.scheme is not HealthScheme.COMMAND or health.command.split():
        return None
    return Problem(
        code="health_command_missing",
        what=say("The health check runs a command of the program, but no command is set."),
        why=say("Without arguments, the program would start a second time."),
        next=(Advice(say("Set the command: --health-command check.")),),
        field="health",
    )


def job_watched(case: Case) -> Problem | None:
    """Refuse a watchdog over a job: systemd watches what runs all the time."""
    if not case.service.health.watchdog or case.service.kind is not Kind.TIMER:
        return None
    return Problem(
        code="watchdog_unused",
        what=say("A job cannot have a watchdog."),
        why=say("systemd watches only programs that run all the time."),
        next=(Advice(say("Set the watchdog to 0."), UseOption("health.watchdog", "0")),),
        field="health",
    )


def watchdog_late(case: Case) -> Problem | None:
    """Tell that a release may be proved before its watchdog could have ended it."""
    service = case.service
    seconds = service.health.watchdog
    if not service.probation or seconds <= service.health.watch + service.probation:
        return None
    return Problem(
        code="watchdog_late",
        what=say("The watchdog is slower than the probation."),
        why=say(
            "A release that never sends WATCHDOG=1 is stopped after {seconds} "
            "seconds. The probation is over by then, and the server does not "
            "roll back.",
            seconds=seconds,
        ),
        next=(Advice(say("Make the probation longer than the watchdog: --probation.")),),
        field="health",
    )


def port_unknown(case: Case) -> Problem | None:
    """Refuse a port that the service was not said to have: no rehearsal could have a spare one."""
    wanted, service = case.service.health.port, case.service
    known = {0, service.port, *(one.number for one in further_ports(service) if not one.udp)}
    if wanted in known:
        return None
    return Problem(
        code="health_port_unknown",
        what=say(
            "The health check uses port {port}, which is not a port of the service.", port=wanted
        ),
        why=say("A rehearsal gets spare ports only for named ports."),
        next=(Advice(say("Name the port: --ports admin={port}/http.", port=wanted)),),
        field="health",
    )
