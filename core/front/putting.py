"""Put domains before services: look, choose the door, write, and wait for the certificates."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.front import changing, looking, ours, reaching
from core.front.authority import Authority
from core.front.doors import HTTP, HTTPS, door_for, place_of
from core.problems import Advice, Problem, ProblemError
from core.servers import facts
from core.service import record
from core.service.fronted import Door, Fronted, Site
from core.service.model import HealthScheme, Kind
from core.words import say

if TYPE_CHECKING:
    from core.front.looking import Seen
    from core.service.model import Service
    from core.service.plan import PlanStep
    from core.ssh.session import ServerSession

_PATIENCE = 90.0  # seconds for a certificate: Caddy tries again after 60; a no is heard sooner
_PAUSE = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which domains lead to which service; `door` None takes what is there, else our own."""

    domains: tuple[str, ...]
    service: str
    door: Door | None = None
    authority: Authority = field(default_factory=Authority)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What was found out before anything is changed: the work, and what is worth knowing.

    `stale` says that our own front door is not there yet, or is an older one; `since` is when it
    was found out, by the server's clock.
    """

    door: Door
    sites: tuple[Site, ...]
    step: PlanStep
    stale: bool
    since: float
    notes: tuple[Problem, ...]


async def prepare(session: ServerSession, wish: Wish) -> Prepared:
    """Look at the server, the service and the domains; changes nothing.

    Raises "service_not_found", "front_ports_taken" and its like: what would come to nothing.
    """
    service = await record.read(session, wish.service)
    _must_speak_http(service)
    seen, found = await asyncio.gather(looking.look(session), facts.ask(session))
    door = door_for(found, seen.active, wish.door)
    _must_be_ours(seen, door)
    sites = tuple(
        Site(domain=one, service=service.name, port=service.port, door=door) for one in wish.domains
    )
    step = changing.writing(
        sites,
        place_of(door, seen.caddyfile, httpd=seen.httpd),
        certified=seen.certified,
        authority=wish.authority if door is Door.OURS else Authority(),
    )
    own = seen.addresses | await reaching.addresses_of(session.profile.host)
    server = session.profile.name
    astray = await asyncio.gather(*(reaching.astray(one, server, own) for one in wish.domains))
    return Prepared(
        door=door,
        sites=sites,
        step=step,
        since=seen.now,
        stale=door is Door.OURS and seen.ours != ours.configuration(),
        notes=tuple(
            one for one in (*astray, _walled(server, door) if seen.walled else None) if one
        ),
    )


async def put(session: ServerSession, prepared: Prepared) -> None:
    """Write the sites and let the web server take them over; raises "site_refused"."""
    await changing.carry_out(session, prepared.step)


async def certified(session: ServerSession, prepared: Prepared) -> tuple[Fronted, ...]:
    """Wait until each domain has its certificate, or it is known that none comes for now."""
    until = time.monotonic() + _PATIENCE
    while True:
        seen = await looking.look(session)
        fronted = seen.fronted(since=prepared.since)
        found = tuple(one for one in fronted if one.site in prepared.sites)
        if time.monotonic() > until or not any(map(_may_come, found)):
            return found
        await asyncio.sleep(_PAUSE)


async def closed(session: ServerSession, *, certified: bool) -> Problem | None:
    """Say it where the server's ports cannot be reached from this computer."""
    ports = (HTTP, HTTPS) if certified else (HTTP,)
    return await reaching.closed(session.profile.host, ports)


async def remove(session: ServerSession, domain: str) -> tuple[Fronted, ...]:
    """Take a domain away, and tell those that stay. Raises "domain_not_fronted"."""
    seen = await looking.look(session)
    site = seen.site(domain)
    if site is None:
        raise ProblemError(_not_fronted(session.profile.name, domain))
    await changing.carry_out(
        session, changing.removing(site, place_of(site.door, seen.caddyfile, httpd=seen.httpd))
    )
    return tuple(one for one in seen.fronted() if one.site != site)


def _may_come(one: Fronted) -> bool:
    """Whether it is worth waiting: our Caddy and another one fetch certificates, others do not."""
    fetches = one.site.door in {Door.OURS, Door.CADDY}
    return fetches and one.certificate.days_left is None and not one.refused


def _must_speak_http(service: Service) -> None:
    """Raise "front_not_http" for what would answer no visitor that comes by a front door."""
    if service.kind is not Kind.WEB:
        why = say("The service does not listen on a port.")
        advice = say("Choose a service that uses HTTP.")
    elif service.health.scheme is HealthScheme.HTTPS and not service.health.port:
        why = say(
            "The service uses HTTPS, but the front door connects to services over plain HTTP."
        )
        advice = say("Change the service to plain HTTP. The front door provides HTTPS.")
    else:
        return
    raise ProblemError(
        Problem(
            code="front_not_http",
            what=say("A domain cannot lead to {service}.", service=service.name),
            why=why,
            next=(Advice(advice),),
        )
    )


def _must_be_ours(seen: Seen, door: Door) -> None:
    if door is Door.OURS and seen.there and not seen.ours:
        raise ProblemError(_name_taken())


def _walled(server: str, door: Door) -> Problem | None:
    """Say that SELinux stands between a web server that is there and every service."""
    if door is Door.OURS:
        return None
    return Problem(
        code="front_walled",
        what=say(
            "SELinux on {server} does not allow {door} to connect to services.",
            server=server,
            door=str(door),
        ),
        why=say("Visitors would get an error (502 or 503)."),
        next=(
            Advice(
                say(
                    "Allow it on the server once: {command}",
                    command="setsebool -P httpd_can_network_connect 1",
                )
            ),
        ),
    )


def _name_taken() -> Problem:
    return Problem(
        code="front_name_taken",
        what=say("A service on this server is already called {name}.", name=ours.NAME),
        why=say("GoFerry's own front door uses that name."),
        next=(Advice(say("Deploy yours under another name, and remove this one.")),),
    )


def _not_fronted(server: str, domain: str) -> Problem:
    return Problem(
        code="domain_not_fronted",
        what=say("{server} has no site from GoFerry for {domain}.", server=server, domain=domain),
        why=say("The domain was never added, or GoFerry did not write its site."),
        next=(Advice(say("See what is there: goferry front list {server}", server=server)),),
        field="domain",
    )
