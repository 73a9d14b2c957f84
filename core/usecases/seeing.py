"""How each server was found last, by a test, a deploy or the board of what runs."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from core.servers import last_seen
from core.servers.last_seen import LastSeen, State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.home import Home
    from core.problems import Problem
    from core.service.seen import Board
    from core.ssh.profile import Profile

__all__ = ["LastSeen", "State", "found_at", "met", "missed", "state_of"]

_STATES = {
    "server_unreachable": State.AWAY,
    "connection_lost": State.AWAY,
    "login_refused": State.REFUSED,
    "key_locked": State.REFUSED,
    "key_unreadable": State.REFUSED,
    "key_unsuitable": State.REFUSED,
    "host_key_unknown": State.UNKNOWN_KEY,
    "host_key_changed": State.CHANGED_KEY,
    "host_key_revoked": State.CHANGED_KEY,
}


def found_at(
    home: Home, servers: Iterable[Profile], board: Board | None = None
) -> dict[str, LastSeen]:
    """Return how each of these servers was found at its last try; what `board` saw counts, too.

    A server that has got another address since was never tried.
    """
    known = last_seen.recall(home)
    looks = {one.server: one.at for one in board.machines if one.unknown is None} if board else {}
    found: dict[str, LastSeen] = {}
    for one in servers:
        seen = known.get(one.name)
        if seen is not None and seen.address == one.address:
            found[one.name] = _with_look(seen, looks.get(one.name, 0.0))
    return found


def met(home: Home, server: Profile, *, system: str = "") -> None:
    """Note that a server was reached now."""
    now = time.time()
    seen = LastSeen(
        address=server.address, state=State.REACHED, tried=now, reached=now, system=system
    )
    last_seen.note(home, server.name, seen)


def missed(home: Home, server: Profile, problem: Problem) -> None:
    """Note what was in the way to a server now."""
    seen = LastSeen(address=server.address, state=state_of(problem), tried=time.time())
    last_seen.note(home, server.name, seen)


def state_of(problem: Problem) -> State:
    """Tell what a problem on the way to a server says of it."""
    return _STATES.get(problem.code, State.FAULTY)


def _with_look(seen: LastSeen, at: float) -> LastSeen:
    """Let a later look of the board count: the server was reached then."""
    if at <= seen.tried:
        return seen
    return replace(seen, state=State.REACHED, tried=at, reached=at)
