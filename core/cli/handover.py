"""The command that hands a server over to a colleague."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.cli.show import Answer
from core.usecases import handing_over
from core.words import say

if TYPE_CHECKING:
    from core.cli.arguments import Commands
    from core.cli.call import Call


def add(servers: Commands) -> None:
    """Offer the command, below `server`."""
    given = servers.add(
        "handover",
        str(say("print the commands that give a colleague this server with its host key")),
        run=_handover,
    )
    given.add_argument("name", metavar="NAME")


async def _handover(call: Call) -> Answer:
    commands = await handing_over.handover(call.home, call.server(call.arguments.name))
    return Answer(fields={"commands": list(commands)}, lines=commands)
