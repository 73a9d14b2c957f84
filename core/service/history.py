"""The history of a service, as its server tells it: each change, by whom and from where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.plain_text import number_or_none, one_line
from core.service.protocol import Cause, Ending
from core.service.results import Result

if TYPE_CHECKING:
    from collections.abc import Mapping

_OUTCOMES: dict[str, str] = {
    Ending.LIVE: Result.DEPLOYED,
    Ending.ROLLED_BACK: Result.ROLLED_BACK,
    Ending.REFUSED: Result.REFUSED,
    Ending.DOWN: Result.DOWN,
    Ending.INTERRUPTED: Result.UNKNOWN,
}
_KEPT_RESULTS = frozenset({Result.DOWN, Result.UNKNOWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One change of a service on a server.

    `time` is when it ended, by the server's clock (ISO 8601); `who` said so on the computer
    `origin`, and the server knows the `login`. `verb` is a `Verb` or a word of the helper's own,
    `outcome` a `Result` or its word; `code` says why it did not go well. `live` is the release
    that it brought live, `seconds` how long it took, None where the server did not note it.
    `told` is the whole of what the server wrote down.
    """

    service: str
    time: str
    who: str
    login: str
    origin: str
    verb: str
    release: str
    previous: str
    outcome: str
    code: str
    live: str
    seconds: int | None
    told: Mapping[str, Any]

    @property
    def by(self) -> str:
        """Name who made the change: who said so, and in brackets the login, where it is another."""
        return by_whom(self.told)


def entry_of(service: str, told: Mapping[str, Any]) -> Entry:
    """Read an entry; its words are anybody's, so each is made harmless."""

    def word(key: str) -> str:
        return one_line(str(told.get(key) or ""))

    who, at, origin = word("who").rpartition("@")
    return Entry(
        service=service,
        time=word("time"),
        who=who if at else origin,
        origin=origin if at else "",
        login=word("login"),
        verb=word("verb"),
        release=word("release"),
        previous=word("previous"),
        outcome=_outcome(word("result"), word("code")),
        code=word("code"),
        live=word("live"),
        seconds=number_or_none(str(told.get("seconds", ""))),
        told=told,
    )


def by_whom(told: Mapping[str, Any]) -> str:
    """Name who made a change: who said so, and in brackets the login that the server knows."""
    who, login = (one_line(str(told.get(key) or "")) for key in ("who", "login"))
    person = who.rpartition("@")[0] or who
    return f"{who} ({login})" if who and login not in {"", who, person} else who or login


def _outcome(result: str, code: str) -> str:
    found = _OUTCOMES.get(result, result)
    cancelled = code == Cause.CANCELLED and found not in _KEPT_RESULTS
    return Result.CANCELLED if cancelled else found
