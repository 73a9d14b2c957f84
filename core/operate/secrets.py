"""A service's secrets on a server: their names can be seen, their values only be set or deleted.

A variable stands in the environment file; a credential is a file that systemd hands to the program
alone (`$CREDENTIALS_DIRECTORY/NAME`). Both travel as files, never as words of a command.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.codec import object_in
from core.declared import coded
from core.problems import Advice, Problem, ProblemError
from core.service import areas, record, transaction
from core.service.env_syntax import is_text, quoted
from core.service.layout import Layout
from core.service.protocol import LARGEST_CREDENTIAL, Verb
from core.service.transaction import Change, new_change, whoami
from core.typed import Misfit, from_plain
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.ssh.session import ServerSession

_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,127}")
_CREDENTIAL = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_LONGEST = 130_000  # bytes; Linux hands no longer variable to a program, with its name
_OLDEST_SYSTEMD = 247


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What a service has on one server, as its helper tells it; the values stay there."""

    server: str
    variables: tuple[str, ...]
    credentials: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What shall change: values by name, and names to delete; `repr` shows no value."""

    variables: Mapping[str, str] = field(default_factory=dict, repr=False)
    credentials: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    drop_variables: tuple[str, ...] = ()
    drop_credentials: tuple[str, ...] = ()


async def names(session: ServerSession, service: str) -> Names:
    """Tell which secrets the service has. Raises "service_not_found"."""
    layout = Layout.of(await record.read(session, service))
    ran = await transaction.tell(session, layout, Change(verb=Verb.NAMES, id=new_change(), who="-"))
    try:
        return from_plain(Names, {**object_in(ran.out), "server": session.profile.name})
    except Misfit as reason:
        raise ProblemError(_not_told(service, f"{ran.out}\n{ran.err}")) from reason


async def change(session: ServerSession, service: str, wanted: Wanted) -> None:
    """Set and delete secrets; the program sees them from its next start on.

    Raises `ProblemError` ("secret_unusable", "credentials_unknown", "deploy_busy") before anything
    was sent, and leaves nothing staged.
    """
    check(wanted)
    layout = Layout.of(await record.read(session, service))
    if wanted.credentials:
        await _must_know_credentials(session)
    asked = Change(verb=Verb.SECRETS, id=new_change(), who=whoami())
    folder = await areas.make(session, layout, f"{asked.id}/credentials")
    try:
        await send(session, folder, wanted)
        await transaction.begin(session, layout, asked)
    finally:
        await session.run(f"rm -rf -- {folder}")


def check(wanted: Wanted) -> None:
    """Raise "secret_unusable" for a name or a value that would not arrive as it is."""
    variables = (*wanted.variables, *wanted.drop_variables)
    credentials = (*wanted.credentials, *wanted.drop_credentials)
    odd = [name for name in variables if not _VARIABLE.fullmatch(name)]
    odd += [name for name in credentials if not _CREDENTIAL.fullmatch(name)]
    if odd:
        raise ProblemError(_unusable_name(odd[0]))
    bad = [name for name, text in wanted.variables.items() if not _fits_a_line(text)]
    bad += [
        name
        for name, value in wanted.credentials.items()
        if not 0 < len(value) <= LARGEST_CREDENTIAL
    ]
    if bad:
        raise ProblemError(_unusable_value(bad[0]))


def _fits_a_line(text: str) -> bool:
    fits = 0 < len(text.encode("utf-8", "replace")) < _LONGEST
    return fits and is_text(text) and not set(text) & set("\n\r")


async def send(session: ServerSession, folder: str, wanted: Wanted) -> None:
    """Write what is to change into a folder of the login's; its helper reads it there."""
    lines = "".join(f"{name}={quoted(text)}\n" for name, text in wanted.variables.items())
    drop = (
        *(f"variable {name}\n" for name in wanted.drop_variables),
        *(f"credential {name}\n" for name in wanted.drop_credentials),
    )
    await session.write_file(f"{folder}/variables", lines.encode())
    await session.write_file(f"{folder}/drop", "".join(drop).encode())
    for name, value in wanted.credentials.items():
        await session.write_file(f"{folder}/credentials/{name}", value)


async def _must_know_credentials(session: ServerSession) -> None:
    ran = await session.run("systemctl --version")
    found = re.match(r"systemd (\d{1,4})", ran.out)
    if found and int(found[1]) >= _OLDEST_SYSTEMD:
        return
    raise ProblemError(
        Problem(
            code="credentials_unknown",
            what=say("{server} is too old for credentials.", server=session.profile.name),
            why=say("Credentials need systemd 247 or newer."),
            next=(Advice(say("Set it as a variable instead.")),),
        )
    )


def _unusable_name(name: str) -> Problem:
    odd = say("“{name}” cannot be a secret's name.", name=name[:64])
    return Problem(
        code="secret_unusable",
        what=odd if name else say("A secret has no name yet."),
        why=say(
            "A name consists of letters, digits and _. The name of a credential "
            "can also contain . and -."
        ),
        field="name",
    )


def _unusable_value(name: str) -> Problem:
    return Problem(
        code="secret_unusable",
        what=say("The value of {name} cannot be used.", name=name),
        why=say("The value is empty or too long, or it is a variable with more than one line."),
        next=(Advice(say("A credential can have several lines and contain any bytes.")),),
        field="value",
    )


def _not_told(service: str, details: str) -> Problem:
    return Problem(
        code="secrets_not_told",
        what=say("The server did not list the secrets of {service}.", service=service),
        why=say(
            "Either the helper on the server is from an older GoFerry, or this "
            "login is not allowed to use it."
        ),
        next=(Advice(say("Let an administrator run: goferry prepare.")),),
        details=details,
    )
