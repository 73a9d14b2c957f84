"""Addresses for machines on this computer: a /30 each, and nothing sent to it ever leaves here."""

from __future__ import annotations

import asyncio
import ipaddress
from typing import TYPE_CHECKING, Any

from core.codec import read_json
from core.processes import Command, capture

if TYPE_CHECKING:
    from collections.abc import Iterator

_POOL = ipaddress.IPv4Network("10.213.0.0/16")
_SIZE = 30  # two usable addresses: this computer's end and the machine's


async def claim_subnet(seed: bytes) -> ipaddress.IPv4Network:
    """Take a /30 that nothing here uses; the same seed gets the same one while it is free.

    The claim is an `unreachable` route, which the kernel gives to one only. It also answers for
    the subnet while the machine is off, so that a client which keeps trying is told so here
    instead of asking the internet.
    """
    said = await capture(Command(words=("ip", "-json", "route", "show", "table", "all")))
    taken = [*_networks(read_json(said.out or "[]"))]
    subnets = [*_POOL.subnets(new_prefix=_SIZE)]
    first = int.from_bytes(seed[:4], "big") % len(subnets)
    for subnet in (*subnets[first:], *subnets[:first]):
        if not any(subnet.overlaps(other) for other in taken) and await _claimed(subnet):
            return subnet
    raise RuntimeError("16,384 machines already run here")


async def _claimed(subnet: ipaddress.IPv4Network) -> bool:
    try:
        said = await capture(Command(words=("ip", "route", "add", *_claim(subnet))))
    except BaseException:  # cancelled: nobody will hear of this claim, so it must not stay
        await asyncio.shield(capture(Command(words=("ip", "route", "del", *_claim(subnet)))))
        raise
    return said.code == 0


def _claim(subnet: ipaddress.IPv4Network) -> tuple[str, ...]:
    return ("unreachable", str(subnet), "metric", "4096")


def link_script(device: str, subnet: ipaddress.IPv4Network, leader: int) -> str:
    """Spell the shell text that gives both ends of a machine's cable their addresses."""
    ours, theirs = subnet.hosts()
    inside = f"nsenter --target {leader} --net ip"
    return f"""set -eu
ip address replace {ours}/{_SIZE} dev {device}
ip link set {device} up
{inside} address replace {theirs}/{_SIZE} dev host0
{inside} link set host0 up
"""


def release_script(device: str, subnet: ipaddress.IPv4Network) -> str:
    """Spell the shell text that gives a machine's cable and addresses back, if it has them."""
    return f"""
ip link delete {device} 2>/dev/null
ip route delete {" ".join(_claim(subnet))} 2>/dev/null
true
"""


def _networks(routes: list[dict[str, Any]]) -> Iterator[ipaddress.IPv4Network]:
    for route in routes:
        try:
            network = ipaddress.ip_network(route["dst"], strict=False)
        except ValueError:
            continue  # "default", or a name
        if isinstance(network, ipaddress.IPv4Network):
            yield network
