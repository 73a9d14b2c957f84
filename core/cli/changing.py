"""Commands that change what runs, without sending anything: roll back, start, restart, remove."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.cli.arguments import count
from core.cli.connecting import chosen, connected
from core.cli.deploy import add_service_and_servers, ended
from core.cli.show import Answer
from core.usecases import operating
from core.usecases.operating import LAST, Back, Operation

if TYPE_CHECKING:
    from core.cli.arguments import Commands, Parser, Run
    from core.cli.call import Call
    from core.usecases.operating import Removed

_WITH_DATA = "bring the copy of its data back as well, and set aside what was written since"
_LONGER = "give a release that starts slowly more time"
_BATCH = "how many servers at a time (1); it goes on only while each is well"


def add(commands: Commands) -> None:
    """Offer the commands."""

    def offer(name: str, purpose: str, run: Run) -> Parser:
        parser = commands.add(name, purpose, run=run)
        add_service_and_servers(parser, changing=True)
        return parser

    back = offer("rollback", "return to the release before, or go to another one", _rollback)
    back.add_argument("--release", default="", metavar="R", help="to this one, older or newer")
    back.add_argument("--with-data", action="store_true", help=_WITH_DATA)
    again = offer("restart", "restart the service and wait until it is well", _restart)
    begun = offer("start", "start a stopped service and wait until it is well", _start)
    for parser in (again, begun):
        parser.add_argument("--batch", type=count, default=1, metavar="N", help=_BATCH)
    longer = offer("extend", _LONGER, _extend)
    longer.add_argument("--seconds", type=count, default=60, metavar="N", help="how much more (60)")
    offer("stop", "stop the service; its releases stay", _stop)
    gone = offer("remove", "stop the service and remove its releases and settings", _remove)
    gone.add_argument("--yes", action="store_true", help="do not ask on a terminal")


async def _rollback(call: Call) -> Answer:
    back = Back(release=call.arguments.release, with_data=call.arguments.with_data)
    return await _on_each(call, Operation.ROLL_BACK, "rolled back", back=back)


async def _start(call: Call) -> Answer:
    return await _in_turn(call, Operation.START, "started")


async def _restart(call: Call) -> Answer:
    return await _in_turn(call, Operation.RESTART, "restarted")


async def _extend(call: Call) -> Answer:
    arguments = call.arguments
    async with connected(call, chosen(call, arguments.to), changing=True) as sessions:
        for one in sessions:
            await operating.extend(one, arguments.service, arguments.seconds)
    return Answer(lines=(f"✓ {arguments.seconds} seconds more.",))


async def _stop(call: Call) -> Answer:
    return await _on_each(call, Operation.STOP, "stopped")


async def _on_each(call: Call, wish: Operation, done: str, *, back: Back = LAST) -> Answer:
    name = call.arguments.service
    servers = chosen(call, call.arguments.to)
    async with connected(call, servers, changing=True) as sessions:
        outcomes = await operating.change_each(sessions, name, wish, back=back, report=call.report)
    return ended(outcomes, done=done)


async def _in_turn(call: Call, wish: Operation, done: str) -> Answer:
    name, batch = call.arguments.service, call.arguments.batch
    servers = chosen(call, call.arguments.to)
    async with connected(call, servers, changing=True) as sessions:
        outcomes = await operating.change_in_turn(
            sessions, name, wish, batch=batch, report=call.report
        )
    return ended(outcomes, done=done)


async def _remove(call: Call) -> Answer:
    name = call.arguments.service
    profiles = chosen(call, call.arguments.to)
    names = [profile.name for profile in profiles]
    call.confirm(f"Remove {name} with all its releases and settings from {', '.join(names)}?")
    async with connected(call, profiles, changing=True) as sessions:
        found = await operating.remove(sessions, name)
    lines = [
        line for one in found for line in (*_removal_lines(name, one), *await _copied(call, one))
    ]
    return Answer(fields={"servers": list(map(_removed, found))}, lines=tuple(lines))


def _removed(found: Removed) -> dict[str, Any]:
    kept = [{"path": one.path, "why": str(one.reason)} for one in found.kept]
    copied = {} if found.daily is None else {"copies_on": found.daily.onto}
    return {"name": found.server, "outcome": "removed", "kept": kept, **copied}


def _removal_lines(name: str, found: Removed) -> tuple[str, ...]:
    done = f"✓ Removed {name} from {found.server}; its own data stays."
    return (done, *(f"  {one.path} stays: {one.reason.words}." for one in found.kept))


async def _copied(call: Call, found: Removed) -> tuple[str, ...]:
    """End what it had on the server of its daily copies."""
    from core.cli import daily

    return () if found.daily is None else await daily.left_behind(call, found.daily)
