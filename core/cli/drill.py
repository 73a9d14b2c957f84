"""The drill: is this service safe to deploy?"""

from __future__ import annotations

from argparse import ArgumentTypeError
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from core.cli.arguments import count
from core.cli.connecting import chosen, connected
from core.cli.deploy import add_service_and_servers
from core.cli.show import Answer, table
from core.usecases import drilling
from core.usecases.drilling import DrillWish
from core.words import list_of, say

if TYPE_CHECKING:
    from core.cli.arguments import Commands
    from core.cli.call import Call
    from core.usecases.drilling import Drill

_PURPOSE = say("restart, roll back and kill the service under load; count lost requests")
_REPORT = say("file for a report: .html, .md or .json")
_STEADY = say("seconds of requests before the first change (default: 2)")
_WITHOUT = say("do not roll back and forward in between")


def add(commands: Commands) -> None:
    """Offer the command."""
    tried = commands.add("drill", str(_PURPOSE), run=_drill)
    add_service_and_servers(tried, changing=True)
    tried.add_argument("--without-rollback", action="store_true", help=str(_WITHOUT))
    rate = partial(_bounded, most=drilling.MOST_RATE)
    tried.add_argument(
        "--rate",
        type=rate,
        default=drilling.RATE,
        metavar="N",
        help=str(say("requests per second (default: 200)")),
    )
    steady = partial(_bounded, most=drilling.MOST_STEADY)
    tried.add_argument(
        "--steady", type=steady, default=drilling.STEADY, metavar="S", help=str(_STEADY)
    )
    tried.add_argument("--report", type=Path, metavar="FILE", help=str(_REPORT))
    tried.add_argument(
        "--yes", action="store_true", help=str(say("do not ask for confirmation on a terminal"))
    )


def _bounded(text: str, *, most: int) -> int:
    """Read a number that a load may have."""
    found = count(text)
    if found > most:
        raise ArgumentTypeError(str(say("{found} is more than {most}", found=found, most=most)))
    return found


async def _drill(call: Call) -> Answer:
    arguments = call.arguments
    name, back = arguments.service, not arguments.without_rollback
    profiles = chosen(call, arguments.to)
    also = str(say(", after a rollback and a switch back")) if back else ""
    call.confirm(
        str(
            say(
                "The drill kills {name} once{also}. Users will notice. Continue?",
                name=name,
                also=also,
            )
        )
    )
    async with connected(call, profiles, changing=True) as sessions:
        wish = DrillWish(back=back, rate=arguments.rate, steady=arguments.steady)
        found = await drilling.drill(call.home, sessions, name, wish=wish, report=call.report)
    if arguments.report is not None:
        drilling.write_report(arguments.report, found)
    return Answer(
        fields={
            "recovered_seconds": round(max(one.recovered_seconds for one in found), 3),
            "requests": sum(one.requests for one in found),
            "lost": sum(one.lost for one in found),
            "safe": all(one.safe for one in found),
            "servers": list(map(drilling.fields, found)),
        },
        lines=tuple(line for one in found for line in _lines(one)),
    )


def _lines(found: Drill) -> tuple[str, ...]:
    back = str(say("back {seconds} s after the kill", seconds=f"{found.recovered_seconds:.1f}"))
    rows = (
        (
            f"  {one.part}",
            str(say("{lost} of {n} requests lost", lost=one.lost, n=one.requests)),
            str(say("median {ms} ms", ms=f"{1000 * one.half:.1f}")),
            f"99% {1000 * one.most:.1f} ms",
            str(say("slowest {ms} ms", ms=f"{1000 * one.slowest:.1f}")),
            str(list_of(f"{count} {cause}" for cause, count in one.causes.items())),
        )
        for one in found.parts
    )
    sign = "✓" if found.safe else "✗" if found.parts else "·"
    return (f"{sign} {found.server}: {found.verdict}", f"  {back}", *table(rows))
