"""The way to a server: itself, and the servers that ~/.ssh/config says to go through."""

from __future__ import annotations

import getpass
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.problems import Problem, ProblemError
from core.server.host_keys import SSH_PORT
from core.server.profile import Profile
from core.server.ssh_config import Destination, SshConfig, jump_parts
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_HOPS = 8


@dataclass(frozen=True, slots=True)
class Hop:
    """One server on the way. `profile` says where to dial, `names` how known_hosts calls it."""

    profile: Profile
    destination: Destination
    names: tuple[tuple[str, int], ...]
    is_jump: bool = False


def route(profile: Profile, config: SshConfig) -> tuple[Hop, ...]:
    """Work out the way, the server itself last.

    The profile's own user, key and unusual port count; the rest comes from the configuration.
    """
    found = config.destination(profile.host, user=profile.user)
    port = found.port if profile.port == SSH_PORT else profile.port
    dialled = replace(profile, host=found.host, port=port)
    asked = (profile.host, profile.port)
    target = Hop(dialled, found, tuple(dict.fromkeys((_known_as(dialled, found), asked))))
    hops = (*_jumps(found, config, _MOST_HOPS), target)
    if len(hops) > _MOST_HOPS:
        raise ProblemError(_too_many_hops(profile))
    return hops


def _jumps(found: Destination, config: SshConfig, left: int) -> Iterator[Hop]:
    """Yield the servers to go through; the first of them may have a way of its own."""
    for number, text in enumerate(found.jump if left else ()):
        user, host, port = jump_parts(text)
        there = config.destination(host, user=user)
        if number == 0:
            yield from _jumps(there, config, left - 1)
        profile = Profile(
            name=host,
            host=there.host,
            port=port or there.port,
            user=there.user or getpass.getuser(),
        )
        yield Hop(profile, there, (_known_as(profile, there),), is_jump=True)


def _known_as(profile: Profile, found: Destination) -> tuple[str, int]:
    return (found.key_alias, SSH_PORT) if found.key_alias else (profile.host, profile.port)


def _too_many_hops(profile: Profile) -> Problem:
    return Problem(
        code="too_many_jumps",
        what=say("The way to {server} has no end.", server=profile.name),
        why=say("ProxyJump in ~/.ssh/config leads through too many servers, or in a circle."),
    )
