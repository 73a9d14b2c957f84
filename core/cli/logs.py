"""Commands that read what services write: the log of many servers as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.cli.connecting import chosen, connector
from core.cli.deploy import add_servers
from core.cli.show import Answer
from core.usecases import reading_logs
from core.words import say

if TYPE_CHECKING:
    from core.cli.arguments import Commands
    from core.cli.call import Call

_TIMES = "10m, 2h, 3d, today, 14:30, 2026-11-30 14:30"


def add(commands: Commands) -> None:
    """Offer the commands."""
    logs = commands.add("logs", str(say("show the logs of services, merged by time")), run=_logs)
    logs.add_argument(
        "--service",
        dest="services",
        action="append",
        default=[],
        metavar="S",
        help=str(say("only this service (default: all); can be repeated")),
    )
    add_servers(logs)
    end = logs.add_mutually_exclusive_group()
    end.add_argument("--follow", action="store_true", help=str(say("follow the log until Ctrl+C")))
    logs.add_argument(
        "--since",
        default="",
        metavar="T",
        help=str(say("start of the time range: {times}", times=_TIMES)),
    )
    end.add_argument("--until", default="", metavar="T", help=str(say("end of the time range")))
    logs.add_argument(
        "--level",
        default="",
        metavar="L",
        help=str(say("lowest level to show: debug, info, warning, error")),
    )
    logs.add_argument(
        "--grep",
        default="",
        metavar="RE",
        help=str(say("only lines that match this regular expression")),
    )


async def _logs(call: Call) -> Answer:
    told = call.arguments
    wish = reading_logs.wish_of(
        services=tuple(told.services),
        since=told.since,
        until=told.until,
        level=told.level,
        grep=told.grep,
        follow=told.follow,
    )
    servers = chosen(call, told.to)
    await reading_logs.read(
        connector(call, servers), servers, wish, take=call.show.found, report=call.report
    )
    return Answer()
