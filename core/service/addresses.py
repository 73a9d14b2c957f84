"""Under which addresses others find a service: its own port first, then the further ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.service.health_question import port_of
from core.service.model import HealthScheme, Kind, Scope
from core.service.named_ports import further_ports, numbered_ports
from core.service.unit_ports import socket_path

if TYPE_CHECKING:
    from core.service.model import Service

_USUAL = {"http": 80, "https": 443}
_SPOKEN = {HealthScheme.HTTP, HealthScheme.HTTPS, HealthScheme.GRPC, HealthScheme.TCP}


def main_address(host: str, service: Service) -> str:
    """Return where the service's own port is found, as far as its options tell what it speaks.

    Nothing for one that has none.
    """
    if service.kind is not Kind.WEB:
        return ""
    return _address(_spoken(service), host, service.port)


def addresses(host: str, service: Service) -> tuple[str, ...]:
    """Return where each of its ports is found."""
    further = (_address(one.scheme, host, one.number) for one in numbered_ports(service))
    run = "/run" if service.scope is Scope.SYSTEM else "$XDG_RUNTIME_DIR"
    files = (f"unix:{socket_path(service, one, run)}" for one in further_ports(service) if one.unix)
    return tuple(filter(None, (main_address(host, service), *further, *files)))


def _spoken(service: Service) -> str:
    """Tell what is spoken on the service's own port: what is asked there, else HTTP."""
    scheme = service.health.scheme
    asked = scheme in _SPOKEN and port_of(service) == service.port
    if asked and (scheme is not HealthScheme.TCP or service.port not in _USUAL.values()):
        return scheme.value
    return "https" if service.port == _USUAL["https"] else "http"


def _address(scheme: str, host: str, port: int) -> str:
    where = f"[{host}]" if ":" in host else host
    if _USUAL.get(scheme) == port:
        return f"{scheme}://{where}/"
    return f"{scheme}://{where}:{port}{'/' if scheme in _USUAL else ''}"
