"""The further ports in a service's units: as variables, and as sockets in systemd's hands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.service.named_ports import further_ports

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.service.model import Service
    from core.service.named_ports import NamedPort

# All sockets stand in one unit: of several, systemd hands over the sockets in no certain order,
# and a program may know them by their order alone.


def variables(service: Service) -> str:
    """Return the lines that tell the program its further ports."""
    return _variables(service, [_place(service, one) for one in further_ports(service)])


def spare_variables(service: Service) -> str:
    """Return the same for a rehearsal on port %i."""
    return _variables(service, [spare for spare, _ in _spares(service)])


def sockets(service: Service) -> str:
    """Return the lines of the socket unit that hold the further ports."""
    lines = [f"{_listens(one)}={_place(service, one)}" for one in further_ports(service)]
    return "\n".join((*lines, *_of_files(service)))


def spare_sockets(service: Service) -> str:
    """Return the same for a rehearsal on port %i: for nobody but the server itself."""
    lines = [
        f"{_listens(one)}={'' if one.unix else '127.0.0.1:'}{spare}"
        for spare, one in _spares(service)
    ]
    return "\n".join((*lines, *_of_files(service)))


def no_delay(service: Service) -> str:
    """Return the line that is for TCP alone: of other sockets systemd would warn at each start.

    Programs in Go ask for the same by themselves.
    """
    others = any(one.udp or one.unix for one in further_ports(service))
    return "" if others else "NoDelay=true"


def for_helper(service: Service) -> str:
    """Return the further ports as root's helper knows them: "9090 443/udp front/unix"."""
    return " ".join(
        f"{one.name}/unix" if one.unix else f"{one.number}{'/udp' * one.udp}"
        for one in further_ports(service)
    )


def _of_files(service: Service) -> tuple[str, ...]:
    """Let no socket file outlive the unit; who may use it is systemd's usual: everybody there."""
    there = any(one.unix for one in further_ports(service))
    return ("SocketMode=0666", "RemoveOnStop=yes") if there else ()


def _variables(service: Service, places: list[str]) -> str:
    pairs = zip(further_ports(service), places, strict=True)
    return "\n".join(f"Environment={one.variable}={place}" for one, place in pairs)


def _place(service: Service, port: NamedPort) -> str:
    return socket_path(service, port, "%t") if port.unix else str(port.number)


def _spares(service: Service) -> Iterator[tuple[str, NamedPort]]:
    for place, one in enumerate(further_ports(service), start=1):
        yield f"%t/goferry-{service.name}-try-%i.{one.name}.sock" if one.unix else f"{place}%i", one


def socket_path(service: Service, port: NamedPort, runtime: str) -> str:
    """Return where a socket lies in the file system; `runtime` spells /run, or the user's own."""
    return f"{runtime}/goferry-{service.name}.{port.name}.sock"


def _listens(port: NamedPort) -> str:
    return "ListenDatagram" if port.udp else "ListenStream"
