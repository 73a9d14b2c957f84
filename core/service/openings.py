"""What each door of the sandbox changes in a unit when it is opened, and what that costs.

The price is what `systemd-analyze security` counts more for it, of 10; it was measured on systemd
252 and is measured again by tests/server/test_doors.py. What no program of ours was seen to need,
has no door.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.doors import Door

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What a door changes: lines that go, lines that come, and words that join a list.

    `rootless`: whether it can be opened, and is closed at all, where there is no root.
    """

    price: float
    goes: frozenset[str] = frozenset()
    comes: tuple[str, ...] = ()
    family: str = ""
    capability: str = ""
    calls: str = ""
    rootless: bool = False


OPENINGS: Mapping[Door, Opening] = {
    Door.JIT: Opening(price=0.0, goes=frozenset({"MemoryDenyWriteExecute"}), rootless=True),
    Door.PROC: Opening(price=0.2, goes=frozenset({"ProtectProc"})),
    # Its own place in /home stays closed to writing, and rights of files count as ever.
    Door.HOME: Opening(
        price=0.1, goes=frozenset({"ProtectHome"}), comes=("ProtectHome=read-only",)
    ),
    Door.LOW_PORTS: Opening(price=0.2, capability="CAP_NET_BIND_SERVICE"),
    Door.RAW_SOCKETS: Opening(price=0.3, capability="CAP_NET_RAW", family="AF_PACKET"),
    Door.OTHER_SOCKETS: Opening(
        price=0.4, goes=frozenset({"RestrictAddressFamilies"}), rootless=True
    ),
    # A private /dev has no tun; of the real one, nothing else is let in.
    Door.NETWORK_ADMIN: Opening(
        price=0.4,
        capability="CAP_NET_ADMIN",
        goes=frozenset({"PrivateDevices"}),
        comes=("DevicePolicy=closed", "DeviceAllow=/dev/net/tun rw"),
    ),
    # ProtectClock lets in its clock alone, so those that are let in must be named. No disks.
    Door.DEVICES: Opening(
        price=0.2, goes=frozenset({"PrivateDevices"}), comes=("DeviceAllow=char-* rw",)
    ),
    # Within a namespace of its own a program is root, and mounts: that is what it is for.
    Door.NAMESPACES: Opening(
        price=1.0,
        goes=frozenset({"RestrictNamespaces", "ProtectHostname"}),
        calls="@mount @setuid capset sethostname",
        rootless=True,
    ),
    Door.OWNERS: Opening(price=0.1, calls="@chown", rootless=True),
    Door.PRIORITY: Opening(price=0.1, calls="@resources", rootless=True),
    Door.LOCKED_MEMORY: Opening(price=0.0, comes=("LimitMEMLOCK=infinity",)),
    Door.ALL_CALLS: Opening(
        price=1.6, goes=frozenset({"SystemCallFilter", "SystemCallErrorNumber"}), rootless=True
    ),
}
