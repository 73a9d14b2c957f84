"""Which doors of the sandbox are open: what each is for, and what it costs."""

from __future__ import annotations

from core.doors import Door
from core.service.entry import OptionEntry, Section
from core.service.kinds import Choice, Many, OneOf
from core.service.openings import OPENINGS
from core.words import Text, list_of, say

DOORS = OneOf(
    (
        Choice(
            Door.JIT,
            say("Generate code at run time"),
            say("For compilers that work at run time, such as for WebAssembly or JavaScript."),
        ),
        Choice(
            Door.PROC,
            say("See other processes"),
            say(
                "For monitoring. The program sees all processes of the server, their "
                "arguments and users."
            ),
        ),
        Choice(
            Door.HOME,
            say("Read home directories"),
            say("The program can read what everyone is allowed to read in /home and /root."),
        ),
        Choice(
            Door.LOW_PORTS,
            say("Open any port below 1024"),
            say("For further ports such as 53. The port of the service needs no door."),
        ),
        Choice(
            Door.RAW_SOCKETS,
            say("Send and read raw packets"),
            say("For ping and packet capture. The program can read all traffic of the server."),
        ),
        Choice(
            Door.OTHER_SOCKETS,
            say("Open sockets of every kind"),
            say("For VSOCK, Bluetooth, CAN and other sockets than IP, Unix and netlink."),
        ),
        Choice(
            Door.NETWORK_ADMIN,
            say("Change the network of the server"),
            say("For VPNs: tunnels, addresses, routes and firewall rules."),
        ),
        Choice(
            Door.DEVICES,
            say("Use devices"),
            say("For serial ports, graphics and cameras, not for disks. Permissions still count."),
        ),
        Choice(
            Door.NAMESPACES,
            say("Create namespaces"),
            say(
                "For headless browsers, whose own sandbox needs them. More of the "
                "kernel becomes reachable."
            ),
        ),
        Choice(
            Door.OWNERS,
            say("Change the owner of its files"),
            say(
                "For archives that are unpacked with their owners. Files of other "
                "users are not affected."
            ),
        ),
        Choice(
            Door.PRIORITY,
            say("Change its priority and CPUs"),
            say("For programs that lower their own priority or choose their CPUs."),
        ),
        Choice(
            Door.LOCKED_MEMORY,
            say("Keep memory from being swapped out"),
            say("For programs that protect secrets, such as Vault."),
        ),
        Choice(
            Door.ALL_CALLS,
            say("Use every system call"),
            say("For what no other door allows. The other protections stay in place."),
        ),
    )
)
ENTRIES = (
    OptionEntry(
        key="allow",
        kind=Many(DOORS),
        title=say("Doors"),
        sentence=say(
            "Opens a door of the sandbox. The plan shows the cost: {doors}.",
            doors=list_of(Door),
        ),
        flag="--allow",
        metavar="DOOR",
        name="allow",
        section=Section.RIGHTS,
    ),
)


def price(door: Door) -> Text:
    """Say what an open door adds to the exposure, which systemd counts from 0 to 10."""
    return say("exposure +{points}", points=OPENINGS[door].price)
