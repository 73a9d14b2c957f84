"""Secrets whose values a command on this computer tells: `pass show …`, `op read …`, `sops -d …`.

Only the person names such a command, never a project's file. It runs without a shell; its value
goes from its output to the server, and neither into settings nor a log nor another command's words.
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from core import settings
from core.operate.secrets import Wanted, check
from core.problems import Advice, Problem, ProblemError
from core.processes import Command, capture
from core.settings import SecretCommand
from core.usecases.guarding import must_be_confirmed
from core.usecases.secrets import change, to_delete, to_set
from core.words import say, verbatim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.home import Home
    from core.ssh.session import ServerSession

_SECONDS = 120.0  # a person may have to unlock a store
_LOST = "\ufffd"  # in the place of what is not UTF-8


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What shall become of a service's secrets; `repr` shows no value.

    `typed` are values and names to delete, `asked` commands to run for theirs and to remember,
    `forgotten` the names whose command goes.
    """

    typed: Wanted = field(default_factory=Wanted)
    asked: tuple[SecretCommand, ...] = ()
    forgotten: tuple[str, ...] = ()

    def check(self) -> None:
        """Raise `ProblemError` for what could not arrive, before any command runs."""
        check(self.typed)
        for one in self.asked:
            to_delete(one.name, credential=one.credential)  # the same names can be set


async def apply(home: Home, sessions: Sequence[ServerSession], service: str, edit: Edit) -> None:
    """Ask the commands first: where one tells nothing, nothing changes. Raises `ProblemError`."""
    must_be_confirmed(sessions)
    edit.check()
    asked = [await wanted(one) for one in edit.asked]
    await change(sessions, service, _together(edit.typed, *asked))
    for one in edit.asked:
        remember(home, one)
    for name in edit.forgotten:
        forget(home, service, name)


def read(text: str) -> tuple[str, ...]:
    """Take a command apart into its words, as a shell would, and no more. Raises `ProblemError`."""
    try:
        words = tuple(shlex.split(text))
    except ValueError as odd:
        raise ProblemError(_no_command(text)) from odd
    if not words:
        raise ProblemError(_no_command(text))
    return words


async def wanted(command: SecretCommand) -> Wanted:
    """Run a command, and return its secret as one to set. Raises `ProblemError`."""
    ran = await capture(Command(words=command.words), seconds=_SECONDS)
    if ran.code != 0:
        raise ProblemError(_failed(command, ran.code, ran.err))
    if not ran.out.strip() or _LOST in ran.out:
        raise ProblemError(_no_value(command))
    value = ran.out.removesuffix("\n").removesuffix("\r")
    return to_set(command.name, value.encode(), credential=command.credential)


async def all_wanted(home: Home, service: str) -> Wanted:
    """Run every command of a service, one after the other: a store may ask for each.

    Raises `ProblemError`, also where there is none.
    """
    commands = of_service(home, service)
    if not commands:
        raise ProblemError(_none(service))
    return _together(*[await wanted(one) for one in commands])


def spelled(command: SecretCommand) -> str:
    """Spell a command as a person would type it."""
    return shlex.join(command.words)


def of_service(home: Home, service: str) -> tuple[SecretCommand, ...]:
    """Return the commands that this computer knows for a service."""
    known, _ = settings.load(home)
    return tuple(one for one in known.secret_commands if one.service == service)


def remember(home: Home, command: SecretCommand) -> None:
    """Keep a command in the person's settings, in the place of an older one for this secret."""
    _change(home, command, (command,))


def forget(home: Home, service: str, name: str) -> None:
    """Forget the command of a secret, where there is one."""
    if any(one.name == name for one in of_service(home, service)):
        _change(home, SecretCommand(service=service, name=name), ())


def _together(*several: Wanted) -> Wanted:
    return Wanted(
        variables={name: one for each in several for name, one in each.variables.items()},
        credentials={name: one for each in several for name, one in each.credentials.items()},
        drop_variables=tuple(name for each in several for name in each.drop_variables),
        drop_credentials=tuple(name for each in several for name in each.drop_credentials),
    )


def _change(home: Home, about: SecretCommand, new: tuple[SecretCommand, ...]) -> None:
    known, _ = settings.load(home)
    others = (
        one
        for one in known.secret_commands
        if (one.service, one.name) != (about.service, about.name)
    )
    settings.save(home, replace(known, secret_commands=(*others, *new)), since=known)


def _no_command(text: str) -> Problem:
    return Problem(
        code="secret_command_unusable",
        what=say("This is not a command: {text}", text=verbatim(text[:200])),
        why=say("A command needs a program and its arguments. A quote might not be closed."),
        next=(Advice(say('Write it as one argument: --from-command "pass show web/db"')),),
        field="from_command",
    )


def _failed(command: SecretCommand, code: int, said: str) -> Problem:
    return Problem(
        code="secret_command_failed",
        what=say(
            "{program} did not print the secret {name}.",
            program=command.words[0],
            name=command.name,
        ),
        why=say("The command exited with code {code}. Nothing was changed on a server.", code=code),
        next=(Advice(say("Run it in a terminal and check its output.")),),
        details=said[-2000:],
        field="from_command",
    )


def _no_value(command: SecretCommand) -> Problem:
    return Problem(
        code="secret_command_silent",
        what=say(
            "{program} printed no text for {name}.", program=command.words[0], name=command.name
        ),
        why=say("The output is empty or not UTF-8. Nothing was changed on a server."),
        next=(Advice(say("Run it in a terminal and check its output.")),),
        field="from_command",
    )


def _none(service: str) -> Problem:
    return Problem(
        code="secret_commands_none",
        what=say("This computer has no command for a secret of {service}.", service=service),
        why=say("GoFerry remembers a command when a secret is set from it."),
        next=(Advice(say('Set one: goferry secrets set NAME --from-command "pass show …"')),),
    )
