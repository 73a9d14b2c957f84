"""The words by which the system's own ssh reaches a server as GoFerry does: same keys, same way."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from core.home import expanded
from core.ports import SSH_PORT
from core.ssh.connection import known_hosts_files

if TYPE_CHECKING:
    from core.home import Home
    from core.ssh.connection import Route
    from core.ssh.connection.route import Hop
    from core.ssh.profile import Profile


def words(home: Home, profile: Profile, route: Route) -> tuple[str, ...]:
    """Compose the command; `route` is the way there, the server itself last.

    Its name is the one on the list, so that ~/.ssh/config counts as it does for GoFerry. A server
    on the way gets a command of its own: ssh hands the files of known host keys on to none.
    """
    *jumps, last = route
    key = ("-i", str(expanded(Path(profile.key)))) if profile.key else ()
    way = _through(home, tuple(jumps), last)
    return ("ssh", *_trust(home, last), *_login(profile), *key, *way, "--", profile.host)


def _through(home: Home, jumps: Route, to: Hop) -> tuple[str, ...]:
    """Say through which servers to go; nested, since each is reached through those before it."""
    if not jumps:
        return ()
    *before, jump = jumps
    there = f"[{to.profile.host}]:{to.profile.port}"
    own = (*_trust(home, jump), *_login(jump.profile), *_through(home, tuple(before), jump))
    command = shlex.join(("ssh", *own, "-W", there, "--", jump.profile.name))
    return ("-o", f"ProxyCommand={_literal(command)}")


def _trust(home: Home, hop: Hop) -> tuple[str, ...]:
    """Name the files of known host keys; an unknown key ends it, as with GoFerry."""
    there = hop.destination
    files = known_hosts_files(home, there.known_hosts, ())
    named = " ".join(f'"{_literal(str(one))}"' for one in files)
    return ("-o", f"UserKnownHostsFile={named}", "-o", "StrictHostKeyChecking=yes")


def _login(profile: Profile) -> tuple[str, ...]:
    port = ("-p", str(profile.port)) if profile.port != SSH_PORT else ()
    return (*port, "-l", profile.user)


def _literal(text: str) -> str:
    """Keep ssh from reading tokens such as %h in what is meant as it stands."""
    return text.replace("%", "%%")
