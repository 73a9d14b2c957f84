"""The command that runs the live release once more, with arguments of its own."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from core.cli.connecting import chosen, connected
from core.cli.deploy import add_service_and_servers
from core.cli.show import Answer, table
from core.events import problem_as_json
from core.service.model import RunWish
from core.usecases import running
from core.words import say

if TYPE_CHECKING:
    from argparse import Namespace

    from core.cli.arguments import Commands
    from core.cli.call import Call
    from core.events import LogLine
    from core.usecases.running import OneOff

_RUN = re.compile(r"[0-9a-f]{32}")


def add(commands: Commands) -> None:
    """Offer the command."""
    parser = commands.add("run", str(say("run the live release once in its sandbox")), run=_run)
    add_service_and_servers(parser, changing=True)
    parser.add_argument(
        "--again",
        type=_named,
        metavar="RUN",
        help=str(say("show the output of this run to its end, without starting anything")),
    )
    parser.add_argument(
        "--process",
        default="",
        metavar="X",
        help=str(say("further process of kind timer whose job runs")),
    )
    parser.takes_rest = True
    parser.epilog = str(
        say("The program's arguments follow --. Without arguments, the job of a timer runs now.")
    )


async def _run(call: Call) -> Answer:
    arguments = call.arguments
    servers, starting = chosen(call, arguments.to), not arguments.again
    async with connected(call, servers, changing=starting) as sessions:

        def take(line: LogLine) -> None:
            """Leave what one server writes as it is, for whoever reads it from a pipe."""
            call.show.found(line if len(sessions) > 1 else replace(line, server=""))

        found = await running.run(sessions, arguments.service, _wish(arguments), take)
    problems = [one.problem for one in found if one.problem]
    return Answer(
        fields={
            "code": next((one.code for one in found if one.code != 0), 0),
            "servers": [_fields(one) for one in found],
        },
        lines=table(map(_row, found)) if len(found) > 1 else (),
        problem=problems[0] if problems else None,
    )


def _wish(arguments: Namespace) -> RunWish:
    return RunWish(
        arguments=tuple(getattr(arguments, "rest", ())),
        process=arguments.process,
        again=arguments.again or "",
    )


def _fields(one: OneOff) -> dict[str, Any]:
    fields: dict[str, Any] = {"name": one.server, "run": one.id, "code": one.code}
    if one.problem is not None:
        fields["problem"] = problem_as_json(one.problem)
    return fields


def _row(one: OneOff) -> tuple[str, ...]:
    sign = "✗" if one.problem else "✓"
    return (
        sign,
        one.server,
        str(say("result unknown"))
        if one.code is None
        else str(say("exit code {code}", code=one.code)),
    )


def _named(text: str) -> str:
    if _RUN.fullmatch(text) is None:
        raise ArgumentTypeError(
            str(say("“{text}” is not a run. A run is named by 32 digits and letters", text=text))
        )
    return text
