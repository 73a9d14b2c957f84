"""Commands that change what runs, without sending anything: roll back, start, restart, remove."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.cli.arguments import count
from core.cli.connecting import chosen, connected
from core.cli.deploy import add_service_and_servers, ended
from core.cli.show import Answer
from core.usecases import operating
from core.usecases.operating import LAST, Back, Operation
from core.words import all_of, say

if TYPE_CHECKING:
    from core.cli.arguments import Commands, Parser, Run
    from core.cli.call import Call
    from core.usecases.operating import Removed

_WITH_DATA = say("also restore the copy of its data, and set aside what was written since")
_LONGER = say("give a release that starts slowly more time")
_BATCH = say("servers at a time (default: 1); continues only while all are healthy")


def add(commands: Commands) -> None:
    """Offer the commands."""

    def offer(name: str, purpose: str, run: Run) -> Parser:
        parser = commands.add(name, purpose, run=run)
        add_service_and_servers(parser, changing=True)
        return parser

    back = offer(
        "rollback",
        str(say("roll back to the previous release, or switch to another one")),
        _rollback,
    )
    back.add_argument(
        "--release",
        default="",
        metavar="R",
        help=str(say("release to switch to, older or newer (default: the previous one)")),
    )
    back.add_argument("--with-data", action="store_true", help=str(_WITH_DATA))
    again = offer("restart", str(say("restart the service and wait until it is healthy")), _restart)
    begun = offer("start", str(say("start a stopped service and wait until it is healthy")), _start)
    for parser in (again, begun):
        parser.add_argument("--batch", type=count, default=1, metavar="N", help=str(_BATCH))
    longer = offer("extend", str(_LONGER), _extend)
    longer.add_argument(
        "--seconds",
        type=count,
        default=60,
        metavar="N",
        help=str(say("additional seconds (default: 60)")),
    )
    offer("stop", str(say("stop the service; its releases are kept")), _stop)
    gone = offer(
        "remove", str(say("stop the service and remove its releases and settings")), _remove
    )
    gone.add_argument(
        "--yes", action="store_true", help=str(say("do not ask for confirmation on a terminal"))
    )


async def _rollback(call: Call) -> Answer:
    back = Back(release=call.arguments.release, with_data=call.arguments.with_data)
    return await _on_each(call, Operation.ROLL_BACK, str(say("rolled back")), back=back)


async def _start(call: Call) -> Answer:
    return await _in_turn(call, Operation.START, "started")


async def _restart(call: Call) -> Answer:
    return await _in_turn(call, Operation.RESTART, "restarted")


async def _extend(call: Call) -> Answer:
    arguments = call.arguments
    async with connected(call, chosen(call, arguments.to), changing=True) as sessions:
        for one in sessions:
            await operating.extend(one, arguments.service, arguments.seconds)
    return Answer(lines=(str(say("✓ {n} more seconds.", n=arguments.seconds)),))


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
    call.confirm(
        str(
            say(
                "Remove {name} with all its releases and settings from {servers}?",
                name=name,
                servers=all_of(names),
            )
        )
    )
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
    done = str(
        say("✓ Removed {name} from {server}. Its data is kept.", name=name, server=found.server)
    )
    return (
        done,
        *(
            str(say("  {path} is kept: {why}.", path=one.path, why=one.reason.words))
            for one in found.kept
        ),
    )


async def _copied(call: Call, found: Removed) -> tuple[str, ...]:
    """End what it had on the server of its daily copies."""
    from core.cli import daily

    return () if found.daily is None else await daily.left_behind(call, found.daily)
