"""How the domains of a server stand: where they lead, and their certificates."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from core.front import looking, ours
from core.problems import ProblemError
from core.service import record
from core.service.fronted import Door
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.problems import Problem
    from core.service.fronted import Fronted, Site
    from core.ssh.session import ServerSession
    from core.words import Text


async def listed(session: ServerSession) -> tuple[Fronted, ...]:
    """Tell every domain that GoFerry put before a service there, and its certificate."""
    return await _led(session, (await looking.look(session)).fronted())


async def before(session: ServerSession, service: str) -> tuple[Fronted, ...] | Problem:
    """Tell the domains before one service, or why nobody could see whether there are any.

    GoFerry's own front door has all that it answers for. Whoever may not act as root is told what
    can be seen without.
    """
    try:
        seen = await looking.look_as_allowed(session)
    except ProblemError as hidden:
        return hidden.problem
    return await _led(session, (one for one in seen.fronted() if _is_of(one.site, service)))


def _is_of(site: Site, service: str) -> bool:
    return site.service == service or (service == ours.NAME and site.door is Door.OURS)


async def _led(session: ServerSession, found: Iterable[Fronted]) -> tuple[Fronted, ...]:
    """Say of each where it leads past its service."""
    found = tuple(found)
    names = dict.fromkeys(one.site.service for one in found)
    ports = dict(await asyncio.gather(*(_port(session, name) for name in names)))
    return tuple(
        replace(one, problem=_past(one.site, ports.get(one.site.service))) for one in found
    )


async def _port(session: ServerSession, service: str) -> tuple[str, int | None]:
    """Where a service listens now: 0 for one that is gone, None where nobody could look."""
    try:
        return service, (await record.read(session, service)).port
    except ProblemError as refused:
        return service, 0 if refused.problem.code == "service_not_found" else None


def _past(site: Site, now: int | None) -> Text | None:
    if now == 0:
        return say("The service {service} no longer exists.", service=site.service)
    if now in {None, site.port}:
        return None
    return say(
        "The site leads to port {port}, but {service} now listens on {now}. Run "
        "goferry front again.",
        port=site.port,
        service=site.service,
        now=now,
    )
