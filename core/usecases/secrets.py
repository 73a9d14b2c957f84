"""The secrets of a service: their names are told, their values only sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.operate import secrets
from core.operate.secrets import Names, Wanted, check
from core.problems import Advice, Problem, ProblemError
from core.service.protocol import LARGEST_CREDENTIAL
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.ssh.session import ServerSession

__all__ = [
    "LARGEST_CREDENTIAL",
    "Names",
    "Wanted",
    "change",
    "check",
    "names",
    "to_delete",
    "to_set",
]


async def names(sessions: Sequence[ServerSession], service: str) -> tuple[Names, ...]:
    """Name the secrets on each server."""
    return tuple([await secrets.names(one, service) for one in sessions])


async def change(sessions: Sequence[ServerSession], service: str, wanted: Wanted) -> None:
    """Set and delete secrets on each server; the service sees it from its next start on."""
    for one in sessions:
        await secrets.change(one, service, wanted)


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


def _no_text() -> Problem:
    return Problem(
        code="secret_unusable",
        what=say("A variable's value must be UTF-8 text."),
        why=say("This one holds other bytes."),
        next=(Advice(say("Add --credential: a credential may hold any bytes.")),),
        field="value",
    )
