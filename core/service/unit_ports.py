"""The further ports in a service's units: as variables, and as sockets in systemd's hands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.service.named_ports import further_ports

if TYPE_CHECKING:
    from core.service.model import Service
    from core.service.named_ports import NamedPort

# All sockets stand in one unit: of several, systemd hands over the sockets in no certain order,
# and a program may know them by their order alone.


def variables(service: Service) -> str:
    """Return the lines that tell the program the numbers of its further ports."""
    return _variables(service, [str(one.number) for one in further_ports(service)])


def spare_variables(service: Service) -> str:
    """Return the same for a rehearsal on port %i."""
    return _variables(service, [f"{place}%i" for place, _ in _numbered(service)])


def sockets(service: Service) -> str:
    """Return the lines of the socket unit that hold the further ports."""
    return "\n".join(f"{_listens(one)}={one.number}" for one in further_ports(service))


def spare_sockets(service: Service) -> str:
    """Return the same for a rehearsal on port %i: for nobody but the server itself."""
    return "\n".join(f"{_listens(one)}=127.0.0.1:{place}%i" for place, one in _numbered(service))


def no_delay(service: Service) -> str:
    """Return the line that is for streams alone: of datagrams systemd would warn at each start.

    Programs in Go ask for the same by themselves.
    """
    return "" if any(one.udp for one in further_ports(service)) else "NoDelay=true"


def for_helper(service: Service) -> str:
    """Return the further ports as root's helper knows them: "9090 443/udp"."""
    return " ".join(f"{one.number}{'/udp' * one.udp}" for one in further_ports(service))


def _variables(service: Service, numbers: list[str]) -> str:
    pairs = zip(further_ports(service), numbers, strict=True)
    return "\n".join(f"Environment={one.variable}={number}" for one, number in pairs)


def _numbered(service: Service) -> list[tuple[int, NamedPort]]:
    return list(enumerate(further_ports(service), start=1))


def _listens(port: NamedPort) -> str:
    return "ListenDatagram" if port.udp else "ListenStream"
