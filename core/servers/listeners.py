"""Who holds the ports of a server: which program, and which unit of systemd it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.plain_text import inert, whole_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PID = re.compile(r"pid=(\d{1,10}),fd=")
_SYSTEMD = "init.scope"
_OPEN = re.compile(r"([0-9A-F]{4})=(\d{1,9});")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """A port in use. `program` is empty, `pid` None where the login user may not see them.

    `units` are the systemd units whose processes hold it, with its socket unit in place of systemd
    itself, and a user's as `user@1000.service/web.service`; empty when one of them is not known.
    """

    port: int
    address: str
    program: str = ""
    pid: int | None = None
    units: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Holders:
    """The unit of each process that holds a port, and the socket units of each port."""

    units: Mapping[str, str]
    sockets: Mapping[int, frozenset[str]]

    @classmethod
    def of(cls, told: Iterable[tuple[str, str]]) -> Holders:
        """Read them from the facts' lines `cgroup PID PATH` and `socket ADDRESS UNIT …`."""
        units: dict[str, str] = {}
        sockets: dict[int, frozenset[str]] = {}
        for word, value in told:
            first, _, rest = value.partition(" ")
            if word == "cgroup" and (unit := _unit(rest)):
                units[first] = unit
            elif word == "socket" and (port := _port(first)):
                named = (one for one in rest.split() if one.endswith(".socket"))
                sockets[port] = sockets.get(port, frozenset()) | {inert(one) for one in named}
        return cls(units, sockets)

    def listener(self, value: str) -> Listener | None:
        """Read a line of `ss -Hltn`, or the address and port that /proc/net/tcp gave."""
        words = value.split()
        local = words[3] if len(words) > 3 else words[0] if words else ""  # noqa: PLR2004 - ss's column
        port = _port(local)
        if not port:
            return None
        users = value.partition('users:(("')[2]
        return Listener(
            port=port,
            address=inert(local.rpartition(":")[0].strip("[]")),
            program=inert(users.partition('"')[0]),
            pid=whole_number(users.partition("pid=")[2].partition(",")[0]) or None,
            units=self._units(users, port),
        )

    def _units(self, users: str, port: int) -> frozenset[str]:
        """Name the unit of every process; a name that looks like one of ss's only adds to them."""
        found = {self.units.get(pid, "") for pid in _PID.findall(users)}
        if _SYSTEMD in found and port in self.sockets:
            found = (found - {_SYSTEMD}) | self.sockets[port]
        return frozenset() if "" in found else frozenset(found)


def connections(value: str) -> dict[int, int]:
    """Read how many connections are open to each port that somebody listens on."""
    return {int(port, 16): int(count) for port, count in _OPEN.findall(value)}


def _unit(group: str) -> str:
    """Find the unit in a control group's path: the first part that is no slice."""
    parts = [part for part in group.split("/") if part and not part.endswith(".slice")]
    if parts and parts[0].startswith("user@"):
        return inert("/".join(parts[:2]))
    return inert(parts[0]) if parts else ""


def _port(local: str) -> int:
    return whole_number(local.rpartition(":")[2])
