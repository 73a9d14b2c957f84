"""Protected environments: who changes one types its name first, whichever face the change is from.

A connection knows the name that has still to be typed (`Profile.guarded`). It is asked for while
servers are reached (`usecases.connecting`), and each use case that changes a service refuses a
connection without it (`must_be_confirmed`), so that no face can forget to ask.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.events import unheard
from core.problems import Advice, Problem, ProblemError
from core.servers import environments
from core.servers.environments import LABEL, Colour, Environment, usual
from core.words import all_of, say

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from core.home import Home
    from core.ssh.profile import Profile
    from core.ssh.session import ServerSession
    from core.usecases.asking import Asker

__all__ = [
    "Colour",
    "Environment",
    "confirmed",
    "describe",
    "environment_of",
    "environments_here",
    "guarded",
    "must_be_confirmed",
    "put_together",
    "usual",
]


def must_be_confirmed(sessions: Sequence[ServerSession]) -> None:
    """Refuse a change where a name has still to be typed.

    Raises `ProblemError` (`environment_protected`).
    """
    for one in sessions:
        if name := one.profile.guarded:
            servers = tuple(
                other.profile.name for other in sessions if other.profile.guarded == name
            )
            raise ProblemError(_protected(name, servers))


def guarded(home: Home, servers: Sequence[Profile]) -> tuple[Profile, ...]:
    """Mark the servers of protected environments. Raises `ProblemError` where nobody can tell."""
    known = environments.known(home)
    return tuple(_marked(one, environments.of_server(one, known)) for one in servers)


async def confirmed(ask: Asker, servers: Sequence[Profile]) -> tuple[Profile, ...]:
    """Have the name of each protected environment typed; the marks go where it was.

    Raises `ProblemError` (`environment_protected`) where it was not.
    """
    for name in dict.fromkeys(one.guarded for one in servers if one.guarded):
        there = tuple(one for one in servers if one.guarded == name)
        if await ask.name_typed(name, there) != name:
            raise ProblemError(_protected(name, tuple(one.name for one in there)))
    return tuple(replace(one, guarded="") for one in servers)


def environments_here(home: Home, servers: Sequence[Profile]) -> tuple[Environment, ...]:
    """Return the environments that were described or that these servers name, each once.

    Raises `ProblemError` where nobody can tell which are protected.
    """
    known = environments.known(home)
    named = (environments.of_server(one, known) for one in servers)
    return tuple({one.name: one for one in (*known, *filter(None, named))}.values())


def environment_of(server: Profile, known: Sequence[Environment]) -> Environment | None:
    """Return the environment of one server, as it was described."""
    return environments.of_server(server, known)


def describe(
    home: Home, name: str, *, colour: Colour | None = None, protected: bool | None = None
) -> Environment:
    """Remember what an environment is like; what is None stays. Raises `ProblemError`."""
    before = environments.described(home, name)
    environment = replace(
        before,
        colour=before.colour if colour is None else colour,
        protected=before.protected if protected is None else protected,
    )
    if environment != before:
        environments.describe(home, environment)
    return environment


def put_together(home: Home, environment: Environment, names: Collection[str]) -> None:
    """Remember an environment, and that these servers are in it, and no others.

    Raises `ProblemError`, also for a name that cannot be.
    """
    from core.usecases import servers

    describe(home, environment.name, colour=environment.colour, protected=environment.protected)
    for one in servers.known(home, report=unheard):
        inside = one.labels.get(LABEL) == environment.name
        if inside != (one.name in names):
            wanted = environment.name if not inside else ""
            servers.label(home, one.name, {LABEL: wanted}, report=unheard)


def _marked(server: Profile, environment: Environment | None) -> Profile:
    name = environment.name if environment is not None and environment.protected else ""
    return replace(server, guarded=name)


def _protected(name: str, servers: Sequence[str]) -> Problem:
    return Problem(
        code="environment_protected",
        what=say("Nothing was changed: the environment {name} is protected.", name=name),
        why=say(
            "A change on {servers} needs the name of the environment to be typed.",
            servers=all_of(servers),
        ),
        next=(
            Advice(say("In a script, add: {option}", option=f"--confirm {name}")),
            Advice(
                say(
                    "To open the environment: {command}",
                    command=f"goferry server environment {name} --open",
                )
            ),
        ),
        field="to",
    )
