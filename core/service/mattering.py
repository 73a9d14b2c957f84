"""To which services an option means something: a port to a web service, a schedule to a timer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.service.model import HealthScheme, Kind

if TYPE_CHECKING:
    from core.service.model import Service

_WITH_A_PATH = {HealthScheme.HTTP, HealthScheme.HTTPS}
_AT_A_PORT = {*_WITH_A_PATH, HealthScheme.TCP, HealthScheme.GRPC}


def always(_service: Service) -> bool:
    """To every service."""
    return True


def to_a_server(service: Service) -> bool:
    """To one that has a port of its own."""
    return service.kind is Kind.WEB


def to_what_stays_up(service: Service) -> bool:
    """To one whose program does not end by itself; of a timer's job, nobody asks how it is."""
    return service.kind is not Kind.TIMER


def to_a_schedule(service: Service) -> bool:
    """To a timer; and to what has a schedule in vain, which a deploy refuses."""
    return service.kind is Kind.TIMER or bool(service.schedule)


def to_a_health_port(service: Service) -> bool:
    """To one that may be asked at a port."""
    return to_what_stays_up(service) and service.health.scheme in _AT_A_PORT


def to_a_health_path(service: Service) -> bool:
    """To one that is asked for a path: a worker is, where a port of its own was named for that."""
    asked = service.kind is Kind.WEB or service.health.port != 0
    return to_what_stays_up(service) and asked and service.health.scheme in _WITH_A_PATH


def to_a_health_command(service: Service) -> bool:
    """To one whose program is run once more to tell its health."""
    return to_what_stays_up(service) and service.health.scheme is HealthScheme.COMMAND
