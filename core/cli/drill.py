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

if TYPE_CHECKING:
    from core.cli.arguments import Commands
    from core.cli.call import Call
    from core.usecases.drilling import Drill

_PURPOSE = "redeploy, roll back and kill it under load; count lost requests"
_REPORT = "keep a report: .html, .md or .json"
_STEADY = "seconds of requests before anything is changed (2)"
_WITHOUT = "do not bring the release before live in between"


def add(commands: Commands) -> None:
    """Offer the command."""
    tried = commands.add("drill", _PURPOSE, run=_drill)
    add_service_and_servers(tried, changing=True)
    tried.add_argument("--without-rollback", action="store_true", help=_WITHOUT)
    rate = partial(_bounded, most=drilling.MOST_RATE)
    tried.add_argument(
        "--rate", type=rate, default=drilling.RATE, metavar="N", help="requests per second (200)"
    )
    steady = partial(_bounded, most=drilling.MOST_STEADY)
    tried.add_argument("--steady", type=steady, default=drilling.STEADY, metavar="S", help=_STEADY)
    tried.add_argument("--report", type=Path, metavar="FILE", help=_REPORT)
    tried.add_argument("--yes", action="store_true", help="do not ask on a terminal")


def _bounded(text: str, *, most: int) -> int:
    """Read a number that a load may have."""
    found = count(text)
    if found > most:
        raise ArgumentTypeError(f"{found} is more than {most}")
    return found


async def _drill(call: Call) -> Answer:
    arguments = call.arguments
    name, back = arguments.service, not arguments.without_rollback
    profiles = chosen(call, arguments.to)
    also = ", after it rolled back and forward" if back else ""
    call.confirm(f"The drill kills {name} once{also}: its users notice. Go on?")
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
    back = f"back {found.recovered_seconds:.1f} s after its death"
    rows = (
        (
            f"  {one.part}",
            f"{one.lost} of {one.requests} requests lost",
            f"half {1000 * one.half:.1f} ms",
            f"99% {1000 * one.most:.1f} ms",
            f"slowest {1000 * one.slowest:.1f} ms",
            ", ".join(f"{count} {cause}" for cause, count in one.causes.items()),
        )
        for one in found.parts
    )
    sign = "✓" if found.safe else "✗" if found.parts else "·"
    return (f"{sign} {found.server}: {found.verdict}", f"  {back}", *table(rows))
