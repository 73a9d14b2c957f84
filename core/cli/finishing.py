"""`goferry deploy --finish` and `--return`: settle a deploy to several servers that was cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.cli.connecting import connected
from core.cli.show import Answer, table
from core.events import Noticed, problem_as_json
from core.usecases import finishing
from core.usecases.finishing import Way
from core.words import list_of, say

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence

    from core.cli.arguments import Parser
    from core.cli.call import Call
    from core.usecases.finishing import Standing

_FINISH = say("after an interrupted deploy: switch all of its servers to the new release")
_RETURN = say("after an interrupted deploy: roll back all of its servers to the previous release")


def add_ways(parser: Parser) -> None:
    """Offer both ways; neither needs a program, and the servers are known."""
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument(
        "--finish",
        dest="way",
        action="store_const",
        const=Way.FINISH,
        default=None,
        help=str(_FINISH),
    )
    ways.add_argument(
        "--return", dest="way", action="store_const", const=Way.RETURN, help=str(_RETURN)
    )
    parser.check = _missing


def _missing(arguments: Namespace) -> str:
    named = {"FILE|DIR": arguments.what, "--to": arguments.to}
    missing = [name for name, value in named.items() if value is None]
    if arguments.way is None:
        return f"the following arguments are required: {list_of(missing)}" if missing else ""
    return (
        ""
        if arguments.what is None
        else str(say("--{way} does not accept a program", way=arguments.way))
    )


def tell_cut_off(call: Call, service: str = "") -> None:
    """Say which deploys that began here were cut off."""
    for one in finishing.cut_off(call.home, service, report=call.report):
        call.report(Noticed(problem=finishing.noticed(one)))


async def settle(call: Call, ended: Callable[..., Answer]) -> Answer:
    """Go the way that was chosen; with --plan, only tell where each server stands."""
    arguments = call.arguments
    words = arguments.to or ()
    begun = finishing.the_one(call.home, arguments.service or "", words, report=call.report)
    servers = finishing.servers_of(call.home, begun, words, arguments.way, report=call.report)
    async with connected(call, servers, changing=not arguments.plan) as sessions:
        if arguments.plan:
            return _planned(
                await finishing.look(sessions, begun, report=call.report), arguments.way
            )
        outcomes = await finishing.settle(
            call.home, sessions, begun, arguments.way, report=call.report
        )
    return ended(
        outcomes, done="deployed" if arguments.way is Way.FINISH else str(say("rolled back"))
    )


def _planned(found: Sequence[Standing], way: Way) -> Answer:
    problem = finishing.in_the_way(found, way)
    return Answer(
        fields={
            "servers": list(map(_fields, found)),
            **({"findings": [problem_as_json(problem)]} if problem else {}),
        },
        lines=table(("  ", one.server, str(one.words)) for one in found),
        problem=problem,
    )


def _fields(one: Standing) -> dict[str, Any]:
    return {
        "name": one.server,
        "stands": str(one.place),
        "release": one.current,
        "new": one.new,
        "previous": one.before,
        "ways": sorted(one.ways),
    }
