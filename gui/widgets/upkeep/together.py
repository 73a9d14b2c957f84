"""What is done to a service on all of its servers, one after the other."""

from __future__ import annotations

from enum import Enum, auto

from core.words import Text, say


class Together(Enum):
    """What one can do with a service on all servers that have it."""

    RESTART = auto()
    VARIABLES = auto()


WISHES: dict[Together, Text] = {
    Together.RESTART: say("Restart on all its servers…"),
    Together.VARIABLES: say("&Environment variables…"),
}
