"""Where `ssh NAME` would go, and how: the sum of what the configuration says about a server."""

from __future__ import annotations

from dataclasses import dataclass

from core.ports import SSH_PORT


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where `ssh NAME` would go. `jump` names the servers to go through, the first one first.

    `command` is the ProxyCommand as it stands there. `known_hosts` is None when the usual files
    count, `key_alias` empty when the key goes by host, `agent` when the environment names it.
    `methods` are the only ways to log in, None for all; `unfollowed` are keywords that ssh would
    follow and GoFerry does not.
    """

    host: str
    port: int = SSH_PORT
    user: str = ""
    keys: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()
    only_these_keys: bool = False
    jump: tuple[str, ...] = ()
    command: str = ""
    passes_socket: bool = False
    known_hosts: tuple[str, ...] | None = None
    global_known_hosts: tuple[str, ...] | None = None
    revoked_keys: str = ""
    key_alias: str = ""
    agent: str = ""
    methods: tuple[str, ...] | None = None
    family: str = "any"
    bind: str = ""
    canonical: bool = False
    unfollowed: tuple[str, ...] = ()
