"""What runs on a server right now, and whether it is well."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.deploy import installed, record
from core.deploy.layout import Layout
from core.deploy.model import Scope, Status
from core.problems import ProblemError

if TYPE_CHECKING:
    from core.deploy.model import Service
    from core.server.session import ServerSession

_EXPOSURE = re.compile(r"Overall exposure level for \S+: (?P<level>[\d.]+)")


async def status(session: ServerSession, name: str) -> Status:
    """Ask systemd, the releases folder, and the service itself."""
    service = await record.read(session, name)
    there = await installed.ask(session, service)
    active = there.unit_state == "active"
    return Status(
        server=session.profile.name,
        active=there.unit_state,
        release=there.current,
        previous=there.previous,
        releases=there.releases,
        healthy=await _healthy(session, service) if active else None,
        exposure=await _exposure(session, service),
        scope=service.scope,
    )


async def _healthy(session: ServerSession, service: Service) -> bool:
    try:
        reply = await session.http_get(service.port, service.health_path or "/")
    except ProblemError:
        return False
    return service.health.lowest <= reply.status <= service.health.highest


async def _exposure(session: ServerSession, service: Service) -> float | None:
    """Read systemd's own score of the unit: 0 is sealed, 10 is open; a user's is not sealed."""
    if service.scope is Scope.USER:
        return None
    ran = await session.run(f"systemd-analyze security --no-pager {Layout.of(service).unit}")
    found = _EXPOSURE.search(ran.out)
    return float(found["level"]) if found else None
