"""Hand a server over to a colleague: what to type for the same entry and the compared key."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from core.ports import SSH_PORT
from core.ssh.profile import Sudo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.home import Home
    from core.ssh.profile import Profile


async def handover(home: Home, server: Profile) -> tuple[str, ...]:
    """Return the commands, in their order, for a colleague's own GoFerry.

    They name no private key and hold no secret: the colleague logs in with a key or password of
    their own. The host key comes along as the fingerprint that was compared here. Asks the server
    for its key; raises `ProblemError` where it does not answer, or its key is not trusted here.
    """
    from core.ssh.connection import must_be_known, offered_key

    key = await offered_key(server, home)
    await must_be_known(server, home, key)
    trust = ("server", "trust", server.name, "--fingerprint", key.fingerprint)
    words = (tuple(_entry(server)), *_environment(home, server), trust)
    return tuple(shlex.join(("goferry", *one)) for one in words)


def _entry(server: Profile) -> Iterator[str]:
    yield from ("server", "add", server.name, "--host", server.host, "--user", server.user)
    if server.port != SSH_PORT:
        yield from ("--port", str(server.port))
    if server.sudo is Sudo.NEVER:
        yield "--no-sudo"
    for name, value in server.labels.items():
        yield from ("--label", f"{name}={value}")


def _environment(home: Home, server: Profile) -> Iterator[tuple[str, ...]]:
    """Describe its environment where it is protected: a colleague should be asked, too."""
    from core.usecases.guarding import environment_of, environments_here

    found = environment_of(server, environments_here(home, (server,)))
    if found is not None and found.protected:
        colour = ("--colour", str(found.colour))
        yield ("server", "environment", found.name, *colour, "--protected")
