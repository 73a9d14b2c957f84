"""What is asked of a service to know whether it is well: the same by a deploy and by `status`."""

from __future__ import annotations

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
