"""Commands about a service's secrets: their names are shown, their values never."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.cli.connecting import chosen, connected
from core.cli.deploy import add_service_and_servers
from core.cli.show import Answer, table
from core.problems import Problem, ProblemError
from core.settings import SecretCommand
from core.usecases import secret_commands, secrets
from core.usecases.secrets import LARGEST_CREDENTIAL
from core.words import Text, all_of, say, say_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.cli.arguments import Commands
    from core.cli.call import Call
    from core.usecases.secrets import Wanted

_LONGEST = LARGEST_CREDENTIAL + 1  # so that one which is too long is seen to be


def add(commands: Commands) -> None:
    """Offer the commands."""
    group = commands.group("secrets", str(say("list, set and delete the secrets of a service")))
    told = group.add(
        "list",
        str(say("list the names and the commands that they come from (never values)")),
        run=_list,
    )
    put = group.add("set", str(say("set a secret from a file or standard input")), run=_set)
    gone = group.add("delete", str(say("delete a secret")), run=_delete)
    again = group.add(
        "refresh",
        str(say("set all secrets again that come from a command on this computer")),
        run=_refresh,
    )
    for parser in (put, gone):
        parser.add_argument("name", metavar="NAME")
        parser.add_argument(
            "--credential",
            action="store_true",
            help=str(
                say(
                    "systemd credential: a file that only the program can read, not an "
                    "environment variable"
                )
            ),
        )
    put.add_argument(
        "--from-command",
        dest="command",
        metavar='"PROGRAM WORDS"',
        help=str(
            say(
                "command on this computer that prints the secret, such as pass "
                "show web/db. It runs without a shell and is remembered for refresh"
            )
        ),
    )
    put.add_argument(
        "--from",
        dest="file",
        type=Path,
        metavar="FILE",
        help=str(say("file with the value (default: standard input)")),
    )
    for parser in (told, put, gone, again):
        add_service_and_servers(parser, changing=parser is not told)


async def _list(call: Call) -> Answer:
    async with connected(call, chosen(call, call.arguments.to)) as sessions:
        found = await secrets.names(sessions, call.arguments.service)
    told = secret_commands.of_service(call.home, call.arguments.service)
    commands = {(one.name, one.credential): secret_commands.spelled(one) for one in told}
    listed: list[dict[str, Any]] = [
        {
            "name": one.server,
            "variables": one.variables,
            "credentials": one.credentials,
            "commands": {name: command for (name, _), command in commands.items()},
        }
        for one in found
    ]
    rows = [
        (one.server, kind, name, str(say("from: {command}", command=command)) if command else "")
        for one in found
        for kind, all_of_it in (("variable", one.variables), ("credential", one.credentials))
        for name in all_of_it
        for command in [commands.get((name, kind == "credential"))]
    ]
    return Answer(fields={"servers": listed}, lines=table(rows) or (str(say("No secrets yet.")),))


async def _set(call: Call) -> Answer:
    arguments = call.arguments
    credential = arguments.credential
    if arguments.command is not None:
        return await _set_from_command(call)
    wanted = secrets.to_set(arguments.name, _value(call), credential=credential)
    return await _change_by_hand(call, wanted, "set")


async def _set_from_command(call: Call) -> Answer:
    """Ask the command first: what it does not tell, changes nothing and is not remembered."""
    arguments = call.arguments
    command = SecretCommand(
        service=arguments.service,
        name=arguments.name,
        words=secret_commands.read(arguments.command),
        credential=arguments.credential,
    )
    answer = await _change(call, await secret_commands.wanted(command), "set")
    secret_commands.remember(call.home, command)
    return answer


async def _refresh(call: Call) -> Answer:
    wanted = await secret_commands.all_wanted(call.home, call.arguments.service)
    return await _change(call, wanted, "set")


async def _delete(call: Call) -> Answer:
    wanted = secrets.to_delete(call.arguments.name, credential=call.arguments.credential)
    return await _change_by_hand(call, wanted, "deleted")


async def _change_by_hand(call: Call, wanted: Wanted, done: str) -> Answer:
    """A command that told it before is forgotten: the next refresh would undo this."""
    answer = await _change(call, wanted, done)
    secret_commands.forget(call.home, call.arguments.service, call.arguments.name)
    return answer


async def _change(call: Call, wanted: Wanted, done: str) -> Answer:
    service = call.arguments.service
    names = _names(wanted)
    profiles = chosen(call, call.arguments.to)
    async with connected(call, profiles, changing=True) as sessions:
        await secrets.change(sessions, service, wanted)
    servers = [session.profile.name for session in sessions]
    restart = f"goferry restart --service {service} --to {','.join(servers)}"
    return Answer(
        fields={"servers": [{"name": one, "outcome": done} for one in servers]},
        lines=(
            *(str(_done(one, names, done)) for one in servers),
            str(
                say(
                    "{service} uses it after its next start:  {command}",
                    service=service,
                    command=restart,
                )
            ),
        ),
    )


def _done(server: str, names: Sequence[str], done: str) -> Text:
    if done == "deleted":
        return say_count(
            len(names),
            one="✓ {server}: {names} is deleted.",
            many="✓ {server}: {names} are deleted.",
            server=server,
            names=all_of(names),
        )
    return say_count(
        len(names),
        one="✓ {server}: {names} is set.",
        many="✓ {server}: {names} are set.",
        server=server,
        names=all_of(names),
    )


def _names(wanted: Wanted) -> tuple[str, ...]:
    dropped = (*wanted.drop_variables, *wanted.drop_credentials)
    return (*wanted.variables, *wanted.credentials, *dropped)


def _value(call: Call) -> bytes:
    """Read the value where no process list shows it: in a file, from a pipe, or hidden typing."""
    file: Path | None = call.arguments.file
    if file is not None:
        try:
            with file.open("rb") as opened:
                return opened.read(_LONGEST)
        except OSError as reason:
            raise ProblemError(_unreadable(file, str(reason))) from reason
    if call.asking.anyone:
        return call.asking.secret(str(say("Value of {name}:", name=call.arguments.name))).encode()
    # One byte more, for the last line end: else what follows it would be cut off in silence.
    return sys.stdin.buffer.read(_LONGEST + 1).removesuffix(b"\n")


def _unreadable(file: Path, reason: str) -> Problem:
    return Problem(
        code="secret_file_unreadable",
        what=say("{file} cannot be read.", file=str(file)),
        why=say("The system reported: {reason}", reason=reason),
        field="from",
    )
