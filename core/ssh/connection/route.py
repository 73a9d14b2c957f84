"""The way to a server: itself, and the servers that ~/.ssh/config says to go through."""

from __future__ import annotations

import getpass
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.ports import SSH_PORT
from core.problems import Problem, ProblemError
from core.ssh.config.reader import SshConfig, jump_parts
from core.ssh.config.refusals import check_followed, unclear
from core.ssh.config.tokens import IN_PROXY_COMMAND, NoToken, Tokens
from core.ssh.profile import Profile
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.ssh.config.answers import Run
    from core.ssh.config.destination import Destination

_MOST_HOPS = 8


@dataclass(frozen=True, slots=True)
class Hop:
    """One server on the way. `profile` says where to dial, `names` how known_hosts calls it.

    `command` is the ProxyCommand that leads there, ready to run; empty where none does.
    """

    profile: Profile
    destination: Destination
    names: tuple[tuple[str, int], ...]
    is_jump: bool = False
    command: str = ""


Route = tuple[Hop, ...]  # to a server, which stands last


def route(profile: Profile, config: SshConfig, run: Run | None = None) -> Route:
    """Work out the way, the server itself last.

    The profile's own user, key and unusual port count; the rest comes from the configuration, whose
    commands `run` runs. Raises `ProblemError` where ssh would go a way that GoFerry cannot.
    """
    given = 0 if profile.port == SSH_PORT else profile.port
    found = config.destination(profile.host, user=profile.user, port=given, run=run)
    check_followed(profile.name, found)
    dialled = replace(profile, host=found.host, port=found.port)
    asked = (profile.host, profile.port)
    target = Hop(
        dialled,
        found,
        tuple(dict.fromkeys((_known_as(dialled, found), asked))),
        command=_command(dialled, found, profile.host),
    )
    hops = (*_jumps(found, _Map(config, run), _MOST_HOPS), target)
    if len(hops) > _MOST_HOPS:
        raise ProblemError(_too_many_hops(profile))
    return hops


@dataclass(frozen=True, slots=True)
class _Map:
    """Where to read about the servers on the way, and who runs the commands."""

    config: SshConfig
    run: Run | None


def _jumps(found: Destination, where: _Map, left: int) -> Iterator[Hop]:
    """Yield the servers to go through; the first of them may have a way of its own."""
    for number, text in enumerate(found.jump if left else ()):
        user, host, port = jump_parts(text)
        there = where.config.destination(host, user=user, port=port, run=where.run)
        check_followed(host, there)
        profile = Profile(
            name=host,
            host=there.host,
            port=there.port,
            user=there.user or getpass.getuser(),
        )
        command = ""
        if number == 0:
            yield from _jumps(there, where, left - 1)
            command = _command(profile, there, host)
        names = (_known_as(profile, there),)
        yield Hop(profile, there, names, is_jump=True, command=command)


def _command(profile: Profile, found: Destination, name: str) -> str:
    """Fill in the ProxyCommand; raises `ProblemError` for what ssh would not take either."""
    tokens = Tokens(
        name=name,
        host=profile.host,
        port=profile.port,
        user=profile.user,
        alias=found.key_alias,
    )
    try:
        return tokens.expand(found.command, IN_PROXY_COMMAND)
    except NoToken as token:
        raise ProblemError(unclear(f"ProxyCommand {found.command}", token)) from token


def _known_as(profile: Profile, found: Destination) -> tuple[str, int]:
    return (found.key_alias, SSH_PORT) if found.key_alias else (profile.host, profile.port)


def _too_many_hops(profile: Profile) -> Problem:
    return Problem(
        code="too_many_jumps",
        what=say("The ProxyJump chain to {server} is too long or loops.", server=profile.name),
        why=say("ProxyJump in ~/.ssh/config passes too many servers, or loops."),
    )
