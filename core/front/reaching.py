"""Does a domain lead to this server, and can its ports be reached? Asked from this computer."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING

from core.problems import Advice, Problem
from core.words import all_of, say

if TYPE_CHECKING:
    from collections.abc import Iterable

_SECONDS = 4.0


async def addresses_of(host: str) -> frozenset[str]:
    """Every address that a name leads to, as this computer sees it; none where it leads nowhere."""
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(_SECONDS):
            found = await loop.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return frozenset()
    return frozenset(str(one[4][0]) for one in found)


async def astray(domain: str, server: str, own: frozenset[str]) -> Problem | None:
    """Say it where a domain does not lead to this server; `own` are the server's addresses."""
    found = await addresses_of(domain)
    if not found:
        return _nowhere(domain, server, own)
    return None if found & own else _elsewhere(domain, server, found)


async def closed(host: str, ports: Iterable[int]) -> Problem | None:
    """Say it where a port of a server that listens cannot be reached from here."""
    shut = [port for port in ports if not await _opens(host, port)]
    return _closed(host, shut) if shut else None


async def _opens(host: str, port: int) -> bool:
    try:
        async with asyncio.timeout(_SECONDS):
            _, writer = await asyncio.open_connection(host, port)
    except OSError:
        return False
    writer.close()
    return True


def _nowhere(domain: str, server: str, own: frozenset[str]) -> Problem:
    return Problem(
        code="domain_unknown",
        what=say("{domain} has no DNS record yet.", domain=domain),
        why=say(
            "Without a DNS record, certificate authorities cannot verify the domain on {server}.",
            server=server,
        ),
        next=(_record(domain, own),),
        field="domain",
    )


def _elsewhere(domain: str, server: str, found: frozenset[str]) -> Problem:
    return Problem(
        code="domain_elsewhere",
        what=say("{domain} does not point to {server}.", domain=domain, server=server),
        why=say(
            "The domain points to {addresses}. That is right only with a proxy or "
            "NAT in between. Otherwise there will be no certificate.",
            addresses=all_of(sorted(found)),
        ),
        next=(Advice(say("Change its A or AAAA record where the domain is registered.")),),
        field="domain",
    )


def _record(domain: str, own: frozenset[str]) -> Advice:
    return Advice(
        say(
            "Where the domain is registered, add an A record: {domain} → {address}",
            domain=domain,
            address=min(own, default="?", key=lambda one: (":" in one, one)),
        )
    )


def _closed(host: str, shut: list[int]) -> Problem:
    return Problem(
        code="front_unreachable",
        what=say(
            "{host} cannot be reached on port {ports} from here.",
            host=host,
            ports=all_of(map(str, shut)),
        ),
        why=say("The server listens on the port, so a firewall is blocking the connection."),
        next=(Advice(say("Open ports 80 and 443 (TCP), and 443 (UDP) for HTTP/3.")),),
    )
