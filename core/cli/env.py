"""The variables of a service, changed and taken over at once; values are never shown."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from core.cli.arguments import count
from core.cli.connecting import chosen, connected
from core.cli.deploy import add_service_and_servers, ended
from core.cli.show import Answer, table
from core.problems import Problem, ProblemError
from core.usecases import secrets
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.cli.arguments import Commands
    from core.cli.call import Call
    from core.usecases.secrets import Names, Wanted

_LONGEST = 262_144  # bytes of such a file, as the server takes it
_PURPOSE = say("list the environment variables of a service, or change them on all servers or none")
_SET = say("file with NAME=VALUE lines to set; - reads standard input")
_BATCH = say("servers that restart at a time (default: 1); if one is unhealthy, all roll back")


def add(commands: Commands) -> None:
    """Offer the command."""
    env = commands.add("env", str(_PURPOSE), run=_env)
    add_service_and_servers(env, changing=True)
    env.add_argument("--set", dest="file", metavar="FILE", help=str(_SET))
    env.add_argument(
        "--unset",
        action="append",
        default=[],
        metavar="NAME",
        help=str(say("name of a variable to delete")),
    )
    env.add_argument("--batch", type=count, default=1, metavar="N", help=str(_BATCH))
    env.add_argument(
        "--yes", action="store_true", help=str(say("do not ask for confirmation on a terminal"))
    )


async def _env(call: Call) -> Answer:
    arguments = call.arguments
    changes = arguments.file is not None or arguments.unset
    wanted = secrets.to_edit(_content(arguments.file), arguments.unset) if changes else None
    profiles = chosen(call, arguments.to)
    async with connected(call, profiles, changing=wanted is not None) as sessions:
        there = await secrets.names(sessions, arguments.service)
        if wanted is None:
            return _listed(there)
        lines = _change_lines(there, wanted)
        call.confirm(
            "\n".join(
                (*lines, str(say("Restart {service} with this change?", service=arguments.service)))
            )
        )
        outcomes = await secrets.edit(
            sessions, arguments.service, wanted, batch=arguments.batch, report=call.report
        )
    done = ended(outcomes, done="restarted")
    told = {"set": sorted(wanted.variables), "unset": list(wanted.drop_variables)}
    return Answer(
        fields={**done.fields, "variables": told},
        lines=(*lines, *done.lines),
        problem=done.problem,
    )


def _listed(there: Sequence[Names]) -> Answer:
    return Answer(
        fields={"servers": [{"name": one.server, "variables": one.variables} for one in there]},
        lines=table((one.server, name) for one in there for name in one.variables)
        or (str(say("No variables yet.")),),
    )


def _change_lines(there: Sequence[Names], wanted: Wanted) -> tuple[str, ...]:
    """Tell by their names what becomes of the variables on each server."""
    return table((one.server, one.deed.value, one.name) for one in secrets.changes(there, wanted))


def _content(file: str | None) -> bytes:
    """Read the lines where no process list shows them."""
    if file is None:
        return b""
    if file == "-":
        return sys.stdin.buffer.read(_LONGEST)
    try:
        with Path(file).open("rb") as opened:
            return opened.read(_LONGEST)
    except OSError as reason:
        raise ProblemError(_unreadable(file, str(reason))) from reason


def _unreadable(file: str, reason: str) -> Problem:
    return Problem(
        code="env_file_unreadable",
        what=say("The settings in {file} cannot be read.", file=file),
        why=say("The system reported: {reason}", reason=reason),
        field="set",
    )
