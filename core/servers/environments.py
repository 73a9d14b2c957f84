"""Environments: servers of one label `env`, with a color, and perhaps protected from a slip."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from core.codec import Unreadable
from core.declared import coded
from core.memory import KeptAside, Memory, unreadable
from core.problems import Advice, Problem, ProblemError
from core.servers.choosing import LABEL_WORD
from core.typed import from_plain, to_plain
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from core.home import Home
    from core.ssh.profile import Profile

LABEL = "env"
_FORMAT = 1
_NAME = re.compile(LABEL_WORD)


class Colour(StrEnum):
    """The colors that an environment can have; a face finds the shade."""

    RED = "red"
    ORANGE = "orange"
    GREEN = "green"
    BLUE = "blue"
    VIOLET = "violet"
    GREY = "grey"


_USUAL = {
    **dict.fromkeys(("production", "prod", "live"), Colour.RED),
    **dict.fromkeys(("staging", "stage"), Colour.ORANGE),
    **dict.fromkeys(("test", "testing", "dev", "development"), Colour.BLUE),
}


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """One environment. Where it is protected, each change asks for its name."""

    name: str
    colour: Colour = Colour.GREY
    protected: bool = False


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """What is kept."""

    environments: tuple[Environment, ...] = ()


def usual(name: str) -> Environment:
    """Return an environment that nobody has described."""
    return Environment(name=name, colour=_USUAL.get(name, Colour.GREY))


def known(home: Home) -> tuple[Environment, ...]:
    """Return those that were described.

    Raises `ProblemError` where the file cannot be understood: what is protected would be open.
    """
    return tuple(_read(home).values())


def of_server(server: Profile, described: Iterable[Environment]) -> Environment | None:
    """Return the environment that a server's label names."""
    name = server.labels.get(LABEL)
    if name is None:
        return None
    return next((one for one in described if one.name == name), usual(name))


def described(home: Home, name: str) -> Environment:
    """Return the environment of this name. Raises `ProblemError`, also for an unusable name."""
    if _NAME.fullmatch(name) is None:
        raise ProblemError(_odd())
    return _read(home).get(name, usual(name))


def describe(home: Home, environment: Environment) -> None:
    """Remember an environment. Raises `ProblemError`."""
    _read(home)  # a file that cannot be understood is left as it is
    with Memory(home.environments_file, _FORMAT).changing() as found:
        every = _understood(found) | {environment.name: environment}
        found["environments"] = [to_plain(one) for one in every.values()]


def _read(home: Home) -> dict[str, Environment]:
    try:
        return _understood(Memory(home.environments_file, _FORMAT).read() or {})
    except Unreadable as reason:
        raise ProblemError(_unreadable(home.environments_file, reason)) from reason


def _understood(found: dict[str, Any]) -> dict[str, Environment]:
    return {one.name: one for one in from_plain(_File, found).environments}


def _odd() -> Problem:
    return Problem(
        code="environment_odd",
        what=say("This name cannot be used for an environment."),
        why=say("The name of an environment is the value of a label, for example production."),
        next=(Advice(say("Use letters, digits, dots and dashes.")),),
        field="name",
    )


def _unreadable(file: Path, reason: Unreadable) -> Problem:
    what = say("GoFerry cannot read which environments are protected.")
    problem = unreadable(KeptAside(file, reason), code="environments_unreadable", what=what)
    correct = say("Correct or delete this file, then try again: {file}", file=str(file))
    return replace(problem, next=(Advice(correct),))
