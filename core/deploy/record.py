"""What GoFerry leaves on a server about a service, so that any computer can operate it later."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from core.deploy.layout import Layout
from core.deploy.model import Health, Limits, Mode, Scope, Service
from core.problems import Problem, ProblemError
from core.words import say

if TYPE_CHECKING:
    from core.server.session import ServerSession

_LONGEST = 16_384


def text(service: Service) -> str:
    """Write down what is needed to ask for the service's health; no secret, no local path."""
    found = {
        "port": service.port,
        "health_path": service.health_path,
        "mode": service.mode.value,
        "keep_releases": service.keep_releases,
        "rehearse": service.rehearse,
        "scope": service.scope.value,
        "limits": asdict(service.limits),
        "health": asdict(service.health),
    }
    return json.dumps(found, indent=2) + "\n"


async def read(session: ServerSession, name: str) -> Service:
    """Return the service as it was deployed last. Raises "service_not_found"."""
    places = (f"{Layout(name, scope).state}/service.json" for scope in Scope)
    tries = (f"head -c {_LONGEST} {place} 2>/dev/null" for place in places)
    ran = await session.run(" || ".join(tries))
    try:
        return _parsed(name, json.loads(ran.out))
    except (ValueError, TypeError, KeyError, AttributeError) as reason:
        raise ProblemError(_not_found(session.profile.name, name)) from reason


def _parsed(name: str, found: dict[str, Any]) -> Service:
    return Service(
        name=name,
        port=int(found["port"]),
        health_path=str(found["health_path"]),
        mode=Mode(found["mode"]),
        keep_releases=int(found["keep_releases"]),
        rehearse=bool(found["rehearse"]),
        scope=Scope(found["scope"]),
        limits=_limits(found["limits"]),
        health=_health(found["health"]),
    )


def _limits(found: dict[str, Any]) -> Limits:
    return Limits(memory=str(found["memory"]), cpu=int(found["cpu"]), tasks=int(found["tasks"]))


def _health(found: dict[str, Any]) -> Health:
    """Read each number as what it is in `Health`; a server's words are not believed."""
    kinds = {name: type(value) for name, value in asdict(Health()).items()}
    return Health(**{name: kind(found[name]) for name, kind in kinds.items()})


def _not_found(server: str, name: str) -> Problem:
    return Problem(
        code="service_not_found",
        what=say("{server} has no service “{name}” from GoFerry.", server=server, name=name),
        why=say("It was never deployed there, or was removed."),
    )
