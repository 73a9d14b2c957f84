"""A service in one line: its name, how it is reached, and what a deploy costs its callers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.service.model import HealthScheme, Kind, Mode
from core.words import Text, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.service.model import Service

_COST: Mapping[Mode, Text] = {
    Mode.SHARED: say("no request lost"),
    Mode.SOCKET: say("requests wait during the switch"),
    Mode.PROXY: say("port stays open during the switch"),
    Mode.RESTART: say("short gap during the switch"),
}
_SCHEMES: Mapping[HealthScheme, Text] = {
    HealthScheme.TCP: say("health: port open"),
    HealthScheme.GRPC: say("health: gRPC"),
    HealthScheme.NOTIFY: say("health: READY=1"),
    HealthScheme.COMMAND: say("health: a command"),
    HealthScheme.NONE: say("health: stays up"),
}


def summary(service: Service) -> Text:
    """Say what is deployed, as in "hello on :8080, health /health, no request lost"."""
    match service.kind:
        case Kind.WEB:
            return say(
                "{name} on :{port}, {health}, {cost}",
                name=service.name,
                port=service.port,
                health=_health(service),
                cost=_COST[service.mode],
            )
        case Kind.WORKER:
            return say("{name}, a worker without a port", name=service.name)
        case Kind.TIMER:
            return say(
                "{name}, a job on the schedule {schedule}",
                name=service.name,
                schedule=service.schedule or "?",
            )


def _health(service: Service) -> Text:
    if (known := _SCHEMES.get(service.health.scheme)) is not None:
        return known
    if not service.health_path:
        return _SCHEMES[HealthScheme.TCP]
    return say("health {path}", path=service.health_path)
