"""The course of a change on a server: its steps by name, and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.service.model import Mode
from core.words import say

if TYPE_CHECKING:
    from core.service.model import Service
    from core.words import Text

WORDS: dict[str, Text] = {
    "publish": say("Publish the release"),
    "rehearse": say("Rehearse it on a spare port"),
    "candidate": say("Start it beside the running one"),
    "switch": say("Switch to the new release"),
    "start": say("Start the service"),
    "probe": say("Wait until it is healthy"),
    "tidy": say("Note it down and tidy up"),
    "stop": say("Stop the service"),
    "revert": say("Return to the previous release"),
    "withdraw": say("Take the new release back"),
}


def expected(service: Service, *, first: bool) -> tuple[str, ...]:
    """Return the steps of a deploy that goes well; `first`: nothing of the service runs yet."""
    rehearse = ("rehearse",) if service.mode is Mode.SHARED or service.rehearse else ()
    candidate = ("candidate",) if service.mode.overlaps and not first else ()
    return ("publish", *rehearse, *candidate, "switch", "start", "probe", "tidy")
