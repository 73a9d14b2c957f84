"""What is asked of a service to know whether it is well: the same by a deploy and by `status`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from core.service.model import HealthScheme, Kind
from core.words import say, verbatim

if TYPE_CHECKING:
    from core.service.model import Service
    from core.words import Text


def scheme_of(service: Service) -> HealthScheme:
    """Return how it is asked; without a path, HTTP asks only whether the port opens.

    Where there is no port to ask at, what counts is that it stays up.
    """
    scheme = service.health.scheme
    tells = scheme in {HealthScheme.NOTIFY, HealthScheme.COMMAND} or service.health.port
    if service.kind is not Kind.WEB and not tells:
        return HealthScheme.NONE
    if scheme is HealthScheme.HTTP and not service.health_path:
        return HealthScheme.TCP
    return scheme


class Way(StrEnum):
    """How it is found out whether a process that runs is well.

    `PORT`: it answers there as it should. `HELPER`: only the helper on the server can ask.
    `STAYS_UP`: it is not started again and again. `RUNS`: systemd's word suffices.
    """

    PORT = "port"
    HELPER = "helper"
    STAYS_UP = "stays_up"
    RUNS = "runs"


def way_of(service: Service) -> Way:
    """Return how it is found out, now that it runs."""
    match scheme_of(service):
        case HealthScheme.HTTP | HealthScheme.TCP | HealthScheme.HTTPS | HealthScheme.GRPC:
            return Way.PORT
        case HealthScheme.NONE if service.kind is Kind.WORKER:
            return Way.STAYS_UP
        case HealthScheme.NOTIFY | HealthScheme.NONE:
            return Way.STAYS_UP if service.health.watchdog else Way.RUNS
        case _:
            return Way.HELPER


def port_of(service: Service) -> int:
    """Return the port that is asked, of the running service."""
    return service.health.port or service.port


def words(service: Service) -> Text:
    """Say what is asked, as the object of “no answer to”."""
    match scheme_of(service):
        case HealthScheme.TCP:
            return say("a connection")
        case HealthScheme.GRPC:
            return say("the gRPC health check")
        case _:
            return verbatim(service.health_path)
