"""The sandbox as lines of a unit: what systemd closes to a service, less the open doors."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from core.doors import Door
from core.ports import FIRST_FREE_PORT, HIGHEST_PORT
from core.service.model import Kind, Mode, Scope
from core.service.named_ports import numbered_ports
from core.service.openings import OPENINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from core.service.model import Service
    from core.service.openings import Opening

EXPOSURE = 1.3  # with all doors closed, as systemd 252 counts it


class Line(NamedTuple):
    """One line; `since` is the systemd that first knew it, by its manual, where that is not old."""

    name: str
    value: str = "yes"
    since: int = 0
    rootless: bool = False  # needs no privilege, so that it is there without root, too


# /proc/sys and /proc/meminfo stay open (ProcSubset=all): Go reads there how many connections may
# wait. So does netlink, which tells a program its own addresses.
_LINES = (
    Line("UMask", "0027"),
    Line("NoNewPrivileges", rootless=True),
    Line("ProtectSystem", "strict"),
    Line("ProtectHome"),
    Line("PrivateTmp"),
    Line("PrivateDevices"),
    Line("ProtectKernelTunables"),
    Line("ProtectKernelModules"),
    Line("ProtectKernelLogs", since=244),
    Line("ProtectControlGroups"),
    Line("ProtectClock", since=245),
    Line("ProtectHostname", since=242),
    Line("ProtectProc", "invisible", since=247),
    Line("RestrictNamespaces", rootless=True),
    Line("RestrictRealtime", rootless=True),
    Line("RestrictSUIDSGID", since=242, rootless=True),
    Line("RestrictAddressFamilies", "AF_INET AF_INET6 AF_NETLINK AF_UNIX", rootless=True),
    Line("LockPersonality", rootless=True),
    Line("MemoryDenyWriteExecute", rootless=True),
    Line("RemoveIPC"),
    Line("SystemCallArchitectures", "native", rootless=True),
    Line("SystemCallFilter", "@system-service", rootless=True),
    Line("SystemCallFilter", "~@privileged @resources", rootless=True),
    # A call that is not let through fails and can be told of; its program is not killed for it.
    Line("SystemCallErrorNumber", "EPERM", rootless=True),
)
_SYSTEM = "# What the program may do; everything else is closed."
_USER = """\
# Not sandboxed: without root, the program can read and write all that its user can. Closed is only
# what needs no privilege to be closed."""
SINCE: Mapping[str, int] = {line.name: line.since for line in _LINES if line.since}


def text_for(service: Service) -> str:
    """Return the lines for a service's units."""
    openings = opened(service)
    if service.scope is Scope.USER:
        lines = (line for line in _LINES if line.rootless)
        return "\n".join((_USER, *_lines((Line("UMask", "0077"), *lines), openings)))
    rights = " ".join(sorted({*_capabilities(service, openings)}))
    return "\n".join(
        (
            _SYSTEM,
            *_lines(_LINES, openings),
            f"CapabilityBoundingSet={rights}",
            f"AmbientCapabilities={rights}",
            "LimitNOFILE=65536",
        )
    )


def opened(service: Service) -> list[Opening]:
    """Return what its open doors change; without root, some of them change nothing."""
    openings = (OPENINGS[door] for door in service.allow)
    return [one for one in openings if one.rootless or service.scope is Scope.SYSTEM]


def _capabilities(service: Service, openings: Iterable[Opening]) -> Iterator[str]:
    yield from (one.capability for one in openings if one.capability)
    own = (service.port,) if service.kind is Kind.WEB else (HIGHEST_PORT,)
    numbers = (*own, *(one.number for one in numbered_ports(service)))
    if service.mode is Mode.RESTART and min(numbers) < FIRST_FREE_PORT:
        yield OPENINGS[Door.LOW_PORTS].capability


def exposure(service: Service) -> float:
    """Return about how open a service is, of 10, as systemd counts; what overlaps counts twice."""
    return round(EXPOSURE + sum(one.price for one in opened(service)), 1)


def _lines(lines: Iterable[Line], openings: list[Opening]) -> Iterator[str]:
    gone = frozenset[str]().union(*(one.goes for one in openings))
    families = " ".join(("", *sorted({one.family for one in openings} - {""})))
    for line in lines:
        if line.name not in gone:
            more = families.rstrip() if line.name == "RestrictAddressFamilies" else ""
            yield f"{line.name}={line.value}{more}"
    if "SystemCallFilter" not in gone:  # a line more would close all that is not named in it
        yield from (f"SystemCallFilter={one.calls}" for one in openings if one.calls)
    yield from dict.fromkeys(line for one in openings for line in one.comes)
