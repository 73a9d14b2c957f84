"""`goferry drift`: what was changed by hand on a server; put it back, or keep it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.cli.board import drift_fields
from core.cli.connecting import chosen, connected
from core.cli.deploy import add_service_and_servers, ended
from core.cli.show import Answer
from core.usecases import drifting, operating
from core.usecases.operating import Operation
from core.words import say

if TYPE_CHECKING:
    from core.cli.arguments import Commands
    from core.cli.call import Call
    from core.service.seen import Seen

_BACK = say("restore the deployed files and restart the service")
_KEEP = say("accept the files as they are now")


def add(commands: Commands) -> None:
    """Offer the command."""
    parser = commands.add(
        "drift",
        str(say("find changes made by hand on servers (exit code 1), and repair them")),
        run=_drift,
    )
    add_service_and_servers(parser, changing=True)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--put-back", action="store_true", help=str(_BACK))
    what.add_argument("--keep", action="store_true", help=str(_KEEP))


async def _drift(call: Call) -> Answer:
    arguments = call.arguments
    name, changing = arguments.service, arguments.put_back or arguments.keep
    async with connected(call, chosen(call, arguments.to), changing=changing) as sessions:
        if arguments.put_back:
            wish = Operation.PUT_BACK
            done = await operating.change_each(sessions, name, wish, report=call.report)
            return ended(done, done=str(say("restored")))
        if arguments.keep:
            for one in sessions:
                await drifting.keep(one, name)
        found = await drifting.look(sessions, name)
    return Answer(
        fields={"servers": [_fields(one) for one in found]},
        lines=tuple(line for one in found for line in _lines(one)),
        problem=drifting.found(found),
    )


def _fields(seen: Seen) -> dict[str, object]:
    drift = [drift_fields(one) for one in seen.drift]
    return {"name": seen.server, "known": seen.drift_known, "drift": drift}


def _lines(seen: Seen) -> list[str]:
    if not seen.drift_known:
        return [str(say("? {server}: unknown", server=seen.server))]
    if not seen.drift:
        return [str(say("✓ {server}: as deployed", server=seen.server))]
    return [f"✗ {seen.server}: {one.what}" for one in seen.drift]
