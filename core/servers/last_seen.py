"""How each server was found last: kept over restarts, and only whether it was reached and when."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from core.codec import Unreadable
from core.declared import coded
from core.memory import Memory
from core.problems import ProblemError
from core.typed import from_plain, to_plain

if TYPE_CHECKING:
    from pathlib import Path

    from core.home import Home

_FORMAT = 1
_MOST = 500  # servers; of more, those that nobody tried for longest are forgotten
_LONGEST = 80  # letters of what a server says of itself


class State(StrEnum):
    """How a server was found when it was tried last."""

    REACHED = "reached"
    AWAY = "away"
    REFUSED = "refused"  # the login
    UNKNOWN_KEY = "unknown key"  # nobody compared its host key yet
    CHANGED_KEY = "changed key"
    FAULTY = "faulty"  # anything else was in the way


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class LastSeen:
    """One server at its last try: `tried` and `reached` in seconds since 1970.

    `address` is the one that was tried, since a name may come to mean another machine; `reached`
    is None where no try went well. `system` is what the server called itself.
    """

    address: str
    state: State
    tried: float
    reached: float | None = None
    system: str = ""


def recall(home: Home) -> dict[str, LastSeen]:
    """Return what is known, by the servers' names; what makes no sense is passed over."""
    with suppress(Unreadable, ProblemError):
        return _understood(Memory(_file(home), _FORMAT).read() or {})
    return {}


def note(home: Home, name: str, seen: LastSeen) -> None:
    """Write down how a server was found; a disk that is full costs only that."""
    with suppress(ProblemError), Memory(_file(home), _FORMAT).changing() as found:
        known = _understood(found)
        before = known.pop(name, None)
        since = before.reached if before and before.address == seen.address else None
        known[name] = LastSeen(
            address=seen.address,
            state=seen.state,
            tried=seen.tried,
            reached=seen.reached if seen.reached is not None else since,
            system=seen.system[:_LONGEST] or (before.system if since and before else ""),
        )
        newest = sorted(known.items(), key=lambda one: one[1].tried)[-_MOST:]
        found["seen"] = {name: to_plain(one) for name, one in newest}


def _file(home: Home) -> Path:
    return home.state / "servers-seen.json"


def _understood(found: dict[str, Any]) -> dict[str, LastSeen]:
    rows = found.get("seen")
    known: dict[str, LastSeen] = {}
    for name, row in rows.items() if isinstance(rows, dict) else ():
        with suppress(Unreadable):
            known[str(name)] = from_plain(LastSeen, row)
    return known
