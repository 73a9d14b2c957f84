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
    rf"(?P<name>[a-z][a-z0-9-]{{0,14}})=(?P<number>{_NUMBER})(?:/(?P<scheme>tcp|udp|http|https))?"
)
_UDP = "udp"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPort:
    """One further port: `number` from 1 to 65535, `scheme` "tcp", "udp", "http" or "https"."""

    name: str
    number: int
    scheme: str = "tcp"

    @property
    def variable(self) -> str:
        """The environment variable in which the program finds its number."""
        return f"PORT_{self.name.upper().replace('-', '_')}"

    @property
    def udp(self) -> bool:
        """Whether it takes datagrams, not connections."""
        return self.scheme == _UDP


def further_ports(service: Service) -> tuple[NamedPort, ...]:
    """Return the ports beside the service's own, in the order in which systemd hands them over."""
    return tuple(_read(one) for one in service.ports)


def _read(written: str) -> NamedPort:
    found = WRITTEN.fullmatch(written)
    if found is None:  # `sound` has looked before
        raise ValueError(written)
    return NamedPort(
        name=found["name"], number=int(found["number"]), scheme=found["scheme"] or "tcp"
    )


def problem_of(service: Service) -> Problem | None:
    """Say what of these ports cannot be together; each alone is as it should be."""
    ports = further_ports(service)
    if len(ports) > MOST:
        return _not_these(str(len(ports)), say("A service has at most {n} further ports.", n=MOST))
    names = [one.variable for one in ports]
    sockets = [(service.port, False), *((one.number, one.udp) for one in ports)]
    for number, one in enumerate(ports):
        if one.variable in names[:number]:
            return _not_these(one.name, say("Two further ports have the same name."))
        if (one.number, one.udp) in sockets[: number + 1]:
            return _not_these(str(one.number), say("The service has this port already."))
    return None


def _not_these(value: str, why: Text) -> Problem:
    return Problem(
        code="service_settings_unusable",
        what=say("{option} cannot be {value}.", option=say("Further ports"), value=value),
        why=why,
        next=(Advice(say("Correct the value.")),),
        field="ports",
    )
