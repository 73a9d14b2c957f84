"""The daily copy of a service's data on another server: as it is wished, and as it is told."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.plain_text import one_line, whole_number
from core.problems import Advice, Problem, ProblemError
from core.service.daily_copy import Went, went_in
from core.words import say

if TYPE_CHECKING:
    from pathlib import Path

KEEP, AT = 7, "03:15"
_PORT = 22
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_ADDRESS = re.compile(r"[A-Za-z0-9][A-Za-z0-9.:%_-]{0,253}")
_COPY = re.compile(
    r"[a-z][a-z0-9-]{0,30}-(?P<server>[A-Za-z0-9_-]{1,80})-[0-9TZ]{16}\.tar(\.sealed)?"
)
_MOST = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyWish:
    """What a server is to do each day for a service: `at` by its own clock; `keep` copies stay.

    `host` and `port` say how it reaches the other server, `key` is the file of what encrypts.
    """

    service: str
    at: str = AT
    keep: int = KEEP
    host: str = ""
    port: int = 22
    key: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A copy on the server that keeps it: who brought it, and `user` in whose folder it lies."""

    server: str
    user: str
    name: str
    size: int

    @property
    def moment(self) -> str:
        """When it was made, as its name says; later ones are greater."""
        return self.name.partition(".tar")[0][-16:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Daily:
    """The daily copy of a service: where to, and how it is. `away`: the other one's reply, if none.

    `next` is when it runs again, by the clock of UTC; `sealed` whether it is encrypted.
    """

    server: str
    service: str
    onto: str = ""
    user: str = ""
    host: str = ""
    port: int = 22
    keep: int = KEEP
    sealed: bool = False
    running: bool = False
    next: str = ""
    away: str = ""
    went: Went = field(default_factory=Went)
    copies: tuple[Copy, ...] = ()


def must_be_usable(wish: DailyWish) -> None:
    """Raise "daily_time_odd" or "daily_address_odd" before any server is asked."""
    if _TIME.fullmatch(wish.at) is None:
        raise ProblemError(_odd_time(wish.at))
    if wish.host and _ADDRESS.fullmatch(wish.host) is None:
        raise ProblemError(_odd_address(wish.host))


def address_in(text: str) -> tuple[str, int]:
    """Take HOST:PORT apart; an address with more colons has its port behind brackets."""
    host, _, port = text.rpartition(":") if text.count(":") == 1 or "]:" in text else (text, "", "")
    return host.strip("[]"), int(port) if port.isdigit() else _PORT


def daily_in(server: str, service: str, out: str) -> Daily:
    """Read what `list.sh` printed."""
    lines = [line.partition(" ") for line in out.splitlines()]
    told = {word: one_line(value) for word, _, value in lines if word != "there"}
    noted = next((line for line in out.splitlines() if line.startswith("{")), "")
    user = told.get("user", "")
    listed = (value.split() for word, _, value in lines if word == "there")
    found = (_copy(user, words[-1], words[4]) for words in listed if len(words) > 8)  # noqa: PLR2004 - as ls -l has
    return Daily(
        server=server,
        service=service,
        onto=told.get("onto", ""),
        user=user,
        host=told.get("host", ""),
        port=whole_number(told.get("port", "")),
        keep=whole_number(told.get("keep", "")),
        sealed=told.get("sealed") == "yes",
        running=told.get("timer") == "active",
        next=told.get("next", ""),
        away=told.get("away", ""),
        went=went_in(noted),
        copies=tuple(sorted(filter(None, found), key=lambda one: one.moment)),
    )


def copies_in(out: str) -> tuple[Copy, ...]:
    """Read what `kept.sh` printed, the oldest first."""
    rows = (line.split(" ") for line in out.splitlines()[:_MOST])
    found = (_copy(row[1], row[3], row[2]) for row in rows if len(row) == 4)  # noqa: PLR2004
    return tuple(sorted(filter(None, found), key=lambda one: one.moment))


def no_daily(server: str, service: str) -> Problem:
    """Say that a service has no daily copy."""
    return Problem(
        code="daily_none",
        what=say("{name} on {server} has no daily copy.", name=service, server=server),
        why=say("No daily copy was set up, or it was stopped."),
        next=(
            Advice(
                say("Set one up: {command}", command=f"goferry backup every --service {service} …")
            ),
        ),
    )


def no_copy(server: str, service: str) -> Problem:
    """Say that there is no such copy to restore."""
    return Problem(
        code="daily_no_copy",
        what=say("{server} has no such copy of {name}.", server=server, name=service),
        why=say("Either no copy was made, or there are copies from several servers."),
        next=(
            Advice(say("See which there are: {command}", command="goferry backup list")),
            Advice(say("Specify one of them as FILE.")),
        ),
    )


def _copy(user: str, name: str, size: str) -> Copy | None:
    named = _COPY.fullmatch(name)
    if named is None:
        return None
    return Copy(server=named["server"], user=user, name=name, size=whole_number(size))


def _odd_time(at: str) -> Problem:
    return Problem(
        code="daily_time_odd",
        what=say("“{at}” is not a time of day.", at=at),
        why=say("A time of day has the form HH:MM, by the server's clock."),
        next=(Advice(say("For example: {command}", command="--at 03:15")),),
        field="at",
    )


def _odd_address(host: str) -> Problem:
    return Problem(
        code="daily_address_odd",
        what=say("“{host}” cannot be the address of a server.", host=host),
        why=say("An address has no spaces, commas, brackets or wildcards."),
        field="address",
    )
