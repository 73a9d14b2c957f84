"""How a program behaves as a service, as far as its source shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceTraits:
    """How a program behaves as a service, as far as its source shows; the rest is unknown.

    `socket`: takes systemd's; `ready`: says READY=1; `stops`: catches SIGTERM and shuts its server
    down; `port`: reads the variable PORT. `opens` are the places where it opens its port for HTTP,
    `listens` those where it opens one for any protocol, `loopback` those of both whose address only
    the server itself can reach, `shown` one place for each of the four; all as "file:line".
    `package` is the program's folder, empty for the project's own.
    """

    package: str = ""
    socket: bool = False
    ready: bool = False
    stops: bool = False
    port: bool = False
    opens: tuple[str, ...] = ()
    listens: tuple[str, ...] = ()
    loopback: tuple[str, ...] = ()
    shown: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def may_wait(self) -> bool:
        """Whether systemd can hold its port: it takes the socket and says when it is ready."""
        return self.socket and self.ready

    @property
    def may_share(self) -> bool:
        """Whether two copies can serve on one socket, so that a deploy loses no request."""
        return self.may_wait and self.stops
