"""Why a service cannot be drilled, or did not come through it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.problems import Advice, Problem
from core.words import say

if TYPE_CHECKING:
    from core.service.model import Service


def needs_http(service: Service) -> Problem:
    """Say that its requests cannot be counted."""
    return Problem(
        code="drill_needs_http",
        what=say("The drill cannot count lost requests of {name}.", name=service.name),
        why=say(
            "The drill sends HTTP requests, but the service's health is checked by {scheme}.",
            scheme=service.health.scheme.value,
        ),
    )


def not_well(service: Service, server: str) -> Problem:
    """Say that nothing could be learned from a service that does not answer."""
    return Problem(
        code="service_not_reachable",
        what=say("{name} is unhealthy on {server}.", name=service.name, server=server),
        why=say(
            "A drill counts the requests that a change loses, so the service must be healthy first."
        ),
        next=(Advice(say("See its log: goferry logs.")),),
    )


def nothing_to_kill(service: Service) -> Problem:
    """Say that a timer's job is no running service."""
    return Problem(
        code="nothing_to_drill",
        what=say("{name} has no process to kill.", name=service.name),
        why=say("The job runs only at its scheduled times."),
        next=(Advice(say("Run the job now: goferry run.")),),
    )


def not_back(service: Service) -> Problem:
    """Say that it stayed away."""
    return Problem(
        code="service_not_back",
        what=say("{name} did not recover after it was killed.", name=service.name),
        why=say("systemd restarts it after 2 seconds, but it has not passed a health check since."),
        next=(Advice(say("See its log: goferry logs.")),),
    )


def load_ended(service: Service) -> Problem:
    """Say that the requests ended before the drill did, so that its end was not measured."""
    return Problem(
        code="drill_load_ended",
        what=say("The drill of {name} took longer than its load.", name=service.name),
        why=say("The load is limited in time and in requests, and it ended before the last part."),
        next=(Advice(say("Try again with fewer requests per second.")),),
    )


def no_go(reason: Problem) -> Problem:
    """Say that requests are not counted because the generator cannot be built here."""
    return Problem(
        code="drill_without_load",
        what=say("This drill sends no requests, so it counts no lost ones."),
        why=say("The load generator is built with your own Go: {why}", why=reason.what),
        next=reason.next,
        details=reason.details,
    )
