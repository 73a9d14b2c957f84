"""Further ports of a service beside its own: their names, and what the program finds them by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.problems import Advice, Problem
from core.words import say

if TYPE_CHECKING:
    from core.service.model import Service
    from core.words import Text

# In a rehearsal on port N of at most four digits they are 1N, 2N … 5N: a unit can put two texts
# together, and cannot add.
MOST = 5
_NUMBER = r"6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[1-9][0-9]{0,3}"
WRITTEN = re.compile(
    r"(?P<name>[a-z][a-z0-9-]{0,14})="
    rf"(?:(?P<number>{_NUMBER})(?:/(?P<scheme>tcp|udp|http|https))?|unix)"
)
_UDP, _UNIX = "udp", "unix"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPort:
    """One further port: `number` from 1 to 65535, `scheme` "tcp", "udp", "http" or "https".

    Or, with the scheme "unix", a socket in the file system: it has no number (0).
    """

    name: str
    number: int
    scheme: str = "tcp"

    @property
    def variable(self) -> str:
        """The environment variable in which the program finds its number, or the socket's path."""
        return f"PORT_{self.name.upper().replace('-', '_')}"

    @property
    def udp(self) -> bool:
        """Whether it takes datagrams, not connections."""
        return self.scheme == _UDP

    @property
    def unix(self) -> bool:
        """Whether it is a socket in the file system, for programs on the same server alone."""
        return self.scheme == _UNIX


def further_ports(service: Service) -> tuple[NamedPort, ...]:
    """Return the ports beside the service's own, in the order in which systemd hands them over."""
    return tuple(_read(one) for one in service.ports)


def numbered_ports(service: Service) -> tuple[NamedPort, ...]:
    """Return those of them that have a number."""
    return tuple(one for one in further_ports(service) if not one.unix)


def _read(written: str) -> NamedPort:
    found = WRITTEN.fullmatch(written)
    if found is None:  # `sound` has looked before
        raise ValueError(written)
    if found["number"] is None:
        return NamedPort(name=found["name"], number=0, scheme=_UNIX)
    return NamedPort(
        name=found["name"], number=int(found["number"]), scheme=found["scheme"] or "tcp"
    )


def problem_of(service: Service) -> Problem | None:
    """Say what of these ports cannot be together; each alone is as it should be."""
    ports = further_ports(service)
    if len(ports) > MOST:
        return _not_these(str(len(ports)), say("A service has at most {n} further ports.", n=MOST))
    seen, sockets = set[str](), {(service.port, False)}
    for one in ports:
        if one.variable in seen:
            return _not_these(one.name, say("Two further ports have the same name."))
        if not one.unix and (one.number, one.udp) in sockets:
            return _not_these(str(one.number), say("The service has this port already."))
        seen.add(one.variable)
        sockets.add((one.number, one.udp))
    return None


def _not_these(value: str, why: Text) -> Problem:
    return Problem(
        code="service_settings_unusable",
        what=say("{option} cannot be {value}.", option=say("Further ports"), value=value),
        why=why,
        next=(Advice(say("Correct the value.")),),
        field="ports",
    )
