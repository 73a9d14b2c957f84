"""Which ports a service has beside its own."""

from __future__ import annotations

from core.service.entry import FormPlace, OptionEntry
from core.service.kinds import Many, Pattern
from core.service.mattering import to_what_stays_up
from core.service.named_ports import WRITTEN
from core.words import say

ENTRIES = (
    OptionEntry(
        key="ports",
        kind=Many(
            Pattern(
                WRITTEN,
                say(
                    "A further port reads NAME=NUMBER, NAME=NUMBER/SCHEME or NAME=unix, for "
                    "example admin=9090/http; the schemes are tcp, udp, http and https."
                ),
            )
        ),
        title=say("Further ports"),
        sentence=say(
            "A further port with a name, for example admin=9090/http. The program "
            "gets its number in PORT_ADMIN. With socket activation, systemd passes "
            "the port of the service first, then these in their order. front=unix "
            "is a Unix socket: /run/goferry-SERVICE.front.sock."
        ),
        flag="--ports",
        metavar="NAME=N[/SCHEME]",
        place=FormPlace.FOLDED,
        empty=say("for example admin=9090/http"),
        matters=to_what_stays_up,
    ),
)
