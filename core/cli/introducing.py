"""Look at a server before it is remembered: a wrong name is said at once, and nothing is saved."""

from __future__ import annotations

import asyncio
import shlex
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.events import Noticed
from core.problems import Advice, Problem, ProblemError
from core.words import say

if TYPE_CHECKING:
    from core.cli.call import Call
    from core.ssh.host_keys import HostKey
    from core.ssh.profile import Profile

_SECONDS = 6.0  # a server that is up answers sooner, and one that is not may be added all the same


async def completed(call: Call, profile: Profile) -> Profile:
    """Take what was not given on the command line from the user's own ssh configuration."""
    from core.ssh.connection import destination

    arguments = call.arguments
    given = replace(profile, user=arguments.user or "", port=arguments.port or 0)
    found = await destination(given)
    if found.unfollowed:
        call.show.event(Noticed(problem=partly_followed(profile, found.unfollowed)))
    return replace(
        profile,
        user=arguments.user or found.user or profile.user,
        port=arguments.port or found.port,
        key=profile.key if arguments.key is not None else _first_there(found.keys),
    )


def _first_there(keys: tuple[str, ...]) -> str:
    return next((one for one in keys if Path(one).is_file()), "")


async def met(call: Call, profile: Profile) -> HostKey | None:
    """Ask the server for its key; None, with a word about it, when it does not answer now.

    Raises `ProblemError` when its name is not known, unless the person wants it `--anyway`.
    """
    from core.ssh.connection import is_unknown_name, offered_key

    if call.arguments.anyway:
        return None
    try:
        async with asyncio.timeout(_SECONDS):
            return await offered_key(profile, call.home)
    except TimeoutError:
        call.show.event(Noticed(problem=_silent(profile)))
    except ProblemError as refused:
        if is_unknown_name(refused):
            raise ProblemError(_not_saved(refused.problem)) from refused
        call.show.event(Noticed(problem=refused.problem))
    return None


def next_step(profile: Profile, key: HostKey | None) -> str:
    """Tell what to do with a server that was just remembered."""
    words = ["goferry", "server", "trust", profile.name]
    if key is None:
        return f"Compare its key next:  {shlex.join(words)}"
    command = shlex.join([*words, "--fingerprint", key.fingerprint])
    return f"It shows the key {key.type} {key.fingerprint}. If that is its own:  {command}"


def _not_saved(problem: Problem) -> Problem:
    anyway = Advice(say("To save it all the same, add --anyway to the command."))
    saved = Advice(say("Nothing was saved. Check the address."))
    return replace(problem, next=(saved, anyway))


def _silent(profile: Profile) -> Problem:
    return Problem(
        code="server_unreachable",
        what=say("{server} cannot be reached at {host}.", server=profile.name, host=profile.host),
        why=say("No answer came: it may be switched off, or a firewall is in the way."),
        next=(Advice(say("It is saved all the same; try it later.")),),
        field="host",
    )


def partly_followed(profile: Profile, keywords: tuple[str, ...]) -> Problem:
    """Name what ssh would do for this server and GoFerry does not."""
    return Problem(
        code="ssh_config_partly_followed",
        what=say("GoFerry connects to {server} differently than ssh does.", server=profile.name),
        why=say(
            "Your ssh configuration sets {keywords} for it, which GoFerry does not follow.",
            keywords=", ".join(keywords),
        ),
    )
