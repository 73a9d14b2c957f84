"""The secrets of a service: their names are told, their values only sent."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from core.operate import secrets
from core.operate.secrets import Names, Wanted, check
from core.problems import Advice, Problem, ProblemError
from core.service.protocol import LARGEST_CREDENTIAL
from core.usecases.guarding import must_be_confirmed
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.events import Report
    from core.service.results import Outcome
    from core.ssh.session import ServerSession

__all__ = [
    "LARGEST_CREDENTIAL",
    "Deed",
    "Names",
    "VariableChange",
    "Wanted",
    "change",
    "changes",
    "check",
    "edit",
    "names",
    "to_change",
    "to_delete",
    "to_edit",
    "to_set",
]


async def names(sessions: Sequence[ServerSession], service: str) -> tuple[Names, ...]:
    """Name the secrets on each server."""
    return tuple([await secrets.names(one, service) for one in sessions])


async def change(sessions: Sequence[ServerSession], service: str, wanted: Wanted) -> None:
    """Set and delete secrets on each server; the service sees it from its next start on."""
    must_be_confirmed(sessions)
    for one in sessions:
        await secrets.change(one, service, wanted)


class Deed(StrEnum):
    """What becomes of a variable."""

    NEW = "new"
    REPLACED = "replaced"
    DELETED = "deleted"


class VariableChange(NamedTuple):
    """What becomes of one variable on one server, by its name."""

    server: str
    deed: Deed
    name: str


def changes(there: Sequence[Names], wanted: Wanted) -> tuple[VariableChange, ...]:
    """Tell what becomes of the variables on each server; no value is told."""
    return tuple(
        VariableChange(one.server, deed, name)
        for one in there
        for deed, names in (
            (Deed.NEW, [name for name in wanted.variables if name not in one.variables]),
            (Deed.REPLACED, [name for name in wanted.variables if name in one.variables]),
            (Deed.DELETED, [name for name in wanted.drop_variables if name in one.variables]),
        )
        for name in names
    )


async def edit(
    sessions: Sequence[ServerSession],
    service: str,
    wanted: Wanted,
    *,
    batch: int = 1,
    report: Report,
) -> tuple[Outcome, ...]:
    """Change variables on all servers and restart `batch` at a time, or leave all as they were.

    Where the service is not well with them on one server, or this computer is gone before all are
    well, the former variables return on all.
    """
    from core.deploy import editing

    must_be_confirmed(sessions)
    check(wanted)

    async def put(session: ServerSession, folder: str) -> None:
        await secrets.send(session, folder, wanted)

    return await editing.edit(sessions, service, put, batch=batch, report=report)


def to_edit(content: bytes, drop: Sequence[str]) -> Wanted:
    """Read variables from the lines of an environment file, and names to delete.

    Raises `ProblemError` for what cannot be, before any server is asked.
    """
    from core.service.env_syntax import variables

    return to_change(variables(content), drop)


def to_change(found: Mapping[str, str], drop: Sequence[str]) -> Wanted:
    """Take variables to set by their names, and names to delete.

    Raises `ProblemError` for what cannot be, before any server is asked.
    """
    if not found and not drop:
        raise ProblemError(_nothing_to_edit())
    return _checked(Wanted(variables=dict(found), drop_variables=tuple(drop)))


def to_set(name: str, value: bytes, *, credential: bool) -> Wanted:
    """One secret to set: a variable is a line of text, a credential any bytes.

    Raises `ProblemError` for a name or a value that cannot be, before any server is asked.
    """
    if credential:
        return _checked(Wanted(credentials={name: value}))
    try:
        text = value.decode()
    except UnicodeDecodeError as odd:
        raise ProblemError(_no_text()) from odd
    line = text.removesuffix("\n").removesuffix("\r")  # a file of Windows ends its line so
    return _checked(Wanted(variables={name: line}))


def to_delete(name: str, *, credential: bool) -> Wanted:
    """One secret to delete; raises `ProblemError` for a name that cannot be."""
    wanted = Wanted(drop_credentials=(name,)) if credential else Wanted(drop_variables=(name,))
    return _checked(wanted)


def _checked(wanted: Wanted) -> Wanted:
    check(wanted)
    return wanted


def _nothing_to_edit() -> Problem:
    return Problem(
        code="nothing_to_edit",
        what=say("There is no variable to change."),
        why=say("A line is written NAME=VALUE, as in a file for deploy --env-file."),
        next=(Advice(say("Check the file, or name a variable to delete: --unset NAME")),),
        field="set",
    )


def _no_text() -> Problem:
    return Problem(
        code="secret_unusable",
        what=say("A variable's value must be UTF-8 text."),
        why=say("This value contains other bytes."),
        next=(Advice(say("Add --credential: a credential can contain any bytes.")),),
        field="value",
    )
